import type { SideView, SummonsView, Whistle } from '../api.ts';
import type { Outgoing } from './outgoing.ts';

/** Where a body stands with a whistle: to come, to act and tell, to wait until it is let go, let go. */
export type Phase = 'called' | 'working' | 'waiting' | 'released';

/** What a whistle asks of one body. */
export interface Call {
  readonly whistle: Whistle;
  /** The body's summonses, one for each side it belongs to. */
  readonly summonses: readonly [SummonsView, ...SummonsView[]];
  readonly phase: Phase;
  /** Whether the last step is still on the phone. */
  readonly unsent: boolean;
  /** By when it must have checked in; ISO 8601. */
  readonly dueAt: string;
  readonly sides: readonly SideView[];
}

/** The call of a body by a whistle; null where it is not called. What waits on the phone counts as done. */
export function callOf(whistle: Whistle, body: string | null, queue: readonly Outgoing[] = []): Call | null {
  const [first, ...others] = whistle.summonses.filter(({ bodyCode }) => bodyCode === body);
  if (first === undefined) return null;
  const summonses = [first, ...others] as const;
  const waits = (step: string) =>
    queue.some((item) => item.whistleId === whistle.id && item.step === step && item.refusal === null);
  const due = summonses.filter(({ checkedInAt, releasedAt }) => checkedInAt === null && releasedAt === null);
  const stored = phaseOf(summonses, due.length > 0);
  const phase =
    (stored === 'called' && waits('check-ins')) || stored === 'working'
      ? waits('feedback')
        ? 'waiting'
        : 'working'
      : stored;
  return {
    whistle,
    summonses,
    phase,
    unsent: phase !== stored,
    dueAt: (due.length > 0 ? due : summonses).map(({ dueAt }) => dueAt).sort()[0] ?? first.dueAt,
    sides: [...whistle.sides, ...whistle.leftSides].filter(({ areaCode }) =>
      summonses.some((summons) => summons.areaCode === areaCode),
    ),
  };
}

/** What is to do first comes first: missing by deadline, then at work, then waiting; those let go last, latest first. */
export function inOrder(calls: readonly Call[]): readonly Call[] {
  const rank: Record<Phase, number> = { called: 0, working: 1, waiting: 2, released: 3 };
  const ended = (call: Call) => call.whistle.closedAt !== null;
  return [...calls].sort(
    (a, b) =>
      Number(ended(a)) - Number(ended(b)) ||
      rank[a.phase] - rank[b.phase] ||
      (a.phase === 'released' ? b.dueAt.localeCompare(a.dueAt) : a.dueAt.localeCompare(b.dueAt)),
  );
}

/** Whether something is left to do or to wait for. */
export const isLive = (call: Call): boolean => call.phase !== 'released' && call.whistle.closedAt === null;

/** What the release of a body that has done its part waits for, as far as the whistle tells. */
export type WaitsFor =
  | { readonly what: 'bodies'; readonly count: number }
  | { readonly what: 'feedback'; readonly sides: readonly SideView[] }
  | { readonly what: 'verify' }
  | { readonly what: 'release' };

export function waitsFor({ whistle, summonses }: Call): WaitsFor {
  if (whistle.verifiedAt !== null) return { what: 'release' };
  const absent = whistle.summonses.filter(
    (s) => s.checkedInAt === null && s.releasedAt === null && s.bodyCode !== summonses[0].bodyCode,
  );
  if (absent.length > 0) return { what: 'bodies', count: absent.length };
  const silent = whistle.sides.filter(
    ({ role, state, feedbackAt }) =>
      role !== 'inform' && (state === 'kept' || state === 'added') && feedbackAt === null,
  );
  return silent.length > 0 ? { what: 'feedback', sides: silent } : { what: 'verify' };
}

function phaseOf(summonses: readonly SummonsView[], missing: boolean): Phase {
  if (missing) return 'called';
  const staying = summonses.filter(({ releasedAt }) => releasedAt === null);
  if (staying.length === 0) return 'released';
  return staying.every(({ feedbackAt }) => feedbackAt !== null) ? 'waiting' : 'working';
}

/** More time that a body asked for last, and whether and for which deadline it may ask now. */
export interface ExtensionOfCall {
  readonly asked: Whistle['extensions'][number] | null;
  /** Side and summons to ask for; null where nothing may be asked. */
  readonly offer: { readonly area: string; readonly summons: string } | null;
  /** What more time is asked for: to come, or to act. */
  readonly step: 'checkIn' | 'handle';
  /** The deadline as it stands, ISO 8601; null where its clock does not run yet. */
  readonly dueAt: string | null;
}

export function extensionOf({ whistle, summonses, phase, dueAt }: Call): ExtensionOfCall {
  const ids = new Set(summonses.map(({ id }) => id));
  const action = whistle.actions.find(
    (view) => view.action === 'extend' && view.allowed && view.summons.some((id) => ids.has(id)),
  );
  const summons = action?.summons.find((id) => ids.has(id));
  const step = phase === 'called' ? 'checkIn' : 'handle';
  const handling = whistle.clocks.find(
    (clock) => clock.step === 'handle' && clock.areaCode === action?.areaCode && clock.doneAt === null,
  );
  return {
    asked: whistle.extensions.findLast((one) => one.summons !== null && ids.has(one.summons)) ?? null,
    offer: action?.areaCode != null && summons !== undefined ? { area: action.areaCode, summons } : null,
    step,
    dueAt: step === 'checkIn' ? dueAt : (handling?.dueAt ?? null),
  };
}
