// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Arrangement } from './arrangement.ts';
import { type HalfChains, linkHalfChains } from './half-chains.ts';

/** A labelling of faces seen from its chains: which run between two labels, and how a region's outline goes on. */
export interface Outline {
  readonly halves: HalfChains;
  /** Label on the left of half-chain h. */
  labelLeft(h: number): number;
  /** The same label lies on both sides. */
  isInner(h: number): boolean;
  /** The half-chain with which the outline of the region on the left of h goes on. */
  after(h: number): number;
}

export function outlineOf(arrangement: Arrangement, label: Int32Array): Outline {
  const { chainLeft, chainRight } = arrangement;
  const halves = linkHalfChains({
    x: arrangement.vertexX,
    y: arrangement.vertexY,
    pointCount: arrangement.vertexX.length,
    chainStart: arrangement.chainStart,
    chainVertex: arrangement.chainVertex,
  });
  const labelLeft = (h: number): number => label[h & 1 ? chainRight[h >> 1]! : chainLeft[h >> 1]!]!;
  const isInner = (h: number): boolean => labelLeft(h) === labelLeft(h ^ 1);
  return {
    halves,
    labelLeft,
    isInner,
    after(h) {
      let next = halves.next[h]!;
      while (isInner(next)) next = halves.next[next ^ 1]!;
      return next;
    },
  };
}

/** Appends the vertices along half-chain h, all but its last. */
export function followHalfChain({ chainStart, chainVertex }: Arrangement, h: number, into: number[]): void {
  const first = chainStart[h >> 1]!;
  const last = chainStart[(h >> 1) + 1]! - 1;
  if (h & 1) for (let p = last; p > first; p--) into.push(chainVertex[p]!);
  else for (let p = first; p < last; p++) into.push(chainVertex[p]!);
}
