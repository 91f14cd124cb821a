import { type Level, levels } from '../../geodata/area.ts';

/** What a tile address may name. */
export const tileLayers = [
  'district',
  'subdistrict',
  'community',
  'cell',
  'seam',
  'street',
  'ground',
] as const;
export type TileLayer = (typeof tileLayers)[number];

/** Zooms at which a layer has tiles (beyond them a map enlarges the last), and the MVT layers in them with their fields. */
export interface LayerPlan {
  readonly minzoom: number;
  readonly maxzoom: number;
  readonly contents: Readonly<
    Record<
      string,
      { readonly minzoom: number; readonly fields: Readonly<Record<string, 'String' | 'Number'>> }
    >
  >;
}

const named = { name: 'String', nameEn: 'String' } as const;
const area = { code: 'String', ...named, level: 'String' } as const;

/** At zoom 16 a step of the tile's grid is a tenth of a metre on the ground. */
const maxzoom = 16;

const boundaryPlan = (level: Level, minzoom: number): LayerPlan => ({
  minzoom,
  maxzoom,
  contents: { [level]: { minzoom, fields: area }, label: { minzoom, fields: area } },
});

export const layerPlans: Readonly<Record<TileLayer, LayerPlan>> = {
  district: boundaryPlan('district', 0),
  subdistrict: boundaryPlan('subdistrict', 8),
  community: boundaryPlan('community', 12),
  cell: boundaryPlan('cell', 14),
  seam: {
    minzoom: 0,
    maxzoom,
    contents: {
      seam: {
        minzoom: 0,
        fields: { key: 'String', pair: 'String', level: 'String', left: 'String', right: 'String' },
      },
    },
  },
  street: {
    minzoom: 9,
    maxzoom,
    contents: { street: { minzoom: 9, fields: { ...named, class: 'String', width: 'Number' } } },
  },
  ground: {
    minzoom: 8,
    maxzoom,
    contents: {
      park: { minzoom: 8, fields: named },
      water: { minzoom: 8, fields: named },
      rail: { minzoom: 9, fields: named },
      building: { minzoom: 14, fields: { ...named, storeys: 'Number' } },
    },
  },
};

/** From which zoom a street is drawn, by class. */
export const streetZoom = { arterial: 9, secondary: 12, lane: 14 } as const;

/** From which zoom a seam is drawn, by the level at which its sides differ. */
export const seamZoom: Readonly<Record<Level, number>> = {
  city: 0,
  district: 0,
  subdistrict: 8,
  community: 12,
  cell: 14,
};

/**
 * Zooms that share one simplified arrangement, and how many metres its lines may move: a quarter of a pixel at the
 * last zoom of the band, at 40 degrees north on tiles of 512 pixels. Fine bands are cut region by region, each as large
 * as a tile of that zoom: a whole city of 60,000 cells at full detail would take gigabytes.
 */
export const bands = [
  { last: 8, metres: 60, region: null },
  { last: 10, metres: 15, region: null },
  { last: 12, metres: 4, region: 10 },
  { last: 14, metres: 1, region: 12 },
  { last: maxzoom, metres: 0, region: 13 },
] as const;

/** Place in `bands` of a zoom. */
export const bandOf = (z: number): number =>
  Math.max(
    0,
    bands.findIndex(({ last }) => z <= last),
  );

export const isLevel = (layer: TileLayer): layer is TileLayer & Level =>
  (levels as readonly string[]).includes(layer);
