// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { hash, powerOfTwo } from './grid-points.ts';

/** Undirected edges, each once, from the lower to the higher point number. */
export interface Edges {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Edge that leaves position p of the rings; it runs forward there when vertex[p] === from[edge]. */
  readonly at: Int32Array;
}

export function uniqueEdges(vertex: Int32Array, start: Int32Array): Edges {
  const mask = powerOfTwo(2 * vertex.length) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const at = new Int32Array(vertex.length);
  const from = new Int32Array(vertex.length);
  const to = new Int32Array(vertex.length);
  let count = 0;
  for (let ring = 0; ring + 1 < start.length; ring++) {
    const first = start[ring]!;
    const end = start[ring + 1]!;
    for (let p = first; p < end; p++) {
      const a = vertex[p]!;
      const b = vertex[p + 1 < end ? p + 1 : first]!;
      const low = Math.min(a, b);
      const high = Math.max(a, b);
      let slot = hash(low, high) & mask;
      let edge = slots[slot]!;
      while (edge >= 0 && (from[edge] !== low || to[edge] !== high)) {
        slot = (slot + 1) & mask;
        edge = slots[slot]!;
      }
      if (edge < 0) {
        edge = count++;
        slots[slot] = edge;
        from[edge] = low;
        to[edge] = high;
      }
      at[p] = edge;
    }
  }
  return { count, from: from.slice(0, count), to: to.slice(0, count), at };
}
