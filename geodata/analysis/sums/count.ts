import { type Calendar, dayAt, daysBetween, hourOfWeek } from '../calendar.ts';
import type { Choice } from '../choice.ts';
import type { IncidentColumns } from '../incidents.ts';
import type { Grouping, Tally } from '../tally.ts';
import { type Asked, type Counts, coarse, masked } from './asked.ts';
import { type Facet, planesOf } from './day-sums.ts';
import { addPlanes } from './planes.ts';
import { scanShelves } from './scan.ts';
import { type Change, type Sums, traitMask } from './sums.ts';

/** What is to be counted, beside the choice. */
export interface Wanted {
  readonly choice: Choice;
  /** By finest area. */
  readonly grouping: Grouping;
  /** Hours of the week with a 1, of 168; null for all. */
  readonly hours: Uint8Array | null;
  /** Points of the series of each group; none for groups finer than the sums’ areas. */
  readonly buckets: number;
}

/**
 * The same counts as `tally`, out of the sums: `columns` and `calendar` are those of now, and are read only for the parts
 * of days that a point of a series begins or ends in. Null for what sums by day cannot answer: a choice that does not
 * begin and end at midnight, and a series by parts of hours, or over days on which clocks are changed, of what running
 * totals do not answer.
 */
export function countBySums(
  columns: IncidentColumns,
  calendar: Calendar,
  sums: Sums,
  { choice, grouping, hours, buckets }: Wanted,
): Tally | null {
  const [first, end] = [midnightIn(sums.calendar, choice.from), midnightIn(sums.calendar, choice.until)];
  if (first === null || end === null || grouping.by === 'row') return null;
  const facets = facetsOf(choice);
  const [facet = null] = facets;
  const groupOf = coarse(grouping.groupOf, sums);
  const asked: Asked = {
    choice,
    hours,
    leafGroup: grouping.groupOf,
    groups: grouping.groups,
    buckets: groupOf === null ? 0 : buckets,
    first,
    end: Math.max(first, end),
    offset: daysBetween(calendar.first, sums.calendar.first),
    traits: traitMask(choice.kinds, choice.sources, choice.outcomes),
    planes: facets.length > 1 ? null : planesOf(sums.byDay, facet, facet && masked(choice, facet)),
    facet,
    groupOf,
    within: choice.areas && coarse(choice.areas, sums),
  };
  const found: Counts = {
    groups: new Int32Array(grouping.groups + 1),
    series: new Int32Array((grouping.groups + 1) * asked.buckets),
    hours: new Int32Array(168),
    days: new Int32Array(calendar.days),
    categories: new Int32Array(sums.categories),
  };
  const done = addPlanes(columns, sums, asked, found);
  const byTheHour =
    ((choice.until - choice.from) / asked.buckets) % 3600 === 0 && sums.calendar.changes.size === 0;
  if (asked.buckets > 0 && !done.groups && !byTheHour) return null;
  scanShelves(sums, asked, found, done);
  for (const change of sums.changes) addChange(change, calendar, sums, asked, found, done.groups);
  return tallyOf(found, asked);
}

/** Place of an instant among a calendar’s midnights, 0 for all before and the last for all after; null for one between two. */
function midnightIn(calendar: Calendar, instant: number): number | null {
  const { starts, days } = calendar;
  if (instant <= (starts[0] ?? 0)) return 0;
  if (instant >= (starts[days] ?? 0)) return days;
  const day = dayAt(calendar, instant);
  return starts[day] === instant ? day : null;
}

/** What a choice narrows, areas apart. */
const facetsOf = (choice: Choice): Facet[] =>
  (['category', 'kind', 'source', 'outcome'] as const).filter((facet) => masked(choice, facet) !== null);

/** Counts what has changed since the sums were made; a series out of planes has looked at that itself. */
function addChange(
  change: Change,
  calendar: Calendar,
  sums: Sums,
  asked: Asked,
  found: Counts,
  seriesDone: boolean,
): void {
  const { choice, hours, buckets, traits } = asked;
  const { time, sign, category, trait, area } = change;
  if (choice.categories !== null && choice.categories[category] !== 1) return;
  if (traits !== null && traits[trait] !== 1) return;
  if (choice.areas !== null && choice.areas[area] !== 1) return;
  const known = holds(sums.calendar, time) ? sums.calendar : calendar;
  const hour = hourOfWeek(known, dayAt(known, time), time);
  const inHours = hours === null || hours[hour] === 1;
  if (inHours && holds(calendar, time)) bump(found.days, dayAt(calendar, time), sign);
  if (time < choice.from || time >= choice.until) return;
  bump(found.hours, hour, sign);
  if (!inHours) return;
  bump(found.categories, category, sign);
  const group = asked.leafGroup[area] ?? -1;
  const place = group < 0 ? asked.groups : group;
  bump(found.groups, place, sign);
  if (buckets === 0 || seriesDone) return;
  const along = (time - choice.from) / ((choice.until - choice.from) / buckets);
  bump(found.series, place * buckets + Math.min(buckets - 1, Math.floor(along)), sign);
}

const bump = (counts: Int32Array, place: number, by: number): void => {
  counts[place] = (counts[place] ?? 0) + by;
};

const holds = ({ starts, days }: Calendar, instant: number): boolean =>
  instant >= (starts[0] ?? 0) && instant < (starts[days] ?? 0);

function tallyOf({ groups, series, hours, days, categories }: Counts, asked: Asked): Tally {
  const unsigned = ({ buffer }: Int32Array, length: number) => new Uint32Array(buffer, 0, length);
  return {
    total: categories.reduce((sum, count) => sum + count, 0),
    outside: groups[asked.groups] ?? 0,
    groups: unsigned(groups, asked.groups),
    series: unsigned(series, asked.groups * asked.buckets),
    buckets: asked.buckets,
    hours: unsigned(hours, hours.length),
    days: unsigned(days, days.length),
    categories: unsigned(categories, categories.length),
  };
}
