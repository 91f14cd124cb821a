import type { Rings } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import type { Frame } from './frame.ts';

/** What two sets of polygons have in common. */
export interface Common {
  /** Square metres of the frame's plane. */
  readonly area: number;
  /** Its centre of gravity, in the plane; null where there is nothing. */
  readonly centre: readonly [number, number] | null;
}

/**
 * The common part of two sets of polygons, none overlapping another of its set, shells counter-clockwise and holes
 * clockwise; the first is made ready once, to be asked about many others.
 *
 * A polygon is the sum, over its edges, of what lies below each: plus below an upper edge, minus below a lower one. The
 * common part is therefore the sum over pairs of edges of what lies below both, which is a trapezoid or two.
 */
export function commonWith(frame: Frame, one: readonly Rings[]): (other: readonly Rings[]) => Common {
  const ours = slopesOf(frame, one, -Infinity, Infinity);
  let [west, east, lowest] = [Infinity, -Infinity, Infinity];
  for (const edge of ours) {
    west = Math.min(west, edge.west);
    east = Math.max(east, edge.east);
    lowest = Math.min(lowest, edge.start, edge.end);
  }
  return (other) => commonOfSlopes(frame, ours, lowest, west, east, other);
}

function commonOfSlopes(
  frame: Frame,
  ours: readonly Slope[],
  lowest: number,
  west: number,
  east: number,
  other: readonly Rings[],
): Common {
  // What lies beside our polygons has nothing in common with them, and of a river that is most of it.
  const theirs = slopesOf(frame, other, west, east);
  let base = lowest;
  let [theirWest, theirEast] = [Infinity, -Infinity];
  for (const edge of theirs) {
    base = Math.min(base, edge.start, edge.end);
    theirWest = Math.min(theirWest, edge.west);
    theirEast = Math.max(theirEast, edge.east);
  }
  let [area, momentX, momentY] = [0, 0, 0];
  const addBelow = (from: number, y0: number, y1: number, width: number, sign: number): void => {
    const [a, b] = [y0 - base, y1 - base];
    const piece = (sign * width * (a + b)) / 2;
    area += piece;
    momentX += from * piece + (sign * width * width * (a + 2 * b)) / 6;
    momentY += (sign * width * (a * a + a * b + b * b)) / 6;
  };
  theirs.sort((p, q) => p.west - q.west);
  for (const edge of ours) {
    if (edge.west >= theirEast || edge.east <= theirWest) continue;
    for (const facing of theirs) {
      if (facing.west >= edge.east) break;
      const from = Math.max(edge.west, facing.west);
      const width = Math.min(edge.east, facing.east) - from;
      if (!(width > 0)) continue;
      const sign = edge.sign * facing.sign;
      const here = edge.start + edge.slope * (from - edge.west);
      const there = facing.start + facing.slope * (from - facing.west);
      const [hereEnd, thereEnd] = [here + edge.slope * width, there + facing.slope * width];
      const [gap, gapEnd] = [there - here, thereEnd - hereEnd];
      if (gap * gapEnd >= 0) {
        const below = gap + gapEnd >= 0;
        addBelow(from, below ? here : there, below ? hereEnd : thereEnd, width, sign);
      } else {
        const first = (gap / (gap - gapEnd)) * width;
        const y = here + edge.slope * first;
        addBelow(from, gap > 0 ? here : there, y, first, sign);
        addBelow(from + first, y, gap > 0 ? thereEnd : hereEnd, width - first, sign);
      }
    }
  }
  return area > 1e-6 ? { area, centre: [momentX / area, base + momentY / area] } : { area: 0, centre: null };
}

/** Square metres of the frame's plane. */
export const planeArea = (frame: Frame, polygons: readonly Rings[]): number =>
  slopesOf(frame, polygons, -Infinity, Infinity).reduce(
    (sum, { sign, west, east, start, end }) => sum + (sign * (east - west) * (start + end)) / 2,
    0,
  );

/** An edge from west to east; +1 for an upper edge, which runs west around its polygon. */
interface Slope {
  readonly west: number;
  readonly east: number;
  /** Heights at its two ends. */
  readonly start: number;
  readonly end: number;
  readonly slope: number;
  readonly sign: number;
}

/** Edges that reach between two abscissas of the plane. */
function slopesOf(frame: Frame, polygons: readonly Rings[], from: number, to: number): Slope[] {
  const slopes: Slope[] = [];
  for (const rings of polygons)
    for (const ring of rings) {
      let x0 = Number.NaN;
      let y0 = 0;
      for (const [longitude, latitude] of ring) {
        const x1 = (longitude * unitsPerDegree - frame.originX) * frame.scaleX;
        const y1 = (latitude * unitsPerDegree - frame.originY) * frame.scaleY;
        const slope = (y1 - y0) / (x1 - x0);
        if (x1 < x0 && x0 > from && x1 < to)
          slopes.push({ west: x1, east: x0, start: y1, end: y0, slope, sign: 1 });
        else if (x1 > x0 && x1 > from && x0 < to)
          slopes.push({ west: x0, east: x1, start: y0, end: y1, slope, sign: -1 });
        x0 = x1;
        y0 = y1;
      }
    }
  return slopes;
}
