import type { FeatureCollection, MultiPolygon } from 'geojson';
import { type GeoJSONSource, type LayerSpecification, type Map as MapLibreMap, Marker } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Line, Lonlat } from '../../../geodata/geometry.ts';
import type { CityMap } from '../../map/city-map.ts';
import { DeskMap } from '../../map/desk-map.tsx';
import { palette } from '../../map/palette.ts';
import { useText } from '../../text/text.ts';
import { partyColor, type Theme, token } from '../../ui/palette.ts';
import { useTheme } from '../../ui/theme.ts';
import { showMap } from '../shown.ts';

/** Pixels that an arrow key moves a handle. */
const nudge = 4;

/**
 * Two areas, the line of the edition between them and the moved one, with what changes sides in between. Handles are
 * dragged, or moved by the arrow keys once focused; without `onPull` there are none.
 */
export function LineMap(props: {
  readonly edition: number;
  readonly left: MultiPolygon | null;
  readonly right: MultiPolygon | null;
  readonly was: Line;
  readonly line: Line;
  readonly fault?: Lonlat | null;
  readonly handles?: readonly Lonlat[];
  readonly onPull?: (handle: number, to: Lonlat) => void;
  /** Once a pull has ended. */
  readonly onPulled?: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useText();
  const [theme] = useTheme();
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const { edition, left, right, was, line, fault = null, handles = none } = props;
  const latest = useRef(props);
  latest.current = props;
  const markers = useRef<readonly Marker[]>([]);
  const stand = (made: CityMap) => {
    setCityMap(made);
    const leave = made.onMap(showMap);
    return () => {
      leave();
      setCityMap(null);
    };
  };
  useEffect(() => {
    if (cityMap === null) return;
    return cityMap.onMap((map) => {
      const draw = () => drawOn(map, { left, right, was, line, fault }, theme);
      map.on('style.load', draw);
      draw();
      return () => map.off('style.load', draw);
    });
  }, [cityMap, left, right, was, line, fault, theme]);
  const count = handles.length;
  useEffect(() => {
    if (cityMap === null || count === 0) return;
    return cityMap.onMap((map) => {
      const made = Array.from({ length: count }, (_, handle) => {
        const element = document.createElement('button');
        element.type = 'button';
        element.className = 'what-if-handle';
        element.dataset.testid = `what-if-handle-${handle}`;
        element.setAttribute('aria-label', t('planWhatIf.handle', { number: handle + 1 }));
        const at = latest.current.handles?.[handle] ?? [0, 0];
        const marker = new Marker({ element, draggable: true }).setLngLat([at[0], at[1]]).addTo(map);
        marker.on('drag', () => {
          const { lng, lat } = marker.getLngLat();
          latest.current.onPull?.(handle, [lng, lat]);
        });
        marker.on('dragend', () => latest.current.onPulled?.());
        element.addEventListener('keydown', (event) => {
          const step = arrows[event.key];
          if (step === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          const { x, y } = map.project(marker.getLngLat());
          const { lng, lat } = map.unproject([x + step[0] * nudge, y + step[1] * nudge]);
          latest.current.onPull?.(handle, [lng, lat]);
        });
        element.addEventListener('keyup', (event) => {
          if (event.key in arrows) latest.current.onPulled?.();
        });
        return marker;
      });
      markers.current = made;
      return () => {
        markers.current = [];
        for (const marker of made) marker.remove();
      };
    });
  }, [cityMap, count, t]);
  useEffect(() => {
    handles.forEach(([lon, lat], i) => {
      markers.current[i]?.setLngLat([lon, lat]);
    });
  }, [handles]);
  // To the line of the edition: not after every pull.
  useEffect(() => {
    if (cityMap === null) return;
    const lons = was.map(([lon]) => lon);
    const lats = was.map(([, lat]) => lat);
    cityMap.flyTo([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], {
      padding: 140,
      maxZoom: 15.5,
      duration: 600,
    });
  }, [cityMap, was]);
  return (
    <DeskMap edition={edition} onMade={stand} zoomAt="right">
      {props.children}
    </DeskMap>
  );
}

const none: readonly Lonlat[] = [];
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Drawing {
  readonly left: MultiPolygon | null;
  readonly right: MultiPolygon | null;
  readonly was: Line;
  readonly line: Line;
  readonly fault: Lonlat | null;
}

const source = 'what-if';

/** A source of our own, which the map keeps through its restylings. */
function drawOn(map: MapLibreMap, { left, right, was, line, fault }: Drawing, theme: Theme): void {
  if (map.getLayer('void') === undefined) return;
  const positions = (of: Line) => of.map(([lon, lat]) => [lon, lat]);
  const loop = [...positions(line), ...positions(was).reverse()];
  const first = loop[0];
  const data: FeatureCollection = {
    type: 'FeatureCollection',
    features: [
      ...[left, right].flatMap((geometry, i) =>
        geometry === null
          ? []
          : [{ type: 'Feature' as const, geometry, properties: { role: i === 0 ? 'left' : 'right' } }],
      ),
      {
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [first === undefined ? loop : [...loop, first]] },
        properties: { role: 'loop' },
      },
      {
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: positions(was) },
        properties: { role: 'was' },
      },
      {
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: positions(line) },
        properties: { role: 'line' },
      },
      ...(fault === null
        ? []
        : [
            {
              type: 'Feature' as const,
              geometry: { type: 'Point' as const, coordinates: [...fault] },
              properties: { role: 'fault' },
            },
          ]),
    ],
  };
  const held = map.getSource<GeoJSONSource>(source);
  if (held === undefined) map.addSource(source, { type: 'geojson', data });
  else held.setData(data);
  const { seamHot, seamHotCore, labelSecond, defect, surface } = palette(theme);
  const outline = { 'line-width': 3, 'line-opacity': 0.8, 'line-offset': 3 };
  const layers: readonly (LayerSpecification & { readonly source: string })[] = [
    layer('left', 'line', { ...outline, 'line-color': partyColor(theme, 1) }),
    layer('right', 'line', { ...outline, 'line-color': partyColor(theme, 2) }),
    layer('loop', 'fill', { 'fill-color': token(theme, 'q4'), 'fill-opacity': 0.35 }),
    layer('was', 'line', { 'line-color': labelSecond, 'line-width': 2, 'line-dasharray': [3, 2] }),
    layer('line', 'line', { 'line-color': seamHot, 'line-width': 6 }),
    { ...layer('line', 'line', { 'line-color': seamHotCore, 'line-width': 2 }), id: 'what-if-core' },
    layer('fault', 'circle', {
      'circle-radius': 8,
      'circle-color': defect,
      'circle-stroke-color': surface,
      'circle-stroke-width': 2,
    }),
  ];
  for (const one of layers)
    if (map.getLayer(one.id) === undefined) map.addLayer(one);
    else
      for (const [name, value] of Object.entries(one.paint ?? {}))
        map.setPaintProperty(one.id, name as never, value as never);
}

const layer = (role: string, type: 'line' | 'fill' | 'circle', paint: object) =>
  ({
    id: `what-if-${role}`,
    type,
    source,
    filter: ['==', ['get', 'role'], role],
    paint,
  }) as LayerSpecification & { readonly source: string };
