import type { Area, Level } from '../../geodata/area.ts';
import type { Lonlat, Rings } from '../../geodata/geometry.ts';
import type { Arrangement } from '../../geodata/topology/arrangement.ts';
import { ownersOf } from '../../geodata/topology/face.ts';
import type { Seam } from '../../geodata/topology/seams.ts';
import type { Hierarchy } from './hierarchy.ts';
import { labelPoint } from './label-point.ts';
import { levelsIn } from './register.ts';
import { type SeamLine, seamLines } from './seam-lines.ts';
import { outlines } from './shapes.ts';

/** An area of an edition with its shape; `leaf` is its number in the arrangement, null for an area with children. */
export interface Boundary {
  readonly area: Area;
  readonly leaf: number | null;
  /** Square metres on the ellipsoid. */
  readonly size: number;
  readonly label: Lonlat | null;
  readonly polygons: readonly Rings[];
}

/** An edition ready to be stored. */
export interface BuiltEdition {
  /** Edition in force that it was built over: it may not be published over another. */
  readonly base: number | null;
  readonly areas: readonly Area[];
  readonly leaves: readonly string[];
  readonly arrangement: Arrangement;
  readonly boundaries: readonly Boundary[];
  readonly seams: readonly SeamLine[];
}

/** Shapes of all levels and the seams, from the arrangement of the finest one and the parent keys. */
export function drawEdition(
  a: Arrangement,
  leaves: readonly string[],
  hierarchy: Hierarchy,
  base: number | null,
  seams: readonly Seam[],
): BuiltEdition {
  const areas = [...hierarchy.areas.values()];
  const leaf = new Map(leaves.map((code, i) => [code, i]));
  const boundaries: Boundary[] = [];
  for (const level of ['city', ...levelsIn(areas)] as const) {
    const shapes = outlinesAt(a, level, leaves, hierarchy);
    for (const area of areas) {
      const shape = area.level === level ? shapes.get(area.code) : undefined;
      if (!shape) continue;
      const { polygons, area: size } = shape;
      boundaries.push({
        area,
        leaf: leaf.get(area.code) ?? null,
        size,
        label: labelPoint(polygons),
        polygons,
      });
    }
  }
  return { base, areas, leaves, arrangement: a, boundaries, seams: seamLines(seams, leaves, hierarchy) };
}

/** Outlines of the areas of one level, by code: whatever belongs to two of them is in both. */
export function outlinesAt(
  a: Arrangement,
  level: Level,
  leaves: readonly string[],
  hierarchy: Hierarchy,
): ReadonlyMap<string, { readonly polygons: readonly Rings[]; readonly area: number }> {
  const codes: string[] = [];
  const numbers = new Map<string, number>();
  const labels = leaves.map((leaf) => {
    const code = hierarchy.ancestor(leaf, level);
    if (code === null) return -1;
    const number = numbers.get(code);
    if (number !== undefined) return number;
    numbers.set(code, codes.length);
    return codes.push(code) - 1;
  });
  const labelsOf = (face: number): number[] => {
    const owners = ownersOf(a, face);
    if (owners.length === 1) {
      const only = labels[owners[0] ?? -1] ?? -1;
      return only < 0 ? [] : [only];
    }
    return [...new Set([...owners].map((owner) => labels[owner] ?? -1))]
      .filter((label) => label >= 0)
      .sort((p, q) => p - q);
  };
  const shapes = outlines(a, labelsOf);
  return new Map(
    codes.flatMap((code, number) => (shapes.has(number) ? [[code, shapes.get(number)] as const] : [])) as [
      string,
      { polygons: readonly Rings[]; area: number },
    ][],
  );
}
