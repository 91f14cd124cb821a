// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Lonlat } from '../geometry.ts';
import type { Evidence } from './arrange.ts';
import type { Edges } from './edges.ts';
import type { RingPlace, RingTable } from './rings.ts';

export const ringFaultKinds = [
  /** Fewer than three distinct points. */
  'degenerate',
  /** Encloses nothing: runs back the way it came. */
  'no-area',
  /** Winds around some place twice, or around two places in opposite senses. */
  'self-crossing',
  /** Runs out and back along the same edge, as drawn. */
  'spike',
  /** Runs out and back along one line once it is laid on the grid, though not by the same vertices. */
  'pinch',
  /** Comes back to a point it has passed, without crossing itself. */
  'self-touch',
  /** A hole that reaches outside the shell of its part. */
  'hole-outside-shell',
  /** Two parts of one feature cover the same place. */
  'parts-overlap',
] as const;
export type RingFaultKind = (typeof ringFaultKinds)[number];

/** A ring that breaks the rules of OGC Simple Features, and where. For `parts-overlap` it names the feature's first ring. */
export interface RingFault extends RingPlace {
  readonly fault: RingFaultKind;
  /** Null only where a ring has no position at all. */
  readonly at: Lonlat | null;
}

/** Judged from winding numbers and shared points alone, so that no tolerance enters. */
export function findRingFaults(evidence: Evidence): RingFault[] {
  const { rings, noded } = evidence;
  const range = windingRanges(evidence);
  const drawnBack = ringsThatDoubleBack(rings, noded.drawnEdges);
  const revisited = firstRevisited(evidence);
  const faults: RingFault[] = rings.degenerate.map((place) => ({ ...place, fault: 'degenerate' }));
  const report = (ring: number, fault: RingFaultKind, point: number): void => {
    faults.push({ ...rings.place[ring]!, fault, at: rings.points.lonlat(point) });
  };
  for (let r = 0; r < rings.place.length; r++) {
    const low = range.low[r]!;
    const high = range.high[r]!;
    const doubledBack = evidence.chains.doubledBack[r]!;
    if (low === 0 && high === 0) report(r, 'no-area', rings.vertex[rings.start[r]!]!);
    else if (high - low > 1) report(r, 'self-crossing', crossingPoint(evidence, r) ?? revisited[r]!);
    else if (doubledBack >= 0) report(r, drawnBack[r] ? 'spike' : 'pinch', tipOf(evidence, r));
    else if (revisited[r]! >= 0) report(r, 'self-touch', revisited[r]!);
    const outside = range.holeOutside[r]!;
    if (outside >= 0) report(r, 'hole-outside-shell', pointOfFace(evidence, outside));
  }
  for (const [feature, face] of evidence.owners.doublyCovered)
    faults.push({
      feature,
      part: 0,
      ring: 0,
      fault: 'parts-overlap',
      at: rings.points.lonlat(pointOfFace(evidence, face)),
    });
  return faults.sort((a, b) => a.feature - b.feature || a.part - b.part || a.ring - b.ring);
}

/** Per ring the least and greatest times it winds around any face; per hole a face outside its shell, or -1. */
function windingRanges({ rings, windings }: Evidence): {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly holeOutside: Int32Array;
} {
  const low = new Int32Array(rings.place.length);
  const high = new Int32Array(rings.place.length);
  const holeOutside = new Int32Array(rings.place.length).fill(-1);
  for (let face = 0; face < windings.start.length; face++) {
    let partInside = -1;
    for (let i = windings.start[face]!; i < windings.end[face]!; i++) {
      const r = windings.ring[i]!;
      const turns = windings.turns[i]!;
      low[r] = Math.min(low[r]!, turns);
      high[r] = Math.max(high[r]!, turns);
      // Rings are in order, so the shell of a part comes before its holes.
      if (rings.place[r]!.ring === 0) partInside = rings.part[r]!;
      else if (rings.part[r] !== partInside && holeOutside[r]! < 0) holeOutside[r] = face;
    }
  }
  return { low, high, holeOutside };
}

/** 1 for rings that use an edge forth and at once or later back, in the vertices they were drawn with. */
function ringsThatDoubleBack(rings: RingTable, edges: Edges): Uint8Array {
  const doubles = new Uint8Array(rings.place.length);
  const lastUse = new Int32Array(edges.count);
  for (let r = 0; r < rings.place.length; r++)
    for (let p = rings.start[r]!; p < rings.start[r + 1]!; p++) {
      const e = edges.at[p]!;
      const use = rings.vertex[p] === edges.from[e] ? r + 1 : -r - 1;
      if (lastUse[e] === -use) doubles[r] = 1;
      lastUse[e] = use;
    }
  return doubles;
}

/** Per ring the first point that it passes a second time, or -1. */
function firstRevisited({ rings, noded }: Evidence): Int32Array {
  const first = new Int32Array(rings.place.length).fill(-1);
  const seenBy = new Int32Array(rings.points.count).fill(-1);
  for (let r = 0; r < rings.place.length; r++)
    for (let p = noded.start[r]!; p < noded.start[r + 1]!; p++) {
      const v = noded.vertex[p]!;
      if (seenBy[v] === r && first[r]! < 0) first[r] = v;
      seenBy[v] = r;
    }
  return first;
}

/** A revisited point that was no vertex of the ring as drawn: there it crosses itself. */
function crossingPoint({ rings, noded }: Evidence, r: number): number | null {
  const drawn = new Set<number>();
  for (let p = rings.start[r]!; p < rings.start[r + 1]!; p++) drawn.add(rings.vertex[p]!);
  const seen = new Set<number>();
  for (let p = noded.start[r]!; p < noded.start[r + 1]!; p++) {
    const v = noded.vertex[p]!;
    if (seen.has(v) && !drawn.has(v)) return v;
    seen.add(v);
  }
  return null;
}

/** The point at which the ring turns straight back, or one end of the edge it runs over twice. */
function tipOf({ rings, noded, chains }: Evidence, r: number): number {
  const first = noded.start[r]!;
  const count = noded.start[r + 1]! - first;
  for (let i = 0; i < count; i++)
    if (noded.vertex[first + ((i + count - 1) % count)] === noded.vertex[first + ((i + 1) % count)])
      return noded.vertex[first + i]!;
  return noded.edges.from[chains.doubledBack[r]!] ?? rings.vertex[rings.start[r]!]!;
}

function pointOfFace({ chains, faces }: Evidence, face: number): number {
  const chain = Math.max(faces.chainLeft.indexOf(face), 0);
  const onLeft = faces.chainLeft[chain] === face;
  const c = onLeft ? chain : faces.chainRight.indexOf(face);
  return chains.vertex[chains.start[c]!]!;
}
