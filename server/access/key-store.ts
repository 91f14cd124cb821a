import type { Sql, TransactionSql } from 'postgres';
import { extentOf, insertAccount } from './account-store.ts';
import type { Role } from './policy.ts';
import { digest, newToken } from './session.ts';

/** A key as an administrator sees it; the key itself is nowhere. */
export interface KeyRow {
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly account: string;
  readonly role: Role;
  readonly areaCode: string | null;
  readonly bodyCode: string | null;
  /** Name of the body or area it acts for; null for the whole city, and for what is on no record any more. */
  readonly extent: { readonly name: string; readonly nameEn: string } | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewKey {
  readonly name: string;
  readonly role: Role;
  readonly areaCode: string | null;
  readonly bodyCode: string | null;
  readonly expiresAt: Date | null;
  readonly by: string;
}

/** Makes a key and the account it acts as, so that what a system does is on record like what a person does. */
export async function insertKey(
  tx: TransactionSql,
  { name, role, areaCode, bodyCode, expiresAt, by }: NewKey,
  now: Date,
): Promise<{ key: string; row: KeyRow }> {
  const secret = newToken();
  const prefix = `st_${secret.slice(0, 6)}`;
  const key = `st_${secret}`;
  const account = `system-${prefix
    .slice(3)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0')}-${now.getTime().toString(36)}`;
  await insertAccount(
    tx,
    {
      name: account,
      displayName: name,
      displayNameEn: name,
      role,
      areaCode,
      bodyCode,
      system: true,
      passwordHash: null,
    },
    now,
  );
  await tx`
    insert into access_key (account, prefix, secret_hash, created_at, created_by, expires_at)
    values (${account}, ${prefix}, ${digest(key)}, ${now}, ${by}, ${expiresAt})`;
  const row = (await readKeys(tx)).find((one) => one.prefix === prefix);
  if (!row) throw new Error(`the key ${prefix} is not there after it was made`);
  return { key, row };
}

/** All keys, ended ones too, newest first. */
export const listKeys = async (sql: Sql): Promise<KeyRow[]> => [...(await readKeys(sql))];

/** Ends a key; answers its prefix, or null where there is none in force. */
export async function revokeKey(tx: TransactionSql, id: string, now: Date): Promise<string | null> {
  const [row] = await tx<{ prefix: string }[]>`
    update access_key set revoked_at = ${now} where id = ${id} and revoked_at is null returning prefix`;
  return row?.prefix ?? null;
}

const readKeys = (sql: Sql | TransactionSql) => sql<KeyRow[]>`
  select k.id, k.prefix, a.display_name as name, a.name as account, a.role, a.area_code as "areaCode",
         a.body_code as "bodyCode", ${extentOf(sql)} as extent, k.created_at as "createdAt", k.created_by as "createdBy",
         k.expires_at as "expiresAt", k.used_at as "usedAt", k.revoked_at as "revokedAt"
  from access_key k join account a on a.name = k.account
  order by k.id desc limit 1000`;
