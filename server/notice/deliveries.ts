import type { Sql } from 'postgres';

export const deliveryStates = ['waiting', 'sent', 'dead'] as const;

/** One thing carried, or to be carried. Mail names the account, never the address. */
export interface DeliveryView {
  readonly id: string;
  readonly channel: 'webhook' | 'email';
  /** Name of the endpoint or of the account. */
  readonly recipient: string;
  readonly step: string;
  readonly state: (typeof deliveryStates)[number];
  readonly attempts: number;
  readonly createdAt: string;
  /** When it is tried next; null once it is settled. */
  readonly nextAt: string | null;
  readonly settledAt: string | null;
  readonly lastError: string | null;
  readonly lastStatus: number | null;
}

/** Deliveries, newest first, before a number where given. */
export const listDeliveries = async (
  sql: Sql,
  asked: {
    readonly state: DeliveryView['state'] | null;
    readonly before: string | null;
    readonly limit: number;
  },
): Promise<DeliveryView[]> =>
  (
    await sql<
      (Omit<DeliveryView, 'createdAt' | 'nextAt' | 'settledAt'> &
        Record<'createdAt' | 'nextAt', Date> & { settledAt: Date | null })[]
    >`
      select d.id::text, d.channel, coalesce(p.name, d.recipient) as recipient, d.step, d.state, d.attempts,
             d.created_at as "createdAt", d.next_at as "nextAt", d.settled_at as "settledAt",
             d.last_error as "lastError", d.last_status as "lastStatus"
      from notice_delivery d left join notice_endpoint p on p.id = d.endpoint_id
      where (${asked.state}::text is null or d.state = ${asked.state}) and (${asked.before}::bigint is null or d.id < ${asked.before})
      order by d.id desc limit ${asked.limit}`
  ).map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    nextAt: row.state === 'waiting' ? row.nextAt.toISOString() : null,
    settledAt: row.settledAt?.toISOString() ?? null,
  }));

export async function countDeliveries(sql: Sql): Promise<Record<DeliveryView['state'], number>> {
  const rows = await sql<{ state: DeliveryView['state']; count: number }[]>`
    select state, count(*)::int as count from notice_delivery group by state`;
  return { waiting: 0, sent: 0, dead: 0, ...Object.fromEntries(rows.map((r) => [r.state, r.count])) };
}

/** Has given-up deliveries tried again from the start: those named, or all. Answers how many. */
export async function requeue(sql: Sql, ids: readonly string[] | null, now: Date): Promise<number> {
  const rows = await sql`
    update notice_delivery
    set state = 'waiting', attempts = 0, next_at = ${now}, settled_at = null, leased_until = null
    where state = 'dead' and (${ids && [...ids]}::bigint[] is null or id = any (${ids && [...ids]}::bigint[]))
    returning id`;
  return rows.length;
}
