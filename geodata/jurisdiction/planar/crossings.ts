// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Arrangement } from '../../topology/arrangement.ts';
import type { Frame } from '../frame.ts';
import type { Raster } from '../raster.ts';
import type { Outline } from './outline.ts';
import { sideOfBoundary, sideOfOutline } from './side.ts';

/** Where an outline crosses boundaries, in the order it meets them. Filled anew for every footprint. */
export interface Crossings {
  count: number;
  /** Boundary edge, by its first place in `chainVertex`, and the outline's edge, by its first corner. */
  edge: Int32Array;
  corner: Int32Array;
  /** Fractions along either. */
  onOutline: Float64Array;
  onEdge: Float64Array;
  /** 1: the outline passes from the boundary's left to its right. 2: the boundary passes from inside to outside. */
  turn: Uint8Array;
  /** Grid units from the frame's origin. */
  x: Float64Array;
  y: Float64Array;
}

export const leftToRight = 1;
export const insideToOutside = 2;

export interface CrossingFinder {
  readonly found: Crossings;
  /** Appends the crossings of one ring of the outline. */
  add(outline: Outline, frame: Frame, first: number, end: number): void;
}

export function createCrossingFinder(a: Arrangement, raster: Raster): CrossingFinder {
  const { vertexX, vertexY, chainVertex } = a;
  const { columns, rows, squareStart, squareEdge, squareX, squareY } = raster;
  const found = reserve(1024);
  /** Number of the outline's edge that a boundary edge was last compared with. */
  const seen = new Int32Array(chainVertex.length);
  let tag = 0;

  /** Crossings of p → q with the boundary edges of a square. */
  function meet(
    square: number,
    corner: number,
    px: number,
    py: number,
    qx: number,
    qy: number,
    frame: Frame,
  ): void {
    for (let i = squareStart[square]!; i < squareStart[square + 1]!; i++) {
      const edge = squareEdge[i]!;
      if (seen[edge] === tag) continue;
      seen[edge] = tag;
      const v = chainVertex[edge]!;
      const w = chainVertex[edge + 1]!;
      const ax = vertexX[v]! - frame.originX;
      const bx = vertexX[w]! - frame.originX;
      if ((ax < px && ax < qx && bx < px && bx < qx) || (ax > px && ax > qx && bx > px && bx > qx)) continue;
      const ay = vertexY[v]! - frame.originY;
      const by = vertexY[w]! - frame.originY;
      if ((ay < py && ay < qy && by < py && by < qy) || (ay > py && ay > qy && by > py && by > qy)) continue;
      const sideA = sideOfOutline(px, py, qx, qy, ax, ay);
      const sideB = sideOfOutline(px, py, qx, qy, bx, by);
      if (sideA > 0 === sideB > 0) continue;
      const sideP = sideOfBoundary(ax, ay, bx, by, px, py);
      const sideQ = sideOfBoundary(ax, ay, bx, by, qx, qy);
      if (sideP > 0 === sideQ > 0) continue;
      if (found.count === found.edge.length) Object.assign(found, reserve(2 * found.count, found));
      const n = found.count++;
      const along = sideA / (sideA - sideB);
      found.edge[n] = edge;
      found.corner[n] = corner;
      found.onOutline[n] = sideP / (sideP - sideQ);
      found.onEdge[n] = along;
      found.turn[n] = (sideP > 0 ? leftToRight : 0) | (sideA > 0 ? insideToOutside : 0);
      found.x[n] = ax + (bx - ax) * along;
      found.y[n] = ay + (by - ay) * along;
    }
  }

  function add({ x, y }: Outline, frame: Frame, first: number, end: number): void {
    const west = raster.west - frame.originX;
    const south = raster.south - frame.originY;
    for (let corner = first; corner + 1 < end; corner++) {
      const px = x[corner]!;
      const py = y[corner]!;
      const qx = x[corner + 1]!;
      const qy = y[corner + 1]!;
      const from = found.count;
      tag++;
      const minX = px < qx ? px : qx;
      const maxX = px < qx ? qx : px;
      const slope = (qy - py) / (qx - px);
      const lastColumn = Math.min(columns - 1, Math.floor((maxX - west) / squareX));
      for (let column = Math.max(0, Math.floor((minX - west) / squareX)); column <= lastColumn; column++) {
        // Boundary edges are listed in every square they come within a unit of, so rounding here loses none.
        const left = Math.max(minX, west + column * squareX);
        const right = Math.min(maxX, west + (column + 1) * squareX);
        const y0 = maxX > minX ? py + slope * (left - px) : py;
        const y1 = maxX > minX ? py + slope * (right - px) : qy;
        const lastRow = Math.min(rows - 1, Math.floor((Math.max(y0, y1) - south) / squareY));
        for (let row = Math.max(0, Math.floor((Math.min(y0, y1) - south) / squareY)); row <= lastRow; row++) {
          const square = row * columns + column;
          if (squareStart[square] !== squareStart[square + 1]) meet(square, corner, px, py, qx, qy, frame);
        }
      }
      // Squares are taken from west to east and from south to north, the edge may run the other way.
      if (found.onOutline[from]! > found.onOutline[found.count - 1]!)
        for (let i = from, j = found.count - 1; i < j; i++, j--) swapCrossings(found, i, j);
      for (let i = from + 1; i < found.count; i++)
        for (let j = i; j > from && comesBefore(found, j, j - 1); j--) swapCrossings(found, j, j - 1);
    }
  }

  return { found, add };
}

/** Order along one edge of the outline; of those at the same place the boundary edge with the smaller number. */
const comesBefore = ({ onOutline, edge }: Crossings, i: number, j: number): boolean =>
  onOutline[i]! < onOutline[j]! || (onOutline[i] === onOutline[j] && edge[i]! < edge[j]!);

export function swapCrossings(crossings: Crossings, i: number, j: number): void {
  for (const list of [
    crossings.edge,
    crossings.corner,
    crossings.onOutline,
    crossings.onEdge,
    crossings.turn,
    crossings.x,
    crossings.y,
  ]) {
    const kept = list[i]!;
    list[i] = list[j]!;
    list[j] = kept;
  }
}

function reserve(size: number, older?: Crossings): Crossings {
  const larger = <List extends Int32Array | Float64Array | Uint8Array>(list: List, old?: List): List => {
    if (old) list.set(old as never);
    return list;
  };
  return {
    count: older?.count ?? 0,
    edge: larger(new Int32Array(size), older?.edge),
    corner: larger(new Int32Array(size), older?.corner),
    onOutline: larger(new Float64Array(size), older?.onOutline),
    onEdge: larger(new Float64Array(size), older?.onEdge),
    turn: larger(new Uint8Array(size), older?.turn),
    x: larger(new Float64Array(size), older?.x),
    y: larger(new Float64Array(size), older?.y),
  };
}
