import type { Defect } from './defect.ts';
import type { Boundary, BuiltEdition } from './draw-edition.ts';
import type { SeamLine } from './seam-lines.ts';
import { multiLineWkb, multiPolygonWkb, pointWkb } from './wkb.ts';

/** An edition as columns for the database, in portions of about four megabytes of text; it travels well between threads. */
export interface EditionRows {
  readonly codes: readonly string[];
  readonly levels: readonly string[];
  readonly boundaries: readonly BoundaryColumns[];
  readonly seams: readonly SeamColumns[];
  readonly defects: readonly DefectColumns[];
}

export type BoundaryColumns = ReturnType<typeof boundaryColumns>;
export type SeamColumns = ReturnType<typeof seamColumns>;
export type DefectColumns = ReturnType<typeof defectColumns>;

export function editionRows(built: BuiltEdition, defects: readonly Defect[]): EditionRows {
  const numbered = defects.map((defect, i) => ({ ...defect, number: i + 1 }));
  return {
    codes: built.areas.map((area) => area.code),
    levels: built.areas.map((area) => area.level),
    boundaries: [...portions(built.boundaries, cornersOf)].map(boundaryColumns),
    seams: [...portions(built.seams, pointsOf)].map(seamColumns),
    defects: [...portions(numbered, (defect) => 20 + (defect.shape?.length ?? 0) / 32)].map(defectColumns),
  };
}

/** Corners in one portion. */
const cornersAtOnce = 120_000;

/** Cuts a list into portions by weight; a corner weighs 1. */
export function* portions<T>(items: readonly T[], weigh: (item: T) => number): Generator<T[]> {
  let portion: T[] = [];
  let weight = 0;
  for (const item of items) {
    portion.push(item);
    weight += weigh(item) + 4;
    if (weight < cornersAtOnce) continue;
    yield portion;
    [portion, weight] = [[], 0];
  }
  if (portion.length > 0) yield portion;
}

const cornersOf = ({ polygons }: Boundary): number =>
  polygons.reduce((sum, rings) => rings.reduce((s, ring) => s + ring.length, sum), 0);
const pointsOf = ({ lines }: SeamLine): number => lines.reduce((sum, line) => sum + line.length, 0);

const boundaryColumns = (rows: readonly Boundary[]) => ({
  code: rows.map((row) => row.area.code),
  level: rows.map((row) => row.area.level),
  parent: rows.map((row) => row.area.parent),
  name: rows.map((row) => row.area.name),
  nameEn: rows.map((row) => row.area.nameEn),
  leaf: rows.map((row) => row.leaf),
  size: rows.map((row) => row.size),
  label: rows.map((row) => row.label && pointWkb(row.label)),
  shape: rows.map((row) => multiPolygonWkb(row.polygons)),
});

const seamColumns = (rows: readonly SeamLine[]) => ({
  key: rows.map((row) => row.key),
  level: rows.map((row) => row.level),
  left: rows.map((row) => row.left),
  right: rows.map((row) => row.right),
  length: rows.map((row) => row.length),
  shape: rows.map((row) => multiLineWkb(row.lines)),
});

/** Lists and objects go as JSON text: an array of arrays would have to be rectangular. */
const defectColumns = (rows: readonly (Defect & { readonly number: number })[]) => ({
  number: rows.map((row) => row.number),
  kind: rows.map((row) => row.kind),
  severity: rows.map((row) => row.severity),
  area: rows.map((row) => row.area),
  width: rows.map((row) => row.width),
  lists: rows.map(({ codes, names, features }) => JSON.stringify({ codes, names, features })),
  about: rows.map(({ detail, neighbours, missing }) => JSON.stringify({ detail, neighbours, missing })),
  shape: rows.map((row) => row.shape),
});
