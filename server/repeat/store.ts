import type { Sql } from 'postgres';

/** A request by what makes it the same as another. */
export interface KeyedRequest {
  readonly account: string;
  /** Its Idempotency-Key, a UUID. */
  readonly key: string;
  /** Method and path. */
  readonly request: string;
  /** SHA-256 of what was sent, hexadecimal. */
  readonly hash: string;
}

/** An answer as it was given first. */
export interface KeptAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly location: string | null;
  readonly body: string;
}

/** What is known of a key: who used it for what, since when, and the answer once there is one. */
export interface KnownKey {
  readonly request: string;
  readonly hash: string;
  readonly begunAt: Date;
  readonly answer: KeptAnswer | null;
}

/** Hours for which an answer is kept. */
export const keptHours = 48;

const keptSince = (now: Date): Date => new Date(now.getTime() - keptHours * 3_600_000);

/** Removes answers too old to keep. */
export const forgetOld = async (sql: Sql, now: Date): Promise<void> => {
  await sql`delete from answer where begun_at < ${keptSince(now)}`;
};

/** Takes the key for this request: null where it was free, or known from too long ago, else what is known of it. */
export async function claimKey(sql: Sql, asked: KeyedRequest, now: Date): Promise<KnownKey | null> {
  const claimed = await sql`
    insert into answer (account, key, request, request_hash, begun_at)
    values (${asked.account}, ${asked.key}, ${asked.request}, ${asked.hash}, ${now})
    on conflict (account, key) do update
    set request = excluded.request, request_hash = excluded.request_hash, begun_at = excluded.begun_at,
        status = null, content_type = null, location = null, body = null, answered_at = null
    where answer.begun_at < ${keptSince(now)}
    returning key`;
  if (claimed.length > 0) return null;
  const [row] = await sql<
    (Omit<KnownKey, 'answer'> & Omit<KeptAnswer, 'status'> & { status: number | null })[]
  >`
    select request, request_hash as hash, begun_at as "begunAt", status, content_type as "contentType", location,
           coalesce(body, '') as body
    from answer where account = ${asked.account} and key = ${asked.key}`;
  // Given up by the first request between the two statements: it failed, and this one may try.
  if (!row) return claimKey(sql, asked, now);
  const { request, hash, begunAt, status, contentType, location, body } = row;
  return { request, hash, begunAt, answer: status === null ? null : { status, contentType, location, body } };
}

export async function keepAnswer(
  sql: Sql,
  { account, key }: KeyedRequest,
  { status, contentType, location, body }: KeptAnswer,
  now: Date,
): Promise<void> {
  await sql`
    update answer
    set status = ${status}, content_type = ${contentType}, location = ${location}, body = ${body}, answered_at = ${now}
    where account = ${account} and key = ${key}`;
}

/** Frees the key of a request that came to nothing, so that it may be sent again. */
export async function releaseKey(sql: Sql, { account, key }: KeyedRequest): Promise<void> {
  await sql`delete from answer where account = ${account} and key = ${key} and status is null`;
}
