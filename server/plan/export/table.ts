import type { CityColumns } from '../columns.ts';
import type { PlanFilter } from '../filter.ts';
import type { Heat } from '../heat.ts';
import type { Places } from '../places.ts';
import type { Language } from './words.ts';

/** What a filter came to for an account: the figures, and the areas they are for. */
export interface Found {
  readonly columns: CityColumns;
  readonly filter: PlanFilter;
  readonly heat: Heat;
  readonly places: Places;
}

/** An area's row as it leaves the system. */
export interface HeatLine {
  readonly code: string;
  readonly name: string;
  /** Name of the area above it, empty where there is none but the city. */
  readonly within: string;
  readonly squareMetres: number;
  readonly count: number;
  /** In the filter's measure, with its 95 % interval; null where it cannot be told. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Count of the time it is set beside; null where nothing is. */
  readonly earlier: number | null;
}

/** The rows of the ranking, largest first, equal ones by code. */
export function heatLines({ heat, places }: Found, language: Language): readonly HeatLine[] {
  const byCode = new Map(places.places.map((place) => [place.code, place]));
  const nameOf = (named: { readonly name: string; readonly nameEn: string }) =>
    language === 'zh' ? named.name : named.nameEn || named.name;
  return heat.rows
    .flatMap(({ code, count, rate, earlier }): HeatLine[] => {
      const place = byCode.get(code);
      if (place === undefined) return [];
      const [above] = place.above;
      return [
        {
          code,
          name: nameOf(place),
          within: above === undefined ? '' : nameOf(above),
          squareMetres: place.squareMetres,
          count,
          value: rate?.value ?? null,
          low: rate?.interval[0] ?? null,
          high: rate?.interval[1] ?? null,
          earlier,
        },
      ];
    })
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.code < b.code ? -1 : 1));
}

/** To six significant digits: more say nothing, and make files of the same figures differ. */
export const rounded = (value: number | null): number | null =>
  value === null ? null : Number(value.toPrecision(6));
