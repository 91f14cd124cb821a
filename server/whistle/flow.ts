import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { ActionName, ActionView, SideView, Stage, SummonsView } from './view.ts';

/** As much of a whistle as decides what may be done next. */
export interface WhistleState {
  readonly sides: readonly SideView[];
  readonly summonses: readonly SummonsView[];
  /** Area it was blown for: its side commands. */
  readonly blownFor: string;
  readonly verifiedAt: string | null;
  readonly closedAt: string | null;
}

/** Whom the reader may act for. */
export interface Reader {
  /** Whether the reader may take this action for the side of this area. */
  readonly actsFor: (action: ActionName, areaCode: string) => boolean;
  /** Body the reader belongs to: the only one it may read and check in for; null for a coordinator. */
  readonly body: string | null;
}

/** Sides that have a duty: who is merely informed, or has fallen out, neither comes nor signs. */
export const dutySides = ({ sides }: WhistleState): readonly SideView[] =>
  sides.filter((side) => side.role !== 'inform' && (side.state === 'kept' || side.state === 'added'));

/** How far a whistle has come (discover … close, as the flow of GB/T 30428 has it from dispatch on). */
export function stageOf(state: WhistleState): Stage {
  if (state.closedAt) return 'closed';
  if (state.verifiedAt) return state.summonses.every((s) => s.releasedAt) ? 'signing' : 'releasing';
  if (missing(state).length) return 'mustering';
  return silent(state).length ? 'handling' : 'verifying';
}

/**
 * Everything the reader may do with a whistle, now or later. What is not allowed yet says what it waits for; what is
 * never the reader's to do is absent. The only place where the order of steps is known.
 */
export function actionsOf(state: WhistleState, reader: Reader): ActionView[] {
  const actions: ActionView[] = [];
  const offer = (
    action: ActionName,
    areaCode: string | null,
    summons: readonly SummonsView[],
    waitsFor: Bilingual | null,
  ) => actions.push({ action, areaCode, summons: summons.map((s) => s.id), allowed: !waitsFor, waitsFor });

  for (const side of dutySides(state)) {
    const area = side.areaCode;
    const bodies = state.summonses.filter(
      (s) => s.areaCode === area && (!reader.body || s.bodyCode === reader.body),
    );
    const unread = bodies.filter((s) => !s.readAt);
    const absent = bodies.filter((s) => !s.checkedInAt && !s.releasedAt);
    if (unread.length && reader.actsFor('read', area)) offer('read', area, unread, ended(state));
    if (absent.length && reader.actsFor('checkIn', area))
      offer('checkIn', area, absent, ended(state) ?? done(state));
    if (reader.actsFor('feedback', area))
      offer('feedback', area, [], ended(state) ?? done(state) ?? nobodyOnSite(state, side));
    if (reader.actsFor('sign', area) && !side.signedAt)
      offer('sign', area, [], ended(state) ?? notReleased(state, side));
  }
  const commands = (action: ActionName) => reader.actsFor(action, state.blownFor);
  if (commands('verify') && !state.verifiedAt) offer('verify', null, [], ended(state) ?? notReady(state));
  const present = state.summonses.filter((s) => s.checkedInAt && !s.releasedAt);
  if (commands('release') && (present.length || !state.verifiedAt))
    offer('release', null, present, ended(state) ?? notVerified(state));
  if (state.sides.some((side) => reader.actsFor('message', side.areaCode)))
    offer('message', null, [], ended(state));
  for (const action of ['redraw', 'override'] as const)
    if (dutySides(state).some((side) => reader.actsFor(action, side.areaCode)))
      offer(action, null, [], ended(state) ?? done(state));
  return actions;
}

/** The summonses nobody has answered on site yet. */
export const missing = ({ summonses }: WhistleState): readonly SummonsView[] =>
  summonses.filter((s) => !s.checkedInAt && !s.releasedAt);

const silent = (state: WhistleState): readonly SideView[] =>
  dutySides(state).filter((side) => !side.feedbackAt);

const names = (sides: readonly { name: string; nameEn: string }[]): Bilingual => ({
  zh: sides.map((side) => side.name).join('、'),
  en: sides.map((side) => side.nameEn).join(', '),
});

const ended = (state: WhistleState): Bilingual | null =>
  state.closedAt ? { zh: '已结案', en: 'The whistle is closed' } : null;

const done = (state: WhistleState): Bilingual | null =>
  state.verifiedAt ? { zh: '已核查', en: 'The work is already verified' } : null;

const nobodyOnSite = (state: WhistleState, side: SideView): Bilingual | null =>
  state.summonses.some((s) => s.areaCode === side.areaCode && s.checkedInAt)
    ? null
    : { zh: `等${side.name}至少一家报到`, en: `Waits for one body of ${side.nameEn} to check in` };

function notReady(state: WhistleState): Bilingual | null {
  const absent = missing(state).length;
  const quiet = silent(state);
  if (!absent && !quiet.length) return null;
  const zh = [absent ? `还有 ${absent} 家未报到` : '', quiet.length ? `${names(quiet).zh}未反馈` : ''].filter(
    Boolean,
  );
  const en = [
    absent ? `${absent} ${absent === 1 ? 'body' : 'bodies'} to check in` : '',
    quiet.length ? `feedback from ${names(quiet).en}` : '',
  ].filter(Boolean);
  return { zh: zh.join('，'), en: `Waits for ${en.join(' and ')}` };
}

const notVerified = (state: WhistleState): Bilingual | null =>
  state.verifiedAt ? null : { zh: '核查后方可撤离', en: 'Waits for verification: nobody leaves before it' };

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
