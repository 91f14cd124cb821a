import type { Sql } from 'postgres';
import { noRecords } from '../../geodata/jurisdiction/records.ts';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { readDutyList } from '../../server/duty/list.ts';
import { type BulkIncident, insertBulk } from '../../server/incident/bulk.ts';
import { type BulkPoint, judgeBulk } from '../../server/incident/bulk-judge.ts';
import { intakeLimits } from '../../server/intake/limits.ts';
import { testServer } from '../support/database.ts';
import type { Bench } from './bench.ts';
import type { Measure } from './measure.ts';
import { type Copying, createCopying } from './peers/copy.ts';
import { median, milliseconds, timeRuns } from './statistics.ts';

const rows = 50_000;
const rounds = 3;
const batch = intakeLimits.batch;
/** Of whole subdistricts the database looks at every corner for every place. */
const askedOfPeer = 2_000;
const atOnce = 200;
const warmRows = 5_000;
const until = new Date('2026-05-08T00:00:00Z');
const at = new Date('2026-05-08T00:00:00Z');

/** Incidents by the thousand: judged, and stored with their verdicts. */
export const intakeMeasures: readonly Measure[] = [
  {
    name: 'verdict.bulk.postgis',
    unit: 'µs',
    run: async (bench) => {
      const { database, edition, engine } = await bench.stored();
      const { sql } = database;
      const points = await drawPoints(bench, rows);
      const duties = await readDutyList(sql);
      const judge = () => judgeBulk(bench.coverage(), { records: noRecords, duties }, points);
      const shared = new Set(judge().map((one) => ('verdict' in one ? one.verdict : null))).size;
      const ours = await timeRuns(10, 2, judge);
      const asked = points.slice(0, askedOfPeer);
      await sql`create table place (point geometry(Point, 4326) not null)`;
      await sql`
        insert into place select st_setsrid(st_makepoint(lon, lat), 4326)
        from unnest(${asked.map(({ lon }) => lon)}::float8[], ${asked.map(({ lat }) => lat)}::float8[]) as given (lon, lat)`;
      await sql`create index on place using gist (point)`;
      await sql`vacuum analyze place`;
      // The same question as far as geometry goes: whose it is.
      const peer = await timeRuns(
        3,
        1,
        () => sql`
          select count(code)::int from place join boundary on st_intersects(shape, point)
          where edition_id = ${edition} and level = 'subdistrict'`,
      );
      await sql`drop table place`;
      return {
        ours: (median(ours) * 1000) / points.length,
        peer: (median(peer) * 1000) / asked.length,
        n: points.length,
        note: `a whole verdict against a join on ST_Intersects, ${engine}; ${shared} different verdicts but for the hash; ${bench.size()} areas`,
      };
    },
  },
  {
    name: 'import.incidents',
    unit: 'µs',
    run: async (bench) => {
      const { database, engine } = await bench.stored();
      const { sql } = database;
      const duties = await readDutyList(sql);
      const judged = (points: readonly BulkPoint[]) =>
        judgeBulk(bench.coverage(), { records: noRecords, duties }, points);
      const store = async (points: readonly BulkPoint[]) => {
        // As a file is loaded: one batch is stored while the next is judged.
        let storing: Promise<unknown> = Promise.resolve();
        for (let start = 0; start < points.length; start += batch) {
          const some = points.slice(start, start + batch);
          const incidents: BulkIncident[] = [];
          for (let from = 0; from < some.length; from += atOnce) {
            const few = some.slice(from, from + atOnce);
            const verdicts = judged(few);
            incidents.push(...few.map((point, i) => incidentOf(point, verdicts[i])));
            await new Promise(setImmediate);
          }
          await storing;
          storing = sql.begin((tx) => insertBulk(tx, incidents, { at, by: null, timeZone: 'Asia/Shanghai' }));
        }
        await storing;
      };
      const points = await drawPoints(bench, rows);
      await store(points.slice(0, warmRows));
      const copying = await copyingTo(sql);
      const ours: number[] = [];
      const peer: number[] = [];
      let used = 0;
      for (let round = 0; round < rounds; round++) {
        const before = process.cpuUsage();
        ours.push(await milliseconds(() => store(points)));
        const { user, system } = process.cpuUsage(before);
        used += (user + system) / 1000 / rounds;
        if (!copying) continue;
        const verdicts = judged(points);
        const copies = batchesOf(points.map((point, i) => incidentOf(point, verdicts[i]))).map(
          copying.prepare,
        );
        peer.push(
          await milliseconds(async () => {
            for (const copy of copies) await copy();
          }),
        );
      }
      await copying?.close();
      const took = median(ours);
      return {
        ours: (took * 1000) / rows,
        peer: copying && (median(peer) * 1000) / rows,
        n: rows,
        note: `${Math.round(rows / (took / 1000))} a second, each judged and stored with its verdict, its number and its finest area, ${batch} a transaction; surveyed points; ${copying ? 'against COPY of what is given into a table with an index of places and nothing else; ' : ''}${(used / rows).toFixed(3)} ms of this process's processor time each; ${engine}; ${bench.size()} areas`,
      };
    },
  },
];

/** The embedded engine takes no COPY from afar. */
async function copyingTo(sql: Sql): Promise<Copying | null> {
  if (!testServer) return null;
  const [row] = await sql<{ name: string }[]>`select current_database() as name`;
  return createCopying(testServer, row?.name ?? '');
}

const batchesOf = (incidents: readonly BulkIncident[]): (readonly BulkIncident[])[] =>
  Array.from({ length: Math.ceil(incidents.length / batch) }, (_, i) =>
    incidents.slice(i * batch, (i + 1) * batch),
  );

async function drawPoints(bench: Bench, count: number): Promise<BulkPoint[]> {
  const { sql } = (await bench.stored()).database;
  const codes = await sql<{ code: string }[]>`select code from category order by code`;
  return bench
    .city()
    .incidents({ count, days: 90, until, categories: codes.map(({ code }) => code) })
    .map(({ lon, lat, category, occurredAt }) => ({
      lon,
      lat,
      accuracy: 0,
      category,
      occurredAt: occurredAt.toISOString(),
    }));
}

let origin = 0;

function incidentOf(
  point: BulkPoint,
  judged: ReturnType<typeof judgeBulk>[number] | undefined,
): BulkIncident {
  if (!judged || 'refusal' in judged)
    throw new Error(`a point of the city was refused: ${point.lon}, ${point.lat}`);
  const verdict: Verdict = judged.verdict;
  return {
    category: point.category,
    occurredAt: point.occurredAt,
    accuracy: point.accuracy,
    lon: point.lon,
    lat: point.lat,
    verdict,
    shared: judged.shared,
    leaf: judged.leaf,
    source: 'hotline12345',
    place: verdict.parties[0]?.jurisdiction.name ?? '',
    placeEn: verdict.parties[0]?.jurisdiction.nameEn ?? '',
    note: '',
    sourceNumber: null,
    origin: `bench:${origin++}`,
    reporter: null,
  };
}
