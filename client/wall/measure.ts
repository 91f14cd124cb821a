import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';
import { metresPerDegree } from './views.ts';

/** A stretch of an edge that lies in one part. */
export interface Piece {
  readonly from: Lonlat;
  readonly to: Lonlat;
  readonly metres: number;
}

/** An edge of a footprint that a seam cuts, its pieces in order, and the direction away from the footprint: [east, north]. */
export interface CutEdge {
  readonly pieces: readonly Piece[];
  readonly outward: readonly [number, number];
}

type Metres = readonly [number, number];

/** How far a corner may lie off an edge it belongs to, in metres: coordinates are stored to a centimetre. */
const off = 0.1;

/**
 * The edges of a footprint along which to write how wide its parts are: those that several parts share and that are at
 * least a fifth of its size, the one that looks most to the south first, then those to the west. None where no edge is
 * cut, and for anything but one polygon.
 */
export function cutEdges(
  footprint: FootprintGeometry,
  parts: readonly (Polygon | MultiPolygon)[],
): readonly CutEdge[] {
  const polygons =
    footprint.type === 'Polygon'
      ? [footprint.coordinates]
      : footprint.type === 'MultiPolygon'
        ? footprint.coordinates
        : [];
  const ring = polygons.length === 1 ? polygons[0]?.[0] : undefined;
  const start = ring?.[0];
  if (ring === undefined || start === undefined) return [];
  const plane = planeAt(start);
  const corners = ring.map(plane.to);
  const turn = Math.sign(signedArea(corners));
  const least = sizeOf(corners) / 5;
  const rings = parts.map((part) =>
    (part.type === 'Polygon' ? part.coordinates : part.coordinates.flat()).map((line) => line.map(plane.to)),
  );
  const found: CutEdge[] = [];
  for (const [a, b] of sidesOf(corners)) {
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length < least) continue;
    const along: Metres = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    const pieces = rings
      .flatMap((lines) => stretchesOf(lines, a, along, length))
      .sort((one, other) => one[0] - other[0])
      .map(([from, to]) => ({
        from: plane.from([a[0] + along[0] * from, a[1] + along[1] * from]),
        to: plane.from([a[0] + along[0] * to, a[1] + along[1] * to]),
        metres: to - from,
      }));
    if (pieces.length < 2) continue;
    // Inside lies to the left of a ring that turns anticlockwise.
    const outward: Metres = [along[1] * turn, -along[0] * turn];
    found.push({ pieces, outward });
  }
  const rank = ({ outward: [east, north] }: CutEdge) => -north - east / 2;
  return found.sort((a, b) => rank(b) - rank(a));
}

/** From where to where an edge belongs to a part, in metres from the edge's start; none where it does not. */
function stretchesOf(
  lines: readonly (readonly Metres[])[],
  [x, y]: Metres,
  along: Metres,
  length: number,
): [number, number][] {
  let [from, to] = [length, 0];
  for (const line of lines)
    for (const ends of sidesOf(line)) {
      const on = ends.map(([px, py]) => ({
        at: (px - x) * along[0] + (py - y) * along[1],
        aside: Math.abs((py - y) * along[0] - (px - x) * along[1]),
      }));
      if (on.some(({ at, aside }) => aside > off || at < -off || at > length + off)) continue;
      for (const { at } of on) {
        from = Math.min(from, Math.max(at, 0));
        to = Math.max(to, Math.min(at, length));
      }
    }
  return to - from > off ? [[from, to]] : [];
}

/** Metres east and north of a place, exact enough for the size of a building or a block. */
function planeAt([lon0 = 0, lat0 = 0]: Position) {
  const perLon = metresPerDegree * Math.cos((lat0 * Math.PI) / 180);
  return {
    to: ([lon = 0, lat = 0]: Position): Metres => [(lon - lon0) * perLon, (lat - lat0) * metresPerDegree],
    from: ([x, y]: Metres): Lonlat => [lon0 + x / perLon, lat0 + y / metresPerDegree],
  };
}

const sidesOf = (line: readonly Metres[]): (readonly [Metres, Metres])[] =>
  line.slice(1).map((point, index) => [line[index] ?? point, point] as const);

const signedArea = (ring: readonly Metres[]): number =>
  sidesOf(ring).reduce((sum, [[x0, y0], [x, y]]) => sum + x0 * y - x * y0, 0);

function sizeOf(points: readonly Metres[]): number {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}
