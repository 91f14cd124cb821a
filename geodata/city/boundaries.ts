import type { Line } from '../geometry.ts';
import {
  type AreaLayer,
  type AreaProperties,
  cellName,
  communityName,
  dissolve,
  inReadingOrder,
  layerOf,
  serial,
} from './areas.ts';
import { createHeadline, type Headline } from './headline.ts';
import { type Mesh, ringOf } from './mesh.ts';
import { cutPlot, drawFault, type Fault } from './oddities.ts';
import { type Border, createPartition } from './partition.ts';
import { core } from './places/core.ts';
import { east } from './places/east.ts';
import { outline } from './places/outline.ts';
import { type Place, readPlaces } from './places/places.ts';
import { west } from './places/west.ts';
import { along, type Point, signedArea, toLonlat, toPlane } from './plane.ts';
import { createRandom } from './random.ts';
import { romanise, stemOf } from './romanise.ts';
import { type Quiet, split } from './split.ts';

export const cityArea = { code: '110000', name: '北京市', nameEn: 'Beijing' } as const;

/** A street's course as it came out of a cut or a border, and the subdistrict it lies in or along. */
export interface Course {
  readonly subdistrict: string;
  readonly line: readonly Point[];
}

export interface Boundaries {
  readonly districts: AreaLayer;
  readonly subdistricts: AreaLayer;
  readonly communities: AreaLayer;
  readonly cells: AreaLayer;
  readonly headline: Headline;
  readonly mesh: Mesh;
  /** Code of the finest area of each face. */
  readonly leaf: readonly string[];
  readonly borders: readonly Border[];
  /** Between communities. */
  readonly cuts: readonly Course[];
  readonly gap: Line;
  readonly overlap: Line;
  readonly exclave: {
    readonly code: string;
    readonly owner: string;
    readonly host: string;
    readonly ring: Line;
  };
  readonly places: readonly Place[];
}

/** In the small city: the three districts of the headline case, and Dongcheng, with cells where the case is. */
const smallDistricts = new Set(['110101', '110102', '110106', '110108']);
const smallCellDistricts = new Set(['110102', '110106']);

const exclave = { owner: '110108001', host: '110106017', width: 235, depth: 200 } as const;
const gap = { between: ['110106100', '110106101'], metres: 5 } as const;
const overlap = { between: ['110106011', '110106012'], metres: -1 } as const;
/** No cut comes nearer to the headline building than this: its block is drawn by hand. */
const headlineQuiet = 240;

const faultQuiet = 90;

