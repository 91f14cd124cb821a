import type { Lonlat } from '../geometry.ts';

/** Why boundaries cannot be arranged at all. What can be arranged but is wrong is a fault or a defect instead. */
export interface ArrangeRefusal {
  readonly code:
    | 'not-finite'
    | 'out-of-range'
    | 'antimeridian'
    | 'edge-too-long'
    | 'too-large'
    | 'too-much-dust'
    | 'too-entangled'
    | 'unsettled';
  /** Number of the feature, its part, and the part's ring (0 is the shell); null where no single one is to blame. */
  readonly feature: number | null;
  readonly part: number | null;
  readonly ring: number | null;
  readonly at: Lonlat | null;
  readonly got: string;
  readonly wanted: string;
}

/** Longest edge in grid units either way: beyond 4.7 degrees products of two differences are no longer exact. */
export const longestEdge = 4.7e7;
/** How much disorder is worked through before giving up. */
export interface Patience {
  /** Crossings between edges, given the number of vertices drawn. */
  crossings(vertices: number): number;
  /** Pairs of edges that share a cell of the edge grid, and entries of that grid, all cells together. */
  readonly pairs: number;
  readonly entries: number;
}

/** A few seconds' work. More crossings than these are a layer drawn twice, or jittered, and fall to dust. */
export const patienceWithBoundaries: Patience = {
  crossings: (vertices) => 10_000 + Math.floor(vertices / 10),
  pairs: 400_000_000,
  entries: 1 << 26,
};
/** Rings that may cover faces, all faces together. */
export const windingsAllowed = 20_000_000;
/** Rounds of snap rounding; real data settles in two or three. */
export const roundsAllowed = 12;

/** A refusal that no single ring is to blame for. */
export const refuse = (
  code: ArrangeRefusal['code'],
  got: string,
  wanted: string,
  at: Lonlat | null = null,
): { readonly refusal: ArrangeRefusal } => ({
  refusal: { code, feature: null, part: null, ring: null, at, got, wanted },
});
