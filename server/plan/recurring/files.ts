import { dayIn } from '../../calendar.ts';
import { writeCsv } from '../../exchange/csv.ts';
import type { RecurringList } from './view.ts';

const columnsOfFile = [
  'rank',
  'place',
  'place_en',
  'category',
  'category_name',
  'incidents',
  'expected_30_days',
  'first',
  'last',
  'next',
  'areas',
  'on_a_line',
  'returns',
  'lon',
  'lat',
  'taken_up',
  'numbers',
] as const;

/** Recurring places as a table, a row each. */
export function recurringCsv({ places }: RecurringList, timeZone: string): string {
  const day = (time: string | undefined) => (time === undefined ? '' : dayIn(timeZone, new Date(time)));
  return writeCsv(
    columnsOfFile,
    places.map((one) => [
      one.rank,
      one.place,
      one.placeEn,
      one.category.code,
      one.category.name,
      one.count,
      Math.round(one.expected * 100) / 100,
      day(one.times[0]),
      day(one.times.at(-1)),
      day(one.next),
      one.areas.map(({ name }) => name).join(' × '),
      one.boundary ? 'yes' : 'no',
      one.returns,
      one.location[0],
      one.location[1],
      day(one.takenUp?.at),
      one.incidents.map(({ number }) => number).join(' '),
    ]),
  );
}

/** Recurring places as points with the same figures. */
export const recurringGeoJson = ({ places, from, to }: RecurringList): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: places.map(({ location, takenUp, incidents, areas, times, category, ...one }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: location },
      properties: {
        ...one,
        category: category.code,
        categoryName: category.name,
        from,
        to,
        first: times[0],
        last: times.at(-1),
        areas: areas.map(({ name }) => name).join(' × '),
        takenUpAt: takenUp?.at ?? null,
        numbers: incidents.map(({ number }) => number).join(' '),
      },
    })),
  });
