import type { Line, Lonlat } from '../../geometry.ts';
import { metresPerRadian, radiansPerDegree, ringArea } from '../../topology/ellipsoid.ts';

/**
 * What lies between a line and where it is moved to: the land that changes sides. An area on the line's left gains what
 * `signedArea` says. Whether a place changes sides is told by parity, so the two lines may cross as often as they like.
 */
export interface Loop {
  /** Square metres that the left side gains; negative where it loses. */
  readonly signedArea: number;
  /** Whether a place changes sides. */
  holds(longitude: number, latitude: number): boolean;
}

/** Both lines run from the same beginning to the same end. */
export function loopBetween(before: Line, after: Line): Loop {
  const ring = [...after, ...[...before].reverse()];
  const lats = ring.map(([, lat]) => lat);
  const lons = ring.map(([lon]) => lon);
  const [west, east] = [least(lons), -least(lons.map((lon) => -lon))];
  const [south, north] = [least(lats), -least(lats.map((lat) => -lat))];
  return {
    signedArea: ringArea(ring),
    holds: (lon, lat) =>
      lon >= west && lon <= east && lat >= south && lat <= north && isInside(ring, lon, lat),
  };
}

/** By the number of edges to the east of the place: odd is inside. */
function isInside(ring: Line, lon: number, lat: number): boolean {
  let inside = false;
  let before = ring.at(-1);
  for (const position of ring) {
    if (before && before[1] > lat !== position[1] > lat) {
      const x = position[0] + ((lat - position[1]) / (before[1] - position[1])) * (before[0] - position[0]);
      if (lon < x) inside = !inside;
    }
    before = position;
  }
  return inside;
}

const least = (values: readonly number[]): number =>
  values.reduce((min, value) => Math.min(min, value), Infinity);

/** Metres from a place to a line. */
export function distanceToLine(line: Line, [lon, lat]: Lonlat): number {
  const { north, east } = metresPerRadian(lat);
  const [perLon, perLat] = [east * radiansPerDegree, north * radiansPerDegree];
  let shortest = Infinity;
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1], line[i]];
    if (!from || !to) continue;
    const [ax, ay] = [(lon - from[0]) * perLon, (lat - from[1]) * perLat];
    const [dx, dy] = [(to[0] - from[0]) * perLon, (to[1] - from[1]) * perLat];
    const squared = dx * dx + dy * dy;
    const part = squared > 0 ? Math.max(0, Math.min(1, (ax * dx + ay * dy) / squared)) : 0;
    shortest = Math.min(shortest, Math.hypot(ax - dx * part, ay - dy * part));
  }
  return shortest;
}
