// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, chainCount, faceCount, unitsPerDegree } from '../../topology/arrangement.ts';
import { areaBelow, authalicHeight, edgeLength } from '../../topology/ellipsoid.ts';

/**
 * What a walk asks of chains, side by side in memory: a footprint meets few of many chains, and each is then one place to
 * read. Running sums make a stretch of a chain cost a subtraction whatever its length.
 */
export interface ChainIndex {
  /** Of chain c from `ends[endsOf · c]`: x and y of its first and of its last vertex, in grid units, and their nodes. */
  readonly ends: Int32Array;
  /** Nodes are the vertices in which chains end. */
  readonly nodeCount: number;
  /** The face on the other side of each item of `faceChain`. */
  readonly faceBeyond: Int32Array;
  /** Authalic height of a chain's first vertex: what its areas are counted from, so that they keep their digits. */
  readonly base: Float64Array;
  /** Square metres under the whole chain, and metres along it. */
  readonly wholeArea: Float64Array;
  readonly wholeMetres: Float64Array;
  /** Square metres under the chain from its first vertex to each place of `chainVertex`, as `areaBelow` signs them. */
  readonly area: Float64Array;
  /** Metres along it. */
  readonly metres: Float64Array;
}

export const endsOf = 6;

export function indexChains(a: Arrangement): ChainIndex {
  return { ...listEnds(a), ...sumChains(a), faceBeyond: listFacesBeyond(a) };
}

function listEnds(a: Arrangement): Pick<ChainIndex, 'ends' | 'nodeCount'> {
  const ends = new Int32Array(endsOf * chainCount(a));
  const nodeOfVertex = new Int32Array(a.vertexX.length).fill(-1);
  let nodeCount = 0;
  for (let chain = 0; chain < chainCount(a); chain++)
    for (const end of [0, 1]) {
      const vertex = a.chainVertex[end === 0 ? a.chainStart[chain]! : a.chainStart[chain + 1]! - 1]!;
      if (nodeOfVertex[vertex]! < 0) nodeOfVertex[vertex] = nodeCount++;
      ends[endsOf * chain + 2 * end] = a.vertexX[vertex]!;
      ends[endsOf * chain + 2 * end + 1] = a.vertexY[vertex]!;
      ends[endsOf * chain + 4 + end] = nodeOfVertex[vertex]!;
    }
  return { ends, nodeCount };
}

function sumChains(
  a: Arrangement,
): Pick<ChainIndex, 'base' | 'wholeArea' | 'wholeMetres' | 'area' | 'metres'> {
  const base = new Float64Array(chainCount(a));
  const wholeArea = new Float64Array(chainCount(a));
  const wholeMetres = new Float64Array(chainCount(a));
  const area = new Float64Array(a.chainVertex.length);
  const metres = new Float64Array(a.chainVertex.length);
  for (let chain = 0; chain < chainCount(a); chain++) {
    const first = a.chainStart[chain]!;
    const last = a.chainStart[chain + 1]! - 1;
    let lon = a.vertexX[a.chainVertex[first]!]! / unitsPerDegree;
    let lat = a.vertexY[a.chainVertex[first]!]! / unitsPerDegree;
    const height = authalicHeight(lat);
    base[chain] = height;
    for (let place = first + 1; place <= last; place++) {
      const nextLon = a.vertexX[a.chainVertex[place]!]! / unitsPerDegree;
      const nextLat = a.vertexY[a.chainVertex[place]!]! / unitsPerDegree;
      area[place] = area[place - 1]! + areaBelow(lon, lat, nextLon, nextLat, height, 0);
      metres[place] = metres[place - 1]! + edgeLength(lon, lat, nextLon, nextLat);
      lon = nextLon;
      lat = nextLat;
    }
    wholeArea[chain] = area[last]!;
    wholeMetres[chain] = metres[last]!;
  }
  return { base, wholeArea, wholeMetres, area, metres };
}

function listFacesBeyond(a: Arrangement): Int32Array {
  const beyond = new Int32Array(a.faceChain.length);
  for (let face = 0; face < faceCount(a); face++)
    for (let i = a.faceChainStart[face]!; i < a.faceChainStart[face + 1]!; i++) {
      const chain = a.faceChain[i]!;
      beyond[i] = a.chainLeft[chain] === face ? a.chainRight[chain]! : a.chainLeft[chain]!;
    }
  return beyond;
}
