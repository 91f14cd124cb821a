import type { TransactionSql } from 'postgres';
import type { LoggedStep } from './event.ts';

/** One step to be written down. */
export interface Entry {
  readonly at: Date;
  readonly step: LoggedStep;
  readonly incidentId?: string | null;
  readonly whistleId?: string | null;
  readonly areaCode?: string | null;
  /** Account that took the step. */
  readonly actor?: string | null;
  readonly body?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Channel on which the number of a new event is announced. */
export const eventChannel = 'event';

/**
 * Key of the transaction-level lock held from the first entry until commit. Numbers are drawn under it, so they become
 * visible in their own order and a reader who has seen n never misses a smaller one.
 */
export const logLock = 7402001;

/** Takes the log's lock now rather than at the first entry: for steps that also draw other running numbers. */
export const lockLog = async (tx: TransactionSql): Promise<void> => {
  await tx`select pg_advisory_xact_lock(${logLock})`;
};

/** Appends one row to the log, in the transaction that changes the state, and announces its number on commit. */
export async function append(tx: TransactionSql, entry: Entry): Promise<string> {
  await lockLog(tx);
  const [row] = await tx<{ id: string }[]>`
    insert into event (at, step, incident_id, whistle_id, area_code, actor, body)
    values (${entry.at}, ${entry.step}, ${entry.incidentId ?? null}, ${entry.whistleId ?? null},
            ${entry.areaCode ?? null}, ${entry.actor ?? null}, ${tx.json(entry.body ?? {})})
    returning id`;
  if (!row) throw new Error(`the log took no row for ${entry.step}`);
  await tx`select pg_notify(${eventChannel}, ${row.id})`;
  return row.id;
}
