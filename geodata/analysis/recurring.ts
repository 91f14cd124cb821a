// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { metresPerRadian, radiansPerDegree } from '../topology/ellipsoid.ts';

/** Incidents as columns, in any order: degrees, milliseconds, and any number for what they are about. */
export interface Reports {
  readonly lon: ArrayLike<number>;
  readonly lat: ArrayLike<number>;
  readonly time: ArrayLike<number>;
  readonly category: ArrayLike<number>;
}

export interface RecurringOptions {
  /** Metres from the middle of a place to what belongs to it. */
  readonly distance: number;
  /** Milliseconds within which one more counts as "again". */
  readonly window: number;
  /** Fewer reports than this make no recurring place; at least 2. */
  readonly least: number;
  /** Until when was looked, in milliseconds. */
  readonly until: number;
}

/** A place to which the same matter comes back. */
export interface RecurringPlace {
  readonly category: number;
  /** The report that most others lie around: the middle of the place. */
  readonly centre: number;
  /** Its reports in order of time. */
  readonly reports: readonly number[];
  /** Reports a day: those after the first, over the time since it, which counts as one window at least. */
  readonly rate: number;
  /** When the next would come if it came after the mean time between them; milliseconds. It may have gone by. */
  readonly next: number;
}

/**
 * Finds places where reports of one category come again, those first from which the most are expected, then those with
 * the most reports, then the latest.
 *
 * Within a category the report with the most others within `distance` becomes the middle of a place and takes all of them
 * that no other place has taken; then the next does: a place is never wider than twice the distance, however long a row of
 * reports runs along a street. Of reports equally surrounded the earliest comes first, then the one listed first. Of a
 * place only those after its last pause longer than `window` count.
 */
export function recurringPlaces(
  reports: Reports,
  { distance, window, least, until }: RecurringOptions,
): RecurringPlace[] {
  const { time, category } = reports;
  const places: RecurringPlace[] = [];
  for (const group of byCategory(category)) {
    const near = neighboursWithin(reports, group, distance);
    const order = group
      .map((_, g) => g)
      .sort(
        (a, b) =>
          near[b]!.length - near[a]!.length || time[group[a]!]! - time[group[b]!]! || group[a]! - group[b]!,
      );
    const taken = new Uint8Array(group.length);
    for (const middle of order) {
      if (taken[middle]) continue;
      const members = [middle, ...near[middle]!.filter((g) => !taken[g])];
      for (const g of members) taken[g] = 1;
      if (members.length < least) continue;
      const run = lastRun(
        members.map((g) => group[g]!).sort((a, b) => time[a]! - time[b]! || a - b),
        time,
        window,
      );
      if (run.length < least) continue;
      const [first, last] = [time[run[0]!]!, time[run.at(-1)!]!];
      places.push({
        category: category[run[0]!]!,
        centre: group[middle]!,
        reports: run,
        rate: ((run.length - 1) * day) / Math.max(until - first, window),
        next: last + (last - first) / (run.length - 1),
      });
    }
  }
  return places.sort(
    (a, b) =>
      b.rate - a.rate ||
      b.reports.length - a.reports.length ||
      time[b.reports.at(-1)!]! - time[a.reports.at(-1)!]! ||
      a.centre - b.centre,
  );
}

const day = 86_400_000;

function byCategory(category: ArrayLike<number>): number[][] {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < category.length; i++) {
    const group = groups.get(category[i]!);
    if (group) group.push(i);
    else groups.set(category[i]!, [i]);
  }
  return [...groups.values()];
}

/** For each of a group the places in the group of the others within some metres. */
function neighboursWithin({ lon, lat }: Reports, group: readonly number[], distance: number): number[][] {
  const farthest = group.reduce((most, i) => Math.max(most, Math.abs(lat[i]!)), 0);
  // Cells no narrower than the distance where degrees of longitude are shortest.
  const { north: perRadian, east: narrowest } = metresPerRadian(Math.min(farthest, 89));
  const [column, row] = [
    distance / (narrowest * radiansPerDegree),
    (1.02 * distance) / (perRadian * radiansPerDegree),
  ];
  const cellOf = (i: number): [number, number] => [Math.floor(lon[i]! / column), Math.floor(lat[i]! / row)];
  const cells = new Map<string, number[]>();
  group.forEach((i, g) => {
    const key = cellOf(i).join(' ');
    const held = cells.get(key);
    if (held) held.push(g);
    else cells.set(key, [g]);
  });
  return group.map((i, g) => {
    const [x, y] = cellOf(i);
    const found: number[] = [];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const other of cells.get(`${x + dx} ${y + dy}`) ?? []) {
          if (other === g) continue;
          const j = group[other]!;
          const { north, east } = metresPerRadian((lat[i]! + lat[j]!) / 2);
          const [across, up] = [
            (lon[j]! - lon[i]!) * east * radiansPerDegree,
            (lat[j]! - lat[i]!) * north * radiansPerDegree,
          ];
          if (across * across + up * up <= distance * distance) found.push(other);
        }
    return found;
  });
}

/** What comes after the last pause longer than the window. */
function lastRun(ordered: readonly number[], time: ArrayLike<number>, window: number): readonly number[] {
  let first = ordered.length - 1;
  while (first > 0 && time[ordered[first]!]! - time[ordered[first - 1]!]! <= window) first--;
  return ordered.slice(first);
}
