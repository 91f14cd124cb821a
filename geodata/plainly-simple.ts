// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Line } from './geometry.ts';
import type { GridFrame } from './topology/grid-points.ts';

/** Grid units by which what does not belong together must lie apart: rounding to the grid moves nothing by more than one. */
const apart = 2;
/** Comparisons for each edge before it is not worth going on. */
const patience = 64;

/**
 * Whether a single ring surely has no fault, whatever the rounding: all of its edges are longer than `apart`, turn back
 * nowhere, keep that distance from all others, and enclose more than a hair. False says nothing: then it takes the
 * partition to tell. The grid is no more than `longestEdge` units across, so that products of differences are exact.
 */
export function isPlainlySimple(ring: Line, { longitude, latitude, unitsPerDegree }: GridFrame): boolean {
  const x = new Float64Array(ring.length);
  const y = new Float64Array(ring.length);
  let n = 0;
  for (const [lon, lat] of ring) {
    // Also where it is no number.
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return false;
    const px = Math.floor((lon - longitude) * unitsPerDegree + 0.5);
    const py = Math.floor((lat - latitude) * unitsPerDegree + 0.5);
    if (n > 0 && px === x[n - 1] && py === y[n - 1]) continue;
    x[n] = px;
    y[n] = py;
    n++;
  }
  if (n > 1 && x[0] === x[n - 1] && y[0] === y[n - 1]) n--;
  if (n < 3) return false;

  const length = new Float64Array(n);
  let perimeter = 0;
  let doubledArea = 0;
  for (let i = 0; i < n; i++) {
    const j = i + 1 < n ? i + 1 : 0;
    const units = Math.hypot(x[j]! - x[i]!, y[j]! - y[i]!);
    // An edge half around the globe would be taken to run the other way.
    if (units <= apart || units > 180 * unitsPerDegree) return false;
    length[i] = units;
    perimeter += units;
    doubledArea += (x[i]! - x[0]!) * (y[j]! - y[0]!) - (x[j]! - x[0]!) * (y[i]! - y[0]!);
  }
  if (Math.abs(doubledArea) <= 2 * apart * perimeter) return false;
  for (let i = 0; i < n; i++) if (turnsBack(i)) return false;

  const west = new Float64Array(n);
  for (let i = 0; i < n; i++) west[i] = Math.min(x[i]!, x[i + 1 < n ? i + 1 : 0]!);
  const order = Array.from(west.keys()).sort((i, j) => west[i]! - west[j]!);
  let left = patience * n;
  for (let a = 0; a < n; a++) {
    const i = order[a]!;
    const i1 = i + 1 < n ? i + 1 : 0;
    const east = Math.max(x[i]!, x[i1]!) + apart;
    const south = Math.min(y[i]!, y[i1]!) - apart;
    const north = Math.max(y[i]!, y[i1]!) + apart;
    for (let b = a + 1; b < n; b++) {
      const j = order[b]!;
      if (west[j]! > east) break;
      if (left-- === 0) return false;
      const j1 = j + 1 < n ? j + 1 : 0;
      if ((y[j]! > north && y[j1]! > north) || (y[j]! < south && y[j1]! < south)) continue;
      if (j === i1 || i === j1) continue;
      if (!clears(i, i1, j, j1) && !clears(j, j1, i, i1)) return false;
    }
  }
  return true;

  /** Whether the edge that ends and the one that begins at the end of edge i come near each other beside that corner. */
  function turnsBack(i: number): boolean {
    const corner = i + 1 < n ? i + 1 : 0;
    const next = corner + 1 < n ? corner + 1 : 0;
    const [dx, dy] = [x[i]! - x[corner]!, y[i]! - y[corner]!];
    const [ex, ey] = [x[next]! - x[corner]!, y[next]! - y[corner]!];
    if (dx * ex + dy * ey <= 0) return false;
    return Math.abs(dx * ey - dy * ex) <= apart * Math.max(length[i]!, length[corner]!);
  }

  /** Whether edge j lies wholly on one side of the line through edge i, and not near it. */
  function clears(i: number, i1: number, j: number, j1: number): boolean {
    const [dx, dy] = [x[i1]! - x[i]!, y[i1]! - y[i]!];
    const least = apart * length[i]!;
    const from = dx * (y[j]! - y[i]!) - dy * (x[j]! - x[i]!);
    const to = dx * (y[j1]! - y[i]!) - dy * (x[j1]! - x[i]!);
    return (from > least && to > least) || (from < -least && to < -least);
  }
}
