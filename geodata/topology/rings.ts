// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Line, Rings } from '../geometry.ts';
import { boundaryFrame, type GridFrame, GridPoints } from './grid-points.ts';
import { type ArrangeRefusal, longestEdge } from './refusal.ts';

/** One area as drawn: any number of parts, each a shell and its holes. The direction of rings does not matter. */
export interface Drawn {
  readonly polygons: readonly Rings[];
}

/** Where a ring stands in what was given. `part` and `ring` count within their feature and part; ring 0 is the shell. */
export interface RingPlace {
  readonly feature: number;
  readonly part: number;
  readonly ring: number;
}

/** All rings as runs of point numbers, closed by implication: ring r is vertex[start[r] .. start[r + 1]). */
export interface RingTable {
  readonly points: GridPoints;
  readonly vertex: Int32Array;
  readonly start: Int32Array;
  readonly place: readonly RingPlace[];
  /** Number of the ring's part over all features. */
  readonly part: Int32Array;
  /** Rings with fewer than three distinct points on the grid; they take no part in the arrangement. */
  readonly degenerate: readonly (RingPlace & { readonly at: readonly [number, number] | null })[];
}

/** Snaps all rings to the grid, drops repeated points, and refuses what the arithmetic could not hold. */
export function readRings(
  features: readonly Drawn[],
  frame: GridFrame = boundaryFrame,
): RingTable | { readonly refusal: ArrangeRefusal } {
  const positions = countPositions(features);
  const points = new GridPoints(Math.ceil(positions / 2), frame);
  const vertex = new Int32Array(positions);
  const start: number[] = [0];
  const place: RingPlace[] = [];
  const parts: number[] = [];
  const degenerate: (RingPlace & { at: readonly [number, number] | null })[] = [];
  let filled = 0;
  let partCount = 0;
  for (const [feature, { polygons }] of features.entries())
    for (const [part, rings] of polygons.entries()) {
      for (const [ring, line] of rings.entries()) {
        const here: RingPlace = { feature, part, ring };
        const problem = findUnfit(line, frame);
        if (problem) return { refusal: { ...problem, ...here } };
        const first = filled;
        for (const [lon, lat] of line) {
          const id = points.idAt(lon, lat);
          if (filled === first || vertex[filled - 1] !== id) vertex[filled++] = id;
        }
        if (filled > first + 1 && vertex[filled - 1] === vertex[first]) filled--;
        if (filled - first < 3) {
          degenerate.push({ ...here, at: line[0] ? points.lonlat(vertex[first]!) : null });
          filled = first;
          continue;
        }
        place.push(here);
        parts.push(partCount);
        start.push(filled);
      }
      partCount++;
    }
  return {
    points,
    vertex: vertex.slice(0, filled),
    start: Int32Array.from(start),
    place,
    part: Int32Array.from(parts),
    degenerate,
  };
}

type Unfit = Pick<ArrangeRefusal, 'code' | 'at' | 'got' | 'wanted'>;

function findUnfit(line: Line, frame: GridFrame): Unfit | null {
  let previous = line[line.length - 1];
  let i = 0;
  for (const position of line) {
    const [lon, lat] = position;
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) {
      const at = previous && Number.isFinite(previous[0]) && Number.isFinite(previous[1]) ? previous : null;
      return {
        code: 'not-finite',
        at,
        got: `[${lon}, ${lat}] at position ${i}`,
        wanted: 'two finite numbers',
      };
    }
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90)
      return {
        code: 'out-of-range',
        at: null,
        got: `[${lon}, ${lat}] at position ${i}`,
        wanted: 'longitude within ±180 and latitude within ±90 degrees',
      };
    if (previous) {
      const across = Math.abs(lon - previous[0]);
      const span = Math.max(across, Math.abs(lat - previous[1]));
      if (across > 180)
        return {
          code: 'antimeridian',
          at: position,
          got: `an edge from longitude ${previous[0]} to ${lon}`,
          wanted: 'boundaries that do not cross the 180th meridian',
        };
      if (span * frame.unitsPerDegree >= longestEdge - 1)
        return {
          code: 'edge-too-long',
          at: position,
          got: `an edge of ${span.toFixed(3)} degrees`,
          wanted: `edges shorter than ${longestEdge / frame.unitsPerDegree} degrees`,
        };
    }
    previous = position;
    i++;
  }
  return null;
}

function countPositions(features: readonly Drawn[]): number {
  let positions = 0;
  for (const { polygons } of features)
    for (const rings of polygons) for (const line of rings) positions += line.length;
  return positions;
}
