import { setImmediate as immediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import { type Calendar, createCalendar } from '../../geodata/analysis/calendar.ts';
import {
  firstFrom,
  type IncidentColumns,
  type Kind,
  kinds,
  type Outcome,
  outcomes,
  type Source,
  sources,
  unitsPerDegree,
} from '../../geodata/analysis/incidents.ts';
import {
  bytesFor,
  changeOf,
  makeSums,
  outgrown,
  type Sums,
  withChanges,
} from '../../geodata/analysis/sums/sums.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { dayIn } from '../calendar.ts';

const incidentsFile = fileURLToPath(new URL('./incidents.sql', import.meta.url));

/** Rows read at once. */
const batch = 20_000;

/** What an incident can be about. */
export interface Category {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: Kind;
}

/**
 * All incidents of the city as columns, on the lines of one edition: `area` is an index of `coverage.leaves`. A cache of
 * the table `incident` and never more: a test holds them equal.
 */
export interface CityColumns extends IncidentColumns {
  readonly edition: number;
  readonly coverage: Coverage;
  readonly timeZone: string;
  readonly calendar: Calendar;
  readonly categories: readonly Category[];
  /** Number of the incident in each row. */
  readonly id: Float64Array;
  /** What most questions are answered from; null until `withSums` has made them. */
  readonly sums: Sums | null;
}

/** One incident as it is read. */
export interface IncidentRow {
  readonly id: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly category: string;
  readonly source: Source;
  readonly kind: Kind;
  readonly outcome: Outcome;
  readonly returned: boolean;
  readonly longitude: number;
  readonly latitude: number;
}

export const readCategories = (sql: Sql): Promise<Category[]> =>
  sql<Category[]>`select code, name, name_en as "nameEn", kind from category order by code`;

/** Reads incidents in the order of their numbers: all of them, or those of some numbers. */
export async function readIncidents(
  sql: Sql,
  ids: readonly string[] | null,
  onRows: (rows: readonly IncidentRow[]) => void,
): Promise<void> {
  for (let after = '0'; ; ) {
    const rows = await sql.file<IncidentRow[]>(incidentsFile, [after, batch, ids && [...ids]]);
    onRows(rows);
    if (rows.length < batch) return;
    after = String(rows.at(-1)?.id ?? after);
  }
}

/** Columns without a row, for an edition. */
export function emptyColumns(
  coverage: Coverage,
  timeZone: string,
  categories: readonly Category[],
): CityColumns {
  const columns = room(0);
  const today = dayIn(timeZone, new Date(0));
  return {
    ...columns,
    edition: coverage.edition,
    coverage,
    timeZone,
    calendar: createCalendar(today, today, timeZone),
    categories,
    sums: null,
  };
}

/** The same columns with sums that are not outgrown. They are made in stretches, and others have their turn between. */
export async function withSums(columns: CityColumns): Promise<CityColumns> {
  if (columns.sums !== null && !outgrown(columns.sums)) return columns;
  const { coverage, calendar, categories } = columns;
  const areaOf = partiesOf(coverage);
  // One incident with a date of long ago would make them larger than all else: then the columns are read as they are.
  if (bytesFor(areaOf, calendar.days, categories.length) > mostBytes) return { ...columns, sums: null };
  const making = makeSums(columns, calendar, areaOf, categories.length);
  for (let step = making.next(); ; step = making.next()) {
    if (step.done) return { ...columns, sums: step.value };
    await immediate();
  }
}

/** Bytes that sums may take: a dozen years of a city of 343 subdistricts. */
const mostBytes = 512e6;

/** Number of the subdistrict that each finest area lies in; of the district, where there is none between. */
function partiesOf(coverage: Coverage): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(coverage.leaves, (leaf) => {
    const code = coverage.ancestorAt(leaf, 'subdistrict') ?? coverage.ancestorAt(leaf, 'district') ?? leaf;
    const number = numbers.get(code) ?? numbers.size;
    numbers.set(code, number);
    return number;
  });
}

