// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Asked, Counts, Done } from './asked.ts';
import { firstOn, traits as traitCount } from './shelves.ts';
import type { Sums } from './sums.ts';

/** Counts what is not done yet from the shelves, reading no more rows than the question takes, or than lie within its areas. */
export function scanShelves(sums: Sums, asked: Asked, found: Counts, done: Done): void {
  if (done.groups && done.hours && done.categories && done.days) return;
  const taken = takenBy(sums, asked);
  if (asked.choice.areas !== null) scanAreas(sums, asked, taken, found, done);
  else if (asked.planes?.length === 1 && asked.facet === null && asked.hours === null)
    // Nothing is narrowed but time: an area's count is the length of a stretch.
    scanAreas(sums, asked, taken, found, { ...done, hours: true, days: true, categories: true });
  else scanTraits(sums, asked, taken, found, done);
}

/** What is taken, as masks that are always there, and where each finest area and each hour counts. */
interface Taken {
  readonly categories: Uint8Array;
  readonly traits: Uint8Array;
  readonly hours: Uint8Array;
  /** Group by finest area, with one more for what lies outside the city; those in no group have the number after the last. */
  readonly placeOf: Int32Array;
  /** Point of the series of each hour of the days asked for, one day after the other; empty without a series. */
  readonly points: Uint8Array;
}

function takenBy(sums: Sums, asked: Asked): Taken {
  const { choice, traits, hours, leafGroup, groups } = asked;
  return {
    categories: choice.categories ?? new Uint8Array(sums.categories).fill(1),
    traits: traits ?? new Uint8Array(traitCount).fill(1),
    hours: hours ?? new Uint8Array(168).fill(1),
    placeOf: Int32Array.from({ length: leafGroup.length + 1 }, (_, leaf) => {
      const group = leafGroup[leaf] ?? -1;
      return group < 0 ? groups : group;
    }),
    points: pointsOf(sums, asked),
  };
}

function pointsOf({ calendar }: Sums, { first, end, choice, buckets }: Asked): Uint8Array {
  if (buckets === 0) return new Uint8Array();
  const length = (choice.until - choice.from) / buckets;
  const points = new Uint8Array((end - first) * 24);
  for (let day = first; day < end; day++)
    for (let hour = 0; hour < 24; hour++) {
      const along = (calendar.starts[day]! + hour * 3600 - choice.from) / length;
      points[(day - first) * 24 + hour] = Math.min(buckets - 1, Math.floor(along));
    }
  return points;
}

function scanTraits(sums: Sums, asked: Asked, taken: Taken, found: Counts, done: Done): void {
  const { days } = sums.calendar;
  const { starts } = sums.byTrait;
  const { hours, offset } = asked;
  const rows = !done.groups || !done.hours || !done.categories;
  for (let category = 0; category < sums.categories; category++) {
    if (taken.categories[category] !== 1) continue;
    for (let trait = 0; trait < traitCount; trait++) {
      if (taken.traits[trait] !== 1) continue;
      const at = (category * traitCount + trait) * days;
      if (rows) {
        const count = countTrait(sums, asked, taken, found, done, at);
        if (!done.categories) found.categories[category]! += count;
      }
      if (done.days) continue;
      for (let day = Math.max(0, -offset); day < days && day + offset < found.days.length; day++)
        found.days[day + offset]! +=
          hours === null
            ? starts[at + day + 1]! - starts[at + day]!
            : inHours(sums, taken, starts[at + day]!, starts[at + day + 1]!);
    }
  }
}

/** Counts the rows of one trait of a category, and gives back how many there are. */
function countTrait(
  { byTrait }: Sums,
  { first, end, buckets }: Asked,
  { hours, placeOf, points }: Taken,
  found: Counts,
  done: Done,
  at: number,
): number {
  const { starts, leaf, hour } = byTrait;
  const { groups, series } = found;
  const byHour = done.hours ? new Int32Array(168) : found.hours;
  const drawn = !done.groups && buckets > 0;
  let count = 0;
  if (!drawn) {
    for (let row = starts[at + first]!; row < starts[at + end]!; row++) {
      const of = hour[row]!;
      byHour[of]!++;
      if (hours[of] === 0) continue;
      count++;
      if (!done.groups) groups[placeOf[leaf[row]!]!]!++;
    }
    return count;
  }
  let until = starts[at + first]!;
  for (let day = first; day < end; day++) {
    const from = until;
    until = starts[at + day + 1]!;
    const pointsAt = (day - first) * 24;
    for (let row = from; row < until; row++) {
      const of = hour[row]!;
      byHour[of]!++;
      if (hours[of] === 0) continue;
      count++;
      const place = placeOf[leaf[row]!]!;
      groups[place]!++;
      series[place * buckets + points[pointsAt + (of % 24)]!]!++;
    }
  }
  return count;
}

function inHours({ byTrait }: Sums, { hours }: Taken, from: number, end: number): number {
  let count = 0;
  for (let row = from; row < end; row++) count += hours[byTrait.hour[row]!]!;
  return count;
}

function scanAreas(sums: Sums, asked: Asked, taken: Taken, found: Counts, done: Done): void {
  const { starts, day } = sums.byArea;
  const { areas } = asked.choice;
  for (let leaf = 0; leaf < starts.length - 1; leaf++) {
    if (areas !== null && areas[leaf] !== 1) continue;
    const [from, end] = [starts[leaf]!, starts[leaf + 1]!];
    if (from === end) continue;
    const first = firstOn(day, from, end, asked.first);
    const until = firstOn(day, first, end, asked.end);
    if (areas === null) found.groups[taken.placeOf[leaf]!]! += until - first;
    else countArea(sums, asked, taken, found, done, { leaf, first, until });
    if (!done.days) countDays(sums, taken, found.days, { from, end, offset: asked.offset });
  }
}

function countArea(
  { byArea }: Sums,
  { buckets, first: firstDay }: Asked,
  { categories, traits, hours, placeOf, points }: Taken,
  found: Counts,
  done: Done,
  { leaf, first, until }: { readonly leaf: number; readonly first: number; readonly until: number },
): void {
  const { category, trait, hour, day } = byArea;
  const place = placeOf[leaf]!;
  const byHour = done.hours ? new Int32Array(168) : found.hours;
  const byCategory = done.categories ? new Int32Array(categories.length) : found.categories;
  const drawn = !done.groups && buckets > 0;
  let count = 0;
  for (let row = first; row < until; row++) {
    if ((categories[category[row]!]! & traits[trait[row]!]!) === 0) continue;
    const of = hour[row]!;
    byHour[of]!++;
    if (hours[of] === 0) continue;
    byCategory[category[row]!]!++;
    count++;
    if (drawn) found.series[place * buckets + points[(day[row]! - firstDay) * 24 + (of % 24)]!]!++;
  }
  if (!done.groups) found.groups[place]! += count;
}

function countDays(
  { byArea }: Sums,
  { categories, traits, hours }: Taken,
  days: Int32Array,
  { from, end, offset }: { readonly from: number; readonly end: number; readonly offset: number },
): void {
  const { category, trait, hour, day } = byArea;
  for (let row = from; row < end; row++) {
    if ((categories[category[row]!]! & traits[trait[row]!]! & hours[hour[row]!]!) === 0) continue;
    const at = day[row]! + offset;
    if (at >= 0 && at < days.length) days[at]!++;
  }
}
