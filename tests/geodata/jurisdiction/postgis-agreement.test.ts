import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import { type Footprint, readFootprint } from '../../../geodata/footprint.ts';
import type { Lonlat, Rings } from '../../../geodata/geometry.ts';
import { type Coverage, createCoverage } from '../../../geodata/jurisdiction/coverage.ts';
import { measure } from '../../../geodata/jurisdiction/overlap.ts';
import { arrange } from '../../../geodata/topology/arrange.ts';
import type { Database } from '../../../server/database/connect.ts';
import { openTestDatabase } from '../../support/database.ts';
import { feature, randomFrom } from './town.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

interface Drawn {
  readonly code: string;
  readonly polygons: readonly Rings[];
}

/** Faults of drawn boundaries are PostGIS's to repair in its own way: only areas without any can be compared. */
function coverageOf(drawn: readonly Drawn[]): Coverage {
  const arranged = arrange(drawn);
  if ('refusal' in arranged) throw new Error(arranged.refusal.got);
  return createCoverage({
    edition: 1,
    areas: [
      { code: 'city', name: '', nameEn: '', level: 'city', parent: null },
      ...drawn.map(({ code }) => ({
        code,
        name: '',
        nameEn: '',
        level: 'subdistrict' as const,
        parent: 'city',
      })),
    ],
    leaves: drawn.map(({ code }) => code),
    arrangement: arranged.arrangement,
  });
}

async function store(drawn: readonly Drawn[]): Promise<void> {
  await database.sql`drop table if exists drawn`;
  await database.sql`create table drawn (code text primary key, shape geometry(multipolygon, 4326) not null)`;
  for (let from = 0; from < drawn.length; from += 100) {
    const slice = drawn.slice(from, from + 100);
    await database.sql`
      insert into drawn
      select code, st_multi(st_geomfromgeojson(shape)) from unnest(
        ${slice.map(({ code }) => code)}::text[],
        ${slice.map(({ polygons }) => JSON.stringify({ type: 'MultiPolygon', coordinates: polygons }))}::text[]
      ) as row(code, shape)`;
  }
  await database.sql`create index on drawn using gist (shape)`;
  await database.sql`analyze drawn`;
}

/**
 * Square metres (or metres of a line, or 1 for a point covered) by footprint and area. Edges stay straight in degrees: cut
 * to 300 m. A point as near to a line as positions are known is NaN: it may be on it or not.
 */
async function ask(footprints: readonly Footprint[]): Promise<Map<string, number>[]> {
  const answers = footprints.map(() => new Map<string, number>());
  for (let from = 0; from < footprints.length; from += 50) {
    const slice = footprints.slice(from, from + 50);
    const rows = await database.sql<{ number: number; code: string; amount: number; onLine: boolean }[]>`
      with footprint as (
        select number, st_geomfromgeojson(shape) as shape
        from unnest(${slice.map((_, i) => from + i)}::int[], ${slice.map((f) => JSON.stringify(shapeOf(f)))}::text[]) as row(number, shape)
      ), part as (
        select number, code, st_intersection(drawn.shape, footprint.shape) as shape, st_dimension(footprint.shape) as dimension,
          drawn.shape as area, footprint.shape as footprint
        from footprint join drawn on drawn.shape && st_expand(footprint.shape, 2e-7)
        where case when st_dimension(footprint.shape) = 0
          then st_dwithin(drawn.shape, footprint.shape, 2e-7)
          else st_intersects(drawn.shape, footprint.shape) end
      )
      select number, code, case dimension
        when 2 then st_area(st_segmentize(st_collectionextract(shape, 3), 0.003)::geography)
        when 1 then st_length(st_collectionextract(shape, 2)::geography)
        else 1 end as amount,
        dimension = 0 and st_dwithin(st_boundary(area), footprint, 2e-7) as "onLine"
      from part`;
    for (const { number, code, amount, onLine } of rows)
      answers[number]?.set(code, onLine ? Number.NaN : amount);
  }
  return answers;
}

const shapeOf = (footprint: Footprint) =>
  footprint.polygons.length > 0
    ? { type: 'MultiPolygon', coordinates: footprint.polygons }
    : footprint.geometry;

function footprintsOver(drawn: readonly Drawn[], count: number, seed: number): Footprint[] {
  const random = randomFrom(seed);
  const corners = drawn.flatMap(({ polygons }) => polygons.flatMap(([shell = []]) => shell));
  return Array.from({ length: count }, (_, i): Footprint => {
    // Most begin at a corner of an area, where there is something to divide.
    const [x, y] = corners[Math.floor(random() * corners.length)] ?? [0, 0];
    const size = 10 ** (1 + (i % 20 === 0 ? 3.5 : 2) * random());
    const offset = (): Lonlat => [
      x + (size * (random() - 0.5)) / 85_000,
      y + (size * (random() - 0.5)) / 111_000,
    ];
    const geometry = geometryOfKind(i % 6, offset, size, random);
    const accuracy = i % 6 === 1 ? 5 + 100 * random() : 0;
    const width = i % 6 === 3 ? 1 + 30 * random() : 0;
    const read = readFootprint(feature(geometry, { accuracy, width }));
    if ('refusal' in read) throw new Error(JSON.stringify(read.refusal));
    return read.footprint;
  });
}

