import { randomInt } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { record } from '../audit/record.ts';
import { conflict, invalid, notFound, type Problem } from '../errors.ts';
import {
  type AccountRow,
  insertAccount,
  otherAdminExists,
  readAccount,
  type Standing,
  updateDisabled,
  updatePassword,
  updateStanding,
} from './account-store.ts';
import { hashPassword } from './password.ts';
import type { Account } from './session.ts';
import { endSessions } from './session-store.ts';

/** What every step of an administrator stands on. */
export interface Administering {
  readonly sql: Sql;
  readonly admin: Account;
  readonly now: Date;
  /** Whether an area is there in the edition in force; true where there is none yet. */
  readonly areaExists: (code: string) => boolean;
}

export interface NewAccount extends Standing {
  readonly name: string;
  /** `password` gives a temporary one, to be changed at once; `openid` none: the person signs in elsewhere. */
  readonly signIn: 'password' | 'openid';
}

/** Adds an account; answers its temporary password, once, or null where it has none. */
export async function createAccount(by: Administering, account: NewAccount): Promise<string | null> {
  checkStanding(by, account);
  const password = account.signIn === 'password' ? temporaryPassword() : null;
  const passwordHash = password === null ? null : await hashPassword(password);
  await by.sql.begin(async (tx) => {
    if (!(await insertAccount(tx, { ...account, system: false, passwordHash }, by.now)))
      throw conflict('name-taken', {
        zh: `账号“${account.name}”已存在；停用的账号也占用名称`,
        en: `There is an account "${account.name}" already; disabled ones keep their names`,
      });
    const { role, areaCode, bodyCode, signIn } = account;
    await note(tx, by, 'account.created', account.name, {
      role,
      ...(areaCode && { areaCode }),
      ...(bodyCode && { bodyCode }),
      signIn,
    });
  });
  return password;
}

/** Changes role, area, body or names. Open screens and feeds go on with what it may do now, within two seconds. */
export async function changeAccount(
  by: Administering,
  name: string,
  change: Partial<Standing>,
): Promise<void> {
  await by.sql.begin(async (tx) => {
    const before = await lockAccount(tx, by, name);
    const after = { ...standingOf(before), ...withoutUndefined(change) };
    checkStanding(by, after);
    if (name === by.admin.name && after.role !== before.role) throw notOneself();
    if (before.role === 'admin' && after.role !== 'admin' && !(await otherAdminExists(tx, name)))
      throw lastAdmin();
    await updateStanding(tx, name, after);
    await note(tx, by, 'account.changed', name, changesBetween(standingOf(before), after));
  });
}

/** Closes an account: its sessions and keys end; what it did stays. */
export async function disableAccount(by: Administering, name: string): Promise<void> {
  await by.sql.begin(async (tx) => {
    const account = await lockAccount(tx, by, name);
    if (name === by.admin.name) throw notOneself();
    if (account.disabledAt) return;
    if (account.role === 'admin' && !account.system && !(await otherAdminExists(tx, name))) throw lastAdmin();
    await updateDisabled(tx, name, by.now);
    await note(tx, by, 'account.disabled', name, { ended: await endSessions(tx, name, { spared: null }) });
  });
}

export async function enableAccount(
  by: Administering & { readonly demo: boolean },
  name: string,
): Promise<void> {
  await by.sql.begin(async (tx) => {
    const account = await lockAccount(tx, by, name);
    if (!account.disabledAt) return;
    if (account.demo && !by.demo)
      throw conflict('demo-account', {
        zh: `“${name}”是演示账号，密码是公开的，只能在演示时启用；请另建账号`,
        en: `"${name}" is a demo account with a public password, open in a demo alone; make another account`,
      });
    await updateDisabled(tx, name, null);
    await note(tx, by, 'account.enabled', name);
  });
}

/** Gives an account a temporary password, answered once; all its sessions end. */
export async function resetPassword(by: Administering, name: string): Promise<string> {
  const password = temporaryPassword();
  const passwordHash = await hashPassword(password);
  await by.sql.begin(async (tx) => {
    const account = await lockAccount(tx, by, name);
    if (account.system)
      throw conflict('system-account', {
        zh: `“${name}”是其他系统，用密钥接入，没有密码`,
        en: `"${name}" is another system: it comes with a key and has no password`,
      });
    await updatePassword(tx, name, passwordHash);
    await note(tx, by, 'password.reset', name, { ended: await endSessions(tx, name, { spared: null }) });
  });
  return password;
}

