import { conflict, notFound, type Problem } from '../errors.ts';
import { timeIn } from './already.ts';
import type { Stepping } from './taking.ts';
import type { ActionView, SummonsView, WhistleView } from './view.ts';

/**
 * The summonses named, each checked to be open to the reader; all that are open where none is named.
 * @throws Problem 404 for one that the whistle has not; 409 for one whose step has been taken, or is another's.
 */
export function chosen(
  { timeZone }: Pick<Stepping, 'timeZone'>,
  whistle: WhistleView,
  actions: readonly ActionView[],
  ids: readonly string[],
): SummonsView[] {
  const open = new Set(actions.flatMap((a) => a.summons));
  const asked = ids.length ? [...new Set(ids)] : [...open];
  return asked.map((id) => {
    const summons = whistle.summonses.find((s) => s.id === id);
    if (!summons) throw notFound({ zh: '召集', en: 'summons' }, id);
    if (!open.has(id)) throw notOpen(summons, actions[0]?.action, timeZone);
    return summons;
  });
}

/** The body as the log names it. */
export const bodyOf = (s: SummonsView) => ({
  whoCode: s.bodyCode,
  whoName: s.bodyName,
  whoNameEn: s.bodyNameEn,
});

function notOpen(s: SummonsView, action: ActionView['action'] | undefined, timeZone: string): Problem {
  if (action === 'checkIn' && s.checkedInAt !== null) {
    const { zh, en } = timeIn(timeZone, new Date(s.checkedInAt));
    return conflict('already-done', {
      zh: `${s.bodyName}已于 ${zh} 报到，没有重复登记`,
      en: `${s.bodyNameEn} checked in at ${en} already; nothing was entered twice`,
    });
  }
  return conflict('already-done', {
    zh: `${s.bodyName}的这一步已经完成，或不由您办理`,
    en: `For ${s.bodyNameEn} this step has been taken already, or is not yours to take`,
  });
}
