// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Chains } from './chains.ts';
import type { Faces } from './faces.ts';
import { accumulate, type GridPoints, grown } from './grid-points.ts';
import { type ArrangeRefusal, refuse, windingsAllowed } from './refusal.ts';
import type { RingTable } from './rings.ts';

/** How often each ring winds around face f: ring[start[f] .. end[f]) ascending, with turns[i] ≠ 0 beside it. */
export interface Windings {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly ring: Int32Array;
  readonly turns: Int32Array;
}

/** Chains around each face, each once. */
export interface FaceChains {
  readonly start: Int32Array;
  readonly chain: Int32Array;
}

export function chainsOfFaces({ count, chainLeft, chainRight }: Faces): FaceChains {
  const start = new Int32Array(count + 1);
  for (const f of chainLeft) start[f + 1]!++;
  for (const f of chainRight) start[f + 1]!++;
  accumulate(start);
  const chain = new Int32Array(2 * chainLeft.length);
  const next = start.slice();
  for (let c = 0; c < chainLeft.length; c++) {
    chain[next[chainLeft[c]!]!++] = c;
    chain[next[chainRight[c]!]!++] = c;
  }
  return { start, chain };
}

/**
 * Carries winding numbers from the outside, where all are zero, from face to face: going from the right of a chain to
 * its left adds the chain's net uses. Every chain is checked, not only those walked across; disagreement throws.
 */
export function windingsOfFaces(
  points: GridPoints,
  chains: Chains,
  faces: Faces,
  around: FaceChains,
): Windings | { readonly refusal: ArrangeRefusal } {
  const { chainLeft, chainRight } = faces;
  const list = new WindingList(faces.count, chains);
  const queue = new Int32Array(faces.count);
  let queued = 1;
  for (let i = 0; i < queued; i++) {
    const face = queue[i]!;
    for (let k = around.start[face]!; k < around.start[face + 1]!; k++) {
      const c = around.chain[k]!;
      const other = chainLeft[c] === face ? chainRight[c]! : chainLeft[c]!;
      if (list.has(other)) continue;
      list.append(face, c, other === chainLeft[c] ? 1 : -1);
      list.keepFor(other);
      queue[queued++] = other;
    }
    if (list.filled > windingsAllowed)
      return refuse(
        'too-entangled',
        `areas that lie on top of each other more than ${Math.round(list.filled / queued)} deep on average`,
        'areas beside each other',
      );
  }
  for (let c = 0; c < chains.count; c++) {
    list.append(chainRight[c]!, c, 1);
    if (!list.has(chainLeft[c]!) || !list.tailEquals(chainLeft[c]!)) {
      const at = points.lonlat(chains.vertex[chains.start[c]!]!);
      throw new Error(`winding numbers disagree across chain ${c} at ${at.join(', ')}`);
    }
  }
  return list;
}

/** Windings of faces one after the other; the tail past `filled` is a draft that may be kept for a face. */
class WindingList implements Windings {
  readonly start: Int32Array;
  readonly end: Int32Array;
  ring: Int32Array;
  turns: Int32Array;
  filled = 0;
  #draft = 0;
  readonly #chains: Chains;

  constructor(faceCount: number, chains: Chains) {
    this.start = new Int32Array(faceCount).fill(-1);
    this.end = new Int32Array(faceCount).fill(-1);
    this.start[0] = 0;
    this.end[0] = 0;
    this.ring = new Int32Array(2 * faceCount);
    this.turns = new Int32Array(2 * faceCount);
    this.#chains = chains;
  }

  has(face: number): boolean {
    return this.start[face]! >= 0;
  }

  /** Drafts the windings of a face plus (or minus) the uses of a chain. */
  append(face: number, chain: number, sign: 1 | -1): void {
    const { useStart, useRing, useNet } = this.#chains;
    let i = this.start[face]!;
    let j = useStart[chain]!;
    const iEnd = this.end[face]!;
    const jEnd = useStart[chain + 1]!;
    this.#draft = this.filled;
    this.ring = grown(this.ring, this.filled + iEnd - i + jEnd - j);
    this.turns = grown(this.turns, this.ring.length);
    while (i < iEnd || j < jEnd) {
      const here = i < iEnd ? this.ring[i]! : Infinity;
      const there = j < jEnd ? useRing[j]! : Infinity;
      let turns = 0;
      if (here <= there) turns += this.turns[i++]!;
      if (there <= here) turns += sign * useNet[j++]!;
      if (turns === 0) continue;
      this.ring[this.#draft] = Math.min(here, there);
      this.turns[this.#draft++] = turns;
    }
  }

  keepFor(face: number): void {
    this.start[face] = this.filled;
    this.end[face] = this.#draft;
    this.filled = this.#draft;
  }

  tailEquals(face: number): boolean {
    const from = this.start[face]!;
    const length = this.end[face]! - from;
    if (length !== this.#draft - this.filled) return false;
    for (let i = 0; i < length; i++)
      if (
        this.ring[from + i] !== this.ring[this.filled + i] ||
        this.turns[from + i] !== this.turns[this.filled + i]
      )
        return false;
    return true;
  }
}

export interface Owners {
  readonly start: Int32Array;
  readonly owner: Int32Array;
  /** Features with a face that two of their own parts cover, once each; the part is the later of the two. */
  readonly doublyCovered: readonly {
    readonly feature: number;
    readonly part: number;
    readonly face: number;
  }[];
}

/** A face is in a part when the part's shell winds around it and none of the part's holes does. */
export function ownersOfFaces(rings: RingTable, windings: Windings): Owners {
  const start = new Int32Array(windings.start.length + 1);
  const owner: number[] = [];
  const doublyCovered: { feature: number; part: number; face: number }[] = [];
  const reported = new Set<number>();
  for (let face = 0; face < windings.start.length; face++) {
    const end = windings.end[face]!;
    for (let i = windings.start[face]!; i < end; ) {
      const part = rings.part[windings.ring[i]!]!;
      const { feature, part: partOfFeature, ring } = rings.place[windings.ring[i]!]!;
      let holes = ring === 0 ? 0 : 1;
      for (i++; i < end && rings.part[windings.ring[i]!] === part; i++) holes++;
      if (holes > 0) continue;
      if (owner.length > start[face]! && owner[owner.length - 1] === feature) {
        if (reported.has(feature)) continue;
        reported.add(feature);
        doublyCovered.push({ feature, part: partOfFeature, face });
      } else owner.push(feature);
    }
    start[face + 1] = owner.length;
  }
  return { start, owner: Int32Array.from(owner), doublyCovered };
}
