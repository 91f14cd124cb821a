import { useEffect, useMemo, useState } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import type { IntakePreview } from '../api.ts';
import type { CityMap } from '../map/city-map.ts';
import { DeskMap } from '../map/desk-map.tsx';

/** The city with the positions of a preview on it. */
export function PreviewMap(props: { readonly edition: number; readonly preview: IntakePreview | undefined }) {
  const [cityMap, setCityMap] = useState<CityMap | null>(null);
  const places = useMemo(
    () => props.preview?.rows.flatMap(({ read }) => (read ? [read.location] : [])) ?? [],
    [props.preview],
  );
  useEffect(() => {
    if (cityMap === null) return;
    cityMap.setFootprint(
      places.length === 0
        ? null
        : {
            geometry: { type: 'MultiPoint', coordinates: places.map(([lon, lat]) => [lon, lat]) },
            parties: [],
            preview: false,
            reach: 0,
          },
    );
    if (places.length > 0) cityMap.flyTo(boundsOf(places), { padding: 96, maxZoom: 15, duration: 600 });
  }, [cityMap, places]);
  const stand = (made: CityMap) => {
    setCityMap(made);
    return () => setCityMap(null);
  };
  return <DeskMap edition={props.edition} onMade={stand} zoomAt="right" />;
}

const boundsOf = (places: readonly (readonly [number, number])[]): Bounds => {
  const [lons, lats] = [places.map(([lon]) => lon), places.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
};
