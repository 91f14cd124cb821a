import type { Bilingual, Role } from '../../geodata/jurisdiction/verdict.ts';
import { dutySides, type WhistleState } from './flow.ts';
import type { Call } from './summon.ts';
import type { SideState, SideView, SummonsView } from './view.ts';

/** A side as it is to be, by the code of its area. */
export interface ChangedSide {
  readonly areaCode: string;
  readonly role: Role;
  readonly share: number;
  readonly area: number | null;
  readonly state: SideState;
}

/** What becomes of a whistle whose parties are others from now on. */
export interface PartyChange {
  /** Every side that takes part or has just ceased to, the leading one first. */
  readonly sides: readonly ChangedSide[];
  readonly kept: readonly string[];
  readonly added: readonly string[];
  /** Fell out, but bodies of theirs have come: they stay until verification. */
  readonly leaving: readonly string[];
  /** Fell out and nobody of theirs has come: gone at once. */
  readonly left: readonly string[];
  /** Bodies to call now, each with a deadline from now. */
  readonly calls: readonly Call[];
  /** Bodies that go on, clock and all, for another side than before: departments of a district that two sides share. */
  readonly moves: readonly { readonly summons: SummonsView; readonly areaCode: string }[];
  /** Bodies that were called and need not come any more. */
  readonly excused: readonly SummonsView[];
  /** The side, or the body, that should lead now, while the side before does until their common superior agrees; null otherwise. */
  readonly leadHeld: { readonly by: string; readonly wanted: string } | null;
}

export interface Changing {
  readonly state: WhistleState;
  /** The areas that take part from now on, as verdict and override have it. */
  readonly target: readonly Omit<ChangedSide, 'state'>[];
  /** Who leads for what it manages there, where none of these areas does; null otherwise. */
  readonly leadingBody: string | null;
  /** The bodies that the areas with a duty call. */
  readonly callsOf: (areas: readonly string[]) => readonly Call[];
  /** Bodies called for what they hold, not for an area: they fall out when they hold nothing there any more. */
  readonly holders: ReadonlySet<string>;
  /** Whether the lead may change though somebody has come: the right of the common superior alone. */
  readonly mayMoveLead: boolean;
}

/**
 * Rule 11: a party that stays keeps its clock and its summonses, a new one gets its own, one that fell out goes at once
 * unless somebody of it has come, and the lead does not change under those who have come without their common superior.
 */
export function changeOf(changing: Changing): PartyChange {
  const { state, callsOf, holders } = changing;
  const present = state.sides.filter((side) => side.state !== 'left');
  const { wanted, leadHeld } = withLead(changing);
  const duty = wanted.filter(({ role }) => role !== 'inform').map(({ areaCode }) => areaCode);
  const calls = callsOf(duty);

  const live = state.summonses.filter((s) => !s.releasedAt);
  const moves = live
    .filter((s) => !duty.includes(s.areaCode))
    .flatMap((summons) => {
      const call = calls.find(({ bodyCode }) => bodyCode === summons.bodyCode);
      return call ? [{ summons, areaCode: call.areaCode }] : [];
    });
  const moved = new Set(moves.map(({ summons }) => summons.id));
  const staying = live.filter((s) => !moved.has(s.id));
  const needed = (s: SummonsView): boolean =>
    duty.includes(s.areaCode) &&
    (!holders.has(s.bodyCode) ||
      s.bodyCode === leadHeld?.by ||
      calls.some(({ bodyCode }) => bodyCode === s.bodyCode));
  const held = new Set([...moves.map((m) => m.summons), ...staying.filter(needed)].map((s) => s.bodyCode));

  const remains = (side: SideView): boolean =>
    staying.some((s) => s.areaCode === side.areaCode && s.checkedInAt !== null);
  const fallen = present.filter((side) => side.role !== 'inform' && !duty.includes(side.areaCode));
  const leaving = fallen.filter(remains).map(({ areaCode }) => areaCode);
  const before = new Map(present.map((side) => [side.areaCode, side]));
  const sides = [
    ...wanted
      .filter(({ areaCode }) => !leaving.includes(areaCode))
      .map((side): ChangedSide => ({ ...side, state: stateOf(before.get(side.areaCode), side.role) })),
    ...present
      .filter(
        ({ areaCode }) => leaving.includes(areaCode) || !wanted.some((side) => side.areaCode === areaCode),
      )
      .map(
        ({ areaCode, role }): ChangedSide => ({
          areaCode,
          role: role === 'lead' ? 'assist' : role,
          share: 0,
          area: null,
          state: leaving.includes(areaCode) ? 'leaving' : 'left',
        }),
      ),
  ];
  const dutyBefore = new Set(dutySides(state).map(({ areaCode }) => areaCode));
  return {
    sides,
    kept: duty.filter((code) => dutyBefore.has(code)),
    added: duty.filter((code) => !dutyBefore.has(code)),
    leaving,
    left: fallen.map(({ areaCode }) => areaCode).filter((code) => !leaving.includes(code)),
    calls: calls.filter(({ bodyCode }) => !held.has(bodyCode)),
    moves,
    excused: staying.filter((s) => s.checkedInAt === null && !needed(s)),
    leadHeld,
  };
}

/** What a coordinator must be told of a lead that did not change. */
export const heldNote = (held: { readonly by: SideName; readonly wanted: SideName }): Bilingual => ({
  zh: `已有人报到：仍由${held.by.name}牵头，改由${held.wanted.name}牵头须共同上级同意`,
  en: `Somebody has checked in: ${held.by.nameEn} still leads; for ${held.wanted.nameEn} to lead their common superior must agree`,
});

interface SideName {
  readonly name: string;
  readonly nameEn: string;
}

function withLead({ state, target, leadingBody, mayMoveLead }: Changing): {
  readonly wanted: Changing['target'];
  readonly leadHeld: PartyChange['leadHeld'];
} {
  const { lead } = state;
  const should = target.find(({ role }) => role === 'lead');
  const next = should?.areaCode ?? leadingBody;
  const anyHere = state.summonses.some((s) => s.checkedInAt !== null);
  if (lead === null || next === null || lead === next || !anyHere || mayMoveLead)
    return { wanted: target, leadHeld: null };
  const others = target
    .filter(({ areaCode }) => areaCode !== lead)
    .map((side) => (side === should ? { ...side, role: 'assist' as const } : side));
  const leadHeld = { by: lead, wanted: next };
  // A body that manages what lies there leads without being a side.
  if (!state.sides.some(({ areaCode }) => areaCode === lead)) return { wanted: others, leadHeld };
  const stays = target.find(({ areaCode }) => areaCode === lead) ?? { areaCode: lead, share: 0, area: null };
  return { wanted: [{ ...stays, role: 'lead' }, ...others], leadHeld };
}

/** One that had a duty and has it still keeps its state; one that was leaving stays after all. */
function stateOf(before: SideView | undefined, role: Role): SideState {
  if (!before) return 'added';
  if (role !== 'inform' && before.role === 'inform') return 'added';
  return before.state === 'added' ? 'added' : 'kept';
}
