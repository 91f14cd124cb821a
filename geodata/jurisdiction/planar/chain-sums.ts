// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, chainCount, unitsPerDegree } from '../../topology/arrangement.ts';
import { areaBelow, authalicHeight, edgeLength } from '../../topology/ellipsoid.ts';

/** Running sums along every chain, so that a stretch of it costs a subtraction whatever its length. */
export interface ChainSums {
  /** Authalic height of a chain's first vertex: what its areas are counted from, so that they keep their digits. */
  readonly base: Float64Array;
  /** Square metres under the chain from its first vertex to each place of `chainVertex`, as `areaBelow` signs them. */
  readonly area: Float64Array;
  /** Metres along it. */
  readonly metres: Float64Array;
}

export function sumChains(a: Arrangement): ChainSums {
  const base = new Float64Array(chainCount(a));
  const area = new Float64Array(a.chainVertex.length);
  const metres = new Float64Array(a.chainVertex.length);
  for (let chain = 0; chain < chainCount(a); chain++) {
    const first = a.chainStart[chain]!;
    let lon = a.vertexX[a.chainVertex[first]!]! / unitsPerDegree;
    let lat = a.vertexY[a.chainVertex[first]!]! / unitsPerDegree;
    const height = authalicHeight(lat);
    base[chain] = height;
    for (let place = first + 1; place < a.chainStart[chain + 1]!; place++) {
      const nextLon = a.vertexX[a.chainVertex[place]!]! / unitsPerDegree;
      const nextLat = a.vertexY[a.chainVertex[place]!]! / unitsPerDegree;
      area[place] = area[place - 1]! + areaBelow(lon, lat, nextLon, nextLat, height, 0);
      metres[place] = metres[place - 1]! + edgeLength(lon, lat, nextLon, nextLat);
      lon = nextLon;
      lat = nextLat;
    }
  }
  return { base, area, metres };
}