/** All boundaries of the demo city, from the finest up: upper areas are made of the faces of the lower ones. */
export function createBoundaries(seed: number, scale: 'demo' | 'small'): Boundaries {
  const tables = [...core, ...west, ...east];
  const kept = (district: string): boolean => scale === 'demo' || smallDistricts.has(district);
  const withCells = (district: string): boolean =>
    scale === 'demo' ? core.some(({ code }) => code === district) : smallCellDistricts.has(district);
  const places = tables.flatMap(readPlaces).filter(({ code }) => kept(code.slice(0, 6)));
  const nameOf = new Map(places.map(({ code, name }) => [code, name]));
  const headline = createHeadline();
  const urban = new Set(core.flatMap(readPlaces).map(({ code }) => code));
  const { mesh, owner, borders } = createPartition(
    tables.flatMap(readPlaces),
    outline.map(([lon, lat]) => toPlane(lon, lat)),
    headline,
    { seed, kept: new Set(nameOf.keys()), urban },
  );

  // Before any cut, so that the faults lie in the same place whatever the scale.
  const faults = [gap, overlap].map(({ between: [one, other], metres }) =>
    drawFault(mesh, (left, right) => owner[left] === one && owner[right] === other, metres),
  );

  const properties = new Map<string, AreaProperties>();
  for (const { code, name } of tables) properties.set(code, named(code, name, cityArea));
  for (const { code, name } of places)
    properties.set(code, named(code, name, properties.get(code.slice(0, 6)) as AreaProperties));

  const leaf = [''];
  const cuts: Course[] = [];
  const quiet: Quiet[] = [
    { at: headline.centre, reach: headlineQuiet },
    ...faults.map(({ ring }) => ({ at: along(ring[0] as Point, ring[3] as Point, 0.5), reach: faultQuiet })),
  ];
  const communityFaces: { readonly code: string; readonly face: number; readonly number: number }[] = [];
  for (let face = 1; face < owner.length; face++) {
    const code = owner[face] as string;
    const random = createRandom(seed, code);
    const street = urban.has(code);
    const count = 6 + Math.floor(random() * 7);
    const done = split(mesh, face, count, { street, quiet }, random);
    cuts.push(...done.cuts.map((line) => ({ subdistrict: code, line })));
    inReadingOrder(mesh, done.faces).forEach((own, i) => {
      communityFaces.push({ code: code + serial(i + 1), face: own, number: i + 1 });
    });
  }
  for (const { code, face, number } of communityFaces) {
    const subdistrict = properties.get(code.slice(0, 9)) as AreaProperties;
    const names = communityName(subdistrict.name, number);
    properties.set(code, { code, ...names, parent: subdistrict.code, parentName: subdistrict.name });
    leaf[face] = code;
    if (!withCells(code.slice(0, 6))) continue;
    const random = createRandom(seed, code);
    const { faces } = split(mesh, face, 4 + Math.floor(random() * 4), { street: true, quiet }, random);
    inReadingOrder(mesh, faces).forEach((own, i) => {
      const cell = code + serial(i + 1);
      leaf[own] = cell;
      properties.set(cell, {
        code: cell,
        ...cellName(subdistrict.name, number, i + 1),
        parent: code,
        parentName: names.name,
      });
    });
  }

  const plot = cutPlot(mesh, facesOf(leaf, exclave.host), exclave.width, exclave.depth);
  leaf[plot] = nearestLeaf(mesh, leaf, exclave.owner, plot);
  const detours = new Map(faults.map(({ edge, detour }) => [edge, detour]));
  const layer = (length: number): AreaLayer =>
    layerOf(
      dissolve(
        mesh,
        leaf.map((code) => (code.length < length ? '' : code.slice(0, length))),
        detours,
      ),
      properties,
    );
  const [gapFault, overlapFault] = faults as [Fault, Fault];
  return {
    districts: layer(6),
    subdistricts: layer(9),
    communities: layer(12),
    cells: layer(15),
    headline,
    mesh,
    leaf,
    borders,
    cuts,
    gap: closed(gapFault.ring),
    overlap: closed(overlapFault.ring),
    exclave: { code: leaf[plot], owner: exclave.owner, host: exclave.host, ring: closed(ringOf(mesh, plot)) },
    places,
  };
}

const named = (
  code: string,
  name: string,
  parent: { readonly code: string; readonly name: string },
): AreaProperties => ({
  code,
  name,
  nameEn: romanise(stemOf(name)),
  parent: parent.code,
  parentName: parent.name,
});

const facesOf = (leaf: readonly string[], area: string): Set<number> =>
  new Set(leaf.flatMap((code, face) => (code.startsWith(area) ? [face] : [])));

function nearestLeaf(mesh: Mesh, leaf: readonly string[], area: string, face: number): string {
  const [x, y] = ringOf(mesh, face)[0] as Point;
  const away = (other: number): number =>
    Math.min(...ringOf(mesh, other).map((p) => Math.hypot(p[0] - x, p[1] - y)));
  const nearest = [...facesOf(leaf, area)].reduce((best, other) => (away(other) < away(best) ? other : best));
  return leaf[nearest] as string;
}

function closed(ring: readonly Point[]): Line {
  const anticlockwise = signedArea(ring) > 0 ? ring : ring.toReversed();
  return [...anticlockwise, anticlockwise[0] as Point].map(toLonlat);
}
