/**
 * The outline of what two shapes have in common, for drawing: pieces of either outline that run inside the other, joined
 * end to end. Plane metres; positions within `tolerance` are one.
 */

export type Point = readonly [x: number, y: number];

/** A straight edge, and where it is cut. */
export interface Cuttable {
  readonly from: Point;
  readonly to: Point;
  /** Fractions along the edge, with the node that lies there. */
  readonly cuts: { readonly t: number; readonly node: number }[];
}

/**
 * Metres to try in turn. Two centimetres are more than the grid of boundaries rounds by and less than anybody can draw;
 * but where two crossings come as near as that and are no one place, an end is left loose, and finer ones tell them apart.
 */
export const tolerances = [0.02, 0.002, 0.0002] as const;

/** Positions by number; asking for one near an older one gives the older one. */
export interface Nodes {
  /** Metres within which positions are one. */
  readonly tolerance: number;
  readonly points: Point[];
  nodeAt(x: number, y: number): number;
}

export function createNodes(tolerance: number): Nodes {
  const points: Point[] = [];
  const squares = new Map<number, number[]>();
  const side = 2 * tolerance;
  return {
    tolerance,
    points,
    nodeAt(x, y) {
      const column = Math.floor(x / side);
      const row = Math.floor(y / side);
      // Half a square away is within reach: on either axis that is the neighbour on the nearer side alone.
      const [west, south] = [
        x / side - column < 0.5 ? column - 1 : column,
        y / side - row < 0.5 ? row - 1 : row,
      ];
      for (let nextColumn = west; nextColumn <= west + 1; nextColumn++)
        for (let nextRow = south; nextRow <= south + 1; nextRow++) {
          const square = squares.get(nextColumn * rows + nextRow);
          if (!square) continue;
          for (const node of square) {
            const [px, py] = points[node] ?? [0, 0];
            if (Math.hypot(px - x, py - y) <= tolerance) return node;
          }
        }
      const node = points.push([x, y]) - 1;
      const key = column * rows + row;
      const square = squares.get(key);
      if (square) square.push(node);
      else squares.set(key, [node]);
      return node;
    },
  };
}

/** Numbers squares by column and row; should two far apart share one, their distance tells them from each other. */
const rows = 2 ** 26;

/** Cuts both edges where they cross, and either where an end of the other lies on it. */
export function cut(one: Cuttable, other: Cuttable, nodes: Nodes): void {
  const { tolerance } = nodes;
  const [ax, ay] = one.from;
  const [px, py] = other.from;
  const dx = one.to[0] - ax;
  const dy = one.to[1] - ay;
  const ex = other.to[0] - px;
  const ey = other.to[1] - py;
  const length = Math.hypot(dx, dy);
  const otherLength = Math.hypot(ex, ey);
  // Signed metres of each end from the other's line.
  const p = (dx * (py - ay) - dy * (px - ax)) / length;
  const q = (dx * (py + ey - ay) - dy * (px + ex - ax)) / length;
  if ((p > tolerance && q > tolerance) || (p < -tolerance && q < -tolerance)) return;
  const a = (ex * (ay - py) - ey * (ax - px)) / otherLength;
  const b = (ex * (ay + dy - py) - ey * (ax + dx - px)) / otherLength;
  if ((a > tolerance && b > tolerance) || (a < -tolerance && b < -tolerance)) return;
  let touches = Math.abs(p) <= tolerance && cutAt(one, other.from, nodes);
  if (Math.abs(q) <= tolerance && cutAt(one, other.to, nodes)) touches = true;
  if (Math.abs(a) <= tolerance && cutAt(other, one.from, nodes)) touches = true;
  if (Math.abs(b) <= tolerance && cutAt(other, one.to, nodes)) touches = true;
  if (touches || p > 0 === q > 0 || a > 0 === b > 0) return;
  const t = a / (a - b);
  const node = nodes.nodeAt(ax + t * dx, ay + t * dy);
  one.cuts.push({ t, node });
  other.cuts.push({ t: p / (p - q), node });
}

/** Cuts an edge at an end of another if that end lies on it. */
function cutAt(edge: Cuttable, [x, y]: Point, nodes: Nodes): boolean {
  const { tolerance } = nodes;
  const [ax, ay] = edge.from;
  const dx = edge.to[0] - ax;
  const dy = edge.to[1] - ay;
  const length = Math.hypot(dx, dy);
  const along = ((x - ax) * dx + (y - ay) * dy) / length;
  if (along < -tolerance || along > length + tolerance) return false;
  edge.cuts.push({ t: along / length, node: nodes.nodeAt(x, y) });
  return true;
}

/** The pieces of an edge between its cuts, as pairs of nodes. */
export function piecesOf(edge: Cuttable, nodes: Nodes): (readonly [from: number, to: number])[] {
  const { from, to, cuts } = edge;
  let node = nodes.nodeAt(from[0], from[1]);
  const end = nodes.nodeAt(to[0], to[1]);
  if (cuts.length === 0) return node === end ? [] : [[node, end]];
  const pieces: (readonly [number, number])[] = [];
  if (cuts.length > 1) cuts.sort(alongEdge);
  for (const cut of cuts) {
    if (cut.node !== node) pieces.push([node, cut.node]);
    node = cut.node;
  }
  if (end !== node) pieces.push([node, end]);
  return pieces;
}

const alongEdge = (one: { readonly t: number }, other: { readonly t: number }): number => one.t - other.t;

/** Closed rings made of directed pieces laid end to end; null where an end is left loose. */
export function join(
  pieces: readonly (readonly [from: number, to: number])[],
  nodes: Nodes,
): Point[][] | null {
  const from = new Map<number, number[]>();
  for (const [start, end] of pieces) {
    const returns = from.get(end);
    const back = returns ? returns.indexOf(start) : -1;
    const list = from.get(start);
    // There and back again encloses nothing.
    if (back >= 0) returns?.splice(back, 1);
    else if (list) list.push(end);
    else from.set(start, [end]);
  }
  const rings: Point[][] = [];
  for (const [start, ends] of from)
    while (ends.length > 0) {
      const ring = [start];
      let node = ends.pop();
      while (node !== undefined && node !== start) {
        ring.push(node);
        node = from.get(node)?.pop();
      }
      if (node === undefined) return null;
      if (ring.length > 2) rings.push([...ring, start].map((at) => nodes.points[at] ?? [0, 0]));
    }
  return rings;
}

/** Signed area, positive when counter-clockwise. */
export function signedArea(ring: readonly Point[]): number {
  let area = 0;
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y];
    area += x * nextY - nextX * y;
  });
  return area / 2;
}

/** Whether a point lies inside edges, by how often a line up from it crosses them. */
export function isInside([x, y]: Point, edges: readonly Pick<Cuttable, 'from' | 'to'>[]): boolean {
  let inside = false;
  for (const { from, to } of edges)
    if (from[0] <= x !== to[0] <= x && from[1] + ((to[1] - from[1]) * (x - from[0])) / (to[0] - from[0]) > y)
      inside = !inside;
  return inside;
}