function geometryOfKind(kind: number, offset: () => Lonlat, size: number, random: () => number) {
  const [x, y] = offset();
  const star = (radius: number, corners: number): Lonlat[] => {
    const turn = 2 * Math.PI * random();
    const open = Array.from({ length: corners }, (_, i): Lonlat => {
      const angle = turn + (2 * Math.PI * i) / corners;
      const reach = radius * (0.55 + 0.45 * random());
      return [x + (reach * Math.cos(angle)) / 85_000, y + (reach * Math.sin(angle)) / 111_000];
    });
    return open[0] ? [...open, open[0]] : [];
  };
  switch (kind) {
    case 0:
    case 1:
      return { type: 'Point', coordinates: [x, y] };
    case 2:
    case 3:
      return {
        type: 'LineString',
        coordinates: Array.from({ length: 2 + Math.floor(4 * random()) }, offset),
      };
    case 4:
      return { type: 'Polygon', coordinates: [star(size, 4 + Math.floor(30 * random()))] };
    default:
      return {
        type: 'Polygon',
        coordinates: [star(size, 4 + Math.floor(30 * random())), star(0.2 * size, 5).reverse()],
      };
  }
}

/** Each area's part differs by no more than a thousandth of the footprint and 0.01 m². */
async function compare(drawn: readonly Drawn[], count: number, seed: number): Promise<number> {
  const coverage = coverageOf(drawn);
  await store(drawn);
  const footprints = footprintsOver(drawn, count, seed);
  const answers = await ask(footprints);
  let divided = 0;
  footprints.forEach((footprint, i) => {
    const { extent } = measure(coverage, footprint);
    const flatPoint = footprint.kind === 'point' && footprint.polygons.length === 0;
    const ours = new Map(
      extent.parts.map(({ jurisdiction, share }) => [
        jurisdiction.code,
        flatPoint ? 1 : share * extent.total,
      ]),
    );
    const theirs = answers[i] ?? new Map();
    if (theirs.size > 1) divided++;
    for (const code of new Set([...ours.keys(), ...theirs.keys()])) {
      if (Number.isNaN(theirs.get(code))) continue;
      const difference = Math.abs((ours.get(code) ?? 0) - (theirs.get(code) ?? 0));
      expect(
        difference,
        `${JSON.stringify(footprint.geometry)} in ${code}: ${ours.get(code)} here, ${theirs.get(code)} in PostGIS`,
      ).toBeLessThanOrEqual(flatPoint ? 0 : 0.001 * extent.total + 0.01);
    }
  });
  return divided;
}

describe('Every part of a random footprint is as large as PostGIS finds it', () => {
  test('on the demo city, 2,000 footprints', async () => {
    const { communities, cells } = createCity({ scale: 'small' });
    const drawn = [...communities.features, ...cells.features].map(
      ({ geometry, properties }): Drawn => ({
        code: properties.code,
        polygons: polygonsOf(geometry),
      }),
    );
    expect(await compare(drawn, 2_000, 1)).toBeGreaterThan(800);
  }, 300_000);

  const file = new URL('../../../../shared/data/beijing-subdistricts-111.wgs84.geojson', import.meta.url);
  if (!existsSync(file)) console.warn('Skipped: the real boundaries of ../shared/data are not here.');
  test.skipIf(!existsSync(file))(
    'on 111 real subdistricts, 1,000 footprints',
    async () => {
      const { features } = JSON.parse(readFileSync(file, 'utf8')) as {
        features: { geometry: Parameters<typeof polygonsOf>[0] }[];
      };
      const all = features.map(
        ({ geometry }, i): Drawn => ({ code: `area ${i}`, polygons: polygonsOf(geometry) }),
      );
      await store(all);
      const valid = await database.sql<{ code: string }[]>`select code from drawn where st_isvalid(shape)`;
      const sound = new Set(valid.map(({ code }) => code));
      expect(sound.size).toBeGreaterThan(100);
      expect(
        await compare(
          all.filter(({ code }) => sound.has(code)),
          1_000,
          2,
        ),
      ).toBeGreaterThan(300);
    },
    300_000,
  );
});

function polygonsOf(geometry: { readonly type: string; readonly coordinates: unknown }): readonly Rings[] {
  return (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Rings[];
}
