// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Bounds, Lonlat } from '../geometry.ts';
import { type Arrangement, unitsPerDegree } from './arrangement.ts';

export const lonlatOf = (a: Arrangement, vertex: number): Lonlat => [
  a.vertexX[vertex]! / unitsPerDegree,
  a.vertexY[vertex]! / unitsPerDegree,
];

/** The chain of face f's list has this face on its other side. */
export const faceAcross = (a: Arrangement, chain: number, face: number): number =>
  a.chainLeft[chain] === face ? a.chainRight[chain]! : a.chainLeft[chain]!;

export const chainsAround = (a: Arrangement, face: number): Int32Array =>
  a.faceChain.subarray(a.faceChainStart[face], a.faceChainStart[face + 1]);

/** Features that own the face, ascending: none for a gap, several for an overlap. */
export const ownersOf = (a: Arrangement, face: number): Int32Array =>
  a.faceOwner.subarray(a.faceOwnerStart[face], a.faceOwnerStart[face + 1]);

export function boundsOfFace(a: Arrangement, face: number): Bounds {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const c of chainsAround(a, face))
    for (let p = a.chainStart[c]!; p < a.chainStart[c + 1]!; p++) {
      const x = a.vertexX[a.chainVertex[p]!]!;
      const y = a.vertexY[a.chainVertex[p]!]!;
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
  return [west / unitsPerDegree, south / unitsPerDegree, east / unitsPerDegree, north / unitsPerDegree];
}

/** A place inside the face, to point at: the middle of its widest stretch along a parallel near its middle. */
export function placeInFace(a: Arrangement, face: number): Lonlat {
  const [, south, , north] = boundsOfFace(a, face);
  // Off the grid, so that the parallel meets edges and no vertices.
  const y = Math.floor(((south + north) / 2) * unitsPerDegree) + 0.5;
  const meets: number[] = [];
  for (const c of chainsAround(a, face))
    for (let p = a.chainStart[c]! + 1; p < a.chainStart[c + 1]!; p++) {
      const v = a.chainVertex[p - 1]!;
      const w = a.chainVertex[p]!;
      const y0 = a.vertexY[v]!;
      const y1 = a.vertexY[w]!;
      if (y0 > y === y1 > y) continue;
      const x0 = a.vertexX[v]!;
      meets.push(x0 + ((a.vertexX[w]! - x0) * (y - y0)) / (y1 - y0));
    }
  meets.sort((p, q) => p - q);
  let widest = 0;
  let x = meets[0] ?? 0;
  for (let i = 0; i + 1 < meets.length; i += 2) {
    const width = meets[i + 1]! - meets[i]!;
    if (width < widest) continue;
    widest = width;
    x = (meets[i]! + meets[i + 1]!) / 2;
  }
  return [x / unitsPerDegree, y / unitsPerDegree];
}
