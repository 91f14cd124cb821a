import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { levels } from '../../geodata/area.ts';
import { parseCrs, toWgs84 } from '../../geodata/crs.ts';
import { requires } from '../access/routes.ts';
import type { Account } from '../access/session.ts';
import { invalid, notFound, Problem, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { maySee } from './edition-visible.ts';
import { areasAt } from './places.ts';
import { readAreas } from './queries.ts';
import { findEdition, findInForceAt, listEditions } from './store.ts';

const level = z.enum(levels).optional();
const code = z.string().regex(/^[^\s|,]{1,32}$/, 'must be an area code');
const instant = z.iso.datetime({ offset: true }).optional();
const number = (least: number, most: number) => z.coerce.number().min(least).max(most);
const editionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

const areasQuery = z.object({
  level,
  parent: code.optional(),
  at: instant,
  edition: editionNumber.optional(),
});
const placeQuery = z.object({
  lon: number(-180, 180),
  lat: number(-90, 90),
  accuracy: number(0, 10_000).default(0),
  crs: z.string().max(60).default('wgs84'),
  at: instant,
});
const editionParam = z.object({ edition: editionNumber });

/** `/api/areas`, `/api/areas/at`, `/api/editions`, `/api/editions/:edition/coverage`. */
export const boundaryRoutes = ({ database: { sql }, editions }: Pick<Services, 'database' | 'editions'>) => {
  const packed = packedCoverages((edition) => editions.packed(edition));

  /** Edition asked for by number, if the account may see it, else the one in force at an instant, else the one in force now. */
  const editionFor = async (
    asked: { at?: string | undefined; edition?: number | undefined },
    account: Account,
  ): Promise<number> => {
    if (asked.edition !== undefined) {
      const edition = await findEdition(sql, asked.edition);
      if (!edition || !maySee(edition, account)) throw notFound(words.edition, String(asked.edition));
      return edition.id;
    }
    const found =
      asked.at === undefined ? editions.currentEdition() : await findInForceAt(sql, new Date(asked.at));
    if (found === null) throw noEdition(asked.at);
    return found;
  };

  return new Hono<Environment>()
    .get(
      '/areas',
      requires('map.see'),
      describeRoute({ summary: 'The areas of an edition, by level or parent' }),
      valid('query', areasQuery),
      async (c) => {
        const { level, parent, ...asked } = c.req.valid('query');
        const edition = await editionFor(asked, c.var.account);
        const areas = await readAreas(sql, edition, { level: level ?? null, parent: parent ?? null });
        return c.json({ edition, areas }, 200);
      },
    )
    .get(
      '/areas/at',
      requires('map.see'),
      describeRoute({ summary: 'Which areas a place is in, and how surely' }),
      valid('query', placeQuery),
      async (c) => {
        const { lon, lat, accuracy, crs: named, at } = c.req.valid('query');
        const crs = parseCrs(named);
        if ('refusal' in crs)
          throw invalid(crs.refusal.wanted, [
            { pointer: 'query/crs', got: crs.refusal.got, detail: crs.refusal.wanted },
          ]);
        const position = toWgs84([lon, lat], crs.crs);
        const edition = await editionFor({ at }, c.var.account);
        const coverage = await editions.load(edition);
        if (!coverage) throw notFound(words.edition, String(edition));
        return c.json({ edition, position, accuracy, areas: areasAt(coverage, position, accuracy) }, 200);
      },
    )
    .get(
      '/editions',
      requires('map.see'),
      describeRoute({ summary: 'All editions, newest first; drafts for those who load them' }),
      async (c) => {
        const list = await listEditions(sql);
        const seen = list.filter((edition) => maySee(edition, c.var.account));
        return c.json({ inForce: editions.currentEdition(), editions: seen }, 200);
      },
    )
    .get(
      '/editions/:edition/coverage',
      requires('map.see'),
      describeRoute({
        summary: 'Areas and arrangement of a published edition, packed, for verdicts in a browser',
      }),
      valid('param', editionParam),
      async (c) => {
        const { edition } = c.req.valid('param');
        const coverage = await packed(edition);
        if (!coverage) throw notFound(words.edition, String(edition));
        const headers = {
          'content-type': 'application/octet-stream',
          'cache-control': 'private, max-age=31536000, immutable',
          etag: coverage.etag,
          vary: 'accept-encoding',
        };
        if (c.req.header('if-none-match') === coverage.etag) return c.body(null, 304, headers);
        return /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
          ? c.body(coverage.gzipped, 200, { ...headers, 'content-encoding': 'gzip' })
          : c.body(coverage.plain, 200, headers);
      },
    );
};

const words = { edition: { zh: '已发布的边界版本', en: 'published edition' } } as const;

const noEdition = (at: string | undefined): Problem =>
  at === undefined
    ? new Problem(
        503,
        'no-edition',
        { zh: '尚无边界', en: 'No boundaries yet' },
        { zh: '还没有发布任何边界版本', en: 'No edition has been published yet' },
      )
    : notFound({ zh: '当时有效的边界版本', en: 'edition in force at' }, at);

interface PackedCoverage {
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly gzipped: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

/** Packed coverages as they go over the wire: compressed once, the last two kept. They never change. */
function packedCoverages(read: (edition: number) => Promise<Uint8Array | null>) {
  const kept = new Map<number, Promise<PackedCoverage | null>>();
  const make = async (edition: number): Promise<PackedCoverage | null> => {
    const plain = await read(edition);
    if (!plain) return null;
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
    return { plain: Uint8Array.from(plain), gzipped: Uint8Array.from(await compress(plain)), etag };
  };
  return async (edition: number): Promise<PackedCoverage | null> => {
    const found = kept.get(edition) ?? make(edition);
    kept.delete(edition);
    kept.set(edition, found);
    const [oldest] = kept.keys();
    if (kept.size > 2 && oldest !== undefined) kept.delete(oldest);
    try {
      const coverage = await found;
      if (!coverage) kept.delete(edition);
      return coverage;
    } catch (error) {
      kept.delete(edition);
      throw error;
    }
  };
}

const compress = promisify(gzip);
