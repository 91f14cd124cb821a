import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette.ts';
import { groundWidth } from './scale.ts';

const width: ExpressionSpecification = ['coalesce', ['get', 'width'], 6];
const classIs = (name: string): ExpressionSpecification => ['==', ['get', 'class'], name];

const streetClasses = [
  { name: 'lane', minzoom: 13.2, least: 0.5 },
  { name: 'secondary', minzoom: 11.5, least: 1 },
  { name: 'arterial', minzoom: 9, least: 1.6 },
] as const;

/** What the map stands on: land, parks, water, railways, streets (casing, then fill), buildings. Bottom first. */
export function groundLayers(colours: Palette, scale: number): LayerSpecification[] {
  return [
    { id: 'void', type: 'background', paint: { 'background-color': colours.void } },
    {
      id: 'land',
      type: 'fill',
      source: 'district',
      'source-layer': 'district',
      paint: { 'fill-color': colours.land },
    },
    {
      id: 'park',
      type: 'fill',
      source: 'ground',
      'source-layer': 'park',
      paint: { 'fill-color': colours.park },
    },
    {
      id: 'water',
      type: 'fill',
      source: 'ground',
      'source-layer': 'water',
      paint: { 'fill-color': colours.water },
    },
    {
      id: 'water-line',
      type: 'line',
      source: 'ground',
      'source-layer': 'water',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: {
        'line-color': colours.water,
        'line-width': ['interpolate', ['exponential', 2], ['zoom'], 9, 1, 14, 4, 18, 40],
      },
    },
    {
      id: 'rail',
      type: 'line',
      source: 'ground',
      'source-layer': 'rail',
      minzoom: 11,
      paint: { 'line-color': colours.rail, 'line-width': 1.2 * scale },
    },
    {
      id: 'rail-ties',
      type: 'line',
      source: 'ground',
      'source-layer': 'rail',
      minzoom: 14,
      paint: { 'line-color': colours.rail, 'line-width': 5 * scale, 'line-dasharray': [0.2, 1.4] },
    },
    ...streetClasses.map(
      ({ name, minzoom, least }): LayerSpecification => ({
        id: `street-casing-${name}`,
        type: 'line',
        source: 'street',
        'source-layer': 'street',
        minzoom: Math.max(minzoom, 12),
        filter: classIs(name),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': colours.casing, 'line-width': groundWidth(width, least * scale, 2 * scale) },
      }),
    ),
    ...streetClasses.map(
      ({ name, minzoom, least }): LayerSpecification => ({
        id: `street-${name}`,
        type: 'line',
        source: 'street',
        'source-layer': 'street',
        minzoom,
        filter: classIs(name),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': colours.street[name], 'line-width': groundWidth(width, least * scale) },
      }),
    ),
    {
      id: 'building',
      type: 'fill',
      source: 'ground',
      'source-layer': 'building',
      minzoom: 13.5,
      paint: {
        'fill-color': [
          'step',
          ['coalesce', ['get', 'storeys'], 0],
          colours.building[0],
          2,
          colours.building[1],
          3,
          colours.building[2],
          9,
          colours.building[3],
        ],
        'fill-outline-color': colours.buildingLine,
      },
    },
  ];
}
