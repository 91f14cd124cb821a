import type { Geometry } from 'geojson';
import { useEffect, useMemo, useState } from 'react';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { CityMap } from '../map/city-map.ts';
import { hotSeamFilter, seamKeys } from '../map/style-boundaries.ts';

/** A line of a seam with the finest areas drawn on both sides of it. */
export interface SeamLine {
  readonly line: readonly Lonlat[];
  readonly left: string;
  readonly right: string;
}

/** The lines between areas in the part of the map that is drawn now; null until the map has come to rest with them. */
export function useSeam(city: CityMap, areas: readonly string[]): readonly SeamLine[] | null {
  const [found, setFound] = useState({ asked: '', lines: '[]' });
  const asked = areas.join();
  useEffect(() => {
    const filter = hotSeamFilter(seamKeys(asked.split(',')));
    return city.onMap((map) => {
      const look = () => {
        if (map.getSource('seam') === undefined) return;
        const features = map.querySourceFeatures('seam', { sourceLayer: 'seam', filter });
        const seen = features.flatMap(({ geometry, properties }): SeamLine[] =>
          linesOf(geometry).map((line) => ({ line, left: properties.left, right: properties.right })),
        );
        const lines = JSON.stringify(seen);
        setFound((before) => (before.asked === asked && before.lines === lines ? before : { asked, lines }));
      };
      map.on('idle', look);
      // At rest already, it says so again.
      map.triggerRepaint();
      return () => map.off('idle', look);
    });
  }, [city, asked]);
  return useMemo(() => (found.asked === asked ? JSON.parse(found.lines) : null), [found, asked]);
}

function linesOf(geometry: Geometry): readonly (readonly Lonlat[])[] {
  if (geometry.type === 'LineString') return [geometry.coordinates as unknown as readonly Lonlat[]];
  if (geometry.type === 'MultiLineString')
    return geometry.coordinates as unknown as readonly (readonly Lonlat[])[];
  return [];
}
