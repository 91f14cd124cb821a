import type { Sql } from 'postgres';
import { newSecret } from './webhook.ts';

/** Another system that is told, without its key. */
export interface EndpointView {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Steps it is told of; empty for all that tell anybody. */
  readonly steps: readonly string[];
  readonly active: boolean;
  readonly createdAt: string;
  readonly waiting: number;
  readonly dead: number;
  /** When it last took a delivery; null where it never has. */
  readonly lastSentAt: string | null;
}

export interface EndpointInput {
  readonly name: string;
  readonly url: string;
  readonly steps: readonly string[];
  readonly active: boolean;
}

export const listEndpoints = async (sql: Sql, id: string | null = null): Promise<EndpointView[]> =>
  (
    await sql<
      (Omit<EndpointView, 'createdAt' | 'lastSentAt'> & { createdAt: Date; lastSentAt: Date | null })[]
    >`
      select p.id::text, p.name, p.url, p.steps, p.active, p.created_at as "createdAt",
             count(d.id) filter (where d.state = 'waiting')::int as waiting,
             count(d.id) filter (where d.state = 'dead')::int as dead,
             max(d.settled_at) filter (where d.state = 'sent') as "lastSentAt"
      from notice_endpoint p left join notice_delivery d on d.endpoint_id = p.id
      where ${id}::bigint is null or p.id = ${id}
      group by p.id order by p.id`
  ).map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastSentAt: row.lastSentAt?.toISOString() ?? null,
  }));

/** Sets an endpoint up; the key is told this once. */
export async function addEndpoint(
  sql: Sql,
  { name, url, steps, active }: EndpointInput,
  made: { readonly by: string; readonly at: Date },
): Promise<{ readonly id: string; readonly secret: string }> {
  const secret = newSecret();
  const [row] = await sql<{ id: string }[]>`
    insert into notice_endpoint (name, url, secret, steps, active, created_at, created_by)
    values (${name}, ${url}, ${secret}, ${[...steps]}, ${active}, ${made.at}, ${made.by}) returning id::text`;
  if (!row) throw new Error(`endpoint ${name} was not kept`);
  return { id: row.id, secret };
}

/** Changes an endpoint; false where there is none. */
export async function changeEndpoint(
  sql: Sql,
  id: string,
  { name, url, steps, active }: EndpointInput,
): Promise<boolean> {
  const rows = await sql`
    update notice_endpoint set name = ${name}, url = ${url}, steps = ${[...steps]}, active = ${active}
    where id = ${id} returning id`;
  return rows.length > 0;
}

/** Gives an endpoint a new key, told this once; null where there is no such endpoint. */
export async function renewSecret(sql: Sql, id: string): Promise<string | null> {
  const secret = newSecret();
  const rows = await sql`update notice_endpoint set secret = ${secret} where id = ${id} returning id`;
  return rows.length ? secret : null;
}

/** Removes an endpoint with its deliveries; false where there is none. */
export const removeEndpoint = async (sql: Sql, id: string): Promise<boolean> =>
  (await sql`delete from notice_endpoint where id = ${id} returning id`).length > 0;

/** Writes down a trial for an endpoint; false where there is none. */
export async function addTrial(sql: Sql, id: string, now: Date): Promise<boolean> {
  const payload = { type: 'test', timestamp: now.toISOString(), data: {} };
  const rows = await sql`
    insert into notice_delivery (key, channel, recipient, endpoint_id, step, payload, created_at, next_at)
    select 'test:' || gen_random_uuid(), 'webhook', id::text, id, 'test', ${sql.json(payload)}, ${now}::timestamptz, ${now}::timestamptz
    from notice_endpoint where id = ${id} returning id`;
  return rows.length > 0;
}
