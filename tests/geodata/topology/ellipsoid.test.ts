import { describe, expect, test } from 'vitest';
import {
  authalicHeight,
  edgeLength,
  latitudeOfAuthalicHeight,
  lineLength,
  polygonsArea,
  ringArea,
} from '../../../geodata/topology/ellipsoid.ts';
import { box, ring } from './shapes.ts';

/** Off by at most so large a part of what is wanted. */
const within = (got: number, wanted: number, part: number): void =>
  expect(Math.abs(got - wanted) / Math.abs(wanted)).toBeLessThan(part);

describe('areas on the WGS84 ellipsoid', () => {
  test('the whole ellipsoid has 510,065,621.7 km²', () => {
    within(2 * authalicHeight(90) * 2 * Math.PI, 510_065_621.724e6, 1e-11);
  });

  // Wanted: PostGIS 3.6, ST_Area(geography), which follows geodesics (Karney 2013).
  test.each([
    ['a building in Beijing', 116.35, 39.88, 6e-4, 5e-4, 2849.40626],
    ['a block', 116.3, 39.9, 0.01, 0.01, 949464.60498],
    ['a town', 116.3, 39.9, 0.1, 0.1, 94885036.4689],
    ['a town on the equator', 10, 0, 0.1, 0.1, 123090691.4305],
    ['a town beyond the polar circle', 20, 69.9, 0.1, 0.1, 42703458.8335],
    ['a quarter of Buenos Aires', -58.4, -34.6, 0.05, 0.05, 25447336.5474],
  ])('%s agrees with geodesics', (_, west, south, across, up, wanted) => {
    const corners = [
      [west, south],
      [west + across, south],
      [west + across, south + up],
      [west, south + up],
    ] as const;
    within(ringArea(corners), wanted, 1e-6);
  });

  test('a triangle with sides of 30 km agrees with geodesics within a thousandth', () => {
    const corners = [
      [116, 39.5],
      [116.2, 39.6],
      [116.05, 39.8],
    ] as const;
    within(ringArea(corners), 262283668.2108, 1e-3);
  });

  test('a clockwise ring has a negative area, and a closed one the same as an open one', () => {
    const closed = box(0, 0, 3, 2);
    expect(ringArea(closed.slice(0, -1))).toBeCloseTo(ringArea(closed), 9);
    expect(ringArea(closed.toReversed())).toBeCloseTo(-ringArea(closed), 9);
  });

  test('a hole is taken from its part, whichever way it runs', () => {
    const whole = polygonsArea([[box(0, 0, 4, 4)]]);
    const hole = polygonsArea([[box(1, 1, 2, 2)]]);
    for (const inner of [box(1, 1, 2, 2), box(1, 1, 2, 2).toReversed()])
      expect(polygonsArea([[box(0, 0, 4, 4), inner]])).toBeCloseTo(whole - hole, 6);
  });

  test('an empty ring has no area and an empty line no length', () => {
    expect(ringArea([])).toBe(0);
    expect(lineLength([])).toBe(0);
  });
});

test('an authalic height leads back to its latitude', () => {
  for (const latitude of [-90, -80, -39.9, 0, 1e-6, 39.9, 69.9, 89, 90])
    expect(latitudeOfAuthalicHeight(authalicHeight(latitude))).toBeCloseTo(latitude, 9);
});

describe('lengths on the WGS84 ellipsoid', () => {
  // Wanted: PostGIS 3.6, ST_Distance(geography).
  test.each([
    ['along a parallel', 116.3, 39.9, 116.31, 39.9, 855.18293316],
    ['across a quarter', 116.3, 39.9, 116.35, 39.95, 7006.50249398],
    ['along a meridian from the equator', 10, 0, 10, 0.1, 11057.4276949],
    ['in the south', -58.4, -34.6, -58.3, -34.5, 14398.08658287],
  ])('%s they agree with geodesics', (_, lon0, lat0, lon1, lat1, wanted) => {
    within(edgeLength(lon0, lat0, lon1, lat1), wanted, 1e-6);
  });

  test('over 140 km they agree within a thousandth', () => {
    within(edgeLength(116, 39.5, 117, 40.5), 140071.93931226, 1e-3);
  });

  test('a line is as long as its edges together', () => {
    const line = ring([0, 0], [3, 1], [3, 5]);
    const [a, b, c] = line as [
      readonly [number, number],
      readonly [number, number],
      readonly [number, number],
    ];
    expect(lineLength(line)).toBeCloseTo(edgeLength(...a, ...b) + edgeLength(...b, ...c), 9);
  });
});
