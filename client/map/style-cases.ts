import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { token } from '../ui/palette.ts';
import { labelFont } from './fonts.ts';
import type { Palette } from './palette.ts';

const part: ExpressionSpecification = ['==', ['get', 'role'], 'part'];
const outline: ExpressionSpecification = ['==', ['get', 'role'], 'outline'];
const isArea: ExpressionSpecification = ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]];

/** The footprint by party, hue and hatch, under the seam that splits it. */
export function footprintLayers(colours: Palette, scale: number): LayerSpecification[] {
  const partyColour: ExpressionSpecification = [
    'match',
    ['%', ['-', ['get', 'party'], 1], 6],
    ...([0, 1, 2, 3, 4].flatMap((index) => [index, token(colours.theme, `party-${index + 1}`)]) as [
      number,
      string,
    ]),
    token(colours.theme, 'party-6'),
  ];
  return [
    {
      id: 'footprint-plate',
      type: 'fill',
      source: 'footprint',
      filter: part,
      paint: { 'fill-color': colours.surface, 'fill-opacity': 0.72 },
    },
    {
      id: 'footprint-hatch',
      type: 'fill',
      source: 'footprint',
      filter: part,
      paint: {
        'fill-pattern': ['concat', 'hatch-', ['to-string', ['+', 1, ['%', ['-', ['get', 'party'], 1], 6]]]],
      },
    },
    {
      id: 'footprint-edge',
      type: 'line',
      source: 'footprint',
      filter: part,
      layout: { 'line-join': 'miter' },
      paint: { 'line-color': partyColour, 'line-width': 2 * scale },
    },
    {
      id: 'footprint-impact',
      type: 'line',
      source: 'footprint',
      filter: ['==', ['get', 'role'], 'impact'],
      paint: {
        'line-color': colours.ink,
        'line-width': scale,
        'line-opacity': 0.55,
        'line-dasharray': [3, 3],
      },
    },
    {
      id: 'footprint-outline',
      type: 'line',
      source: 'footprint',
      filter: ['all', outline, ['!', ['get', 'preview']], ['!', isArea], ['!=', ['geometry-type'], 'Point']],
      paint: { 'line-color': colours.ink, 'line-width': 2 * scale },
    },
    {
      id: 'footprint-point',
      type: 'circle',
      source: 'footprint',
      filter: ['all', outline, ['==', ['geometry-type'], 'Point']],
      paint: {
        'circle-radius': 4 * scale,
        'circle-color': colours.ink,
        'circle-stroke-color': colours.surface,
        'circle-stroke-width': 2 * scale,
      },
    },
  ];
}

/** Who has come, where they stood: a teal point with the body's name. */
export function arrivalLayers(colours: Palette, scale: number): LayerSpecification[] {
  return [
    {
      id: 'arrival',
      type: 'circle',
      source: 'arrival',
      paint: {
        'circle-radius': 6 * scale,
        'circle-color': colours.done,
        'circle-stroke-color': colours.surface,
        'circle-stroke-width': 2 * scale,
      },
    },
  ];
}

/** Marks of whistles. Their labels come with `caseLabelLayers`, over everything else. */
export function markLayers(): LayerSpecification[] {
  return [
    {
      id: 'whistle',
      type: 'symbol',
      source: 'whistle',
      layout: {
        'icon-image': ['get', 'image'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': false,
        'symbol-sort-key': ['get', 'order'],
      },
    },
  ];
}

/** Labels of shares, of those who came and of whistles. */
export function caseLabelLayers(colours: Palette, scale: number): LayerSpecification[] {
  const halo = { 'text-halo-color': colours.halo, 'text-halo-width': 1.8 * scale } as const;
  return [
    {
      id: 'label-whistle',
      type: 'symbol',
      source: 'whistle',
      minzoom: 10,
      layout: {
        'text-field': ['get', 'label'],
        'text-font': labelFont,
        'text-size': 12.5 * scale,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1.1,
        'text-justify': 'auto',
        'text-max-width': 12,
        'symbol-sort-key': ['-', 0, ['get', 'order']],
      },
      paint: { 'text-color': colours.ink, ...halo },
    },
    {
      id: 'label-arrival',
      type: 'symbol',
      source: 'arrival',
      layout: {
        'text-field': ['get', 'label'],
        'text-font': labelFont,
        'text-size': 12.5 * scale,
        'text-variable-anchor': ['left', 'right'],
        'text-radial-offset': 1,
        'text-justify': 'auto',
        'text-max-width': 16,
        'icon-image': 'plate',
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [1, 4, 2, 4],
      },
      paint: { 'text-color': colours.ink },
    },
    {
      id: 'label-edge',
      type: 'symbol',
      source: 'edge',
      layout: {
        'text-field': ['get', 'label'],
        'text-font': labelFont,
        'text-size': 12 * scale,
        'text-anchor': ['get', 'anchor'],
        'text-offset': [
          'match',
          ['get', 'anchor'],
          'top',
          ['literal', [0, 0.5]],
          'bottom',
          ['literal', [0, -0.5]],
          'left',
          ['literal', [0.6, 0]],
          ['literal', [-0.6, 0]],
        ],
      },
      paint: { 'text-color': colours.labelSecond, ...halo },
    },
    {
      id: 'label-part',
      type: 'symbol',
      source: 'footprint-label',
      layout: {
        'text-field': [
          'format',
          ['get', 'name'],
          { 'font-scale': 1.1 },
          ['case', ['==', ['get', 'name'], ''], '', '\n'],
          {},
          ['get', 'share'],
          { 'font-scale': 1 },
        ],
        'text-font': labelFont,
        'text-size': 14 * scale,
        'text-anchor': ['get', 'anchor'],
        'text-justify': ['match', ['get', 'anchor'], 'bottom-right', 'right', 'bottom', 'center', 'left'],
        'text-offset': [
          'match',
          ['get', 'anchor'],
          'bottom-right',
          ['literal', [-1, -0.6]],
          'bottom-left',
          ['literal', [1, -0.6]],
          'left',
          ['literal', [0.6, 0]],
          ['literal', [0, -0.5]],
        ],
        'text-max-width': 14,
        'text-allow-overlap': true,
        'text-ignore-placement': false,
      },
      paint: { 'text-color': colours.ink, ...halo },
    },
  ];
}
