import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { type Theme, token } from '../ui/palette.ts';
import { classBreaks, classOf, densityOf, type HeatRow, shadeOf } from './quantity.ts';

const layer = 'wall-heat';

/**
 * Shades subdistricts by their incidents per km², under the boundaries, and keeps doing so when the style of the map is
 * made anew. Answers how to take it away.
 */
export function drawHeat(map: MapLibreMap, theme: Theme, rows: readonly HeatRow[]): () => void {
  const breaks = classBreaks(rows.map(densityOf));
  const shades = rows.flatMap((row) => {
    const index = classOf(densityOf(row), breaks);
    return index === 0 ? [] : [row.code, token(theme, `q${shadeOf(index, breaks.length)}`)];
  });
  const draw = () => {
    if (map.getLayer(layer) !== undefined || map.getSource('subdistrict') === undefined) return;
    map.addLayer(
      {
        id: layer,
        type: 'fill',
        source: 'subdistrict',
        'source-layer': 'subdistrict',
        paint: {
          'fill-color':
            shades.length === 0
              ? 'transparent'
              : (['match', ['get', 'code'], ...shades, 'transparent'] as unknown as ExpressionSpecification),
          'fill-opacity': 0.9,
        },
      },
      'boundary-cell',
    );
  };
  if (map.style?._loaded) draw();
  map.on('styledata', draw);
  return () => {
    map.off('styledata', draw);
    if (map.style?._loaded && map.getLayer(layer) !== undefined) map.removeLayer(layer);
  };
}
