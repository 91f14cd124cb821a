import type { Lonlat, Rings } from '../../geodata/geometry.ts';
import { arrange } from '../../geodata/topology/arrange.ts';
import { type Arrangement, faceCount } from '../../geodata/topology/arrangement.ts';
import { dissolve } from '../../geodata/topology/dissolve.ts';

/** An outline and its size in square metres on the ellipsoid. */
export interface Shape {
  readonly polygons: readonly Rings[];
  readonly area: number;
}

/**
 * Outlines of labels that may overlap: `labelsOf(face)` are the numbers a face belongs to, ascending, each once. Gaps
 * stay gaps, and a face of several labels is part of the outline of each.
 */
export function outlines(
  a: Arrangement,
  labelsOf: (face: number) => readonly number[],
): ReadonlyMap<number, Shape> {
  const label = new Int32Array(faceCount(a)).fill(-1);
  const areas = new Map<number, number>();
  const shared = new Map<number, readonly number[]>();
  let highest = -1;
  for (let face = 1; face < label.length; face++) {
    const labels = labelsOf(face);
    for (const one of labels) {
      areas.set(one, (areas.get(one) ?? 0) + (a.faceArea[face] ?? 0));
      if (one > highest) highest = one;
    }
    if (labels.length === 1) label[face] = labels[0] ?? -1;
    else if (labels.length > 1) shared.set(face, labels);
  }
  const wholes = new Map<number, number[]>();
  for (const [face, labels] of shared) {
    label[face] = ++highest;
    for (const one of labels) {
      const parts = wholes.get(one);
      if (parts) parts.push(highest);
      else wholes.set(one, [one, highest]);
    }
  }
  const rings = new Map<number, readonly Rings[]>(
    dissolve(a, label).map((found) => [found.label, found.polygons]),
  );
  const shapes = new Map<number, Shape>();
  for (const [one, area] of areas) {
    const parts = wholes.get(one);
    const polygons = parts ? union(parts.flatMap((part) => rings.get(part) ?? [])) : rings.get(one);
    shapes.set(one, { polygons: polygons ?? [], area });
  }
  return shapes;
}

/** Polygons that touch along whole edges, joined. Their vertices are noded already, so nothing moves. */
function union(polygons: readonly Rings[]): readonly Rings[] {
  const arranged = arrange(polygons.map((rings) => ({ polygons: [rings] })));
  if ('refusal' in arranged) return polygons;
  const { arrangement } = arranged;
  const label = Int32Array.from({ length: faceCount(arrangement) }, (_, face) =>
    (arrangement.faceOwnerStart[face + 1] ?? 0) > (arrangement.faceOwnerStart[face] ?? 0) ? 0 : -1,
  );
  return dissolve(arrangement, label).find((found) => found.label === 0)?.polygons ?? polygons;
}

/** Grid of the arrangement, as text: two outlines with the same corners and the same size are the same outline. */
export const corners = (polygons: readonly Rings[]): ReadonlySet<string> =>
  new Set(polygons.flatMap((rings) => rings.flatMap((ring) => ring.map(corner))));
const corner = ([longitude, latitude]: Lonlat): string =>
  `${Math.round(longitude * 1e7)} ${Math.round(latitude * 1e7)}`;
