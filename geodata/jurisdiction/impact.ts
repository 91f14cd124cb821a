import { disc, grow } from '../buffer.ts';
import type { Footprint } from '../footprint.ts';
import type { Lonlat, Rings } from '../geometry.ts';
import { polygonsArea, ringArea } from '../topology/ellipsoid.ts';
import type { Coverage } from './coverage.ts';
import { frameAt, fromPlane, toPlane } from './frame.ts';
import { type Extent, otherExtent } from './overlap.ts';

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

/** More positions than this are grown from their convex hull, which reaches no less far: joining thousands of strips takes seconds. */
const mostPositions = 1_000;

function zoneOf(footprint: Footprint, radius: number): Rings[] {
  const { kind, points, lines, accuracy } = footprint;
  const [only] = points;
  if (kind === 'point' && only && points.length === 1) return [disc(only, accuracy + radius)];
  const polygons = footprint.kind === 'polygon' ? footprint.polygons : [];
  const reach = radius + (kind === 'line' ? Math.max(footprint.width / 2, accuracy) : accuracy);
  const all = [...points, ...lines.flat(), ...polygons.flat(2)];
  const grown =
    all.length > mostPositions
      ? grow({ type: 'MultiPolygon', coordinates: [[hullOf(all)]] }, reach)
      : kind === 'point'
        ? grow({ type: 'MultiPoint', coordinates: points }, reach)
        : kind === 'line'
          ? grow({ type: 'MultiLineString', coordinates: lines }, reach)
          : grow({ type: 'MultiPolygon', coordinates: polygons }, reach);
  return grown.map((rings) =>
    rings.map((ring, i) => (ringArea(ring) > 0 === (i === 0) ? ring : [...ring].reverse())),
  );
}

/** The convex hull as a closed ring (Andrew's monotone chain, 1979). */
function hullOf(positions: readonly Lonlat[]): Lonlat[] {
  const [first] = positions;
  if (!first) return [];
  const frame = frameAt(...first);
  const sorted = positions
    .map((position) => toPlane(frame, position))
    .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const half = (places: readonly (readonly [number, number])[]): (readonly [number, number])[] => {
    const chain: (readonly [number, number])[] = [];
    for (const [x, y] of places) {
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
  const open = [...half(sorted), ...half([...sorted].reverse())].map(([x, y]) => fromPlane(frame, x, y));
  return open[0] ? [...open, open[0]] : [];
}
