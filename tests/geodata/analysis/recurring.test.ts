import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RecurringOptions, recurringPlaces } from '../../../geodata/analysis/recurring.ts';
import { edgeLength } from '../../../geodata/topology/ellipsoid.ts';
import { at } from './metres.ts';

type Report = readonly [x: number, y: number, day: number, category?: number];
const day = 86_400_000;
const columns = (reports: readonly Report[]) => ({
  lon: reports.map(([x, y]) => at(x, y)[0]),
  lat: reports.map(([x, y]) => at(x, y)[1]),
  time: reports.map(([, , when]) => when * day),
  category: reports.map(([, , , category = 0]) => category),
});
const find = (reports: readonly Report[], options: Partial<RecurringOptions> = {}) =>
  recurringPlaces(columns(reports), {
    distance: 30,
    window: 90 * day,
    least: 2,
    until: 100 * day,
    ...options,
  });

describe('recurring places', () => {
  test('are where the same matter comes again within the distance and the window', () => {
    expect(
      find([
        [0, 0, 0],
        [29, 0, 90],
      ]),
    ).toMatchObject([{ reports: [0, 1] }]);
    expect(
      find([
        [0, 0, 0],
        [31, 0, 90],
      ]),
    ).toEqual([]);
    expect(
      find([
        [0, 0, 0],
        [29, 0, 91],
      ]),
    ).toEqual([]);
    expect(
      find([
        [0, 0, 0, 1],
        [0, 0, 1, 2],
      ]),
    ).toEqual([]);
  });

  test('a row of reports along a street is several places, none wider than twice the distance', () => {
    const row = Array.from({ length: 30 }, (_, i): Report => [i * 10, 0, i]);
    const places = find(row);
    expect(places.length).toBeGreaterThanOrEqual(4);
    for (const { reports } of places) {
      const xs = reports.map((i) => row[i]?.[0] ?? NaN);
      expect(Math.max(...xs) - Math.min(...xs)).toBeLessThanOrEqual(60);
    }
  });

  test('what came before a pause longer than the window does not count', () => {
    const [place] = find([
      [0, 0, 0],
      [0, 0, 5],
      [0, 0, 96],
      [0, 0, 98],
    ]);
    expect(place?.reports).toEqual([2, 3]);
  });

  test('rate and next are worked out from the times: four in sixty days, looked at after a hundred', () => {
    const [place] = find([
      [0, 0, 0],
      [0, 0, 20],
      [0, 0, 30],
      [0, 0, 60],
    ]);
    expect(place?.rate).toBeCloseTo(3 / 100, 12);
    expect(place?.next).toBe(80 * day);
    // Two on one morning do not make two a day: the time looked at is the window at least.
    const [pair] = find([
      [0, 0, 99.8],
      [0, 0, 100],
    ]);
    expect(pair?.rate).toBeCloseTo(1 / 90, 12);
  });

  test('those from which the most is expected come first', () => {
    const places = find([
      ...[0, 30, 60].map((when): Report => [0, 0, when]),
      ...[10, 20, 30, 40].map((when): Report => [500, 0, when]),
      ...[10, 95].map((when): Report => [900, 0, when]),
    ]);
    expect(places.map(({ reports }) => reports.length)).toEqual([4, 3, 2]);
  });

  test('none, one, and all at one point and moment have an answer', () => {
    expect(find([])).toEqual([]);
    expect(find([[0, 0, 0]])).toEqual([]);
    const [all] = find(Array<Report>(200).fill([0, 0, 50]));
    expect(all?.reports).toHaveLength(200);
    expect(all?.next).toBe(50 * day);
  });

  test('every report belongs to one place at most, and lies within the distance of its middle', () => {
    const coordinate = fc.integer({ min: 0, max: 200 });
    const report = fc.tuple(
      coordinate,
      coordinate,
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 2 }),
    );
    fc.assert(
      fc.property(fc.array(report, { maxLength: 60 }), (reports) => {
        const { lon, lat } = columns(reports);
        const places = find(reports);
        const all = places.flatMap((place) => place.reports);
        expect(new Set(all).size).toBe(all.length);
        for (const place of places)
          for (const i of place.reports) {
            const c = place.centre;
            expect(edgeLength(lon[c] ?? 0, lat[c] ?? 0, lon[i] ?? 0, lat[i] ?? 0)).toBeLessThan(30.001);
            expect(reports[i]?.[3]).toBe(place.category);
          }
      }),
      { numRuns: 60 },
    );
  });
});
