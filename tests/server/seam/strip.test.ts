import { expect, test } from 'vitest';
import type { Line } from '../../../geodata/geometry.ts';
import { stripOf } from '../../../server/seam/strip.ts';

/** About 111 m a thousandth of a degree. */
const north: Line = [
  [116, 39],
  [116, 39.01],
];

test('incidents are counted by the side they lie on and the place along the line', () => {
  const strip = stripOf(
    [north],
    [
      [115.999, 39.0001],
      [116.001, 39.0001],
      [115.999, 39.0099],
    ],
  );
  expect(strip.left).toHaveLength(22);
  expect(strip.step * 22).toBeCloseTo(1110, -1);
  expect([strip.left[0], strip.right[0], strip.left[21], strip.right[21]]).toEqual([1, 1, 1, 0]);
});

test('a place beyond the end counts in the last step, and a very long line has eighty steps', () => {
  expect(stripOf([north], [[115.9, 40]]).left[21]).toBe(1);
  const long: Line = [
    [116, 39],
    [116, 41],
  ];
  expect(stripOf([long], []).left).toHaveLength(80);
});

test('the parts of a line follow each other', () => {
  const east: Line = [
    [116.1, 39],
    [116.11, 39],
  ];
  const strip = stripOf([north, east], [[116.105, 39.001]]);
  expect(strip.left.indexOf(1)).toBeGreaterThan(22);
});
