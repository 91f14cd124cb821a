import { disc, grow } from '../buffer.ts';
import type { Footprint } from '../footprint.ts';
import type { Lonlat, Rings } from '../geometry.ts';
import { polygonsArea, ringArea } from '../topology/ellipsoid.ts';
import type { Coverage } from './coverage.ts';
import { type Frame, frameAt, fromPlane, toPlane } from './frame.ts';
import { type Extent, otherExtent } from './overlap.ts';
import { distanceToEdge } from './raster.ts';

/** The footprint grown by how far the incident reaches. */
export interface Impact {
  /** Metres around the footprint. */
  readonly radius: number;
  /** Square metres. */
  readonly area: number;
  readonly extent: Extent;
}

/**
 * Lays the impact zone of a footprint over the areas: everything within `radius` metres of it and of its accuracy. `main` is
 * the extent of the footprint itself.
 */
export function measureImpact(
  coverage: Coverage,
  footprint: Footprint,
  main: Extent,
  radius: number,
): Impact {
  const polygons = zoneOf(footprint, radius);
  return {
    radius,
    area: polygonsArea(polygons),
    extent: otherExtent(coverage, footprint, polygons, main),
  };
}

/** Joining a strip for every edge takes time, so shapes of more positions than this are grown from their convex hull. */
const mostPositions = 1_000;
/** So are shapes whose hollows are shallower than this part of the radius: their zones are as good as the same. */
const shallow = 0.05;

function zoneOf(footprint: Footprint, radius: number): Rings[] {
  const { kind, points, lines, accuracy } = footprint;
  const [only] = points;
  if (kind === 'point' && only && points.length === 1) return [disc(only, accuracy + radius)];
  const polygons = footprint.kind === 'polygon' ? footprint.polygons : [];
  const reach = radius + (kind === 'line' ? Math.max(footprint.width / 2, accuracy) : accuracy);
  const all = [...points, ...lines.flat(), ...polygons.flat(2)];
  const [first] = all;
  if (!first) return [];
  const frame = frameAt(...first);
  const hull = hullOf(all.map((position) => toPlane(frame, position)));
  const [shell = [], ...more] = polygons.flat();
  const nearlyConvex =
    more.length === 0 &&
    kind === 'polygon' &&
    shell.every((position) => depthIn(hull, toPlane(frame, position)) <= shallow * radius);
  if (nearlyConvex || all.length > mostPositions) return [roundedOf(frame, hull, reach)];
  const grown =
    kind === 'point'
      ? grow({ type: 'MultiPoint', coordinates: points }, reach)
      : kind === 'line'
        ? grow({ type: 'MultiLineString', coordinates: lines }, reach)
        : grow({ type: 'MultiPolygon', coordinates: polygons }, reach);
  return grown.map((rings) =>
    rings.map((ring, i) => (ringArea(ring) > 0 === (i === 0) ? ring : [...ring].reverse())),
  );
}

type Place = readonly [x: number, y: number];

/** The convex hull, open, counter-clockwise (Andrew's monotone chain, 1979). */
function hullOf(places: readonly Place[]): readonly Place[] {
  const sorted = [...places].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const half = (ordered: readonly Place[]): Place[] => {
    const chain: Place[] = [];
    for (const [x, y] of ordered) {
      for (;;) {
        const [px, py] = chain.at(-2) ?? [Number.NaN, 0];
        const [qx, qy] = chain.at(-1) ?? [0, 0];
        // Also where there are not two yet: a comparison with NaN is false.
        if (!((qx - px) * (y - py) - (qy - py) * (x - px) <= 0)) break;
        chain.pop();
      }
      chain.push([x, y]);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Metres from a place inside a hull to its outline. */
function depthIn(hull: readonly Place[], [x, y]: Place): number {
  let depth = Infinity;
  hull.forEach(([x0, y0], i) => {
    const [x1, y1] = hull[(i + 1) % hull.length] ?? [x0, y0];
    depth = Math.min(depth, distanceToEdge(x0 - x, y0 - y, x1 - x, y1 - y));
  });
  return depth;
}

/** Corners of an arc are this many radians apart, as on a disc of 64. */
const step = Math.PI / 32;

/** Everything within `reach` metres of a convex hull: its edges moved outwards, joined by arcs. */
function roundedOf(frame: Frame, hull: readonly Place[], reach: number): Rings {
  const ring: Lonlat[] = [];
  // Corners stand a little outside the arc, so that it comes out with its very area.
  const radius = reach * Math.sqrt(step / Math.sin(step));
  hull.forEach(([x, y], i) => {
    const [px, py] = hull[(i + hull.length - 1) % hull.length] ?? [x, y];
    const [qx, qy] = hull[(i + 1) % hull.length] ?? [x, y];
    const from = Math.atan2(y - py, x - px) - Math.PI / 2;
    const turn = (Math.atan2(qy - y, qx - x) - Math.PI / 2 - from + 4 * Math.PI) % (2 * Math.PI);
    const corners = Math.ceil(turn / step);
    for (let corner = 0; corner <= corners; corner++) {
      const angle = from + (corners > 0 ? (corner / corners) * turn : 0);
      const far = corner === 0 || corner === corners ? reach : radius;
      ring.push(fromPlane(frame, x + far * Math.cos(angle), y + far * Math.sin(angle)));
    }
  });
  const [start] = ring;
  return start ? [[...ring, start]] : [];
}
