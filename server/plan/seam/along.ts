import type { Sql } from 'postgres';
import {
  type Counts,
  countAlong,
  layStraight,
  type Pin,
  pinsOf,
} from '../../../geodata/analysis/strip/strip.ts';
import type { Line } from '../../../geodata/geometry.ts';
import type { IncidentRow } from './ranking.ts';
import { readCrossings, type SeamRow } from './store.ts';

/** Metres of a step along a seam, and the most steps that can be told apart on a screen. */
const steps = { step: 50, most: 120 };

/** Metres within which returns are of one spot: as far apart as two footprints at the same place may lie. */
const spotReach = 50;

/** What happened along a seam, by distance from its beginning in metres. */
export interface AlongSeam extends Counts {
  readonly total: { readonly left: number; readonly right: number };
  readonly pins: readonly Pin[];
  /** Streets that cross it, those of the highest class first. */
  readonly crossings: readonly { readonly metres: number; readonly name: string; readonly nameEn: string }[];
}

export async function alongSeam(
  sql: Sql,
  edition: number,
  { key, shape }: Pick<SeamRow, 'key' | 'shape'>,
  incidents: readonly IncidentRow[],
): Promise<AlongSeam> {
  const strip = layStraight(shape.coordinates as unknown as readonly Line[]);
  const places = incidents.map(({ lon, lat, returns, place, placeEn }) => ({
    ...strip.at([lon, lat]),
    times: returns,
    place,
    placeEn,
  }));
  const onLeft = places.filter((place) => place.onLeft).length;
  const crossings = await readCrossings(sql, edition, key);
  const named = new Set<string>();
  return {
    ...countAlong(strip.length, places, steps),
    total: { left: onLeft, right: places.length - onLeft },
    pins: pinsOf(places, spotReach),
    crossings: crossings.flatMap(({ name, nameEn, lon, lat }) => {
      if (named.has(name)) return [];
      named.add(name);
      return [{ metres: strip.at([lon, lat]).metres, name, nameEn }];
    }),
  };
}
