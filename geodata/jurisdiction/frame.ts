import type { Lonlat } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import {
  eccentricitySquared,
  metresPerRadian,
  radiansPerDegree,
  semiMajorAxis,
} from '../topology/ellipsoid.ts';

/**
 * A plane in metres around a footprint, in which straight edges of longitude and latitude stay straight.
 *
 * x is metres east and y metres north at the origin's scale. Areas come out exact on the ellipsoid when y is replaced by
 * `height(y)`, the authalic ordinate, before integrating over x. A slight shear (x grows with y) lets no edge of a
 * footprint drawn square to the map stand upright; it changes no area.
 */
export interface Frame {
  /** Origin on the grid of the arrangement: degrees × 1e7, whole numbers, so that differences to vertices are exact. */
  readonly originX: number;
  readonly originY: number;
  /** Metres for one grid unit, east and north. */
  readonly scaleX: number;
  readonly scaleY: number;
  /** height(y) = y + c2 y² + … + c6 y⁶. */
  readonly height: Height;
}

export interface Height {
  readonly c2: number;
  readonly c3: number;
  readonly c4: number;
  readonly c5: number;
  readonly c6: number;
}

export const shear = 0.001_618_033_988_75;

export function frameAt(longitude: number, latitude: number): Frame {
  const originX = Math.round(longitude * unitsPerDegree);
  const originY = Math.round(latitude * unitsPerDegree);
  const { north, east } = metresPerRadian(originY / unitsPerDegree);
  return {
    originX,
    originY,
    scaleX: (east * radiansPerDegree) / unitsPerDegree,
    scaleY: (north * radiansPerDegree) / unitsPerDegree,
    height: heightSeries((originY / unitsPerDegree) * radiansPerDegree, north, east),
  };
}

/** Metres in the frame's plane, without the shear. */
export const toPlane = (frame: Frame, [longitude, latitude]: Lonlat): [x: number, y: number] => [
  (longitude * unitsPerDegree - frame.originX) * frame.scaleX,
  (latitude * unitsPerDegree - frame.originY) * frame.scaleY,
];

export const fromPlane = (frame: Frame, x: number, y: number): [longitude: number, latitude: number] => [
  (x / frame.scaleX + frame.originX) / unitsPerDegree,
  (y / frame.scaleY + frame.originY) / unitsPerDegree,
];

/**
 * ∫ height(y) dx along an edge from height a to height b that is `width` wide: the mean of yᵏ over it is the sum of
 * aⁱ bᵏ⁻ⁱ divided by k + 1.
 */
export function areaUnder(height: Height, a: number, b: number, width: number): number {
  let power = b;
  let sum = a + b;
  let area = sum / 2;
  power *= b;
  sum = sum * a + power;
  area += (height.c2 * sum) / 3;
  power *= b;
  sum = sum * a + power;
  area += (height.c3 * sum) / 4;
  power *= b;
  sum = sum * a + power;
  area += (height.c4 * sum) / 5;
  power *= b;
  sum = sum * a + power;
  area += (height.c5 * sum) / 6;
  power *= b;
  sum = sum * a + power;
  return (area + (height.c6 * sum) / 7) * width;
}

/**
 * Taylor series of the authalic ordinate around a latitude (radians), scaled so that the first coefficient is 1.
 * Its derivative is a² (1 − e²) cos φ / (1 − e² sin² φ)² (Snyder 1987, eq. 3-12). Half a degree away six terms are right within 1e-12.
 */
function heightSeries(latitude: number, north: number, east: number): Height {
  const sine = Math.sin(latitude);
  const cosine = Math.cos(latitude);
  const sines = [sine, cosine, -sine / 2, -cosine / 6, sine / 24, cosine / 120];
  const cosines = [cosine, -sine, -cosine / 2, sine / 6, cosine / 24, -sine / 120];
  const w = multiply(sines, sines);
  for (let k = 0; k < w.length; k++) w[k] = (k === 0 ? 1 : 0) - eccentricitySquared * (w[k] ?? 0);
  const [, d1 = 0, d2 = 0, d3 = 0, d4 = 0, d5 = 0] = divide(divide(cosines, w), w);
  const scale = (semiMajorAxis * semiMajorAxis * (1 - eccentricitySquared)) / (north * east);
  return {
    c2: (d1 * scale) / (2 * north),
    c3: (d2 * scale) / (3 * north ** 2),
    c4: (d3 * scale) / (4 * north ** 3),
    c5: (d4 * scale) / (5 * north ** 4),
    c6: (d5 * scale) / (6 * north ** 5),
  };
}

function multiply(a: readonly number[], b: readonly number[]): number[] {
  const product: number[] = [];
  for (let k = 0; k < a.length; k++) {
    let sum = 0;
    for (let i = 0; i <= k; i++) sum += (a[i] ?? 0) * (b[k - i] ?? 0);
    product.push(sum);
  }
  return product;
}

function divide(a: readonly number[], b: readonly number[]): number[] {
  const quotient: number[] = [];
  for (let k = 0; k < a.length; k++) {
    let sum = a[k] ?? 0;
    for (let i = 0; i < k; i++) sum -= (quotient[i] ?? 0) * (b[k - i] ?? 0);
    quotient.push(sum / (b[0] ?? 1));
  }
  return quotient;
}
