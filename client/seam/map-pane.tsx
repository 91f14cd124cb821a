import type { FeatureCollection, MultiLineString, MultiPolygon } from 'geojson';
import { type GeoJSONSource, type Map as MapLibreMap, Marker } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import type { CityMap } from '../map/city-map.ts';
import { DeskMap } from '../map/desk-map.tsx';
import { palette } from '../map/palette.ts';
import { partyColor } from '../ui/palette.ts';
import { type Theme, useTheme } from '../ui/theme.ts';

/** A seam's two sides, to be outlined, and the line itself, to be lit. */
export interface Sides {
  readonly left: MultiPolygon | null;
  readonly right: MultiPolygon | null;
  readonly line: MultiLineString;
  /** Where the line begins and ends, each with what is written there. */
  readonly ends: readonly { readonly place: readonly [number, number]; readonly label: string }[];
}

/**
 * The city map with seams lit. `hot` are keys: all lines of a pair light together; `sides` outlines two areas and lights
 * one line between them alone. It flies to `bounds` when these change. Made once.
 */
export function SeamMap(props: {
  readonly edition: number;
  readonly hot: readonly string[];
  readonly sides?: Sides;
  readonly bounds: Bounds | null;
  /** A place pointed at, such as a ticket's. */
  readonly place?: readonly [number, number] | null;
}) {
  const [theme] = useTheme();
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const { edition, hot, sides, bounds, place = null } = props;
  const stand = (made: CityMap) => {
    setCityMap(made);
    return () => setCityMap(null);
  };
  useEffect(() => cityMap?.setHotSeams(hot.map(pairOf)), [cityMap, hot]);
  useEffect(() => {
    if (cityMap === null || sides === undefined) return;
    return cityMap.onMap((map) => {
      const draw = () => drawSides(map, sides, theme);
      map.on('style.load', draw);
      draw();
      return () => map.off('style.load', draw);
    });
  }, [cityMap, sides, theme]);
  useEffect(() => {
    if (cityMap === null || sides === undefined) return;
    return cityMap.onMap((map) => {
      const markers = sides.ends.map(({ place: [lon, lat], label }) => {
        const element = document.createElement('div');
        element.className = 'seam-end';
        element.textContent = label;
        return new Marker({ element, anchor: 'bottom', offset: [0, -8] }).setLngLat([lon, lat]).addTo(map);
      });
      return () => {
        for (const marker of markers) marker.remove();
      };
    });
  }, [cityMap, sides]);
  const [lon, lat] = place ?? [null, null];
  useEffect(() => {
    if (cityMap === null) return;
    cityMap.setFootprint(
      lon === null || lat === null
        ? null
        : { geometry: { type: 'Point', coordinates: [lon, lat] }, parties: [], preview: false, reach: 0 },
    );
  }, [cityMap, lon, lat]);
  const view = bounds?.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `view` stands for the bounds.
  useEffect(() => {
    if (cityMap !== null && bounds !== null)
      cityMap.flyTo(bounds, { padding: 72, maxZoom: 16.5, duration: 600 });
  }, [cityMap, view]);

  return <DeskMap edition={edition} onMade={stand} zoomAt="right" />;
}

/** Seam tiles know lines by their pair of parties; a second line of the same pair lights with the first. */
const pairOf = (key: string): string => key.split('#')[0] ?? key;

const source = 'seam-sides';

/** The outlines of both sides in their hues and the line between them, as a source of our own that the map keeps through its restylings. */
function drawSides(map: MapLibreMap, { left, right, line }: Sides, theme: Theme): void {
  if (map.getLayer('void') === undefined) return;
  const data: FeatureCollection = {
    type: 'FeatureCollection',
    features: [line, left, right].flatMap((geometry, side) =>
      geometry === null ? [] : [{ type: 'Feature' as const, geometry, properties: { side } }],
    ),
  };
  const held = map.getSource<GeoJSONSource>(source);
  if (held === undefined) map.addSource(source, { type: 'geojson', data });
  else held.setData(data);
  const { seamHot, seamHotCore } = palette(theme);
  // Each inside its own area, so that the two do not lie on each other along the seam.
  const outline = { 'line-width': 3, 'line-opacity': 0.8, 'line-offset': 3 };
  const layers = [
    { id: 'seam-side-left', side: 1, paint: { ...outline, 'line-color': partyColor(theme, 1) } },
    { id: 'seam-side-right', side: 2, paint: { ...outline, 'line-color': partyColor(theme, 2) } },
    { id: 'seam-line', side: 0, paint: { 'line-width': 6, 'line-color': seamHot } },
    { id: 'seam-line-core', side: 0, paint: { 'line-width': 2, 'line-color': seamHotCore } },
  ];
  for (const { id, side, paint } of layers)
    if (map.getLayer(id) === undefined)
      map.addLayer(
        {
          id,
          type: 'line',
          source,
          filter: ['==', ['get', 'side'], side],
          layout: { 'line-join': 'round', 'line-cap': side === 0 ? 'round' : 'butt' },
          paint,
        },
        map.getLayer('seam-hot') === undefined ? undefined : 'seam-hot',
      );
    else map.setPaintProperty(id, 'line-color', paint['line-color']);
}
