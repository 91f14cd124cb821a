// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, unitsPerDegree } from './arrangement.ts';
import { areaBelow, authalicHeight, edgeLength } from './ellipsoid.ts';

type Shape = Pick<
  Arrangement,
  'vertexX' | 'vertexY' | 'chainStart' | 'chainVertex' | 'chainLeft' | 'chainRight'
>;

/** Metres along every chain and square metres of every face, on the ellipsoid; `flat` as `areaBelow` has it. */
export function measureChainsAndFaces(
  shape: Shape,
  faceCount: number,
  flat?: number,
): Pick<Arrangement, 'chainLength' | 'faceArea'> {
  const { vertexX, vertexY, chainStart, chainVertex, chainLeft, chainRight } = shape;
  const chainLength = new Float64Array(chainLeft.length);
  const faceArea = new Float64Array(faceCount);
  // One base for all, near the boundaries: strips down to it cancel around every face, and thin faces keep their digits.
  const base = authalicHeight((vertexY[0] ?? 0) / unitsPerDegree);
  for (let c = 0; c < chainLeft.length; c++) {
    let length = 0;
    let area = 0;
    let v = chainVertex[chainStart[c]!]!;
    let lon0 = vertexX[v]! / unitsPerDegree;
    let lat0 = vertexY[v]! / unitsPerDegree;
    for (let p = chainStart[c]! + 1; p < chainStart[c + 1]!; p++) {
      v = chainVertex[p]!;
      const lon1 = vertexX[v]! / unitsPerDegree;
      const lat1 = vertexY[v]! / unitsPerDegree;
      length += edgeLength(lon0, lat0, lon1, lat1);
      area += areaBelow(lon0, lat0, lon1, lat1, base, flat);
      lon0 = lon1;
      lat0 = lat1;
    }
    chainLength[c] = length;
    const left = chainLeft[c]!;
    const right = chainRight[c]!;
    faceArea[left] = faceArea[left]! + area;
    faceArea[right] = faceArea[right]! - area;
  }
  faceArea[0] = 0;
  return { chainLength, faceArea };
}
