// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Arrangement } from '../../topology/arrangement.ts';
import type { Raster } from '../raster.ts';

/**
 * The raster's edges as an outline meets them. Squares are numbered in tiles of eight by eight, so that those that an
 * outline runs through one after the other lie near each other in memory, whichever way it runs.
 * Items of square s: start[s] .. start[s + 1].
 */
export interface SquareEdges {
  readonly start: Int32Array;
  /** West, south, east and north of item i, in grid units: boxes[4 i] and on. */
  readonly boxes: Int32Array;
  /** names[2 i] is its edge times four, and how it runs through its box; names[2 i + 1] its chain. */
  readonly names: Int32Array;
  /** Number of a square by its column and row. */
  squareAt(column: number, row: number): number;
}

/** Bits of a name: the edge runs to the west of its box, and to the south. */
export const [runsWest, runsSouth] = [1, 2] as const;

export function createSquareEdges(
  { vertexX, vertexY, chainVertex }: Arrangement,
  { columns, rows, squareStart, squareEdge, edgeChain }: Raster,
): SquareEdges {
  const tilesAcross = (columns + 7) >> 3;
  const squareAt = (column: number, row: number): number =>
    (((row >> 3) * tilesAcross + (column >> 3)) << 6) | ((row & 7) << 3) | (column & 7);
  const start = new Int32Array(((tilesAcross * ((rows + 7) >> 3)) << 6) + 1);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const square = row * columns + column;
      start[squareAt(column, row) + 1] = squareStart[square + 1]! - squareStart[square]!;
    }
  for (let s = 1; s < start.length; s++) start[s]! += start[s - 1]!;
  const boxes = new Int32Array(4 * squareEdge.length);
  const names = new Int32Array(2 * squareEdge.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const square = row * columns + column;
      let item = start[squareAt(column, row)]!;
      for (let i = squareStart[square]!; i < squareStart[square + 1]!; i++, item++) {
        const edge = squareEdge[i]!;
        const from = chainVertex[edge]!;
        const to = chainVertex[edge + 1]!;
        const west = vertexX[to]! < vertexX[from]!;
        const south = vertexY[to]! < vertexY[from]!;
        boxes[4 * item] = vertexX[west ? to : from]!;
        boxes[4 * item + 1] = vertexY[south ? to : from]!;
        boxes[4 * item + 2] = vertexX[west ? from : to]!;
        boxes[4 * item + 3] = vertexY[south ? from : to]!;
        names[2 * item] = 4 * edge + (west ? runsWest : 0) + (south ? runsSouth : 0);
        names[2 * item + 1] = edgeChain[edge]!;
      }
    }
  return { start, boxes, names, squareAt };
}
