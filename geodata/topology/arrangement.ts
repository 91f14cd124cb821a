/**
 * All boundaries of an edition's finest areas as one planar partition, in flat typed arrays.
 * Vertices lie on a grid of 1e-7 degree; every topological decision was made on exact integers.
 *
 * A *feature* is one finest area, numbered as given. A *chain* is a run of vertices with one face on its left and
 * one on its right. Face 0 is the outside. A face with no owner is a gap, one with several an overlap.
 * Lists of lists are stored as one run: the items of i are list[start[i] .. start[i + 1]).
 */
export interface Arrangement {
  /** Longitude and latitude × 1e7. */
  readonly vertexX: Int32Array;
  readonly vertexY: Int32Array;
  /** Vertex ids of chain c: chainVertex[chainStart[c] .. chainStart[c + 1]), both end vertices included. */
  readonly chainStart: Int32Array;
  readonly chainVertex: Int32Array;
  readonly chainLeft: Int32Array;
  readonly chainRight: Int32Array;
  /** Metres along the chain on the ellipsoid. */
  readonly chainLength: Float64Array;
  /** Chains around face f, each once. */
  readonly faceChainStart: Int32Array;
  readonly faceChain: Int32Array;
  /** Features that own face f, ascending. */
  readonly faceOwnerStart: Int32Array;
  readonly faceOwner: Int32Array;
  /** Square metres on the ellipsoid; 0 for the outside. */
  readonly faceArea: Float64Array;
  readonly featureCount: number;
}

export const unitsPerDegree = 1e7;
export const chainCount = (a: Arrangement): number => a.chainLeft.length;
export const faceCount = (a: Arrangement): number => a.faceArea.length;

/** Mean width of a face in metres: twice its area over its perimeter. */
export function faceWidth(a: Arrangement, face: number): number {
  let perimeter = 0;
  for (let i = a.faceChainStart[face] ?? 0; i < (a.faceChainStart[face + 1] ?? 0); i++)
    perimeter += a.chainLength[a.faceChain[i] ?? 0] ?? 0;
  return perimeter > 0 ? (2 * (a.faceArea[face] ?? 0)) / perimeter : 0;
}
