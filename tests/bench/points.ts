import type { Lonlat } from '../../geodata/geometry.ts';
import { resolve } from '../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../geodata/jurisdiction/rules.ts';
import type { Bench } from './bench.ts';
import { drawPoints, drawPolygons } from './footprints.ts';
import type { Measure } from './measure.ts';
import { median, milliseconds, rounded, timeRuns } from './statistics.ts';

/** Calls between two looks at the clock: one takes less than the look. */
const callsAtOnce = 1_000;
/** Degrees, about 2 cm: nearer to a line than positions are known, a place may be found on either side. */
const onLine = 2e-7;
const checked = 2_000;
/** Places of a file or of a month: sorted by where they lie, so few that each has a tile to itself gain nothing by it. */
const inBulk = 100_000;

/** Which finest area a place is in, and whole verdicts by the thousand. */
export const pointMeasures: readonly Measure[] = [
  {
    name: 'point.bulk.postgis',
    unit: 'µs',
    run: async (bench) => {
      const { database, edition, engine } = await bench.stored();
      const { sql } = database;
      const places = bench.places(inBulk);
      await checkPlaces(bench, places.slice(0, checked));
      const positions = Float64Array.from(places.flat());
      await sql`create table place (id integer not null, point geometry(Point, 4326) not null)`;
      await sql`
        insert into place
        select id, st_setsrid(st_makepoint(lon, lat), 4326)
        from unnest(${places.map(([lon]) => lon)}::float8[], ${places.map(([, lat]) => lat)}::float8[])
          with ordinality as given (lon, lat, id)`;
      // With it the database goes area by area and prepares each once: ten times as fast as place by place.
      await sql`create index on place using gist (point)`;
      await sql`vacuum analyze place`;
      const ours = await timeRuns(20, 5, () => bench.coverage().locateAll(positions));
      const peer = await timeRuns(
        3,
        1,
        () => sql`
          select count(code)::int from place join boundary on st_intersects(shape, point)
          where edition_id = ${edition} and leaf is not null`,
      );
      await sql`drop table place`;
      return {
        ours: (median(ours) * 1000) / places.length,
        peer: (median(peer) * 1000) / places.length,
        n: places.length,
        note: `a place; join on ST_Intersects, both sides indexed, answers only counted, ${engine}; ${bench.size()} areas; ${checked} answers agreed`,
      };
    },
  },
  {
    name: 'point.single.postgis',
    unit: 'µs',
    run: async (bench) => {
      const { engine } = await bench.stored();
      const coverage = bench.coverage();
      const places = bench.places();
      await checkPlaces(bench, places.slice(0, checked));
      let next = 0;
      const place = (): Lonlat => places[next++ % places.length] ?? [0, 0];
      const ours = await timeRuns(20, 20, () => {
        for (let i = 0; i < callsAtOnce; i++) coverage.locate(...place());
      });
      const peer = await timeRuns(500, 50, () => askPlace(bench, place()));
      return {
        ours: (median(ours) * 1000) / callsAtOnce,
        peer: median(peer) * 1000,
        n: peer.length,
        note: `one call against one statement and its way there and back, ${engine}; ${bench.size()} areas; ${checked} answers agreed`,
      };
    },
  },
  {
    name: 'verdict.bulk',
    unit: 'per second',
    run: async (bench) => {
      const coverage = bench.coverage();
      const kinds = {
        'surveyed points': drawPoints(3_000, 0, bench.places(), coverage.extent),
        'points within 20 m': drawPoints(1_500, 20, bench.places(), coverage.extent),
        blocks: drawPolygons('block', 'wavy', 1_500, bench.places(), coverage.extent),
      };
      const speeds: string[] = [];
      let [all, seconds] = [0, 0];
      for (const [kind, drawn] of Object.entries(kinds)) {
        const judge = () => {
          for (const { feature } of drawn)
            resolve(coverage, feature, { rules: defaultRules, duties: () => [], detail: false });
        };
        judge();
        const took = (await milliseconds(judge)) / 1000;
        speeds.push(`${drawn.length} ${kind} at ${rounded(drawn.length / took)} per second`);
        all += drawn.length;
        seconds += took;
      }
      return {
        ours: all / seconds,
        peer: null,
        n: all,
        note: `whole resolve without shapes and moves; ${speeds.join(', ')}; ${bench.size()} areas`,
      };
    },
  },
];

/** Codes of the finest areas at a place, by the database. */
async function askPlace(bench: Bench, [lon, lat]: Lonlat): Promise<readonly string[]> {
  const { database, edition } = await bench.stored();
  const rows = await database.sql<{ code: string }[]>`
    select code from boundary
    where edition_id = ${edition} and leaf is not null
      and st_intersects(shape, st_setsrid(st_makepoint(${lon}, ${lat}), 4326))`;
  return rows.map(({ code }) => code).sort();
}

/** Throws at the first place that the database finds in other areas than we do, unless it lies on a line. */
async function checkPlaces(bench: Bench, places: readonly Lonlat[]): Promise<void> {
  const { database, edition } = await bench.stored();
  const coverage = bench.coverage();
  const found = coverage.locateAll(Float64Array.from(places.flat()));
  for (const [i, place] of places.entries()) {
    const [ours, theirs] = [coverage.locate(...place), await askPlace(bench, place)];
    const together = coverage.leaves[found[i] ?? -1];
    const same =
      ours.join() === theirs.join() && (together === undefined ? ours.length === 0 : ours.includes(together));
    if (same) continue;
    const [near] = await database.sql`
      select 1 from boundary
      where edition_id = ${edition} and leaf is not null
        and st_dwithin(st_boundary(shape), st_setsrid(st_makepoint(${place[0]}, ${place[1]}), 4326), ${onLine})
        and shape && st_expand(st_setsrid(st_makepoint(${place[0]}, ${place[1]}), 4326), ${onLine})`;
    if (!near)
      throw new Error(
        `place ${place.join(', ')}: ${ours.join(' ') || 'nowhere'} here, ${theirs.join(' ') || 'nowhere'} by the peer`,
      );
  }
}
