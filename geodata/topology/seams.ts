// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Lonlat } from '../geometry.ts';
import { type Arrangement, chainCount, faceCount } from './arrangement.ts';
import { lonlatOf } from './face.ts';
import { Groups } from './groups.ts';
import { type HalfChains, tailOf } from './half-chains.ts';
import { followHalfChain, type Outline, outlineOf } from './outline.ts';

/** The line two labels share, as far as it is connected. */
export interface Seam {
  /** The smaller label, on the left of every line, and the larger. */
  readonly left: number;
  readonly right: number;
  readonly chains: readonly number[];
  /** Metres. */
  readonly length: number;
  /** One line, or several that meet at points; a closed one repeats its first position. */
  readonly lines: readonly (readonly Lonlat[])[];
}

/** A point where three or more labels meet. */
interface Junction {
  readonly at: Lonlat;
  readonly labels: readonly number[];
}

export interface Seams {
  /** Between two areas, in order of left, right and first chain. */
  readonly seams: readonly Seam[];
  /** Between an area and no area, or one that is contested: `left` is negative. */
  readonly borders: readonly Seam[];
  /** Number of different pairs of areas that share a seam. */
  readonly pairs: number;
  /** Where three or more areas meet. */
  readonly junctions: readonly Junction[];
}

/** Seams of a labelling of faces: assigned owners, or their parents at an upper level. Negative labels are no areas. */
export function findSeams(arrangement: Arrangement, label: Int32Array): Seams {
  if (label.length !== faceCount(arrangement))
    throw new Error(`${label.length} labels for ${faceCount(arrangement)} faces`);
  const outline = outlineOf(arrangement, label);
  const groups = connectedChains(arrangement, outline);
  const all: Seam[] = [];
  for (const chains of groups) {
    const ahead = directed(outline, chains[0]!);
    let length = 0;
    for (const c of chains) length += arrangement.chainLength[c]!;
    all.push({
      left: outline.labelLeft(ahead),
      right: outline.labelLeft(ahead ^ 1),
      chains,
      length,
      lines: linesAlong(arrangement, outline, chains),
    });
  }
  all.sort((a, b) => a.left - b.left || a.right - b.right || a.chains[0]! - b.chains[0]!);
  const seams = all.filter(({ left }) => left >= 0);
  return {
    seams,
    borders: all.filter(({ left }) => left < 0),
    pairs: seams.filter(({ left, right }, i) => left !== seams[i - 1]?.left || right !== seams[i - 1]?.right)
      .length,
    junctions: findJunctions(arrangement, outline),
  };
}

/** The half of a chain that has the smaller label on its left. */
const directed = ({ labelLeft }: Outline, chain: number): number =>
  labelLeft(2 * chain) < labelLeft(2 * chain + 1) ? 2 * chain : 2 * chain + 1;

/** Chains between two labels, grouped where those of the same pair meet at a node; ascending in each group. */
function connectedChains(arrangement: Arrangement, outline: Outline): number[][] {
  const joined = new Groups(chainCount(arrangement));
  forEachNode(outline.halves, (around) => {
    for (let i = 0; i < around.length; i++)
      for (let j = 0; j < i; j++)
        if (samePair(outline, around[i]! >> 1, around[j]! >> 1))
          joined.join(around[i]! >> 1, around[j]! >> 1);
  });
  const groups = new Map<number, number[]>();
  for (let c = 0; c < chainCount(arrangement); c++) {
    if (outline.isInner(2 * c)) continue;
    const group = groups.get(joined.rootOf(c));
    if (group) group.push(c);
    else groups.set(joined.rootOf(c), [c]);
  }
  return [...groups.values()];
}

function samePair(outline: Outline, a: number, b: number): boolean {
  if (outline.isInner(2 * a) || outline.isInner(2 * b)) return false;
  const g = directed(outline, a);
  const h = directed(outline, b);
  return (
    outline.labelLeft(g) === outline.labelLeft(h) && outline.labelLeft(g ^ 1) === outline.labelLeft(h ^ 1)
  );
}

/** Follows the left area's outline for as long as the right one stays the same. */
function linesAlong(arrangement: Arrangement, outline: Outline, chains: readonly number[]): Lonlat[][] {
  const halves = chains.map((c) => directed(outline, c));
  const goneOnTo = new Set<number>();
  for (const h of halves) {
    const next = goesOn(outline, h);
    if (next !== null) goneOnTo.add(next);
  }
  const followed = new Set<number>();
  const lines: Lonlat[][] = [];
  // Open lines from their beginnings; what is left then runs in circles.
  for (const h of [...halves.filter((first) => !goneOnTo.has(first)), ...halves])
    if (!followed.has(h)) lines.push(lineFrom(arrangement, outline, h, followed));
  return lines;
}

function lineFrom(
  arrangement: Arrangement,
  outline: Outline,
  first: number,
  followed: Set<number>,
): Lonlat[] {
  const vertices: number[] = [];
  let h = first;
  for (;;) {
    followed.add(h);
    followHalfChain(arrangement, h, vertices);
    const next = goesOn(outline, h);
    if (next === null || followed.has(next)) break;
    h = next;
  }
  vertices.push(tailOf(arrangement, h ^ 1));
  return vertices.map((v) => lonlatOf(arrangement, v));
}

/** The half-chain that continues the seam beyond the head of h, or null where it ends. */
function goesOn(outline: Outline, h: number): number | null {
  const next = outline.after(h);
  return samePair(outline, h >> 1, next >> 1) ? next : null;
}

function findJunctions(arrangement: Arrangement, outline: Outline): Junction[] {
  const junctions: Junction[] = [];
  forEachNode(outline.halves, (around, vertex) => {
    const labels = new Set<number>();
    for (const h of around)
      for (const label of [outline.labelLeft(h), outline.labelLeft(h ^ 1)]) if (label >= 0) labels.add(label);
    if (labels.size > 2)
      junctions.push({ at: lonlatOf(arrangement, vertex), labels: [...labels].sort((a, b) => a - b) });
  });
  return junctions;
}

function forEachNode(
  { aroundStart, around }: HalfChains,
  visit: (around: Int32Array, vertex: number) => void,
): void {
  for (let v = 0; v + 1 < aroundStart.length; v++)
    if (aroundStart[v + 1]! > aroundStart[v]!) visit(around.subarray(aroundStart[v], aroundStart[v + 1]), v);
}
