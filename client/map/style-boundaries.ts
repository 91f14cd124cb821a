import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette.ts';

/** Zooms from which communities and cells lie about 24 px apart. */
export const communityZoom = 12;
export const cellZoom = 15;

const line = { 'line-cap': 'butt', 'line-join': 'round' } as const;
const levelIs = (level: string): FilterSpecification => ['==', ['get', 'level'], level];
const grow = (from: number, to: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  8,
  from,
  13,
  to,
];

/**
 * Boundaries as the lines that two areas share, each drawn once at the highest level at which its sides differ:
 * cells dotted, communities dashed, subdistricts one thin line, districts a double line. Bottom first.
 */
export function boundaryLayers(colours: Palette, scale: number): LayerSpecification[] {
  const seam = { type: 'line', source: 'seam', 'source-layer': 'seam', layout: line } as const;
  return [
    {
      ...seam,
      id: 'boundary-cell',
      minzoom: cellZoom,
      filter: levelIs('cell'),
      layout: { ...line, 'line-cap': 'round' },
      paint: { 'line-color': colours.cell, 'line-width': 1 * scale, 'line-dasharray': [0.1, 3] },
    },
    {
      ...seam,
      id: 'boundary-community',
      minzoom: communityZoom,
      filter: levelIs('community'),
      paint: { 'line-color': colours.community, 'line-width': 0.9 * scale, 'line-dasharray': [5, 3] },
    },
    {
      ...seam,
      id: 'boundary-subdistrict',
      minzoom: 8.5,
      filter: levelIs('subdistrict'),
      paint: { 'line-color': colours.subdistrict, 'line-width': grow(0.4 * scale, 1.2 * scale) },
    },
    {
      ...seam,
      id: 'boundary-city',
      filter: levelIs('city'),
      paint: {
        'line-color': colours.district,
        'line-width': grow(0.8 * scale, 1.4 * scale),
        'line-opacity': 0.7,
      },
    },
    {
      ...seam,
      id: 'boundary-gap',
      minzoom: 14,
      filter: levelIs('gap'),
      paint: { 'line-color': colours.defect, 'line-width': 1.2 * scale },
    },
    {
      ...seam,
      id: 'boundary-district',
      filter: levelIs('district'),
      paint: { 'line-color': colours.district, 'line-width': grow(1.2 * scale, 4 * scale) },
    },
    {
      ...seam,
      id: 'boundary-district-core',
      minzoom: 9.5,
      filter: levelIs('district'),
      paint: { 'line-color': colours.districtCore, 'line-width': grow(0.3 * scale, 1.6 * scale) },
    },
  ];
}

/** The seams that matter now, over the footprint they split. */
export function hotSeamLayers(colours: Palette, scale: number, hot: readonly string[]): LayerSpecification[] {
  const filter = hotSeamFilter(hot);
  const seam = {
    type: 'line',
    source: 'seam',
    'source-layer': 'seam',
    layout: { ...line, 'line-cap': 'round' },
    filter,
  } as const;
  return [
    {
      ...seam,
      id: 'seam-hot',
      paint: { 'line-color': colours.seamHot, 'line-width': grow(4 * scale, 6 * scale) },
    },
    {
      ...seam,
      id: 'seam-hot-core',
      paint: { 'line-color': colours.seamHotCore, 'line-width': grow(1.2 * scale, 2 * scale) },
    },
  ];
}

/** `keys` name two areas as the seam tiles do, "smaller|larger": of the finest areas drawn, or of the subdistricts they belong to. */
export const hotSeamFilter = (keys: readonly string[]): FilterSpecification => [
  'any',
  ['in', ['get', 'key'], ['literal', [...keys]]],
  ['all', ['!=', ['get', 'pair'], ''], ['in', ['get', 'pair'], ['literal', [...keys]]]],
];

/** Keys of all seams between any two of some areas. */
export const seamKeys = (codes: readonly string[]): readonly string[] => {
  const sorted = [...new Set(codes)].sort();
  return sorted.flatMap((a, index) => sorted.slice(index + 1).map((b) => `${a}|${b}`));
};
