import type { Line, Lonlat } from '../../geometry.ts';
import { distanceToLine, loopBetween } from './loop.ts';

/** A line that the moved one must keep clear of, and who lies behind it: null where nobody does, or it is not known. */
export interface Outer<Area> {
  readonly line: Line;
  readonly area: Area | null;
}

/** Why a line cannot be moved there, and at which place. */
export interface Fault<Area> {
  readonly fault:
    | 'short'
    | 'ends-moved'
    | 'too-many'
    | 'not-finite'
    | 'crosses-itself'
    | 'leaves'
    | 'encloses'
    | 'nothing-left';
  readonly at: Lonlat | null;
  /** The area it would run into or take in, where there is one. */
  readonly area: Area | null;
}

export interface Asked<Area> {
  readonly before: Line;
  readonly after: Line;
  /** All other lines around the two areas. */
  readonly outers: readonly Outer<Area>[];
  /** Square metres of the two areas as they are. */
  readonly areas: readonly [left: number, right: number];
}

/** Vertices of a line drawn by hand, and more than enough. */
const mostVertices = 5000;
/** Part of an area that must be left of it. */
const leastLeft = 0.02;
/** Degrees within which two positions are one: a centimetre. */
const same = 1e-7;

/**
 * The first reason why the line between two areas cannot run as asked, or null. It keeps its ends, does not cross itself,
 * and stays clear of every other line around the two, so that no third area and nothing outside the city is touched.
 */
export function findMoveFault<Area>({ before, after, outers, areas }: Asked<Area>): Fault<Area> | null {
  const fault = (name: Fault<Area>['fault'], at: Lonlat | null = null, area: Area | null = null) => ({
    fault: name,
    at,
    area,
  });
  const [start, end] = [before[0], before.at(-1)];
  const [first, last] = [after[0], after.at(-1)];
  if (!start || !end || !first || !last || after.length < 2) return fault('short');
  if (after.length > mostVertices) return fault('too-many');
  const lost = after.find(([lon, lat]) => !Number.isFinite(lon) || !Number.isFinite(lat));
  if (lost) return fault('not-finite');
  if (!isSame(start, first)) return fault('ends-moved', start);
  if (!isSame(end, last)) return fault('ends-moved', end);
  const own = selfCrossing(after);
  if (own) return fault('crosses-itself', own);
  const boxes = after.slice(1).map((to, i) => boxOf(after[i] ?? to, to));
  for (const { line, area } of outers) {
    const met = crossingOf(after, boxes, line, start, end);
    if (met) return fault('leaves', met, area);
  }
  const loop = loopBetween(before, after);
  for (const { line, area } of outers) {
    const inside = line.find(
      (at) =>
        loop.holds(at[0], at[1]) &&
        !isSame(at, start) &&
        !isSame(at, end) &&
        distanceToLine(before, at) > 0.05,
    );
    if (inside) return fault('encloses', inside, area);
  }
  if (areas[0] + loop.signedArea < areas[0] * leastLeft) return fault('nothing-left');
  if (areas[1] - loop.signedArea < areas[1] * leastLeft) return fault('nothing-left');
  return null;
}

const isSame = (a: Lonlat, b: Lonlat): boolean =>
  Math.abs(a[0] - b[0]) <= same && Math.abs(a[1] - b[1]) <= same;

type Box = readonly [west: number, south: number, east: number, north: number];
const boxOf = (a: Lonlat, b: Lonlat): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
];
const apart = (a: Box, b: Box): boolean => a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3];

/** Where a line crosses or touches itself but for one edge going on from the other. */
function selfCrossing(line: Line): Lonlat | null {
  const boxes = line.slice(1).map((to, i) => boxOf(line[i] ?? to, to));
  for (let i = 0; i < boxes.length; i++)
    for (let j = i + 1; j < boxes.length; j++) {
      const [a, b, c, d] = [line[i], line[i + 1], line[j], line[j + 1]];
      const [one, other] = [boxes[i], boxes[j]];
      if (!a || !b || !c || !d || !one || !other || apart(one, other)) continue;
      if (j === i + 1) {
        // Going back over itself.
        const back = (a[0] - b[0]) * (d[0] - b[0]) + (a[1] - b[1]) * (d[1] - b[1]) > 0;
        if (back && cross(a, b, d) === 0) return b;
        continue;
      }
      const met = meeting(a, b, c, d);
      if (met) return met;
    }
  return null;
}

/** Where a line meets another one, but at its own ends, where it always does. */
function crossingOf(
  line: Line,
  boxes: readonly Box[],
  other: Line,
  start: Lonlat,
  end: Lonlat,
): Lonlat | null {
  for (let j = 1; j < other.length; j++) {
    const [c, d] = [other[j - 1], other[j]];
    if (!c || !d) continue;
    const box = boxOf(c, d);
    for (let i = 0; i < boxes.length; i++) {
      const [a, b, own] = [line[i], line[i + 1], boxes[i]];
      if (!a || !b || !own || apart(own, box)) continue;
      const met = meeting(a, b, c, d);
      if (met && !isSame(met, start) && !isSame(met, end)) return met;
    }
  }
  return null;
}

/** Twice the signed area of a triangle; positive where it turns to the left. */
const cross = (a: Lonlat, b: Lonlat, c: Lonlat): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** A place that two edges share, or null. */
function meeting(a: Lonlat, b: Lonlat, c: Lonlat, d: Lonlat): Lonlat | null {
  const [d1, d2, d3, d4] = [cross(c, d, a), cross(c, d, b), cross(a, b, c), cross(a, b, d)];
  if (d1 > 0 !== d2 > 0 && d3 > 0 !== d4 > 0 && d1 !== d2) {
    const part = d1 / (d1 - d2);
    return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
  }
  if (d1 === 0 && within(c, d, a)) return a;
  if (d2 === 0 && within(c, d, b)) return b;
  if (d3 === 0 && within(a, b, c)) return c;
  if (d4 === 0 && within(a, b, d)) return d;
  return null;
}

const within = (a: Lonlat, b: Lonlat, p: Lonlat): boolean =>
  p[0] >= Math.min(a[0], b[0]) &&
  p[0] <= Math.max(a[0], b[0]) &&
  p[1] >= Math.min(a[1], b[1]) &&
  p[1] <= Math.max(a[1], b[1]);
