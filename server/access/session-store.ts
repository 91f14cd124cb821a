import type { Sql, TransactionSql } from 'postgres';
import type { Role } from './policy.ts';
import { type Account, digest, newToken, type Presence, sessionLimits } from './session.ts';

/** Where a session was begun from. */
export interface Origin {
  readonly method: 'password' | 'openid' | 'pairing';
  readonly address: string;
  readonly agent: string;
}

/** A session as its owner or an administrator sees it. */
export interface SessionRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly idleUntil: Date;
  readonly method: Origin['method'];
  readonly address: string;
  readonly agent: string;
}

/** Seconds for which the time of the last use is taken as it stands: one write a minute, not one a request. */
const touchSeconds = 60;
const hour = 3_600_000;

/** Begins a session and answers its token; `replaced` is the token the browser had before, which ends. */
export async function insertSession(
  tx: TransactionSql,
  account: { readonly name: string; readonly role: Role },
  origin: Origin,
  replaced: string | null,
  now: Date,
): Promise<string> {
  const token = newToken();
  const { idleHours, longestHours } = sessionLimits[account.role];
  const after = (hours: number) => new Date(now.getTime() + hours * hour);
  await tx`delete from session where expires_at <= ${now} or idle_until <= ${now}`;
  if (replaced) await tx`delete from session where token_hash = ${digest(replaced)}`;
  await tx`
    insert into session (token_hash, account, created_at, seen_at, expires_at, idle_until, method, address, agent)
    values (${digest(token)}, ${account.name}, ${now}, ${now}, ${after(longestHours)},
            ${after(Math.min(idleHours, longestHours))}, ${origin.method}, ${origin.address.slice(0, 100)},
            ${origin.agent.slice(0, 300)})`;
  await tx`update account set signed_in_at = ${now} where name = ${account.name}`;
  return token;
}

/** Who comes with a session's token, or null if it is unknown, has ended, or the account is closed. Counts as a use. */
export async function presenceOfSession(sql: Sql, token: string, now: Date): Promise<Presence | null> {
  const [row] = await sql<(PresenceRow & { seenAt: Date })[]>`
    select s.id, s.seen_at as "seenAt", a.must_change and s.method = 'password' as "mustChange", a.version,
           a.name, a.display_name as "displayName", a.display_name_en as "displayNameEn", a.role,
           a.area_code as "areaCode", a.body_code as "bodyCode"
    from session s join account a on a.name = s.account
    where s.token_hash = ${digest(token)} and s.expires_at > ${now} and s.idle_until > ${now}
      and a.disabled_at is null`;
  if (!row) return null;
  if (now.getTime() - row.seenAt.getTime() > touchSeconds * 1000)
    await touchSessions(sql, row.role, [row.id], now);
  return toPresence(row, 'session');
}

/** Who comes with a key, or null if it is unknown, has ended, or the account is closed. Counts as a use. */
export async function presenceOfKey(sql: Sql, key: string, now: Date): Promise<Presence | null> {
  const [row] = await sql<(PresenceRow & { usedAt: Date | null })[]>`
    select k.id, k.used_at as "usedAt", false as "mustChange", a.version,
           a.name, a.display_name as "displayName", a.display_name_en as "displayNameEn", a.role,
           a.area_code as "areaCode", a.body_code as "bodyCode"
    from access_key k join account a on a.name = k.account
    where k.secret_hash = ${digest(key)} and k.revoked_at is null and a.disabled_at is null
      and (k.expires_at is null or k.expires_at > ${now})`;
  if (!row) return null;
  if (now.getTime() - (row.usedAt?.getTime() ?? 0) > touchSeconds * 1000)
    await sql`update access_key set used_at = ${now} where id = ${row.id}`;
  return toPresence(row, 'key');
}

/** Counts sessions of one role as used now. */
export async function touchSessions(sql: Sql, role: Role, ids: readonly string[], now: Date): Promise<void> {
  const idle = new Date(now.getTime() + sessionLimits[role].idleHours * hour);
  await sql`
    update session set seen_at = ${now}, idle_until = least(expires_at, ${idle}::timestamptz)
    where id = any(${ids as string[]}::bigint[])`;
}

/** Version of the account behind each session and key that still holds; those that have ended are not there. */
export async function standingOf(
  sql: Sql,
  sessions: readonly string[],
  keys: readonly string[],
  now: Date,
): Promise<{ readonly via: 'session' | 'key'; readonly id: string; readonly version: number }[]> {
  return sql<{ via: 'session' | 'key'; id: string; version: number }[]>`
    select 'session' as via, s.id, a.version from session s join account a on a.name = s.account
    where s.id = any(${sessions as string[]}::bigint[]) and s.expires_at > ${now} and s.idle_until > ${now}
      and a.disabled_at is null
    union all
    select 'key', k.id, a.version from access_key k join account a on a.name = k.account
    where k.id = any(${keys as string[]}::bigint[]) and k.revoked_at is null and a.disabled_at is null
      and (k.expires_at is null or k.expires_at > ${now})`;
}

/** Sessions of an account that hold, the one used last first. */
export async function listSessions(sql: Sql, account: string, now: Date): Promise<SessionRow[]> {
  return sql<SessionRow[]>`
    select id, created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt",
           idle_until as "idleUntil", method, address, agent
    from session where account = ${account} and expires_at > ${now} and idle_until > ${now}
    order by seen_at desc, id desc`;
}

/** Ends sessions of an account: one by its number, or all but `spared`. Answers how many there were. */
export async function endSessions(
  sql: Sql | TransactionSql,
  account: string,
  which: { readonly id: string } | { readonly spared: string | null },
): Promise<number> {
  const ended = await sql`
    delete from session where account = ${account}
      and ${'id' in which ? sql`id = ${which.id}` : sql`id is distinct from ${which.spared}::bigint`}`;
  return ended.count;
}

/** Ends the session of a token; answers whose it was. */
export async function endSession(tx: TransactionSql, token: string): Promise<string | null> {
  const [row] = await tx<{ account: string }[]>`
    delete from session where token_hash = ${digest(token)} returning account`;
  return row?.account ?? null;
}

type PresenceRow = Account & { readonly id: string; readonly version: number; readonly mustChange: boolean };

const toPresence = (row: PresenceRow, via: Presence['via']): Presence => ({
  account: {
    name: row.name,
    displayName: row.displayName,
    displayNameEn: row.displayNameEn,
    role: row.role,
    areaCode: row.areaCode,
    bodyCode: row.bodyCode,
  },
  via,
  id: row.id,
  version: row.version,
  mustChange: row.mustChange,
});
