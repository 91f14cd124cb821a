import { useEffect, useRef } from 'react';
import type { Bounds } from '../../geodata/geometry.ts';
import type { CityMap } from '../map/city-map.ts';
import type { Selection } from './selection.ts';

/** Flies to what is selected, and to an edition when it is opened; each once. */
export function useFlight(
  cityMap: CityMap | null,
  selected: Pick<Selection, 'key' | 'bounds'> | null,
  whole: Bounds | null,
  subject: string,
): void {
  const flown = useRef({ selection: '', subject: '' });
  useEffect(() => {
    if (cityMap === null) return;
    if (selected !== null) {
      const same = flown.current.selection === selected.key;
      flown.current = { selection: selected.key, subject };
      if (!same) cityMap.flyTo(withSurroundings(selected.bounds), { padding: 40, maxZoom: 16 });
      return;
    }
    flown.current.selection = '';
    if (whole === null || flown.current.subject === subject) return;
    flown.current.subject = subject;
    cityMap.flyTo(whole, { padding: 48, maxZoom: 14 });
  }, [cityMap, selected, whole, subject]);
}

/** A box three times as large around the same middle: a place is known by what lies around it. */
const withSurroundings = ([west, south, east, north]: Bounds): Bounds => [
  west - (east - west),
  south - (north - south),
  east + (east - west),
  north + (north - south),
];
