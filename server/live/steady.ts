import type { TransactionSql } from 'postgres';

/**
 * The time of a step: now, or that of the case's last step where the server's clock has been set back since. A case's
 * steps never go back in time. The log's lock must be held.
 */
export async function steadyNow(tx: TransactionSql, incidentId: string, now: Date): Promise<Date> {
  const [last] = await tx<{ at: Date }[]>`
    select at from event where incident_id = ${incidentId} order by id desc limit 1`;
  return last ? steady(now, last.at) : now;
}

/** The same where the time of the case's last step is at hand. */
export const steady = (now: Date, lastAt: Date): Date => (lastAt > now ? lastAt : now);
