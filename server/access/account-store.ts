import type { Sql, TransactionSql } from 'postgres';
import type { Role } from './policy.ts';

/** An account as an administrator sees it. */
export interface AccountRow {
  readonly name: string;
  readonly displayName: string;
  readonly displayNameEn: string;
  readonly role: Role;
  readonly areaCode: string | null;
  readonly bodyCode: string | null;
  /** What the area or the body is called; null where it has neither, or nobody knows the code. */
  readonly extent: { readonly name: string; readonly nameEn: string } | null;
  readonly system: boolean;
  readonly demo: boolean;
  readonly hasPassword: boolean;
  readonly mustChange: boolean;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
  readonly signedInAt: Date | null;
  readonly sessions: number;
  /** Who it is at OpenID providers. */
  readonly identities: readonly { readonly issuer: string; readonly subject: string }[];
}

export interface AccountFilter {
  /** Part of a name. */
  readonly q: string | null;
  readonly role: Role | null;
  readonly state: 'open' | 'disabled' | null;
  readonly system: boolean;
  /** Name after which the page begins. */
  readonly after: string | null;
  readonly limit: number;
}

/** What an account is and whom it acts for. */
export interface Standing {
  readonly displayName: string;
  readonly displayNameEn: string;
  readonly role: Role;
  readonly areaCode: string | null;
  readonly bodyCode: string | null;
}

/** Name of the body or area that the account `a` acts for; null for the whole city. */
export const extentOf = (sql: Sql | TransactionSql) => sql`
  case when a.body_code is not null
    then (select jsonb_build_object('name', b.name, 'nameEn', b.name_en) from body b where b.code = a.body_code)
    else (select jsonb_build_object('name', b.name, 'nameEn', b.name_en) from boundary b
          where b.code = a.area_code order by b.edition_id desc limit 1) end`;

/** The same of one account by its name. */
export async function readExtent(sql: Sql, name: string): Promise<AccountRow['extent']> {
  const [row] = await sql<Pick<AccountRow, 'extent'>[]>`
    select ${extentOf(sql)} as extent from account a where a.name = ${name}`;
  return row?.extent ?? null;
}

const columns = (sql: Sql | TransactionSql, now: Date) => sql`
  a.name, a.display_name as "displayName", a.display_name_en as "displayNameEn", a.role,
  a.area_code as "areaCode", a.body_code as "bodyCode",
  ${extentOf(sql)} as extent, a.system, a.demo,
  a.password_hash is not null as "hasPassword", a.must_change as "mustChange", a.disabled_at as "disabledAt",
  a.created_at as "createdAt", a.signed_in_at as "signedInAt",
  (select count(*)::int from session s
   where s.account = a.name and s.expires_at > ${now} and s.idle_until > ${now}) as sessions,
  coalesce((select jsonb_agg(jsonb_build_object('issuer', i.issuer, 'subject', i.subject) order by i.issuer)
            from identity i where i.account = a.name), '[]') as identities`;

/** Accounts by name, with how many fit the filter in all. */
export async function listAccounts(
  sql: Sql,
  { q, role, state, system, after, limit }: AccountFilter,
  now: Date,
): Promise<{ accounts: AccountRow[]; total: number }> {
  const fits = sql`
    a.system = ${system}
    and (${q}::text is null or strpos(lower(a.name || ' ' || a.display_name || ' ' || a.display_name_en), lower(${q})) > 0
         or a.area_code = ${q} or a.body_code = ${q})
    and (${role}::text is null or a.role = ${role})
    and (${state}::text is null or (a.disabled_at is null) = (${state} = 'open'))`;
  const accounts = await sql<AccountRow[]>`
    select ${columns(sql, now)} from account a
    where ${fits} and (${after}::text is null or a.name > ${after})
    order by a.name limit ${limit}`;
  const [count] = await sql<{ total: number }[]>`select count(*)::int as total from account a where ${fits}`;
  return { accounts: [...accounts], total: count?.total ?? 0 };
}

/** One account; in a transaction it is locked until its end. */
export async function readAccount(
  sql: Sql | TransactionSql,
  name: string,
  now: Date,
  lock = false,
): Promise<AccountRow | null> {
  const [row] = await sql<AccountRow[]>`
    select ${columns(sql, now)} from account a where a.name = ${name} ${lock ? sql`for update of a` : sql``}`;
  return row ?? null;
}

/** Adds an account; false where the name is taken. */
export async function insertAccount(
  tx: TransactionSql,
  account: Standing & {
    readonly name: string;
    readonly system: boolean;
    readonly passwordHash: string | null;
  },
  now: Date,
): Promise<boolean> {
  const made = await tx`
    insert into account (name, display_name, display_name_en, role, area_code, body_code, system, password_hash,
                         must_change, created_at)
    values (${account.name}, ${account.displayName}, ${account.displayNameEn}, ${account.role}, ${account.areaCode},
            ${account.bodyCode}, ${account.system}, ${account.passwordHash}, ${account.passwordHash !== null}, ${now})
    on conflict (name) do nothing`;
  return made.count > 0;
}

export async function updateStanding(tx: TransactionSql, name: string, to: Standing): Promise<void> {
  await tx`
    update account set display_name = ${to.displayName}, display_name_en = ${to.displayNameEn}, role = ${to.role},
      area_code = ${to.areaCode}, body_code = ${to.bodyCode}, version = version + 1
    where name = ${name}`;
}

/** Closes an account from an instant on, or opens it with null. */
export async function updateDisabled(tx: TransactionSql, name: string, at: Date | null): Promise<void> {
  await tx`update account set disabled_at = ${at}, version = version + 1 where name = ${name}`;
}

/** Gives an account a password that it has to change. */
export async function updatePassword(tx: TransactionSql, name: string, passwordHash: string): Promise<void> {
  await tx`update account set password_hash = ${passwordHash}, must_change = true where name = ${name}`;
  await tx`delete from sign_in_wait where key = ${`account:${name}`}`;
}

/** Whether somebody else could administer the server. Locks the administrators, so that two cannot close each other. */
export async function otherAdminExists(tx: TransactionSql, name: string): Promise<boolean> {
  const admins = await tx<{ name: string }[]>`
    select name from account where role = 'admin' and disabled_at is null and not system order by name for update`;
  return admins.some((admin) => admin.name !== name);
}

/** Links an account to a person at a provider; false where either is linked already. */
export async function insertIdentity(
  tx: TransactionSql,
  identity: { readonly issuer: string; readonly subject: string; readonly account: string },
  now: Date,
): Promise<boolean> {
  const made = await tx`
    insert into identity (issuer, subject, account, linked_at)
    values (${identity.issuer}, ${identity.subject}, ${identity.account}, ${now}) on conflict do nothing`;
  return made.count > 0;
}

export async function deleteIdentity(tx: TransactionSql, account: string, issuer: string): Promise<boolean> {
  const gone = await tx`delete from identity where account = ${account} and issuer = ${issuer}`;
  return gone.count > 0;
}
