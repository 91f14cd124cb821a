import type { Lonlat } from '../geometry.ts';

/** Metres east and north of the city's middle, in the plane the demo city is drawn on. */
export type Point = readonly [x: number, y: number];

const originLon = 116.4;
const originLat = 39.9;
/** Metres in a degree at the origin (WGS84); good enough to draw by, areas that matter are worked out on the ellipsoid. */
const metresPerLon = 85_518;
const metresPerLat = 111_033;
const grid = 1e7;

export const toPlane = (lon: number, lat: number): Point => [
  (lon - originLon) * metresPerLon,
  (lat - originLat) * metresPerLat,
];

export const toLonlat = ([x, y]: Point): Lonlat => [
  Math.round((originLon + x / metresPerLon) * grid) / grid,
  Math.round((originLat + y / metresPerLat) * grid) / grid,
];

/** The nearest point of the 1e-7 degree grid, still in metres. */
export const onGrid = (p: Point): Point => {
  const [lon, lat] = toLonlat(p);
  return toPlane(lon, lat);
};

export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

export const along = (a: Point, b: Point, t: number): Point => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
];

/** Twice the signed area of triangle abc: positive where c lies left of a → b. */
export const turn = (a: Point, b: Point, c: Point): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** Square metres, positive for an anticlockwise ring; the ring may be open or closed. */
export function signedArea(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j] as Point;
    const b = ring[i] as Point;
    sum += a[0] * b[1] - a[1] * b[0];
  }
  return sum / 2;
}

export function contains(ring: readonly Point[], p: Point): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j] as Point;
    const b = ring[i] as Point;
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0])
      inside = !inside;
  }
  return inside;
}

/** Whether the open segments ab and cd cross. */
export const cross = (a: Point, b: Point, c: Point, d: Point): boolean =>
  turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;

/** Metres from p to the segment ab. */
export function distanceToSegment(p: Point, a: Point, b: Point): number {
  const length = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2;
  const t = length === 0 ? 0 : ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / length;
  return distance(p, along(a, b, Math.min(1, Math.max(0, t))));
}
