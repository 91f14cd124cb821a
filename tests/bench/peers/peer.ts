import Flatbush from 'flatbush';
import type { Footprint } from '../../../geodata/footprint.ts';
import type { Rings } from '../../../geodata/geometry.ts';
import { areaBelow, authalicHeight } from '../../../geodata/topology/ellipsoid.ts';
import type { Boundary } from '../../../server/boundary/draw-edition.ts';
import type { Amounts } from '../agreement.ts';

/** Somebody else's way to the same answer: how much of a footprint lies in each area. */
export interface Peer<Shape> {
  /** What it is and how it goes about it, in a few words. */
  readonly about: string;
  /** The footprint in the peer's own form, made before the clock runs. */
  read(footprint: Footprint): Shape;
  /** The answer as the peer itself measures it: what is timed. */
  ask(shape: Shape): Promise<Amounts> | Amounts;
  /** The same parts in square metres, to be compared with ours. */
  check(shape: Shape): Promise<Amounts> | Amounts;
}

/** Areas as drawn, with an index over their bounds. */
export interface Areas {
  readonly codes: readonly string[];
  readonly polygons: readonly (readonly Rings[])[];
  readonly index: Flatbush;
}

export function areasOf(boundaries: readonly Boundary[]): Areas {
  const index = new Flatbush(boundaries.length);
  for (const { polygons } of boundaries) index.add(...boundsOf(polygons));
  index.finish();
  return {
    codes: boundaries.map(({ area }) => area.code),
    polygons: boundaries.map(({ polygons }) => polygons),
    index,
  };
}

export function boundsOf(
  polygons: readonly Rings[],
): [west: number, south: number, east: number, north: number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [shell = []] of polygons)
    for (const [lon, lat] of shell) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  return [west, south, east, north];
}

type Ring = readonly (readonly number[])[];
type Polygons = readonly (readonly Ring[])[];

/** Square metres on the ellipsoid between edges straight in longitude and latitude, as verdicts have it. */
export const metricArea = (polygons: Polygons): number =>
  sumOfRings(polygons, (ring) => {
    const base = authalicHeight(ring[0]?.[1] ?? 0);
    return sumOfEdges(ring, (x0, y0, x1, y1) => areaBelow(x0, y0, x1, y1, base, 0));
  });

/** Square degrees: the shoelace formula, the least that a planar peer has to do. */
export const planarArea = (polygons: Polygons): number =>
  sumOfRings(polygons, (ring) => sumOfEdges(ring, (x0, y0, x1, y1) => ((x0 - x1) * (y0 + y1)) / 2));

function sumOfRings(polygons: Polygons, areaOf: (ring: Ring) => number): number {
  let sum = 0;
  for (const rings of polygons)
    for (const [i, ring] of rings.entries()) sum += (i === 0 ? 1 : -1) * Math.abs(areaOf(ring));
  return sum;
}

function sumOfEdges(ring: Ring, add: (x0: number, y0: number, x1: number, y1: number) => number): number {
  let sum = 0;
  let [x0 = 0, y0 = 0] = ring.at(-1) ?? [];
  for (const [x1 = 0, y1 = 0] of ring) {
    sum += add(x0, y0, x1, y1);
    [x0, y0] = [x1, y1];
  }
  return sum;
}
