// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { cellOf, type EdgeGrid, gridOverEdges } from './edge-grid.ts';
import { type Edges, uniqueEdges } from './edges.ts';
import { meetsPixel, orientation, roundedQuotient } from './exact.ts';
import { accumulate, type GridPoints, grown } from './grid-points.ts';
import { type ArrangeRefusal, type Patience, refuse, roundsAllowed } from './refusal.ts';
import type { RingTable } from './rings.ts';

/** Rings whose edges meet at common points or not at all. */
export interface Noded {
  /** As in RingTable, with the points found on each edge put in. */
  readonly vertex: Int32Array;
  readonly start: Int32Array;
  readonly edges: Edges;
  readonly grid: EdgeGrid;
  /** The edges before any were cut: faults are judged on what was drawn. */
  readonly drawnEdges: Edges;
  /** Points that were no vertex of any ring. */
  readonly crossings: number;
}

/**
 * Iterated snap rounding (Hobby 1999; Halperin & Packer 2002): crossings are rounded to the grid, every edge is led
 * through each point whose pixel it meets, and this is repeated until nothing changes. An edge moves by less than a
 * unit a round; real data settles in two or three.
 */
export function nodeRings(
  rings: RingTable,
  patience: Patience,
): Noded | { readonly refusal: ArrangeRefusal } {
  const { points } = rings;
  const drawn = points.count;
  const allowed = patience.crossings(drawn);
  let { vertex, start } = rings;
  const drawnEdges = uniqueEdges(vertex, start);
  let edges = drawnEdges;
  for (let round = 0; round <= roundsAllowed; round++) {
    if (round) edges = uniqueEdges(vertex, start);
    const grid = gridOverEdges(points, edges, patience.entries);
    const trouble = addCrossings(points, edges, grid, drawn + allowed, patience.pairs);
    if (trouble)
      return trouble.dust
        ? refuse(
            'too-much-dust',
            `more than ${allowed} crossings between ${edges.count} edges of ${drawn} vertices: boundaries drawn twice or jittered`,
            'neighbours that share their vertices, or at least few crossings',
            points.lonlat(trouble.point),
          )
        : refuse(
            'too-entangled',
            `${edges.count} edges so long and so close that ${grid.pairs} pairs would have to be compared`,
            `at most ${patience.pairs} pairs`,
            points.lonlat(trouble.point),
          );
    const hits = findHits(points, edges, grid);
    if (hits.count === 0) return { vertex, start, edges, grid, drawnEdges, crossings: points.count - drawn };
    ({ vertex, start } = leadThroughHits(points, vertex, start, edges, hits));
  }
  return refuse(
    'unsettled',
    `edges still moving after ${roundsAllowed} rounds of snap rounding`,
    'boundaries that settle on the grid of 1e-7 degree',
  );
}

/** Makes every proper crossing of two edges a point. Gives up at a point too many, or a pair too many. */
function addCrossings(
  points: GridPoints,
  edges: Edges,
  grid: EdgeGrid,
  mostPoints: number,
  mostPairs: number,
): { readonly point: number; readonly dust: boolean } | null {
  const { from, to } = edges;
  let pairs = 0;
  for (let cell = 0; cell + 1 < grid.start.length; cell++) {
    const end = grid.start[cell + 1]!;
    for (let i = grid.start[cell]!; i + 1 < end; i++) {
      pairs += end - i;
      const e = grid.edge[i]!;
      const a = from[e]!;
      const b = to[e]!;
      if (pairs > mostPairs) return { point: a, dust: false };
      const ax = points.x[a]!;
      const ay = points.y[a]!;
      const bx = points.x[b]!;
      const by = points.y[b]!;
      const left = Math.min(ax, bx);
      const right = Math.max(ax, bx);
      const bottom = Math.min(ay, by);
      const top = Math.max(ay, by);
      for (let j = i + 1; j < end; j++) {
        const f = grid.edge[j]!;
        const c = from[f]!;
        const d = to[f]!;
        const cx = points.x[c]!;
        const dx = points.x[d]!;
        if ((cx < left && dx < left) || (cx > right && dx > right)) continue;
        const cy = points.y[c]!;
        const dy = points.y[d]!;
        if ((cy < bottom && dy < bottom) || (cy > top && dy > top)) continue;
        if (a === c || a === d || b === c || b === d) continue;
        const sideC = orientation(ax, ay, bx, by, cx, cy);
        const sideD = orientation(ax, ay, bx, by, dx, dy);
        if (sideC === 0 || sideD === 0 || sideC > 0 === sideD > 0) continue;
        const sideA = orientation(cx, cy, dx, dy, ax, ay);
        const sideB = orientation(cx, cy, dx, dy, bx, by);
        if (sideA === 0 || sideB === 0 || sideA > 0 === sideB > 0) continue;
        const along = BigInt(sideA);
        const whole = along - BigInt(sideB);
        const id = points.id(
          ax + roundedQuotient(BigInt(bx - ax) * along, whole),
          ay + roundedQuotient(BigInt(by - ay) * along, whole),
        );
        if (points.count > mostPoints) return { point: id, dust: true };
      }
    }
  }
  return null;
}

