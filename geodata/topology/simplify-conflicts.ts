// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, chainCount } from './arrangement.ts';
import { type EdgeEnds, gridOverEdges } from './edge-grid.ts';
import { orientation } from './exact.ts';
import { joinEnds, linkHalfChains } from './half-chains.ts';

/**
 * Chains that, reduced to the positions kept, would make another arrangement: chains that meet other than at common
 * ends, loops without area, a changed order around a node, or a piece of the map on the other side of a chain.
 */
export function findConflicts(arrangement: Arrangement, kept: Uint8Array): Set<number> {
  const conflicts = new Set<number>();
  const edges = keptEdges(arrangement, kept, conflicts);
  findMeetings(arrangement, edges, conflicts);
  // The rest only means something once nothing crosses.
  if (conflicts.size === 0) findChangedOrder(arrangement, kept, conflicts);
  if (conflicts.size === 0) findSweptPieces(arrangement, kept, conflicts);
  return conflicts;
}

interface KeptEdges extends EdgeEnds {
  readonly chain: Int32Array;
}

function keptEdges(
  { chainStart, chainVertex }: Arrangement,
  kept: Uint8Array,
  conflicts: Set<number>,
): KeptEdges {
  const from = new Int32Array(chainVertex.length);
  const to = new Int32Array(chainVertex.length);
  const chain = new Int32Array(chainVertex.length);
  let count = 0;
  for (let c = 0; c + 1 < chainStart.length; c++) {
    const before = count;
    const first = chainStart[c]!;
    const last = chainStart[c + 1]! - 1;
    let previous = first;
    for (let p = first + 1; p <= last; p++) {
      if (!kept[p]) continue;
      from[count] = chainVertex[previous]!;
      to[count] = chainVertex[p]!;
      chain[count++] = c;
      previous = p;
    }
    if (chainVertex[first] === chainVertex[last] && count - before < 3) conflicts.add(c);
  }
  return { count, from, to, chain };
}

const mostEntries = 1 << 26;

function findMeetings(
  { vertexX: x, vertexY: y }: Arrangement,
  edges: KeptEdges,
  conflicts: Set<number>,
): void {
  const { from, to, chain } = edges;
  const grid = gridOverEdges({ count: x.length, x, y }, edges, mostEntries);
  const side = (a: number, b: number, c: number): number =>
    Math.sign(orientation(x[a]!, y[a]!, x[b]!, y[b]!, x[c]!, y[c]!));
  const meet = (a: number, b: number, c: number, d: number): boolean => {
    const shared = a === c || a === d ? a : b === c || b === d ? b : -1;
    if (shared >= 0) {
      // From a common end they may leave in any two directions, not in one.
      const p = a === shared ? b : a;
      const q = c === shared ? d : c;
      return (
        p === q ||
        (side(shared, p, q) === 0 &&
          (x[p]! - x[shared]!) * (x[q]! - x[shared]!) + (y[p]! - y[shared]!) * (y[q]! - y[shared]!) > 0)
      );
    }
    if (Math.max(x[a]!, x[b]!) < Math.min(x[c]!, x[d]!) || Math.max(x[c]!, x[d]!) < Math.min(x[a]!, x[b]!))
      return false;
    if (Math.max(y[a]!, y[b]!) < Math.min(y[c]!, y[d]!) || Math.max(y[c]!, y[d]!) < Math.min(y[a]!, y[b]!))
      return false;
    return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
  };
  for (let cell = 0; cell + 1 < grid.start.length; cell++) {
    const end = grid.start[cell + 1]!;
    for (let i = grid.start[cell]!; i < end; i++)
      for (let j = i + 1; j < end; j++) {
        const e = grid.edge[i]!;
        const f = grid.edge[j]!;
        if (!meet(from[e]!, to[e]!, from[f]!, to[f]!)) continue;
        conflicts.add(chain[e]!);
        conflicts.add(chain[f]!);
      }
  }
}

