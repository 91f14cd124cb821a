import type { Bounds, FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';
import { boundsOf } from '../map/footprint.ts';

export const metresPerDegree = 111_195;

/**
 * The part of the map for a footprint: `times` its size, and at least `least` metres across, so that a single point is
 * seen in its street and not as a dot in nothing.
 */
export function viewOf(footprint: FootprintGeometry, reach: number, times = 3.2, least = 160): Bounds {
  const [west, south, east, north] = boundsOf(footprint);
  const lon = (west + east) / 2;
  const lat = (south + north) / 2;
  const perLon = metresPerDegree * Math.cos((lat * Math.PI) / 180);
  const half = (degrees: number, per: number) =>
    Math.max(least, (degrees * per + 2 * reach) * times) / 2 / per;
  const halfLon = half(east - west, perLon);
  const halfLat = half(north - south, metresPerDegree);
  return [lon - halfLon, lat - halfLat, lon + halfLon, lat + halfLat];
}

/**
 * The part of the map for an overview of places: the middle nine tenths of them, and at least `least` metres across, so
 * that one whistle far out does not shrink the rest to nothing. Null without places.
 */
export function overviewOf(places: readonly Lonlat[], least = 22_000): Bounds | null {
  if (places.length === 0) return null;
  const lons = places.map(([lon]) => lon).sort((a, b) => a - b);
  const lats = places.map(([, lat]) => lat).sort((a, b) => a - b);
  const cut = Math.floor(places.length * 0.05);
  const at = (values: readonly number[], index: number) => values.at(index) ?? 0;
  const [west, east] = [at(lons, cut), at(lons, -1 - cut)];
  const [south, north] = [at(lats, cut), at(lats, -1 - cut)];
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const perLon = metresPerDegree * Math.cos((lat * Math.PI) / 180);
  const halfLon = Math.max((east - west) * 1.15, least / perLon) / 2;
  const halfLat = Math.max((north - south) * 1.15, least / metresPerDegree) / 2;
  return [lon - halfLon, lat - halfLat, lon + halfLon, lat + halfLat];
}

/** Round lengths for a scale bar: the longest of 1, 2, 5 × 10ⁿ metres that is at most `most`. */
export function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
}
