import { gunzipSync } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { requires } from '../access/routes.ts';
import { invalid, notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { layerPlans, type TileLayer, tileLayers } from './layers.ts';
import { readSurroundings } from './store.ts';
import { createTiler } from './tiler.ts';

const edition = z.coerce.number().int().min(1).max(2_147_483_647);
const whole = z
  .string()
  .regex(/^\d{1,8}$/, 'must be a whole number')
  .transform(Number);
const documentParam = z.object({
  edition,
  document: z.string().regex(/^[a-z]+\.json$/, 'must be a layer and .json'),
});
const tileParam = z.object({
  edition,
  layer: z.string().max(40),
  z: whole,
  x: whole,
  tile: z.string().regex(/^\d{1,8}\.mvt$/, 'must be a whole number and .mvt'),
});

/**
 * `/tiles/:edition/:layer.json` and `/tiles/:edition/:layer/:z/:x/:y.mvt`. A tile never changes under its edition's
 * number, so it may be kept for ever.
 */
export const tileRoutes = ({ database, editions }: Pick<Services, 'database' | 'editions'>) => {
  const tiler = createTiler({
    packed: (number) => editions.packed(number),
    surroundings: () => readSurroundings(database.sql),
  });
  editions.onPublished((number) => tiler.warm(number));

  return new Hono<Environment>()
    .get(
      '/:edition/:document',
      requires('map.see'),
      describeRoute({ summary: 'What a layer of tiles holds: TileJSON 3' }),
      valid('param', documentParam),
      async (c) => {
        const { edition, document } = c.req.valid('param');
        const layer = layerNamed(document.slice(0, -'.json'.length));
        const about = await editions.describe(edition);
        if (!about) throw notFound(words.edition, String(edition));
        tiler.warm(edition);
        const { minzoom, maxzoom, contents } = layerPlans[layer];
        return c.json(
          {
            tilejson: '3.0.0',
            name: `${about.name} · ${layer}`,
            tiles: [`${originOf(c)}/tiles/${edition}/${layer}/{z}/{x}/{y}.mvt`],
            minzoom,
            maxzoom,
            bounds: about.bounds,
            ...(about.schematic && { attribution: '示意图 Schematic' }),
            schematic: about.schematic,
            vector_layers: Object.entries(contents).map(([id, { minzoom, fields }]) => ({
              id,
              minzoom,
              maxzoom,
              fields,
            })),
          },
          200,
          { 'cache-control': 'private, max-age=300' },
        );
      },
    )
    .get(
      '/:edition/:layer/:z/:x/:tile',
      requires('map.see'),
      describeRoute({ summary: 'One vector tile (MVT 2, gzipped)' }),
      valid('param', tileParam),
      async (c) => {
        const { edition, layer: named, z, x, tile } = c.req.valid('param');
        const layer = layerNamed(named);
        const y = Number(tile.slice(0, -'.mvt'.length));
        checkAddress(layer, z, x, y);
        const found = await tiler.tile(edition, layer, z, x, y);
        if (found === 'unknown') throw notFound(words.edition, String(edition));
        const headers = { 'cache-control': 'private, max-age=31536000, immutable', vary: 'accept-encoding' };
        if (found === 'empty') return c.body(null, 204, headers);
        const type = { ...headers, 'content-type': 'application/vnd.mapbox-vector-tile' };
        return /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
          ? c.body(found, 200, { ...type, 'content-encoding': 'gzip' })
          : c.body(Uint8Array.from(gunzipSync(found)), 200, type);
      },
    );
};

const words = {
  edition: { zh: '已发布的边界版本', en: 'published edition' },
  layer: { zh: '图层', en: 'layer of tiles' },
} as const;

function layerNamed(name: string): TileLayer {
  const layer = tileLayers.find((one) => one === name);
  if (!layer) throw notFound(words.layer, name);
  return layer;
}

function checkAddress(layer: TileLayer, z: number, x: number, y: number): void {
  const { maxzoom } = layerPlans[layer];
  if (z > maxzoom)
    throw invalid(
      {
        zh: `级别 ${z} 超出 ${layer} 的最大级别 ${maxzoom}`,
        en: `Zoom ${z} is beyond ${maxzoom}, the last of ${layer}`,
      },
      [{ pointer: 'param/z', got: String(z), detail: { zh: `0 至 ${maxzoom}`, en: `0 to ${maxzoom}` } }],
    );
  const last = 2 ** z - 1;
  for (const [axis, value] of [
    ['x', x],
    ['y', y],
  ] as const)
    if (value > last)
      throw invalid(
        {
          zh: `第 ${z} 级没有 ${axis} = ${value} 的瓦片`,
          en: `There is no tile with ${axis} = ${value} at zoom ${z}`,
        },
        [
          {
            pointer: `param/${axis}`,
            got: String(value),
            detail: { zh: `0 至 ${last}`, en: `0 to ${last}` },
          },
        ],
      );
}

/** Where the browser reached us: a proxy in front may speak another protocol. */
function originOf(c: Context): string {
  const url = new URL(c.req.url);
  const protocol = c.req.header('x-forwarded-proto')?.split(',')[0]?.trim();
  return `${protocol === 'https' || protocol === 'http' ? protocol : url.protocol.slice(0, -1)}://${c.req.header('host') ?? url.host}`;
}
