import type { Arrangement } from '../topology/arrangement.ts';

/**
 * A grid laid over an arrangement. A grid square that no edge touches knows its face; any other lists the edges that touch
 * it. To find the face of a point, walk up its column to the nearest edge or the first square that knows.
 * Coordinates are grid units (degrees × 1e7), fractions allowed. An edge is named by its first place in `chainVertex`.
 */
export interface Raster {
  readonly west: number;
  readonly south: number;
  readonly squareX: number;
  readonly squareY: number;
  readonly columns: number;
  readonly rows: number;
  /** Edges of square s: squareEdge[squareStart[s] .. squareStart[s + 1]). */
  readonly squareStart: Int32Array;
  readonly squareEdge: Int32Array;
  /** Face of a square without edges, -1 elsewhere. */
  readonly squareFace: Int32Array;
  /** Chain of an edge. */
  readonly edgeChain: Int32Array;
}

/** Half a grid unit, about 5 mm: nearer to a line than this is on it, as positions are not known more closely. */
const onLine = 0.5;

export function createRaster(a: Arrangement): Raster {
  const edgeChain = chainsOfEdges(a);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < a.vertexX.length; i++) {
    const x = a.vertexX[i] ?? 0;
    const y = a.vertexY[i] ?? 0;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  if (west > east) [west, south, east, north] = [0, 0, 1, 1];
  const side = Math.max(16, Math.min(2048, Math.ceil(Math.sqrt(edgeChain.length))));
  // One grid unit of margin keeps every vertex strictly inside.
  const raster = {
    west: west - 1,
    south: south - 1,
    squareX: (east - west + 2) / side,
    squareY: (north - south + 2) / side,
    columns: side,
    rows: side,
    edgeChain,
  };
  const squareStart = new Int32Array(side * side + 1);
  forSquaresOfEdges(a, raster, (square) => {
    squareStart[square + 1] = (squareStart[square + 1] ?? 0) + 1;
  });
  for (let s = 0; s < side * side; s++)
    squareStart[s + 1] = (squareStart[s + 1] ?? 0) + (squareStart[s] ?? 0);
  const squareEdge = new Int32Array(squareStart[side * side] ?? 0);
  const next = squareStart.slice();
  forSquaresOfEdges(a, raster, (square, edge) => {
    const place = next[square] ?? 0;
    squareEdge[place] = edge;
    next[square] = place + 1;
  });
  const squareFace = new Int32Array(side * side).fill(-1);
  const full: Raster = { ...raster, squareStart, squareEdge, squareFace };
  for (let column = 0; column < side; column++)
    for (let row = side - 1; row >= 0; row--) {
      const square = row * side + column;
      if (squareStart[square] !== squareStart[square + 1]) continue;
      const x = raster.west + (column + 0.5) * raster.squareX;
      const y = raster.south + (row + 0.5) * raster.squareY;
      squareFace[square] = row === side - 1 ? 0 : faceAt(a, full, x, y);
    }
  return full;
}

/** The face a point lies in; on a line, the one just right of and below it. */
export function faceAt(a: Arrangement, raster: Raster, x: number, y: number): number {
  const { columns, rows, squareStart, squareEdge, squareFace, edgeChain } = raster;
  const column = Math.floor((x - raster.west) / raster.squareX);
  let row = Math.floor((y - raster.south) / raster.squareY);
  if (!(column >= 0 && column < columns && row >= 0 && row < rows)) return 0;
  for (; row < rows; row++) {
    const square = row * columns + column;
    const known = squareFace[square] ?? -1;
    if (known >= 0) return known;
    const top = raster.south + (row + 1) * raster.squareY;
    let nearest = Infinity;
    let nearestSlope = 0;
    let face = -1;
    for (let i = squareStart[square] ?? 0; i < (squareStart[square + 1] ?? 0); i++) {
      const edge = squareEdge[i] ?? 0;
      const from = a.chainVertex[edge] ?? 0;
      const to = a.chainVertex[edge + 1] ?? 0;
      const fromX = a.vertexX[from] ?? 0;
      const toX = a.vertexX[to] ?? 0;
      if (fromX <= x === toX <= x) continue;
      const fromY = a.vertexY[from] ?? 0;
      const slope = ((a.vertexY[to] ?? 0) - fromY) / (toX - fromX);
      const height = fromY + slope * (x - fromX);
      // Of edges that meet right above the point, the flatter one is nearer just to the right of it.
      if (height < y || height > nearest || (height === nearest && slope >= nearestSlope)) continue;
      nearest = height;
      nearestSlope = slope;
      const chain = edgeChain[edge] ?? 0;
      face = (fromX < toX ? a.chainRight[chain] : a.chainLeft[chain]) ?? 0;
    }
    if (face >= 0 && nearest <= top) return face;
  }
  return 0;
}

/** The faces a point lies in or on the edge of, ascending. */
export function facesAt(a: Arrangement, raster: Raster, x: number, y: number): number[] {
  const faces = new Set<number>();
  visitEdges(raster, x - onLine, y - onLine, x + onLine, y + onLine, (edge) => {
    const from = a.chainVertex[edge] ?? 0;
    const to = a.chainVertex[edge + 1] ?? 0;
    const distance = distanceToEdge(
      (a.vertexX[from] ?? 0) - x,
      (a.vertexY[from] ?? 0) - y,
      (a.vertexX[to] ?? 0) - x,
      (a.vertexY[to] ?? 0) - y,
    );
    if (distance > onLine) return;
    const chain = raster.edgeChain[edge] ?? 0;
    faces.add(a.chainLeft[chain] ?? 0);
    faces.add(a.chainRight[chain] ?? 0);
  });
  if (faces.size === 0) return [faceAt(a, raster, x, y)];
  return [...faces].sort((one, other) => one - other);
}

