import type { Line, Lonlat } from '../../../geodata/geometry.ts';
import { metresPerRadian, radiansPerDegree } from '../../../geodata/topology/ellipsoid.ts';

const { north, east } = metresPerRadian(0);

/** The position so many metres east and north of where the equator meets Greenwich: there metres are worked out by hand. */
export const at = (x: number, y: number): Lonlat => [
  x / (east * radiansPerDegree),
  y / (north * radiansPerDegree),
];

export const line = (...points: (readonly [number, number])[]): Line => points.map(([x, y]) => at(x, y));
