import type { Level } from '../area.ts';
import type { Footprint } from '../footprint.ts';
import { faceCount } from '../topology/arrangement.ts';
import { type Coverage, ownersOf } from './coverage.ts';
import { areasOf, faceAreas } from './face-shares.ts';
import { lineShares, pointShares } from './line-shares.ts';
import type { FaceAreas } from './planar/walk.ts';

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
  const { codes, areaOfLeaf } = numberAreas(coverage, level);
  const { onlyArea, areasAt } = areasOfFaces(coverage, areaOfLeaf);
  const sums = new Float64Array(codes.length);
  const met = new Int32Array(codes.length);
  return (footprint) => {
    const { count, face, area: squareMetres } = amountsByFace(coverage, footprint);
    let areas = 0;
    const add = (area: number, amount: number): void => {
      if (sums[area] === 0) met[areas++] = area;
      sums[area] = (sums[area] ?? 0) + amount;
    };
    for (let i = 0; i < count; i++) {
      const only = onlyArea[face[i] ?? 0] ?? none;
      if (only >= 0) add(only, squareMetres[i] ?? 0);
      else if (only === several) for (const area of areasAt(face[i] ?? 0)) add(area, squareMetres[i] ?? 0);
    }
    const amounts: AreaAmount[] = [];
    for (let i = 0; i < areas; i++) {
      const area = met[i] ?? 0;
      amounts.push({ code: codes[area] ?? '', amount: sums[area] ?? 0 });
      sums[area] = 0;
    }
    return amounts;
  };
}

const [none, several] = [-1, -2] as const;

/** The area that a face lies in; `none`; or `several`, each once in `areasAt`. */
function areasOfFaces({ arrangement }: Coverage, areaOfLeaf: Int32Array) {
  const areasAt = (face: number): readonly number[] => {
    const areas = new Set<number>();
    for (const leaf of ownersOf(arrangement, face)) areas.add(areaOfLeaf[leaf] ?? none);
    areas.delete(none);
    return [...areas];
  };
  const onlyArea = Int32Array.from({ length: faceCount(arrangement) }, (_, face) => {
    const areas = areasAt(face);
    return areas.length > 1 ? several : (areas[0] ?? none);
  });
  return { onlyArea, areasAt };
}

function amountsByFace(coverage: Coverage, { kind, polygons, lines, points }: Footprint): FaceAreas {
  if (polygons.length > 0) return faceAreas(coverage.partition(), polygons);
  return areasOf((kind === 'line' ? lineShares(coverage, lines) : pointShares(coverage, points)).shares);
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
