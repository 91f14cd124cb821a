import type { Choice } from '../choice.ts';
import type { Facet, Planes } from './day-sums.ts';
import type { Sums } from './sums.ts';

/** A question to the sums, understood. */
export interface Asked {
  readonly choice: Choice;
  readonly hours: Uint8Array | null;
  /** Group of each finest area, -1 for none; and how many there are. */
  readonly leafGroup: Int32Array;
  readonly groups: number;
  readonly buckets: number;
  /** Days of the sums’ calendar, from the first until before the end. */
  readonly first: number;
  readonly end: number;
  /** Day of today’s calendar that the sums’ begins on. */
  readonly offset: number;
  readonly traits: Uint8Array | null;
  /** What makes up the choice; null where more than one of categories, kinds, sources and outcomes is narrowed. */
  readonly planes: Planes | null;
  readonly facet: Facet | null;
  /** Group of each coarse area, and a 1 for each that is chosen; null where the finest areas in one differ, or all are chosen. */
  readonly groupOf: Int32Array | null;
  readonly within: Int32Array | null;
}

/** Counts in the making: by group, with one more for what lies in none, and so on. `days` are those of today’s calendar. */
export interface Counts {
  readonly groups: Int32Array;
  readonly series: Int32Array;
  readonly hours: Int32Array;
  readonly days: Int32Array;
  readonly categories: Int32Array;
}

/** Which pictures are counted already. */
export interface Done {
  readonly groups: boolean;
  readonly hours: boolean;
  readonly days: boolean;
  readonly categories: boolean;
}

/** What a choice takes of a facet’s values; null for all. */
export const masked = ({ categories, kinds, sources, outcomes }: Choice, facet: Facet): Uint8Array | null =>
  ({ category: categories, kind: kinds, source: sources, outcome: outcomes })[facet];

const known = new WeakMap<Int32Array, WeakMap<ArrayLike<number> & object, Int32Array | null>>();

/** What is said of finest areas as said of the sums’ coarse ones, -1 outside the city; null where they differ within one. */
export function coarse(ofLeaf: Int32Array | Uint8Array, { areaOf, areas }: Sums): Int32Array | null {
  const kept = known.get(areaOf) ?? new WeakMap<ArrayLike<number> & object, Int32Array | null>();
  known.set(areaOf, kept);
  const before = kept.get(ofLeaf);
  if (before !== undefined) return before;
  const made = coarsened(ofLeaf, areaOf, areas);
  kept.set(ofLeaf, made);
  return made;
}

function coarsened(ofLeaf: Int32Array | Uint8Array, areaOf: Int32Array, areas: number): Int32Array | null {
  const unset = -2;
  const made = new Int32Array(areas).fill(unset);
  made[areas - 1] = -1;
  for (let leaf = 0; leaf < areaOf.length; leaf++) {
    const area = areaOf[leaf] ?? 0;
    const value = ofLeaf[leaf] ?? -1;
    if (made[area] === unset) made[area] = value;
    else if (made[area] !== value) return null;
  }
  return made;
}
