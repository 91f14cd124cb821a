import { type AreaProperties, cellName, communityName, inReadingOrder, serial } from './areas.ts';
import type { Mesh } from './mesh.ts';
import type { Point } from './plane.ts';
import { createRandom, type Random } from './random.ts';
import { type Quiet, split } from './split.ts';

/** A street's course as a cut made it, and the subdistrict it lies in. */
export interface Course {
  readonly subdistrict: string;
  readonly line: readonly Point[];
}

/** A mesh whose faces are being divided among ever finer areas. */
export interface Division {
  readonly mesh: Mesh;
  /** Code of the finest area of each face; '' for the outside. */
  readonly leaf: string[];
  /** Every area by code. */
  readonly properties: Map<string, AreaProperties>;
  /** Lines between communities. */
  readonly cuts: Course[];
  readonly seed: number;
  readonly quiet: readonly Quiet[];
  readonly grain: Grain;
}

/** How many parts an area is divided into: the fewest, and how many more it may be. */
export interface Grain {
  readonly communities: readonly [fewest: number, more: number];
  readonly cells: readonly [fewest: number, more: number];
}

/** Divides a subdistrict, whole so far, into communities. */
export function divideSubdistrict(division: Division, face: number, street: boolean): void {
  const { mesh, leaf, properties, cuts, seed, quiet, grain } = division;
  const parent = areaOf(division, face);
  const random = createRandom(seed, parent.code);
  const done = split(mesh, face, partsOf(grain.communities, random), { street, quiet }, random);
  cuts.push(...done.cuts.map((line) => ({ subdistrict: parent.code, line })));
  inReadingOrder(mesh, done.faces).forEach((own, i) => {
    const code = parent.code + serial(i + 1);
    leaf[own] = code;
    properties.set(code, {
      code,
      ...communityName(parent.name, i + 1),
      parent: parent.code,
      parentName: parent.name,
      parentNameEn: parent.nameEn,
    });
  });
}

/** Divides a community, whole so far, into cells. */
export function divideCommunity(division: Division, face: number): void {
  const { mesh, leaf, properties, seed, quiet, grain } = division;
  const parent = areaOf(division, face);
  const random = createRandom(seed, parent.code);
  const { faces } = split(mesh, face, partsOf(grain.cells, random), { street: true, quiet }, random);
  inReadingOrder(mesh, faces).forEach((own, i) => {
    const code = parent.code + serial(i + 1);
    leaf[own] = code;
    properties.set(code, {
      code,
      ...cellName(parent.parentName, Number(parent.code.slice(9)), i + 1),
      parent: parent.code,
      parentName: parent.name,
      parentNameEn: parent.nameEn,
    });
  });
}

/** Faces that belong to an area, by its code. */
export function facesOf(leaf: readonly string[], area: string): number[] {
  const faces: number[] = [];
  leaf.forEach((code, face) => {
    if (code.startsWith(area)) faces.push(face);
  });
  return faces;
}

const partsOf = ([fewest, more]: readonly [number, number], random: Random): number =>
  fewest + Math.floor(random() * (more + 1));

function areaOf({ leaf, properties }: Division, face: number): AreaProperties {
  const area = properties.get(leaf[face] ?? '');
  if (!area) throw new Error(`demo city: face ${face} got area '${leaf[face]}', wanted a known one`);
  return area;
}
