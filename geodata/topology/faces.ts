// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Chains } from './chains.ts';
import { orientation } from './exact.ts';
import type { GridPoints } from './grid-points.ts';
import { type ChainGeometry, type HalfChains, joinEnds, linkHalfChains, tailOf } from './half-chains.ts';
import type { Noded } from './noding.ts';
import { edgeLeftOf } from './ray.ts';
import { type ArrangeRefusal, refuse } from './refusal.ts';

/** The faces between chains. Face 0 is the outside. */
export interface Faces {
  readonly count: number;
  readonly chainLeft: Int32Array;
  readonly chainRight: Int32Array;
  /** Twice the area in square units, exact; the outside has minus that of all others together. */
  readonly doubledArea: Float64Array;
  /** Nodes and connected pieces, for Euler's formula. */
  readonly nodes: number;
  readonly components: number;
}

export function traceFaces(
  points: GridPoints,
  noded: Noded,
  chains: Chains,
): Faces | { readonly refusal: ArrangeRefusal } {
  const geometry: ChainGeometry = {
    x: points.x,
    y: points.y,
    pointCount: points.count,
    chainStart: chains.start,
    chainVertex: chains.vertex,
  };
  const halves = linkHalfChains(geometry);
  const cycles = traceCycles(geometry, halves);
  if (cycles.inexactAt !== null)
    return refuse(
      'too-large',
      'a face, or a connected piece of the boundaries, too wide for exact areas',
      'at most about 6 degrees across',
      points.lonlat(cycles.inexactAt),
    );
  const components = joinComponents(geometry, halves, cycles);
  const faceOfCycle = new Int32Array(cycles.first.length).fill(-1);
  let count = 1;
  for (const [cycle, area] of cycles.doubledArea.entries()) if (area > 0) faceOfCycle[cycle] = count++;
  // From west to east: the edge that a ray to the west meets belongs to a component already placed.
  for (const { outline, westmost } of components) {
    const edge = edgeLeftOf(westmost, points, noded, chains.ofEdge);
    faceOfCycle[outline] =
      edge < 0 ? 0 : faceOfCycle[cycles.of[halfOnItsRight(points, noded, chains, edge)]!]!;
  }
  const doubledArea = new Float64Array(count);
  for (const [cycle, area] of cycles.doubledArea.entries()) {
    const face = faceOfCycle[cycle]!;
    doubledArea[face] = doubledArea[face]! + area;
  }
  return {
    count,
    chainLeft: Int32Array.from({ length: chains.count }, (_, c) => faceOfCycle[cycles.of[2 * c]!]!),
    chainRight: Int32Array.from({ length: chains.count }, (_, c) => faceOfCycle[cycles.of[2 * c + 1]!]!),
    doubledArea,
    nodes: countNodes(halves),
    components: components.length,
  };
}

/** Closed walks of half-chains, a face's boundary each: counter-clockwise (positive) outside, clockwise around holes. */
interface Cycles {
  readonly of: Int32Array;
  /** One half-chain of each cycle. */
  readonly first: readonly number[];
  readonly doubledArea: readonly number[];
  /** A point of a cycle whose area left the exact integers, or null. */
  readonly inexactAt: number | null;
}

function traceCycles(geometry: ChainGeometry, { next }: HalfChains): Cycles {
  const { x, y } = geometry;
  const fan = fanAreas(geometry);
  const of = new Int32Array(next.length).fill(-1);
  const first: number[] = [];
  const doubledArea: number[] = [];
  let inexactAt: number | null = null;
  for (let h0 = 0; h0 < next.length; h0++) {
    if (of[h0]! >= 0) continue;
    const origin = tailOf(geometry, h0);
    const ox = x[origin]!;
    const oy = y[origin]!;
    let area = 0;
    let h = h0;
    do {
      of[h] = first.length;
      const a = tailOf(geometry, h);
      const b = tailOf(geometry, h ^ 1);
      area += (h & 1 ? -fan[h >> 1]! : fan[h >> 1]!) + orientation(ox, oy, x[a]!, y[a]!, x[b]!, y[b]!);
      if (!Number.isSafeInteger(area)) inexactAt ??= a;
      h = next[h]!;
    } while (h !== h0);
    first.push(h0);
    doubledArea.push(area);
  }
  return { of, first, doubledArea, inexactAt };
}

