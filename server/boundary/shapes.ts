import type { Lonlat, Rings } from '../../geodata/geometry.ts';
import { arrange } from '../../geodata/topology/arrange.ts';
import { type Arrangement, faceCount, unitsPerDegree } from '../../geodata/topology/arrangement.ts';
import { dissolve } from '../../geodata/topology/dissolve.ts';
import { polygonsArea } from '../../geodata/topology/ellipsoid.ts';

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

/**
 * Whether two outlines are the same on the grid of 1e-7 degree: every corner given stands on the other, which may have
 * more where its parts were noded, and the two have the same size.
 */
export function sameOutline(given: readonly Rings[], own: readonly Rings[]): boolean {
  const there = new Set<number>();
  for (const rings of own) for (const ring of rings) for (const at of ring) there.add(corner(at));
  for (const rings of given)
    for (const ring of rings) for (const at of ring) if (!there.has(corner(at))) return false;
  const size = polygonsArea(own);
  return Math.abs(polygonsArea(given) - size) <= 1e-6 * size;
}

/** One number a corner: 26 bits of longitude and 26 of latitude, which tell apart all corners within six degrees. */
const corner = ([longitude, latitude]: Lonlat): number =>
  (Math.round(longitude * unitsPerDegree) & bits26) * (bits26 + 1) +
  (Math.round(latitude * unitsPerDegree) & bits26);
const bits26 = 0x3ffffff;