/** Calls `visit` for every edge that touches a grid square of the box; an edge may be visited once a square. */
export function visitEdges(
  raster: Raster,
  west: number,
  south: number,
  east: number,
  north: number,
  visit: (edge: number) => void,
): void {
  const { columns, rows, squareStart, squareEdge } = raster;
  const first = Math.max(0, Math.floor((west - raster.west) / raster.squareX));
  const last = Math.min(columns - 1, Math.floor((east - raster.west) / raster.squareX));
  const bottom = Math.max(0, Math.floor((south - raster.south) / raster.squareY));
  const top = Math.min(rows - 1, Math.floor((north - raster.south) / raster.squareY));
  for (let row = bottom; row <= top; row++) {
    const end = squareStart[row * columns + last + 1] ?? 0;
    for (let i = squareStart[row * columns + first] ?? 0; first <= last && i < end; i++)
      visit(squareEdge[i] ?? 0);
  }
}

/**
 * Calls `visit` for the edges near a place, square by square outwards, until all that is left lies farther away than the
 * nearest so far. `visit` gives that distance, in the same measure as `scaleX` and `scaleY` for one grid unit; nothing
 * beyond `farthest` is looked for.
 */
export function visitOutwards(
  raster: Raster,
  [x, y]: readonly [x: number, y: number],
  [scaleX, scaleY]: readonly [x: number, y: number],
  farthest: number,
  visit: (edge: number) => number,
): void {
  const { west, south, squareX, squareY, columns, rows, squareStart, squareEdge } = raster;
  const column = Math.floor((x - west) / squareX);
  const row = Math.floor((y - south) / squareY);
  const east = x - west - column * squareX;
  const north = y - south - row * squareY;
  let nearest = farthest;
  const visitSquare = (atColumn: number, atRow: number): void => {
    const square = atRow * columns + atColumn;
    for (let i = squareStart[square] ?? 0; i < (squareStart[square + 1] ?? 0); i++)
      nearest = Math.min(nearest, visit(squareEdge[i] ?? 0));
  };
  for (let ring = 0; ; ring++) {
    const top = Math.min(rows - 1, row + ring);
    for (let r = Math.max(0, row - ring); r <= top; r++) {
      const whole = r === row - ring || r === row + ring;
      const last = Math.min(columns - 1, column + ring);
      if (whole) for (let c = Math.max(0, column - ring); c <= last; c++) visitSquare(c, r);
      else {
        if (column - ring >= 0 && column - ring < columns) visitSquare(column - ring, r);
        if (column + ring >= 0 && column + ring < columns) visitSquare(column + ring, r);
      }
    }
    const left = Math.min(east + ring * squareX, (ring + 1) * squareX - east) * scaleX;
    const below = Math.min(north + ring * squareY, (ring + 1) * squareY - north) * scaleY;
    if (Math.min(left, below) >= nearest) return;
  }
}

/** Distance of the origin to an edge. */
export function distanceToEdge(x0: number, y0: number, x1: number, y1: number): number {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const square = dx * dx + dy * dy;
  const t = square > 0 ? Math.max(0, Math.min(1, -(x0 * dx + y0 * dy) / square)) : 0;
  const [x, y] = [x0 + t * dx, y0 + t * dy];
  // Math.hypot would take several times as long, for numbers far larger than distances.
  return Math.sqrt(x * x + y * y);
}

function chainsOfEdges(a: Arrangement): Int32Array {
  const edgeChain = new Int32Array(a.chainVertex.length);
  for (let chain = 0; chain < a.chainLeft.length; chain++)
    edgeChain.fill(chain, a.chainStart[chain] ?? 0, a.chainStart[chain + 1] ?? 0);
  return edgeChain;
}

/** Every pair of a square and an edge that comes within one grid unit of it. */
function forSquaresOfEdges(
  a: Arrangement,
  raster: Omit<Raster, 'squareStart' | 'squareEdge' | 'squareFace'>,
  visit: (square: number, edge: number) => void,
): void {
  const { west, south, squareX, squareY, columns, rows } = raster;
  const row = (y: number): number => Math.max(0, Math.min(rows - 1, Math.floor((y - south) / squareY)));
  const column = (x: number): number => Math.max(0, Math.min(columns - 1, Math.floor((x - west) / squareX)));
  for (let chain = 0; chain < a.chainLeft.length; chain++)
    for (let edge = a.chainStart[chain] ?? 0; edge + 1 < (a.chainStart[chain + 1] ?? 0); edge++) {
      const from = a.chainVertex[edge] ?? 0;
      const to = a.chainVertex[edge + 1] ?? 0;
      const swap = (a.vertexX[from] ?? 0) > (a.vertexX[to] ?? 0);
      const x0 = a.vertexX[swap ? to : from] ?? 0;
      const y0 = a.vertexY[swap ? to : from] ?? 0;
      const x1 = a.vertexX[swap ? from : to] ?? 0;
      const y1 = a.vertexY[swap ? from : to] ?? 0;
      const slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
      const last = column(x1 + 1);
      for (let c = column(x0 - 1); c <= last; c++) {
        const left = Math.max(x0, west + c * squareX - 1);
        const right = Math.min(x1, west + (c + 1) * squareX + 1);
        const yLeft = x1 > x0 ? y0 + slope * (left - x0) : y0;
        const yRight = x1 > x0 ? y0 + slope * (right - x0) : y1;
        const top = row(Math.max(yLeft, yRight) + 1);
        for (let r = row(Math.min(yLeft, yRight) - 1); r <= top; r++) visit(r * columns + c, edge);
      }
    }
}
