import type { Feature, FeatureCollection, LineString, Point } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type Classes, classOf } from '../../../geodata/analysis/classes.ts';
import { layStraight } from '../../../geodata/analysis/strip/strip.ts';
import type { Bounds, Line } from '../../../geodata/geometry.ts';
import type { SeamCost } from '../../api.ts';
import type { CityMap } from '../../map/city-map.ts';
import { DeskMap } from '../../map/desk-map.tsx';
import { labelFont } from '../../map/fonts.ts';
import { palette } from '../../map/palette.ts';
import { type Theme, token } from '../../ui/palette.ts';
import { useTheme } from '../../ui/theme.ts';
import { showMap } from '../shown.ts';

/** Seams that carry their rank on the map, and those drawn at all. */
const marked = 10;
const drawn = 400;

/** Metres within which a pointer is at the selected seam. */
const near = 120;

/** What is drawn, apart from where it is looked at from. */
interface Drawing {
  readonly lines: FeatureCollection;
  readonly marks: FeatureCollection<Point>;
  readonly piece: FeatureCollection;
}

/**
 * Seams in the colours and widths of what they cost, the first ten with their rank. A click takes one; a pointer on the one
 * taken says how far along it is. `piece` is a stretch of it to be lit, in metres.
 */
export function CostMap(props: {
  readonly edition: number;
  readonly seams: readonly SeamCost[];
  readonly classes: Classes;
  readonly selected: SeamCost | null;
  readonly piece: readonly [from: number, to: number] | null;
  readonly onSelect: (key: string) => void;
  readonly onPoint: (metres: number | null) => void;
  readonly children?: ReactNode;
}) {
  const [theme] = useTheme();
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const { edition, seams, classes, selected, piece } = props;
  const latest = useRef(props);
  latest.current = props;
  const strip = useMemo(
    () => (selected === null ? null : layStraight(selected.shape.coordinates as unknown as readonly Line[])),
    [selected],
  );
  const stand = (made: CityMap) => {
    setCityMap(made);
    const leave = made.onMap(showMap);
    return () => {
      leave();
      setCityMap(null);
    };
  };
  const [from, to] = piece ?? [null, null];
  useEffect(() => {
    if (cityMap === null) return;
    const drawing: Drawing = {
      lines: linesOf(seams, classes, selected?.key ?? null, theme),
      marks: marksOf(seams, selected),
      piece: {
        type: 'FeatureCollection',
        features:
          strip === null || from === null || to === null
            ? []
            : [lineFeature([from, (from + to) / 2, to].map((metres) => [...strip.spot(metres)]))],
      },
    };
    return cityMap.onMap((map) => {
      const draw = () => drawOn(map, drawing, theme);
      map.on('style.load', draw);
      draw();
      return () => map.off('style.load', draw);
    });
  }, [cityMap, seams, classes, selected, strip, from, to, theme]);
  useEffect(() => {
    if (cityMap === null) return;
    return cityMap.onMap((map) => {
      const click = ({ point }: MapMouseEvent) => {
        const key = seamAt(map, point);
        if (key !== null) latest.current.onSelect(key);
      };
      const move = ({ point, lngLat }: MapMouseEvent) => {
        map.getCanvas().style.cursor = seamAt(map, point) === null ? '' : 'pointer';
        const found = strip?.at([lngLat.lng, lngLat.lat]);
        latest.current.onPoint(found !== undefined && found.distance <= near ? found.metres : null);
      };
      map.on('click', click);
      map.on('mousemove', move);
      return () => {
        map.off('click', click);
        map.off('mousemove', move);
      };
    });
  }, [cityMap, strip]);
  const beginning = useRef(true);
  const key = selected?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the seam.
  useEffect(() => {
    if (cityMap === null || seams.length === 0) return;
    // First the picture of the whole; then only to what is out of view.
    const first = beginning.current;
    beginning.current = false;
    const worst = seams.filter(({ ranked }) => ranked).slice(0, marked);
    const [west, south, east, north] = around(
      first ? [...worst, ...(selected ? [selected] : [])] : selected ? [selected] : [],
    );
    if (west > east) return;
    if (!first && inView(cityMap.map, [west, south]) && inView(cityMap.map, [east, north])) return;
    cityMap.flyTo([west, south, east, north], { padding: 60, maxZoom: 14, duration: first ? 0 : 600 });
  }, [cityMap, key, seams.length === 0]);
  return (
    <DeskMap edition={edition} onMade={stand} zoomAt="right">
      {props.children}
    </DeskMap>
  );
}

