/** Steps that have a clock, in the order of the loop. */
export const clockSteps = ['accept', 'register', 'dispatch', 'checkIn', 'handle', 'verify', 'close'] as const;
export type ClockStep = (typeof clockSteps)[number];
export type Minutes = Readonly<Record<ClockStep, number>>;

/** A deadline: of the case, or of one side. ISO 8601; it runs while `doneAt` is null. */
export interface ClockView {
  readonly step: ClockStep;
  /** The side it belongs to; null for the whole case. */
  readonly areaCode: string | null;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly doneAt: string | null;
}

/** Clocks of an incident before a whistle: each starts when the step before it is done. */
export function entryClocks(
  at: {
    readonly submitted: string;
    readonly accepted: string | null;
    readonly registered: string | null;
    readonly dispatched: string | null;
    /** When it was given back, or ended otherwise: then nothing runs any more. */
    readonly ended: string | null;
  },
  minutes: Minutes,
): ClockView[] {
  const chain = [
    ['accept', at.submitted, at.accepted],
    ['register', at.accepted, at.registered],
    ['dispatch', at.registered, at.dispatched],
  ] as const;
  return chain.flatMap(([step, startedAt, doneAt]) =>
    startedAt === null
      ? []
      : [
          {
            step,
            areaCode: null,
            startedAt,
            dueAt: later(startedAt, minutes[step]),
            doneAt: doneAt ?? at.ended,
          },
        ],
  );
}

/** As much of a whistle as its clocks run by. */
export interface Clocked {
  readonly blownAt: string;
  /** The next deadline of a body that is missing; once all are there, the whistle's own. */
  readonly dueAt: string;
  readonly verifiedAt: string | null;
  readonly closedAt: string | null;
  readonly sides: readonly {
    readonly areaCode: string;
    readonly role: string;
    readonly state: string;
    readonly feedbackAt: string | null;
    readonly handleDueAt: string | null;
  }[];
  readonly summonses: readonly {
    readonly areaCode: string;
    readonly checkedInAt: string | null;
    readonly releasedAt: string | null;
  }[];
}

/**
 * Clocks of a whistle: until all have checked in; for each side from its first check-in to its feedback; from the last of
 * these to verification; from there to the last signature. Those that have not started are absent.
 */
export function whistleClocks(whistle: Clocked, minutes: Minutes): ClockView[] {
  const { blownAt, verifiedAt, closedAt, summonses } = whistle;
  const absent = summonses.some((s) => s.checkedInAt === null && s.releasedAt === null);
  const arrivals = inOrder(summonses.flatMap((s) => s.checkedInAt ?? []));
  const clocks: ClockView[] = [
    {
      step: 'checkIn',
      areaCode: null,
      startedAt: blownAt,
      dueAt: whistle.dueAt,
      doneAt: absent ? null : (arrivals.at(-1) ?? blownAt),
    },
  ];
  const duty = whistle.sides.filter(
    ({ role, state }) => role !== 'inform' && (state === 'kept' || state === 'added'),
  );
  for (const { areaCode, feedbackAt, handleDueAt } of duty) {
    const [startedAt] = inOrder(
      summonses.filter((s) => s.areaCode === areaCode).flatMap((s) => s.checkedInAt ?? []),
    );
    if (startedAt !== undefined)
      clocks.push({
        step: 'handle',
        areaCode,
        startedAt,
        dueAt: handleDueAt ?? later(startedAt, minutes.handle),
        doneAt: feedbackAt,
      });
  }
  const ready = !absent && duty.length > 0 && duty.every(({ feedbackAt }) => feedbackAt !== null);
  const last = inOrder([...arrivals, ...duty.flatMap(({ feedbackAt }) => feedbackAt ?? [])]).at(-1);
  if ((ready || verifiedAt !== null) && last !== undefined)
    clocks.push({
      step: 'verify',
      areaCode: null,
      startedAt: last,
      dueAt: later(last, minutes.verify),
      doneAt: verifiedAt,
    });
  if (verifiedAt !== null)
    clocks.push({
      step: 'close',
      areaCode: null,
      startedAt: verifiedAt,
      dueAt: later(verifiedAt, minutes.close),
      doneAt: closedAt,
    });
  return clocks;
}

/** The clock that has run out longest ago and still runs; null where none has. */
export const overdueClock = (clocks: readonly ClockView[], now: Date): ClockView | null =>
  clocks
    .filter(({ doneAt, dueAt }) => doneAt === null && Date.parse(dueAt) < now.getTime())
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0] ?? null;

const inOrder = (times: readonly string[]): string[] =>
  [...times].sort((a, b) => Date.parse(a) - Date.parse(b));

const later = (from: string, minutes: number): string =>
  new Date(Date.parse(from) + minutes * 60_000).toISOString();
