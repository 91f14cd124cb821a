import type { Footprint } from '../footprint.ts';
import type { Lonlat } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { type Frame, frameAt, toPlane } from './frame.ts';
import { distanceToEdge, facesAt, visitOutwards } from './raster.ts';

/** Metres beyond which no boundary is looked for. */
const farthest = 5_000;

/** Metres from the nearest point of a point footprint to a line between two parties (or the city's edge); null beyond 5 km. */
export function nearestBoundary(coverage: Coverage, footprint: Footprint): number | null {
  return nearest(
    coverage,
    footprint.points,
    (left, right) => !same(partiesOf(coverage, left), partiesOf(coverage, right)),
  );
}

/** Metres from a footprint's positions to a party's area, 0 inside; infinite beyond 5 km. */
export function distanceToParty(coverage: Coverage, footprint: Footprint, party: number): number {
  const positions = footprint.kind === 'point' ? footprint.points : footprint.lines.flat();
  const owns = (face: number): boolean => partiesOf(coverage, face).includes(party);
  for (const [longitude, latitude] of positions)
    if (
      facesAt(
        coverage.arrangement,
        coverage.raster,
        longitude * unitsPerDegree,
        latitude * unitsPerDegree,
      ).some(owns)
    )
      return 0;
  return (
    nearest(coverage, positions, (left, right) => owns(left) !== owns(right)) ?? Number.POSITIVE_INFINITY
  );
}

/** Metres between a footprint's positions and chains, whichever end comes closest; both are taken to be apart. */
export function distanceToChains(
  coverage: Coverage,
  footprint: Footprint,
  chains: readonly number[],
): number {
  const { arrangement: a } = coverage;
  const lines =
    footprint.kind === 'point'
      ? footprint.points.map((point) => [point])
      : footprint.kind === 'line'
        ? footprint.lines
        : footprint.polygons.flat();
  const [first] = lines[0] ?? [];
  if (!first) return Number.POSITIVE_INFINITY;
  const frame = frameAt(...first);
  const planes = lines.map((line) => line.map((position) => toPlane(frame, position)));
  const around = boxOf(planes.flat());
  let shortest = Number.POSITIVE_INFINITY;
  for (const chain of chains) {
    const points: [number, number][] = [];
    for (let i = a.chainStart[chain] ?? 0; i < (a.chainStart[chain + 1] ?? 0); i++)
      points.push(vertexAt(coverage, frame, a.chainVertex[i] ?? 0));
    // Nothing of it can be nearer than what is left between the two boxes.
    if (betweenBoxes(around, boxOf(points)) > shortest) continue;
    for (const line of planes)
      shortest = Math.min(shortest, distanceBetween(line, points), distanceBetween(points, line));
  }
  return shortest;
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(points: readonly (readonly [number, number])[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

/** Less by a hair than the shortest way from one box to another. */
function betweenBoxes(one: Box, other: Box): number {
  const x = Math.max(0, one[0] - other[2], other[0] - one[2]);
  const y = Math.max(0, one[1] - other[3], other[1] - one[3]);
  return Math.hypot(x, y) * (1 - 1e-9);
}

/** Shortest way from the corners of one line to another line. */
function distanceBetween(
  corners: readonly (readonly [number, number])[],
  line: readonly (readonly [number, number])[],
): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (const [x, y] of corners)
    for (let i = Math.min(1, line.length - 1); i < line.length; i++) {
      const [x0, y0] = line[Math.max(0, i - 1)] ?? [0, 0];
      const [x1, y1] = line[i] ?? [0, 0];
      shortest = Math.min(shortest, distanceToEdge(x0 - x, y0 - y, x1 - x, y1 - y));
    }
  return shortest;
}

/** Metres from the nearest of some positions to an edge whose two faces differ as asked. */
function nearest(
  coverage: Coverage,
  positions: readonly Lonlat[],
  differ: (left: number, right: number) => boolean,
): number | null {
  const { arrangement: a, raster } = coverage;
  let shortest = Number.POSITIVE_INFINITY;
  for (const position of positions) {
    const { originX, originY, scaleX, scaleY } = frameAt(...position);
    const [unitX, unitY] = [position[0] * unitsPerDegree, position[1] * unitsPerDegree];
    const x = (unitX - originX) * scaleX;
    const y = (unitY - originY) * scaleY;
    visitOutwards(raster, [unitX, unitY], [scaleX, scaleY], farthest, (edge) => {
      const [p, q] = [a.chainVertex[edge] ?? 0, a.chainVertex[edge + 1] ?? 0];
      const distance = distanceToEdge(
        ((a.vertexX[p] ?? 0) - originX) * scaleX - x,
        ((a.vertexY[p] ?? 0) - originY) * scaleY - y,
        ((a.vertexX[q] ?? 0) - originX) * scaleX - x,
        ((a.vertexY[q] ?? 0) - originY) * scaleY - y,
      );
      if (distance >= shortest) return shortest;
      const chain = raster.edgeChain[edge] ?? 0;
      if (differ(a.chainLeft[chain] ?? 0, a.chainRight[chain] ?? 0)) shortest = distance;
      return shortest;
    });
  }
  return shortest <= farthest ? shortest : null;
}

const vertexAt = ({ arrangement }: Coverage, frame: Frame, vertex: number): [number, number] => [
  ((arrangement.vertexX[vertex] ?? 0) - frame.originX) * frame.scaleX,
  ((arrangement.vertexY[vertex] ?? 0) - frame.originY) * frame.scaleY,
];

const same = (one: Int32Array, other: Int32Array): boolean =>
  one.length === other.length && one.every((party, i) => party === other[i]);
