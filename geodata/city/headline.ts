import type { Line, Lonlat } from '../geometry.ts';
import { authalicHeight, radiansPerDegree } from '../topology/ellipsoid.ts';
import { onGrid, type Point, toLonlat, toPlane } from './plane.ts';

/**
 * The building on the line between Guang'anmenwai and Taipingqiao, and the line itself around it: 40 m × 50 m,
 * two thirds on the western side. Coordinates on the 1e-7 degree grid are a centimetre coarse, which is too much for
 * 2,000.0 m² in thirds, so that corners and line are tried a few grid steps around until area and share come out.
 */
export interface Headline {
  readonly centre: Point;
  /** Closed, anticlockwise. */
  readonly building: Line;
  /** Where Haidian, Xicheng and Fengtai meet. */
  readonly junction: Point;
  /** Between Guang'anmenwai (east) and Taipingqiao (west), southwards from the junction. */
  readonly southward: readonly Point[];
  /** Between Yangfangdian and Taipingqiao, westwards from the junction. */
  readonly westward: readonly Point[];
  /** Between Yangfangdian and Guang'anmenwai, northwards from the junction. */
  readonly northward: readonly Point[];
}

export const headlineCodes = {
  guanganmenwai: '110102020',
  taipingqiao: '110106002',
  yangfangdian: '110108003',
} as const;

const middle: Lonlat = [116.32, 39.894];
const width = 40;
const depth = 50;
const tilt = 1.5 * radiansPerDegree;
const step = 1e-7;

export function createHeadline(): Headline {
  const centre = toPlane(...middle);
  const place = (x: number, y: number): Point => onGrid([centre[0] + x, centre[1] + y]);
  const building = fitBuilding(
    [
      [-width / 2, -depth / 2],
      [width / 2, -depth / 2],
      [width / 2, depth / 2],
      [-width / 2, depth / 2],
    ].map(([x = 0, y = 0]) =>
      toLonlat(place(x * Math.cos(tilt) - y * Math.sin(tilt), x * Math.sin(tilt) + y * Math.cos(tilt))),
    ),
  );
  const [north, south] = fitSeam(building, toLonlat(place(4.4, 85.2)), toLonlat(place(9.6, -110.6)));
  return {
    centre,
    building,
    junction: place(-19.9, 115.7),
    southward: [
      place(-1.7, 114.8),
      toPlane(...north),
      toPlane(...south),
      place(6.2, -158),
      place(12, -262),
      place(9, -371),
      place(44, -476),
    ],
    westward: [place(-175, 111), place(-352, 104)],
    northward: [place(-8.2, 186), place(3, 262), place(41, 371)],
  };
}

/** Part of the building west of its seam, 0 to 1. */
function shareWest(building: Line, north: Lonlat, south: Lonlat): number {
  const [sw, se, ne, nw] = building as readonly [Lonlat, Lonlat, Lonlat, Lonlat];
  const west = [sw, meet(sw, se, north, south), meet(nw, ne, north, south), nw];
  return ringArea(west) / ringArea(building);
}

/** Square metres on the ellipsoid, positive for anticlockwise; the ring may be open or closed. */
function ringArea(ring: Line): number {
  let sum = 0;
  const base = authalicHeight(ring[0]?.[1] ?? 0);
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [lonA, latA] = ring[j] as Lonlat;
    const [lonB, latB] = ring[i] as Lonlat;
    sum += (lonA - lonB) * (authalicHeight(latA) + authalicHeight(latB) - 2 * base);
  }
  return (sum * radiansPerDegree) / 2;
}

function fitBuilding(corners: readonly Lonlat[]): Line {
  const shifts = [-1, 0, 1];
  let best = corners;
  let bestError = Number.POSITIVE_INFINITY;
  // Two opposite corners are enough to move the area by less than a hundredth of a square metre at a time.
  for (const a of shifts)
    for (const b of shifts)
      for (const c of shifts)
        for (const d of shifts) {
          const [sw, se, ne, nw] = corners as readonly [Lonlat, Lonlat, Lonlat, Lonlat];
          const ring = [shift(sw, a, b), se, shift(ne, c, d), nw];
          const error = Math.abs(ringArea(ring) - width * depth);
          if (error < bestError) {
            bestError = error;
            best = ring;
          }
        }
  return [...best, best[0] as Lonlat];
}

function fitSeam(building: Line, north: Lonlat, south: Lonlat): readonly [Lonlat, Lonlat] {
  let best: readonly [Lonlat, Lonlat] = [north, south];
  let bestError = Number.POSITIVE_INFINITY;
  for (let a = -30; a <= 30; a++)
    for (let b = -30; b <= 30; b++) {
      const line: readonly [Lonlat, Lonlat] = [shift(north, a, 0), shift(south, b, 0)];
      const error = Math.abs(shareWest(building, ...line) - 2 / 3);
      if (error < bestError) {
        bestError = error;
        best = line;
      }
    }
  return best;
}

const shift = ([lon, lat]: Lonlat, east: number, north: number): Lonlat => [
  Math.round(lon / step + east) / 1e7,
  Math.round(lat / step + north) / 1e7,
];

/** Where the line ab meets the line cd. */
function meet(a: Lonlat, b: Lonlat, c: Lonlat, d: Lonlat): Lonlat {
  const across = (p: Lonlat): number => (d[0] - c[0]) * (p[1] - c[1]) - (d[1] - c[1]) * (p[0] - c[0]);
  const t = across(a) / (across(a) - across(b));
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}
