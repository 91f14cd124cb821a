// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { orientation } from './exact.ts';
import type { GridPoints } from './grid-points.ts';
import type { Noded } from './noding.ts';

/**
 * The nearest edge strictly west of a point, on the parallel a hair above it; -1 if there is none. Exact: it only asks
 * on which side of edges points lie. Edges that belong to no chain are passed over.
 */
export function edgeLeftOf(
  point: number,
  { x, y }: GridPoints,
  { edges: { from, to }, grid }: Noded,
  chainOfEdge: Int32Array,
): number {
  const px = x[point]!;
  const py = y[point]!;
  const firstCell = Math.floor((py - grid.south) / grid.side) * grid.columns;
  let best = -1;
  let bestLow = 0;
  let bestHigh = 0;
  for (let column = Math.floor((px - grid.west) / grid.side); column >= 0; column--) {
    const cell = firstCell + column;
    for (let i = grid.start[cell]!; i < grid.start[cell + 1]!; i++) {
      const e = grid.edge[i]!;
      const a = from[e]!;
      const b = to[e]!;
      if (chainOfEdge[e]! < 0 || y[a]! <= py === y[b]! <= py) continue;
      const low = y[a]! < y[b]! ? a : b;
      const high = low === a ? b : a;
      if (orientation(x[low]!, y[low]!, x[high]!, y[high]!, px, py) >= 0) continue;
      if (best >= 0 && !isRightOf(x, y, low, high, bestLow, bestHigh)) continue;
      best = e;
      bestLow = low;
      bestHigh = high;
    }
    if (best < 0) continue;
    // An edge of a cell further west can only be nearer if the best one leaves this cell westward at this height.
    const share = (py - y[bestLow]!) / (y[bestHigh]! - y[bestLow]!);
    if (x[bestLow]! + (x[bestHigh]! - x[bestLow]!) * share >= grid.west + column * grid.side + 1) return best;
  }
  return best;
}

/** Of two upward edges that share a height and do not cross: is low–high east of the other? */
function isRightOf(
  x: Int32Array,
  y: Int32Array,
  low: number,
  high: number,
  otherLow: number,
  otherHigh: number,
): boolean {
  const side = (a: number, b: number, c: number): number =>
    orientation(x[a]!, y[a]!, x[b]!, y[b]!, x[c]!, y[c]!);
  const lows = y[low]! >= y[otherLow]! ? -side(otherLow, otherHigh, low) : side(low, high, otherLow);
  if (lows !== 0) return lows > 0;
  return y[high]! <= y[otherHigh]! ? side(otherLow, otherHigh, high) < 0 : side(low, high, otherHigh) > 0;
}
