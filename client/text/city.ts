import { useSyncExternalStore } from 'react';

/** What every screen must know of the city before it can write a date or a place. */
export interface City {
  readonly name: string;
  readonly nameEn: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Shapes are schematic and every screen says so. */
  readonly schematic: boolean;
  /** Edition of boundaries in force; null before the first is published. */
  readonly edition: number | null;
  /** Since when it has been in force, ISO 8601. */
  readonly editionFrom: string | null;
}

export const useCity = (): City => useSyncExternalStore(subscribe, currentCity);

export const currentCity = (): City => city;

export function setCity(known: Partial<City>): void {
  city = { ...city, ...known };
  for (const listener of listeners) listener();
}

let city: City = {
  name: '',
  nameEn: '',
  timeZone: 'Asia/Shanghai',
  schematic: false,
  edition: null,
  editionFrom: null,
};
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