/** Ends one session of an account, or all of them. */
export async function revokeSessions(by: Administering, name: string, id: string | null): Promise<number> {
  return by.sql.begin(async (tx) => {
    await lockAccount(tx, by, name);
    const ended = await endSessions(tx, name, id === null ? { spared: null } : { id });
    if (ended > 0) await note(tx, by, 'session.revoked', name, { ended });
    return ended;
  });
}

/** Refuses an area or a body that does not go with the role: a coordinator has an area, an officer a body, others neither. */
export function checkStanding(
  { areaExists }: Pick<Administering, 'areaExists'>,
  { role, areaCode, bodyCode }: Pick<Standing, 'role' | 'areaCode' | 'bodyCode'>,
): void {
  if ((role === 'coordinator') !== (areaCode !== null))
    throw wrongField(
      'areaCode',
      role === 'coordinator'
        ? { zh: '协调员要有一个辖区', en: 'A coordinator needs an area' }
        : { zh: '只有协调员有辖区', en: 'Only a coordinator has an area' },
    );
  if ((role === 'officer') !== (bodyCode !== null))
    throw wrongField(
      'bodyCode',
      role === 'officer'
        ? { zh: '部门人员要有所属单位', en: 'An officer needs a body' }
        : { zh: '只有部门人员有所属单位', en: 'Only an officer has a body' },
    );
  if (areaCode !== null && !areaExists(areaCode))
    throw wrongField('areaCode', {
      zh: `现行边界版本中没有辖区 ${areaCode}`,
      en: `The edition in force has no area ${areaCode}`,
    });
}

export const unknownAccount = (name: string): Problem => notFound({ zh: '账号', en: 'account' }, name);

/** Four groups of four letters and digits that cannot be taken for each other: 77 bits. */
function temporaryPassword(): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

async function lockAccount(tx: TransactionSql, by: Administering, name: string): Promise<AccountRow> {
  const account = await readAccount(tx, name, by.now, true);
  if (!account) throw unknownAccount(name);
  return account;
}

const note = (
  tx: TransactionSql,
  by: Administering,
  action: Parameters<typeof record>[1]['action'],
  name: string,
  details: Readonly<Record<string, string | number | null>> = {},
): Promise<void> =>
  record(tx, { at: by.now, actor: by.admin.name, action, object: `account:${name}`, details });

const standingOf = ({
  displayName,
  displayNameEn,
  role,
  areaCode,
  bodyCode,
}: Standing): Standing & Record<string, string | null> => ({
  displayName,
  displayNameEn,
  role,
  areaCode,
  bodyCode,
});

/** What differs, each as `before → after`. Names of people stay out of the log. */
function changesBetween(before: Standing, after: Standing): Record<string, string> {
  const kept = (['role', 'areaCode', 'bodyCode'] as const).filter((field) => before[field] !== after[field]);
  const renamed = before.displayName !== after.displayName || before.displayNameEn !== after.displayNameEn;
  return {
    ...Object.fromEntries(kept.map((field) => [field, `${before[field] ?? '—'} → ${after[field] ?? '—'}`])),
    ...(renamed && { renamed: 'yes' }),
  };
}

const withoutUndefined = <T extends object>(given: T): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

const wrongField = (field: string, detail: { zh: string; en: string }): Problem =>
  invalid(detail, [{ pointer: `#/${field}`, detail }]);

const notOneself = (): Problem =>
  conflict('not-oneself', {
    zh: '不能停用自己，也不能改自己的角色；请另一位管理员来做',
    en: 'Nobody disables or demotes themselves: ask another administrator',
  });

const lastAdmin = (): Problem =>
  conflict('last-admin', {
    zh: '这是最后一位管理员，停用或改角色后就没有人能管理了',
    en: 'This is the last administrator: without it nobody could administer the server',
  });
