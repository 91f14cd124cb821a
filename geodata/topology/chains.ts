// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Edges } from './edges.ts';
import { accumulate } from './grid-points.ts';
import type { Noded } from './noding.ts';

/**
 * Maximal runs of edges between nodes, where a node is a point with other than two edges; a closed loop without one
 * begins and ends at some point of its own. Chain c is vertex[start[c] .. start[c + 1]).
 */
export interface Chains {
  readonly count: number;
  readonly start: Int32Array;
  readonly vertex: Int32Array;
  /** Chain of each edge, -1 for edges dropped because every ring runs as often forth as back over them. */
  readonly ofEdge: Int32Array;
  /** 1 where the edge runs along its chain from its lower to its higher point. */
  readonly forward: Uint8Array;
  /** Rings along chain c: useRing[useStart[c] .. useStart[c + 1]), ascending, each with the times forth less the times back. */
  readonly useStart: Int32Array;
  readonly useRing: Int32Array;
  readonly useNet: Int32Array;
  /** Per ring, the edge that it runs over both forth and back, or -1. */
  readonly doubledBack: Int32Array;
}

export function traceChains({ vertex, start, edges }: Noded, pointCount: number, ringCount: number): Chains {
  const uses = usesOfEdges(vertex, start, edges);
  const doubledBack = new Int32Array(ringCount).fill(-1);
  const live = new Uint8Array(edges.count);
  for (let e = 0; e < edges.count; e++)
    live[e] = netUse(uses, e, (ring, net, both) => {
      if (both && doubledBack[ring]! < 0) doubledBack[ring] = e;
      return net !== 0;
    });
  const walked = walk(edges, live, pointCount);
  return { ...walked, ...usesOfChains(uses, walked), doubledBack };
}

/** Rings over edge e: ring[start[e] .. start[e + 1]), ~ring where it runs backward. */
interface Uses {
  readonly start: Int32Array;
  readonly ring: Int32Array;
}

function usesOfEdges(vertex: Int32Array, ringStart: Int32Array, edges: Edges): Uses {
  const start = new Int32Array(edges.count + 1);
  for (const e of edges.at) start[e + 1]!++;
  accumulate(start);
  const ring = new Int32Array(vertex.length);
  const next = start.slice();
  // Rings are visited in order, so the uses of an edge come out sorted by ring.
  for (let r = 0; r + 1 < ringStart.length; r++)
    for (let p = ringStart[r]!; p < ringStart[r + 1]!; p++) {
      const e = edges.at[p]!;
      ring[next[e]!++] = vertex[p] === edges.from[e] ? r : ~r;
    }
  return { start, ring };
}

/** Calls back once a ring over the edge; answers 1 if any call did with true. */
function netUse(uses: Uses, e: number, visit: (ring: number, net: number, both: boolean) => boolean): 0 | 1 {
  let any: 0 | 1 = 0;
  const end = uses.start[e + 1]!;
  for (let i = uses.start[e]!; i < end; ) {
    const use = uses.ring[i]!;
    const ring = use < 0 ? ~use : use;
    let forth = 0;
    let back = 0;
    for (; i < end && (uses.ring[i] === ring || uses.ring[i] === ~ring); i++)
      if (uses.ring[i]! < 0) back++;
      else forth++;
    if (visit(ring, forth - back, forth > 0 && back > 0)) any = 1;
  }
  return any;
}

type Walked = Pick<Chains, 'count' | 'start' | 'vertex' | 'ofEdge' | 'forward'> & {
  readonly firstEdge: readonly number[];
};

function walk({ count: edgeCount, from, to }: Edges, live: Uint8Array, pointCount: number): Walked {
  const adjacent = edgesOfPoints(edgeCount, from, to, live, pointCount);
  const degree = (v: number): number => adjacent.start[v + 1]! - adjacent.start[v]!;
  const ofEdge = new Int32Array(edgeCount).fill(-1);
  const forward = new Uint8Array(edgeCount);
  const vertex = new Int32Array(2 * adjacent.edge.length);
  const start = [0];
  const firstEdge: number[] = [];
  let filled = 0;
  const follow = (node: number, first: number): void => {
    const chain = firstEdge.length;
    firstEdge.push(first);
    vertex[filled++] = node;
    let v = node;
    let e = first;
    for (;;) {
      ofEdge[e] = chain;
      forward[e] = from[e] === v ? 1 : 0;
      v = from[e] === v ? to[e]! : from[e]!;
      vertex[filled++] = v;
      if (v === node || degree(v) !== 2) break;
      const i = adjacent.start[v]!;
      e = adjacent.edge[i] === e ? adjacent.edge[i + 1]! : adjacent.edge[i]!;
    }
    start.push(filled);
  };
  for (let v = 0; v < pointCount; v++)
    if (degree(v) > 2)
      for (let i = adjacent.start[v]!; i < adjacent.start[v + 1]!; i++)
        if (ofEdge[adjacent.edge[i]!]! < 0) follow(v, adjacent.edge[i]!);
  for (let e = 0; e < edgeCount; e++) if (live[e] && ofEdge[e]! < 0) follow(from[e]!, e);
  return {
    count: firstEdge.length,
    start: Int32Array.from(start),
    vertex: vertex.slice(0, filled),
    ofEdge,
    forward,
    firstEdge,
  };
}

function edgesOfPoints(
  edgeCount: number,
  from: Int32Array,
  to: Int32Array,
  live: Uint8Array,
  pointCount: number,
): { readonly start: Int32Array; readonly edge: Int32Array } {
  const start = new Int32Array(pointCount + 1);
  for (let e = 0; e < edgeCount; e++)
    if (live[e]) {
      start[from[e]! + 1]!++;
      start[to[e]! + 1]!++;
    }
  accumulate(start);
  const edge = new Int32Array(start[pointCount]!);
  const next = start.slice();
  for (let e = 0; e < edgeCount; e++)
    if (live[e]) {
      edge[next[from[e]!]!++] = e;
      edge[next[to[e]!]!++] = e;
    }
  return { start, edge };
}

/** What enters a point leaves it, so all edges of a chain are used alike and its first edge speaks for it. */
function usesOfChains(uses: Uses, chains: Walked): Pick<Chains, 'useStart' | 'useRing' | 'useNet'> {
  const useStart = new Int32Array(chains.count + 1);
  const useRing: number[] = [];
  const useNet: number[] = [];
  for (let c = 0; c < chains.count; c++) {
    const e = chains.firstEdge[c]!;
    const sense = chains.forward[e] ? 1 : -1;
    netUse(uses, e, (ring, net) => {
      if (net !== 0) {
        useRing.push(ring);
        useNet.push(sense * net);
      }
      return true;
    });
    useStart[c + 1] = useRing.length;
  }
  return { useStart, useRing: Int32Array.from(useRing), useNet: Int32Array.from(useNet) };
}
