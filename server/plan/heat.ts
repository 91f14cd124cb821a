import { midnightOf, nameOfDay } from '../../geodata/analysis/calendar.ts';
import { hoursOf } from '../../geodata/analysis/hours.ts';
import { type Rate, rateOf } from '../../geodata/analysis/rate.ts';
import { earlierSpan } from '../../geodata/analysis/span.ts';
import { countBySums, type Wanted } from '../../geodata/analysis/sums/count.ts';
import { type Tally, tally } from '../../geodata/analysis/tally.ts';
import type { CityColumns } from './columns.ts';
import type { Asked, Measure } from './filter.ts';
import type { Places } from './places.ts';

/** Points of a row's sparkline. */
const buckets = 24;

/** The figures of a filter by area. */
export interface Heat {
  readonly edition: number;
  /** First day and the day after the last. */
  readonly from: string;
  readonly to: string;
  readonly within: string | null;
  readonly partly: boolean;
  readonly total: number;
  /** Of these, how many lie in no area of the level. */
  readonly outside: number;
  readonly rows: readonly HeatRow[];
  /** By hour of the week, Monday 0–1 first. */
  readonly hours: readonly number[];
  /** By day, from the first that has an incident, whichever days are asked for. */
  readonly days: { readonly first: string; readonly counts: readonly number[] };
  readonly categories: readonly { readonly code: string; readonly count: number }[];
  /** The same for what it is set beside; null where nothing is. */
  readonly earlier: { readonly from: string; readonly to: string; readonly total: number } | null;
}

export interface HeatRow {
  readonly code: string;
  readonly count: number;
  readonly rate: Rate | null;
  /** Counts in equal parts of the time; none for areas finer than subdistricts. */
  readonly series: readonly number[];
  /** Count in the time it is set beside; null where nothing is. */
  readonly earlier: number | null;
}

/** Counts by area of a level, hour of the week, day and category. */
export function heatOf(
  columns: CityColumns,
  asked: Asked,
  places: Places,
  {
    measure,
    compare,
    hours,
  }: {
    readonly measure: Measure;
    readonly compare?: 'previous' | 'year' | undefined;
    readonly hours?: string | undefined;
  },
): Heat {
  const chosenHours = hoursOf(hours);
  const now = count(columns, { choice: asked.choice, grouping: places, hours: chosenHours, buckets });
  const span = compare === undefined ? null : earlierSpan(asked, compare);
  const before =
    span === null
      ? null
      : count(columns, {
          choice: {
            ...asked.choice,
            from: midnightOf(span.from, columns.timeZone),
            until: midnightOf(span.to, columns.timeZone),
          },
          grouping: places,
          hours: chosenHours,
          buckets: 0,
        });
  const { within } = asked;
  return {
    edition: columns.edition,
    from: asked.from,
    to: asked.to,
    within: asked.within,
    partly: asked.partly,
    total: now.total,
    outside: now.outside,
    rows: places.places.flatMap((place, group) =>
      within !== null && !columns.coverage.pathOf(place.code).includes(within)
        ? []
        : [
            {
              code: place.code,
              count: now.groups[group] ?? 0,
              rate: rateOf(now.groups[group] ?? 0, measure, place),
              series: [...now.series.subarray(group * now.buckets, (group + 1) * now.buckets)],
              earlier: before === null ? null : (before.groups[group] ?? 0),
            },
          ],
    ),
    hours: [...now.hours],
    days: { first: nameOfDay(columns.calendar, 0), counts: [...now.days] },
    categories: columns.categories.map(({ code }, index) => ({ code, count: now.categories[index] ?? 0 })),
    earlier: span === null || before === null ? null : { ...span, total: before.total },
  };
}

/** From the sums where they answer; the rest is read off the columns. */
function count(columns: CityColumns, wanted: Wanted): Tally {
  const { calendar, sums, categories } = columns;
  const counted = sums && countBySums(columns, calendar, sums, wanted);
  if (counted !== null) return counted;
  const { choice, grouping, hours } = wanted;
  const sizes = { buckets: wanted.buckets, categories: categories.length };
  return tally(columns, calendar, choice, grouping, { group: null, hours }, sizes);
}
