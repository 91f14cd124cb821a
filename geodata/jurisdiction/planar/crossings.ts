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
  const { columns, rows, squareStart, squareEdge, squareX, squareY } = raster;
  const found = reserve(1024);
  const squareEnds = listEnds(a, raster);

  /** Crossings of p → q, where its piece within some bounds, in grid units, runs through a square. */
  function meet(
    square: number,
    corner: number,
    begun: number,
    px: number,
    py: number,
    qx: number,
    qy: number,
    originX: number,
    originY: number,
    west: number,
    south: number,
    east: number,
    north: number,
  ): void {
    const end = 4 * squareStart[square + 1]!;
    for (let i = 4 * squareStart[square]!; i < end; i += 4) {
      const x0 = squareEnds[i]!;
      const x1 = squareEnds[i + 2]!;
      if (x0 < west ? x1 < west : x0 > east && x1 > east) continue;
      const y0 = squareEnds[i + 1]!;
      const y1 = squareEnds[i + 3]!;
      if (y0 < south ? y1 < south : y0 > north && y1 > north) continue;
      const ax = x0 - originX;
      const ay = y0 - originY;
      const bx = x1 - originX;
      const by = y1 - originY;
      const sideA = sideOfOutline(px, py, qx, qy, ax, ay);
      const sideB = sideOfOutline(px, py, qx, qy, bx, by);
      if (sideA > 0 === sideB > 0) continue;
      const sideP = sideOfBoundary(ax, ay, bx, by, px, py);
      const sideQ = sideOfBoundary(ax, ay, bx, by, qx, qy);
      if (sideP > 0 === sideQ > 0) continue;
      const edge = squareEdge[i >> 2]!;
      if (isKnown(edge, begun)) continue;
      const n = append(edge, corner);
      const along = sideA / (sideA - sideB);
      found.onOutline[n] = sideP / (sideP - sideQ);
      found.onEdge[n] = along;
      found.turn[n] = (sideP > 0 ? leftToRight : 0) | (sideA > 0 ? insideToOutside : 0);
      found.x[n] = ax + (bx - ax) * along;
      found.y[n] = ay + (by - ay) * along;
    }
  }

  /** A boundary edge is listed in every square it runs through. */
  function isKnown(edge: number, begun: number): boolean {
    for (let n = found.count - 1; n >= begun; n--) if (found.edge[n] === edge) return true;
    return false;
  }

  function append(edge: number, corner: number): number {
    if (found.count === found.edge.length) Object.assign(found, reserve(2 * found.count, found));
    const n = found.count++;
    found.edge[n] = edge;
    found.corner[n] = corner;
    return n;
  }

  /** All squares that p → q runs through, from p to q, so that crossings come nearly in their order. */
  function sweep(
    corner: number,
    px: number,
    py: number,
    qx: number,
    qy: number,
    originX: number,
    originY: number,
  ): void {
    const begun = found.count;
    const left = raster.west - originX;
    const bottom = raster.south - originY;
    const slope = (qy - py) / (qx - px);
    const eastward = qx >= px;
    const northward = qy >= py;
    const minX = eastward ? px : qx;
    const maxX = eastward ? qx : px;
    const firstColumn = Math.max(0, Math.floor((minX - left) / squareX));
    const lastColumn = Math.min(columns - 1, Math.floor((maxX - left) / squareX));
    for (let c = firstColumn; c <= lastColumn; c++) {
      const column = eastward ? c : firstColumn + lastColumn - c;
      // Boundary edges are listed in every square they come within a unit of, so rounding here loses none.
      const from = Math.max(minX, left + column * squareX);
      const to = Math.min(maxX, left + (column + 1) * squareX);
      const y0 = maxX > minX ? py + slope * (from - px) : py;
      const y1 = maxX > minX ? py + slope * (to - px) : qy;
      const lowest = y0 < y1 ? y0 : y1;
      const highest = y0 < y1 ? y1 : y0;
      const west = from + originX - 1;
      const south = lowest + originY - 1;
      const east = to + originX + 1;
      const north = highest + originY + 1;
      const firstRow = Math.max(0, Math.floor((lowest - bottom) / squareY));
      const lastRow = Math.min(rows - 1, Math.floor((highest - bottom) / squareY));
      for (let r = firstRow; r <= lastRow; r++) {
        const square = (northward ? r : firstRow + lastRow - r) * columns + column;
        meet(square, corner, begun, px, py, qx, qy, originX, originY, west, south, east, north);
      }
    }
    for (let i = begun + 1; i < found.count; i++)
      for (let j = i; j > begun && comesBefore(found, j, j - 1); j--) swapCrossings(found, j, j - 1);
  }

  function add({ x, y }: Outline, { originX, originY }: Frame, first: number, end: number): void {
    for (let corner = first; corner + 1 < end; corner++)
      sweep(corner, x[corner]!, y[corner]!, x[corner + 1]!, y[corner + 1]!, originX, originY);
  }

  return { found, add };
}

/** Order along one edge of the outline; of those at the same place the boundary edge with the smaller number. */
const comesBefore = ({ onOutline, edge }: Crossings, i: number, j: number): boolean =>
  onOutline[i]! < onOutline[j]! || (onOutline[i] === onOutline[j] && edge[i]! < edge[j]!);

export function swapCrossings(crossings: Crossings, i: number, j: number): void {
  const { edge, corner, onOutline, onEdge, turn, x, y } = crossings;
  swap(edge, i, j);
  swap(corner, i, j);
  swap(turn, i, j);
  swap(onOutline, i, j);
  swap(onEdge, i, j);
  swap(x, i, j);
  swap(y, i, j);
}

function swap(list: Int32Array | Float64Array | Uint8Array, i: number, j: number): void {
  const kept = list[i]!;
  list[i] = list[j]!;
  list[j] = kept;
}

/** x and y of both ends of every item of `squareEdge`, in grid units: a square's edges lie side by side. */
function listEnds({ vertexX, vertexY, chainVertex }: Arrangement, { squareEdge }: Raster): Int32Array {
  const ends = new Int32Array(4 * squareEdge.length);
  for (let i = 0; i < squareEdge.length; i++) {
    const from = chainVertex[squareEdge[i]!]!;
    const to = chainVertex[squareEdge[i]! + 1]!;
    ends[4 * i] = vertexX[from]!;
    ends[4 * i + 1] = vertexY[from]!;
    ends[4 * i + 2] = vertexX[to]!;
    ends[4 * i + 3] = vertexY[to]!;
  }
  return ends;
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
