import type { TransactionSql } from 'postgres';
import type { ClockStep } from './clocks.ts';
import type { ExtensibleStep } from './requests.ts';

/** Who asked or answered, when, and what they said. */
interface Said {
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

export const insertReturn = async (
  tx: TransactionSql,
  whistleId: string,
  asked: Said & { readonly areaCode: string; readonly summons: string | null },
): Promise<void> => {
  await tx`
    insert into return_request (whistle_id, area_code, summons_id, reason, asked_by, asked_at)
    values (${whistleId}, ${asked.areaCode}, ${asked.summons}, ${asked.reason}, ${asked.by}, ${asked.at})`;
};

export const answerReturnRequest = async (
  tx: TransactionSql,
  id: string,
  answer: Said & { readonly agreed: boolean },
): Promise<void> => {
  await tx`
    update return_request
    set agreed = ${answer.agreed}, answer = ${answer.reason}, answered_by = ${answer.by}, answered_at = ${answer.at}
    where id = ${id}`;
};

export const insertExtension = async (
  tx: TransactionSql,
  whistleId: string,
  asked: Said & {
    readonly areaCode: string;
    readonly summons: string | null;
    readonly step: ExtensibleStep;
    readonly until: Date;
  },
): Promise<void> => {
  await tx`
    insert into extension_request (whistle_id, area_code, summons_id, step, until, reason, asked_by, asked_at)
    values (${whistleId}, ${asked.areaCode}, ${asked.summons}, ${asked.step}, ${asked.until}, ${asked.reason}, ${asked.by}, ${asked.at})`;
};

export const answerExtensionRequest = async (
  tx: TransactionSql,
  id: string,
  answer: Said & { readonly agreed: boolean },
): Promise<void> => {
  await tx`
    update extension_request
    set agreed = ${answer.agreed}, answer = ${answer.reason}, answered_by = ${answer.by}, answered_at = ${answer.at}
    where id = ${id}`;
};

/** Moves a deadline: of those bodies of a side that have not come, of one of them, or of the side's feedback. */
export const moveDeadline = async (
  tx: TransactionSql,
  whistleId: string,
  {
    areaCode,
    summons,
    step,
    until,
  }: {
    readonly areaCode: string;
    readonly summons: string | null;
    readonly step: ExtensibleStep;
    readonly until: string;
  },
): Promise<void> => {
  if (step === 'handle')
    await tx`
      update side set handle_due_at = ${until}::timestamptz
      where whistle_id = ${whistleId} and area_code = ${areaCode}`;
  else
    await tx`
      update summons set due_at = ${until}::timestamptz
      where whistle_id = ${whistleId} and area_code = ${areaCode} and (${summons}::bigint is null or id = ${summons})
        and checked_in_at is null and released_at is null`;
};

export const insertEscalation = async (
  tx: TransactionSql,
  whistleId: string,
  made: {
    readonly to: string;
    readonly overdue: ClockStep | null;
    readonly note: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx`
    insert into escalation (whistle_id, to_code, overdue, note, made_by, made_at)
    values (${whistleId}, ${made.to}, ${made.overdue}, ${made.note}, ${made.by}, ${made.at})`;
};

export const markNudged = async (tx: TransactionSql, summons: string, at: Date): Promise<void> => {
  await tx`update summons set nudged_at = ${at} where id = ${summons}`;
};

/** Has the whistle wait for a consultation to be held from now on. */
export const needConsultation = async (tx: TransactionSql, whistleId: string, at: Date): Promise<void> => {
  await tx`update whistle set consultation_needed_at = ${at} where id = ${whistleId}`;
};
