// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, chainCount, faceCount, unitsPerDegree } from '../../topology/arrangement.ts';
import { areaBelow, authalicHeight, edgeLength } from '../../topology/ellipsoid.ts';

/**
 * What a walk asks of chains. A footprint meets few of many chains, and what it waits for is memory: all there is to know
 * of a chain lies in one record, as long as a line of the processor's cache, and so it is with the places along it.
 */
export interface ChainIndex {
  /** Records of chains, whole numbers and fractions in the same memory: field f of chain c is whole[c · chainStride + f]. */
  readonly whole: Int32Array;
  /** Fraction f of chain c is fraction[(c · chainStride) / 2 + f]. */
  readonly fraction: Float64Array;
  /** Nodes are the vertices in which chains end. */
  readonly nodeCount: number;
  /** x and y in grid units of place p of `chainVertex`: placeXY[4 p] and placeXY[4 p + 1]. */
  readonly placeXY: Int32Array;
  /** placeArea[2 p + 1]: square metres under the chain from its first vertex to place p, as `areaBelow` signs them. */
  readonly placeArea: Float64Array;
  /** Metres along the chain to each place. */
  readonly metres: Float64Array;
  /** The face on the other side of each item of `faceChain`. */
  readonly faceBeyond: Int32Array;
}

export const chainStride = 16;
/** Fields of a chain: grid units of its first and last vertex, the nodes there, the faces beside it, and a mark of the walk's. */
export const [firstX, firstY, lastX, lastY, firstNode, lastNode, leftFace, rightFace, doneIn] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
] as const;
/**
 * Its fractions: authalic height of the first vertex, which its areas are counted from so that they keep their digits;
 * square metres under the whole chain, and metres along it.
 */
export const [baseHeight, wholeArea, wholeMetres] = [5, 6, 7] as const;

export function indexChains(a: Arrangement): ChainIndex {
  const records = new ArrayBuffer(4 * chainStride * chainCount(a));
  const places = new ArrayBuffer(16 * a.chainVertex.length);
  const index = {
    whole: new Int32Array(records),
    fraction: new Float64Array(records),
    placeXY: new Int32Array(places),
    placeArea: new Float64Array(places),
    metres: new Float64Array(a.chainVertex.length),
  };
  sumChains(a, index);
  return { ...index, nodeCount: noteEnds(a, index.whole), faceBeyond: listFacesBeyond(a) };
}

/** Gives the number of nodes. */
function noteEnds(a: Arrangement, whole: Int32Array): number {
  const nodeOfVertex = new Int32Array(a.vertexX.length).fill(-1);
  let nodes = 0;
  const nodeAt = (vertex: number): number => {
    if (nodeOfVertex[vertex]! < 0) nodeOfVertex[vertex] = nodes++;
    return nodeOfVertex[vertex]!;
  };
  for (let chain = 0; chain < chainCount(a); chain++) {
    const first = a.chainVertex[a.chainStart[chain]!]!;
    const last = a.chainVertex[a.chainStart[chain + 1]! - 1]!;
    const record = chain * chainStride;
    whole[record + firstX] = a.vertexX[first]!;
    whole[record + firstY] = a.vertexY[first]!;
    whole[record + lastX] = a.vertexX[last]!;
    whole[record + lastY] = a.vertexY[last]!;
    whole[record + firstNode] = nodeAt(first);
    whole[record + lastNode] = nodeAt(last);
    whole[record + leftFace] = a.chainLeft[chain]!;
    whole[record + rightFace] = a.chainRight[chain]!;
  }
  return nodes;
}

/** Running sums along every chain, so that a stretch of it costs a subtraction whatever its length. */
function sumChains(
  a: Arrangement,
  { fraction, placeXY, placeArea, metres }: Pick<ChainIndex, 'fraction' | 'placeXY' | 'placeArea' | 'metres'>,
): void {
  for (let chain = 0; chain < chainCount(a); chain++) {
    const first = a.chainStart[chain]!;
    let [lon, lat, height, area, length] = [0, 0, 0, 0, 0];
    for (let place = first; place < a.chainStart[chain + 1]!; place++) {
      const x = a.vertexX[a.chainVertex[place]!]!;
      const y = a.vertexY[a.chainVertex[place]!]!;
      const nextLon = x / unitsPerDegree;
      const nextLat = y / unitsPerDegree;
      if (place === first) height = authalicHeight(nextLat);
      else {
        area += areaBelow(lon, lat, nextLon, nextLat, height, 0);
        length += edgeLength(lon, lat, nextLon, nextLat);
      }
      placeXY[4 * place] = x;
      placeXY[4 * place + 1] = y;
      placeArea[2 * place + 1] = area;
      metres[place] = length;
      lon = nextLon;
      lat = nextLat;
    }
    const record = (chain * chainStride) / 2;
    fraction[record + baseHeight] = height;
    fraction[record + wholeArea] = area;
    fraction[record + wholeMetres] = length;
  }
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
