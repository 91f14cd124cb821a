import type { FeatureCollection, Point } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { RecurringView } from '../../api.ts';
import { type Theme, token } from '../../ui/palette.ts';

const layer = 'plan-recurring';

/** Marks recurring places, larger where there are more incidents, with a ring of ink where they lie on a line. */
export function drawPlaces(
  map: MapLibreMap,
  theme: Theme,
  places: readonly RecurringView[],
  selected: string | null,
): void {
  const data: FeatureCollection<Point> = {
    type: 'FeatureCollection',
    // The most important on top.
    features: places
      .map(({ id, location, count, boundary }): FeatureCollection<Point>['features'][number] => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [...location] },
        properties: { id, count, boundary, selected: id === selected },
      }))
      .reverse(),
  };
  const held = map.getSource<GeoJSONSource>(layer);
  if (held === undefined) map.addSource(layer, { type: 'geojson', data });
  else held.setData(data);
  if (map.getLayer(layer) !== undefined) map.removeLayer(layer);
  map.addLayer(
    {
      id: layer,
      type: 'circle',
      source: layer,
      paint: {
        'circle-radius': ['+', 3, ['*', 2.2, ['sqrt', ['get', 'count']]]],
        'circle-color': ['case', ['get', 'selected'], token(theme, 'q6'), token(theme, 'q4')],
        'circle-opacity': 0.86,
        'circle-stroke-color': [
          'case',
          ['any', ['get', 'selected'], ['get', 'boundary']],
          token(theme, 'ink'),
          token(theme, 'surface'),
        ],
        'circle-stroke-width': ['case', ['get', 'selected'], 4, ['get', 'boundary'], 2, 1],
      },
    },
    map.getLayer('seam-hot') === undefined ? undefined : 'seam-hot',
  );
}

/** The place at a point of the screen; null where none is. */
export function placeAt(map: MapLibreMap, point: { readonly x: number; readonly y: number }): string | null {
  if (map.getLayer(layer) === undefined) return null;
  const [found] = map.queryRenderedFeatures([point.x, point.y], { layers: [layer] });
  return found === undefined ? null : String(found.properties.id);
}
