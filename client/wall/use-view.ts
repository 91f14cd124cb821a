import { useEffect, useState } from 'react';
import type { CityMap } from '../map/city-map.ts';

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

let views = 0;
