import type { Level } from '../../geodata/area.ts';
import type { Rings } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { arrange } from '../../geodata/topology/arrange.ts';
import { type Arrangement, faceCount } from '../../geodata/topology/arrangement.ts';
import { nobody } from '../../geodata/topology/assign.ts';
import { dissolve } from '../../geodata/topology/dissolve.ts';
import { lineLength, polygonsArea } from '../../geodata/topology/ellipsoid.ts';
import { ownersOf } from '../../geodata/topology/face.ts';
import { type Hierarchy, hierarchyOf } from './hierarchy.ts';
import { outlines, type Shape } from './shapes.ts';

/** Land that one area had in one edition and another has in the next; null for nobody. */
export interface Piece {
  readonly from: string | null;
  readonly to: string | null;
  /** Whether `from` has it no longer: not so where `to` had it too before, as one of two claims that met. */
  readonly lost: boolean;
  /** Whether `to` did not have it before. */
  readonly gained: boolean;
  /** Square metres on the ellipsoid. */
  readonly area: number;
  readonly polygon: Rings;
}

/** An edition at one level: its areas of that level, and coarser ones that have nothing below them. */
export interface Units {
  readonly geography: EditionGeography;
  readonly hierarchy: Hierarchy;
  readonly shapes: ReadonlyMap<string, Shape>;
}

/** Smaller or thinner pieces are how lines are drawn and rounded: metres of mean width, square metres. */
export const pieceThreshold = { width: 0.1, area: 1 } as const;

/** The areas of an edition at `level` with their outlines. */
export function unitsAt(geography: EditionGeography, level: Level): Units {
  const hierarchy = hierarchyOf(geography.areas);
  const codes: string[] = [];
  const numbers = new Map<string, number>();
  const unitOfLeaf = geography.leaves.map((leaf) => {
    const code = hierarchy.ancestor(leaf, level) ?? leaf;
    const number = numbers.get(code) ?? codes.push(code) - 1;
    numbers.set(code, number);
    return number;
  });
  const { arrangement } = geography;
  const found = outlines(arrangement, (face) =>
    [...new Set([...ownersOf(arrangement, face)].map((leaf) => unitOfLeaf[leaf] ?? 0))].sort((a, b) => a - b),
  );
  const shapes = new Map(
    codes.map((code, number) => [code, found.get(number) ?? { polygons: [], area: 0 }] as const),
  );
  return { geography, hierarchy, shapes };
}

/**
 * What changed hands between two editions, the largest first. The outlines of both are arranged together for this alone;
 * null where they differ in so many small places that they would fall to dust.
 */
export function piecesBetween(before: Units, after: Units): readonly Piece[] | null {
  const [old, now] = [[...before.shapes.keys()], [...after.shapes.keys()]];
  const drawn = [...before.shapes.values(), ...after.shapes.values()];
  const arranged = arrange(drawn);
  if ('refusal' in arranged) return null;
  const { arrangement } = arranged;
  const changes: Omit<Piece, 'area' | 'polygon'>[] = [];
  const numbers = new Map<string, number>();
  const label = new Int32Array(faceCount(arrangement)).fill(nobody);
  for (let face = 1; face < label.length; face++) {
    const change = changeOf(arrangement, face, old, now);
    if (!change) continue;
    const key = `${change.from}|${change.to}|${change.lost}|${change.gained}`;
    const number = numbers.get(key) ?? changes.push(change) - 1;
    numbers.set(key, number);
    label[face] = number;
  }
  return dissolve(arrangement, label)
    .flatMap((region) =>
      region.polygons.flatMap((polygon) => {
        const change = changes[region.label];
        const area = polygonsArea([polygon]);
        const width = (2 * area) / polygon.reduce((sum, ring) => sum + lineLength(ring), 0);
        return change && area >= pieceThreshold.area && width >= pieceThreshold.width
          ? [{ ...change, area, polygon }]
          : [];
      }),
    )
    .sort((a, b) => b.area - a.area);
}

/** Who had a face and who has it; null where these are the same. Where several claim it, the first that changed speaks. */
function changeOf(
  a: Arrangement,
  face: number,
  old: readonly string[],
  now: readonly string[],
): Omit<Piece, 'area' | 'polygon'> | null {
  const before: string[] = [];
  const after: string[] = [];
  for (const owner of ownersOf(a, face))
    if (owner < old.length) before.push(old[owner] ?? '');
    else after.push(now[owner - old.length] ?? '');
  const lost = before.filter((code) => !after.includes(code));
  const gained = after.filter((code) => !before.includes(code));
  if (lost.length === 0 && gained.length === 0) return null;
  return {
    from: lost[0] ?? before[0] ?? null,
    to: gained[0] ?? after[0] ?? null,
    lost: lost.length > 0,
    gained: gained.length > 0,
  };
}
