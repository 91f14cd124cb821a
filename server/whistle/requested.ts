import { conflict, notFound } from '../errors.ts';
import { timeIn } from './already.ts';
import type { AnswerView } from './requests.ts';
import type { Stepping } from './taking.ts';
import type { ActionView } from './view.ts';

/**
 * The request to be answered.
 * @throws Problem 404 where the whistle has none of this number; 409 with who answered it and when, or that it is moot.
 */
export function requested<T extends { readonly id: string; readonly answer: AnswerView | null }>(
  { timeZone }: Pick<Stepping, 'timeZone'>,
  requests: readonly T[],
  actions: readonly ActionView[],
  id: string,
): T {
  const found = requests.find((one) => one.id === id);
  if (!found) throw notFound({ zh: '申请', en: 'request' }, id);
  if (actions.some(({ request }) => request === id)) return found;
  const { answer } = found;
  if (!answer)
    throw conflict('moot', {
      zh: '提出方已经到场或已不在本案，不再需要答复',
      en: 'Who asked has come after all, or is no party any more: there is nothing to answer',
    });
  const { zh, en } = timeIn(timeZone, new Date(answer.at));
  throw conflict('already-done', {
    zh: `${answer.by.name}已于 ${zh} ${answer.agreed ? '同意' : '不同意'}，没有重复办理`,
    en: `${answer.by.nameEn} ${answer.agreed ? 'agreed' : 'refused'} at ${en} already; nothing was decided twice`,
  });
}
