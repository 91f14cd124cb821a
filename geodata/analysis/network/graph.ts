// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Lonlat } from '../../geometry.ts';
import { edgeLength, metresPerRadian, radiansPerDegree } from '../../topology/ellipsoid.ts';
import { partLength, type Streets } from './streets.ts';

/**
 * Streets cut where they meet. A node is an end of a street, or where two of them touch or cross: what passes over
 * another on a bridge meets it too, for the lines do not say which is above.
 */
export interface StreetGraph {
  readonly streets: Streets;
  readonly nodeCount: number;
  /** The part of a street that each edge is cut from, and between which distances along it, in metres. */
  readonly edgePart: Int32Array;
  readonly edgeStart: Float64Array;
  readonly edgeLength: Float64Array;
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
  /** Edges of part p are partEdge[p] up to partEdge[p + 1], in their order along it. */
  readonly partEdge: Int32Array;
  /**
   * What leaves node n is leaving[nodeStart[n]] up to leaving[nodeStart[n + 1]]: 2 × edge where it is the edge's
   * beginning, 2 × edge + 1 where it is its end.
   */
  readonly nodeStart: Int32Array;
  readonly leaving: Int32Array;
}

/** Metres within which streets are taken to touch: surveyed ends miss the line they were meant to meet by less. */
const touching = 1;

/** Cuts streets into edges between the places where they meet. */
export function buildGraph(streets: Streets): StreetGraph {
  const cuts = findCuts(streets);
  const nodeOf = createNodes();
  const edges: { part: number; from: number; to: number; start: number; length: number }[] = [];
  const partEdge = new Int32Array(streets.parts.length + 1);
  streets.parts.forEach((line, part) => {
    const whole = partLength(streets, part);
    const spots = [
      { metres: 0, at: line[0]! },
      ...(cuts.get(part) ?? []),
      { metres: whole, at: line.at(-1)! },
    ].sort((a, b) => a.metres - b.metres);
    let [from, start] = [nodeOf(spots[0]!.at), 0];
    const first = edges.length;
    for (const { metres, at } of spots.slice(1)) {
      const to = nodeOf(at);
      // Several cuts at one place are one; a stretch no longer than what touches is no loop.
      if (to === from && metres - start <= 2 * touching) continue;
      edges.push({ part, from, to, start, length: metres - start });
      [from, start] = [to, metres];
    }
    const last = edges.at(-1);
    if (start < whole && edges.length > first && last) last.length = whole - last.start;
    partEdge[part + 1] = edges.length;
  });
  const nodeCount = nodeOf.count();
  const { nodeStart, leaving } = leaves(nodeCount, edges);
  return {
    streets,
    nodeCount,
    edgePart: Int32Array.from(edges, (edge) => edge.part),
    edgeStart: Float64Array.from(edges, (edge) => edge.start),
    edgeLength: Float64Array.from(edges, (edge) => edge.length),
    edgeFrom: Int32Array.from(edges, (edge) => edge.from),
    edgeTo: Int32Array.from(edges, (edge) => edge.to),
    partEdge,
    nodeStart,
    leaving,
  };
}

/** The edge so many metres along a part; -1 where the part is too short to have one. */
export function edgeAt({ partEdge, edgeStart }: StreetGraph, part: number, metres: number): number {
  let low = partEdge[part]!;
  let high = partEdge[part + 1]! - 1;
  if (low > high) return -1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edgeStart[middle]! <= metres) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Cut {
  readonly metres: number;
  readonly at: Lonlat;
}

