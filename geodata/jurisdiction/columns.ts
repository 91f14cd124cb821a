import type { Rings } from '../geometry.ts';
import { areaUnder, type Frame, shear, toPlane } from './frame.ts';

/**
 * A footprint cut into upright columns, ready to be asked how much of it lies below an edge.
 *
 * The part of a footprint in a face is the sum, over the edges around the face, of the part below each edge: plus where the
 * face lies below the edge, minus where it lies above. Each such part is a sum of trapezoids ± ∫ min(footprint, edge) dx.
 * No intersection is ever joined to another, so there is no topology to go wrong, and what one face gains at an edge
 * the other loses: shares add up by construction.
 */
export interface Columns {
  readonly frame: Frame;
  /** Bounds in the frame's sheared plane, metres. */
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  /** Square metres, and metres around. */
  readonly area: number;
  readonly perimeter: number;
  /** Adds to `sum` what lies below an edge of the plane, counted positive when the edge runs west. */
  addBelow(x0: number, y0: number, x1: number, y1: number, sum: Below): void;
  /** Adds to `sum` what lies below a line above the whole footprint from x0 to x1, counted positive when it runs west. */
  addAll(x0: number, x1: number, sum: Below): void;
  /** Whether a box of the plane lies wholly in the footprint, wholly out of it, or may meet its outline. */
  place(west: number, south: number, east: number, north: number): 'inside' | 'outside' | 'crossed';
}

export interface Below {
  /** Square metres of the footprint below the edge. */
  area: number;
  /** Metres of the footprint's own outline below the edge. */
  outline: number;
  /** Metres of the edge that run inside the footprint; never negative. */
  inside: number;
}

