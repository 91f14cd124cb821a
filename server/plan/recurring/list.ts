// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { chooseRows } from '../../../geodata/analysis/choice.ts';
import { outcomes, unitsPerDegree } from '../../../geodata/analysis/incidents.ts';
import { poissonInterval } from '../../../geodata/analysis/interval.ts';
import type { RecurringPlace } from '../../../geodata/analysis/recurring.ts';
import type { CityColumns } from '../columns.ts';
import type { Asked } from '../filter.ts';
import type { PlanThread } from '../thread.ts';
import type { ReportRow } from './store.ts';
import type { TakenUpRow } from './taken-up.ts';
import type { RecurringView } from './view.ts';

export interface RecurringRules {
  /** Metres. */
  readonly distance: number;
  /** Days. */
  readonly window: number;
  readonly least: number;
}

const secondsPerDay = 86_400;
/** Days for which the list says how many are expected. */
const ahead = 30;

/** Recurring places of a filter, each report a row of the columns; the search is done in the planner's thread. */
export async function findRecurring(
  columns: CityColumns,
  { choice }: Asked,
  { distance, window, least }: RecurringRules,
  { thread, now }: { readonly thread: PlanThread; readonly now: number },
): Promise<{ readonly total: number; readonly places: readonly RecurringPlace[] }> {
  const rows = chooseRows(columns, choice);
  const lon = new Float64Array(rows.length);
  const lat = new Float64Array(rows.length);
  const time = new Float64Array(rows.length);
  const category = new Uint8Array(rows.length);
  rows.forEach((row, i) => {
    lon[i] = columns.longitude[row]! / unitsPerDegree;
    lat[i] = columns.latitude[row]! / unitsPerDegree;
    time[i] = columns.time[row]! * 1000;
    category[i] = columns.category[row]!;
  });
  const found = await thread.ask(
    'recurring',
    {
      reports: { lon, lat, time, category },
      // What is to come cannot have been looked at yet.
      options: {
        distance,
        window: window * secondsPerDay * 1000,
        least,
        until: Math.min(choice.until * 1000, now),
      },
    },
    [lon.buffer, lat.buffer, time.buffer, category.buffer],
  );
  const places = found.map((place) => ({
    ...place,
    centre: rows[place.centre]!,
    reports: place.reports.map((report) => rows[report]!),
  }));
  return { total: rows.length, places };
}

/** Codes of the parties that reports lie in, that with most of them first. */
export function areasOf({ area, coverage }: CityColumns, reports: readonly number[]): string[] {
  const counts = new Map<string, number>();
  for (const row of reports) {
    const party = coverage.parties[coverage.partyOfLeaf[area[row]!] ?? -1];
    if (party) counts.set(party.code, (counts.get(party.code) ?? 0) + 1);
  }
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([code]) => code);
}

/** Whether a place lies on a line between areas, or one of its reports called several. */
export const onLine = (columns: CityColumns, { reports }: RecurringPlace): boolean =>
  areasOf(columns, reports).length > 1 ||
  reports.some((row) => columns.outcome[row] === outcomes.indexOf('joint'));

/** A place in words; `window` in days, `now` in milliseconds. */
export function recurringView(
  columns: CityColumns,
  place: RecurringPlace,
  rank: number,
  known: ReadonlyMap<number, ReportRow>,
  {
    window,
    until,
    now,
    taken,
    reader,
  }: {
    readonly window: number;
    readonly until: number;
    readonly now: number;
    readonly taken: TakenUpRow | null;
    readonly reader: string;
  },
): RecurringView {
  const { coverage, categories, id, time } = columns;
  const rows = place.reports;
  const middle = known.get(id[place.centre]!);
  const { code, name, nameEn } = categories[place.category]!;
  const days = Math.max((until - time[rows[0]!]! * 1000) / (secondsPerDay * 1000), window);
  const [low, high] = poissonInterval(rows.length - 1);
  return {
    id: String(id[place.centre]),
    rank,
    place: middle?.place ?? '',
    placeEn: middle?.placeEn ?? '',
    location: [
      columns.longitude[place.centre]! / unitsPerDegree,
      columns.latitude[place.centre]! / unitsPerDegree,
    ],
    category: { code, name, nameEn },
    count: rows.length,
    expected: place.rate * ahead,
    interval: [(low * ahead) / days, (high * ahead) / days],
    times: rows.map((row) => new Date(time[row]! * 1000).toISOString()),
    next: new Date(place.next).toISOString(),
    due: place.next <= now,
    areas: areasOf(columns, rows).map((area) => {
      const found = coverage.areas.get(area);
      return { code: area, name: found?.name ?? area, nameEn: found?.nameEn ?? area };
    }),
    boundary: onLine(columns, place),
    returns: rows.reduce((sum, row) => sum + (known.get(id[row]!)?.returns ?? 0), 0),
    takenUp: taken && {
      id: taken.id,
      by: { name: taken.name, nameEn: taken.nameEn },
      at: taken.at.toISOString(),
      note: taken.note,
      mine: taken.by === reader,
      since: rows.filter((row) => time[row]! * 1000 > taken.at.getTime()).length,
    },
    incidents: rows.map((row) => ({ id: String(id[row]), number: known.get(id[row]!)?.number ?? '' })),
  };
}

export const countReports = (places: readonly RecurringPlace[]): number =>
  places.reduce((sum, { reports }) => sum + reports.length, 0);
