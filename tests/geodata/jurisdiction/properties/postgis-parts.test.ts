import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Footprint, readFootprint } from '../../../../geodata/footprint.ts';
import { type Coverage, createCoverage, partiesOf } from '../../../../geodata/jurisdiction/coverage.ts';
import { measure } from '../../../../geodata/jurisdiction/overlap.ts';
import { faceCount } from '../../../../geodata/topology/arrangement.ts';
import { dissolve } from '../../../../geodata/topology/dissolve.ts';
import type { Database } from '../../../../server/database/connect.ts';
import { openTestDatabase } from '../../../support/database.ts';
import { randomFrom } from '../town.ts';
import { draw, drawings } from './drawing.ts';
import { createWorld, type World } from './world.ts';

/** Footprints compared with PostGIS, over a dozen cities. */
const cases = Number(process.env.PROPERTY_CASES ?? 3_000);
const worlds = 12;

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.sql`create table drawn (world integer, code text, shape geometry(multipolygon, 4326) not null)`;
});
afterAll(() => database.close());

test(`every subdistrict's part of ${cases} hard footprints, and what is nobody's, is as large as PostGIS finds it`, async () => {
  let compared = 0;
  let divided = 0;
  for (let seed = 1; seed <= worlds; seed++) {
    const world = createWorld(seed, seed % 3 !== 0);
    const coverage = createCoverage(world.geography);
    await store(seed, coverage);
    const footprints = footprintsOver(world, Math.ceil(cases / worlds), seed);
    const theirs = await ask(seed, footprints);
    expect(theirs.every((parts) => parts.has(nobody))).toBe(true);
    footprints.forEach((footprint, i) => {
      const { extent } = measure(coverage, footprint);
      const ours = new Map(
        extent.parts.map(({ jurisdiction, share }) => [jurisdiction.code, share * extent.total]),
      );
      ours.set(nobody, (extent.gap + extent.outside) * extent.total);
      const parts = theirs[i] ?? new Map<string, number>();
      compared++;
      if (parts.size > 2) divided++;
      for (const code of new Set([...ours.keys(), ...parts.keys()])) {
        const difference = Math.abs((ours.get(code) ?? 0) - (parts.get(code) ?? 0));
        expect(
          difference,
          `world ${seed}, ${JSON.stringify(footprint.geometry)} in ${code}: ${ours.get(code)} here, ${parts.get(code)} in PostGIS`,
        ).toBeLessThanOrEqual(0.001 * extent.total + 0.01);
      }
    });
  }
  expect(compared).toBeGreaterThanOrEqual(cases);
  expect(divided).toBeGreaterThan(0.4 * cases);
}, 900_000);

const nobody = 'nobody';

/** Each subdistrict's land as it is published: the faces its communities own, on the grid of 1e-7 degree. */
async function store(number: number, coverage: Coverage): Promise<void> {
  const { arrangement, parties } = coverage;
  const shapes = parties.map((_, party) => {
    const owned = Int32Array.from({ length: faceCount(arrangement) }, (_, face) =>
      partiesOf(coverage, face).includes(party) ? 0 : -1,
    );
    const [land] = dissolve(arrangement, owned);
    return JSON.stringify({ type: 'MultiPolygon', coordinates: land?.polygons ?? [] });
  });
  await database.sql`
    insert into drawn
    select ${number}, code, st_multi(st_geomfromgeojson(shape))
    from unnest(${parties.map(({ code }) => code)}::text[], ${shapes}::text[]) as given (code, shape)`;
  await database.sql`
    insert into drawn select ${number}, ${nobody}, st_multi(st_union(shape, 1e-10)) from drawn where world = ${number}`;
}

/** Polygons, and lines and points that have an extent: each is sound, or the resolver would have refused it. */
function footprintsOver(world: World, count: number, seed: number): Footprint[] {
  const random = randomFrom(1000 * seed);
  const footprints: Footprint[] = [];
  while (footprints.length < count) {
    const drawing = drawings[Math.floor(drawings.length * random())] ?? 'star';
    const read = readFootprint(draw(world, drawing, Math.floor(2 ** 31 * random())));
    if ('footprint' in read && read.footprint.polygons.length > 0) footprints.push(read.footprint);
  }
  return footprints;
}

/**
 * Square metres by footprint and subdistrict. Edges stay straight in degrees: cut to 30 m, for geodesic edges of 250 m bend a millimetre, which is much of a sliver. The overlay works on a grid of
 * a hundredth of a millimetre, without which it fails now and then where edges nearly coincide.
 */
async function ask(number: number, footprints: readonly Footprint[]): Promise<Map<string, number>[]> {
  const answers = footprints.map(() => new Map<string, number>());
  for (let from = 0; from < footprints.length; from += 100) {
    const slice = footprints.slice(from, from + 100);
    const rows = await database.sql<{ number: number; code: string; amount: number; whole: number }[]>`
      with footprint as (
        select number, st_geomfromgeojson(shape) as shape
        from unnest(
          ${slice.map((_, i) => from + i)}::int[],
          ${slice.map(({ polygons }) => JSON.stringify({ type: 'MultiPolygon', coordinates: polygons }))}::text[]
        ) as given (number, shape)
      )
      select number, code,
        st_area(st_segmentize(st_collectionextract(st_intersection(drawn.shape, footprint.shape, 1e-10), 3), 0.0003)::geography) as amount,
        st_area(st_segmentize(footprint.shape, 0.0003)::geography) as whole
      from footprint join drawn on drawn.world = ${number} and (st_intersects(drawn.shape, footprint.shape) or drawn.code = ${nobody})`;
    for (const { number: i, code, amount, whole } of rows)
      answers[i]?.set(code, code === nobody ? whole - amount : amount);
  }
  return answers;
}
