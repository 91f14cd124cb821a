import type { TransactionSql } from 'postgres';
import { auditedSteps } from '../audit/actions.ts';
import { record } from '../audit/record.ts';
import type { LoggedStep } from './event.ts';
import { lockLog } from './lock.ts';

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

export { lockLog } from './lock.ts';

/**
 * Appends one row to the log, in the transaction that changes the state, and announces its number on commit. The steps
 * of one incident never go back in time, whatever the server's clock does. Steps that somebody may have to answer for go
 * into the audit log too.
 */
export async function append(tx: TransactionSql, entry: Entry): Promise<string> {
  await lockLog(tx);
  const [row] = await tx<{ id: string }[]>`
    with entry as (
      insert into event (at, step, incident_id, whistle_id, area_code, actor, body)
      values (greatest(${entry.at}::timestamptz, (select before.at from event before
                                                  where before.incident_id = ${entry.incidentId ?? null}::bigint
                                                  order by before.id desc limit 1)),
              ${entry.step}, ${entry.incidentId ?? null}, ${entry.whistleId ?? null},
              ${entry.areaCode ?? null}, ${entry.actor ?? null}, ${tx.json(entry.body ?? {})})
      returning id
    )
    select id, pg_notify(${eventChannel}, id::text) from entry`;
  if (!row) throw new Error(`the log took no row for ${entry.step}`);
  if (auditedSteps.has(entry.step))
    await record(tx, {
      at: entry.at,
      actor: entry.actor ?? null,
      action: entry.step,
      object: `event:${row.id}`,
      details: {
        ...entry.body,
        ...(entry.incidentId && { incident: entry.incidentId }),
        ...(entry.areaCode && { area: entry.areaCode }),
      },
    });
  return row.id;
}