/** The order of chains around every node must stay a rotation of what it was. */
function findChangedOrder(arrangement: Arrangement, kept: Uint8Array, conflicts: Set<number>): void {
  const { chainStart, chainVertex, vertexX: x, vertexY: y } = arrangement;
  const { aroundStart, around } = linkHalfChains({
    x,
    y,
    pointCount: x.length,
    chainStart,
    chainVertex,
  });
  const secondKept = (h: number): number => {
    const step = h & 1 ? -1 : 1;
    let p = (h & 1 ? chainStart[(h >> 1) + 1]! - 1 : chainStart[h >> 1]!) + step;
    while (!kept[p]) p += step;
    return chainVertex[p]!;
  };
  for (let v = 0; v < x.length; v++) {
    const first = aroundStart[v]!;
    const end = aroundStart[v + 1]!;
    if (end - first < 3) continue;
    const angles = [...around.subarray(first, end)].map((h) => {
      const w = secondKept(h);
      return Math.atan2(y[w]! - y[v]!, x[w]! - x[v]!);
    });
    let descents = 0;
    for (const [i, angle] of angles.entries()) if (angles[(i + 1) % angles.length]! < angle) descents++;
    if (descents > 1) for (let i = first; i < end; i++) conflicts.add(around[i]! >> 1);
  }
}

/** No other connected piece may lie between a chain as it was and as it is. */
function findSweptPieces(arrangement: Arrangement, kept: Uint8Array, conflicts: Set<number>): void {
  const { chainStart, chainVertex, vertexX: x, vertexY: y } = arrangement;
  const { anchors, pieceOf } = connectedPieces(arrangement);
  if (anchors.length < 2) return;
  const inOrder = anchors.map((v, piece) => ({ v, piece })).sort((a, b) => x[a.v]! - x[b.v]!);
  for (let c = 0; c + 1 < chainStart.length; c++) {
    const last = chainStart[c + 1]! - 1;
    for (let s = chainStart[c]!; s < last; ) {
      let e = s + 1;
      while (!kept[e]) e++;
      if (e - s > 1 && sweeps(s, e, pieceOf(c))) conflicts.add(c);
      s = e;
    }
  }
  function sweeps(s: number, e: number, own: number): boolean {
    const run = chainVertex.subarray(s, e + 1);
    let west = Infinity;
    let east = -Infinity;
    for (const v of run) {
      west = Math.min(west, x[v]!);
      east = Math.max(east, x[v]!);
    }
    let low = 0;
    for (let high = inOrder.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (x[inOrder[middle]!.v]! < west) low = middle + 1;
      else high = middle;
    }
    for (; low < inOrder.length && x[inOrder[low]!.v]! <= east; low++) {
      const { v, piece } = inOrder[low]!;
      if (piece !== own && isInside(run, x[v]!, y[v]!)) return true;
    }
    return false;
  }
  function isInside(run: Int32Array, px: number, py: number): boolean {
    let inside = false;
    let b = run[run.length - 1]!;
    for (const a of run) {
      if (y[a]! > py !== y[b]! > py && px < x[a]! + ((py - y[a]!) * (x[b]! - x[a]!)) / (y[b]! - y[a]!))
        inside = !inside;
      b = a;
    }
    return inside;
  }
}

/** Connected pieces of the map: for each a vertex that is never dropped, being the end of a chain. */
function connectedPieces(arrangement: Arrangement): {
  anchors: number[];
  pieceOf: (chain: number) => number;
} {
  const { chainStart, chainVertex } = arrangement;
  const chains = chainCount(arrangement);
  const connected = joinEnds({ pointCount: arrangement.vertexX.length, chainStart, chainVertex });
  const pieces = new Map<number, number>();
  const anchors: number[] = [];
  const ofChain = new Int32Array(chains);
  for (let c = 0; c < chains; c++) {
    const at = connected.rootOf(chainVertex[chainStart[c]!]!);
    const piece = pieces.get(at) ?? anchors.length;
    if (piece === anchors.length) {
      pieces.set(at, piece);
      anchors.push(at);
    }
    ofChain[c] = piece;
  }
  return { anchors, pieceOf: (chain) => ofChain[chain]! };
}
