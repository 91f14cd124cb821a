import { gzipSync } from 'node:zlib';
import type { Feature } from 'geojson';
import GeoJSONVT, { type LegacyTile } from 'geojson-vt';
import { fromGeojsonVt } from 'vt-pbf';
import type { Level } from '../../geodata/area.ts';
import type { Bounds } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import type { Arrangement } from '../../geodata/topology/arrangement.ts';
import { simplify } from '../../geodata/topology/simplify.ts';
import {
  areaFeatures,
  type DrawnEdition,
  finestSeam,
  labelFeatures,
  prepareEdition,
  seamFeatures,
} from './boundary-features.ts';
import { bandOf, bands, isLevel, layerPlans, seamZoom, streetZoom, type TileLayer } from './layers.ts';

/** What the map shows beside boundaries; the same under every edition. */
export interface Surroundings {
  readonly streets: readonly Feature[];
  readonly ground: readonly Feature[];
}

/** Cuts tiles of one edition. Indices are built when a layer is first asked for, at the zooms asked for. */
export interface Cutter {
  /** The tile, gzipped; null where it would be empty. */
  cut(layer: TileLayer, z: number, x: number, y: number): Uint8Array | null;
}

const extent = 4096;
/**
 * Buildings are what footprints are drawn on: at zoom 16 this grid is 7 mm, finer than the 1e-7 degree they are stored
 * with, so that a corner snapped to on the map is the corner itself once it is rounded.
 */
const groundExtent = 65_536;

/** `surroundings` are asked for when a tile of them is first cut. */
export function createCutter(geography: EditionGeography, surroundings: () => Surroundings): Cutter {
  const edition = prepareEdition(geography);
  const simplified = lazily((band: number) => {
    const metres = bands[band]?.metres ?? 0;
    return metres === 0 ? geography.arrangement : simplify(geography.arrangement, metres);
  });
  const boundaries = lazily((key: string) => {
    const [layer, band, region] = key.split('@') as [TileLayer, string, string];
    const within = region === '' ? null : boundsOfTile(region.split('/').map(Number));
    return boundaryIndices(edition, simplified(Number(band)), layer, Number(band), within);
  }, regionsKept);
  const others = lazily((layer: TileLayer) => surroundingIndices(layer, surroundings()));
  return {
    cut(layer, z, x, y) {
      const { minzoom, contents } = layerPlans[layer];
      if (z < minzoom) return null;
      const indices =
        isLevel(layer) || layer === 'seam'
          ? boundaries(`${layer}@${bandOf(z)}@${regionOf(z, x, y)}`)
          : others(layer);
      const tiles: Record<string, LegacyTile> = {};
      for (const { name, from, index } of indices) {
        if (z < Math.max(from, contents[name]?.minzoom ?? 0)) continue;
        const features = (index.getTile(z, x, y)?.features ?? []).filter(
          (feature) => layer !== 'seam' || shows(z, feature),
        );
        if (features.length > 0) tiles[name] = { features: [...(tiles[name]?.features ?? []), ...features] };
      }
      return Object.keys(tiles).length === 0
        ? null
        : gzipSync(fromGeojsonVt(tiles, { version: 2, extent: extentOf(layer) }));
    },
  };
}

/** Indices of boundaries kept at a time: those of whole coarse bands and of the regions lately looked at. */
const regionsKept = 24;

/** The tile that stands for the region of a tile, as zoom/x/y; '' where its band is cut as a whole. */
function regionOf(z: number, x: number, y: number): string {
  const region = bands[bandOf(z)]?.region ?? null;
  return region === null ? '' : `${region}/${x >> (z - region)}/${y >> (z - region)}`;
}

/** West, south, east and north of a tile in degrees, with a sixteenth of its width more on every side. */
function boundsOfTile([z = 0, x = 0, y = 0]: readonly number[]): Bounds {
  const longitude = (at: number): number => (at / 2 ** z) * 360 - 180;
  const latitude = (at: number): number =>
    (Math.atan(Math.sinh(Math.PI * (1 - (2 * at) / 2 ** z))) * 180) / Math.PI;
  const more = 1 / 16;
  return [longitude(x - more), latitude(y + 1 + more), longitude(x + 1 + more), latitude(y - more)];
}

const extentOf = (layer: TileLayer): number => (layer === 'ground' ? groundExtent : extent);

/** Seams of finer levels are in the index of the whole band, but not drawn at its first zoom. */
const shows = (z: number, { tags }: LegacyTile['features'][number]): boolean =>
  z >= (seamZoom[tags?.level as Level] ?? 0);

/** Features of one MVT layer, drawn from a zoom on. */
interface Index {
  readonly name: string;
  readonly from: number;
  readonly index: GeoJSONVT;
}

function boundaryIndices(
  edition: DrawnEdition,
  arrangement: Arrangement,
  layer: TileLayer,
  band: number,
  within: Bounds | null,
): Index[] {
  const last = bands[band]?.last ?? 0;
  // Simplified already, and coherently: geojson-vt must not do it again, ring by ring.
  const options = { maxZoom: last, indexMaxZoom: 4, indexMaxPoints: 20_000, tolerance: 0, extent };
  const index = (features: readonly Feature[], buffer: number): GeoJSONVT =>
    new GeoJSONVT({ type: 'FeatureCollection', features: [...features] }, { ...options, buffer });
  if (layer === 'seam')
    return [
      {
        name: 'seam',
        from: 0,
        index: index(seamFeatures(edition, arrangement, finestSeam(last), within), 64),
      },
    ];
  if (!isLevel(layer)) return [];
  return [
    { name: layer, from: 0, index: index(areaFeatures(edition, arrangement, layer, within), 64) },
    { name: 'label', from: 0, index: index(labelFeatures(edition, arrangement, layer, within), 0) },
  ];
}

function surroundingIndices(layer: TileLayer, { streets, ground }: Surroundings): Index[] {
  const { maxzoom } = layerPlans[layer];
  // geojson-vt measures its buffer and tolerance in steps of the grid.
  const step = extentOf(layer) / extent;
  const options = { maxZoom: maxzoom, extent: extentOf(layer), buffer: 64 * step, tolerance: 3 * step };
  const group = (name: string, from: number, features: readonly Feature[]): Index[] =>
    features.length === 0
      ? []
      : [
          {
            name,
            from,
            index: new GeoJSONVT({ type: 'FeatureCollection', features: [...features] }, options),
          },
        ];
  const ofClass = (list: readonly Feature[], name: string) =>
    list.filter((feature) => feature.properties?.class === name);
  if (layer === 'street')
    return Object.entries(streetZoom).flatMap(([name, from]) =>
      group('street', from, ofClass(streets, name)),
    );
  return Object.entries(layerPlans.ground.contents).flatMap(([name, { minzoom }]) =>
    group(name, minzoom, ofClass(ground, name)),
  );
}

/** Makes each value once, and again where more than `kept` others were asked for since. */
function lazily<K, V>(make: (key: K) => V, kept = Number.POSITIVE_INFINITY): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.delete(key);
    made.set(key, value);
    for (const oldest of made.keys()) {
      if (made.size <= kept) break;
      made.delete(oldest);
    }
    return value;
  };
}
