import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { CityMap } from '../map/city-map.ts';
import { flyToCase, type useCaseOnMap } from './map-sync.ts';
import type { Place } from './place-picker.ts';

/** Choosing a case may change the size of the map, and a map that is resized breaks off its flight. Milliseconds. */
const afterResize = 150;

/** Flies to a case when it is chosen; a link that says where the map stands is left as it is the first time. */
export function useFlight(
  cityMap: CityMap | null,
  selected: string | null,
  subject: Parameters<typeof useCaseOnMap>[1],
  placed: boolean,
): void {
  const flown = useRef<string | null>(null);
  const first = useRef(placed);
  useEffect(() => {
    if (selected === null) flown.current = null;
    if (cityMap === null || subject === null || selected === null || flown.current === selected) return;
    flown.current = selected;
    if (first.current) first.current = false;
    else setTimeout(() => flyToCase(cityMap, subject.footprint), afterResize);
  }, [cityMap, selected, subject]);
  // Nothing chosen in the address: every later choice is a new one.
  useEffect(() => {
    if (selected === null) first.current = false;
  }, [selected]);
}

/** Lets a step ask for a click on the map. */
export function usePlacePicker(cityMap: CityMap | null): Place {
  const [take, setTake] = useState<((position: Lonlat) => void) | null>(null);
  useEffect(() => {
    if (cityMap === null || take === null) return;
    return cityMap.onMap((map) => {
      const click = (event: { lngLat: { lng: number; lat: number } }) => {
        take([event.lngLat.lng, event.lngLat.lat]);
        setTake(null);
      };
      map.getCanvas().style.cursor = 'crosshair';
      map.on('click', click);
      return () => {
        map.off('click', click);
        map.getCanvas().style.cursor = '';
      };
    });
  }, [cityMap, take]);
  return useMemo(
    () => ({ picking: take !== null, pick: (next) => setTake(() => next), cancel: () => setTake(null) }),
    [take],
  );
}

/** N begins a new incident, wherever the focus is but in a field. */
export function useNewKey(begin: () => void): void {
  const latest = useRef(begin);
  latest.current = begin;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      const typing =
        target?.closest('input, textarea, select, [contenteditable]') !== null && target !== null;
      if (event.key.toLowerCase() !== 'n' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** Acts once the calls have ceased for a while. */
export function useDebounced<A extends readonly unknown[]>(
  act: (...args: A) => void,
  milliseconds: number,
): (...args: A) => void {
  const latest = useRef(act);
  latest.current = act;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (...args: A) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => latest.current(...args), milliseconds);
    },
    [milliseconds],
  );
}