/** `polygons`: shells counter-clockwise, holes clockwise, not overlapping. Degrees. */
export function createColumns(frame: Frame, polygons: readonly Rings[]): Columns {
  const edges = loadEdges(frame, polygons);
  const { count, left, right, start, slope, sign, speed } = edges;
  const { west, east } = edges;
  const bins = Math.max(8, Math.min(2048, count >> 1));
  const perMetre = (bins / (east - west)) * (1 - 1e-12);
  const binOf = (x: number): number => Math.max(0, Math.min(bins - 1, Math.floor((x - west) * perMetre)));
  const binWest = (bin: number): number => west + bin / perMetre;

  const binStart = new Int32Array(bins + 1);
  for (let u = 0; u < count; u++)
    for (let bin = binOf(left[u] ?? 0); bin <= binOf(right[u] ?? 0); bin++)
      binStart[bin + 1] = (binStart[bin + 1] ?? 0) + 1;
  for (let bin = 0; bin < bins; bin++) binStart[bin + 1] = (binStart[bin + 1] ?? 0) + (binStart[bin] ?? 0);
  const binEdge = new Int32Array(binStart[bins] ?? 0);
  const next = binStart.slice();
  for (let u = 0; u < count; u++)
    for (let bin = binOf(left[u] ?? 0); bin <= binOf(right[u] ?? 0); bin++) {
      const place = next[bin] ?? 0;
      binEdge[place] = u;
      next[bin] = place + 1;
    }

  /** Area and outline of the footprint from the west side of a bin to x, within that bin. */
  const part = { area: 0, outline: 0 };
  function measurePart(bin: number, x: number): void {
    part.area = 0;
    part.outline = 0;
    const from = binWest(bin);
    for (let i = binStart[bin] ?? 0; i < (binStart[bin + 1] ?? 0); i++) {
      const u = binEdge[i] ?? 0;
      const l = Math.max(from, left[u] ?? 0);
      const r = Math.min(x, right[u] ?? 0);
      if (!(r > l)) continue;
      const y = (start[u] ?? 0) + (slope[u] ?? 0) * (l - (left[u] ?? 0));
      part.area += (sign[u] ?? 0) * areaUnder(frame.height, y, y + (slope[u] ?? 0) * (r - l), r - l);
      part.outline += (speed[u] ?? 0) * (r - l);
    }
  }
  const areaBefore = new Float64Array(bins + 1);
  const outlineBefore = new Float64Array(bins + 1);
  for (let bin = 0; bin < bins; bin++) {
    measurePart(bin, bin === bins - 1 ? east : binWest(bin + 1));
    areaBefore[bin + 1] = (areaBefore[bin] ?? 0) + part.area;
    outlineBefore[bin + 1] = (outlineBefore[bin] ?? 0) + part.outline;
  }

  function addUpTo(x: number, factor: number, sum: Below): void {
    if (x <= west) return;
    const bin = x >= east ? bins : binOf(x);
    if (bin < bins) measurePart(bin, x);
    sum.area += factor * ((areaBefore[bin] ?? 0) + (bin < bins ? part.area : 0));
    sum.outline += factor * ((outlineBefore[bin] ?? 0) + (bin < bins ? part.outline : 0));
  }

  function addBelow(x0: number, y0: number, x1: number, y1: number, sum: Below): void {
    const direction = x1 < x0 ? 1 : -1;
    const edgeWest = direction > 0 ? x1 : x0;
    const edgeStart = direction > 0 ? y1 : y0;
    const run = Math.abs(x1 - x0);
    const edgeSlope = run > 0 ? ((y0 - y1) * direction) / run : 0;
    const edgeSpeed = run > 0 ? Math.hypot(x1 - x0 - shear * (y1 - y0), y1 - y0) / run : 0;
    const from = Math.max(west, edgeWest);
    const to = Math.min(east, edgeWest + run);
    if (!(to > from)) return;
    const last = binOf(to);
    for (let bin = binOf(from); bin <= last; bin++) {
      const binFrom = Math.max(from, binWest(bin));
      const binTo = bin === last ? to : Math.min(to, binWest(bin + 1));
      for (let i = binStart[bin] ?? 0; i < (binStart[bin + 1] ?? 0); i++) {
        const u = binEdge[i] ?? 0;
        const l = Math.max(binFrom, left[u] ?? 0);
        const r = Math.min(binTo, right[u] ?? 0);
        if (!(r > l)) continue;
        const width = r - l;
        const own0 = (start[u] ?? 0) + (slope[u] ?? 0) * (l - (left[u] ?? 0));
        const own1 = own0 + (slope[u] ?? 0) * width;
        const edge0 = edgeStart + edgeSlope * (l - edgeWest);
        const edge1 = edge0 + edgeSlope * width;
        const s = sign[u] ?? 0;
        const over0 = edge0 - own0;
        const over1 = edge1 - own1;
        if (over0 >= 0 && over1 >= 0) {
          sum.area += direction * s * areaUnder(frame.height, own0, own1, width);
          sum.outline += direction * (speed[u] ?? 0) * width;
        } else if (over0 <= 0 && over1 <= 0) {
          sum.area += direction * s * areaUnder(frame.height, edge0, edge1, width);
          sum.inside += s * edgeSpeed * width;
        } else {
          const first = (over0 / (over0 - over1)) * width;
          const second = width - first;
          const y = edge0 + edgeSlope * first;
          const edgeFirst = over0 < 0;
          sum.area +=
            direction *
            s *
            (areaUnder(frame.height, edgeFirst ? edge0 : own0, y, first) +
              areaUnder(frame.height, y, edgeFirst ? own1 : edge1, second));
          sum.outline += direction * (speed[u] ?? 0) * (edgeFirst ? second : first);
          sum.inside += s * edgeSpeed * (edgeFirst ? first : second);
        }
      }
    }
  }

  function place(boxWest: number, boxSouth: number, boxEast: number, boxNorth: number) {
    if (boxEast <= west || boxWest >= east || boxNorth <= edges.south || boxSouth >= edges.north)
      return 'outside';
    if (boxWest < west || boxEast > east) return 'crossed';
    let above = 0;
    const first = binOf(boxWest);
    const last = binOf(boxEast);
    for (let bin = first; bin <= last; bin++)
      for (let i = binStart[bin] ?? 0; i < (binStart[bin + 1] ?? 0); i++) {
        const u = binEdge[i] ?? 0;
        const edgeWest = left[u] ?? 0;
        const edgeEast = right[u] ?? 0;
        const l = Math.max(boxWest, edgeWest);
        const r = Math.min(boxEast, edgeEast);
        if (l > r) continue;
        const y0 = (start[u] ?? 0) + (slope[u] ?? 0) * (l - edgeWest);
        const y1 = (start[u] ?? 0) + (slope[u] ?? 0) * (r - edgeWest);
        if (Math.max(y0, y1) >= boxSouth && Math.min(y0, y1) <= boxNorth) return 'crossed';
        // Edges over the box's west side, each counted once: they bound what lies between them from both sides.
        if (bin === first && y0 > boxNorth && edgeWest <= boxWest && boxWest < edgeEast)
          above += sign[u] ?? 0;
      }
    return above > 0 ? 'inside' : 'outside';
  }

  return {
    frame,
    west,
    south: edges.south,
    east,
    north: edges.north,
    area: areaBefore[bins] ?? 0,
    perimeter: outlineBefore[bins] ?? 0,
    addBelow,
    addAll(x0, x1, sum) {
      addUpTo(x0, 1, sum);
      addUpTo(x1, -1, sum);
    },
    place,
  };
}

/** Edges of the footprint from west to east: heights above the plane's x axis, sign +1 for an upper edge, metres of outline per metre of x. */
function loadEdges(frame: Frame, polygons: readonly Rings[]) {
  let capacity = 0;
  for (const rings of polygons) for (const ring of rings) capacity += ring.length;
  const [left, right, start, slope, sign, speed] = [0, 1, 2, 3, 4, 5].map(
    () => new Float64Array(capacity),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
  let count = 0;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rings of polygons)
    for (const ring of rings) {
      let [previousX, previousY] = [Number.NaN, 0];
      for (const position of ring) {
        const [flatX, y] = toPlane(frame, position);
        const x = flatX + shear * y;
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
        const run = Math.abs(x - previousX);
        if (run > 0) {
          const upper = x < previousX;
          left[count] = upper ? x : previousX;
          right[count] = upper ? previousX : x;
          start[count] = upper ? y : previousY;
          slope[count] = (y - previousY) / (x - previousX);
          sign[count] = upper ? 1 : -1;
          speed[count] = Math.hypot(x - previousX - shear * (y - previousY), y - previousY) / run;
          count++;
        }
        [previousX, previousY] = [x, y];
      }
    }
  return { count, left, right, start, slope, sign, speed, west, south, east, north };
}
