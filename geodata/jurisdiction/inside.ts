import type { Rings } from '../geometry.ts';
import { type Frame, toPlane } from './frame.ts';

/** Polygons of the plane, ready to be asked what lies in them. Metres in one frame. */
export interface Inside {
  contains(x: number, y: number): boolean;
  /** The stretches of a straight piece inside, as pairs of fractions of it, ascending. */
  stretches(x0: number, y0: number, x1: number, y1: number): (readonly [number, number])[];
}

/** Edges are kept in bands from south to north, so that a question looks at a few of them only. */
export function createInside(frame: Frame, polygons: readonly Rings[]): Inside {
  const edges = polygons.flatMap((rings) =>
    rings.flatMap((ring) => {
      const places = ring.map((position) => toPlane(frame, position));
      return places.slice(1).map((to, i) => [...(places[i] ?? to), ...to] as const);
    }),
  );
  let [south, north] = [Infinity, -Infinity];
  for (const [, y0, , y1] of edges) {
    south = Math.min(south, y0, y1);
    north = Math.max(north, y0, y1);
  }
  const count = Math.max(1, Math.min(4096, edges.length >> 1));
  const bandOf = (y: number): number =>
    Math.max(0, Math.min(count - 1, Math.floor(((y - south) / (north - south || 1)) * count)));
  const bands: number[][] = Array.from({ length: count }, () => []);
  edges.forEach(([, y0, , y1], i) => {
    const last = bandOf(Math.max(y0, y1));
    for (let band = bandOf(Math.min(y0, y1)); band <= last; band++) bands[band]?.push(i);
  });

  function contains(x: number, y: number): boolean {
    if (!(y >= south && y <= north)) return false;
    let inside = false;
    for (const i of bands[bandOf(y)] ?? []) {
      const [x0, y0, x1, y1] = edges[i] ?? [0, 0, 0, 0];
      if (y0 > y !== y1 > y && x < x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)) inside = !inside;
    }
    return inside;
  }

  function stretches(x0: number, y0: number, x1: number, y1: number): (readonly [number, number])[] {
    if (Math.max(y0, y1) < south || Math.min(y0, y1) > north) return [];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const cuts = [0, 1];
    const last = bandOf(Math.max(y0, y1));
    for (let band = bandOf(Math.min(y0, y1)); band <= last; band++)
      for (const i of bands[band] ?? []) {
        const [px, py, qx, qy] = edges[i] ?? [0, 0, 0, 0];
        const sideP = dx * (py - y0) - dy * (px - x0);
        const sideQ = dx * (qy - y0) - dy * (qx - x0);
        if (sideP > 0 === sideQ > 0) continue;
        const s = sideP / (sideP - sideQ);
        const [cx, cy] = [px + s * (qx - px) - x0, py + s * (qy - py) - y0];
        const t = (cx * dx + cy * dy) / (dx * dx + dy * dy);
        if (t > 0 && t < 1) cuts.push(t);
      }
    cuts.sort((one, other) => one - other);
    const found: (readonly [number, number])[] = [];
    for (let i = 1; i < cuts.length; i++) {
      const [from = 0, to = 0] = [cuts[i - 1], cuts[i]];
      const middle = (from + to) / 2;
      if (to > from && contains(x0 + middle * dx, y0 + middle * dy)) found.push([from, to]);
    }
    return found;
  }

  return { contains, stretches };
}
