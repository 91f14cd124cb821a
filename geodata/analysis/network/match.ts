// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { metresPerRadian, radiansPerDegree } from '../../topology/ellipsoid.ts';
import type { Streets } from './streets.ts';

/** Where each of some places lies on its street; one entry a place in each column. */
export interface Matched {
  /** The street, -1 where none is within reach. */
  readonly street: Int32Array;
  /** Its part, and metres along that. */
  readonly part: Int32Array;
  readonly along: Float64Array;
  /** Metres from the place to the line, NaN where none is within reach. */
  readonly distance: Float64Array;
  /** 1 on the left of the line's direction or on the line itself, 0 on its right. */
  readonly left: Uint8Array;
  /** How many have no street within reach. */
  readonly unmatched: number;
}

/** Metres within which two streets are equally near. */
const equallyNear = 1e-6;

/**
 * Matches each place (columns of degrees, WGS84) to the nearest street within `reach` metres of its line. Of streets
 * equally near the one that comes first in the list is taken, and on it the spot that comes first.
 */
export function matchToStreets(
  streets: Streets,
  lon: ArrayLike<number>,
  lat: ArrayLike<number>,
  reach: number,
): Matched {
  const count = lon.length;
  const street = new Int32Array(count).fill(-1);
  const part = new Int32Array(count).fill(-1);
  const along = new Float64Array(count);
  const distance = new Float64Array(count).fill(Number.NaN);
  const left = new Uint8Array(count);
  const { index, ends, segmentPart, partStreet, start, length } = streets;
  let unmatched = 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = [lon[i]!, lat[i]!];
    const { north, east } = metresPerRadian(y);
    const [perLon, perLat] = [east * radiansPerDegree, north * radiansPerDegree];
    const [dx, dy] = [reach / perLon, reach / perLat];
    let [least, found, spot] = [reach, -1, 0];
    for (const s of index?.search(x - dx, y - dy, x + dx, y + dy) ?? []) {
      const e = 4 * s;
      const ax = (ends[e]! - x) * perLon;
      const ay = (ends[e + 1]! - y) * perLat;
      const bx = (ends[e + 2]! - ends[e]!) * perLon;
      const by = (ends[e + 3]! - ends[e + 1]!) * perLat;
      const t = Math.min(1, Math.max(0, -(ax * bx + ay * by) / (bx * bx + by * by)));
      const away = Math.hypot(ax + bx * t, ay + by * t);
      if (away > reach) continue;
      // Segments are numbered in the order of streets and of the way along them.
      const nearer = found < 0 || away < least - equallyNear;
      if (!nearer && !(away <= least + equallyNear && s < found)) continue;
      [least, found, spot] = [nearer ? away : Math.min(away, least), s, t];
    }
    if (found < 0) {
      unmatched++;
      continue;
    }
    part[i] = segmentPart[found]!;
    street[i] = partStreet[part[i]!]!;
    along[i] = start[found]! + spot * length[found]!;
    distance[i] = least;
    left[i] = isLeft(streets, found, spot, [x, y], perLon / perLat) ? 1 : 0;
  }
  return { street, part, along, distance, left, unmatched };
}

/** Side of a place whose nearest spot is at `spot` (0 to 1) of a segment; past a corner it lies on the outside of the turn. */
function isLeft(
  { ends, partStart, segmentPart }: Streets,
  segment: number,
  spot: number,
  [x, y]: readonly [number, number],
  squeeze: number,
): boolean {
  const turn = (s: number, px: number, py: number): number => {
    const e = 4 * s;
    const [ax, ay] = [ends[e]!, ends[e + 1]!];
    return (ends[e + 2]! - ax) * squeeze * (py - ay) - (ends[e + 3]! - ay) * (px - ax) * squeeze;
  };
  const part = segmentPart[segment]!;
  const before = spot === 0 ? segment - 1 : spot === 1 ? segment : -1;
  if (before >= partStart[part]! && before + 1 < partStart[part + 1]!) {
    const corner = turn(before, ends[4 * (before + 1) + 2]!, ends[4 * (before + 1) + 3]!);
    if (corner !== 0) return corner < 0;
  }
  return turn(segment, x, y) >= 0;
}
