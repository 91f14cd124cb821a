import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { levels } from '../../geodata/area.ts';
import { requires } from '../access/routes.ts';
import type { Account } from '../access/session.ts';
import { invalid, notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { createDifferences } from './difference-view.ts';
import { findMap, readDefects, readFlags, readReport, saveMap } from './edition-store.ts';
import { maySee } from './edition-visible.ts';
import { createImportThread, type ImportThread } from './import-thread.ts';
import { acceptFindings, discardEdition, type OnPublish, publishStored } from './publish.ts';
import { refusalProblem } from './publish-refusal.ts';
import { acceptable, findingKinds } from './report.ts';
import { reportView } from './report-view.ts';
import { findBounds, findEdition, findLatest, loadPackedOfAny, type StoredEdition } from './store.ts';
import { uploadRoutes } from './upload-routes.ts';

const editionNumber = z.coerce.number().int().min(1).max(2_147_483_647);
const editionParam = z.object({ edition: editionNumber });
const mapQuery = z.object({ level: z.enum(levels).default('subdistrict') });
const defectsQuery = z.object({ kind: z.enum(findingKinds).optional() });
const differenceQuery = z.object({ base: editionNumber.optional() });
const kinds = z.array(z.enum(acceptable)).max(20).default([]);
const acceptBody = z.object({ kinds, withdraw: kinds });
const publishBody = z.object({ accept: kinds, validFrom: z.iso.datetime({ offset: true }).optional() });

/** What publishing an edition takes along, and the threads for long work where a caller brings its own. */
export interface EditionParts {
  readonly onPublish?: OnPublish;
  readonly checks?: ImportThread;
  readonly views?: ImportThread;
  /** Milliseconds after which a first comparison tells how far it is instead; two seconds unless given. */
  readonly patience?: number;
}

/** `/editions/:edition` and all below it, and `/editions/uploads`. Who may not load editions sees no drafts. */
export const editionRoutes = (
  services: Pick<Services, 'database' | 'clock' | 'log'>,
  {
    onPublish,
    checks = createImportThread(),
    views = createImportThread(),
    patience = 2000,
  }: EditionParts = {},
) => {
  const {
    database: { sql },
    clock,
  } = services;
  const differences = createDifferences(sql, clock);

  /** An edition the account may see. */
  const find = async (id: number, account: Account): Promise<StoredEdition> => {
    const edition = await findEdition(sql, id);
    if (!edition || !maySee(edition, account)) throw notFound(words.edition, String(id));
    return edition;
  };
  const packed = async (id: number): Promise<Uint8Array> => {
    const found = await loadPackedOfAny(sql, id);
    if (!found) throw notFound(words.geography, String(id));
    return found;
  };

  return new Hono<Environment>()
    .route('/editions/uploads', uploadRoutes(services, { checks, views }))
    .get(
      '/editions/:edition',
      requires('edition.see'),
      describeRoute({ summary: 'One edition with the report of its check' }),
      valid('param', editionParam),
      async (c) => {
        const edition = await find(c.req.valid('param').edition, c.var.account);
        const [found, bounds] = [await readReport(sql, edition.id), await findBounds(sql, edition.id)];
        return c.json({ ...edition, ...found, report: reportView(found.report), bounds }, 200);
      },
    )
    .get(
      '/editions/:edition/boundaries',
      requires('edition.see'),
      describeRoute({ summary: 'The areas of an edition, drafts too, drawn for a map of at most 5 MB' }),
      valid('param', editionParam),
      valid('query', mapQuery),
      async (c) => {
        const { id } = await find(c.req.valid('param').edition, c.var.account);
        const { level } = c.req.valid('query');
        let map = await findMap(sql, id, level);
        if (!map) {
          const geography = await packed(id);
          map = await views.run((ask) => ask('map', { packed: geography, level }));
          await saveMap(sql, id, level, map);
        }
        const flags = await readFlags(sql, id);
        return c.json(withFlags(JSON.parse(gunzipSync(map).toString()) as EditionMap, flags), 200);
      },
    )
    .get(
      '/editions/:edition/defects',
      requires('edition.see'),
      describeRoute({ summary: 'What the check of an edition found, place by place' }),
      valid('param', editionParam),
      valid('query', defectsQuery),
      async (c) => {
        const { id } = await find(c.req.valid('param').edition, c.var.account);
        const rows = await readDefects(sql, id, c.req.valid('query').kind ?? null);
        const features = rows.map(({ number, geometry, ...properties }) => ({
          type: 'Feature' as const,
          id: number,
          properties,
          geometry,
        }));
        return c.json({ type: 'FeatureCollection' as const, edition: id, features }, 200);
      },
    )
    .get(
      '/editions/:edition/differences',
      requires('edition.see'),
      describeRoute({
        summary:
          'What changed from another edition, the one before it unless named; 202 while they are compared for the first time',
      }),
      valid('param', editionParam),
      valid('query', differenceQuery),
      async (c) => {
        const edition = await find(c.req.valid('param').edition, c.var.account);
        const number = c.req.valid('query').base ?? (await baseOf(edition));
        if (number === null) throw notFound(words.base, String(edition.id));
        if (number === edition.id)
          throw invalid(words.itself, [{ pointer: 'query/base', got: String(number), detail: words.itself }]);
        const base = await find(number, c.var.account);
        const found = await differences.read(
          base.id,
          edition.id,
          async (onProgress) => {
            const [old, now] = [await packed(base.id), await packed(edition.id)];
            return views.run((ask) => ask('compare', { base: old, edition: now }, onProgress));
          },
          patience,
        );
        return 'difference' in found ? c.json(found.difference, 200) : c.json(found, 202);
      },
    )
    .post(
      '/editions/:edition/accept',
      requires('edition.load'),
      describeRoute({ summary: 'Accept kinds of error of a draft by name' }),
      valid('param', editionParam),
      valid('json', acceptBody),
      async (c) => {
        const { id } = await find(c.req.valid('param').edition, c.var.account);
        const { kinds, withdraw } = c.req.valid('json');
        const by = { at: clock(), actor: c.var.account.name };
        const outcome = await acceptFindings(sql, id, kinds, withdraw, by);
        if ('refused' in outcome) throw refusalProblem(outcome);
        const edition = await find(id, c.var.account);
        const found = await readReport(sql, id);
        return c.json({ ...edition, ...found, report: reportView(found.report) }, 200);
      },
    )
    .post(
      '/editions/:edition/publish',
      requires('edition.load'),
      describeRoute({ summary: 'Put a draft in force, from now on or from another time' }),
      valid('param', editionParam),
      valid('json', publishBody),
      async (c) => {
        const { id } = await find(c.req.valid('param').edition, c.var.account);
        const { accept, validFrom } = c.req.valid('json');
        const outcome = await publishStored(sql, id, {
          accept,
          at: clock(),
          actor: c.var.account.name,
          validFrom: validFrom === undefined ? undefined : new Date(validFrom),
          onPublish,
        });
        if ('refused' in outcome) throw refusalProblem(outcome);
        const { validFrom: from, validTo } = await find(id, c.var.account);
        return c.json({ edition: id, validFrom: from, validTo }, 200);
      },
    )
    .delete(
      '/editions/:edition',
      requires('edition.load'),
      describeRoute({ summary: 'Discard a draft, or take back an edition that is not in force yet' }),
      valid('param', editionParam),
      async (c) => {
        const { id } = await find(c.req.valid('param').edition, c.var.account);
        const outcome = await discardEdition(sql, id, { at: clock(), actor: c.var.account.name });
        if ('refused' in outcome) throw refusalProblem(outcome);
        return c.json({ edition: id, ...outcome }, 200);
      },
    );

  /** The edition before a published one, and what a draft was checked against. */
  async function baseOf({ id, status, validFrom, base }: StoredEdition): Promise<number | null> {
    if (status !== 'published' || !validFrom) return base ?? findLatest(sql);
    const [before] = await sql<{ id: number }[]>`
      select id from edition
      where status = 'published' and valid_from < ${validFrom} and id <> ${id}
      order by valid_from desc limit 1`;
    return before?.id ?? null;
  }
};

const words = {
  edition: { zh: '边界版本', en: 'edition' },
  geography: { zh: '可用的几何（须重新检查）：版本', en: 'geography (check it again) of edition' },
  base: { zh: '可比较的前一版本：版本', en: 'earlier edition to compare with edition' },
  itself: { zh: '不能与自身比较', en: 'an edition cannot be compared with itself' },
} as const;

interface EditionMap {
  readonly type: 'FeatureCollection';
  readonly edition: number;
  /** Level drawn, and metres by which lines were moved to make it small. */
  readonly level: (typeof levels)[number];
  readonly tolerance: number;
  readonly features: readonly {
    readonly type: 'Feature';
    readonly id: string;
    readonly properties: Readonly<Record<'code' | 'name' | 'nameEn' | 'level', string>> & {
      readonly parent: string | null;
      /** Square metres. */
      readonly area: number;
    };
    readonly geometry: { readonly type: 'MultiPolygon'; readonly coordinates: readonly number[][][][] };
  }[];
}

const withFlags = (map: EditionMap, flags: Awaited<ReturnType<typeof readFlags>>) => ({
  ...map,
  features: map.features.map((feature) => ({
    ...feature,
    properties: { ...feature.properties, flagged: flags[feature.properties.code] ?? [] },
  })),
});
