import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Bounds } from '../../geodata/geometry.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { packSlice } from '../../geodata/jurisdiction/pack-slice.ts';
import { sliceGeography } from '../../geodata/jurisdiction/slice.ts';
import { snapToSlice, widestSlice } from '../../geodata/jurisdiction/slice-grid.ts';
import { requires } from '../access/routes.ts';
import { invalid, notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';

const editionParam = z.object({ edition: z.coerce.number().int().min(1).max(2_147_483_647) });
const sliceQuery = z.object({
  bbox: z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,9})?(,-?\d{1,3}(\.\d{1,9})?){3}$/, 'must be west,south,east,north in degrees')
    .transform((text) => text.split(',').map(Number) as unknown as Bounds)
    .refine(([west, south, east, north]) => west < east && south < north, 'must be west,south,east,north')
    .optional(),
});

/**
 * `GET /api/editions/:edition/slice?bbox=w,s,e,n`: a part of a published edition for a browser, packed by `packSlice`. The
 * box is enlarged to the grid of slices; without one, only the lines between parties, which all verdicts stand on.
 */
export const sliceRoutes = ({ editions }: Pick<Services, 'editions'>) => {
  const slices = createSlices();
  return new Hono<Environment>().get(
    '/editions/:edition/slice',
    requires('map.see'),
    describeRoute({
      summary:
        'The finest boundaries within a box and those of parties everywhere, packed, for verdicts in a browser',
    }),
    valid('param', editionParam),
    valid('query', sliceQuery),
    async (c) => {
      const { edition } = c.req.valid('param');
      const { bbox } = c.req.valid('query');
      const bounds = bbox === undefined ? null : snapToSlice(bbox);
      if (bbox !== undefined && bounds === null)
        throw invalid(words.tooWide, [{ pointer: 'query/bbox', got: bbox.join(','), detail: words.tooWide }]);
      const coverage = await editions.load(edition);
      if (!coverage) throw notFound(words.edition, String(edition));
      const slice = await slices(coverage, bounds);
      const headers = {
        'content-type': 'application/octet-stream',
        'cache-control': 'private, max-age=31536000, immutable',
        etag: slice.etag,
        vary: 'accept-encoding',
      };
      if (c.req.header('if-none-match') === slice.etag) return c.body(null, 304, headers);
      return /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
        ? c.body(slice.gzipped, 200, { ...headers, 'content-encoding': 'gzip' })
        : c.body(slice.plain, 200, headers);
    },
  );
};

const words = {
  edition: { zh: '已发布的边界版本', en: 'published edition' },
  tooWide: {
    zh: `范围的宽和高都不超过 ${widestSlice}°；更大的范围请不带 bbox`,
    en: `a box of at most ${widestSlice}° either way; for more leave bbox out`,
  },
} as const;

interface Slice {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzipped: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

/** Bytes of slices kept, plain and compressed together. */
const keptBytes = 64 * 1024 * 1024;

/** Slices as they go over the wire, those asked for last kept: an edition never changes. */
function createSlices() {
  const kept = new Map<string, { readonly made: Promise<Slice>; size: number }>();
  const make = async (coverage: Coverage, bounds: Bounds | null): Promise<Slice> => {
    const plain = packSlice(sliceGeography(coverage, bounds));
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
    return { plain, gzipped: Uint8Array.from(await compress(plain)), etag };
  };
  return async (coverage: Coverage, bounds: Bounds | null): Promise<Slice> => {
    const key = `${coverage.edition} ${bounds?.join(',') ?? ''}`;
    const entry = kept.get(key) ?? { made: make(coverage, bounds), size: 0 };
    kept.delete(key);
    kept.set(key, entry);
    try {
      const slice = await entry.made;
      entry.size = slice.plain.length + slice.gzipped.length;
      let all = 0;
      for (const { size } of kept.values()) all += size;
      for (const [oldest, { size }] of kept) {
        if (all <= keptBytes || oldest === key) break;
        kept.delete(oldest);
        all -= size;
      }
      return slice;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  };
}

const compress = promisify(gzip);
