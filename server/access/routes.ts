import { type Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { record } from '../audit/record.ts';
import { conflict, invalid, Problem, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { readExtent } from './account-store.ts';
import { giveSession, sessionCookie, takeSession } from './cookie.ts';
import { demoAccounts } from './demo.ts';
import { setUp, setupNeeded } from './first-start.ts';
import { changePassword } from './password-change.ts';
import { longestPassword, refusePassword } from './password-rules.ts';
import { permissions } from './policy.ts';
import type { Presences } from './presence.ts';
import { grant, type Presence, sessionLimits } from './session.ts';
import { endSession } from './session-store.ts';
import { signIn } from './sign-in.ts';
import { attemptSucceeded, beginAttempt, type Counted } from './throttle.ts';

export { requires } from './gate.ts';

/** Sign-in names: what a person can type anywhere. */
export const accountName = z
  .string()
  .regex(
    /^[a-z][a-z0-9._-]{1,63}$/,
    'must be 2 to 64 of a–z, 0–9, dot, dash and underscore, beginning with a letter',
  );

const password = z.string().min(1).max(longestPassword);
const credentials = z.object({ name: z.string().min(1).max(64), password });
const setupSchema = z.object({ code: z.string().min(1).max(60), name: accountName, password });
const changeSchema = z.object({ current: password, password });

/** `/api/session`: sign in, who am I and what may I do, sign out; set up the first administrator, change one's password. */
export const sessionRoutes = (
  { database, config, clock }: Services,
  presences: Presences,
  address: (c: Context) => string,
) => {
  const { sql } = database;
  const view = async (presence: Presence | null) => ({
    account: presence && {
      ...presence.account,
      extent: await readExtent(sql, presence.account.name),
      permissions: permissions.filter((permission) => grant(presence.account, permission)),
    },
    /** The password was given by an administrator and has to be changed before anything else. */
    mustChange: presence?.mustChange ?? false,
    /** There is no administrator yet: the setup page makes one, with the code the server has printed. */
    setup: presence ? false : await setupNeeded(sql),
    /** What the provider of a common sign-in is called; null where there is none. */
    openid: config.openid ? { name: config.openid.name } : null,
    demo: config.demo,
    // Their passwords are public.
    demoAccounts: config.demo
      ? demoAccounts.map(({ name, displayName, displayNameEn, role }) => ({
          name,
          displayName,
          displayNameEn,
          role,
        }))
      : [],
  });
  const origin = (c: Context) => ({
    method: 'password' as const,
    address: address(c),
    agent: c.req.header('user-agent') ?? '',
  });

  return new Hono<Environment>()
    .post('/', describeRoute({ summary: 'Sign in' }), valid('json', credentials), async (c) => {
      const attempt = {
        ...c.req.valid('json'),
        ...origin(c),
        replaced: getCookie(c, sessionCookie(c)) ?? null,
      };
      const result = await signIn(sql, attempt, clock());
      if (result.outcome === 'wait') throw waiting(result.seconds);
      if (result.outcome === 'wrong') throw wrongCredentials();
      if (result.outcome === 'closed') throw accountClosed();
      presences.changed();
      giveSession(c, result.token, sessionLimits[result.role].longestHours);
      return c.json(await view(await presences.behind(result.token)), 200);
    })
    .get('/', describeRoute({ summary: 'Who am I, and what may I do' }), async (c) => {
      c.header('cache-control', 'no-store');
      return c.json(await view(await presences.of(c)), 200);
    })
    .delete('/', describeRoute({ summary: 'Sign out' }), async (c) => {
      const token = getCookie(c, sessionCookie(c));
      if (token)
        await sql.begin(async (tx) => {
          const account = await endSession(tx, token);
          if (account)
            await record(tx, {
              at: clock(),
              actor: account,
              action: 'session.closed',
              object: `account:${account}`,
            });
        });
      presences.changed();
      takeSession(c);
      return c.body(null, 204);
    })
    .post(
      '/setup',
      describeRoute({ summary: 'Make the first administrator, with the code the server has printed' }),
      valid('json', setupSchema),
      async (c) => {
        const given = c.req.valid('json');
        const counted: readonly Counted[] = [{ by: 'address', name: address(c) }];
        const seconds = await beginAttempt(sql, counted, clock());
        if (seconds > 0) throw waiting(seconds);
        const why = refusePassword(given.password, { name: given.name, demo: config.demo });
        if (why) throw invalid(why, [{ pointer: '#/password', detail: why }]);
        const result = await setUp(sql, { ...given, origin: origin(c) }, clock());
        if (result.outcome !== 'in') throw setupRefused(result.outcome, given.name);
        await attemptSucceeded(sql, counted);
        presences.changed();
        giveSession(c, result.token, sessionLimits.admin.longestHours);
        return c.json(await view(await presences.behind(result.token)), 200);
      },
    )
    .post(
      '/password',
      describeRoute({ summary: 'Change one’s own password; all other sessions of the account end' }),
      valid('json', changeSchema),
      async (c) => {
        const presence = await presences.of(c);
        if (presence?.via !== 'session') throw notSignedIn();
        const result = await changePassword(
          sql,
          presence,
          { ...c.req.valid('json'), demo: config.demo },
          clock(),
        );
        if (result.outcome === 'wait') throw waiting(result.seconds);
        if (result.outcome === 'wrong') throw wrongPassword();
        if (result.outcome === 'refused')
          throw invalid(result.why, [{ pointer: '#/password', detail: result.why }]);
        presences.changed();
        return c.json(await view(await presences.of(c)), 200);
      },
    );
};

const waiting = (seconds: number): Problem =>
  new Problem(
    429,
    'sign-in-throttled',
    { zh: '尝试次数过多', en: 'Too many attempts' },
    {
      zh: `密码多次输入错误，请等 ${seconds} 秒后再试`,
      en: `The password was wrong too often; try again in ${seconds} seconds`,
    },
    [],
    seconds,
  );

const wrongCredentials = (): Problem =>
  new Problem(
    401,
    'wrong-credentials',
    { zh: '登录失败', en: 'Sign-in failed' },
    { zh: '账号或密码不对', en: 'The name or the password is wrong' },
  );

const accountClosed = (): Problem =>
  new Problem(
    403,
    'account-disabled',
    { zh: '账号已停用', en: 'Account disabled' },
    { zh: '这个账号已停用，需要时请联系管理员', en: 'This account is disabled; ask an administrator' },
  );

const notSignedIn = (): Problem =>
  new Problem(
    401,
    'sign-in-needed',
    { zh: '请先登录', en: 'Sign in first' },
    { zh: '没有登录，或登录已过期', en: 'You are not signed in, or your session has ended' },
  );

function wrongPassword(): Problem {
  const detail = { zh: '现在的密码不对', en: 'The present password is wrong' };
  return invalid(detail, [{ pointer: '#/current', detail }]);
}

function setupRefused(why: 'wrongCode' | 'done' | 'nameTaken', name: string): Problem {
  if (why === 'done')
    return conflict('setup-done', {
      zh: '这台服务器已经有管理员了，请直接登录',
      en: 'This server has an administrator already: sign in',
    });
  if (why === 'nameTaken')
    return conflict('name-taken', {
      zh: `账号“${name}”已存在，请另选一个`,
      en: `There is an account "${name}" already: choose another name`,
    });
  const detail = {
    zh: '安装码不对或已过期；服务器启动时会打印一个新的',
    en: 'The setup code is wrong or too old; the server prints a new one when it starts',
  };
  return invalid(detail, [{ pointer: '#/code', detail }]);
}
