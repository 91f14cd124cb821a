import type { Lonlat, Rings } from './geometry.ts';
import { isPlainlySimple } from './plainly-simple.ts';
import { partition } from './topology/arrange.ts';
import type { GridFrame } from './topology/grid-points.ts';
import { type ArrangeRefusal, longestEdge, type Patience } from './topology/refusal.ts';
import { findRingFaults, type RingFaultKind } from './topology/ring-faults.ts';
import { readRings } from './topology/rings.ts';

/** A Polygon or MultiPolygon of positions in degrees. */
export type DrawnPolygon =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] };

export interface DrawnFault {
  /**
   * What breaks the rules of OGC Simple Features, or why it cannot be told: positions that are no numbers, an extent
   * across the 180th meridian, more vertices than allowed, or edges too many and too long to compare.
   */
  readonly fault:
    | RingFaultKind
    | 'empty'
    | 'not-finite'
    | 'out-of-range'
    | 'antimeridian'
    | 'too-many-vertices'
    | 'too-intricate';
  readonly at: Lonlat | null;
  /** Which part of the geometry, and which ring of it, where one is to blame. */
  readonly part: number | null;
  readonly ring: number | null;
}

/**
 * The first fault of one drawn polygon, or null. Consecutive equal positions are none, nor is an open ring, nor parts
 * or holes that touch at points. Decided exactly on a grid laid over the shape's own extent, some 1e-8 of it fine, and
 * blind to faults less than two units wide: what a hand or a projection cannot avoid. Takes n log n time or gives up.
 */
export function findFault(
  geometry: DrawnPolygon,
  { mostVertices = 200_000 }: { readonly mostVertices?: number } = {},
): DrawnFault | null {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const count = polygons.reduce((sum, rings) => sum + rings.reduce((all, ring) => all + ring.length, 0), 0);
  if (count === 0 || polygons.some((rings) => rings.length === 0)) return whole('empty');
  if (count > mostVertices + polygons.reduce((sum, rings) => sum + rings.length, 0))
    return whole('too-many-vertices');
  const frame = frameAround(polygons);
  const [[only, ...holes] = [], ...others] = polygons;
  if (only && holes.length === 0 && others.length === 0 && isPlainlySimple(only, frame)) return null;
  return findFaultByPartition(polygons, frame);
}

/** The same for whatever is not plain. */
export function findFaultByPartition(polygons: readonly Rings[], frame: GridFrame): DrawnFault | null {
  const read = readRings([{ polygons }], frame);
  if ('refusal' in read) return unreadable(read.refusal);
  const evidence = partition(read, patienceWithHands);
  if ('refusal' in evidence) return unreadable(evidence.refusal);
  const [first] = findRingFaults(evidence, 2);
  return first ? { fault: first.fault, at: first.at, part: first.part, ring: first.ring } : null;
}

/**
 * What crosses a hundred times is told of one crossing, be it within a ring or between two; comparing takes a fraction
 * of a second at most.
 */
const patienceWithHands: Patience = { crossings: () => 100, pairs: 40_000_000, entries: 8_000_000 };

const whole = (fault: DrawnFault['fault']): DrawnFault => ({ fault, at: null, part: null, ring: null });

/** A grid that gives the shape as many units across as exact arithmetic allows. */
export function frameAround(polygons: readonly Rings[]): GridFrame {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const rings of polygons)
    for (const ring of rings)
      for (const [lon, lat] of ring) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
  const extent = Math.max(east - west, north - south, finestExtent);
  // Anything not a number is told of when the rings are read; the frame only has to be one.
  if (!Number.isFinite(extent)) return { longitude: 0, latitude: 0, unitsPerDegree: 1 };
  return { longitude: west, latitude: south, unitsPerDegree: (0.9 * longestEdge) / extent };
}

/** Degrees, about a centimetre: nothing smaller is drawn, and doubles near 180 hold no more than 3e-14. */
const finestExtent = 1e-7;

function unreadable({ code, at, part, ring }: ArrangeRefusal): DrawnFault {
  const place = { at, part, ring };
  switch (code) {
    case 'not-finite':
    case 'out-of-range':
    case 'antimeridian':
      return { fault: code, ...place };
    case 'too-much-dust':
      return { fault: 'self-crossing', ...place };
    default:
      return { fault: 'too-intricate', ...place };
  }
}
