// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Edges } from './edges.ts';
import { accumulate } from './grid-points.ts';

/** A uniform grid of square cells over edges: those that come within a unit of cell k are edge[start[k] .. start[k + 1]). */
export interface EdgeGrid {
  readonly west: number;
  readonly south: number;
  /** Side of a cell in the units of the points. */
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
  readonly start: Int32Array;
  readonly edge: Int32Array;
  /** Pairs of edges that share a cell, all cells together: the work of comparing them. */
  readonly pairs: number;
}

export interface Points {
  readonly count: number;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}
/** Edges as pairs of point numbers. */
export type EdgeEnds = Pick<Edges, 'count' | 'from' | 'to'>;

type Frame = Pick<EdgeGrid, 'west' | 'south' | 'side' | 'columns' | 'rows'>;

/**
 * About one edge a cell where edges lie evenly, wider cells where edges are long, and never more than `mostEntries`
 * entries or so. Where short edges crowd (a city and one far island), cells are halved while that saves work.
 */
export function gridOverEdges(points: Points, edges: EdgeEnds, mostEntries: number): EdgeGrid {
  let frame = frameOf(points, edges, mostEntries);
  let grid = fill(points, edges, frame);
  for (let halvings = 0; halvings < 2; halvings++) {
    const crowded = grid.pairs > 32 * edges.count + 1_000_000;
    const short = grid.edge.length < 4 * edges.count;
    if (!crowded || !short) break;
    frame = halved(frame);
    grid = fill(points, edges, frame);
  }
  return grid;
}

export const cellOf = (grid: Frame, x: number, y: number): number =>
  Math.floor((y - grid.south) / grid.side) * grid.columns + Math.floor((x - grid.west) / grid.side);

function frameOf(points: Points, edges: EdgeEnds, mostEntries: number): Frame {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let i = 0; i < points.count; i++) {
    west = Math.min(west, points.x[i]!);
    east = Math.max(east, points.x[i]!);
    south = Math.min(south, points.y[i]!);
    north = Math.max(north, points.y[i]!);
  }
  west -= 2;
  south -= 2;
  const width = points.count ? east - west + 3 : 1;
  const height = points.count ? north - south + 3 : 1;
  const cells = Math.max(16, edges.count);
  const side = Math.max(
    8,
    Math.sqrt((width * height) / cells),
    // A long thin extent must not get more rows or columns than edges.
    Math.max(width, height) / cells,
    // An edge enters about one cell for every side it is long, each way, and a few more.
    totalSpan(points, edges) / Math.max(mostEntries - 4 * edges.count, edges.count, 1),
  );
  return {
    west,
    south,
    side: Math.ceil(side),
    columns: Math.ceil(width / Math.ceil(side)),
    rows: Math.ceil(height / Math.ceil(side)),
  };
}

function totalSpan({ x, y }: Points, { count, from, to }: EdgeEnds): number {
  let span = 0;
  for (let e = 0; e < count; e++)
    span += Math.abs(x[to[e]!]! - x[from[e]!]!) + Math.abs(y[to[e]!]! - y[from[e]!]!);
  return span;
}

const halved = (frame: Frame): Frame => ({
  ...frame,
  side: frame.side / 2,
  columns: frame.columns * 2,
  rows: frame.rows * 2,
});

function fill(points: Points, edges: EdgeEnds, frame: Frame): EdgeGrid {
  const start = new Int32Array(frame.columns * frame.rows + 1);
  for (let e = 0; e < edges.count; e++)
    forEachCell(points, edges, frame, e, (cell) => {
      start[cell + 1]!++;
    });
  let pairs = 0;
  for (const n of start) pairs += (n * (n - 1)) / 2;
  accumulate(start);
  const edge = new Int32Array(start[start.length - 1]!);
  const next = start.slice();
  for (let e = 0; e < edges.count; e++)
    forEachCell(points, edges, frame, e, (cell) => {
      edge[next[cell]!++] = e;
    });
  return { ...frame, start, edge, pairs };
}

/** Visits the cells that the edge, widened by one unit, may touch: row by row, the columns it spans within the row. */
function forEachCell(
  points: Points,
  edges: EdgeEnds,
  { west, south, side, columns }: Frame,
  e: number,
  visit: (cell: number) => void,
): void {
  const a = edges.from[e]!;
  const b = edges.to[e]!;
  const aIsLower = points.y[a]! <= points.y[b]!;
  const low = aIsLower ? a : b;
  const high = aIsLower ? b : a;
  const lowX = points.x[low]! - west;
  const lowY = points.y[low]! - south;
  const highX = points.x[high]! - west;
  const highY = points.y[high]! - south;
  const left = Math.floor((Math.min(lowX, highX) - 1) / side);
  const right = Math.floor((Math.max(lowX, highX) + 1) / side);
  const bottom = Math.floor((lowY - 1) / side);
  const top = Math.floor((highY + 1) / side);
  if (left === right || bottom === top || lowY === highY) {
    for (let row = bottom; row <= top; row++)
      for (let column = left; column <= right; column++) visit(row * columns + column);
    return;
  }
  const slope = (highX - lowX) / (highY - lowY);
  for (let row = bottom; row <= top; row++) {
    const x0 = lowX + (Math.max(lowY, row * side - 1) - lowY) * slope;
    const x1 = lowX + (Math.min(highY, (row + 1) * side + 1) - lowY) * slope;
    const from = Math.max(left, Math.floor((Math.min(x0, x1) - 2) / side));
    const until = Math.min(right, Math.floor((Math.max(x0, x1) + 2) / side));
    for (let column = from; column <= until; column++) visit(row * columns + column);
  }
}