/** Points to be led through: hit h puts point[h] on edge[h]. */
interface Hits {
  count: number;
  edge: Int32Array;
  point: Int32Array;
}

function findHits(points: GridPoints, { from, to }: Edges, grid: EdgeGrid): Hits {
  const hits: Hits = { count: 0, edge: new Int32Array(256), point: new Int32Array(256) };
  const { x, y } = points;
  for (let v = 0; v < points.count; v++) {
    const px = x[v]!;
    const py = y[v]!;
    const cell = cellOf(grid, px, py);
    const end = grid.start[cell + 1]!;
    for (let i = grid.start[cell]!; i < end; i++) {
      const e = grid.edge[i]!;
      const a = from[e]!;
      const b = to[e]!;
      if (a === v || b === v) continue;
      const ax = x[a]! - px;
      const bx = x[b]! - px;
      if ((ax > 0 && bx > 0) || (ax < 0 && bx < 0)) continue;
      const ay = y[a]! - py;
      const by = y[b]! - py;
      if ((ay > 0 && by > 0) || (ay < 0 && by < 0)) continue;
      if (!meetsPixel(2 * ax, 2 * ay, 2 * bx, 2 * by)) continue;
      hits.edge = grown(hits.edge, hits.count + 1);
      hits.point = grown(hits.point, hits.count + 1);
      hits.edge[hits.count] = e;
      hits.point[hits.count++] = v;
    }
  }
  return hits;
}

function leadThroughHits(
  points: GridPoints,
  vertex: Int32Array,
  start: Int32Array,
  edges: Edges,
  hits: Hits,
): { readonly vertex: Int32Array; readonly start: Int32Array } {
  const byEdge = hitsByEdge(points, edges, hits);
  let led: Int32Array = new Int32Array(vertex.length + 2 * hits.count);
  const ledStart = new Int32Array(start.length);
  let filled = 0;
  for (let ring = 0; ring + 1 < start.length; ring++) {
    for (let p = start[ring]!; p < start[ring + 1]!; p++) {
      const e = edges.at[p]!;
      const first = byEdge.start[e]!;
      const end = byEdge.start[e + 1]!;
      led = grown(led, filled + 1 + end - first);
      led[filled++] = vertex[p]!;
      if (vertex[p] === edges.from[e]) for (let i = first; i < end; i++) led[filled++] = byEdge.point[i]!;
      else for (let i = end - 1; i >= first; i--) led[filled++] = byEdge.point[i]!;
    }
    ledStart[ring + 1] = filled;
  }
  return { vertex: led.slice(0, filled), start: ledStart };
}

/** The hits of each edge in their order along it. */
function hitsByEdge(
  { x, y }: GridPoints,
  { count, from, to }: Edges,
  hits: Hits,
): { readonly start: Int32Array; readonly point: Int32Array } {
  const start = new Int32Array(count + 1);
  for (let h = 0; h < hits.count; h++) start[hits.edge[h]! + 1]!++;
  accumulate(start);
  const point = new Int32Array(hits.count);
  const next = start.slice();
  for (let h = 0; h < hits.count; h++) point[next[hits.edge[h]!]!++] = hits.point[h]!;
  for (let e = 0; e < count; e++) {
    if (start[e + 1]! - start[e]! < 2) continue;
    const ax = x[from[e]!]!;
    const ay = y[from[e]!]!;
    const dx = x[to[e]!]! - ax;
    const dy = y[to[e]!]! - ay;
    const along = (v: number): number => (x[v]! - ax) * dx + (y[v]! - ay) * dy;
    point.subarray(start[e], start[e + 1]).sort((p, q) => along(p) - along(q));
  }
  return { start, point };
}
