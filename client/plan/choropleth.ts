import type { Feature, FeatureCollection } from 'geojson';
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibreMap, Source } from 'maplibre-gl';
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

/** Colour that a feature has been told to have; clear without. */
const told: ExpressionSpecification = ['to-color', ['feature-state', 'colour'], 'transparent'];

/** Colours areas of a level or hexagons, under the labels, and outlines the one pointed at. Keys without a colour stay clear. */
export function drawAreas(map: MapLibreMap, theme: Theme, drawn: Coloured): void {
  const { level, colours, selected } = drawn;
  const source = level === 'hexagon' ? hexagons : level;
  const held = map.getLayer(fill);
  if (held !== undefined && held.source !== source) clearAreas(map);
  if (level === 'hexagon') put(map, hexagons, colours, hexagonFeature);
  const from = tilesFrom[level];
  if (from !== undefined) put(map, middles, colours, middleFeature(drawn.middles));
  if (map.getSource(source) === undefined) return;
  const area = level === 'hexagon' ? { source } : { source, 'source-layer': level };
  if (map.getLayer(fill) === undefined) {
    map.addLayer(
      { id: fill, type: 'fill', ...area, paint: { 'fill-opacity': 0.86, 'fill-color': told } },
      'boundary-cell',
    );
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
            'circle-color': told,
          },
        },
        'boundary-cell',
      );
  }
  const of = (colour: string) => token(theme, colour);
  tell(map, level === 'hexagon' ? { source } : { source, sourceLayer: level }, colours, of);
  if (from !== undefined) tell(map, { source: middles }, colours, of);
  map.setPaintProperty(outline, 'line-color', of('ink'));
  map.setFilter(outline, ['==', ['get', 'code'], selected ?? '']);
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

/** Colours by key that the features of a source have been told; a source that is made anew knows of none. */
const known = new WeakMap<Source, ReadonlyMap<string, string>>();

/**
 * Tells features their colours, only those whose colour is another than before: as a property of paint it would have
 * every tile of the source cut anew, at each count while the time is dragged.
 */
function tell(
  map: MapLibreMap,
  at: { readonly source: string; readonly sourceLayer?: string },
  colours: ReadonlyMap<string, string>,
  of: (token: string) => string,
): void {
  const source = map.getSource(at.source);
  if (source === undefined) return;
  const before = known.get(source) ?? new Map<string, string>();
  const now = new Map([...colours].map(([key, colour]) => [key, of(colour)]));
  for (const [id, colour] of now)
    if (before.get(id) !== colour) map.setFeatureState({ ...at, id }, { colour });
  for (const id of before.keys()) if (!now.has(id)) map.removeFeatureState({ ...at, id }, 'colour');
  known.set(source, now);
}

/** Keys that a source of our own has features of. */
const featured = new WeakMap<Source, ReadonlyMap<string, string>>();

/** Gives a source of our own the features of the keys, unless it has just these. */
function put(
  map: MapLibreMap,
  id: string,
  colours: ReadonlyMap<string, string>,
  featureOf: (code: string) => Feature[],
): void {
  const held = map.getSource<GeoJSONSource>(id);
  const before = held && featured.get(held);
  if (before?.size === colours.size && [...colours.keys()].every((key) => before.has(key))) return;
  const data: FeatureCollection = {
    type: 'FeatureCollection',
    features: [...colours.keys()].flatMap(featureOf),
  };
  if (held === undefined) map.addSource(id, { type: 'geojson', data, promoteId: 'code' });
  else held.setData(data);
  const source = map.getSource(id);
  if (source !== undefined) featured.set(source, colours);
}

const hexagonFeature = (code: string): Feature[] => [
  {
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates: [ringOf(code)] },
  },
];

const middleFeature =
  (middles: Coloured['middles']) =>
  (code: string): Feature[] => {
    const middle = middles.get(code);
    return middle === undefined
      ? []
      : [
          {
            type: 'Feature',
            properties: { code },
            geometry: { type: 'Point', coordinates: [...middle] },
          },
        ];
  };
