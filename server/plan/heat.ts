import { midnightOf, nameOfDay } from '../../geodata/analysis/calendar.ts';
import { hoursOf } from '../../geodata/analysis/hours.ts';
import { type Rate, rateOf } from '../../geodata/analysis/rate.ts';
import { earlierSpan } from '../../geodata/analysis/span.ts';
import { tally } from '../../geodata/analysis/tally.ts';
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
  const pointed = { group: null, hours: hoursOf(hours) };
  const sizes = { buckets, categories: columns.categories.length };
  const now = tally(columns, columns.calendar, asked.choice, places, pointed, sizes);
  const span = compare === undefined ? null : earlierSpan(asked, compare);
  const before =
    span === null
      ? null
      : tally(
          columns,
          columns.calendar,
          {
            ...asked.choice,
            from: midnightOf(span.from, columns.timeZone),
            until: midnightOf(span.to, columns.timeZone),
          },
          places,
          pointed,
          { ...sizes, buckets: 1 },
        );
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
              series: [...now.series.subarray(group * buckets, (group + 1) * buckets)],
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
