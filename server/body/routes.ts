import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { mayOn } from '../access/session.ts';
import { notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { areaPaths } from './area-path.ts';
import { type BodyIndex, indexBodies } from './index.ts';
import { type BodyView, bodyKinds, postings } from './kinds.ts';
import { readBodies, readBodiesStamp } from './store.ts';

const listSchema = z.object({
  q: z.string().trim().max(60).default(''),
  /** Bodies that act in this area or below it; with `reach=up` in it or above it: whoever serves it. */
  area: z
    .string()
    .regex(/^\d{6,15}$/, 'must be an area code of 6 to 15 digits')
    .optional(),
  reach: z.enum(['down', 'up']).default('down'),
  kind: z.enum(bodyKinds).optional(),
  posting: z.enum(postings).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

/** `/api/bodies`: whoever can be called, by name, code, pinyin initials, area and kind. */
export const bodyRoutes = ({ database: { sql }, editions }: Services) => {
  let kept: { readonly stamp: string; readonly index: BodyIndex } | null = null;
  const indexNow = async (): Promise<BodyIndex> => {
    const stamp = await readBodiesStamp(sql);
    if (kept?.stamp !== stamp) kept = { stamp, index: indexBodies(await readBodies(sql)) };
    return kept.index;
  };
  const pathOf = areaPaths(editions);
  const shown = (account: Environment['Variables']['account'], body: BodyView, { byCode }: BodyIndex) => {
    const named = (code: string | null) => {
      if (code === null) return null;
      const { name, nameEn } = byCode.get(code) ?? { name: code, nameEn: code };
      return { code, name, nameEn };
    };
    const area = editions.current()?.areas.get(body.areaCode);
    return {
      ...body,
      owner: named(body.ownedBy),
      commander: named(body.commandedBy),
      phone: mayOn(account, 'person.see', [pathOf(body.areaCode)]) ? body.phone : null,
      area: { code: body.areaCode, name: area?.name ?? body.areaCode, nameEn: area?.nameEn ?? body.areaCode },
    };
  };
  return new Hono<Environment>()
    .get(
      '/',
      requires('duty.see'),
      describeRoute({ summary: 'Bodies by name, code, pinyin initials, area and kind' }),
      valid('query', listSchema),
      async (c) => {
        const { q, area, reach, kind, posting, limit, offset } = c.req.valid('query');
        const index = await indexNow();
        const above = area === undefined ? [] : pathOf(area);
        const fits = (body: BodyView): boolean =>
          (kind === undefined || body.kind === kind) &&
          (posting === undefined || body.posting === posting) &&
          (area === undefined ||
            (reach === 'up' ? above.includes(body.areaCode) : pathOf(body.areaCode).includes(area)));
        const found = index.find(q).filter(fits);
        return c.json(
          {
            total: found.length,
            bodies: found.slice(offset, offset + limit).map((body) => shown(c.var.account, body, index)),
          },
          200,
        );
      },
    )
    .get(
      '/:code{[0-9A-Za-z._-]{1,60}}',
      requires('duty.see'),
      describeRoute({ summary: 'One body' }),
      async (c) => {
        const code = c.req.param('code');
        const index = await indexNow();
        const body = index.byCode.get(code);
        if (!body) throw notFound({ zh: '单位', en: 'body' }, code);
        return c.json(shown(c.var.account, body, index), 200);
      },
    );
};
