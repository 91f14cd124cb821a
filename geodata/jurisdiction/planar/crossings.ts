// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Arrangement } from '../../topology/arrangement.ts';
import type { Frame } from '../frame.ts';
import type { Raster } from '../raster.ts';
import type { Outline } from './outline.ts';
import { sideOfBoundary, sideOfOutline } from './side.ts';
import { createSquareEdges, runsSouth, runsWest } from './square-edges.ts';

/** Where an outline crosses boundaries, in the order it meets them. Filled anew for every footprint. */
export interface Crossings {
  count: number;
  /** Boundary edge, by its first place in `chainVertex`, its chain, and the outline's edge, by its first corner. */
  edge: Int32Array;
  chain: Int32Array;
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
  const { columns, rows, west: rasterWest, south: rasterSouth } = raster;
  const perUnitX = 1 / raster.squareX;
  const perUnitY = 1 / raster.squareY;
  const { start, boxes, names, squareAt } = createSquareEdges(a, raster);
  const found = reserve(1024);
  // Whole numbers, arrays and nothing else are shared or handed on: a fraction would be put away anew each time.
  let x: Float64Array = new Float64Array(0);
  let y = x;
  let originX = 0;
  let originY = 0;

  /** Crossings of the outline's edge at a corner with what a square lists, where both reach into some bounds. */
  function meet(
    square: number,
    corner: number,
    begun: number,
    west: number,
    south: number,
    east: number,
    north: number,
  ): void {
    const end = start[square + 1]!;
    for (let item = start[square]!; item < end; item++) {
      const box = 4 * item;
      // One question for all four sides, as which of them misses is anybody's guess; less than 214 degrees apart they fit.
      const apart =
        (boxes[box + 2]! - west) |
        (east - boxes[box]!) |
        (boxes[box + 3]! - south) |
        (north - boxes[box + 1]!);
      if (apart >= 0) cross(item, corner, begun);
    }
  }

  function cross(item: number, corner: number, begun: number): void {
    const name = names[2 * item]!;
    const flipX = 2 * (name & runsWest);
    const flipY = name & runsSouth;
    const ax = boxes[4 * item + flipX]! - originX;
    const ay = boxes[4 * item + 1 + flipY]! - originY;
    const bx = boxes[4 * item + 2 - flipX]! - originX;
    const by = boxes[4 * item + 3 - flipY]! - originY;
    const px = x[corner]!;
    const py = y[corner]!;
    const qx = x[corner + 1]!;
    const qy = y[corner + 1]!;
    const sideA = sideOfOutline(px, py, qx, qy, ax, ay);
    const sideB = sideOfOutline(px, py, qx, qy, bx, by);
    if (sideA > 0 === sideB > 0) return;
    const sideP = sideOfBoundary(ax, ay, bx, by, px, py);
    const sideQ = sideOfBoundary(ax, ay, bx, by, qx, qy);
    if (sideP > 0 === sideQ > 0) return;
    const edge = name >> 2;
    if (isKnown(edge, begun)) return;
    if (found.count === found.edge.length) Object.assign(found, reserve(2 * found.count, found));
    const n = found.count++;
    const along = sideA / (sideA - sideB);
    found.edge[n] = edge;
    found.chain[n] = names[2 * item + 1]!;
    found.corner[n] = corner;
    found.onOutline[n] = sideP / (sideP - sideQ);
    found.onEdge[n] = along;
    found.turn[n] = (sideP > 0 ? leftToRight : 0) | (sideA > 0 ? insideToOutside : 0);
    found.x[n] = ax + (bx - ax) * along;
    found.y[n] = ay + (by - ay) * along;
  }

  /** A boundary edge is listed in every square it runs through. */
  function isKnown(edge: number, begun: number): boolean {
    for (let n = found.count - 1; n >= begun; n--) if (found.edge[n] === edge) return true;
    return false;
  }

  /** All squares that the edge at a corner runs through, from end to end, so that crossings come nearly in their order. */
  function sweep(corner: number): void {
    const begun = found.count;
    const px = x[corner]! + originX;
    const py = y[corner]! + originY;
    const qx = x[corner + 1]! + originX;
    const qy = y[corner + 1]! + originY;
    const slope = (qy - py) / (qx - px);
    const eastward = qx >= px;
    const northward = qy >= py;
    const minX = eastward ? px : qx;
    const maxX = eastward ? qx : px;
    const firstColumn = Math.max(0, Math.floor((minX - rasterWest) * perUnitX));
    const lastColumn = Math.min(columns - 1, Math.floor((maxX - rasterWest) * perUnitX));
    for (let c = firstColumn; c <= lastColumn; c++) {
      const column = eastward ? c : firstColumn + lastColumn - c;
      // Boundary edges are listed in every square they come within a unit of, so rounding here loses none.
      const from = Math.max(minX, rasterWest + column * raster.squareX);
      const to = Math.min(maxX, rasterWest + (column + 1) * raster.squareX);
      const y0 = maxX > minX ? py + slope * (from - px) : py;
      const y1 = maxX > minX ? py + slope * (to - px) : qy;
      const lowest = y0 < y1 ? y0 : y1;
      const highest = y0 < y1 ? y1 : y0;
      const west = Math.floor(from) - 1;
      const south = Math.floor(lowest) - 1;
      const east = Math.ceil(to) + 1;
      const north = Math.ceil(highest) + 1;
      const firstRow = Math.max(0, Math.floor((lowest - rasterSouth) * perUnitY));
      const lastRow = Math.min(rows - 1, Math.floor((highest - rasterSouth) * perUnitY));
      for (let r = firstRow; r <= lastRow; r++) {
        const square = squareAt(column, northward ? r : firstRow + lastRow - r);
        if (start[square] !== start[square + 1]) meet(square, corner, begun, west, south, east, north);
      }
    }
    for (let i = begun + 1; i < found.count; i++)
      for (let j = i; j > begun && comesBefore(found, j, j - 1); j--) swapCrossings(found, j, j - 1);
  }

  function add(outline: Outline, frame: Frame, first: number, end: number): void {
    x = outline.x;
    y = outline.y;
    originX = frame.originX;
    originY = frame.originY;
    for (let corner = first; corner + 1 < end; corner++) sweep(corner);
  }

  return { found, add };
}

/** Order along one edge of the outline; of those at the same place the boundary edge with the smaller number. */
const comesBefore = ({ onOutline, edge }: Crossings, i: number, j: number): boolean =>
  onOutline[i]! < onOutline[j]! || (onOutline[i] === onOutline[j] && edge[i]! < edge[j]!);

export function swapCrossings(crossings: Crossings, i: number, j: number): void {
  const { edge, chain, corner, onOutline, onEdge, turn, x, y } = crossings;
  swap(edge, i, j);
  swap(chain, i, j);
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

function reserve(size: number, older?: Crossings): Crossings {
  const larger = <List extends Int32Array | Float64Array | Uint8Array>(list: List, old?: List): List => {
    if (old) list.set(old as never);
    return list;
  };
  return {
    count: older?.count ?? 0,
    edge: larger(new Int32Array(size), older?.edge),
    chain: larger(new Int32Array(size), older?.chain),
    corner: larger(new Int32Array(size), older?.corner),
    onOutline: larger(new Float64Array(size), older?.onOutline),
    onEdge: larger(new Float64Array(size), older?.onEdge),
    turn: larger(new Uint8Array(size), older?.turn),
    x: larger(new Float64Array(size), older?.x),
    y: larger(new Float64Array(size), older?.y),
  };
}
