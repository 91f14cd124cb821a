import type { Line } from '../geometry.ts';
import { type AreaLayer, type AreaProperties, dissolve, layerOf } from './areas.ts';
import {
  type Course,
  type Division,
  divideCommunity,
  divideSubdistrict,
  facesOf,
  type Grain,
} from './division.ts';
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
import { romanise, stemOf } from './romanise.ts';
import { surveyEdges } from './survey-points.ts';

export const cityArea = { code: '110000', name: '北京市', nameEn: 'Beijing' } as const;

export interface Boundaries {
  readonly districts: AreaLayer;
  readonly subdistricts: AreaLayer;
  readonly communities: AreaLayer;
  readonly cells: AreaLayer;
  readonly places: readonly Place[];
  readonly headline: Headline;
  readonly mesh: Mesh;
  /** Code of the finest area of each face. */
  readonly leaf: readonly string[];
  readonly properties: ReadonlyMap<string, AreaProperties>;
  readonly borders: readonly Border[];
  readonly cuts: readonly Course[];
  readonly gap: Line;
  readonly overlap: Line;
  readonly exclave: Exclave;
}

/** A plot of `owner` inside `host`; `code` is the finest area it is part of. */
interface Exclave {
  readonly code: string;
  readonly owner: string;
  readonly host: string;
  readonly ring: Line;
}

/** In the small city: the three districts of the headline case, and Dongcheng, with cells where the case is. */
const smallDistricts = new Set(['110101', '110102', '110106', '110108']);
const smallCellDistricts = new Set(['110102', '110106']);
const allDistricts = [...core, ...west, ...east].map(({ code }) => code);
const cellDistricts = new Set(core.map(({ code }) => code));

const exclave = { owner: '110108001', host: '110106017', width: 235, depth: 200 } as const;
const gap = { between: ['110106100', '110106101'], metres: 5 } as const;
const overlap = { between: ['110106011', '110106012'], metres: -1 } as const;
/** No cut comes nearer than this to the headline building, whose block is drawn by hand, and to the faults; metres. */
const headlineQuiet = 240;
const faultQuiet = 90;

/** Communities of a subdistrict, cells of a community. In the full city about as many as Beijing has. */
const demoGrain: Grain = { communities: [6, 6], cells: [4, 3] };
const fullGrain: Grain = { communities: [15, 11], cells: [6, 5] };

/** Four districts for tests; all sixteen, with cells in the central six; all sixteen with cells everywhere. */
export type Scale = 'small' | 'demo' | 'full';

/** All boundaries of the demo city, from the finest up: upper areas are made of the faces of the lower ones. */
export function createBoundaries(seed: number, scale: Scale): Boundaries {
  const tables = [...core, ...west, ...east];
  const places = tables.flatMap(readPlaces);
  const kept = (code: string): boolean => scale !== 'small' || smallDistricts.has(code.slice(0, 6));
  const inTown = (code: string): boolean => cellDistricts.has(code.slice(0, 6));
  const headline = createHeadline();
  const { mesh, owner, borders } = createPartition(
    places,
    outline.map(([lon, lat]) => toPlane(lon, lat)),
    headline,
    { seed, kept, inTown },
  );
  const faults = [gap, overlap].map(({ between: [one, other], metres }) =>
    drawFault(mesh, (left, right) => owner[left] === one && owner[right] === other, metres),
  ) as [Fault, Fault];
  const division: Division = {
    mesh,
    leaf: owner,
    properties: nameUpperAreas(),
    cuts: [],
    seed,
    grain: scale === 'full' ? fullGrain : demoGrain,
    quiet: [
      { at: headline.centre, reach: headlineQuiet },
      ...faults.map(({ ring }) => ({
        at: along(ring[0] as Point, ring[3] as Point, 0.5),
        reach: faultQuiet,
      })),
    ],
  };

  const plot = scale === 'full' ? divideFully(division, inTown) : divideCentre(division, scale, inTown);
  owner[plot] = nearestLeaf(mesh, owner, exclave.owner, plot);

  const detours = new Map(faults.map(({ edge, detour }) => [edge, detour]));
  const layer = (length: number): AreaLayer =>
    layerOf(
      dissolve(
        mesh,
        owner.map((code) => (code.length < length ? '' : code.slice(0, length))),
        detours,
      ),
      division.properties,
    );
  return {
    districts: layer(6),
    subdistricts: layer(9),
    communities: layer(12),
    cells: layer(15),
    places: places.filter(({ code }) => kept(code)),
    headline,
    mesh,
    leaf: owner,
    properties: division.properties,
    borders,
    cuts: division.cuts,
    gap: closed(faults[0].ring),
    overlap: closed(faults[1].ring),
    exclave: {
      code: owner[plot],
      owner: exclave.owner,
      host: exclave.host,
      ring: closed(ringOf(mesh, plot)),
    },
  };
}

