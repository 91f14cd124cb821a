import { describe, expect, test } from 'vitest';
import { edgeLabels, isJudgeable, measuresOf, withHoles } from '../../../client/draw/shape.ts';

/** About 40 m by 50 m at 40° north. */
const [east, north] = [40 / 85_390, 50 / 111_040];
const building = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [116.32, 39.9],
      [116.32 + east, 39.9],
      [116.32 + east, 39.9 + north],
      [116.32, 39.9 + north],
      [116.32, 39.9],
    ],
  ],
};
const square = (from: number, to: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [116.32 + from * east, 39.9 + from * north],
      [116.32 + to * east, 39.9 + from * north],
      [116.32 + to * east, 39.9 + to * north],
      [116.32 + from * east, 39.9 + to * north],
      [116.32 + from * east, 39.9 + from * north],
    ],
  ],
});

describe('measures of what is drawn', () => {
  test('a building of 40 by 50 metres has 2,000 square metres and 180 metres around', () => {
    const { area, length } = measuresOf(building);
    expect(area).toBeCloseTo(2000, -1);
    expect(length).toBeCloseTo(180, 0);
  });

  test('a hole is taken off the area, and its edge added to the length', () => {
    const cut = measuresOf(withHoles(building, [square(0.25, 0.75)]));
    expect(cut.area).toBeCloseTo(1500, -1);
    expect(cut.length).toBeCloseTo(270, 0);
  });

  test('a line has a length and no area, a point neither', () => {
    const line = {
      type: 'LineString' as const,
      coordinates: [
        [116.32, 39.9],
        [116.32, 39.9 + north],
      ],
    };
    expect(measuresOf(line).area).toBeNull();
    expect(measuresOf(line).length).toBeCloseTo(50, 0);
    expect(measuresOf({ type: 'Point', coordinates: [116.32, 39.9] })).toEqual({ area: null, length: null });
  });
});

describe('labels of edges', () => {
  test('stand outside: below the southern edge, right of the eastern one', () => {
    const labels = edgeLabels(building);
    expect(labels.map(({ anchor }) => anchor)).toEqual(['top', 'left', 'bottom', 'right']);
    expect(labels[0]?.metres).toBeCloseTo(40, 0);
  });

  test('stand outside for a ring drawn clockwise too', () => {
    const clockwise = { ...building, coordinates: [(building.coordinates[0] ?? []).toReversed()] };
    expect(
      new Set(edgeLabels(clockwise).map(({ anchor, metres }) => `${anchor} ${Math.round(metres)}`)),
    ).toEqual(new Set(['top 40', 'left 50', 'bottom 40', 'right 50']));
  });

  test('are left out for a circle, whose edges mean nothing', () => {
    const ring = Array.from({ length: 73 }, (_, i) => [
      116.32 + east * Math.cos((i * Math.PI) / 36),
      39.9 + north * Math.sin((i * Math.PI) / 36),
    ]);
    expect(edgeLabels({ type: 'Polygon', coordinates: [ring] })).toEqual([]);
  });
});

test('a hole that reaches outside the shape is none', () => {
  expect(withHoles(building, [square(0.5, 1.5)]).coordinates).toHaveLength(1);
});

test('a polygon is judged once its corners enclose something', () => {
  const begun = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [116.32, 39.9],
        [116.32 + east, 39.9],
        [116.32, 39.9],
      ],
    ],
  };
  expect(isJudgeable(begun)).toBe(false);
  expect(isJudgeable(building)).toBe(true);
  expect(isJudgeable({ type: 'Point', coordinates: [116.32, 39.9] })).toBe(true);
});
