import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { type Theme, token } from '../ui/palette.ts';

const layer = 'plan-areas';
const outline = 'plan-selected';

/** Colours areas of a level by code, under the labels, and outlines the one pointed at. Codes without a colour stay clear. */
export function drawAreas(
  map: MapLibreMap,
  theme: Theme,
  level: string,
  colours: ReadonlyMap<string, string>,
  selected: string | null,
): void {
  for (const id of [layer, outline]) if (map.getLayer(id) !== undefined) map.removeLayer(id);
  if (map.getSource(level) === undefined) return;
  const area = { source: level, 'source-layer': level } as const;
  const paint =
    colours.size === 0
      ? 'transparent'
      : ([
          'match',
          ['get', 'code'],
          ...[...colours].flat(),
          'transparent',
        ] as unknown as ExpressionSpecification);
  map.addLayer(
    { id: layer, type: 'fill', ...area, paint: { 'fill-color': paint, 'fill-opacity': 0.86 } },
    'boundary-cell',
  );
  map.addLayer(
    {
      id: outline,
      type: 'line',
      ...area,
      filter: ['==', ['get', 'code'], selected ?? ''],
      paint: { 'line-color': token(theme, 'ink'), 'line-width': 3 },
    },
    'seam-hot',
  );
}

/** Code of the area at a point of the screen; null where none is drawn. */
export function areaAt(map: MapLibreMap, point: { readonly x: number; readonly y: number }): string | null {
  if (map.getLayer(layer) === undefined) return null;
  const [found] = map.queryRenderedFeatures([point.x, point.y], { layers: [layer] });
  const code = found?.properties.code;
  return typeof code === 'string' ? code : null;
}
