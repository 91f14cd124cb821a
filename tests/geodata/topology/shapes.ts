import type { Line, Lonlat, Rings } from '../../../geodata/geometry.ts';
import { type Arranged, arrange } from '../../../geodata/topology/arrange.ts';
import { faceCount } from '../../../geodata/topology/arrangement.ts';
import { ownersOf } from '../../../geodata/topology/face.ts';
import type { Drawn } from '../../../geodata/topology/rings.ts';

/** Somewhere in Beijing; a step of a thousandth of a degree is about 85 m east and 111 m north. */
const origin: Lonlat = [116.35, 39.88];
export const step = 1e-3;

/** The place so many steps east and north of the origin. */
export const place = (east: number, north: number): Lonlat => [
  origin[0] + east * step,
  origin[1] + north * step,
];

export const ring = (...corners: readonly (readonly [east: number, north: number])[]): Line =>
  corners.map(([east, north]) => place(east, north));

/** A closed rectangle, counter-clockwise. */
export const box = (west: number, south: number, east: number, north: number): Line =>
  ring([west, south], [east, south], [east, north], [west, north], [west, south]);

export const area = (...polygons: readonly Rings[]): Drawn => ({ polygons });

/** Arranged or the test fails. */
export function arranged(features: readonly Drawn[]): Arranged {
  const result = arrange(features);
  if ('refusal' in result) throw new Error(`refused: ${result.refusal.code}, ${result.refusal.got}`);
  return result;
}

/** Owners of all faces but the outside, as "0", "0+1" or "gap", in alphabetical order. */
export function holdings({ arrangement }: Arranged): string[] {
  const faces: string[] = [];
  for (let face = 1; face < faceCount(arrangement); face++)
    faces.push([...ownersOf(arrangement, face)].join('+') || 'gap');
  return faces.sort();
}

/** Even-odd test, right for places on no edge. */
export function isInRing([x, y]: Lonlat, line: Line): boolean {
  let inside = false;
  let b = line[line.length - 1];
  for (const a of line) {
    if (b && a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) * (b[0] - a[0])) / (b[1] - a[1]))
      inside = !inside;
    b = a;
  }
  return inside;
}
