import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { forbidden, Problem, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { demoAccounts } from './demo.ts';
import { type Permission, permissions } from './policy.ts';
import { type Account, accountOf, grant, sessionHours, signIn, signOut } from './session.ts';

const cookie = 'shaotu_session';

/** Milliseconds for which a session is taken as read, so that a screenful of tiles asks the database once; a revocation takes as long. */
const rememberedFor = 2_000;
const rememberedSessions = 10_000;

const credentials = z.object({ name: z.string().min(1).max(64), password: z.string().min(1).max(256) });

/** `/api/session`: sign in, who am I and what may I do, sign out. */
export const sessionRoutes = ({ database, config, clock }: Services) =>
  new Hono<Environment>()
    .post('/', describeRoute({ summary: 'Sign in' }), valid('json', credentials), async (c) => {
      const { name, password } = c.req.valid('json');
      const now = clock();
      const token = await signIn(database.sql, name, password, now);
      if (!token)
        throw new Problem(
          401,
          'wrong-credentials',
          { zh: '登录失败', en: 'Sign-in failed' },
          {
            zh: '账号或密码不对',
            en: 'The name or the password is wrong',
          },
        );
      setCookie(c, cookie, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'Strict',
        secure: new URL(c.req.url).protocol === 'https:',
        maxAge: sessionHours * 3600,
      });
      const account = await accountOf(database.sql, token, now);
      return c.json(sessionView(account, config.demo), 200);
    })
    .get('/', describeRoute({ summary: 'Who am I, and what may I do' }), async (c) => {
      return c.json(sessionView(await readAccount(c, database.sql, clock()), config.demo), 200);
    })
    .delete('/', describeRoute({ summary: 'Sign out' }), async (c) => {
      const token = getCookie(c, cookie);
      if (token) await signOut(database.sql, token);
      deleteCookie(c, cookie, { path: '/' });
      return c.body(null, 204);
    });

/** Lets through only who is signed in; the account is then `c.var.account`. */
export const signedIn = ({ database, clock }: Services): MiddlewareHandler<Environment> => {
  const remembered = new Map<string, { readonly account: Account; readonly until: number }>();
  const recall = async (c: Context): Promise<Account | null> => {
    const now = clock();
    const token = getCookie(c, cookie);
    if (!token) return null;
    const known = remembered.get(token);
    if (known && known.until > now.getTime()) return known.account;
    const account = await accountOf(database.sql, token, now);
    if (remembered.size >= rememberedSessions) remembered.clear();
    if (account) remembered.set(token, { account, until: now.getTime() + rememberedFor });
    else remembered.delete(token);
    return account;
  };
  return async (c, next) => {
    const account = await recall(c);
    if (!account)
      throw new Problem(
        401,
        'sign-in-needed',
        { zh: '请先登录', en: 'Sign in first' },
        {
          zh: '没有登录，或登录已过期',
          en: 'You are not signed in, or your session has ended',
        },
      );
    c.set('account', account);
    await next();
  };
};

/** Lets through only accounts with some grant for `permission`; what it covers is for the handler to check. */
export const requires =
  (permission: Permission): MiddlewareHandler<Environment> =>
  async (c, next) => {
    const { account } = c.var;
    if (!grant(account, permission))
      throw forbidden({
        zh: `“${account.displayName}”没有这项权限：${permission}`,
        en: `"${account.displayNameEn}" does not have the permission ${permission}`,
      });
    await next();
  };

async function readAccount(c: Context, sql: Services['database']['sql'], now: Date): Promise<Account | null> {
  const token = getCookie(c, cookie);
  return token ? accountOf(sql, token, now) : null;
}

/** What a browser may know of its session. `demoAccounts` is there only in a demo, whose passwords are public. */
function sessionView(account: Account | null, demo: boolean) {
  return {
    account: account && {
      ...account,
      permissions: permissions.filter((permission) => grant(account, permission)),
    },
    demo,
    demoAccounts: demo
      ? demoAccounts.map(({ name, displayName, displayNameEn, role }) => ({
          name,
          displayName,
          displayNameEn,
          role,
        }))
      : [],
  };
}
