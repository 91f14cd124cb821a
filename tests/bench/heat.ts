import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Sql } from 'postgres';
import { addDays, createCalendar, midnightOf } from '../../geodata/analysis/calendar.ts';
import { type Choice, maskOf } from '../../geodata/analysis/choice.ts';
import { type IncidentColumns, unitsPerDegree } from '../../geodata/analysis/incidents.ts';
import { type Grouping, tally } from '../../geodata/analysis/tally.ts';
import { encodeWire, type Wire } from '../../geodata/analysis/wire.ts';
import { createRandom } from '../../geodata/city/random.ts';
import type { Bench } from './bench.ts';
import type { Measure } from './measure.ts';
import { median, percentile, timeRuns } from './statistics.ts';

const timeZone = 'Asia/Shanghai';
/** Seconds that the zone is ahead of UTC: it has had no summer time since 1991. */
const ahead = 28_800;
const [firstDay, days, categories] = ['2023-01-01', 1096, 32] as const;
const lastDay = addDays(firstDay, days - 1);
const calendar = createCalendar(firstDay, lastDay, timeZone);
/** Questions a planner asks one after another: from which day, for how many, which categories. */
const questions: readonly Question[] = [
  { from: 1000, days: 90, categories: [3, 4] },
  { from: 0, days: 1096, categories: null },
  { from: 365, days: 365, categories: [0, 7, 9, 20] },
  { from: 1066, days: 30, categories: null },
];
interface Question {
  readonly from: number;
  readonly days: number;
  readonly categories: readonly number[] | null;
}

/** Rows counted by subdistrict, hour of the week and category: one picture of the planner's desk. */
type Answer = (question: Question) => Promise<ReadonlyMap<string, number>>;

export const heatMeasures: readonly Measure[] = [
  heat('heat.1m.postgis', 1_000_000, 'postgis'),
  heat('heat.1m.duckdb', 1_000_000, 'duckdb'),
  heat('heat.10m.postgis', 10_000_000, 'postgis'),
  heat('heat.10m.duckdb', 10_000_000, 'duckdb'),
  {
    name: 'brush.1m',
    unit: 'ms',
    run: async (bench) => {
      const columns = columnsOf(bench, 1_000_000);
      const grouping = groupingOf(bench);
      let turn = 0;
      const times = await timeRuns(40, 10, () =>
        answerOf(columns, grouping, { from: 17 * (turn++ % 50), days: 90, categories: null }),
      );
      return {
        ours: median(times),
        peer: null,
        n: columns.count,
        note: `all pictures of the desk counted anew for another 90 days, as the browser's worker does, here in Node; p95 ${percentile(times, 95).toFixed(0)} ms`,
      };
    },
  },
  {
    name: 'wire.1m',
    unit: 'MB',
    run: async (bench) => {
      const wire = wireOf(bench, 1_000_000);
      const bytes = encodeWire(wire);
      return {
        ours: gzipSync(bytes).length / 1e6,
        peer: jsonOf(wire.columns) / 1e6,
        n: wire.columns.count,
        note: `gzipped, ${(bytes.length / 1e6).toFixed(1)} MB before; peer: the same rows as JSON, gzipped`,
      };
    },
  },
];

function heat(name: string, count: number, peer: 'postgis' | 'duckdb'): Measure {
  return {
    name,
    unit: 'ms',
    run: async (bench) => {
      const columns = columnsOf(bench, count);
      const grouping = groupingOf(bench);
      const ours: Answer = async (question) => answerOf(columns, grouping, question);
      const opened = await (peer === 'duckdb'
        ? openDuckdb(columns, grouping)
        : openPostgis(bench, columns, grouping));
      try {
        for (const question of questions) compare(await ours(question), await opened.ask(question));
        let [one, other] = [0, 0];
        const next = (turn: number) => questions[turn % questions.length] as Question;
        const oursTook = await timeRuns(12, 4, () => ours(next(one++)));
        const peerTook = await timeRuns(12, 4, () => opened.ask(next(other++)));
        return {
          ours: median(oursTook),
          peer: median(peerTook),
          n: count,
          note: `by subdistrict, hour of the week and category, ${questions.length} questions, all answers agreed; ours a scan that counts days and sparklines too; ${opened.engine}`,
        };
      } finally {
        await opened.close();
      }
    },
  };
}

