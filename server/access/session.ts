import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { passwordMatches } from './password.ts';
import { type Grant, grantOf, type Permission, type Role } from './policy.ts';

/** Somebody signed in, and what the policy needs to know of them. */
export interface Account {
  readonly name: string;
  readonly displayName: string;
  readonly displayNameEn: string;
  readonly role: Role;
  /** Area a coordinator acts for; null for none. */
  readonly areaCode: string | null;
  /** Body an officer belongs to; null for none. */
  readonly bodyCode: string | null;
}

export const sessionHours = 12;

/** Checks name and password; returns the new session's token, or null without saying which of the two was wrong. */
export async function signIn(sql: Sql, name: string, password: string, now: Date): Promise<string | null> {
  const [row] = await sql<{ passwordHash: string }[]>`
    select password_hash as "passwordHash" from account where name = ${name}`;
  const matches = await passwordMatches(password, row?.passwordHash ?? unmatchable);
  if (!row || !matches) return null;
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(now.getTime() + sessionHours * 3_600_000);
  await sql.begin(async (tx) => {
    await tx`delete from session where expires_at <= ${now}`;
    await tx`insert into session (token_hash, account, created_at, expires_at) values (${digest(token)}, ${name}, ${now}, ${expires})`;
  });
  return token;
}

/** The account behind a token, or null if it is unknown or has ended. */
export async function accountOf(sql: Sql, token: string, now: Date): Promise<Account | null> {
  const [account] = await sql<Account[]>`
    select a.name, a.display_name as "displayName", a.display_name_en as "displayNameEn", a.role,
           a.area_code as "areaCode", a.body_code as "bodyCode"
    from session s join account a on a.name = s.account
    where s.token_hash = ${digest(token)} and s.expires_at > ${now}`;
  return account ?? null;
}

export async function signOut(sql: Sql, token: string): Promise<void> {
  await sql`delete from session where token_hash = ${digest(token)}`;
}

export const grant = (account: Account, permission: Permission): Grant | null =>
  grantOf(account.role, permission);

/**
 * Whether the account may use a permission on something whose parties are `paths` (codes from the city down) and whose
 * summoned bodies are `bodies`.
 */
export function mayOn(
  account: Account,
  permission: Permission,
  paths: readonly (readonly string[])[],
  bodies: readonly string[] = [],
): boolean {
  switch (grant(account, permission)) {
    case 'all':
      return true;
    case 'area':
      return account.areaCode !== null && paths.some((path) => path.includes(account.areaCode ?? ''));
    case 'body':
      return account.bodyCode !== null && bodies.includes(account.bodyCode);
    default:
      return false;
  }
}

/** A well-formed hash of nothing, so that an unknown name costs as long as a wrong password. */
const unmatchable = `scrypt$16384$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const digest = (token: string): string => createHash('sha256').update(token).digest('hex');