/** Bounds of some seams together; nothing where there are none. */
const around = (seams: readonly SeamCost[]): Bounds => {
  const of = (place: 0 | 1 | 2 | 3) => seams.map(({ bounds }) => bounds[place]);
  return [Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))];
};

const inView = (map: MapLibreMap, at: [number, number]): boolean => map.getBounds().contains(at);

function seamAt(map: MapLibreMap, { x, y }: { readonly x: number; readonly y: number }): string | null {
  if (map.getLayer('cost-line') === undefined) return null;
  const reach = 5;
  const [found] = map.queryRenderedFeatures(
    [
      [x - reach, y - reach],
      [x + reach, y + reach],
    ],
    { layers: ['cost-mark', 'cost-line'] },
  );
  return found === undefined ? null : String(found.properties.key);
}

function linesOf(
  seams: readonly SeamCost[],
  classes: Classes,
  selected: string | null,
  theme: Theme,
): FeatureCollection {
  const shown = seams.slice(0, drawn).filter(({ ranked, key }) => ranked || key === selected);
  return {
    type: 'FeatureCollection',
    // The worst last, so that they lie on top.
    features: [...shown].reverse().map(({ key, shape, friction }) => {
      const place = classOf(classes, friction?.value ?? 0);
      return {
        type: 'Feature',
        geometry: shape,
        properties: {
          key,
          colour: token(theme, `q${Math.min(6, place)}`),
          width: key === selected ? 8 : 2 + Math.min(6, place) * 0.75,
        },
      };
    }),
  };
}

/** The first seams by rank, and the one taken, each in the middle of its line. */
function marksOf(seams: readonly SeamCost[], selected: SeamCost | null): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: seams.flatMap((seam, index): Feature<Point>[] => {
      if (!seam.ranked || (index >= marked && seam.key !== selected?.key)) return [];
      const strip = layStraight(seam.shape.coordinates as unknown as readonly Line[]);
      return [
        {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [...strip.spot(strip.length / 2)] },
          properties: { key: seam.key, rank: String(index + 1), taken: seam.key === selected?.key },
        },
      ];
    }),
  };
}

const lineFeature = (coordinates: number[][]): Feature<LineString> => ({
  type: 'Feature',
  geometry: { type: 'LineString', coordinates },
  properties: {},
});

/** Sources of our own, which the map keeps through its restylings. */
function drawOn(map: MapLibreMap, drawing: Drawing, theme: Theme): void {
  if (map.getLayer('void') === undefined) return;
  for (const name of ['lines', 'marks', 'piece'] as const) {
    const held = map.getSource<GeoJSONSource>(`cost-${name}`);
    if (held === undefined) map.addSource(`cost-${name}`, { type: 'geojson', data: drawing[name] });
    else held.setData(drawing[name]);
  }
  const { ink, surface, seamHot } = palette(theme);
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
  const layers: LayerSpecification[] = [
    {
      id: 'cost-line',
      type: 'line',
      source: 'cost-lines',
      layout: round,
      paint: { 'line-color': ['get', 'colour'], 'line-width': ['get', 'width'] },
    },
    {
      id: 'cost-piece',
      type: 'line',
      source: 'cost-piece',
      layout: round,
      paint: { 'line-color': seamHot, 'line-width': 12, 'line-opacity': 0.9 },
    },
    {
      id: 'cost-mark',
      type: 'circle',
      source: 'cost-marks',
      paint: {
        'circle-radius': 10,
        'circle-color': ['case', ['get', 'taken'], ink, surface],
        'circle-stroke-color': ink,
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'cost-rank',
      type: 'symbol',
      source: 'cost-marks',
      layout: {
        'text-field': ['get', 'rank'],
        'text-font': labelFont,
        'text-size': 12,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': ['case', ['get', 'taken'], surface, ink] },
    },
  ];
  for (const layer of layers) {
    if (map.getLayer(layer.id) === undefined) map.addLayer(layer);
    else
      for (const [name, value] of Object.entries(layer.paint ?? {}))
        map.setPaintProperty(layer.id, name as never, value as never);
  }
}
