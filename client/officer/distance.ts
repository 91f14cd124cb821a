import type { FootprintGeometry, Line, Lonlat } from '../../geodata/geometry.ts';
import { frameAt, toPlane } from '../../geodata/jurisdiction/frame.ts';

/** Metres from the footprint within which a check-in needs no reason. The server decides; this tells beforehand. */
export const onSiteMetres = 50;

/** Metres of accuracy beyond which a position says nothing about being there. */
export const roughMetres = 100;

/** Metres of a walk for one of the straight line through a city's blocks, and metres walked in a minute. */
const detour = 1.3;
const pace = 80;

/** Minutes on foot, at least one. */
export const walkingMinutes = (metres: number): number => Math.max(1, Math.round((metres * detour) / pace));

/** Where a position stands towards a footprint. */
export interface Reach {
  /** Metres of the straight line, 0 inside. */
  readonly metres: number;
  /** The nearest place of the footprint. */
  readonly nearest: Lonlat;
}

/** Straight from a position to a footprint, in a plane laid at the position: exact to a part in a thousand over 10 km. */
export function reachOf(geometry: FootprintGeometry, from: Lonlat): Reach {
  const frame = frameAt(...from);
  const plane = (position: Lonlat): Point => toPlane(frame, position);
  if (polygonsOf(geometry).some((rings) => within(rings.map((ring) => ring.map(plane)))))
    return { metres: 0, nearest: from };
  let best: { metres: number; nearest: Lonlat } = { metres: Number.POSITIVE_INFINITY, nearest: from };
  for (const line of linesOf(geometry))
    for (const [index, position] of line.entries()) {
      const next = line[index + 1] ?? position;
      const part = closest(plane(position), plane(next));
      if (part.metres < best.metres)
        best = {
          metres: part.metres,
          nearest: [
            position[0] + (next[0] - position[0]) * part.along,
            position[1] + (next[1] - position[1]) * part.along,
          ],
        };
    }
  return best;
}

type Point = readonly [number, number];

/** Even-odd over all rings, of the plane's origin. */
function within(rings: readonly (readonly Point[])[]): boolean {
  let inside = false;
  for (const ring of rings)
    for (const [index, [x0, y0]] of ring.entries()) {
      const [x1, y1] = ring[index + 1] ?? [x0, y0];
      if (y0 > 0 !== y1 > 0 && x0 + ((x1 - x0) * -y0) / (y1 - y0) > 0) inside = !inside;
    }
  return inside;
}

/** From the plane's origin to a piece of line. */
function closest([x0, y0]: Point, [x1, y1]: Point): { readonly metres: number; readonly along: number } {
  const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(x0 * (x1 - x0) + y0 * (y1 - y0)) / length));
  return { metres: Math.hypot(x0 + (x1 - x0) * along, y0 + (y1 - y0) * along), along };
}

function polygonsOf(geometry: FootprintGeometry): readonly (readonly Line[])[] {
  if (geometry.type === 'Polygon') return [geometry.coordinates as unknown as readonly Line[]];
  return geometry.type === 'MultiPolygon'
    ? (geometry.coordinates as unknown as readonly (readonly Line[])[])
    : [];
}

function linesOf(geometry: FootprintGeometry): readonly Line[] {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates as unknown as Lonlat]];
    case 'MultiPoint':
      return geometry.coordinates.map((position) => [position as unknown as Lonlat]);
    case 'LineString':
      return [geometry.coordinates as unknown as Line];
    case 'MultiLineString':
      return geometry.coordinates as unknown as readonly Line[];
    default:
      return polygonsOf(geometry).flat();
  }
}
