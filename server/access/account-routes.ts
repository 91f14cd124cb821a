import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { record } from '../audit/record.ts';
import { conflict, notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import {
  type Administering,
  changeAccount,
  createAccount,
  disableAccount,
  enableAccount,
  resetPassword,
  revokeSessions,
  unknownAccount,
} from './account-steps.ts';
import { deleteIdentity, insertIdentity, listAccounts, readAccount } from './account-store.ts';
import { areaLookup } from './area-lookup.ts';
import { requires } from './gate.ts';
import { roles } from './policy.ts';
import type { Presences } from './presence.ts';
import { accountName } from './routes.ts';
import { listSessions } from './session-store.ts';

/** Accounts on one page. */
const pageSize = 50;

const code = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{1,63}$/, 'must be the code of a body');
const areaCode = z.string().regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits');
const displayName = z.string().trim().min(1).max(60);
const standing = {
  displayName,
  displayNameEn: z.string().trim().max(60),
  role: z.enum(roles),
  areaCode: areaCode.nullable(),
  bodyCode: code.nullable(),
};
const listSchema = z.object({
  q: z.string().trim().max(64).optional(),
  role: z.enum(roles).optional(),
  state: z.enum(['open', 'disabled']).optional(),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(pageSize),
});
const newSchema = z.object({
  ...standing,
  name: accountName,
  displayNameEn: standing.displayNameEn.default(''),
  areaCode: standing.areaCode.default(null),
  bodyCode: standing.bodyCode.default(null),
  signIn: z.enum(['password', 'openid']).default('password'),
});
const changeSchema = z.object(standing).partial();
const nameParam = z.object({ name: z.string().max(64) });
const sessionParam = nameParam.extend({
  id: z.string().regex(/^\d{1,18}$/, 'must be the number of a session'),
});
const identitySchema = z.object({ subject: z.string().min(1).max(255) });

/** `/api/accounts`: who may come in; for administrators. */
export const accountRoutes = (services: Services, presences: Presences) => {
  const { database, clock, config } = services;
  const { sql } = database;
  const by = (c: Context<Environment>): Administering => ({
    sql,
    admin: c.var.account,
    now: clock(),
    areaExists: areaLookup(services),
  });
  const one = async (name: string) => {
    const account = await readAccount(sql, name, clock());
    if (!account) throw unknownAccount(name);
    return account;
  };
  const issuer = () => {
    if (config.openid) return config.openid.issuer;
    throw conflict('no-provider', {
      zh: '服务器没有配置统一身份认证（OIDC_ISSUER）',
      en: 'No OpenID provider is configured (OIDC_ISSUER)',
    });
  };

  return new Hono<Environment>()
    .use(requires('account.manage'))
    .get('/', describeRoute({ summary: 'Accounts by name' }), valid('query', listSchema), async (c) => {
      const { q, role, state, cursor, limit } = c.req.valid('query');
      const filter = {
        q: q || null,
        role: role ?? null,
        state: state ?? null,
        system: false,
        after: cursor ?? null,
        limit,
      };
      const { accounts, total } = await listAccounts(sql, filter, clock());
      const next = accounts.length === limit ? (accounts.at(-1)?.name ?? null) : null;
      return c.json({ accounts, total, next }, 200);
    })
    .post(
      '/',
      describeRoute({ summary: 'Add an account; its temporary password is answered once' }),
      valid('json', newSchema),
      async (c) => {
        const given = c.req.valid('json');
        const password = await createAccount(by(c), given);
        return c.json({ account: await one(given.name), password }, 201);
      },
    )
    .get(
      '/:name',
      describeRoute({ summary: 'One account with its sessions' }),
      valid('param', nameParam),
      async (c) => {
        const account = await one(c.req.valid('param').name);
        return c.json({ account, sessions: await listSessions(sql, account.name, clock()) }, 200);
      },
    )
    .patch(
      '/:name',
      describeRoute({ summary: 'Change role, area, body or names' }),
      valid('param', nameParam),
      valid('json', changeSchema),
      async (c) => {
        const { name } = c.req.valid('param');
        // Zod leaves out what was not given; its type says `undefined`.
        await changeAccount(by(c), name, c.req.valid('json') as Parameters<typeof changeAccount>[2]);
        presences.changed();
        return c.json({ account: await one(name) }, 200);
      },
    )
    .post(
      '/:name/disable',
      describeRoute({ summary: 'Close an account; its sessions and keys end at once' }),
      valid('param', nameParam),
      async (c) => {
        const { name } = c.req.valid('param');
        await disableAccount(by(c), name);
        presences.changed();
        return c.json({ account: await one(name) }, 200);
      },
    )
    .post(
      '/:name/enable',
      describeRoute({ summary: 'Open a closed account' }),
      valid('param', nameParam),
      async (c) => {
        const { name } = c.req.valid('param');
        await enableAccount({ ...by(c), demo: config.demo }, name);
        return c.json({ account: await one(name) }, 200);
      },
    )
    .post(
      '/:name/password',
      describeRoute({ summary: 'Give an account a temporary password, answered once' }),
      valid('param', nameParam),
      async (c) => {
        const { name } = c.req.valid('param');
        const password = await resetPassword(by(c), name);
        presences.changed();
        return c.json({ account: await one(name), password }, 200);
      },
    )
    .delete(
      '/:name/sessions',
      describeRoute({ summary: 'End all sessions of an account' }),
      valid('param', nameParam),
      async (c) => {
        const ended = await revokeSessions(by(c), c.req.valid('param').name, null);
        presences.changed();
        return c.json({ ended }, 200);
      },
    )
    .delete(
      '/:name/sessions/:id',
      describeRoute({ summary: 'End one session of an account' }),
      valid('param', sessionParam),
      async (c) => {
        const { name, id } = c.req.valid('param');
        const ended = await revokeSessions(by(c), name, id);
        if (!ended) throw notFound({ zh: '会话', en: 'session' }, id);
        presences.changed();
        return c.json({ ended }, 200);
      },
    )
    .put(
      '/:name/identity',
      describeRoute({ summary: 'Link an account to a person at the OpenID provider' }),
      valid('param', nameParam),
      valid('json', identitySchema),
      async (c) => {
        const { name } = c.req.valid('param');
        const { subject } = c.req.valid('json');
        await one(name);
        await sql.begin(async (tx) => {
          if (!(await insertIdentity(tx, { issuer: issuer(), subject, account: name }, clock())))
            throw conflict('identity-taken', {
              zh: '这个账号已有关联，或对方身份已关联到别的账号',
              en: 'This account is linked already, or that person is linked to another account',
            });
          await record(tx, {
            at: clock(),
            actor: c.var.account.name,
            action: 'identity.linked',
            object: `account:${name}`,
            details: { subject },
          });
        });
        return c.json({ account: await one(name) }, 200);
      },
    )
    .delete(
      '/:name/identity',
      describeRoute({ summary: 'Unlink an account from the OpenID provider' }),
      valid('param', nameParam),
      async (c) => {
        const { name } = c.req.valid('param');
        await sql.begin(async (tx) => {
          if (!(await deleteIdentity(tx, name, issuer())))
            throw notFound({ zh: '关联', en: 'link of the account' }, name);
          await record(tx, {
            at: clock(),
            actor: c.var.account.name,
            action: 'identity.unlinked',
            object: `account:${name}`,
          });
        });
        return c.json({ account: await one(name) }, 200);
      },
    );
};
