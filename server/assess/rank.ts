/** Anything with an interval on a common axis. */
export interface Placed {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The places that something may truly have: those whose intervals overlap cannot be told apart. From 1, the best. */
export interface Rank {
  readonly from: number;
  readonly to: number;
}

/**
 * For each its rank among all: as many places below the first as lie wholly above it, and as many above the last as lie
 * wholly below it. Null where there is nothing to rank by.
 */
export function ranksOf(all: readonly (Placed | null)[]): (Rank | null)[] {
  const placed = all.filter((one) => one !== null);
  const lows = placed.map(({ low }) => low).sort((a, b) => a - b);
  const highs = placed.map(({ high }) => high).sort((a, b) => a - b);
  return all.map(
    (one) =>
      one && {
        from: 1 + lows.length - countUpTo(lows, one.high, true),
        to: placed.length - countUpTo(highs, one.low, false),
      },
  );
}

/** The one at the bottom by value, and how many others its interval cannot be told from; null where nothing is placed. */
export function bottomOf<T extends { readonly placed: Placed | null }>(
  all: readonly T[],
): { readonly last: T; readonly indistinct: number } | null {
  const placed = all.filter((one) => one.placed !== null);
  const [first, ...rest] = placed;
  if (!first || rest.length === 0) return null;
  const last = rest.reduce((lowest, one) => (pointsOf(one) < pointsOf(lowest) ? one : lowest), first);
  const high = last.placed?.high ?? 0;
  return { last, indistinct: placed.filter((one) => one !== last && (one.placed?.low ?? 0) <= high).length };
}

const pointsOf = ({ placed }: { readonly placed: Placed | null }): number => placed?.value ?? 0;

/** How many of the ascending numbers are below the limit, or, where `inclusive`, at it. */
function countUpTo(ascending: readonly number[], limit: number, inclusive: boolean): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = ascending[middle] as number;
    if (value < limit || (inclusive && value === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}
