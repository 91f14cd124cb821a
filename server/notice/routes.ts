import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { countUnread, markRead, putSetting, readNotices, readSetting } from './read.ts';

const number = z.string().regex(/^\d{1,18}$/, 'must be the number of a notice');

const listSchema = z.object({
  before: number.optional(),
  unread: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const readSchema = z
  .object({ ids: z.array(number).max(200).default([]), upTo: number.nullish() })
  .refine(({ ids, upTo }) => ids.length > 0 || upTo != null, 'must name notices, or the last one read');
const settingSchema = z.object({
  language: z.enum(['zh', 'en']),
  email: z.email('must be an e-mail address').max(254).nullable(),
});

/** `/api/notices`: what the signed-in account was told. Everybody reads their own, and nobody else's. */
export const noticeRoutes = ({ database: { sql }, clock, config }: Services) =>
  new Hono<Environment>()
    .use(requires('notice.see'))
    .get(
      '/',
      describeRoute({
        summary: 'My notices, newest first; `next` goes into `before` for the page that follows',
      }),
      valid('query', listSchema),
      async (c) => {
        const { before = null, unread, limit } = c.req.valid('query');
        const { name } = c.var.account;
        const asked = { before, unread: unread === 'true', limit };
        const [notices, count] = await Promise.all([
          readNotices(sql, name, asked, config.timeZone),
          countUnread(sql, name),
        ]);
        const next = notices.length === limit ? (notices.at(-1)?.id ?? null) : null;
        return c.json({ notices, unread: count, next }, 200);
      },
    )
    .post(
      '/read',
      describeRoute({ summary: 'Mark notices of mine as read: those named, or all up to one' }),
      valid('json', readSchema),
      async (c) => {
        const { ids, upTo } = c.req.valid('json');
        const { name } = c.var.account;
        await markRead(sql, name, { ids, upTo: upTo ?? null }, clock());
        return c.json({ unread: await countUnread(sql, name) }, 200);
      },
    )
    .get('/settings', describeRoute({ summary: 'How I want to be told' }), async (c) =>
      c.json({ ...(await readSetting(sql, c.var.account.name)), mail: config.smtpUrl !== undefined }, 200),
    )
    .put(
      '/settings',
      describeRoute({ summary: 'Say how I want to be told: language, and address for mail' }),
      valid('json', settingSchema),
      async (c) => {
        const setting = c.req.valid('json');
        await putSetting(sql, c.var.account.name, setting);
        return c.json({ ...setting, mail: config.smtpUrl !== undefined }, 200);
      },
    );
