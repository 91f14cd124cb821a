import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { labelFont } from '../map/fonts.ts';
import type { Palette } from '../map/palette.ts';
import type { FindingKind } from './contract.ts';

/** What the layers depend on besides the data. */
export interface LayerInput {
  readonly colours: Palette;
  /** Whether the shapes are of a draft, and the tiles below show the edition in force. */
  readonly draft: boolean;
  readonly warnings: readonly FindingKind[];
}

/** Layers below the ground's parks and water, above the boundaries, and above all names. */
export function adminLayers(input: LayerInput): Record<'land' | 'lines' | 'marks', LayerSpecification[]> {
  return { land: land(input), lines: [...boundaries(input), ...faults(input)], marks: marks(input) };
}

/** Layers of the map's own style that would speak of another edition than the one that is looked at. */
export const ofTheTiles = (id: string): boolean =>
  id === 'land' || id.startsWith('boundary-') || /^label-(district|subdistrict|community)$/.test(id);

/** Layers of the ground, which mislead below a draft where the ground is schematic and the draft is not. */
export const ofTheGround = (id: string): boolean =>
  /^(park|water|water-line|rail|rail-ties|building|label-street|label-ground)$/.test(id) ||
  id.startsWith('street-');

function land({ colours }: LayerInput): LayerSpecification[] {
  return [
    { id: 'admin-land', type: 'fill', source: 'admin-finest', paint: { 'fill-color': colours.districtCore } },
    // Land that is nobody's is land as well: a hatch on the ground of the sea would look darker.
    {
      id: 'admin-land-at-fault',
      type: 'fill',
      source: 'admin-defect',
      filter: ['!', ['get', 'warning']],
      paint: { 'fill-color': colours.districtCore },
    },
  ];
}

const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
const grow = (from: number, to: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  8,
  from,
  13,
  to,
];

/** The draft's own lines, and dashed under them the districts now in force. */
function boundaries({ colours, draft }: LayerInput): LayerSpecification[] {
  return [
    {
      id: 'admin-in-force',
      type: 'line',
      source: 'seam',
      'source-layer': 'seam',
      filter: ['in', ['get', 'level'], ['literal', ['district', 'city']]],
      layout: { visibility: draft ? 'visible' : 'none' },
      paint: { 'line-color': colours.labelSecond, 'line-width': 1, 'line-dasharray': [4, 3] },
    },
    {
      id: 'admin-finest',
      type: 'line',
      source: 'admin-finest',
      layout: round,
      paint: { 'line-color': colours.subdistrict, 'line-width': grow(0.6, 1.2) },
    },
    {
      id: 'admin-district',
      type: 'line',
      source: 'admin-district',
      layout: round,
      paint: { 'line-color': colours.district, 'line-width': grow(1.6, 4) },
    },
    {
      id: 'admin-district-core',
      type: 'line',
      source: 'admin-district',
      layout: round,
      paint: { 'line-color': colours.districtCore, 'line-width': grow(0.5, 1.6) },
    },
    {
      id: 'admin-box',
      type: 'line',
      source: 'admin-box',
      layout: round,
      paint: { 'line-color': colours.ink, 'line-width': 1.5, 'line-dasharray': [4, 3] },
    },
  ];
}

/** Errors, and those warnings that somebody asked for. */
const shown = ({ warnings }: LayerInput): ExpressionSpecification => [
  'any',
  ['!', ['get', 'warning']],
  ['in', ['get', 'kind'], ['literal', [...warnings]]],
];
const both = (...parts: ExpressionSpecification[]): FilterSpecification => ['all', ...parts];

