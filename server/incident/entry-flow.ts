import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';

/** In the order in which they are passed; `refused` ends it. */
export const incidentStages = [
  'submitted',
  'accepted',
  'registered',
  'dispatched',
  'closed',
  'refused',
] as const;
export type IncidentStage = (typeof incidentStages)[number];

export const entryActions = ['accept', 'register', 'refuse', 'blow'] as const;
export type EntryAction = (typeof entryActions)[number];

/** What the reader may do with an incident, and if not now, what it waits for. Absent: not the reader's to do at all. */
export interface EntryActionView {
  readonly action: EntryAction;
  readonly allowed: boolean;
  readonly waitsFor: Bilingual | null;
}

/** As much of an incident as decides what comes before its whistle. */
export interface EntryState {
  readonly acceptedAt: string | null;
  readonly registeredAt: string | null;
  readonly refused: { readonly reason: string } | null;
  readonly status: 'open' | 'closed';
  readonly whistleId: string | null;
}

/** How far an incident has come (submit … dispatch of GB/T 30428; what follows is its whistle's). */
export function incidentStage(state: EntryState): IncidentStage {
  if (state.refused) return 'refused';
  if (state.status === 'closed') return 'closed';
  if (state.whistleId) return 'dispatched';
  if (state.registeredAt) return 'registered';
  return state.acceptedAt ? 'accepted' : 'submitted';
}

/** Everything the reader may do with an incident before its whistle, now or later; blowing takes the steps before it along. */
export function entryActionsOf(
  state: EntryState,
  may: { readonly accept: boolean; readonly blow: boolean },
): EntryActionView[] {
  const stage = incidentStage(state);
  const over = endings[stage] ?? null;
  const actions: EntryActionView[] = [];
  const offer = (action: EntryAction, waitsFor: Bilingual | null) =>
    actions.push({ action, allowed: !waitsFor, waitsFor });
  if (may.accept && stage === 'submitted') offer('accept', null);
  if (may.accept && (stage === 'submitted' || stage === 'accepted'))
    offer('register', stage === 'submitted' ? { zh: '等受理', en: 'Waits for acceptance' } : null);
  if (may.accept && !over) offer('refuse', null);
  if (may.blow && !state.whistleId) offer('blow', over);
  return actions;
}

const endings: Readonly<Partial<Record<IncidentStage, Bilingual>>> = {
  dispatched: { zh: '已吹哨', en: 'The whistle has been blown' },
  closed: { zh: '已结案', en: 'The incident is closed' },
  refused: { zh: '已退回来源', en: 'The incident was given back to its source' },
};
