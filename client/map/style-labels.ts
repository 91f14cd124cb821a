import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { labelFont } from './fonts.ts';
import type { Language, Palette } from './palette.ts';

/** The name in the reader's language; the Chinese one where no English is known. */
export const nameIn = (language: Language): ExpressionSpecification =>
  language === 'zh'
    ? ['coalesce', ['get', 'name'], '']
    : [
        'case',
        ['>', ['length', ['coalesce', ['get', 'nameEn'], '']], 0],
        ['get', 'nameEn'],
        ['coalesce', ['get', 'name'], ''],
      ];

/** Names of streets along them and of areas at their label points, each with a halo. The first one is where drawn data goes under. */
export function labelLayers(colours: Palette, language: Language, scale: number): LayerSpecification[] {
  const text = nameIn(language);
  const halo = { 'text-halo-color': colours.halo, 'text-halo-width': 1.6 * scale } as const;
  const size = (px: number) => px * scale;
  const wide = language === 'zh' ? 0.12 : 0.02;
  const area = (
    level: string,
    from: number,
    to: number,
    px: number,
    color: string,
    spacing: number,
  ): LayerSpecification => ({
    id: `label-${level}`,
    type: 'symbol',
    source: level,
    'source-layer': 'label',
    minzoom: from,
    maxzoom: to,
    layout: {
      'text-field': text,
      'text-font': labelFont,
      'text-size': size(px),
      'text-letter-spacing': spacing,
      'text-max-width': 9,
      'text-padding': 6 * scale,
      'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
    },
    paint: { 'text-color': color, ...halo },
  });
  return [
    {
      id: 'label-street',
      type: 'symbol',
      source: 'street',
      'source-layer': 'street',
      minzoom: 13.2,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 360 * scale,
        'text-field': text,
        'text-font': labelFont,
        'text-size': ['interpolate', ['linear'], ['zoom'], 13, size(11), 17, size(12.5)],
        'text-letter-spacing': language === 'zh' ? 0.3 : 0.06,
        'text-max-angle': 30,
        // Along the middle of an avenue often runs the line between two areas: the name stands beside it.
        'text-offset': [
          'case',
          ['>=', ['coalesce', ['get', 'width'], 0], 24],
          ['literal', [0, -1.1]],
          ['literal', [0, 0]],
        ],
        'text-padding': 8,
        'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'width'], 0]],
      },
      paint: { 'text-color': colours.labelStreet, ...halo },
    },
    {
      id: 'label-ground',
      type: 'symbol',
      source: 'ground',
      'source-layer': 'park',
      minzoom: 13,
      layout: { 'text-field': text, 'text-font': labelFont, 'text-size': size(12), 'text-max-width': 8 },
      paint: { 'text-color': colours.labelSecond, ...halo },
    },
    area('community', 14, 17.5, 12, colours.labelSecond, 0),
    area('subdistrict', 11.2, 16, 13.5, colours.label, wide / 2),
    // Read from far off, the largest names of a wall are the widest too.
    scale > 1
      ? area('district', 7, 12.6, 18.7, colours.label, wide * 3)
      : area('district', 7, 12.6, 15, colours.label, wide),
  ];
}
