import { type City, type CityOptions, createCity } from '../../geodata/city/index.ts';
import type { Lonlat } from '../../geodata/geometry.ts';
import { type Coverage, createCoverage } from '../../geodata/jurisdiction/coverage.ts';
import { readGeoJson } from '../../geodata/read/geojson.ts';
import type { BoundaryLayer } from '../../geodata/read/layer.ts';
import { buildEdition } from '../../server/boundary/build.ts';
import type { BuiltEdition } from '../../server/boundary/draw-edition.ts';
import { acceptable, type ImportReport } from '../../server/boundary/report.ts';
import { publishEdition, saveDraft } from '../../server/boundary/store.ts';
import type { Database } from '../../server/database/connect.ts';
import { openTestDatabase } from '../support/database.ts';

export type Scale = NonNullable<CityOptions['scale']>;

/** What measures share: made when first asked for, and once. */
export interface Bench {
  readonly scale: Scale;
  readonly city: () => City;
  readonly edition: () => Built;
  readonly coverage: () => Coverage;
  /** How many areas of each level, in words. */
  readonly size: () => string;
  /** Places where incidents happened, thick where they are: the same first ones, however many. */
  readonly places: (count?: number) => readonly Lonlat[];
  readonly stored: () => Promise<Stored>;
  /** Keeps whatever else several measures need. */
  readonly keep: <T>(name: string, make: () => T) => T;
  readonly close: () => Promise<void>;
}

interface Built {
  readonly edition: BuiltEdition;
  readonly report: ImportReport;
  readonly seconds: number;
}

/** The city's edition in force in a database of the benchmark's own. */
interface Stored {
  readonly database: Database;
  readonly edition: number;
  /** Which engine answers, in words. */
  readonly engine: string;
  readonly seconds: { readonly save: number; readonly publish: number };
}

const placesKept = 20_000;

export function createBench(scale: Scale): Bench {
  const kept = new Map<string, unknown>();
  const keep = <T>(name: string, make: () => T): T => {
    if (!kept.has(name)) kept.set(name, make());
    return kept.get(name) as T;
  };
  const city = () => keep('city', () => createCity({ scale }));
  const edition = () => keep('edition', () => build(layersOf(city())));
  const stored = () => keep('stored', () => store(edition()));
  return {
    scale,
    city,
    edition,
    coverage: () => keep('coverage', () => createCoverage({ edition: 1, ...edition().edition })),
    size: () =>
      city()
        .layers.map(({ features }) => features.features.length)
        .join('/'),
    places: (count = placesKept) => keep(`places ${count}`, () => placesOf(city(), count)),
    stored,
    keep,
    async close() {
      const left = kept.has('stored') ? await stored().catch(() => null) : null;
      await left?.database.close();
    },
  };
}

function layersOf({ city, layers }: City): BoundaryLayer[] {
  return layers.map(({ level, features }) => {
    const read = readGeoJson(features, {
      level,
      code: 'code',
      name: 'name',
      nameEn: 'nameEn',
      parent: 'parent',
      parentName: 'parentName',
      city,
      crs: 'wgs84',
      source: level,
    });
    if ('refusal' in read) throw new Error(`the ${level} layer was refused: ${read.refusal.message.en}`);
    return read.layer;
  });
}

function build(layers: readonly BoundaryLayer[]): Built {
  const start = performance.now();
  const built = buildEdition(layers, { accept: acceptable });
  if ('refusal' in built) throw new Error(`the city was refused: ${built.refusal.en}`);
  if (!built.edition) throw new Error('the city does not make a sound partition');
  return { edition: built.edition, report: built.report, seconds: (performance.now() - start) / 1000 };
}

async function store(built: Built): Promise<Stored> {
  const database = await openTestDatabase();
  try {
    return await publish(database, built);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function publish(database: Database, { edition, report }: Built): Promise<Stored> {
  const { sql } = database;
  const start = performance.now();
  const id = await saveDraft(sql, edition, report, { name: 'Benchmark', schematic: true });
  const saved = performance.now();
  const published = await publishEdition(sql, id, edition, { at: new Date(), actor: 'benchmark' });
  if ('refused' in published) throw new Error(`the city was not published: ${published.refused}`);
  const seconds = { save: (saved - start) / 1000, publish: (performance.now() - saved) / 1000 };
  // Rows just written are tidied when first read: that is nobody's answer.
  await sql`vacuum analyze boundary`;
  const [version] = await sql<{ postgis: string }[]>`select postgis_lib_version() as postgis`;
  const engine = `PostGIS ${version?.postgis} ${database.engine === 'embedded' ? 'embedded, in memory' : 'on a server'}`;
  return { database, edition: id, engine, seconds };
}

/** All at one instant of the past: only where they lie matters. */
function placesOf(city: City, count: number): Lonlat[] {
  const until = new Date('2026-05-08T00:00:00Z');
  return city
    .incidents({ count, days: 90, until, categories: ['01-01'] })
    .map(({ lon, lat }): Lonlat => [lon, lat]);
}