/** Per chain, twice the area between it and the straight line that joins its ends; NaN when not exact. */
function fanAreas({ x, y, chainStart, chainVertex }: ChainGeometry): Float64Array {
  const fan = new Float64Array(chainStart.length - 1);
  for (let c = 0; c < fan.length; c++) {
    const origin = chainVertex[chainStart[c]!]!;
    const ox = x[origin]!;
    const oy = y[origin]!;
    let area = 0;
    for (let p = chainStart[c]! + 1; p < chainStart[c + 1]! - 1; p++) {
      const a = chainVertex[p]!;
      const b = chainVertex[p + 1]!;
      area += orientation(ox, oy, x[a]!, y[a]!, x[b]!, y[b]!);
      if (!Number.isSafeInteger(area)) area = Number.NaN;
    }
    fan[c] = area;
  }
  return fan;
}

interface Component {
  /** The cycle that goes around it. */
  readonly outline: number;
  /** Its leftmost point, the lowest of those. */
  readonly westmost: number;
}

/** Connected pieces, from west to east. Throws when one is not planar: noding has then broken its promise. */
function joinComponents(geometry: ChainGeometry, halves: HalfChains, cycles: Cycles): Component[] {
  const { x, y, chainStart, chainVertex } = geometry;
  const connected = joinEnds(geometry);
  const indexOf = new Int32Array(geometry.pointCount).fill(-1);
  const pieces: { outlines: number; outline: number; westmost: number; euler: number }[] = [];
  const pieceAt = (v: number) => {
    const root = connected.rootOf(v);
    if (indexOf[root]! < 0) {
      indexOf[root] = pieces.length;
      pieces.push({ outlines: 0, outline: -1, westmost: v, euler: 0 });
    }
    return pieces[indexOf[root]!]!;
  };
  for (let c = 0; c + 1 < chainStart.length; c++) {
    const piece = pieceAt(chainVertex[chainStart[c]!]!);
    piece.euler--;
    for (let p = chainStart[c]!; p < chainStart[c + 1]!; p++) {
      const v = chainVertex[p]!;
      const w = piece.westmost;
      if (x[v]! < x[w]! || (x[v] === x[w] && y[v]! < y[w]!)) piece.westmost = v;
    }
  }
  for (let v = 0; v < geometry.pointCount; v++)
    if (halves.aroundStart[v + 1]! > halves.aroundStart[v]!) pieceAt(v).euler++;
  for (const [cycle, area] of cycles.doubledArea.entries()) {
    const piece = pieceAt(tailOf(geometry, cycles.first[cycle]!));
    piece.euler++;
    if (area > 0) continue;
    piece.outlines++;
    piece.outline = cycle;
  }
  for (const { westmost, outlines, euler } of pieces)
    if (euler !== 2 || outlines !== 1)
      throw new Error(
        `boundaries not planar at grid point ${x[westmost]}, ${y[westmost]}: V - E + F = ${euler}, wanted 2; ${outlines} outlines, wanted 1`,
      );
  return pieces.sort((p, q) => x[p.westmost]! - x[q.westmost]! || y[p.westmost]! - y[q.westmost]!);
}

/** The half-chain along the edge whose face lies to the east of it. */
function halfOnItsRight({ y }: GridPoints, { edges }: Noded, chains: Chains, edge: number): number {
  const along = 2 * chains.ofEdge[edge]! + (chains.forward[edge] ? 0 : 1);
  return y[edges.to[edge]!]! > y[edges.from[edge]!]! ? along ^ 1 : along;
}

function countNodes({ aroundStart }: HalfChains): number {
  let nodes = 0;
  for (let v = 0; v + 1 < aroundStart.length; v++) if (aroundStart[v + 1]! > aroundStart[v]!) nodes++;
  return nodes;
}
