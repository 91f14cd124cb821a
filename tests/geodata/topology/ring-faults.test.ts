import { expect, test } from 'vitest';
import type { Line, Rings } from '../../../geodata/geometry.ts';
import { area, arranged, box, place, ring } from './shapes.ts';

const good = area([box(10, 10, 11, 11)]);

const faultsOf = (...polygons: readonly Rings[]) =>
  arranged([good, area(...polygons)]).faults.map(({ feature, part, ring: number, fault, at }) => ({
    feature,
    part,
    ring: number,
    fault,
    at,
  }));

const near = (east: number, north: number) => place(east, north).map((degrees) => expect.closeTo(degrees, 6));

test.each<[string, Line, string, [number, number]]>([
  ['a bow tie crosses itself', ring([0, 0], [2, 2], [2, 0], [0, 2]), 'self-crossing', [1, 1]],
  [
    'a loop within winds twice',
    ring([0, 0], [4, 0], [4, 4], [1, 1], [3, 1], [0, 4]),
    'self-crossing',
    [2, 2],
  ],
  [
    'a spike runs out and back',
    ring([0, 0], [2, 0], [2, 1], [5, 1], [2, 1], [2, 2], [0, 2]),
    'spike',
    [5, 1],
  ],
  ['a pinch runs back on its own line', ring([0, 0], [2, 0], [2, 3], [2, 2], [0, 2]), 'pinch', [2, 3]],
  [
    'a point passed twice is a touch',
    ring([0, 0], [4, 0], [2, 2], [4, 4], [0, 4], [2, 2]),
    'self-touch',
    [2, 2],
  ],
  ['a line there and back has no area', ring([0, 0], [2, 0], [4, 0], [2, 0]), 'no-area', [0, 0]],
  ['two points are no ring', ring([0, 0], [1, 0], [0, 0]), 'degenerate', [0, 0]],
])('%s', (_, line, fault, [east, north]) => {
  expect(faultsOf([line])).toEqual([{ feature: 1, part: 0, ring: 0, fault, at: near(east, north) }]);
});

test('a hole that leaves its shell is named, at a point of what lies outside', () => {
  const [fault, ...more] = faultsOf([box(0, 0, 2, 2), box(1, 0.5, 3, 1.5)]);
  expect(more).toEqual([]);
  expect(fault).toMatchObject({ part: 0, ring: 1, fault: 'hole-outside-shell' });
  expect(fault?.at?.[0]).toBeGreaterThanOrEqual(place(2, 0)[0] - 1e-7);
});

test('two holes that cover the same place are named by the later', () => {
  expect(faultsOf([box(0, 0, 9, 9), box(1, 1, 3, 3), box(2, 2, 4, 4)])).toMatchObject([
    { ring: 2, fault: 'holes-overlap' },
  ]);
});

test('two parts that cover the same place are named by the later', () => {
  expect(faultsOf([box(0, 0, 2, 2)], [box(4, 0, 6, 2)], [box(5, 1, 7, 3)])).toMatchObject([
    { part: 2, ring: 0, fault: 'parts-overlap' },
  ]);
});

test('parts and holes that touch at a point, and repeated positions, are no faults', () => {
  expect(faultsOf([box(0, 0, 2, 2)], [box(2, 2, 3, 3)])).toEqual([]);
  expect(faultsOf([box(0, 0, 4, 4), ring([0, 2], [1, 1], [1, 3])])).toEqual([]);
  expect(faultsOf([ring([0, 0], [0, 0], [2, 0], [2, 0], [2, 2], [0, 0])])).toEqual([]);
});
