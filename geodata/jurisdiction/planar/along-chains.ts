// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Crossings, insideToOutside } from './crossings.ts';

/** Crossings as near as this along an edge, as a fraction of it, may come in either order. */
export const sameCrossing = 1e-6;

/** Numbers of all crossings by boundary edge, and on it from its start, in `given` or in something larger. */
export function orderAlongChains({ count, edge, onEdge }: Crossings, given: Float64Array): Float64Array {
  const order = given.length < count ? new Float64Array(2 * count) : given;
  // Plain numbers are sorted many times faster than by a comparison of ours.
  for (let n = 0; n < count; n++) order[n] = edge[n]! * sortable + n;
  order.subarray(0, count).sort();
  for (let i = 0; i < count; i++) {
    const n = order[i]! % sortable;
    let j = i;
    for (; j > 0 && edge[order[j - 1]!] === edge[n] && onEdge[order[j - 1]!]! > onEdge[n]!; j--)
      order[j] = order[j - 1]!;
    order[j] = n;
  }
  return order;
}

/** Whether at the i-th crossing in order the boundary passes from inside to outside. */
export const goesOut = ({ turn }: Crossings, order: Float64Array, i: number): boolean =>
  (turn[order[i]!]! & insideToOutside) !== 0;

/** Whether the crossing that follows on the boundary might as well come first. */
export function isAmbiguous({ count, edge, onEdge }: Crossings, order: Float64Array, i: number): boolean {
  if (i + 1 >= count) return false;
  const one = order[i]!;
  const other = order[i + 1]!;
  return edge[one] === edge[other] && onEdge[other]! - onEdge[one]! < sameCrossing;
}

/** More than the crossings of any footprint; times the number of edges it is still a whole number of a double. */
const sortable = 2 ** 24;
