// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loop
import type { Footprint } from '../footprint.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import type { Coverage } from './coverage.ts';
import type { Frame } from './frame.ts';
import { visitEdges } from './raster.ts';

/** Compass bearing, in radians, square to a party's border near a footprint, into the party; null where it has none there. */
export function bearingInto(
  coverage: Coverage,
  footprint: Footprint,
  frame: Frame,
  party: number,
): number | null {
  const { arrangement: a, raster } = coverage;
  const { vertexX, vertexY, chainVertex } = a;
  const box = boundsInUnits(footprint);
  const [west, south, east, north] = box;
  const seen = new Set<number>();
  let [intoEast, intoNorth] = [0, 0];
  visitEdges(raster, west, south, east, north, (edge) => {
    const [p, q] = [chainVertex[edge]!, chainVertex[edge + 1]!];
    const [px, py, qx, qy] = [vertexX[p]!, vertexY[p]!, vertexX[q]!, vertexY[q]!];
    if ((px < west && qx < west) || (px > east && qx > east)) return;
    if ((py < south && qy < south) || (py > north && qy > north)) return;
    const chain = raster.edgeChain[edge]!;
    const onLeft = owns(coverage, a.chainLeft[chain]!, party);
    if (onLeft === owns(coverage, a.chainRight[chain]!, party) || seen.has(edge)) return;
    seen.add(edge);
    const [t0, t1] = within([px, py], [qx, qy], box);
    if (!(t1 > t0)) return;
    const side = (onLeft ? 1 : -1) * (t1 - t0);
    intoEast -= side * (qy - py) * frame.scaleY;
    intoNorth += side * (qx - px) * frame.scaleX;
  });
  return intoEast === 0 && intoNorth === 0 ? null : Math.atan2(intoEast, intoNorth);
}

/** Of what a footprint is measured by, in grid units. */
export function boundsInUnits(footprint: Footprint): readonly [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rings of footprint.polygons)
    for (const ring of rings)
      for (const [longitude, latitude] of ring) {
        west = Math.min(west, longitude * unitsPerDegree);
        east = Math.max(east, longitude * unitsPerDegree);
        south = Math.min(south, latitude * unitsPerDegree);
        north = Math.max(north, latitude * unitsPerDegree);
      }
  return [west, south, east, north];
}

function owns({ facePartyStart, faceParty }: Coverage, face: number, party: number): boolean {
  for (let i = facePartyStart[face]!; i < facePartyStart[face + 1]!; i++)
    if (faceParty[i] === party) return true;
  return false;
}

/** The stretch of an edge, as fractions, that lies in a box (Liang and Barsky 1984). */
function within(
  [px, py]: readonly [number, number],
  [qx, qy]: readonly [number, number],
  [west, south, east, north]: readonly [number, number, number, number],
): [number, number] {
  let [t0, t1] = [0, 1];
  for (const [step, room] of [
    [px - qx, px - west],
    [qx - px, east - px],
    [py - qy, py - south],
    [qy - py, north - py],
  ] as const) {
    if (step === 0 && room < 0) return [1, 0];
    if (step < 0) t0 = Math.max(t0, room / step);
    if (step > 0) t1 = Math.min(t1, room / step);
  }
  return [t0, t1];
}
