import type { Line } from '../../geodata/geometry.ts';
import { type Coincidence, indexLines } from './coincide.ts';

/** A line between two parties, as far as matching looks at it: the smaller code is on its left. */
export interface SeamShape {
  readonly key: string;
  readonly left: string;
  readonly right: string;
  /** Metres. */
  readonly length: number;
  readonly lines: readonly Line[];
}

/** How a line of the later edition comes by its record. */
export const origins = ['kept', 'renamed', 'split', 'new'] as const;
export type Origin = (typeof origins)[number];

export interface SeamMatch {
  readonly key: string;
  /**
   * kept: the same pair of codes. renamed: mostly the same line between other codes. split: mostly on a line whose
   * record another has already, so that it gets a copy. new: on no line of before.
   */
  readonly origin: Origin;
  /** Key of the line of before; null for a new one. */
  readonly from: string | null;
  /** Whether its left side is what was the right one before. */
  readonly turned: boolean;
}

/** A line of before that no later line continues; `into` is the line that most of it lies on now, if any. */
export interface EndedSeam {
  readonly key: string;
  readonly into: string | null;
}

/** Metres within which two lines are one, and the part of a line that must be. */
const tolerance = 3;
const least = 0.5;

/**
 * Which line of the edition before each line of the later one continues, and why. The same pair of codes comes first,
 * wherever its line runs now; among several lines of a pair, and for all others, what counts is the length in common.
 */
export function matchSeams(
  before: readonly SeamShape[],
  after: readonly SeamShape[],
): { readonly matches: readonly SeamMatch[]; readonly ended: readonly EndedSeam[] } {
  const alongBefore = lazily(() =>
    indexLines(
      before.map(({ lines }) => lines),
      tolerance,
    ),
  );
  const alongs = after.map(({ lines }) => lazily(() => alongBefore()(lines)));
  const found = new Map<number, Omit<SeamMatch, 'key'>>();
  const taken = new Set<number>();
  const take = (later: number, earlier: number, origin: Origin): void => {
    const [one, other] = [before[earlier], after[later]];
    if (!one || !other) return;
    taken.add(earlier);
    found.set(later, {
      origin,
      from: one.key,
      turned: isTurned(one, other, () => alongs[later]?.() ?? [], earlier),
    });
  };

  for (const [later, earlier] of samePairs(before, after, (later) => alongs[later]?.() ?? []))
    take(later, earlier, 'kept');

  const rest = after
    .flatMap((seam, later) =>
      found.has(later)
        ? []
        : (alongs[later]?.() ?? [])
            .filter(({ share }) => share >= least)
            .map(({ line, share }) => ({ later, line, share, metres: share * seam.length })),
    )
    .sort((a, b) => b.metres - a.metres || a.later - b.later);
  for (const { later, line } of rest) if (!found.has(later) && !taken.has(line)) take(later, line, 'renamed');
  for (const { later, line } of rest) if (!found.has(later)) take(later, line, 'split');

  return {
    matches: after.map(({ key }, later) => ({
      key,
      ...(found.get(later) ?? { origin: 'new', from: null, turned: false }),
    })),
    ended: endedOf(before, after, taken),
  };
}

/** Lines of one pair of codes in both editions: places in `after` and in `before`. */
function* samePairs(
  before: readonly SeamShape[],
  after: readonly SeamShape[],
  along: (later: number) => readonly Coincidence[],
): Generator<readonly [later: number, earlier: number]> {
  const earlierByPair = byPair(before);
  for (const [pair, laters] of byPair(after)) {
    const earliers = earlierByPair.get(pair) ?? [];
    const [later, earlier] = [laters[0], earliers[0]];
    if (laters.length === 1 && earliers.length === 1 && later !== undefined && earlier !== undefined) {
      yield [later, earlier];
      continue;
    }
    const common = laters
      .flatMap((later) =>
        along(later)
          .filter(({ line }) => earliers.includes(line))
          .map(({ line, share }) => ({ later, line, metres: share * (after[later]?.length ?? 0) })),
      )
      .sort((a, b) => b.metres - a.metres || a.later - b.later);
    const [done, used] = [new Set<number>(), new Set<number>()];
    for (const { later, line } of common) {
      if (done.has(later) || used.has(line)) continue;
      done.add(later);
      used.add(line);
      yield [later, line];
    }
    // Those that moved away altogether go on in their order from west to east, unless they lie on another line by now.
    const moved = laters.filter((later) => !done.has(later) && !common.some((c) => c.later === later));
    const left = earliers.filter((earlier) => !used.has(earlier));
    for (const [i, later] of moved.entries()) {
      const earlier = left[i];
      if (earlier !== undefined) yield [later, earlier];
    }
  }
}

function byPair(seams: readonly SeamShape[]): Map<string, number[]> {
  const pairs = new Map<string, number[]>();
  seams.forEach(({ left, right }, i) => {
    const pair = `${left}|${right}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), i]);
  });
  return pairs;
}

/** By a code both have; where both sides have new ones, by the direction of the stretch in common. */
function isTurned(
  before: SeamShape,
  after: SeamShape,
  along: () => readonly Coincidence[],
  earlier: number,
): boolean {
  if (after.left === before.left || after.right === before.right) return false;
  if (after.left === before.right || after.right === before.left) return true;
  return along().find(({ line }) => line === earlier)?.opposite ?? false;
}

function endedOf(
  before: readonly SeamShape[],
  after: readonly SeamShape[],
  taken: ReadonlySet<number>,
): readonly EndedSeam[] {
  const alongAfter = lazily(() =>
    indexLines(
      after.map(({ lines }) => lines),
      tolerance,
    ),
  );
  return before.flatMap(({ key, lines }, earlier) => {
    if (taken.has(earlier)) return [];
    const [longest] = alongAfter()(lines);
    return [{ key, into: longest && longest.share >= least ? (after[longest.line]?.key ?? null) : null }];
  });
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
