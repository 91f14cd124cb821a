import type { Feature } from 'geojson';
import { type Area, type Level, rank } from '../../geodata/area.ts';
import type { Bounds, Lonlat, Rings } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { type Arrangement, unitsPerDegree } from '../../geodata/topology/arrangement.ts';
import { assignThinFaces, contested } from '../../geodata/topology/assign.ts';
import { dissolve } from '../../geodata/topology/dissolve.ts';
import { ownersOf } from '../../geodata/topology/face.ts';
import { findSeams } from '../../geodata/topology/seams.ts';
import { labelPoint } from '../boundary/label-point.ts';
import { seamZoom } from './layers.ts';

/** An edition as tiles need it: one finest area per face, and who belongs to whom. */
export interface DrawnEdition {
  readonly geography: EditionGeography;
  readonly areas: ReadonlyMap<string, Area>;
  /** One finest area per face; -1 nobody's. A wide overlap is drawn as its first claimant's. */
  readonly owner: Int32Array;
  /** Faces labelled with their areas, by the level asked for; filled as they are asked for. */
  readonly labelled: Map<string, Labelled>;
}

/** Areas by number, the number of each face's, and the box of each area: west, south, east, north one after the other. */
interface Labelled {
  readonly codes: readonly string[];
  readonly label: Int32Array;
  readonly boxes: Float64Array;
}

export function prepareEdition(geography: EditionGeography): DrawnEdition {
  const { arrangement, areas } = geography;
  const { owner } = assignThinFaces(arrangement);
  for (let face = 0; face < owner.length; face++)
    if (owner[face] === contested) owner[face] = ownersOf(arrangement, face)[0] ?? -1;
  return { geography, areas: new Map(areas.map((area) => [area.code, area])), owner, labelled: new Map() };
}

/**
 * Polygons of one level, from an arrangement simplified as a whole: neighbours share every vertex they keep. Given
 * bounds in degrees, only areas that reach into them, whole.
 */
export function areaFeatures(
  edition: DrawnEdition,
  simplified: Arrangement,
  level: Level,
  within: Bounds | null = null,
): Feature[] {
  const { codes, label } = labelLevel(edition, level, within);
  return dissolve(simplified, label).flatMap((region) => {
    const area = edition.areas.get(codes[region.label] ?? '');
    if (!area) return [];
    const coordinates = region.polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y])));
    return [
      {
        type: 'Feature',
        ...idOf(area),
        properties: propertiesOf(area),
        geometry: { type: 'MultiPolygon', coordinates },
      },
    ];
  });
}

/** Where the names of one level are written. */
export function labelFeatures(
  edition: DrawnEdition,
  simplified: Arrangement,
  level: Level,
  within: Bounds | null = null,
): Feature[] {
  const { codes, label } = labelLevel(edition, level, within);
  return dissolve(simplified, label).flatMap((region) => {
    const area = edition.areas.get(codes[region.label] ?? '');
    const at = labelPoint(region.polygons as readonly Rings[]);
    if (!area || !at) return [];
    return [
      {
        type: 'Feature',
        ...idOf(area),
        properties: propertiesOf(area),
        geometry: { type: 'Point', coordinates: [...at] },
      },
    ];
  });
}

/**
 * Lines that two areas share, down to a level, and the outline of all. `key` names the two areas, `pair` the two
 * subdistricts (or what stands for them) they belong to. The outline has level `city` and nothing on its right, lines
 * around a gap inside have level `gap`. Given bounds in degrees, what lies within them is there; lines beyond may be
 * missing, or stand as outlines.
 */
export function seamFeatures(
  edition: DrawnEdition,
  simplified: Arrangement,
  finest: Level,
  within: Bounds | null = null,
): Feature[] {
  const { codes, label } = labelFaces(
    edition,
    `down to ${finest}`,
    (path) => path.findLast((area) => rank(area.level) <= rank(finest))?.code ?? null,
    within,
  );
  const { seams, borders } = findSeams(simplified, label);
  const inner = seams.map((seam) => {
    const [a, b] = [codes[seam.left] ?? '', codes[seam.right] ?? ''].sort() as [string, string];
    const properties = {
      key: `${a}|${b}`,
      ...sidesOf(edition, a, b),
      left: codes[seam.left] ?? '',
      right: codes[seam.right] ?? '',
    };
    return lineFeature(seam.lines, properties);
  });
  const outer = borders.map((border) => {
    const outside = border.chains.some(
      (chain) => simplified.chainLeft[chain] === 0 || simplified.chainRight[chain] === 0,
    );
    const code = codes[border.right] ?? '';
    return lineFeature(border.lines, {
      key: `|${code}`,
      pair: '',
      level: outside ? 'city' : 'gap',
      left: code,
      right: '',
    });
  });
  return [...inner, ...outer];
}

