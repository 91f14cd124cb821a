import type { Feature, FeatureCollection, Geometry, MultiPolygon } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { Lonlat } from '../../geodata/geometry.ts';
import { labelFont } from '../map/fonts.ts';
import { boundsOf } from '../map/footprint.ts';
import { palette } from '../map/palette.ts';
import type { Theme } from '../ui/theme.ts';

/** What the phone draws over the city map. */
export interface Overlay {
  /** Where a check-in needs no reason, and what is written on its edge. */
  readonly zone: MultiPolygon | null;
  readonly label: string;
  /** Where the officer may be, and where the phone says they are. */
  readonly accuracy: MultiPolygon | null;
  readonly me: Lonlat | null;
  /** The nearest place of the footprint; null inside it. */
  readonly to: Lonlat | null;
}

const source = 'officer';

/** Draws it on a source of its own, which the map keeps through its restylings; colours follow the theme. */
export function drawOverlay(map: MapLibreMap, overlay: Overlay, theme: Theme): void {
  if (map.getLayer('void') === undefined) return;
  const held = map.getSource<GeoJSONSource>(source);
  if (held === undefined) map.addSource(source, { type: 'geojson', data: featuresOf(overlay) });
  else held.setData(featuresOf(overlay));
  for (const layer of layersOf(theme)) {
    if (map.getLayer(layer.id) !== undefined) map.removeLayer(layer.id);
    map.addLayer(layer);
  }
}

function featuresOf({ zone, label, accuracy, me, to }: Overlay): FeatureCollection {
  const feature = (role: string, geometry: Geometry | null, words = ''): Feature[] =>
    geometry === null ? [] : [{ type: 'Feature', geometry, properties: { role, label: words } }];
  const top = zone === null ? null : boundsOf(zone);
  return {
    type: 'FeatureCollection',
    features: [
      ...feature('zone', zone),
      ...feature(
        'label',
        top === null ? null : { type: 'Point', coordinates: [(top[0] + top[2]) / 2, top[3]] },
        label,
      ),
      ...feature('accuracy', accuracy),
      ...feature(
        'way',
        me === null || to === null ? null : { type: 'LineString', coordinates: [[...me], [...to]] },
      ),
      ...feature('me', me === null ? null : { type: 'Point', coordinates: [...me] }),
    ],
  };
}

function layersOf(theme: Theme): LayerSpecification[] {
  const { ink, surface, done, halo } = palette(theme);
  const only = (role: string) => ({
    source,
    filter: ['==', ['get', 'role'], role] as ['==', ['get', string], string],
  });
  return [
    {
      id: 'officer-zone',
      type: 'line',
      ...only('zone'),
      paint: { 'line-color': done, 'line-width': 2, 'line-dasharray': [3, 2] },
    },
    {
      id: 'officer-accuracy',
      type: 'fill',
      ...only('accuracy'),
      paint: { 'fill-color': ink, 'fill-opacity': 0.12 },
    },
    {
      id: 'officer-way',
      type: 'line',
      ...only('way'),
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': ink, 'line-width': 4, 'line-dasharray': [0.1, 2] },
    },
    {
      id: 'officer-me',
      type: 'circle',
      ...only('me'),
      paint: {
        'circle-radius': 8,
        'circle-color': ink,
        'circle-stroke-color': surface,
        'circle-stroke-width': 3,
      },
    },
    {
      id: 'officer-label',
      type: 'symbol',
      ...only('label'),
      layout: {
        'text-field': ['get', 'label'],
        'text-font': labelFont,
        'text-size': 12.5,
        'text-anchor': 'bottom',
        'text-offset': [0, -0.4],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': done, 'text-halo-color': halo, 'text-halo-width': 1.8 },
    },
  ];
}
