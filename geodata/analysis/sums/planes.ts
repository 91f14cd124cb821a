// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { dayAt } from '../calendar.ts';
import { firstFrom, type IncidentColumns } from '../incidents.ts';
import { type Asked, type Counts, type Done, masked } from './asked.ts';
import { addRow, type Planes } from './day-sums.ts';
import type { Change, Sums } from './sums.ts';

/** Counts all that running totals answer. */
export function addPlanes(columns: IncidentColumns, sums: Sums, asked: Asked, found: Counts): Done {
  const { planes, hours, groupOf, facet } = asked;
  if (planes === null) return { groups: false, hours: false, days: false, categories: false };
  const everywhere = asked.choice.areas === null;
  const byArea = everywhere || asked.within !== null;
  const done = {
    groups: hours === null && groupOf !== null && byArea,
    hours: everywhere,
    days: (hours === null && byArea) || everywhere,
    categories: hours === null && (everywhere || (byArea && (facet === null || facet === 'category'))),
  };
  const { width, hoursAt, categoriesAt } = sums.byDay;
  const between = new Int32Array(width);
  addBetween(sums, planes, asked, { first: 0, end: width }, between);
  if (done.groups) {
    const places = placesOf(sums, asked);
    for (let area = 0; area < sums.areas; area++)
      if (places[area]! >= 0) found.groups[places[area]!]! += between[area]!;
    if (asked.buckets > 0) addSeries(columns, sums, planes, asked, places, found.series);
  }
  if (done.hours) found.hours.set(between.subarray(hoursAt, categoriesAt));
  if (done.days) addDays(sums, planes, asked, found.days);
  if (done.categories && everywhere) found.categories.set(between.subarray(categoriesAt, width));
  if (done.categories && !everywhere) addCategories(sums, asked, found.categories);
  return done;
}

/** Adds what lies between the first midnight of a question and the last. */
function addBetween(
  { byDay }: Sums,
  planes: Planes,
  { first, end }: Asked,
  part: { readonly first: number; readonly end: number },
  into: Int32Array,
): void {
  addRow(byDay, planes, end, part, 1, into);
  addRow(byDay, planes, first, part, -1, into);
}

/** Place of the group of each coarse area, one after the last for no group; -1 for those that are not chosen. */
function placesOf({ areas }: Sums, { groupOf, within, choice, groups }: Asked): Int32Array {
  return Int32Array.from({ length: areas }, (_, area) => {
    if (choice.areas !== null && within![area] !== 1) return -1;
    const group = groupOf![area]!;
    return group < 0 ? groups : group;
  });
}

/**
 * Counts each group by points of equal length. A point that begins or ends within a day takes the sums of the midnight
 * that is nearest by rows, and the rows between that and its end out of the columns.
 */
function addSeries(
  columns: IncidentColumns,
  sums: Sums,
  planes: Planes,
  asked: Asked,
  places: Int32Array,
  series: Int32Array,
): void {
  const { byDay, areas, areaOf } = sums;
  const { area } = columns;
  const { choice, buckets } = asked;
  const part = { first: 0, end: areas };
  const facetMask = asked.facet && masked(choice, asked.facet);
  const facetOf = asked.facet && columns[asked.facet];
  const changes = sums.changes.filter((change) => fits(change, asked));
  let before = new Int32Array(areas);
  addRow(byDay, planes, asked.first, part, 1, before);
  addChangesBefore(changes, choice.from, sums, before);
  for (let point = 1; point <= buckets; point++) {
    const edge = choice.from + (point * (choice.until - choice.from)) / buckets;
    const upTo = new Int32Array(areas);
    const near = nearestMidnight(columns, sums, edge);
    addRow(byDay, planes, near.midnight, part, 1, upTo);
    addChangesBefore(changes, sums.calendar.starts[near.midnight]!, sums, upTo);
    const sign = near.row < near.edgeRow ? 1 : -1;
    const [from, end] = sign > 0 ? [near.row, near.edgeRow] : [near.edgeRow, near.row];
    for (let row = from; row < end; row++) {
      if (facetMask !== null && facetMask[facetOf![row]!] !== 1) continue;
      const leaf = area[row]!;
      upTo[leaf < 0 ? areas - 1 : areaOf[leaf]!]! += sign;
    }
    for (let at = 0; at < areas; at++)
      if (places[at]! >= 0) series[places[at]! * buckets + point - 1]! += upTo[at]! - before[at]!;
    before = upTo;
  }
}

/** The midnight that is nearest to an instant by rows, with its first row and that of the instant. */
function nearestMidnight(columns: IncidentColumns, { calendar }: Sums, instant: number) {
  const day = dayAt(calendar, instant);
  const [row, nextRow] = [day, day + 1].map((at) => firstFrom(columns, calendar.starts[at]!)) as [
    number,
    number,
  ];
  const edgeRow = firstFrom(columns, instant);
  return Math.abs(edgeRow - row) <= Math.abs(nextRow - edgeRow)
    ? { midnight: day, row, edgeRow }
    : { midnight: day + 1, row: nextRow, edgeRow };
}

function addChangesBefore(
  changes: readonly Change[],
  instant: number,
  { areaOf, areas }: Sums,
  into: Int32Array,
): void {
  for (const { time, sign, area } of changes)
    if (time < instant) into[area < 0 ? areas - 1 : areaOf[area]!]! += sign;
}

/** Whether a choice takes a change, whenever it was. */
function fits({ category, trait, area }: Change, { choice, traits }: Asked): boolean {
  return (
    (choice.categories === null || choice.categories[category] === 1) &&
    (traits === null || traits[trait] === 1) &&
    (choice.areas === null || choice.areas[area] === 1)
  );
}

/** Counts each day of the sums’ calendar, as far as today’s has it. */
function addDays(sums: Sums, planes: Planes, asked: Asked, into: Int32Array): void {
  const { days, perDay, width, rows, hoursAt } = sums.byDay;
  const { hours, within, offset, choice } = asked;
  const entries = hours ?? within;
  const chosen = entries === null ? [] : [...entries.keys()].filter((entry) => entries[entry] === 1);
  const at = hours === null ? 0 : hoursAt;
  for (const { plane, sign } of planes)
    for (let day = Math.max(0, -offset); day < days && day + offset < into.length; day++) {
      let count = 0;
      if (hours === null && choice.areas === null) count = perDay[plane * days + day]!;
      else {
        const row = (plane * (days + 1) + day) * width + at;
        for (const entry of chosen) count += rows[row + width + entry]! - rows[row + entry]!;
      }
      into[day + offset]! += sign * count;
    }
}

/** Counts categories within the chosen areas: each has a plane of its own. */
function addCategories(sums: Sums, asked: Asked, into: Int32Array): void {
  const { byDay, areas, categories } = sums;
  const counts = new Int32Array(areas);
  for (let category = 0; category < categories; category++) {
    if (asked.choice.categories !== null && asked.choice.categories[category] !== 1) continue;
    counts.fill(0);
    const planes = [{ plane: byDay.planeOf.category + category, sign: 1 as const }];
    addBetween(sums, planes, asked, { first: 0, end: areas }, counts);
    for (let area = 0; area < areas; area++) if (asked.within![area] === 1) into[category]! += counts[area]!;
  }
}
