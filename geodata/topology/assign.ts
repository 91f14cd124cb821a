import { type Arrangement, faceCount, faceWidth } from './arrangement.ts';
import { chainsAround, faceAcross, ownersOf } from './face.ts';

/** Labels of faces without one owner. */
export const nobody = -1;
export const contested = -2;

export interface Assigned {
  /** Per face the feature it counts as; `nobody` for gaps and the outside, `contested` for wide overlaps. */
  readonly owner: Int32Array;
  /** Every face that was given away, and to which feature, in the order of doing. */
  readonly healed: readonly Healed[];
}

interface Healed {
  readonly face: number;
  readonly to: number;
  /** Square metres, and mean width in metres. */
  readonly area: number;
  readonly width: number;
}

/**
 * One owner a face, for drawing and for seams; verdicts keep the whole list of owners. Gaps and overlaps of a mean
 * width under `epsilon` metres go to the neighbour with the longest common border, an overlap only to one of those who
 * claim it. No line moves.
 */
export function assignThinFaces(
  arrangement: Arrangement,
  { epsilon }: { readonly epsilon: number } = { epsilon: 2 },
): Assigned {
  const owner = new Int32Array(faceCount(arrangement)).fill(nobody);
  const thin: { face: number; width: number }[] = [];
  for (let face = 1; face < owner.length; face++) {
    const owners = ownersOf(arrangement, face);
    owner[face] = owners.length > 1 ? contested : (owners[0] ?? nobody);
    if (owners.length === 1) continue;
    const width = faceWidth(arrangement, face);
    if (width < epsilon) thin.push({ face, width });
  }
  thin.sort((a, b) => b.width - a.width || a.face - b.face);
  const healed: Healed[] = [];
  // In rounds, since a face between two others can only be judged once they belong to somebody.
  for (let waiting = thin; waiting.length; ) {
    const given: Healed[] = [];
    const still: typeof thin = [];
    for (const item of waiting) {
      const to = heirOf(arrangement, item.face, owner);
      if (to === null) still.push(item);
      else given.push({ ...item, to, area: arrangement.faceArea[item.face] ?? 0 });
    }
    if (!given.length) break;
    for (const { face, to } of given) owner[face] = to;
    healed.push(...given);
    waiting = still;
  }
  return { owner, healed };
}

/** The settled neighbour with the longest common border, the smallest number among equals; null if none is settled yet. */
function heirOf(arrangement: Arrangement, face: number, owner: Int32Array): number | null {
  const claims = ownersOf(arrangement, face);
  const border = new Map<number, number>();
  for (const chain of chainsAround(arrangement, face)) {
    const neighbour = owner[faceAcross(arrangement, chain, face)] ?? nobody;
    if (neighbour < 0 || (claims.length > 0 && !claims.includes(neighbour))) continue;
    border.set(neighbour, (border.get(neighbour) ?? 0) + (arrangement.chainLength[chain] ?? 0));
  }
  let heir: number | null = null;
  let longest = 0;
  for (const [neighbour, length] of border)
    if (heir === null || length > longest || (length === longest && neighbour < heir)) {
      heir = neighbour;
      longest = length;
    }
  return heir ?? claims[0] ?? null;
}
