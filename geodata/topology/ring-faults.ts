// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Lonlat } from '../geometry.ts';
import type { Evidence } from './arrange.ts';
import type { Edges } from './edges.ts';
import type { RingPlace, RingTable } from './rings.ts';

export type RingFaultKind =
  /** Fewer than three distinct points. */
  | 'degenerate'
  /** Encloses nothing: runs back the way it came. */
  | 'no-area'
  /** Winds around some place twice, or around two places in opposite senses. */
  | 'self-crossing'
  /** Runs out and back along the same edge, as drawn. */
  | 'spike'
  /** Runs out and back along one line once it is laid on the grid, though not by the same vertices. */
  | 'pinch'
  /** Comes back to a point it has passed, without crossing itself. */
  | 'self-touch'
  /** A hole that reaches outside the shell of its part. */
  | 'hole-outside-shell'
  /** Two holes of one part cover the same place. */
  | 'holes-overlap'
  /** Two parts of one feature cover the same place. */
  | 'parts-overlap';

/** A ring that breaks the rules of OGC Simple Features, and where. Of two rings in conflict it names the later. */
export interface RingFault extends RingPlace {
  readonly fault: RingFaultKind;
  /** Null only where a ring has no position at all. */
  readonly at: Lonlat | null;
}

/**
 * Judged from winding numbers and shared points alone. Faces of a mean width under `thinnest` grid units are passed
 * over; with 0 there is no tolerance at all. In order of feature, part and ring.
 */
export function findRingFaults(evidence: Evidence, thinnest = 0): RingFault[] {
  const { rings, noded } = evidence;
  const isThin = thinFaces(evidence, thinnest);
  const found = judgeWindings(evidence, isThin);
  const drawnBack = ringsThatDoubleBack(rings, noded.drawnEdges);
  const revisited = firstRevisited(evidence);
  const faults: RingFault[] = rings.degenerate.map((place) => ({ ...place, fault: 'degenerate' }));
  const report = (ring: number, fault: RingFaultKind, point: number): void => {
    faults.push({ ...rings.place[ring]!, fault, at: rings.points.lonlat(point) });
  };
  for (let r = 0; r < rings.place.length; r++) {
    const low = found.low[r]!;
    const high = found.high[r]!;
    if (low === 0 && high === 0) report(r, 'no-area', rings.vertex[rings.start[r]!]!);
    else if (high - low > 1) report(r, 'self-crossing', crossingPoint(evidence, r) ?? revisited[r]!);
    else if (evidence.chains.doubledBack[r]! >= 0)
      report(r, drawnBack[r] ? 'spike' : 'pinch', tipOf(evidence, r));
    else if (revisited[r]! >= 0) report(r, 'self-touch', revisited[r]!);
    if (found.outside[r]! >= 0) report(r, 'hole-outside-shell', pointOfFace(evidence, found.outside[r]!));
    if (found.overlap[r]! >= 0) report(r, 'holes-overlap', pointOfFace(evidence, found.overlap[r]!));
  }
  for (const { feature, part, face } of evidence.owners.doublyCovered)
    if (!isThin(face)) {
      const at = rings.points.lonlat(pointOfFace(evidence, face));
      faults.push({ feature, part, ring: 0, fault: 'parts-overlap', at });
    }
  return faults.sort((a, b) => a.feature - b.feature || a.part - b.part || a.ring - b.ring);
}

function thinFaces({ rings, chains, faces, around }: Evidence, thinnest: number): (face: number) => boolean {
  if (thinnest <= 0) return () => false;
  const { x, y } = rings.points;
  return (face) => {
    let perimeter = 0;
    for (let k = around.start[face]!; k < around.start[face + 1]!; k++) {
      const c = around.chain[k]!;
      for (let p = chains.start[c]! + 1; p < chains.start[c + 1]!; p++) {
        const v = chains.vertex[p - 1]!;
        const w = chains.vertex[p]!;
        perimeter += Math.hypot(x[w]! - x[v]!, y[w]! - y[v]!);
      }
    }
    return faces.doubledArea[face]! < thinnest * perimeter;
  };
}

/** Per ring the least and greatest times it winds around a face; per hole a face outside its shell, or in another hole, or -1. */
interface Judged {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly outside: Int32Array;
  readonly overlap: Int32Array;
}

function judgeWindings({ rings, windings }: Evidence, isThin: (face: number) => boolean): Judged {
  const count = rings.place.length;
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const outside = new Int32Array(count).fill(-1);
  const overlap = new Int32Array(count).fill(-1);
  for (let face = 0; face < windings.start.length; face++) {
    if (isThin(face)) continue;
    let shellOf = -1;
    let holeOf = -1;
    for (let i = windings.start[face]!; i < windings.end[face]!; i++) {
      const r = windings.ring[i]!;
      const turns = windings.turns[i]!;
      const part = rings.part[r]!;
      low[r] = Math.min(low[r]!, turns);
      high[r] = Math.max(high[r]!, turns);
      // Rings are in order, so the shell of a part comes before its holes.
      if (rings.place[r]!.ring === 0) shellOf = part;
      else {
        if (part !== shellOf && outside[r]! < 0) outside[r] = face;
        if (part === holeOf && overlap[r]! < 0) overlap[r] = face;
        holeOf = part;
      }
    }
  }
  return { low, high, outside, overlap };
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
  const drawn = new Set(rings.vertex.subarray(rings.start[r], rings.start[r + 1]));
  const seen = new Set<number>();
  for (const v of noded.vertex.subarray(noded.start[r], noded.start[r + 1])) {
    if (seen.has(v) && !drawn.has(v)) return v;
    seen.add(v);
  }
  return null;
}

/** The point at which the ring turns straight back, or one end of the edge it runs over twice. */
function tipOf({ noded, chains }: Evidence, r: number): number {
  const ring = noded.vertex.subarray(noded.start[r], noded.start[r + 1]);
  for (let i = 0; i < ring.length; i++) if (ring.at(i - 1) === ring[(i + 1) % ring.length]) return ring[i]!;
  return noded.edges.from[chains.doubledBack[r]!]!;
}

function pointOfFace({ chains, around }: Evidence, face: number): number {
  return chains.vertex[chains.start[around.chain[around.start[face]!]!]!]!;
}
