import { DuckDBInstance } from '@duckdb/node-api';
import type { Sql } from 'postgres';
import type { IncidentColumns } from '../../geodata/analysis/incidents.ts';
import type { Bench } from './bench.ts';
import { choiceOf, groupingOf, heatLevels, type Question } from './heat-ground.ts';

/** Incidents counted by area, by hour of the week and by category: one picture of the planner's desk. */
export type Answer = (question: Question) => Promise<ReadonlyMap<string, number>>;

export interface Peer {
  readonly ask: Answer;
  /** What answers, in words. */
  readonly engine: string;
  readonly close: () => Promise<void>;
}

/** Seconds that the zone is ahead of UTC: it has had no summer time since 1991. */
const ahead = 28_800;
const fields = ['instant', ...heatLevels, 'category', 'kind', 'source', 'outcome'] as const;

/** The same question to either peer; the hour of the week counts from Monday, and 1970 began on a Thursday. */
function questionIn({ level, ...question }: Question, divided: '/' | '//'): string {
  const { from, until } = choiceOf({ level, ...question });
  const hour = `((instant + ${ahead}) ${divided} 3600 + 72)::int % 168`;
  const one = (name: 'kind' | 'source' | 'outcome') =>
    question[name] === undefined ? '' : `and ${name} = ${question[name]}`;
  return `
    select area, hour, category, count(*)::int as count
    from (select ${level} as area, ${hour} as hour, category
          from heat where instant >= ${from} and instant < ${until}
          ${question.categories ? `and category in (${question.categories.join()})` : ''}
          ${one('kind')} ${one('source')} ${one('outcome')}
          ${question.hours ? `and ${hour} in (${question.hours.join()})` : ''}) taken
    group by grouping sets ((area), (hour), (category))`;
}

interface Row {
  readonly area: number | null;
  readonly hour: number | null;
  readonly category: number | null;
  readonly count: number;
}

function readAnswer(rows: readonly Row[]): ReadonlyMap<string, number> {
  const answer = new Map<string, number>();
  for (const { area, hour, category, count } of rows)
    if (area !== null && area >= 0) answer.set(`g${area}`, count);
    else if (hour !== null) answer.set(`h${hour}`, count);
    else if (category !== null) answer.set(`c${category}`, count);
  return answer;
}

/** Values of a row in the order of the fields. */
function rowReader(bench: Bench, columns: IncidentColumns): (row: number) => number[] {
  const groups = heatLevels.map((level) => groupingOf(bench, level).groupOf);
  return (row) => [
    columns.time[row] ?? 0,
    ...groups.map((groupOf) => groupOf[columns.area[row] ?? -1] ?? -1),
    columns.category[row] ?? 0,
    columns.kind[row] ?? 0,
    columns.source[row] ?? 0,
    columns.outcome[row] ?? 0,
  ];
}

export async function openDuckdb(bench: Bench, columns: IncidentColumns): Promise<Peer> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`create table heat (${fields.map((name) => `${name} integer`).join()})`);
  const appender = await connection.createAppender('heat');
  const read = rowReader(bench, columns);
  for (let row = 0; row < columns.count; row++) {
    for (const value of read(row)) appender.appendInteger(value);
    appender.endRow();
  }
  appender.closeSync();
  return {
    // A division of whole numbers is `//` there.
    ask: async (question) =>
      readAnswer(
        (await connection.runAndReadAll(questionIn(question, '//'))).getRowObjectsJS() as unknown as Row[],
      ),
    engine: 'DuckDB in memory, as many threads as cores',
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

export async function openPostgis(bench: Bench, columns: IncidentColumns): Promise<Peer> {
  const { database, engine } = await bench.stored();
  if (columns.count > 1_000_000 && database.engine === 'embedded')
    throw new Error('ten million rows are too many for the embedded engine; set DATABASE_URL');
  const { sql } = database;
  await sql.unsafe(`create table heat (${fields.map((name) => `${name} integer not null`).join()})`);
  const batch = 100_000;
  const read = rowReader(bench, columns);
  for (let first = 0; first < columns.count; first += batch) await insert(sql, columns, read, first, batch);
  await sql`create index on heat (instant)`;
  await sql`vacuum analyze heat`;
  return {
    ask: async (question) => readAnswer(await sql.unsafe<Row[]>(questionIn(question, '/'))),
    engine: `${engine}, GROUP BY with an index on time`,
    close: async () => {
      await sql`drop table heat`;
    },
  };
}

async function insert(
  sql: Sql,
  columns: IncidentColumns,
  read: (row: number) => number[],
  first: number,
  count: number,
): Promise<void> {
  const rows = Array.from({ length: Math.min(columns.count - first, count) }, (_, i) => read(first + i));
  const lists = fields.map((_, field) => rows.map((row) => row[field] ?? 0));
  await sql.unsafe(
    `insert into heat select * from unnest(${fields.map((_, i) => `$${i + 1}::int[]`).join()})`,
    lists,
  );
}