/** Finest level of the seams drawn at a zoom. */
export const finestSeam = (z: number): Level =>
  z >= seamZoom.cell ? 'cell' : z >= seamZoom.community ? 'community' : 'subdistrict';

const labelLevel = (edition: DrawnEdition, level: Level, within: Bounds | null) =>
  labelFaces(edition, level, (path) => path.find((area) => area.level === level)?.code ?? null, within);

/** Faces with the number of their area as picked, under a name for the way of picking; -1 nobody's, and beyond the bounds. */
function labelFaces(
  edition: DrawnEdition,
  name: string,
  pick: (path: readonly Area[]) => string | null,
  within: Bounds | null,
): Pick<Labelled, 'codes' | 'label'> {
  const all = edition.labelled.get(name) ?? labelAll(edition, pick);
  edition.labelled.set(name, all);
  if (!within) return all;
  const { codes, label, boxes } = all;
  const [west, south, east, north] = within;
  const reaches = codes.map(
    (_, i) =>
      (boxes[4 * i] ?? 0) <= east &&
      (boxes[4 * i + 2] ?? 0) >= west &&
      (boxes[4 * i + 1] ?? 0) <= north &&
      (boxes[4 * i + 3] ?? 0) >= south,
  );
  return { codes, label: label.map((number) => (reaches[number] ? number : -1)) };
}

function labelAll(edition: DrawnEdition, pick: (path: readonly Area[]) => string | null): Labelled {
  const codes: string[] = [];
  const numbers = new Map<string, number>();
  const ofLeaf = edition.geography.leaves.map((leaf) => {
    const code = pick(pathOf(edition, leaf));
    if (code === null) return -1;
    const number = numbers.get(code) ?? codes.push(code) - 1;
    numbers.set(code, number);
    return number;
  });
  const label = edition.owner.map((leaf) => (leaf < 0 ? -1 : (ofLeaf[leaf] ?? -1)));
  return { codes, label, boxes: boxesOf(edition.geography.arrangement, label, codes.length) };
}

/** The box around the faces of each label, in degrees. */
function boxesOf(a: Arrangement, label: Int32Array, count: number): Float64Array {
  const boxes = new Float64Array(4 * count);
  for (let i = 0; i < boxes.length; i++) boxes[i] = i % 4 < 2 ? 180 : -180;
  for (let chain = 0; chain < a.chainLeft.length; chain++)
    for (const face of [a.chainLeft[chain] ?? 0, a.chainRight[chain] ?? 0]) {
      const i = 4 * (label[face] ?? -1);
      if (i < 0) continue;
      for (let p = a.chainStart[chain] ?? 0; p < (a.chainStart[chain + 1] ?? 0); p++) {
        const vertex = a.chainVertex[p] ?? 0;
        const [x, y] = [(a.vertexX[vertex] ?? 0) / unitsPerDegree, (a.vertexY[vertex] ?? 0) / unitsPerDegree];
        boxes[i] = Math.min(boxes[i] ?? x, x);
        boxes[i + 1] = Math.min(boxes[i + 1] ?? y, y);
        boxes[i + 2] = Math.max(boxes[i + 2] ?? x, x);
        boxes[i + 3] = Math.max(boxes[i + 3] ?? y, y);
      }
    }
  return boxes;
}

/** Areas from the city down to the area itself. */
function pathOf({ areas }: DrawnEdition, code: string): readonly Area[] {
  const path: Area[] = [];
  for (let area = areas.get(code); area; area = area.parent === null ? undefined : areas.get(area.parent))
    path.unshift(area);
  return path;
}

function sidesOf(edition: DrawnEdition, a: string, b: string): { level: Level; pair: string } {
  const [one, other] = [pathOf(edition, a), pathOf(edition, b)];
  const at = one.findIndex((area, i) => area.code !== other[i]?.code);
  const [left, right] = [one[at]?.level ?? 'cell', other[at]?.level ?? 'cell'];
  const party = (path: readonly Area[]): string =>
    path.findLast((area) => rank(area.level) <= rank('subdistrict'))?.code ?? '';
  const pair = [party(one), party(other)].sort();
  return { level: rank(left) < rank(right) ? left : right, pair: pair[0] === pair[1] ? '' : pair.join('|') };
}

const propertiesOf = ({ code, name, nameEn, level }: Area) => ({ code, name, nameEn, level });
/** MVT ids are whole numbers: official codes have at most 15 digits and fit. */
const idOf = ({ code }: Area): { id?: number } => (/^\d{1,15}$/.test(code) ? { id: Number(code) } : {});

const lineFeature = (lines: readonly (readonly Lonlat[])[], properties: Record<string, string>): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'MultiLineString', coordinates: lines.map((line) => line.map(([x, y]) => [x, y])) },
});
