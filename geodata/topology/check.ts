// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Line, Lonlat, Rings } from '../geometry.ts';
import { type Arranged, type Evidence, partition } from './arrange.ts';
import { unitsPerDegree } from './arrangement.ts';
import { patienceWithBoundaries } from './refusal.ts';
import type { Drawn } from './rings.ts';

/** An assertion that does not hold: which, where, what was got and what was wanted. */
export interface Failure {
  readonly assertion: 'euler' | 'areas-close' | 'ring-area' | 'nothing-lost' | 'drift' | 'settled';
  readonly feature: number | null;
  readonly at: Lonlat | null;
  readonly got: string;
  readonly wanted: string;
}

/**
 * What must hold before an arrangement is published; an empty list is good. That winding numbers agree across every
 * chain and that every piece is planar has been asserted while arranging.
 */
export function checkArrangement(arranged: Arranged, features: readonly Drawn[]): Failure[] {
  const { evidence } = arranged;
  return [
    ...checkEuler(evidence),
    ...checkAreasClose(evidence),
    ...checkRingAreas(evidence),
    ...checkFeatures(arranged, features),
    ...checkSettled(evidence),
  ];
}

function checkEuler({ chains, faces }: Evidence): Failure[] {
  const got = faces.nodes - chains.count + faces.count;
  const wanted = 1 + faces.components;
  if (got === wanted) return [];
  return [failure('euler', `V - E + F = ${got}`, `1 + ${faces.components} connected pieces`)];
}

function checkAreasClose({ faces }: Evidence): Failure[] {
  let sum = 0;
  for (const area of faces.doubledArea) sum += area;
  return sum === 0 ? [] : [failure('areas-close', `signed areas add up to ${sum / 2} square units`, '0')];
}

/** Every ring encloses, in exact integers, as much as the faces it winds around. */
function checkRingAreas({ rings, noded, faces, windings }: Evidence): Failure[] {
  const { x, y } = rings.points;
  const enclosed = new Float64Array(rings.place.length);
  for (let face = 0; face < faces.count; face++)
    for (let i = windings.start[face]!; i < windings.end[face]!; i++) {
      const r = windings.ring[i]!;
      enclosed[r] = enclosed[r]! + windings.turns[i]! * faces.doubledArea[face]!;
    }
  const failures: Failure[] = [];
  for (const [r, place] of rings.place.entries()) {
    const ring = noded.vertex.subarray(noded.start[r], noded.start[r + 1]);
    const origin = ring[0]!;
    let area = 0;
    for (let i = 1; i + 1 < ring.length; i++) {
      const a = ring[i]!;
      const b = ring[i + 1]!;
      area += (x[a]! - x[origin]!) * (y[b]! - y[origin]!) - (x[b]! - x[origin]!) * (y[a]! - y[origin]!);
    }
    if (area !== enclosed[r])
      failures.push({
        ...failure('ring-area', `faces of ${enclosed[r]! / 2} square units`, `${area / 2} as its ring has`),
        feature: place.feature,
        at: rings.points.lonlat(origin),
      });
  }
  return failures;
}

/** No feature vanishes, and none without a fault of its own changes its area by more than a unit along its outline. */
function checkFeatures({ arrangement, evidence, faults }: Arranged, features: readonly Drawn[]): Failure[] {
  const owned = new Float64Array(features.length);
  const faceOf = new Int32Array(features.length);
  for (let face = 1; face < evidence.faces.count; face++)
    for (let i = arrangement.faceOwnerStart[face]!; i < arrangement.faceOwnerStart[face + 1]!; i++) {
      const feature = arrangement.faceOwner[i]!;
      owned[feature] = owned[feature]! + evidence.faces.doubledArea[face]!;
      faceOf[feature] = face;
    }
  const faulty = new Set(faults.map(({ feature }) => feature));
  const failures: Failure[] = [];
  for (const [feature, { polygons }] of features.entries()) {
    const at = polygons[0]?.[0]?.[0] ?? null;
    if (!faceOf[feature])
      failures.push({ ...failure('nothing-lost', 'no face', 'at least one face'), feature, at });
    if (!faceOf[feature] || faulty.has(feature)) continue;
    const drawn = drawnExtent(polygons);
    const allowed = drawn.perimeter + 4;
    const difference = Math.abs(drawn.area - owned[feature]! / 2);
    if (difference > allowed)
      failures.push({
        ...failure('drift', `${difference} square units more or less than drawn`, `at most ${allowed}`),
        feature,
        at,
      });
  }
  return failures;
}

/** In square units and units of the grid, as drawn. */
function drawnExtent(polygons: readonly Rings[]): { area: number; perimeter: number } {
  let area = 0;
  let perimeter = 0;
  for (const rings of polygons)
    for (const [i, ring] of rings.entries()) {
      const extent = extentOfRing(ring);
      area += i === 0 ? extent.area : -extent.area;
      perimeter += extent.perimeter;
    }
  return { area, perimeter };
}

function extentOfRing(ring: Line): { area: number; perimeter: number } {
  const origin = ring[0] ?? [0, 0];
  let area = 0;
  let perimeter = 0;
  let previous = ring[ring.length - 1] ?? origin;
  for (const position of ring) {
    const ax = (previous[0] - origin[0]) * unitsPerDegree;
    const ay = (previous[1] - origin[1]) * unitsPerDegree;
    const bx = (position[0] - origin[0]) * unitsPerDegree;
    const by = (position[1] - origin[1]) * unitsPerDegree;
    area += (ax * by - bx * ay) / 2;
    perimeter += Math.hypot(bx - ax, by - ay);
    previous = position;
  }
  return { area: Math.abs(area), perimeter };
}

/** Arranging the result again changes nothing: no point comes up, no edge is led elsewhere, every face stays as it is. */
function checkSettled(evidence: Evidence): Failure[] {
  const { rings, noded, chains, faces } = evidence;
  const points = rings.points.count;
  const again = partition({ ...rings, vertex: noded.vertex, start: noded.start }, patienceWithBoundaries);
  if ('refusal' in again) return [failure('settled', again.refusal.got, again.refusal.wanted)];
  const figures = (e: Evidence, pointCount: number): string =>
    `${pointCount} points, ${e.noded.vertex.length} positions, ${e.chains.count} chains, ${e.faces.count} faces`;
  const before = figures(evidence, points);
  const after = figures(again, rings.points.count);
  if (before !== after) return [failure('settled', after, before)];
  for (const [face, area] of faces.doubledArea.entries())
    if (again.faces.doubledArea[face] !== area) {
      const chain = faces.chainLeft.indexOf(face);
      const at = chain < 0 ? null : rings.points.lonlat(chains.vertex[chains.start[chain]!]!);
      const got = `face ${face} of ${again.faces.doubledArea[face]! / 2} square units`;
      return [{ ...failure('settled', got, `${area / 2}`), at }];
    }
  return [];
}

const failure = (assertion: Failure['assertion'], got: string, wanted: string): Failure => ({
  assertion,
  feature: null,
  at: null,
  got,
  wanted,
});