/** For each part the places where it meets another part, or itself. */
function findCuts({ index, ends, segmentPart, start, length }: Streets): Map<number, Cut[]> {
  const cuts = new Map<number, Cut[]>();
  const cut = (segment: number, t: number, at: Lonlat): void => {
    const part = segmentPart[segment]!;
    const held = cuts.get(part);
    const found = { metres: start[segment]! + t * length[segment]!, at };
    if (held) held.push(found);
    else cuts.set(part, [found]);
  };
  for (let a = 0; index !== null && a < segmentPart.length; a++) {
    const [x, y, x2, y2] = [ends[4 * a]!, ends[4 * a + 1]!, ends[4 * a + 2]!, ends[4 * a + 3]!];
    const { north, east } = metresPerRadian(y);
    const [perLon, perLat] = [east * radiansPerDegree, north * radiansPerDegree];
    const [dx, dy] = [touching / perLon, touching / perLat];
    const near = index.search(
      Math.min(x, x2) - dx,
      Math.min(y, y2) - dy,
      Math.max(x, x2) + dx,
      Math.max(y, y2) + dy,
      (b) => b > a,
    );
    // In a plane of metres with its origin in the first end of a.
    const [ax, ay] = [(x2 - x) * perLon, (y2 - y) * perLat];
    for (const b of near.sort((one, other) => one - other)) {
      const own = segmentPart[a] === segmentPart[b];
      if (own && b === a + 1) continue;
      const [cx, cy] = [(ends[4 * b]! - x) * perLon, (ends[4 * b + 1]! - y) * perLat];
      const [bx, by] = [(ends[4 * b + 2]! - x) * perLon - cx, (ends[4 * b + 3]! - y) * perLat - cy];
      // Within one part only what truly crosses, and its end where that comes back to its beginning.
      const reach = own ? 0 : touching;
      let touched = false;
      const touch = (px: number, py: number, onA: boolean, of: number, end: number): void => {
        const [ox, oy, vx, vy] = onA ? [0, 0, ax, ay] : [cx, cy, bx, by];
        const t = Math.min(1, Math.max(0, ((px - ox) * vx + (py - oy) * vy) / (vx * vx + vy * vy)));
        if (Math.hypot(ox + vx * t - px, oy + vy * t - py) > reach) return;
        touched = true;
        const at: Lonlat = [ends[4 * of + 2 * end]!, ends[4 * of + 2 * end + 1]!];
        cut(onA ? a : b, t, at);
        cut(of, end, at);
      };
      touch(0, 0, false, a, 0);
      touch(ax, ay, false, a, 1);
      touch(cx, cy, true, b, 0);
      touch(cx + bx, cy + by, true, b, 1);
      if (touched) continue;
      const across = ax * by - ay * bx;
      if (across === 0) continue;
      const t = (cx * by - cy * bx) / across;
      const u = (cx * ay - cy * ax) / across;
      if (t <= 0 || t >= 1 || u <= 0 || u >= 1) continue;
      const at: Lonlat = [x + (x2 - x) * t, y + (y2 - y) * t];
      cut(a, t, at);
      cut(b, u, at);
    }
  }
  return cuts;
}

/** Degrees, east and north: no less than what touches, up to 60 degrees of latitude. */
const [cellEast, cellNorth] = [2e-5, 1e-5];

/** Numbers places: one that touches an earlier one is the same node. */
function createNodes() {
  const cells = new Map<string, { readonly at: Lonlat; readonly node: number }[]>();
  let count = 0;
  const nodeOf = (at: Lonlat): number => {
    const [column, row] = [Math.floor(at[0] / cellEast), Math.floor(at[1] / cellNorth)];
    for (let i = -1; i <= 1; i++)
      for (let j = -1; j <= 1; j++)
        for (const other of cells.get(`${column + i} ${row + j}`) ?? [])
          if (edgeLength(...other.at, ...at) <= touching) return other.node;
    const key = `${column} ${row}`;
    const held = cells.get(key);
    const made = { at, node: count };
    if (held) held.push(made);
    else cells.set(key, [made]);
    return count++;
  };
  return Object.assign(nodeOf, { count: () => count });
}

function leaves(
  nodeCount: number,
  edges: readonly { readonly from: number; readonly to: number }[],
): Pick<StreetGraph, 'nodeStart' | 'leaving'> {
  const nodeStart = new Int32Array(nodeCount + 1);
  for (const { from, to } of edges) for (const node of [from, to]) nodeStart[node + 1]!++;
  for (let n = 0; n < nodeCount; n++) nodeStart[n + 1]! += nodeStart[n]!;
  const next = nodeStart.slice();
  const leaving = new Int32Array(2 * edges.length);
  edges.forEach(({ from, to }, e) => {
    leaving[next[from]!++] = 2 * e;
    leaving[next[to]!++] = 2 * e + 1;
  });
  return { nodeStart, leaving };
}
