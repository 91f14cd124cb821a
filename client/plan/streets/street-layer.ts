import type { FeatureCollection, LineString } from 'geojson';
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { type Theme, token } from '../../ui/palette.ts';
import type { Run } from './network.ts';

const layer = 'plan-streets';
const chosen = 'plan-street-chosen';
/** Quantity has six colours beside nothing. */
const classes = [1, 2, 3, 4, 5, 6] as const;

/** Puts streets in the colours of their density on the map, and the chosen one in a casing of ink under them. */
export function drawStreets(
  map: MapLibreMap,
  theme: Theme,
  runs: FeatureCollection<LineString, Run['properties']>,
  selected: FeatureCollection<LineString>,
): void {
  put(map, layer, runs);
  put(map, chosen, selected);
  const colour = [
    'match',
    ['get', 'class'],
    ...classes.flatMap((place) => [place, token(theme, `q${place}`)]),
    token(theme, 'q1'),
  ] as unknown as ExpressionSpecification;
  const layout = { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': ['get', 'class'] } as const;
  const outline = { id: `${chosen}-outline`, 'line-color': token(theme, 'ink'), 'line-width': width(6) };
  for (const id of [outline.id, `${chosen}-core`, layer]) if (map.getLayer(id)) map.removeLayer(id);
  const above = map.getLayer('seam-hot') === undefined ? undefined : 'seam-hot';
  const { id, ...paint } = outline;
  map.addLayer({ id, type: 'line', source: chosen, layout: { 'line-cap': 'round' }, paint }, above);
  map.addLayer(
    {
      id: `${chosen}-core`,
      type: 'line',
      source: chosen,
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': token(theme, 'surface'), 'line-width': width(3.5) },
    },
    above,
  );
  map.addLayer(
    {
      id: layer,
      type: 'line',
      source: layer,
      layout: layout as never,
      paint: { 'line-color': colour, 'line-width': width(0) },
    },
    above,
  );
}

/** Number of the street near a point of the screen; null where none is drawn. */
export function streetAt(
  map: MapLibreMap,
  { x, y }: { readonly x: number; readonly y: number },
): string | null {
  if (map.getLayer(layer) === undefined) return null;
  const reach = 5;
  const [found] = map.queryRenderedFeatures(
    [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ],
    { layers: [layer] },
  );
  return found === undefined ? null : String(found.properties.street);
}

/** Wider from near, and for a class with more in it; `more` pixels beside. */
const width = (more: number): ExpressionSpecification =>
  [
    'interpolate',
    ['exponential', 1.4],
    ['zoom'],
    9,
    ['+', more, ['*', 0.3, ['to-number', ['get', 'class'], 4]]],
    13,
    ['+', more, 1, ['*', 0.7, ['to-number', ['get', 'class'], 4]]],
    17,
    ['+', more, 5, ['to-number', ['get', 'class'], 4]],
  ] as unknown as ExpressionSpecification;

function put(map: MapLibreMap, name: string, data: FeatureCollection): void {
  const held = map.getSource<GeoJSONSource>(name);
  if (held === undefined) map.addSource(name, { type: 'geojson', data });
  else held.setData(data);
}
