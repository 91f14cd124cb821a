// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Rings } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import type { Frame } from './frame.ts';

/** Polygons of the plane, ready to be asked what lies in them. Metres in one frame. */
export interface Inside {
  contains(x: number, y: number): boolean;
  /** The stretches of a straight piece inside, as pairs of fractions of it, ascending. */
  stretches(x0: number, y0: number, x1: number, y1: number): (readonly [number, number])[];
}

/** Edges are kept in bands from south to north, so that a question looks at a few of them only. */
export function createInside(frame: Frame, polygons: readonly Rings[]): Inside {
  const { ends, south, north } = endsOf(frame, polygons);
  const edges = ends.length / 4;
  const count = Math.max(1, Math.min(4096, edges >> 1));
  const perMetre = count / (north - south || 1);
  const bandStart = new Int32Array(count + 1);
  for (let i = 0; i < edges; i++) {
    const last = bandOf(Math.max(ends[4 * i + 1]!, ends[4 * i + 3]!));
    for (let band = bandOf(Math.min(ends[4 * i + 1]!, ends[4 * i + 3]!)); band <= last; band++)
      bandStart[band + 1]!++;
  }
  for (let band = 0; band < count; band++) bandStart[band + 1]! += bandStart[band]!;
  const bandEnds = new Float64Array(4 * bandStart[count]!);
  const next = bandStart.slice();
  for (let i = 0; i < edges; i++) {
    const last = bandOf(Math.max(ends[4 * i + 1]!, ends[4 * i + 3]!));
    for (let band = bandOf(Math.min(ends[4 * i + 1]!, ends[4 * i + 3]!)); band <= last; band++)
      for (let k = 0, at = 4 * next[band]!++; k < 4; k++) bandEnds[at + k] = ends[4 * i + k]!;
  }
  const cuts: number[] = [];
  return { contains, stretches };

  function bandOf(y: number): number {
    const band = Math.floor((y - south) * perMetre);
    return band < 0 ? 0 : band < count ? band : count - 1;
  }

  function contains(x: number, y: number): boolean {
    if (!(y >= south && y <= north)) return false;
    let inside = false;
    const band = bandOf(y);
    for (let at = 4 * bandStart[band]!; at < 4 * bandStart[band + 1]!; at += 4) {
      const y0 = bandEnds[at + 1]!;
      const y1 = bandEnds[at + 3]!;
      if (y0 > y === y1 > y) continue;
      const x0 = bandEnds[at]!;
      if (x < x0 + ((bandEnds[at + 2]! - x0) * (y - y0)) / (y1 - y0)) inside = !inside;
    }
    return inside;
  }

  function stretches(x0: number, y0: number, x1: number, y1: number): (readonly [number, number])[] {
    if (Math.max(y0, y1) < south || Math.min(y0, y1) > north) return nothing;
    const dx = x1 - x0;
    const dy = y1 - y0;
    cuts.length = 0;
    cuts.push(0, 1);
    const end = 4 * bandStart[bandOf(Math.max(y0, y1)) + 1]!;
    for (let at = 4 * bandStart[bandOf(Math.min(y0, y1))]!; at < end; at += 4) {
      const px = bandEnds[at]!;
      const py = bandEnds[at + 1]!;
      const qx = bandEnds[at + 2]!;
      const qy = bandEnds[at + 3]!;
      const sideP = dx * (py - y0) - dy * (px - x0);
      const sideQ = dx * (qy - y0) - dy * (qx - x0);
      if (sideP > 0 === sideQ > 0) continue;
      const s = sideP / (sideP - sideQ);
      const t = ((px + s * (qx - px) - x0) * dx + (py + s * (qy - py) - y0) * dy) / (dx * dx + dy * dy);
      if (t > 0 && t < 1) cuts.push(t);
    }
    if (cuts.length > 2) cuts.sort(ascending);
    const found: (readonly [number, number])[] = [];
    for (let i = 1; i < cuts.length; i++) {
      const from = cuts[i - 1]!;
      const to = cuts[i]!;
      const middle = (from + to) / 2;
      if (to > from && contains(x0 + middle * dx, y0 + middle * dy)) found.push([from, to]);
    }
    return found;
  }
}

const nothing: (readonly [number, number])[] = [];

const ascending = (one: number, other: number): number => one - other;

/** x and y of both ends of every edge in the frame's plane, and how far they reach. */
function endsOf(frame: Frame, polygons: readonly Rings[]) {
  let count = 0;
  for (const rings of polygons) for (const ring of rings) count += Math.max(0, ring.length - 1);
  const ends = new Float64Array(4 * count);
  let at = 0;
  let south = Infinity;
  let north = -Infinity;
  for (const rings of polygons)
    for (const ring of rings)
      for (let i = 0; i < ring.length; i++) {
        const x = (ring[i]![0] * unitsPerDegree - frame.originX) * frame.scaleX;
        const y = (ring[i]![1] * unitsPerDegree - frame.originY) * frame.scaleY;
        if (y < south) south = y;
        if (y > north) north = y;
        if (i > 0) {
          ends[at + 2] = x;
          ends[at + 3] = y;
          at += 4;
        }
        if (i + 1 < ring.length) {
          ends[at] = x;
          ends[at + 1] = y;
        }
      }
  return { ends, south, north };
}
