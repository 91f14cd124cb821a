import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import type { StreetView } from '../api.ts';
import type { CityMap } from '../map/city-map.ts';
import { DeskMap } from '../map/desk-map.tsx';
import { palette } from '../map/palette.ts';
import { useText } from '../text/text.ts';
import { type Theme, useTheme } from '../ui/theme.ts';
import { worstOf } from './worst.ts';

/** The listed streets in the colour of their worst task, the open one wider; it flies to `bounds` when these change. */
export function StreetMap(props: {
  readonly edition: number;
  readonly streets: readonly StreetView[];
  readonly open: string | undefined;
  readonly bounds: Bounds | null;
}) {
  const { t } = useText();
  const [theme] = useTheme();
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const { edition, streets, open, bounds } = props;
  const stand = (made: CityMap) => {
    setCityMap(made);
    return () => setCityMap(null);
  };
  useEffect(() => {
    if (cityMap === null) return;
    return cityMap.onMap((map) => {
      const draw = () => drawStreets(map, streets, open, theme);
      map.on('style.load', draw);
      draw();
      return () => map.off('style.load', draw);
    });
  }, [cityMap, streets, open, theme]);
  const view = bounds?.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `view` stands for the bounds.
  useEffect(() => {
    if (cityMap !== null && bounds !== null)
      cityMap.flyTo(bounds, { padding: 72, maxZoom: 16.5, duration: 600 });
  }, [cityMap, view]);
  return (
    <DeskMap edition={edition} onMade={stand} zoomAt="right">
      <ul className="map-float street-legend" aria-label={t('street.legend')}>
        {(['overdue', 'due', 'done'] as const).map((state) => (
          <li key={state}>
            <span className={`street-line ${state}`} aria-hidden="true" />
            {t(`street.state.${state}`)}
          </li>
        ))}
      </ul>
    </DeskMap>
  );
}

const source = 'kept-streets';

/** Streets as a source of our own that the map keeps through its restylings. */
function drawStreets(
  map: MapLibreMap,
  streets: readonly StreetView[],
  open: string | undefined,
  theme: Theme,
): void {
  if (map.getLayer('void') === undefined) return;
  const data: FeatureCollection = {
    type: 'FeatureCollection',
    features: streets.map(({ id, area, geometry, tasks }) => ({
      type: 'Feature',
      geometry,
      properties: { state: worstOf(tasks), open: `${id}~${area.code}` === open },
    })),
  };
  const held = map.getSource<GeoJSONSource>(source);
  if (held === undefined) map.addSource(source, { type: 'geojson', data });
  else held.setData(data);
  const { overdue, done, labelSecond } = palette(theme);
  const above = map.getLayer('seam-hot') === undefined ? undefined : 'seam-hot';
  for (const [state, color] of [
    ['done', done],
    ['due', labelSecond],
    ['overdue', overdue],
  ] as const) {
    const id = `kept-streets-${state}`;
    if (map.getLayer(id) !== undefined) map.setPaintProperty(id, 'line-color', color);
    else
      map.addLayer(
        {
          id,
          type: 'line',
          source,
          filter: ['==', ['get', 'state'], state],
          layout: { 'line-join': 'round', 'line-cap': 'round' },
          paint: { 'line-color': color, 'line-width': ['case', ['get', 'open'], 8, 3] },
        },
        above,
      );
  }
}
