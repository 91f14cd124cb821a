import { type AreaProperties, cellName, communityName, inReadingOrder, serial } from './areas.ts';
import type { Mesh } from './mesh.ts';
import type { Point } from './plane.ts';
import { createRandom } from './random.ts';
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
}

/** Divides a subdistrict, whole so far, into 6 to 12 communities. */
export function divideSubdistrict(division: Division, face: number, street: boolean): void {
  const { mesh, leaf, properties, cuts, seed, quiet } = division;
  const parent = areaOf(division, face);
  const random = createRandom(seed, parent.code);
  const done = split(mesh, face, 6 + Math.floor(random() * 7), { street, quiet }, random);
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

/** Divides a community, whole so far, into 4 to 7 cells. */
export function divideCommunity(division: Division, face: number): void {
  const { mesh, leaf, properties, seed, quiet } = division;
  const parent = areaOf(division, face);
  const random = createRandom(seed, parent.code);
  const { faces } = split(mesh, face, 4 + Math.floor(random() * 4), { street: true, quiet }, random);
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

function areaOf({ leaf, properties }: Division, face: number): AreaProperties {
  const area = properties.get(leaf[face] ?? '');
  if (!area) throw new Error(`demo city: face ${face} got area '${leaf[face]}', wanted a known one`);
  return area;
}
