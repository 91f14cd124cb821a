import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { commandsOf } from './flow-commands.ts';
import { requestsOf } from './flow-requests.ts';
import { dutySides, type Offer, type Reader, type WhistleState } from './flow-state.ts';
import { done, ended, names } from './flow-words.ts';
import type { ActionView, SideView, SummonsView } from './view.ts';

export { dutySides, type Reader, stageOf, type WhistleState } from './flow-state.ts';

/**
 * Everything the reader may do with a whistle, now or later. What is not allowed yet says what it waits for; what is
 * never the reader's to do is absent. The only place where the order of steps is known; `now` is the server's.
 */
export function actionsOf(state: WhistleState, reader: Reader, now: Date): ActionView[] {
  const actions: ActionView[] = [];
  const offer: Offer = (action, { areaCode, summons = [], request }, waitsFor) =>
    actions.push({
      action,
      areaCode: areaCode ?? null,
      summons: summons.map((s) => s.id),
      request: request ?? null,
      allowed: !waitsFor,
      waitsFor,
    });
  for (const side of dutySides(state)) sideActions(state, reader, side, offer);
  commandsOf(state, reader, now, offer);
  requestsOf(state, reader, now, offer);
  if (state.sides.some((side) => reader.actsFor('message', side.areaCode)))
    offer('message', {}, ended(state));
  return actions;
}

/** What one side does for itself: read, come, say what it has done, sign. */
function sideActions(state: WhistleState, reader: Reader, side: SideView, offer: Offer): void {
  const { areaCode } = side;
  const bodies = state.summonses.filter(
    (s) => s.areaCode === areaCode && (!reader.body || s.bodyCode === reader.body),
  );
  const unread = bodies.filter((s) => !s.readAt);
  const absent = bodies.filter((s) => !s.checkedInAt && !s.releasedAt);
  if (unread.length && reader.actsFor('read', areaCode))
    offer('read', { areaCode, summons: unread }, ended(state));
  if (absent.length && reader.actsFor('checkIn', areaCode))
    offer('checkIn', { areaCode, summons: absent }, ended(state) ?? done(state));
  if ((bodies.length || !reader.body) && reader.actsFor('feedback', areaCode)) {
    const here = bodies.filter((s) => s.checkedInAt && !s.releasedAt);
    const waits = reader.body && !here.length ? notHere(bodies) : nobodyOnSite(state, side);
    offer('feedback', { areaCode, summons: here }, ended(state) ?? done(state) ?? waits);
  }
  if (reader.actsFor('sign', areaCode) && !side.signedAt)
    offer('sign', { areaCode }, ended(state) ?? notReleased(state, side));
}

const notHere = (bodies: readonly SummonsView[]): Bilingual => ({
  zh: `等${names(bodies.map(bodyName)).zh}报到`,
  en: `Waits for ${names(bodies.map(bodyName)).en} to check in`,
});

const bodyName = ({ bodyName: name, bodyNameEn: nameEn }: SummonsView) => ({ name, nameEn });

const nobodyOnSite = (state: WhistleState, side: SideView): Bilingual | null =>
  state.summonses.some((s) => s.areaCode === side.areaCode && s.checkedInAt)
    ? null
    : { zh: `等${side.name}至少一家报到`, en: `Waits for one body of ${side.nameEn} to check in` };

function notReleased(state: WhistleState, side: SideView): Bilingual | null {
  if (!state.verifiedAt) return { zh: '等吹哨方核查', en: 'Waits for the blower to verify' };
  const held = state.summonses.filter((s) => s.areaCode === side.areaCode && !s.releasedAt).length;
  const leaving = state.sides.filter(
    (other) =>
      other.state === 'leaving' &&
      state.summonses.some((s) => s.areaCode === other.areaCode && !s.releasedAt),
  );
  if (!held && leaving.length)
    return {
      zh: `已移出的${names(leaving).zh}还没有撤离`,
      en: `Waits for ${names(leaving).en}, no longer a party, to be released`,
    };
  if (!held) return null;
  return {
    zh: `${side.name}还有 ${held} 家未撤离`,
    en: `Waits for ${held} of ${side.nameEn} to be released`,
  };
}
