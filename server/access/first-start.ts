import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Sql } from 'postgres';
import { record } from '../audit/record.ts';
import type { Config } from '../config.ts';
import { addDemoAccounts, closeDemoAccounts } from './demo.ts';
import { hashPassword } from './password.ts';
import { refusePassword } from './password-rules.ts';
import { digest } from './session.ts';
import { insertSession, type Origin } from './session-store.ts';

/** Hours a printed setup code is good for; a start prints a new one. */
const codeHours = 24;

/** What the first administrator is called where ADMIN_PASSWORD_FILE gives the password. */
const adminName = 'admin';

/**
 * Makes sure that somebody can come in, and nobody by a public password: a demo has its accounts; any other server closes
 * them, and while it has no administrator takes the password of ADMIN_PASSWORD_FILE or answers a one-time code for the
 * setup page, to be shown where only who runs the server reads it. Null where none is needed.
 * @throws Error where the file cannot be read or its password is refused; never with the password in it.
 */
export async function prepareAccounts(
  sql: Sql,
  config: Pick<Config, 'demo' | 'adminPasswordFile'>,
  now: Date,
): Promise<string | null> {
  if (config.demo) {
    await addDemoAccounts(sql);
    return null;
  }
  await closeDemoAccounts(sql, now);
  if (!(await setupNeeded(sql))) return null;
  if (config.adminPasswordFile === undefined) return newSetupCode(sql, now);
  const password = (await readFile(config.adminPasswordFile, 'utf8')).trim();
  const refused = refusePassword(password, { name: adminName, demo: false });
  if (refused) throw new Error(`ADMIN_PASSWORD_FILE: ${refused.en}. ${refused.zh}`);
  await insertFirstAdmin(sql, adminName, await hashPassword(password), 'file', now);
  return null;
}

/** Whether nobody could administer this server. */
export async function setupNeeded(sql: Sql): Promise<boolean> {
  const [row] = await sql`
    select 1 from account where role = 'admin' and disabled_at is null and not system limit 1`;
  return row === undefined;
}

export interface Setup {
  readonly code: string;
  readonly name: string;
  readonly password: string;
  readonly origin: Origin;
}

/** Why the first administrator was not made, or the token of its session. */
export type SetUp =
  | { readonly outcome: 'in'; readonly token: string }
  | { readonly outcome: 'wrongCode' | 'done' | 'nameTaken' };

/** Makes the first administrator with a printed code, once, and signs it in. */
export async function setUp(sql: Sql, { code, name, password, origin }: Setup, now: Date): Promise<SetUp> {
  if (!(await setupNeeded(sql))) return { outcome: 'done' };
  const since = new Date(now.getTime() - codeHours * 3_600_000);
  const hash = digest(plainCode(code));
  const [found] = await sql`select 1 from setup_code where code_hash = ${hash} and created_at > ${since}`;
  if (!found) return { outcome: 'wrongCode' };
  if (!(await insertFirstAdmin(sql, name, await hashPassword(password), 'code', now)))
    return { outcome: (await setupNeeded(sql)) ? 'nameTaken' : 'done' };
  const token = await sql.begin((tx) => insertSession(tx, { name, role: 'admin' }, origin, null, now));
  return { outcome: 'in', token };
}

/** Makes the administrator unless there is one by now; a closed demo account gives its name. False where it was not made. */
async function insertFirstAdmin(
  sql: Sql,
  name: string,
  passwordHash: string,
  by: 'file' | 'code',
  now: Date,
): Promise<boolean> {
  return sql.begin(async (tx) => {
    // Two processes, or two people with the same code: the second finds the administrator of the first.
    await tx`lock table setup_code in exclusive mode`;
    const made = await tx`
      insert into account (name, display_name, display_name_en, role, password_hash, created_at)
      select ${name}, '管理员', 'Administrator', 'admin', ${passwordHash}, ${now}
      where not exists (select 1 from account where role = 'admin' and disabled_at is null and not system)
      on conflict (name) do update
        set role = 'admin', area_code = null, body_code = null, password_hash = excluded.password_hash, demo = false,
            disabled_at = null, must_change = false, version = account.version + 1
        where account.demo
      returning name`;
    if (!made.length) return false;
    await tx`delete from setup_code`;
    await record(tx, {
      at: now,
      actor: null,
      action: 'account.created',
      object: `account:${name}`,
      details: { role: 'admin', by },
    });
    return true;
  });
}

/** A code of 20 letters and digits that cannot be taken for each other: 100 bits. */
async function newSetupCode(sql: Sql, now: Date): Promise<string> {
  const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const code = Array.from({ length: 20 }, () => signs[randomInt(signs.length)]).join('');
  const since = new Date(now.getTime() - codeHours * 3_600_000);
  await sql`delete from setup_code where created_at <= ${since}`;
  await sql`insert into setup_code (code_hash, created_at) values (${digest(code)}, ${now})`;
  return code.replace(/(.{5})(?=.)/g, '$1-');
}

const plainCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '');
