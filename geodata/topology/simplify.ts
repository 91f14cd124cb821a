// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, chainCount, faceCount, unitsPerDegree } from './arrangement.ts';
import { metresPerRadian, radiansPerDegree } from './ellipsoid.ts';
import { measureChainsAndFaces } from './measure.ts';
import { findConflicts } from './simplify-conflicts.ts';

/**
 * The same chains and faces with fewer vertices: each chain is simplified once (Douglas and Peucker 1973), so neighbours
 * never show a crack. Nothing moves by more than `metres`; where chains would cross, touch, or change the order in
 * which they leave a node, they keep more of their vertices. Lengths and areas are those of the new shapes.
 */
export function simplify(arrangement: Arrangement, metres: number): Arrangement {
  const chains = chainCount(arrangement);
  const tolerance = new Float64Array(chains).fill(metres);
  const kept = new Uint8Array(arrangement.chainVertex.length);
  for (let c = 0; c < chains; c++) keepVertices(arrangement, c, metres, kept);
  for (let round = 0; ; round++) {
    let conflicts = findConflicts(arrangement, kept);
    if (conflicts.size === 0) {
      const simple = withKept(arrangement, kept);
      conflicts = aroundTurnedFaces(arrangement, simple);
      if (conflicts.size === 0) return simple;
    }
    const yielding = [...conflicts].filter((c) => tolerance[c]! > 0);
    if (yielding.length === 0)
      throw new Error(`chains in conflict with all their vertices: ${[...conflicts]}`);
    for (const c of yielding) {
      // A chain that keeps all its vertices cannot be at fault, so this ends.
      tolerance[c] = round < roundsOfPatience && tolerance[c]! > finest ? tolerance[c]! / 3 : 0;
      keepVertices(arrangement, c, tolerance[c]!, kept);
    }
  }
}

/** Chains around faces that were turned inside out: a sliver's outline may pass to the other side of itself and cross nothing. */
function aroundTurnedFaces(before: Arrangement, after: Arrangement): Set<number> {
  const isTurned = (face: number): boolean =>
    Math.sign(before.faceArea[face]!) !== Math.sign(after.faceArea[face]!);
  const chains = new Set<number>();
  for (let c = 0; c < chainCount(before); c++)
    if (isTurned(before.chainLeft[c]!) || isTurned(before.chainRight[c]!)) chains.add(c);
  return chains;
}

const roundsOfPatience = 6;
/** Metres: below it a chain might as well stay as it is. */
const finest = 0.1;

function keepVertices(arrangement: Arrangement, chain: number, metres: number, kept: Uint8Array): void {
  const { chainStart, chainVertex, vertexX, vertexY } = arrangement;
  const first = chainStart[chain]!;
  const last = chainStart[chain + 1]! - 1;
  kept.fill(metres > 0 ? 0 : 1, first, last + 1);
  if (metres <= 0) return;
  kept[first] = 1;
  kept[last] = 1;
  const distance = distanceInMetres(arrangement, vertexY[chainVertex[first]!]!);
  const runs: [number, number][] = [[first, last]];
  if (chainVertex[first] === chainVertex[last]) {
    // A loop needs a third point before there is a line to be near to: the one furthest from its beginning.
    const origin = chainVertex[first]!;
    let furthest = first + 1;
    let most = -1;
    for (let p = first + 1; p < last; p++) {
      const v = chainVertex[p]!;
      const d = (vertexX[v]! - vertexX[origin]!) ** 2 + (vertexY[v]! - vertexY[origin]!) ** 2;
      if (d > most) {
        most = d;
        furthest = p;
      }
    }
    kept[furthest] = 1;
    runs.splice(0, 1, [first, furthest], [furthest, last]);
  }
  for (let run = runs.pop(); run; run = runs.pop()) {
    const [from, to] = run;
    let furthest = -1;
    let most = metres;
    for (let p = from + 1; p < to; p++) {
      const d = distance(p, from, to);
      if (d > most) {
        most = d;
        furthest = p;
      }
    }
    if (furthest < 0) continue;
    kept[furthest] = 1;
    runs.push([from, furthest], [furthest, to]);
  }
}

/** Distance of a chain position from the segment between two others, on the plane that touches the ellipsoid there. */
function distanceInMetres(
  { chainVertex, vertexX, vertexY }: Arrangement,
  unitsNorth: number,
): (p: number, from: number, to: number) => number {
  const { north, east } = metresPerRadian(unitsNorth / unitsPerDegree);
  const perUnit = radiansPerDegree / unitsPerDegree;
  return (p, from, to) => {
    const [a, b, v] = [chainVertex[from]!, chainVertex[to]!, chainVertex[p]!];
    const abX = (vertexX[b]! - vertexX[a]!) * perUnit * east;
    const abY = (vertexY[b]! - vertexY[a]!) * perUnit * north;
    const avX = (vertexX[v]! - vertexX[a]!) * perUnit * east;
    const avY = (vertexY[v]! - vertexY[a]!) * perUnit * north;
    const squared = abX * abX + abY * abY;
    const along = squared > 0 ? Math.max(0, Math.min(1, (avX * abX + avY * abY) / squared)) : 0;
    return Math.hypot(avX - along * abX, avY - along * abY);
  };
}

function withKept(arrangement: Arrangement, kept: Uint8Array): Arrangement {
  const { chainStart, chainVertex, vertexX, vertexY } = arrangement;
  const number = new Int32Array(vertexX.length).fill(-1);
  for (let p = 0; p < chainVertex.length; p++) if (kept[p]) number[chainVertex[p]!] = 0;
  let vertices = 0;
  for (let v = 0; v < number.length; v++) if (number[v] === 0) number[v] = vertices++;
  const start = new Int32Array(chainStart.length);
  let filled = 0;
  const runs = new Int32Array(chainVertex.length);
  for (let c = 0; c + 1 < chainStart.length; c++) {
    for (let p = chainStart[c]!; p < chainStart[c + 1]!; p++)
      if (kept[p]) runs[filled++] = number[chainVertex[p]!]!;
    start[c + 1] = filled;
  }
  const shape = {
    vertexX: vertexX.filter((_, v) => number[v]! >= 0),
    vertexY: vertexY.filter((_, v) => number[v]! >= 0),
    chainStart: start,
    chainVertex: runs.slice(0, filled),
    chainLeft: arrangement.chainLeft,
    chainRight: arrangement.chainRight,
  };
  return { ...arrangement, ...shape, ...measureChainsAndFaces(shape, faceCount(arrangement)) };
}
