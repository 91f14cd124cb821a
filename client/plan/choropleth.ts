import type { Feature, FeatureCollection } from 'geojson';
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { type Theme, token } from '../ui/palette.ts';
import { ringOf } from './hexagons.ts';

const fill = 'plan-areas';
const dots = 'plan-dots';
const outline = 'plan-selected';
const layers = [fill, dots, outline];
/** Sources of our own, kept by the map through its restylings. */
const hexagons = 'plan-hexagons';
const middles = 'plan-middles';

/** Below this zoom a level has no tiles yet: its areas are dots at their middles. */
const tilesFrom: Readonly<Record<string, number>> = { community: 12, cell: 14 };

/** What is to be coloured: keys of areas or hexagons with the tokens of their colours, and where their middles are. */
export interface Coloured {
  readonly level: string;
  readonly colours: ReadonlyMap<string, string>;
  readonly middles: ReadonlyMap<string, readonly [number, number]>;
  readonly selected: string | null;
}

/** Colours areas of a level or hexagons, under the labels, and outlines the one pointed at. Keys without a colour stay clear. */
export function drawAreas(map: MapLibreMap, theme: Theme, drawn: Coloured): void {
  const { level, colours, selected } = drawn;
  const source = level === 'hexagon' ? hexagons : level;
  const held = map.getLayer(fill);
  if (held !== undefined && held.source !== source) clearAreas(map);
  if (level === 'hexagon') put(map, hexagons, hexagonFeatures(colours));
  const from = tilesFrom[level];
  if (from !== undefined) put(map, middles, middleFeatures(drawn));
  if (map.getSource(source) === undefined) return;
  const of = (colour: string) => token(theme, colour);
  const paint = colourOf(colours, of);
  const area = level === 'hexagon' ? { source } : { source, 'source-layer': level };
  if (map.getLayer(fill) === undefined) {
    map.addLayer({ id: fill, type: 'fill', ...area, paint: { 'fill-opacity': 0.86 } }, 'boundary-cell');
    map.addLayer({ id: outline, type: 'line', ...area, paint: { 'line-width': 3 } }, 'seam-hot');
    if (from !== undefined)
      map.addLayer(
        {
          id: dots,
          type: 'circle',
          source: middles,
          maxzoom: from,
          paint: {
            'circle-radius': ['interpolate', ['exponential', 2], ['zoom'], 8, 1, 10, 2, 12, 7, 14, 22],
          },
        },
        'boundary-cell',
      );
  }
  map.setPaintProperty(fill, 'fill-color', paint);
  map.setPaintProperty(outline, 'line-color', of('ink'));
  map.setFilter(outline, ['==', ['get', 'code'], selected ?? '']);
  if (map.getLayer(dots) !== undefined) map.setPaintProperty(dots, 'circle-color', paint);
}

export function clearAreas(map: MapLibreMap): void {
  for (const id of layers) if (map.getLayer(id) !== undefined) map.removeLayer(id);
}

/** Key of the area or hexagon at a point of the screen; null where none is drawn. */
export function areaAt(map: MapLibreMap, point: { readonly x: number; readonly y: number }): string | null {
  const here = [fill, dots].filter((id) => map.getLayer(id) !== undefined);
  if (here.length === 0) return null;
  const [found] = map.queryRenderedFeatures([point.x, point.y], { layers: here });
  const code = found?.properties.code;
  return typeof code === 'string' ? code : null;
}

function colourOf(
  colours: ReadonlyMap<string, string>,
  of: (token: string) => string,
): string | ExpressionSpecification {
  if (colours.size === 0) return 'transparent';
  const cases = [...colours].flatMap(([key, colour]) => [key, of(colour)]);
  return ['match', ['get', 'code'], ...cases, 'transparent'] as unknown as ExpressionSpecification;
}

function put(map: MapLibreMap, id: string, features: Feature[]): void {
  const data: FeatureCollection = { type: 'FeatureCollection', features };
  const held = map.getSource<GeoJSONSource>(id);
  if (held === undefined) map.addSource(id, { type: 'geojson', data });
  else held.setData(data);
}

const hexagonFeatures = (colours: ReadonlyMap<string, string>): Feature[] =>
  [...colours.keys()].map((code) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates: [ringOf(code)] },
  }));

const middleFeatures = ({ colours, middles: at }: Coloured): Feature[] =>
  [...colours.keys()].flatMap((code) => {
    const middle = at.get(code);
    return middle === undefined
      ? []
      : [
          {
            type: 'Feature' as const,
            properties: { code },
            geometry: { type: 'Point' as const, coordinates: [...middle] },
          },
        ];
  });
