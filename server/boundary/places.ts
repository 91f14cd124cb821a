import { rank } from '../../geodata/area.ts';
import type { Lonlat } from '../../geodata/geometry.ts';
import { type Coverage, ownersOf } from '../../geodata/jurisdiction/coverage.ts';
import { faceProbabilities } from '../../geodata/jurisdiction/probability.ts';
import type { Jurisdiction } from '../../geodata/jurisdiction/verdict.ts';

/** An area that a place lies in, or may lie in. */
export interface Holder extends Jurisdiction {
  /** 0 to 1; 1 for a place known exactly, on both sides of a line it lies on. */
  readonly probability: number;
}

/** Areas of all levels that hold a place known within `accuracy` metres (95 % radius), larger first, likelier first. */
export function areasAt(coverage: Coverage, at: Lonlat, accuracy: number): readonly Holder[] {
  const chances = new Map<string, number>();
  const add = (leaves: readonly string[], chance: number): void => {
    const holders = new Set(leaves.flatMap((leaf) => coverage.pathOf(leaf)));
    for (const code of holders) chances.set(code, (chances.get(code) ?? 0) + chance);
  };
  if (accuracy === 0) add(coverage.locate(at[0], at[1]), 1);
  else
    for (const [face, chance] of faceProbabilities(coverage, at, accuracy))
      add(
        [...ownersOf(coverage.arrangement, face)].map((leaf) => coverage.leaves[leaf] ?? ''),
        chance,
      );
  return [...chances]
    .filter(([, chance]) => chance >= leastChance)
    .map(([code, chance]) => ({ ...coverage.jurisdictionOf(code), probability: Math.min(1, chance) }))
    .sort(
      (a, b) => rank(a.level) - rank(b.level) || b.probability - a.probability || (a.code < b.code ? -1 : 1),
    );
}

/** Below one in ten thousand an area is no answer. */
const leastChance = 1e-4;
