import { useEffect, useState } from 'react';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { CityMap } from '../map/city-map.ts';
import type { Box, Point } from './plates.ts';

/**
 * Changes whenever the map has come to rest somewhere else or in another size; null while it flies. What is written over
 * the map is placed anew for each value.
 */
export function useView(city: CityMap | null): number | null {
  const [view, setView] = useState<number | null>(null);
  useEffect(() => {
    if (city === null) return;
    return city.onMap((map) => {
      const rest = () => setView((before) => (before ?? views) + 1);
      const leave = () => {
        views += 1;
        setView(null);
      };
      map.on('movestart', leave);
      map.on('moveend', rest);
      map.on('resize', rest);
      if (map.loaded()) rest();
      else map.once('load', rest);
      return () => {
        map.off('movestart', leave);
        map.off('moveend', rest);
        map.off('resize', rest);
      };
    });
  }, [city]);
  return view;
}

/** Where a place is on the wall, in pixels from the corner of the map: the map itself is drawn in units. */
export function onWall(city: CityMap, [longitude, latitude]: Lonlat, unit: number): Point {
  const { x, y } = city.map.project([longitude, latitude]);
  return { x: x * unit, y: y * unit };
}

/** Width and height of the map on the wall, in pixels, less an edge. */
export function frameOf(city: CityMap, unit: number, edge: number): Box {
  const { clientWidth, clientHeight } = city.map.getContainer();
  return { left: edge, top: edge, right: clientWidth * unit - edge, bottom: clientHeight * unit - edge };
}

let views = 0;
