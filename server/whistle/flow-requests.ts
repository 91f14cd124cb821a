import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { dutySides, type Offer, type Reader, type WhistleState } from './flow-state.ts';
import { done, ended } from './flow-words.ts';
import { isPending } from './requests.ts';
import type { SideView } from './view.ts';

/** What one side asks of the blower and the blower answers, and the consultations between them. */
export function requestsOf(state: WhistleState, reader: Reader, now: Date, offer: Offer): void {
  const over = ended(state) ?? done(state);
  const pending = state.returns.filter((one) => isPending(one, state));
  for (const side of dutySides(state)) {
    if (reader.actsFor('return', side.areaCode)) returnsOf(state, reader, side, offer);
    if (reader.actsFor('extend', side.areaCode)) extensionsOf(state, reader, side, offer);
  }
  if (reader.actsFor('returnAnswer', state.blownFor))
    for (const { id, areaCode, summons } of pending)
      offer(
        'returnAnswer',
        { areaCode, request: id, summons: state.summonses.filter((s) => s.id === summons) },
        over,
      );
  if (reader.actsFor('extendAnswer', state.blownFor))
    for (const { id, areaCode, answer } of state.extensions)
      if (!answer) offer('extendAnswer', { areaCode, request: id }, over);
  if (dutySides(state).some(({ areaCode }) => reader.actsFor('consultation', areaCode)))
    offer('consultation', {}, ended(state));
  for (const { id, calledFor, at, held, cancelled } of state.consultations) {
    if (held || cancelled) continue;
    const theirs = [calledFor, state.blownFor].some((code) => reader.actsFor('consultation', code));
    if (!theirs) continue;
    offer('holdConsultation', { request: id }, ended(state) ?? notYet(at, now));
    offer('cancelConsultation', { request: id }, ended(state));
  }
}

/**
 * A body that has not come may say that this is not its own, and so may a side none of whose bodies has come; but the
 * blower's own side stays, and no side stays without a body.
 */
function returnsOf(state: WhistleState, reader: Reader, side: SideView, offer: Offer): void {
  const { areaCode } = side;
  const bodies = state.summonses.filter((s) => s.areaCode === areaCode && !s.releasedAt);
  const asked = state.returns.filter((one) => one.areaCode === areaCode && isPending(one, state));
  const over = ended(state) ?? done(state);
  if (!reader.body && areaCode !== state.blownFor)
    offer(
      'return',
      { areaCode },
      over ??
        (bodies.some((s) => s.checkedInAt) ? cameAlready : null) ??
        (asked.some(({ summons }) => summons === null) ? undecided : null),
    );
  const mine = bodies.filter((s) => !s.checkedInAt && (!reader.body || s.bodyCode === reader.body));
  const open = mine.filter(({ id }) => !asked.some(({ summons }) => summons === id));
  if (mine.length)
    offer(
      'return',
      { areaCode, summons: open },
      over ?? (bodies.length === 1 ? onlyBody : null) ?? (open.length ? null : undecided),
    );
}

/** A side may ask for more time until it has fed back, and so may each body of it that has not been let go. */
function extensionsOf(state: WhistleState, reader: Reader, side: SideView, offer: Offer): void {
  const { areaCode } = side;
  const over = ended(state) ?? done(state);
  if (!reader.body) {
    offer('extend', { areaCode }, over ?? nothingToExtend(state, side, null));
    return;
  }
  const mine = state.summonses.filter(
    (s) => s.areaCode === areaCode && s.bodyCode === reader.body && !s.releasedAt,
  );
  for (const s of mine)
    offer('extend', { areaCode, summons: [s] }, over ?? nothingToExtend(state, side, s.id));
}

/** One request at a time: of a side as a whole, and of each of its bodies. */
function nothingToExtend(
  state: WhistleState,
  { areaCode, feedbackAt, name, nameEn }: SideView,
  summons: string | null,
): Bilingual | null {
  const waits = state.extensions.some(
    (one) => one.areaCode === areaCode && one.summons === summons && !one.answer,
  );
  if (waits) return undecided;
  return feedbackAt
    ? { zh: `${name}已反馈，无需延期`, en: `${nameEn} has fed back: there is nothing to extend` }
    : null;
}

const cameAlready: Bilingual = {
  zh: '已有单位报到，核查后方可撤离，不能退回',
  en: 'A body of it has checked in: it leaves after verification, and cannot return the call',
};

const undecided: Bilingual = { zh: '等吹哨方答复', en: 'Waits for the answer of the blower' };

const onlyBody: Bilingual = {
  zh: '它是本方唯一的单位，只能由整方退回',
  en: 'It is the only body of its side: only the whole side can return the call',
};

/** Minutes of a consultation can be entered once it has begun. */
const notYet = (at: string, now: Date): Bilingual | null =>
  Date.parse(at) <= now.getTime()
    ? null
    : { zh: '会商尚未开始', en: 'Waits for the time of the consultation' };
