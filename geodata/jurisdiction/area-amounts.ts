import type { Level } from '../area.ts';
import type { Footprint } from '../footprint.ts';
import type { Coverage } from './coverage.ts';
import { type FaceShare, faceAreas } from './face-shares.ts';
import { lineShares, pointShares } from './line-shares.ts';

/** How much of a footprint lies in one area: square metres of polygons, metres of lines, weight of points. */
export interface AreaAmount {
  readonly code: string;
  readonly amount: number;
}

/**
 * Tells how much of a footprint lies in each area of a level, and nothing else: the finest areas are measured, and an area
 * above them has what everything below it has, what its own parts share counted once. Areas not met are left out.
 * `level` null is for the finest areas themselves. Prepared once for many footprints.
 */
export function createAreaAmounts(
  coverage: Coverage,
  level: Level | null,
): (footprint: Footprint) => readonly AreaAmount[] {
  const { faceOwnerStart, faceOwner } = coverage.arrangement;
  const { codes, areaOfLeaf } = numberAreas(coverage, level);
  const sums = new Float64Array(codes.length);
  /** Whether an owner's area has had its part of a face already, by an owner before it. */
  const isAgain = (first: number, owner: number): boolean => {
    const area = areaOfLeaf[faceOwner[owner] ?? 0];
    for (let i = first; i < owner; i++) if (areaOfLeaf[faceOwner[i] ?? 0] === area) return true;
    return false;
  };
  return (footprint) => {
    const met: number[] = [];
    const shares = sharesOf(coverage, footprint);
    for (let n = 0; n < shares.length; n++) {
      const { face, amount } = shares[n] as FaceShare;
      const first = faceOwnerStart[face] ?? 0;
      const end = faceOwnerStart[face + 1] ?? 0;
      for (let owner = first; owner < end; owner++) {
        const area = areaOfLeaf[faceOwner[owner] ?? 0] ?? -1;
        if (area < 0 || isAgain(first, owner)) continue;
        const sum = sums[area] ?? 0;
        if (sum === 0) met.push(area);
        sums[area] = sum + amount;
      }
    }
    const amounts: AreaAmount[] = [];
    for (let n = 0; n < met.length; n++) {
      const area = met[n] ?? 0;
      amounts.push({ code: codes[area] ?? '', amount: sums[area] ?? 0 });
      sums[area] = 0;
    }
    return amounts;
  };
}

function sharesOf(coverage: Coverage, { kind, polygons, lines, points }: Footprint): readonly FaceShare[] {
  if (polygons.length > 0) return faceAreas(coverage.partition(), polygons);
  return (kind === 'line' ? lineShares(coverage, lines) : pointShares(coverage, points)).shares;
}

/** Codes of the areas of a level, and the place among them of every leaf's; −1 for a leaf without one. */
function numberAreas({ leaves, ancestorAt }: Coverage, level: Level | null) {
  const codes: string[] = [];
  const numbers = new Map<string, number>();
  const areaOfLeaf = Int32Array.from(leaves, (leaf) => {
    const code = level === null ? leaf : ancestorAt(leaf, level);
    if (code === null) return -1;
    const number = numbers.get(code) ?? codes.push(code) - 1;
    numbers.set(code, number);
    return number;
  });
  return { codes, areaOfLeaf };
}