function faults(input: LayerInput): LayerSpecification[] {
  const { colours } = input;
  return [
    {
      id: 'admin-defect-dots',
      type: 'fill',
      source: 'admin-defect',
      filter: both(shown(input), ['==', ['get', 'look'], 'dots']),
      paint: { 'fill-pattern': 'admin-dots' },
    },
    {
      id: 'admin-defect-hatch',
      type: 'fill',
      source: 'admin-defect',
      filter: both(shown(input), ['==', ['get', 'look'], 'hatch']),
      paint: { 'fill-pattern': 'admin-hatch' },
    },
    {
      id: 'admin-defect-line',
      type: 'line',
      source: 'admin-defect',
      filter: both(shown(input)),
      layout: round,
      paint: {
        'line-color': colours.defect,
        'line-width': ['case', ['==', ['get', 'look'], 'hatch'], 1.5, 0.8],
      },
    },
    {
      id: 'admin-change',
      type: 'fill',
      source: 'admin-change',
      paint: {
        'fill-pattern': [
          'case',
          ['==', ['get', 'party'], 0],
          'admin-nobody',
          ['concat', 'hatch-', ['to-string', ['get', 'party']]],
        ],
      },
    },
    {
      id: 'admin-change-line',
      type: 'line',
      source: 'admin-change',
      layout: round,
      paint: { 'line-color': colours.seamHot, 'line-width': 1 },
    },
    {
      id: 'admin-selected',
      type: 'line',
      source: 'admin-selected',
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: round,
      paint: { 'line-color': colours.ink, 'line-width': 2 },
    },
  ];
}

function marks(input: LayerInput): LayerSpecification[] {
  const { colours } = input;
  const halo = { 'text-halo-color': colours.halo, 'text-halo-width': 1.6 } as const;
  return [
    {
      id: 'admin-label-finest',
      type: 'symbol',
      source: 'admin-label',
      minzoom: 11.2,
      filter: ['==', ['get', 'level'], 'finest'],
      layout: { ...text('name', 12), 'symbol-sort-key': ['-', 0, ['get', 'area']] },
      paint: { 'text-color': colours.labelSecond, ...halo },
    },
    {
      id: 'admin-label-district',
      type: 'symbol',
      source: 'admin-label',
      maxzoom: 13,
      filter: ['==', ['get', 'level'], 'district'],
      layout: { ...text('name', 15), 'text-letter-spacing': 0.12 },
      paint: { 'text-color': colours.label, ...halo },
    },
    {
      id: 'admin-change-label',
      type: 'symbol',
      source: 'admin-change-label',
      layout: {
        ...text('label', 12),
        'text-max-width': 16,
        'icon-image': 'plate',
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [1, 4, 1, 4],
        'symbol-sort-key': ['-', 0, ['get', 'area']],
      },
      paint: { 'text-color': colours.ink },
    },
    {
      id: 'admin-defect-name',
      type: 'symbol',
      source: 'admin-defect-mark',
      filter: both(shown(input), ['!=', ['get', 'label'], '']),
      layout: text('label', 12),
      paint: { 'text-color': colours.defect, ...halo },
    },
    {
      id: 'admin-defect-mark',
      type: 'symbol',
      source: 'admin-defect-mark',
      maxzoom: 15,
      filter: both(shown(input), ['get', 'small']),
      layout: {
        'icon-image': ['case', ['get', 'warning'], 'admin-triangle', 'admin-cross'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: 'admin-defect-point',
      type: 'symbol',
      source: 'admin-defect-mark',
      minzoom: 15,
      filter: both(shown(input), ['==', ['get', 'look'], 'mark']),
      layout: {
        'icon-image': ['case', ['get', 'warning'], 'admin-triangle', 'admin-cross'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: 'admin-selected-ring',
      type: 'circle',
      source: 'admin-selected',
      maxzoom: 13.5,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 22,
        'circle-opacity': 0,
        'circle-stroke-color': colours.ink,
        'circle-stroke-width': 2,
      },
    },
  ];
}

const text = (field: string, size: number) =>
  ({
    'text-field': ['get', field] as ExpressionSpecification,
    'text-font': labelFont,
    'text-size': size,
    'text-max-width': 9,
    'text-padding': 4,
  }) as const;
