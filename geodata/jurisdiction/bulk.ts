// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, unitsPerDegree } from '../topology/arrangement.ts';
import { faceAt, type Raster } from './raster.ts';

/** Fewer places than this are not worth sorting. */
const fewest = 2_000;
/** Squares of the raster that a tile has either way: what lies in one stays in a processor's cache. */
const tileSide = 16;

/**
 * The face of each place, given as longitude and latitude in turn: the one that `faceAt` finds. Places are taken tile by
 * tile from copies of the edges that lie square by square, since looking one up costs little but the wait for memory.
 */
export function facesAtAll(a: Arrangement, raster: Raster, positions: Float64Array): Int32Array {
  const count = positions.length >> 1;
  const faces = new Int32Array(count);
  if (count < fewest) {
    for (let i = 0; i < count; i++)
      faces[i] = faceAt(
        a,
        raster,
        positions[2 * i]! * unitsPerDegree,
        positions[2 * i + 1]! * unitsPerDegree,
      );
    return faces;
  }
  const { order, x, y } = sortByTile(raster, positions);
  const find = createFinder(raster, edgesBySquare(a, raster));
  for (let i = 0; i < count; i++) faces[order[i]!] = find(x[i]!, y[i]!);
  return faces;
}

/** Places in grid units, tile by tile, and which place each of them is. */
function sortByTile(raster: Raster, positions: Float64Array) {
  const count = positions.length >> 1;
  const across = Math.ceil(raster.columns / tileSide);
  const up = Math.ceil(raster.rows / tileSide);
  const perX = unitsPerDegree / (raster.squareX * tileSide);
  const perY = unitsPerDegree / (raster.squareY * tileSide);
  const west = raster.west / (raster.squareX * tileSide);
  const south = raster.south / (raster.squareY * tileSide);
  const tile = new Int32Array(count);
  const tileStart = new Int32Array(across * up + 1);
  for (let i = 0; i < count; i++) {
    const column = Math.floor(positions[2 * i]! * perX - west);
    const row = Math.floor(positions[2 * i + 1]! * perY - south);
    const within = column >= 0 && column < across && row >= 0 && row < up;
    // Places off the raster, or no numbers, lie outside; which tile they wait in does not matter.
    const number = within ? row * across + column : 0;
    tile[i] = number;
    tileStart[number + 1]!++;
  }
  for (let t = 0; t < across * up; t++) tileStart[t + 1]! += tileStart[t]!;
  const order = new Int32Array(count);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const place = tileStart[tile[i]!]!++;
    order[place] = i;
    x[place] = positions[2 * i]! * unitsPerDegree;
    y[place] = positions[2 * i + 1]! * unitsPerDegree;
  }
  return { order, x, y };
}

/** Numbers for each entry of `Raster.squareEdge`: where the edge begins and ends, and the face below it. */
const fields = 5;

const known = new WeakMap<Raster, Int32Array>();

/** Made when first asked for, and kept as long as the raster: some twenty bytes for each edge of a square. */
function edgesBySquare(a: Arrangement, raster: Raster): Int32Array {
  let edges = known.get(raster);
  if (!edges) {
    edges = copyEdges(a, raster);
    known.set(raster, edges);
  }
  return edges;
}

function copyEdges(a: Arrangement, { squareEdge, edgeChain }: Raster): Int32Array {
  const { vertexX, vertexY, chainVertex, chainLeft, chainRight } = a;
  const edges = new Int32Array(fields * squareEdge.length);
  for (let i = 0, at = 0; i < squareEdge.length; i++, at += fields) {
    const edge = squareEdge[i]!;
    const from = chainVertex[edge]!;
    const to = chainVertex[edge + 1]!;
    const chain = edgeChain[edge]!;
    edges[at] = vertexX[from]!;
    edges[at + 1] = vertexY[from]!;
    edges[at + 2] = vertexX[to]!;
    edges[at + 3] = vertexY[to]!;
    edges[at + 4] = vertexX[from]! < vertexX[to]! ? chainRight[chain]! : chainLeft[chain]!;
  }
  return edges;
}

/** `faceAt` over edges that lie side by side in memory; the same sums, so that the same places come out the same. */
function createFinder(raster: Raster, edges: Int32Array): (x: number, y: number) => number {
  const { west, south, squareX, squareY, columns, rows, squareStart, squareFace } = raster;
  return (x, y) => {
    const column = Math.floor((x - west) / squareX);
    const first = Math.floor((y - south) / squareY);
    if (!(column >= 0 && column < columns && first >= 0 && first < rows)) return 0;
    for (let row = first, square = first * columns + column; row < rows; row++, square += columns) {
      const inSquare = squareFace[square]!;
      if (inSquare >= 0) return inSquare;
      let nearest = Infinity;
      let nearestSlope = 0;
      let face = -1;
      const end = fields * squareStart[square + 1]!;
      for (let at = fields * squareStart[square]!; at < end; at += fields) {
        const fromX = edges[at]!;
        const toX = edges[at + 2]!;
        if (fromX <= x === toX <= x) continue;
        const fromY = edges[at + 1]!;
        const toY = edges[at + 3]!;
        if (fromY < y && toY < y) continue;
        const slope = (toY - fromY) / (toX - fromX);
        const height = fromY + slope * (x - fromX);
        if (height < y || height > nearest || (height === nearest && slope >= nearestSlope)) continue;
        nearest = height;
        nearestSlope = slope;
        face = edges[at + 4]!;
      }
      if (face >= 0 && nearest <= south + (row + 1) * squareY) return face;
    }
    return 0;
  };
}
