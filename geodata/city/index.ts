import type { Feature, Polygon } from 'geojson';
import type { Level } from '../area.ts';
import type { Bounds, Line, Lonlat } from '../geometry.ts';
import type { Holding } from '../jurisdiction/records.ts';
import type { AreaLayer } from './areas.ts';
import { type Boundaries, cityArea, createBoundaries, type Scale } from './boundaries.ts';
import { type CityCase, drawCases } from './cases.ts';
import { drawGround, type Ground } from './ground.ts';
import { headlineCodes } from './headline.ts';
import { drawHoldings, type ParcelRoad, parcelRoad } from './holdings.ts';
import { type CityIncident, createIncidents, type IncidentOptions } from './incidents.ts';
import { type CityKeeper, drawKeepers } from './keepers.ts';
import { borderName, type CityLane, drawLanes, publishLanes } from './lanes.ts';
import { toLonlat } from './plane.ts';
import { drawSeamBases, type SeamBasis } from './seam-bases.ts';

export type { AreaFeature } from './areas.ts';
export type { Scale } from './boundaries.ts';
export type { CityCase } from './cases.ts';
export type { Ground } from './ground.ts';
export type { CityIncident } from './incidents.ts';
export type { CityKeeper } from './keepers.ts';
export type { CityLane } from './lanes.ts';
export type { SeamBasis } from './seam-bases.ts';

/** Places that tests and demonstrations go to. */
interface Landmarks {
  /** 2,000 m², one third in Guang'anmenwai (Xicheng), two thirds in Taipingqiao (Fengtai). */
  readonly headline: {
    readonly building: Polygon;
    readonly feature: Feature<Polygon>;
    readonly third: string;
    readonly twoThirds: string;
  };
  /** Where Yangfangdian (Haidian), Guang'anmenwai (Xicheng) and Taipingqiao (Fengtai) meet. */
  readonly threeDistricts: { readonly at: Lonlat; readonly subdistricts: readonly string[] };
  /** A street that runs on the line between two districts. */
  readonly avenue: {
    readonly name: string;
    readonly districts: readonly string[];
    readonly lines: readonly Line[];
  };
  /** A plot of `owner` that lies inside `host`; `code` is its finest area. */
  readonly exclave: {
    readonly code: string;
    readonly owner: string;
    readonly host: string;
    readonly ring: Line;
  };
  /** 5 m wide, belongs to nobody. */
  readonly gap: { readonly ring: Line; readonly bounds: Bounds };
  /** 1 m wide, belongs to two areas. */
  readonly overlap: { readonly ring: Line; readonly bounds: Bounds };
  /** A street over three parcels of three owners. */
  readonly parcels: ParcelRoad;
}

/** A city of schematic shapes, drawn anew from a seed: the same seed gives the same bytes. */
export interface City {
  readonly city: { readonly code: string; readonly name: string; readonly nameEn: string };
  readonly districts: AreaLayer;
  readonly subdistricts: AreaLayer;
  /** Finest areas outside the central districts, unless the city is full. */
  readonly communities: AreaLayer;
  /** Finest areas in the central districts, or everywhere. */
  readonly cells: AreaLayer;
  readonly landmarks: Landmarks;
  /** The four layers once more, from the top down. */
  readonly layers: readonly { readonly level: LayerLevel; readonly features: AreaLayer }[];
  readonly lanes: readonly CityLane[];
  readonly ground: readonly Ground[];
  /** What somebody holds beside the areas; none of it near the headline building. */
  readonly holdings: readonly Holding[];
  /** Who looks after streets and cells. */
  readonly keepers: readonly CityKeeper[];
  /** What is recorded about lines between subdistricts, each pair at most once. */
  readonly seamBases: readonly SeamBasis[];
  /** Past incidents, in no order; the same options give the same rows. */
  readonly incidents: (options: IncidentOptions) => CityIncident[];
  /** A dozen whistles under way; the headline building is left for a person to draw. */
  readonly cases: readonly CityCase[];
}

type LayerLevel = Exclude<Level, 'city'>;

export interface CityOptions {
  readonly seed?: number;
  /**
   * `demo`: the whole of Beijing, cells in its centre alone. `small`: four districts of it for tests, the same codes.
   * `full`: cells everywhere, about as many as Beijing has. The landmarks are the same in all three.
   */
  readonly scale?: Scale;
  readonly onProgress?: (fraction: number, what: string) => void;
}

/**
 * Draws Beijing in shapes of our own: names, codes and rough places are facts, every line is made up. WGS84,
 * longitude first, on the 1e-7 degree grid; lines that areas share have the same vertices in both.
 */
export function createCity({ seed = 1, scale = 'demo', onProgress = () => {} }: CityOptions = {}): City {
  onProgress(0, 'boundaries');
  const boundaries = createBoundaries(seed, scale);
  onProgress(0.7, 'streets');
  const drawn = drawLanes(boundaries, seed);
  onProgress(0.8, 'ground');
  const ground = drawGround(boundaries, drawn, seed);
  onProgress(1, 'done');
  return {
    city: cityArea,
    districts: boundaries.districts,
    subdistricts: boundaries.subdistricts,
    communities: boundaries.communities,
    cells: boundaries.cells,
    layers: [
      { level: 'district', features: boundaries.districts },
      { level: 'subdistrict', features: boundaries.subdistricts },
      { level: 'community', features: boundaries.communities },
      { level: 'cell', features: boundaries.cells },
    ],
    lanes: publishLanes(drawn),
    ground,
    holdings: drawHoldings(boundaries, drawn, ground),
    keepers: drawKeepers(
      drawn,
      new Set(boundaries.cells.features.map(({ properties }) => properties.parent)),
    ),
    seamBases: drawSeamBases(boundaries, seed),
    incidents: createIncidents(boundaries, drawn, seed),
    cases: drawCases(boundaries, drawn),
    landmarks: landmarksOf(boundaries),
  };
}

/** Between Xicheng and Haidian. */
const districtAvenue = { name: '三里河路', districts: ['110102', '110108'] } as const;

function landmarksOf(boundaries: Boundaries): Landmarks {
  const { headline, borders, exclave, gap, overlap } = boundaries;
  const parcels = parcelRoad(boundaries);
  if (!parcels) throw new Error('demo city: no cell has room for a row of parcels');
  const building: Polygon = { type: 'Polygon', coordinates: [headline.building.map((p) => [...p])] };
  return {
    headline: {
      building,
      feature: {
        type: 'Feature',
        properties: { category: '01-01', kind: 'enforcement' },
        geometry: building,
      },
      third: headlineCodes.guanganmenwai,
      twoThirds: headlineCodes.taipingqiao,
    },
    threeDistricts: { at: toLonlat(headline.junction), subdistricts: Object.values(headlineCodes).sort() },
    avenue: {
      name: districtAvenue.name,
      districts: districtAvenue.districts,
      lines: borders
        .filter(({ left, right }) => borderName(left, right) === districtAvenue.name)
        .map(({ line }) => line.map(toLonlat)),
    },
    exclave,
    gap: { ring: gap, bounds: boundsOf(gap) },
    overlap: { ring: overlap, bounds: boundsOf(overlap) },
    parcels,
  };
}

function boundsOf(line: Line): Bounds {
  const lons = line.map(([lon]) => lon);
  const lats = line.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
