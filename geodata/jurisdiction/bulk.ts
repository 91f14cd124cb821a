// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, unitsPerDegree } from '../topology/arrangement.ts';
import { faceAt, type Raster } from './raster.ts';

/** Fewer places than this are not worth sorting. */
const fewest = 2_000;
/** Squares of the raster that a tile has either way: what lies in one stays in a processor's cache. */
const tileSide = 16;

/**
 * The face of each place, given as longitude and latitude in turn. Places are taken tile by tile, since looking one up
 * costs little but the wait for memory, and neighbours need the same of it.
 */
export function facesAtAll(a: Arrangement, raster: Raster, positions: Float64Array): Int32Array {
  const count = positions.length >> 1;
  const faces = new Int32Array(count);
  const locate = (i: number): void => {
    faces[i] = faceAt(a, raster, positions[2 * i]! * unitsPerDegree, positions[2 * i + 1]! * unitsPerDegree);
  };
  if (count < fewest) {
    for (let i = 0; i < count; i++) locate(i);
    return faces;
  }
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
  for (let i = 0; i < count; i++) order[tileStart[tile[i]!]!++] = i;
  for (let i = 0; i < count; i++) locate(order[i]!);
  return faces;
}
