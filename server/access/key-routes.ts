import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { record } from '../audit/record.ts';
import { invalid, notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { checkStanding } from './account-steps.ts';
import { areaLookup } from './area-lookup.ts';
import { requires } from './gate.ts';
import { insertKey, listKeys, revokeKey } from './key-store.ts';
import { roles } from './policy.ts';
import type { Presences } from './presence.ts';

/** Longest life of a key with an end, in days. */
const longestDays = 3660;

const newSchema = z.object({
  name: z.string().trim().min(1).max(60),
  role: z.enum(roles),
  areaCode: z
    .string()
    .regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits')
    .nullable()
    .default(null),
  bodyCode: z
    .string()
    .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{1,63}$/, 'must be the code of a body')
    .nullable()
    .default(null),
  expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
});
const idParam = z.object({ id: z.string().regex(/^\d{1,18}$/, 'must be the number of a key') });

/** `/api/keys`: how other systems come in; for administrators. */
export const keyRoutes = (services: Services, presences: Presences) => {
  const { database, clock } = services;
  const { sql } = database;
  return new Hono<Environment>()
    .use(requires('key.manage'))
    .get('/', describeRoute({ summary: 'Keys for other systems, newest first' }), async (c) =>
      c.json({ keys: await listKeys(sql) }, 200),
    )
    .post(
      '/',
      describeRoute({ summary: 'Make a key; it is answered once and never shown again' }),
      valid('json', newSchema),
      async (c) => {
        const given = c.req.valid('json');
        const now = clock();
        const expiresAt = given.expiresAt === null ? null : new Date(given.expiresAt);
        checkExpiry(expiresAt, now);
        checkStanding({ areaExists: areaLookup(services) }, given);
        const { key, row } = await sql.begin(async (tx) => {
          const made = await insertKey(tx, { ...given, expiresAt, by: c.var.account.name }, now);
          await record(tx, {
            at: now,
            actor: c.var.account.name,
            action: 'key.made',
            object: `key:${made.row.prefix}`,
            details: {
              for: given.name,
              role: given.role,
              ...(given.areaCode && { areaCode: given.areaCode }),
              ...(given.bodyCode && { bodyCode: given.bodyCode }),
              ...(given.expiresAt && { expiresAt: given.expiresAt }),
            },
          });
          return made;
        });
        return c.json({ key, made: row }, 201);
      },
    )
    .delete('/:id', describeRoute({ summary: 'End a key' }), valid('param', idParam), async (c) => {
      const { id } = c.req.valid('param');
      await sql.begin(async (tx) => {
        const prefix = await revokeKey(tx, id, clock());
        if (prefix === null) throw notFound({ zh: '有效的密钥', en: 'key in force' }, id);
        await record(tx, {
          at: clock(),
          actor: c.var.account.name,
          action: 'key.revoked',
          object: `key:${prefix}`,
        });
      });
      presences.changed();
      return c.json({ keys: await listKeys(sql) }, 200);
    });
};

function checkExpiry(expiresAt: Date | null, now: Date): void {
  const days = expiresAt ? (expiresAt.getTime() - now.getTime()) / 86_400_000 : 1;
  if (days > 0 && days <= longestDays) return;
  const detail = {
    zh: `到期时间应在今后 ${longestDays} 天以内`,
    en: `A key ends within the next ${longestDays} days`,
  };
  throw invalid(detail, [{ pointer: '#/expiresAt', detail }]);
}
