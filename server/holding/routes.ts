import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { parseCrs } from '../../geodata/crs.ts';
import type { Bounds } from '../../geodata/geometry.ts';
import { type Holding, holdingKinds } from '../../geodata/jurisdiction/records.ts';
import { requires } from '../access/routes.ts';
import { conflict, invalid, valid } from '../errors.ts';
import { append, lockLog } from '../live/log.ts';
import type { Environment, Services } from '../services.ts';
import { findHoldings } from './find.ts';
import { collectionSchema, readHoldings } from './read.ts';
import { findTaken, replaceHoldings } from './store.ts';

const listSchema = z.object({
  kind: z.enum(holdingKinds).optional(),
  bbox: z
    .string()
    .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'must be west,south,east,north in degrees')
    .transform((text) => text.split(',').map(Number) as unknown as Bounds)
    .optional(),
});
const loadSchema = z.object({ crs: z.string().max(60) });

/** `/api/holdings`: what bodies answer for beside the areas; loading replaces the kinds that are in the file. */
export const holdingRoutes = ({ database, clock }: Services) =>
  new Hono<Environment>()
    .get(
      '/',
      requires('map.see'),
      describeRoute({
        summary: 'Waters, railways, expressways, parks, assets and parcels with their bodies',
      }),
      valid('query', listSchema),
      async (c) => {
        const { kind, bbox } = c.req.valid('query');
        const found = await findHoldings(database.sql, { kind: kind ?? null, bounds: bbox ?? null });
        return c.json({ type: 'FeatureCollection' as const, features: found.map(toFeature) }, 200);
      },
    )
    .post(
      '/',
      requires('holding.load'),
      describeRoute({
        summary: 'Load holdings from a FeatureCollection, in the place of those of the same kinds',
      }),
      valid('query', loadSchema),
      valid('json', collectionSchema),
      async (c) => {
        const crs = parseCrs(c.req.valid('query').crs);
        if ('refusal' in crs)
          throw invalid(crs.refusal.wanted, [
            { pointer: 'query/crs', got: crs.refusal.got, detail: crs.refusal.wanted },
          ]);
        const holdings = readHoldings(c.req.valid('json'), crs.crs);
        await database.sql.begin(async (tx) => {
          await lockLog(tx);
          const taken = await findTaken(tx, holdings);
          if (taken.length > 0)
            throw conflict('number-taken', {
              zh: `编号已被别的种类使用：${taken.map(({ id, kind }) => `${id}（${kind}）`).join('、')}，没有载入任何一处`,
              en: `These numbers belong to holdings of other kinds: ${taken.map(({ id, kind }) => `${id} (${kind})`).join(', ')}; nothing was loaded`,
            });
          await replaceHoldings(tx, holdings);
          await append(tx, {
            at: clock(),
            step: 'holdings.loaded',
            actor: c.var.account.name,
            body: { count: holdings.length },
          });
        });
        return c.json({ loaded: holdings.length }, 200);
      },
    );

const toFeature = ({ geometry, body, ...holding }: Holding) => ({
  type: 'Feature' as const,
  geometry,
  properties: { ...holding, bodyCode: body.code, bodyName: body.name, bodyNameEn: body.nameEn },
});
