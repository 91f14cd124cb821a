// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { StreetGraph } from './graph.ts';

/** Every edge cut into equal pieces ("linear pixels", Xie & Yan 2008), none longer than was asked for. */
export interface Lixels {
  /** Pieces of edge e are first[e] up to first[e + 1], in their order along it. */
  readonly first: Int32Array;
  /** Metres of one piece of each edge. */
  readonly length: Float64Array;
}

export function cutLixels({ edgeLength }: StreetGraph, longest: number): Lixels {
  const first = new Int32Array(edgeLength.length + 1);
  const length = new Float64Array(edgeLength.length);
  edgeLength.forEach((metres, edge) => {
    const pieces = Math.max(1, Math.ceil(metres / longest - 1e-9));
    length[edge] = metres / pieces;
    first[edge + 1] = first[edge]! + pieces;
  });
  return { first, length };
}
