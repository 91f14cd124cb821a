import { expect, test } from 'vitest';
import { countAlong, layStraight, pinsOf, type Returned } from '../../../geodata/analysis/strip/strip.ts';
import type { Lonlat } from '../../../geodata/geometry.ts';

/** About 87 m of longitude a thousandth of a degree at 39° north, 111 m of latitude. */
const east: Lonlat[] = [
  [116, 39],
  [116.01, 39],
];
const north: Lonlat[] = [
  [116.01, 39],
  [116.01, 39.01],
];

test('a line laid straight has the length of its parts, one after the other', () => {
  const strip = layStraight([east, north]);
  expect(strip.length).toBeCloseTo(layStraight([east]).length + layStraight([north]).length, 6);
  expect(strip.length).toBeCloseTo(866.2 + 1110.2, 0);
});

test('a place is found at the spot nearest to it, on its side', () => {
  const strip = layStraight([east, north]);
  const above = strip.at([116.005, 39.0001]);
  expect(above.metres).toBeCloseTo(433.1, 0);
  expect(above.distance).toBeCloseTo(11.1, 1);
  expect(above.onLeft).toBe(true);
  expect(strip.at([116.005, 38.9999]).onLeft).toBe(false);
  expect(strip.at([116.0101, 39.005])).toMatchObject({ onLeft: false });
});

test('what a distance along the line points at is found there again', () => {
  const strip = layStraight([east, north]);
  for (const metres of [0, 100, 866, 900, 1900])
    expect(strip.at(strip.spot(metres)).metres).toBeCloseTo(metres, 3);
  expect(strip.spot(1e6)).toEqual([116.01, 39.01]);
  expect(strip.spot(-5)).toEqual([116, 39]);
});

test('counts fall into steps of fifty metres, the last metre into the last step', () => {
  const along = (metres: number, onLeft = true) => ({ metres, onLeft, distance: 0 });
  const counts = countAlong(200, [along(0), along(49), along(50), along(200), along(60, false)], {
    step: 50,
    most: 100,
  });
  expect(counts).toEqual({ step: 50, left: [2, 1, 0, 1], right: [0, 1, 0, 0] });
  expect(countAlong(10, [], { step: 50, most: 100 })).toEqual({ step: 10, left: [0], right: [0] });
  expect(countAlong(100_000, [], { step: 50, most: 100 }).left).toHaveLength(100);
});

test('a spot is pinned once it was returned twice, whether by one incident or by two beside each other', () => {
  const returned = (metres: number, times: number, place: string): Returned => ({
    metres,
    times,
    place,
    placeEn: place,
    distance: 0,
    onLeft: true,
  });
  const pins = pinsOf(
    [
      returned(1000, 2, 'twice'),
      returned(10, 1, 'one'),
      returned(50, 1, 'beside'),
      returned(400, 1, 'alone'),
      returned(600, 0, 'never'),
    ],
    50,
  );
  expect(pins.map(({ metres, times, place }) => [metres, times, place])).toEqual([
    [10, 2, 'one'],
    [1000, 2, 'twice'],
  ]);
});

test('a line without an edge is refused', () => {
  expect(() => layStraight([[[116, 39]]])).toThrow('without an edge');
});
