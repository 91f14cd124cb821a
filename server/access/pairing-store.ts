import { randomInt } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { insertAccount, updateDisabled } from './account-store.ts';
import { digest, newToken } from './session.ts';
import { endSessions } from './session-store.ts';

/** Minutes for which a code may be entered, and then picked up by the wall. */
const codeMinutes = 10;
/** Codes that one address may have waiting: a hall of walls behind one proxy, and no more. */
const mostFromOneAddress = 40;
/** Letters and digits that cannot be taken for each other across a hall: 31 signs, 8 of them 39 bits. */
const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLength = 8;

/** What a wall gets to show, and to come back with. */
export interface Pairing {
  /** In two groups of four, as it stands on the screen. */
  readonly code: string;
  /** Known to this wall alone. */
  readonly ticket: string;
  readonly expiresAt: Date;
}

/** A wall as an administrator sees it. */
export interface DisplayRow {
  readonly id: string;
  readonly name: string;
  readonly areaCode: string | null;
  readonly pairedAt: Date;
  readonly pairedBy: string;
  /** When it was last heard of; null until it has come in. */
  readonly seenAt: Date | null;
  /** Whether it holds a session now; false for one that has never come, was revoked, or was away for too long. */
  readonly here: boolean;
  readonly address: string | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
}

/** Makes a code for a wall to show; null where its address has too many waiting. */
export async function insertPairing(sql: Sql, address: string, now: Date): Promise<Pairing | null> {
  const code = Array.from({ length: codeLength }, () => signs[randomInt(signs.length)]).join('');
  const ticket = newToken();
  const expiresAt = new Date(now.getTime() + codeMinutes * 60_000);
  await sql`delete from pairing where expires_at <= ${now}`;
  const made = await sql`
    insert into pairing (ticket_hash, code_hash, created_at, expires_at, address)
    select ${digest(ticket)}, ${digest(code)}, ${now}, ${expiresAt}, ${address.slice(0, 100)}
    where (select count(*) from pairing where address = ${address.slice(0, 100)}) < ${mostFromOneAddress}`;
  return made.count ? { code: code.replace(/(.{4})(?=.)/g, '$1-'), ticket, expiresAt } : null;
}

/** What stands on the screen, however it was typed. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

/**
 * Lets the wall in that shows a code, as an account of its own; answers its display, or null where no wall shows such a
 * code, it is too old, or was entered before.
 */
export async function acceptPairing(
  tx: TransactionSql,
  given: {
    readonly code: string;
    readonly name: string;
    readonly areaCode: string | null;
    readonly by: string;
  },
  now: Date,
): Promise<DisplayRow | null> {
  // Secrets are looked up by their hash: how long that takes says nothing about the code.
  const hash = digest(plainCode(given.code));
  const [waiting] = await tx`
    select 1 from pairing where code_hash = ${hash} and account is null and expires_at > ${now} for update`;
  if (!waiting) return null;
  const account = `display-${newToken()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 10)}`;
  const standing = { displayName: given.name, displayNameEn: given.name, areaCode: given.areaCode };
  await insertAccount(
    tx,
    { ...standing, name: account, role: 'wall', bodyCode: null, system: true, passwordHash: null },
    now,
  );
  await tx`update pairing set account = ${account} where code_hash = ${hash}`;
  const [made] = await tx<{ id: string }[]>`
    insert into display (account, paired_at, paired_by) values (${account}, ${now}, ${given.by}) returning id`;
  const [row] = await readDisplays(tx, now, made?.id ?? null);
  return row ?? null;
}

/** How a wall's code stands. */
export type Claim =
  | { readonly state: 'waiting' }
  | { readonly state: 'gone' }
  | { readonly state: 'accepted'; readonly account: string };

/** Asks for the wall of a ticket. Once its code was entered the ticket is used up with the answer. */
export async function claimPairing(tx: TransactionSql, ticket: string, now: Date): Promise<Claim> {
  const hash = digest(ticket);
  const [row] = await tx<{ account: string | null }[]>`
    select account from pairing where ticket_hash = ${hash} and expires_at > ${now} for update`;
  if (!row) return { state: 'gone' };
  if (row.account === null) return { state: 'waiting' };
  await tx`delete from pairing where ticket_hash = ${hash}`;
  return { state: 'accepted', account: row.account };
}

/** All displays, those in first, then by name. */
export const listDisplays = async (sql: Sql, now: Date): Promise<DisplayRow[]> => [
  ...(await readDisplays(sql, now, null)),
];

/** Shuts a display out: its session ends and its account is closed. Answers its name; null where none of that number is in. */
export async function revokeDisplay(
  tx: TransactionSql,
  id: string,
  by: string,
  now: Date,
): Promise<{ readonly account: string; readonly name: string } | null> {
  const [row] = await tx<{ account: string }[]>`
    update display set revoked_at = ${now}, revoked_by = ${by} where id = ${id} and revoked_at is null
    returning account`;
  if (!row) return null;
  await updateDisabled(tx, row.account, now);
  await endSessions(tx, row.account, { spared: null });
  await tx`delete from pairing where account = ${row.account}`;
  const [account] = await tx<{ name: string }[]>`
    select display_name as name from account where name = ${row.account}`;
  return { account: row.account, name: account?.name ?? row.account };
}

const readDisplays = (sql: Sql | TransactionSql, now: Date, id: string | null) => sql<DisplayRow[]>`
  select d.id, a.display_name as name, a.area_code as "areaCode", d.paired_at as "pairedAt",
         d.paired_by as "pairedBy", coalesce(s.seen_at, a.signed_in_at) as "seenAt",
         s.seen_at is not null as here, s.address, d.revoked_at as "revokedAt", d.revoked_by as "revokedBy"
  from display d
  join account a on a.name = d.account
  left join lateral (select seen_at, address from session
                     where account = d.account and expires_at > ${now} and idle_until > ${now}
                     order by seen_at desc limit 1) s on true
  where ${id}::bigint is null or d.id = ${id}::bigint
  order by d.revoked_at is not null, d.revoked_at desc, a.display_name, d.id limit 2000`;