function nameUpperAreas(): Map<string, AreaProperties> {
  const properties = new Map<string, AreaProperties>();
  const add = (code: string, name: string, parent: typeof cityArea | AreaProperties): AreaProperties => {
    const area = {
      code,
      name,
      nameEn: romanise(stemOf(name)),
      parent: parent.code,
      parentName: parent.name,
      parentNameEn: parent.nameEn,
    };
    properties.set(code, area);
    return area;
  };
  for (const table of [...core, ...west, ...east]) {
    const district = add(table.code, table.name, cityArea);
    for (const { code, name } of readPlaces(table)) add(code, name, district);
  }
  return properties;
}

/** Divides the middle of the city down to cells and the rest to communities; returns the face of the exclave. */
function divideCentre(
  division: Division,
  scale: 'small' | 'demo',
  inTown: (code: string) => boolean,
): number {
  const { mesh, leaf } = division;
  // What the small city has comes first, before anything around it adds vertices, so that both scales cut it alike.
  divideAll(division, smallDistricts, smallCellDistricts, inTown);
  const plot = cutPlot(mesh, new Set(facesOf(leaf, exclave.host)), exclave.width, exclave.depth);
  leaf[plot] = '';
  if (scale === 'demo') {
    const others = allDistricts.filter((code) => !smallDistricts.has(code));
    const uncut = [...cellDistricts].filter((code) => !smallCellDistricts.has(code));
    divideAll(division, new Set(others), new Set(uncut), inTown);
  }
  return plot;
}

/** Divides everything down to cells; the exclave is cut out before them, while there is room for it. */
function divideFully(division: Division, inTown: (code: string) => boolean): number {
  const { mesh, leaf } = division;
  const districts = new Set(allDistricts);
  divideAll(division, districts, new Set(), inTown);
  const plot = cutPlot(mesh, new Set(facesOf(leaf, exclave.host)), exclave.width, exclave.depth);
  leaf[plot] = '';
  divideAll(division, districts, districts, inTown);
  surveyEdges(division);
  return plot;
}

/** Communities of all subdistricts of these districts, then cells of those districts; whatever is there already stays. */
function divideAll(
  division: Division,
  communitiesOf: ReadonlySet<string>,
  cellsOf: ReadonlySet<string>,
  inTown: (code: string) => boolean,
): void {
  const whole = (length: number, districts: ReadonlySet<string>): [number, string][] =>
    [...division.leaf.entries()].filter(
      ([, code]) => code.length === length && districts.has(code.slice(0, 6)),
    );
  for (const [face, code] of whole(9, communitiesOf)) divideSubdistrict(division, face, inTown(code));
  for (const [face] of whole(12, cellsOf)) divideCommunity(division, face);
}

/** The finest area of `area` that comes nearest to a face. */
function nearestLeaf(mesh: Mesh, leaf: readonly string[], area: string, face: number): string {
  const [x, y] = ringOf(mesh, face)[0] as Point;
  const away = (other: number): number =>
    Math.min(...ringOf(mesh, other).map((p) => Math.hypot(p[0] - x, p[1] - y)));
  const nearest = facesOf(leaf, area)
    .map((other) => ({ other, metres: away(other) }))
    .reduce((best, next) => (next.metres < best.metres ? next : best));
  return leaf[nearest.other] as string;
}

function closed(ring: readonly Point[]): Line {
  const anticlockwise = signedArea(ring) > 0 ? ring : ring.toReversed();
  return [...anticlockwise, anticlockwise[0] as Point].map(toLonlat);
}
