import { buffer } from '@turf/turf';
import type { Lonlat, Rings } from './geometry.ts';
import { frameAt, fromPlane, toPlane } from './jurisdiction/frame.ts';

/** Corners on a quarter of a circle: a disc comes out 0.2 % small, less than any width is known. */
const steps = 16;

/**
 * Everything within `metres` of points, lines or polygons, as polygons that do not overlap: round ends and corners.
 * Widths are right within 0.1 % up to 7 km from the middle of the shape, within 1 % at 50 km.
 *
 * turf works on a sphere, so it is given the shape in metres around the sphere's point (0, 0), where the two agree.
 */
export function grow(
  shape:
    | { readonly type: 'MultiPoint'; readonly coordinates: readonly Lonlat[] }
    | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly Lonlat[])[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] },
  metres: number,
): Rings[] {
  const frame = frameAt(...middle(shape.coordinates));
  const toSphere = (position: Lonlat): [number, number] => {
    const [x, y] = toPlane(frame, position);
    return [x / metresPerDegreeOfSphere, y / metresPerDegreeOfSphere];
  };
  const fromSphere = ([x = 0, y = 0]: readonly number[]): Lonlat =>
    fromPlane(frame, x * metresPerDegreeOfSphere, y * metresPerDegreeOfSphere);
  const geometry =
    shape.type === 'MultiPoint'
      ? { type: shape.type, coordinates: shape.coordinates.map(toSphere) }
      : shape.type === 'MultiLineString'
        ? { type: shape.type, coordinates: shape.coordinates.map((line) => line.map(toSphere)) }
        : {
            type: shape.type,
            coordinates: shape.coordinates.map((rings) => rings.map((ring) => ring.map(toSphere))),
          };
  const grown = buffer(geometry, metres, { units: 'meters', steps })?.geometry;
  if (!grown) return [];
  const polygons = grown.type === 'Polygon' ? [grown.coordinates] : grown.coordinates;
  return polygons.map((rings) => rings.map((ring) => ring.map(fromSphere)));
}

/** A disc of `metres` around a place, as a ring of 64 corners with the disc's very area. */
export function disc(centre: Lonlat, metres: number): Rings {
  const frame = frameAt(...centre);
  const [x, y] = toPlane(frame, centre);
  const corners = 4 * steps;
  const angle = (2 * Math.PI) / corners;
  const radius = metres * Math.sqrt(angle / Math.sin(angle));
  const ring: Lonlat[] = [];
  for (let i = 0; i < corners; i++)
    ring.push(fromPlane(frame, x + radius * Math.cos(i * angle), y + radius * Math.sin(i * angle)));
  const first = ring[0];
  if (first) ring.push(first);
  return [ring];
}

/** turf's mean radius of the earth, times a degree. */
const metresPerDegreeOfSphere = (6371008.8 * Math.PI) / 180;

/** Middle of the bounds of nested positions. */
function middle(coordinates: unknown): [number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (item: unknown): void => {
    if (!Array.isArray(item)) return;
    const [longitude, latitude] = item;
    if (typeof longitude !== 'number' || typeof latitude !== 'number') {
      for (const child of item) visit(child);
      return;
    }
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  };
  visit(coordinates);
  return [(west + east) / 2, (south + north) / 2];
}
