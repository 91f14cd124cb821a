// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Footprint } from '../footprint.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { frameAt } from './frame.ts';
import type { Extent } from './overlap.ts';
import { distanceToEdge, visitEdges } from './raster.ts';
import type { Jurisdiction } from './verdict.ts';
import { zoneArea } from './zone-area.ts';

/** The footprint grown by how far the incident reaches. */
export interface Impact {
  /** Metres around the footprint. */
  readonly radius: number;
  /** Square metres. */
  readonly area: number;
  /** Parties within the zone, nearest first, then by code. */
  readonly reached: readonly {
    readonly jurisdiction: Jurisdiction;
    /** Metres from the footprint, or from the place given for a point; 0 where they meet. */
    readonly distance: number;
  }[];
}

/**
 * Who is within `radius` metres of a footprint and of its accuracy, by distance: no zone is drawn, so a wider one never
 * loses anybody. `main` is the extent of the footprint itself.
 */
export function measureImpact(
  coverage: Coverage,
  footprint: Footprint,
  main: Extent,
  radius: number,
): Impact {
  const { kind, accuracy, width } = footprint;
  const reach = radius + (kind === 'line' ? Math.max(width / 2, accuracy) : accuracy);
  const reached = [...partiesWithin(coverage, footprint, main, reach)].map(([party, distance]) => ({
    jurisdiction: coverage.jurisdictionOf(coverage.parties[party]?.code ?? ''),
    distance,
  }));
  return {
    radius,
    area: zoneArea(footprint, reach),
    reached: reached.sort(
      (one, other) =>
        one.distance - other.distance || (one.jurisdiction.code < other.jurisdiction.code ? -1 : 1),
    ),
  };
}

/** Parties by their place in `Coverage.parties`, with their distance. A party that lies nowhere at the footprint has its border nearest to it. */
function partiesWithin(
  coverage: Coverage,
  footprint: Footprint,
  main: Extent,
  reach: number,
): ReadonlyMap<number, number> {
  const { arrangement: a, raster, chainDivides } = coverage;
  const found = new Map<number, number>();
  for (const { face } of main.faces) for (const party of partiesOf(coverage, face)) found.set(party, 0);
  const { frame, ends, west, south, east, north } = loadEnds(footprint);
  const [marginX, marginY] = [reach / frame.scaleX, reach / frame.scaleY];
  visitEdges(
    raster,
    west / frame.scaleX + frame.originX - marginX,
    south / frame.scaleY + frame.originY - marginY,
    east / frame.scaleX + frame.originX + marginX,
    north / frame.scaleY + frame.originY + marginY,
    (edge) => {
      const chain = raster.edgeChain[edge]!;
      if (chainDivides[chain] !== 1) return;
      const left = partiesOf(coverage, a.chainLeft[chain]!);
      const right = partiesOf(coverage, a.chainRight[chain]!);
      const farthest = Math.max(farthestOf(found, left, reach), farthestOf(found, right, reach));
      if (farthest === 0) return;
      const [p, q] = [a.chainVertex[edge]!, a.chainVertex[edge + 1]!];
      const distance = distanceToEnds(
        ends,
        (a.vertexX[p]! - frame.originX) * frame.scaleX,
        (a.vertexY[p]! - frame.originY) * frame.scaleY,
        (a.vertexX[q]! - frame.originX) * frame.scaleX,
        (a.vertexY[q]! - frame.originY) * frame.scaleY,
        farthest,
      );
      if (distance > farthest) return;
      for (const parties of [left, right])
        for (const party of parties) if (distance <= (found.get(party) ?? reach)) found.set(party, distance);
    },
  );
  return found;
}

/** Of some parties the largest distance known; nothing farther than that would change anything. */
function farthestOf(found: ReadonlyMap<number, number>, parties: Int32Array, reach: number): number {
  let farthest = 0;
  for (let i = 0; i < parties.length; i++) farthest = Math.max(farthest, found.get(parties[i]!) ?? reach);
  return farthest;
}

/** x and y of both ends of every edge of what distances are told from, in a plane around it; a point is an edge without length. */
function loadEnds({ kind, points, lines, polygons }: Footprint) {
  const paths = kind === 'point' ? points.map((point) => [point]) : kind === 'line' ? lines : polygons.flat();
  const frame = frameAt(...(paths[0]?.[0] ?? [0, 0]));
  const ends: number[] = [];
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths)
    for (let i = 0; i < path.length; i++) {
      const x = (path[i]![0] * unitsPerDegree - frame.originX) * frame.scaleX;
      const y = (path[i]![1] * unitsPerDegree - frame.originY) * frame.scaleY;
      west = Math.min(west, x);
      south = Math.min(south, y);
      east = Math.max(east, x);
      north = Math.max(north, y);
      if (i > 0) ends.push(x, y);
      if (i + 1 < path.length) ends.push(x, y);
      else if (path.length === 1) ends.push(x, y, x, y);
    }
  return { frame, ends: Float64Array.from(ends), west, south, east, north };
}

/** Metres from an edge to the nearest of others that it does not cross; infinite beyond `farthest`. */
function distanceToEnds(
  ends: Float64Array,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  farthest: number,
): number {
  let [shortest, nearest] = [farthest, Infinity];
  for (let i = 0; i < ends.length; i += 4) {
    const [px, py, qx, qy] = [ends[i]!, ends[i + 1]!, ends[i + 2]!, ends[i + 3]!];
    if (Math.max(px, qx) < Math.min(x0, x1) - shortest || Math.min(px, qx) > Math.max(x0, x1) + shortest)
      continue;
    if (Math.max(py, qy) < Math.min(y0, y1) - shortest || Math.min(py, qy) > Math.max(y0, y1) + shortest)
      continue;
    const distance = Math.min(
      distanceToEdge(x0 - px, y0 - py, x1 - px, y1 - py),
      distanceToEdge(x0 - qx, y0 - qy, x1 - qx, y1 - qy),
      distanceToEdge(px - x0, py - y0, qx - x0, qy - y0),
      distanceToEdge(px - x1, py - y1, qx - x1, qy - y1),
    );
    if (distance > shortest) continue;
    shortest = distance;
    nearest = distance;
  }
  return nearest;
}