/** Incidents spread as the city's are, drawn with a seed. */
function columnsOf(bench: Bench, count: number): IncidentColumns {
  return bench.keep(`columns-${count}`, () => {
    const random = createRandom(7, 'heat');
    const places = bench.places();
    const located = bench.coverage().locateAll(Float64Array.from(places.flat()));
    const [start, end] = [calendar.starts[0] ?? 0, calendar.starts[days] ?? 0];
    const columns = {
      count,
      time: Uint32Array.from({ length: count }, () => start + Math.floor(random() * (end - start))).sort(),
      category: new Uint8Array(count),
      kind: new Uint8Array(count),
      source: new Uint8Array(count),
      outcome: new Uint8Array(count),
      returned: new Uint8Array(count),
      area: new Int32Array(count),
      longitude: new Int32Array(count),
      latitude: new Int32Array(count),
    };
    for (let row = 0; row < count; row++) {
      const place = Math.floor(random() * places.length);
      const [lon = 0, lat = 0] = places[place] ?? [];
      columns.category[row] = Math.floor(categories * random() ** 2);
      columns.kind[row] = Math.floor(3 * random());
      columns.source[row] = Math.floor(6 * random() ** 2);
      columns.outcome[row] = random() < 0.9 ? 1 : 2;
      columns.area[row] = located[place] ?? -1;
      columns.longitude[row] = Math.round((lon + 0.002 * (random() - 0.5)) * unitsPerDegree);
      columns.latitude[row] = Math.round((lat + 0.002 * (random() - 0.5)) * unitsPerDegree);
    }
    return columns;
  });
}

function groupingOf(bench: Bench): Grouping {
  const coverage = bench.coverage();
  const codes = [...coverage.areas.values()].filter(({ level }) => level === 'subdistrict');
  const index = new Map(codes.map(({ code }, place) => [code, place]));
  const groupOf = Int32Array.from(
    coverage.leaves,
    (leaf) => index.get(coverage.ancestorAt(leaf, 'subdistrict') ?? '') ?? -1,
  );
  return { groupOf, groups: codes.length };
}

function wireOf(bench: Bench, count: number): Wire {
  const columns = columnsOf(bench, count);
  const { groupOf } = groupingOf(bench);
  const coverage = bench.coverage();
  const codes = [...coverage.areas.values()].flatMap(({ level, code }) =>
    level === 'subdistrict' ? [code] : [],
  );
  return {
    header: {
      edition: coverage.edition,
      count,
      first: firstDay,
      last: lastDay,
      timeZone,
      leaves: coverage.leaves.length,
      levels: { subdistrict: codes },
      categories: Array.from({ length: categories }, (_, code) => ({
        code: String(code),
        name: '',
        nameEn: '',
      })),
    },
    columns,
    groupOf: { subdistrict: groupOf },
  };
}

const choiceOf = ({ from, days: span, categories: chosen }: Question): Choice => ({
  from: midnightOf(addDays(firstDay, from), timeZone),
  until: midnightOf(addDays(firstDay, from + span), timeZone),
  categories: maskOf(categories, chosen),
  kinds: null,
  sources: null,
  outcomes: null,
  areas: null,
});

function answerOf(
  columns: IncidentColumns,
  grouping: Grouping,
  question: Question,
): ReadonlyMap<string, number> {
  const counted = tally(columns, calendar, choiceOf(question), grouping, undefined, {
    buckets: 24,
    categories,
  });
  const answer = new Map<string, number>();
  const put = (kind: string, counts: Uint32Array) =>
    counts.forEach((count, place) => {
      if (count > 0) answer.set(`${kind}${place}`, count);
    });
  put('g', counted.groups);
  put('h', counted.hours);
  put('c', counted.categories);
  return answer;
}

/** The same question to either peer; the hour of the week counts from Monday, and 1970 began on a Thursday. */
function questionIn(question: Question): string {
  const { categories: chosen } = question;
  const { from: begin, until } = choiceOf(question);
  return `
    select "group", hour, category, count(*)::int as count
    from (select "group", ((instant + ${ahead}) / 3600 + 72)::int % 168 as hour, category
          from heat where instant >= ${begin} and instant < ${until}
          ${chosen === null ? '' : `and category in (${chosen.join()})`}) taken
    group by grouping sets (("group"), (hour), (category))`;
}

