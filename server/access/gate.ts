import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { record } from '../audit/record.ts';
import { forbidden, Problem } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { sessionCookie } from './cookie.ts';
import { permissionWords } from './permission-words.ts';
import type { Permission } from './policy.ts';
import { bearer, type Presences } from './presence.ts';
import { grant } from './session.ts';

/** Lets through only who is signed in or comes with a key; the account is then `c.var.account`. */
export const signedIn =
  (presences: Presences): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const presence = await presences.of(c);
    if (!presence) throw bearer(c) === null ? signInNeeded() : keyUnknown();
    if (presence.mustChange)
      throw new Problem(
        403,
        'password-change-needed',
        { zh: '请先更改密码', en: 'Change the password first' },
        {
          zh: '管理员给的是临时密码，换成自己的密码后才能继续',
          en: 'An administrator gave this password for once: choose your own to go on',
        },
      );
    c.set('account', presence.account);
    c.set('whenGone', (onEnd) => presences.watch(presence, onEnd));
    await next();
  };

const tag = Symbol('permission');

/** Lets through only accounts with some grant for `permission`; what it covers is for the handler to check. */
export function requires(permission: Permission): MiddlewareHandler<Environment> {
  const guard: MiddlewareHandler<Environment> = async (c, next) => {
    const { account } = c.var;
    if (!grant(account, permission))
      throw forbidden({
        zh: `“${account.displayName}”没有这项权限：${permissionWords[permission].zh}`,
        en: `"${account.displayNameEn}" does not have this permission: ${permissionWords[permission].en}`,
      });
    await next();
  };
  return Object.assign(guard, { [tag]: permission });
}

/** The permission that a handler made by `requires` asks for; null for any other handler. */
export const permissionOf = (handler: unknown): Permission | null =>
  (handler as { readonly [tag]?: Permission })[tag] ?? null;

/**
 * Refuses what another site makes a browser send. A request with a key and without a session is no browser's doing, and
 * programs send no origin.
 */
export const fromThisSite = (): MiddlewareHandler<Environment> => {
  const guard = csrf();
  return (c, next) =>
    bearer(c) !== null && getCookie(c, sessionCookie(c)) === undefined ? next() : guard(c, next);
};

/** Refusals written into the audit log: one a minute for each account and route, and so many a minute in all. */
const sameRefusalEvery = 60_000;
const refusalsPerMinute = 60;

/** Writes into the audit log who was refused what (403), by samples. */
export const noteRefusals = ({
  database,
  clock,
  log,
}: Pick<Services, 'database' | 'clock' | 'log'>): MiddlewareHandler<Environment> => {
  const noted = new Map<string, number>();
  const isNews = (key: string, now: number): boolean => {
    for (const [known, at] of noted) if (now - at >= sameRefusalEvery) noted.delete(known);
    if (noted.has(key) || noted.size >= refusalsPerMinute) return false;
    noted.set(key, now);
    return true;
  };
  return async (c, next) => {
    await next();
    if (c.res.status !== 403 || !c.var.account) return;
    const now = clock();
    const route = `${c.req.method} ${c.req.path}`;
    if (!isNews(`${c.var.account.name} ${route}`, now.getTime())) return;
    await database.sql
      .begin((tx) =>
        record(tx, { at: now, actor: c.var.account.name, action: 'access.refused', object: route }),
      )
      .catch((error: unknown) =>
        log.error({ err: error }, 'a refusal could not be written into the audit log'),
      );
  };
};

/** Whom a rate is counted for: the account, or the address of nobody. */
export const rateKey =
  (address: (c: Context) => string) =>
  (c: Context<Environment>): string =>
    c.var.account ? `account:${c.var.account.name}` : `address:${address(c)}`;

const signInNeeded = (): Problem =>
  new Problem(
    401,
    'sign-in-needed',
    { zh: '请先登录', en: 'Sign in first' },
    { zh: '没有登录，或登录已过期', en: 'You are not signed in, or your session has ended' },
  );

const keyUnknown = (): Problem =>
  new Problem(
    401,
    'key-unknown',
    { zh: '密钥无效', en: 'Key not valid' },
    {
      zh: '没有这把密钥，或它已到期、已撤销',
      en: 'There is no such key, or it has expired or been revoked',
    },
  );
