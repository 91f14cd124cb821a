import { bboxClip, featureCollection, intersect, multiPolygon, polygon } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import type { Footprint } from '../footprint.ts';
import type { Bounds, Lonlat } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { ringArea } from '../topology/ellipsoid.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import type { Extent } from './overlap.ts';
import type { Verdict } from './verdict.ts';

/**
 * Each party's part of the footprint, by code, for drawing alone: clipping may drop what is thinner than a line.
 * Parties with no part, and footprints without an area, have none.
 */
export function shapesOf(
  coverage: Coverage,
  footprint: Footprint,
  extent: Extent,
  verdict: Verdict,
): ReadonlyMap<string, Polygon | MultiPolygon> {
  const shapes = new Map<string, Polygon | MultiPolygon>();
  if (footprint.polygons.length === 0) return shapes;
  const whole = multiPolygon(
    footprint.polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y]))),
  );
  const bounds = boundsOf(footprint.polygons);
  for (const { jurisdiction, share } of verdict.parties) {
    if (share <= 0) continue;
    if (share > 1 - 1e-9) {
      shapes.set(jurisdiction.code, whole.geometry);
      continue;
    }
    const party = coverage.parties.findIndex(({ code }) => code === jurisdiction.code);
    const near = partyNear(coverage, extent, party, bounds);
    if (near.length === 0) continue;
    const part = intersect(featureCollection<Polygon | MultiPolygon>([whole, multiPolygon(near)]));
    if (part) shapes.set(jurisdiction.code, part.geometry);
  }
  return shapes;
}

/** The faces of a party that the footprint reaches, joined, and cut to some bounds. */
function partyNear(coverage: Coverage, extent: Extent, party: number, bounds: Bounds): number[][][][] {
  const shells: number[][][] = [];
  const holes: number[][][] = [];
  const owned = new Set(
    extent.faces.map(({ face }) => face).filter((face) => partiesOf(coverage, face).includes(party)),
  );
  for (const ring of outlineOf(coverage, owned)) {
    const [clipped] = bboxClip(polygon([ring]), [...bounds]).geometry.coordinates as number[][][];
    if (!clipped || clipped.length < 4) continue;
    const area = ringArea(clipped as unknown as Lonlat[]);
    if (Math.abs(area) < 1e-6) continue;
    (area > 0 ? shells : holes).push(clipped);
  }
  // A hole cuts nothing where it lies outside its shell, so shells may share them, but for islands within a hole.
  return shells.map((shell) => [
    shell,
    ...holes.filter((hole) => Math.abs(ringArea(hole as never)) < ringArea(shell as never)),
  ]);
}

/** Closed rings around some faces together, faces on the left: shells run counter-clockwise, holes clockwise. */
function outlineOf({ arrangement: a }: Coverage, faces: ReadonlySet<number>): number[][][] {
  const from = new Map<number, number[][]>();
  for (const face of faces)
    for (let i = a.faceChainStart[face] ?? 0; i < (a.faceChainStart[face + 1] ?? 0); i++) {
      const chain = a.faceChain[i] ?? 0;
      const forward = a.chainLeft[chain] === face;
      if (faces.has((forward ? a.chainRight[chain] : a.chainLeft[chain]) ?? 0)) continue;
      const run = Array.from(a.chainVertex.subarray(a.chainStart[chain], a.chainStart[chain + 1]));
      if (!forward) run.reverse();
      const start = run[0] ?? 0;
      from.set(start, [...(from.get(start) ?? []), run]);
    }
  const rings: number[][][] = [];
  const place = (vertex: number): number[] => [
    (a.vertexX[vertex] ?? 0) / unitsPerDegree,
    (a.vertexY[vertex] ?? 0) / unitsPerDegree,
  ];
  for (const [start, runs] of from)
    while (runs.length > 0) {
      const ring: number[] = [start];
      let run = runs.pop();
      while (run) {
        for (let i = 1; i < run.length; i++) ring.push(run[i] ?? 0);
        const end = ring[ring.length - 1] ?? 0;
        run = end === start ? undefined : from.get(end)?.pop();
      }
      rings.push(ring.map(place));
    }
  return rings;
}

function boundsOf(polygons: readonly (readonly (readonly Lonlat[])[])[]): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [shell = []] of polygons)
    for (const [longitude, latitude] of shell) {
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  // A little wider, so that the cut does not run along the footprint's own edges.
  const margin = 1e-5 + 0.05 * Math.max(east - west, north - south);
  return [west - margin, south - margin, east + margin, north + margin];
}
