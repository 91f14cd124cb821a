import type { Role } from '../../geodata/jurisdiction/verdict.ts';
import type { ClockStep } from './clocks.ts';

/** Who did it, as screens name them. */
export interface Person {
  readonly name: string;
  readonly nameEn: string;
}

/** What the blower decided about a request. */
export interface AnswerView {
  readonly agreed: boolean;
  readonly reason: string;
  readonly at: string;
  readonly by: Person;
}

/** A side, or one body of it, that says before it has come that this is not its own. */
export interface ReturnView {
  readonly id: string;
  readonly areaCode: string;
  /** The body's summons; null where the whole side returns. */
  readonly summons: string | null;
  /** The body or the side. */
  readonly who: Person;
  readonly reason: string;
  readonly at: string;
  readonly by: Person;
  readonly answer: AnswerView | null;
}

/** A side, or one body of it, that asks for more time. */
export interface ExtensionView {
  readonly id: string;
  readonly areaCode: string;
  /** The body's summons; null where the whole side asks. */
  readonly summons: string | null;
  /** The body or the side. */
  readonly who: Person;
  readonly step: ExtensibleStep;
  readonly until: string;
  readonly reason: string;
  readonly at: string;
  readonly by: Person;
  readonly answer: AnswerView | null;
}

export const extensibleSteps = ['checkIn', 'handle'] as const;
export type ExtensibleStep = (typeof extensibleSteps)[number];

/** The case brought before the common superior of its parties. */
export interface EscalationView {
  readonly id: string;
  readonly to: Person & { readonly code: string };
  /** The step that was overdue then; null where none was. */
  readonly overdue: ClockStep | null;
  readonly note: string;
  readonly at: string;
  readonly by: Person;
}

/** The parties of a case at one table. */
export interface ConsultationView {
  readonly id: string;
  readonly whistleId: string;
  readonly agenda: string;
  readonly place: string;
  readonly at: string;
  /** Whether verification waits for it. */
  readonly required: boolean;
  /** Area on whose behalf it was called. */
  readonly calledFor: string;
  readonly calledAt: string;
  readonly by: Person;
  readonly parties: readonly ConsultationParty[];
  readonly held: {
    readonly at: string;
    readonly by: Person;
    readonly minutes: string;
    readonly plan: string;
    readonly deadline: string | null;
  } | null;
  readonly cancelled: { readonly at: string; readonly by: Person; readonly reason: string } | null;
}

export interface ConsultationParty extends Person {
  readonly code: string;
  /** Null before it was held. */
  readonly role: Role | null;
  readonly duty: string;
}

/**
 * Whether a return still waits for the blower: nobody has decided it, and who returned has neither come after all nor
 * gone by another way.
 */
export function isPending(
  { answer, summons, areaCode }: Pick<ReturnView, 'answer' | 'summons' | 'areaCode'>,
  state: {
    readonly sides: readonly { readonly areaCode: string; readonly state: string }[];
    readonly summonses: readonly {
      readonly id: string;
      readonly areaCode: string;
      readonly checkedInAt: string | null;
      readonly releasedAt: string | null;
    }[];
  },
): boolean {
  if (answer !== null) return false;
  const takesPart = state.sides.some(
    (side) => side.areaCode === areaCode && (side.state === 'kept' || side.state === 'added'),
  );
  const theirs = state.summonses.filter((s) =>
    summons === null ? s.areaCode === areaCode : s.id === summons,
  );
  if (summons !== null) return theirs.some((s) => s.checkedInAt === null && s.releasedAt === null);
  return takesPart && theirs.every((s) => s.checkedInAt === null);
}
