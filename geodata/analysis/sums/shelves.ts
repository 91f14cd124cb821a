// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Calendar, dayAt, hourOfWeek } from '../calendar.ts';
import { type IncidentColumns, kinds, outcomes, sources } from '../incidents.ts';

/**
 * The columns in the order of their finest areas, and of time within each: what lies in an area is a stretch, and what
 * lies in it between two days as well. Five bytes a row.
 */
export interface AreaShelves {
  /** First row of each finest area; then that of those outside the city, then the end. */
  readonly starts: Uint32Array;
  /** Day of the calendar. */
  readonly day: Uint16Array;
  readonly hour: Uint8Array;
  readonly category: Uint8Array;
  readonly trait: Uint8Array;
}

/**
 * The columns in the order of category and trait, and of time within both: what a filter takes are stretches of it, and
 * it reads no row that it does not take. Five bytes a row, and four for each category, trait and day.
 */
export interface TraitShelves {
  /** First row of each day of each trait of each category, then the end. */
  readonly starts: Uint32Array;
  /** Finest area; the number after the last for those outside the city. */
  readonly leaf: Uint32Array;
  readonly hour: Uint8Array;
}

/** Kind, source and outcome in one: how many such there are, and the number of one. */
export const traits = kinds.length * sources.length * outcomes.length;
export const traitOf = (kind: number, source: number, outcome: number): number =>
  (kind * sources.length + source) * outcomes.length + outcome;

export function* shelveByArea(
  columns: IncidentColumns,
  calendar: Calendar,
  leaves: number,
): Generator<void, AreaShelves> {
  const { count, category, kind, source, outcome, area } = columns;
  const leafOf = (row: number) => (area[row]! < 0 ? leaves : area[row]!);
  const starts = new Uint32Array(leaves + 2);
  for (let row = 0; row < count; row++) starts[leafOf(row) + 1]!++;
  for (let leaf = 0; leaf <= leaves; leaf++) starts[leaf + 1]! += starts[leaf]!;
  const made = {
    starts,
    day: new Uint16Array(count),
    hour: new Uint8Array(count),
    category: new Uint8Array(count),
    trait: new Uint8Array(count),
  };
  const next = starts.slice();
  for (const { row, day, hour } of dated(columns, calendar)) {
    if (row % pause === 0) yield;
    const to = next[leafOf(row)]!++;
    made.day[to] = day;
    made.hour[to] = hour;
    made.category[to] = category[row]!;
    made.trait[to] = traitOf(kind[row]!, source[row]!, outcome[row]!);
  }
  return made;
}

export function* shelveByTrait(
  columns: IncidentColumns,
  calendar: Calendar,
  leaves: number,
  categories: number,
): Generator<void, TraitShelves> {
  const { count, category, kind, source, outcome, area } = columns;
  const { days } = calendar;
  const starts = new Uint32Array(categories * traits * days + 1);
  const placeOf = (row: number, day: number) =>
    (category[row]! * traits + traitOf(kind[row]!, source[row]!, outcome[row]!)) * days + day;
  for (const { row, day } of dated(columns, calendar)) {
    if (row % pause === 0) yield;
    starts[placeOf(row, day) + 1]!++;
  }
  for (let place = 1; place < starts.length; place++) starts[place]! += starts[place - 1]!;
  yield;
  const made = { starts, leaf: new Uint32Array(count), hour: new Uint8Array(count) };
  const next = starts.slice();
  for (const { row, day, hour } of dated(columns, calendar)) {
    if (row % pause === 0) yield;
    const to = next[placeOf(row, day)]!++;
    made.leaf[to] = area[row]! < 0 ? leaves : area[row]!;
    made.hour[to] = hour;
  }
  return made;
}

/** Rows that are sorted at a stretch, before others have their turn: some milliseconds. */
const pause = 100_000;

/** Each row with its day and its hour of the week; one and the same object, filled anew. */
function* dated({ count, time }: IncidentColumns, calendar: Calendar) {
  const { starts, days } = calendar;
  const at = { row: 0, day: count > 0 ? dayAt(calendar, time[0]!) : 0, hour: 0 };
  for (; at.row < count; at.row++) {
    while (at.day < days - 1 && time[at.row]! >= starts[at.day + 1]!) at.day++;
    at.hour = hourOfWeek(calendar, at.day, time[at.row]!);
    yield at;
  }
}

/** First row of a stretch that is not before a day. */
export function firstOn(day: Uint16Array, from: number, end: number, wanted: number): number {
  let [low, high] = [from, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (day[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
