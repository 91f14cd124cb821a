import { expect, test } from 'vitest';
import { reachOf, walkingMinutes } from '../../../client/officer/distance.ts';
import type { FootprintGeometry, Lonlat } from '../../../geodata/geometry.ts';
import { metresPerRadian, radiansPerDegree } from '../../../geodata/topology/ellipsoid.ts';

const centre: Lonlat = [116.33, 39.89];
const { north, east } = metresPerRadian(centre[1]);
/** A place so many metres east and north of the centre. */
const at = (x: number, y: number): [number, number] => [
  centre[0] + x / (east * radiansPerDegree),
  centre[1] + y / (north * radiansPerDegree),
];
const square = (half: number) => [
  at(-half, -half),
  at(half, -half),
  at(half, half),
  at(-half, half),
  at(-half, -half),
];
const metres = (geometry: FootprintGeometry, from: Lonlat) => reachOf(geometry, from).metres;

test('inside a footprint the distance is nothing, in its hole it is that to the hole’s edge', () => {
  const ring: FootprintGeometry = { type: 'Polygon', coordinates: [square(100), square(40)] };
  expect(metres(ring, at(70, 0))).toBe(0);
  expect(metres(ring, at(10, 0))).toBeCloseTo(30, 1);
  expect(metres(ring, at(150, 0))).toBeCloseTo(50, 1);
  expect(metres(ring, at(130, 140))).toBeCloseTo(50, 1);
});

test('to a line it is that to its nearest piece, past its end to the end', () => {
  const line: FootprintGeometry = { type: 'LineString', coordinates: [at(0, 0), at(100, 0), at(100, 100)] };
  expect(metres(line, at(50, 12))).toBeCloseTo(12, 1);
  expect(metres(line, at(-30, -40))).toBeCloseTo(50, 1);
  expect(metres(line, at(130, 50))).toBeCloseTo(30, 1);
});

test('to points and to several polygons it is that to the nearest', () => {
  expect(metres({ type: 'Point', coordinates: at(0, 0) }, at(30, 40))).toBeCloseTo(50, 1);
  expect(metres({ type: 'MultiPoint', coordinates: [at(0, 0), at(500, 0)] }, at(480, 0))).toBeCloseTo(20, 1);
  const far = square(50).map(([lon, lat]): [number, number] => [lon + 0.1, lat]);
  expect(metres({ type: 'MultiPolygon', coordinates: [[far], [square(50)]] }, at(80, 0))).toBeCloseTo(30, 1);
});

test('the nearest place lies on the edge', () => {
  const { nearest } = reachOf({ type: 'Polygon', coordinates: [square(100)] }, at(400, 20));
  expect(nearest[0]).toBeCloseTo(at(100, 20)[0], 7);
  expect(nearest[1]).toBeCloseTo(at(100, 20)[1], 7);
});

test('a walk takes a minute at least, and longer than the crow flies', () => {
  expect(walkingMinutes(0)).toBe(1);
  expect(walkingMinutes(340)).toBe(6);
});