/**
 * The same columns with the rows of some incidents put in the place of what was known of them; those without a row are
 * taken out. The columns given are left as they are: whoever reads them reads on.
 */
export function replaceRows(
  columns: CityColumns,
  ids: ReadonlySet<number>,
  rows: readonly IncidentRow[],
): CityColumns {
  const { coverage } = columns;
  const sorted = [...rows].sort((a, b) => a.time - b.time || a.id - b.id);
  const areas = coverage.locateAll(Float64Array.from(sorted.flatMap((row) => [row.longitude, row.latitude])));
  const numbers = new Map(columns.categories.map(({ code }, index) => [code, index]));
  const gone = ids.size === 0 ? [] : rowsOfIds(columns, ids);
  const made = room(columns.count - gone.length + sorted.length);
  const come: number[] = [];
  let [from, next] = [0, 0];
  for (let to = 0; to < made.count; ) {
    while (from < columns.count && ids.has(columns.id[from] ?? -1)) from++;
    const row = sorted[next];
    const second = row === undefined ? Number.POSITIVE_INFINITY : Math.floor(row.time);
    if (from < columns.count && (columns.time[from] ?? 0) <= second) {
      const end = runEnd(columns, ids, from, second);
      for (const name of names)
        (made[name] as Uint32Array).set(columns[name].subarray(from, end) as never, to);
      to += end - from;
      from = end;
    } else if (row !== undefined) {
      made.id[to] = row.id;
      made.time[to] = second;
      made.category[to] = numbers.get(row.category) ?? 0;
      made.kind[to] = kinds.indexOf(row.kind);
      made.source[to] = sources.indexOf(row.source);
      made.outcome[to] = outcomes.indexOf(row.outcome);
      made.returned[to] = row.returned ? 1 : 0;
      made.area[to] = areas[next] ?? -1;
      made.longitude[to] = Math.round(row.longitude * unitsPerDegree);
      made.latitude[to] = Math.round(row.latitude * unitsPerDegree);
      come.push(to);
      to++;
      next++;
    }
  }
  const sums =
    columns.sums &&
    withChanges(columns.sums, [
      ...gone.map((row) => changeOf(columns, row, -1)),
      ...come.map((row) => changeOf(made, row, 1)),
    ]);
  return { ...columns, ...made, calendar: calendarOf(made, columns), sums };
}

const names = [
  'id',
  'time',
  'category',
  'kind',
  'source',
  'outcome',
  'returned',
  'area',
  'longitude',
  'latitude',
] as const;

const room = (count: number) => ({
  count,
  id: new Float64Array(count),
  time: new Uint32Array(count),
  category: new Uint8Array(count),
  kind: new Uint8Array(count),
  source: new Uint8Array(count),
  outcome: new Uint8Array(count),
  returned: new Uint8Array(count),
  area: new Int32Array(count),
  longitude: new Int32Array(count),
  latitude: new Int32Array(count),
});

/** End of the rows from `from` on that stay as they are and are not later than `second`. */
function runEnd(columns: CityColumns, ids: ReadonlySet<number>, from: number, second: number): number {
  const last = second === Number.POSITIVE_INFINITY ? columns.count : firstFrom(columns, second + 1);
  if (ids.size === 0) return last;
  let end = from;
  while (end < last && !ids.has(columns.id[end] ?? -1)) end++;
  return end;
}

function rowsOfIds({ id, count }: CityColumns, ids: ReadonlySet<number>): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (ids.has(id[row] ?? -1)) rows.push(row);
  return rows;
}

/** The days from the first incident to the last; as they were where these have not changed. */
function calendarOf(made: Pick<IncidentColumns, 'count' | 'time'>, before: CityColumns): Calendar {
  const { timeZone, calendar } = before;
  if (made.count === 0) return calendar;
  const day = (row: number) => dayIn(timeZone, new Date((made.time[row] ?? 0) * 1000));
  const [first, last] = [day(0), day(made.count - 1)];
  const next = createCalendar(first, last, timeZone);
  return next.first === calendar.first && next.days === calendar.days ? calendar : next;
}
