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

interface Points {
  readonly count: number;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}
type Frame = Pick<EdgeGrid, 'west' | 'south' | 'side' | 'columns' | 'rows'>;

/**
 * About one edge a cell, where edges lie evenly; where they crowd (a city and one far island), cells are halved while
 * that saves work, down to a sixteenth. Null when edges are so long and so many that there would be more than
 * `mostEntries` entries.
 */
export function gridOverEdges(points: Points, edges: Edges, mostEntries: number): EdgeGrid | null {
  let frame = frameOf(points, edges.count);
  let grid = fill(points, edges, frame, mostEntries);
  for (let halvings = 0; halvings < 2 && grid && grid.pairs > 32 * edges.count + 1_000_000; halvings++) {
    frame = halved(frame);
    const finer = fill(points, edges, frame, mostEntries);
    if (!finer || finer.pairs >= grid.pairs) break;
    grid = finer;
  }
  return grid;
}

export const cellOf = (grid: Frame, x: number, y: number): number =>
  Math.floor((y - grid.south) / grid.side) * grid.columns + Math.floor((x - grid.west) / grid.side);

function frameOf(points: Points, edgeCount: number): Frame {
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
  const cells = Math.max(16, edgeCount);
  // A long thin extent must not get more rows or columns than edges.
  const side = Math.max(
    8,
    Math.ceil(Math.sqrt((width * height) / cells)),
    Math.ceil(Math.max(width, height) / cells),
  );
  return { west, south, side, columns: Math.ceil(width / side), rows: Math.ceil(height / side) };
}

const halved = (frame: Frame): Frame => ({
  ...frame,
  side: frame.side / 2,
  columns: frame.columns * 2,
  rows: frame.rows * 2,
});

function fill(points: Points, edges: Edges, frame: Frame, mostEntries: number): EdgeGrid | null {
  const start = new Int32Array(frame.columns * frame.rows + 1);
  let entries = 0;
  for (let e = 0; e < edges.count && entries <= mostEntries; e++)
    forEachCell(points, edges, frame, e, (cell) => {
      start[cell + 1]!++;
      entries++;
    });
  if (entries > mostEntries) return null;
  let pairs = 0;
  for (const n of start) pairs += (n * (n - 1)) / 2;
  accumulate(start);
  const edge = new Int32Array(entries);
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
  edges: Edges,
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
  if (left === right || bottom === top) {
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
