import { type Calendar, dayAt, hourOfWeek } from './calendar.ts';
import { type Choice, taking } from './choice.ts';
import { firstFrom, type IncidentColumns } from './incidents.ts';

/** How rows are put into groups: `groupOf` is the group of each finest area, or of each row; -1 for none. */
export interface Grouping {
  readonly groupOf: Int32Array;
  readonly groups: number;
  readonly by?: 'area' | 'row';
}

/** What is pointed at besides the choice: each narrows all pictures but its own. */
export interface Pointed {
  /** A group; null for all. */
  readonly group: number | null;
  /** Hours of the week with a 1, of 168; null for all. */
  readonly hours: Uint8Array | null;
}

/** Counts of one choice from every side. */
export interface Tally {
  /** Incidents that all of choice and pointing take. */
  readonly total: number;
  /** Of those that the choice takes, how many lie in no group. */
  readonly outside: number;
  /** By group, whichever group is pointed at. */
  readonly groups: Uint32Array;
  /** By group and bucket of the choice’s time, group by group, whichever group is pointed at. */
  readonly series: Uint32Array;
  readonly buckets: number;
  /** By hour of the week, whichever hours are pointed at. */
  readonly hours: Uint32Array;
  /** By day of the calendar, whichever time is chosen. */
  readonly days: Uint32Array;
  /** By category, within choice and pointing. */
  readonly categories: Uint32Array;
}

/**
 * Counts the incidents of a choice by group, hour of the week, day and category, in one pass over the columns. Days are
 * counted over the whole calendar, so that a reader sees what lies beside the chosen time.
 */
export function tally(
  columns: IncidentColumns,
  calendar: Calendar,
  choice: Choice,
  { groupOf, groups: size, by = 'area' }: Grouping,
  pointed: Pointed = { group: null, hours: null },
  sizes: { readonly buckets: number; readonly categories: number } = { buckets: 12, categories: 256 },
): Tally {
  const { buckets } = sizes;
  const groups = new Uint32Array(size);
  const series = new Uint32Array(size * buckets);
  const hours = new Uint32Array(168);
  const days = new Uint32Array(calendar.days);
  const categories = new Uint32Array(sizes.categories);
  const { time, area, category } = columns;
  const takes = taking(columns, choice);
  const perBucket = (choice.until - choice.from) / buckets;
  let [total, outside] = [0, 0];
  const first = firstFrom(columns, calendar.starts[0] ?? 0);
  let day = first < columns.count ? dayAt(calendar, time[first] ?? 0) : 0;
  let midnight = calendar.starts[day + 1] ?? Number.POSITIVE_INFINITY;
  for (let row = first; row < columns.count; row++) {
    const at = time[row] ?? 0;
    while (at >= midnight) {
      day++;
      if (day >= calendar.days) return done();
      midnight = calendar.starts[day + 1] ?? Number.POSITIVE_INFINITY;
    }
    if (!takes(row)) continue;
    const hour = hourOfWeek(calendar, day, at);
    const group = groupOf[by === 'area' ? (area[row] ?? -1) : row] ?? -1;
    const inHours = pointed.hours === null || pointed.hours[hour] === 1;
    const inGroup = pointed.group === null || pointed.group === group;
    if (inHours && inGroup) days[day] = (days[day] ?? 0) + 1;
    if (at < choice.from || at >= choice.until) continue;
    if (inHours) {
      if (group < 0) outside++;
      else {
        groups[group] = (groups[group] ?? 0) + 1;
        const cell = group * buckets + Math.min(buckets - 1, Math.floor((at - choice.from) / perBucket));
        series[cell] = (series[cell] ?? 0) + 1;
      }
    }
    if (!inGroup) continue;
    hours[hour] = (hours[hour] ?? 0) + 1;
    if (!inHours) continue;
    total++;
    const of = category[row] ?? 0;
    categories[of] = (categories[of] ?? 0) + 1;
  }
  return done();

  function done(): Tally {
    return { total, outside, groups, series, buckets, hours, days, categories };
  }
}