interface Row {
  readonly group: number | null;
  readonly hour: number | null;
  readonly category: number | null;
  readonly count: number;
}

function readAnswer(rows: readonly Row[]): ReadonlyMap<string, number> {
  const answer = new Map<string, number>();
  for (const { group, hour, category, count } of rows)
    if (group !== null && group >= 0) answer.set(`g${group}`, count);
    else if (hour !== null) answer.set(`h${hour}`, count);
    else if (category !== null) answer.set(`c${category}`, count);
  return answer;
}

function compare(ours: ReadonlyMap<string, number>, theirs: ReadonlyMap<string, number>): void {
  for (const key of new Set([...ours.keys(), ...theirs.keys()]))
    if (ours.get(key) !== theirs.get(key))
      throw new Error(`${key}: ${ours.get(key) ?? 0} here, ${theirs.get(key) ?? 0} by the peer`);
}

const groupAt = (columns: IncidentColumns, { groupOf }: Grouping, row: number): number =>
  groupOf[columns.area[row] ?? -1] ?? -1;

async function openDuckdb(columns: IncidentColumns, grouping: Grouping) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('create table heat (instant integer, "group" integer, category integer)');
  const appender = await connection.createAppender('heat');
  for (let row = 0; row < columns.count; row++) {
    appender.appendInteger(columns.time[row] ?? 0);
    appender.appendInteger(groupAt(columns, grouping, row));
    appender.appendInteger(columns.category[row] ?? 0);
    appender.endRow();
  }
  appender.closeSync();
  const ask: Answer = async (question) =>
    readAnswer(
      // A division of whole numbers is `//` there.
      (
        await connection.runAndReadAll(questionIn(question).replace(') / 3600', ') // 3600'))
      ).getRowObjectsJS() as unknown as Row[],
    );
  return {
    ask,
    engine: 'DuckDB in memory, as many threads as cores',
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function openPostgis(bench: Bench, columns: IncidentColumns, grouping: Grouping) {
  const { database, engine } = await bench.stored();
  if (columns.count > 1_000_000 && database.engine === 'embedded')
    throw new Error('ten million rows are too many for the embedded engine; set DATABASE_URL');
  const { sql } = database;
  await sql`create table heat (instant integer not null, "group" integer not null, category smallint not null)`;
  const batch = 100_000;
  for (let first = 0; first < columns.count; first += batch)
    await insert(sql, columns, grouping, first, batch);
  await sql`create index on heat (instant)`;
  await sql`vacuum analyze heat`;
  const ask: Answer = async (question) => readAnswer(await sql.unsafe<Row[]>(questionIn(question)));
  return {
    ask,
    engine: `${engine}, GROUP BY with an index on time`,
    close: async () => {
      await sql`drop table heat`;
    },
  };
}

async function insert(
  sql: Sql,
  columns: IncidentColumns,
  grouping: Grouping,
  first: number,
  count: number,
): Promise<void> {
  const end = Math.min(columns.count, first + count);
  const rows = Array.from({ length: end - first }, (_, i) => first + i);
  await sql`
    insert into heat
    select * from unnest(${[...columns.time.subarray(first, end)]}::int[],
                         ${rows.map((row) => groupAt(columns, grouping, row))}::int[],
                         ${[...columns.category.subarray(first, end)]}::smallint[])`;
}

/** Gzipped bytes of the rows as a list of objects would travel. */
function jsonOf({
  count,
  time,
  category,
  kind,
  source,
  outcome,
  area,
  longitude,
  latitude,
}: IncidentColumns): number {
  const rows: string[] = [];
  for (let row = 0; row < count; row++)
    rows.push(
      `{"time":${time[row]},"category":${category[row]},"kind":${kind[row]},"source":${source[row]},"outcome":${outcome[row]},"area":${area[row]},"lon":${(longitude[row] ?? 0) / unitsPerDegree},"lat":${(latitude[row] ?? 0) / unitsPerDegree}}`,
    );
  return gzipSync(`[${rows.join()}]`).length;
}
