import { expect, test } from 'vitest';
import { readFootprint } from '../../../geodata/footprint.ts';
import { frameAt, fromPlane } from '../../../geodata/jurisdiction/frame.ts';
import { zoneArea } from '../../../geodata/jurisdiction/zone-area.ts';

const frame = frameAt(116.35, 39.9);
type Place = readonly [number, number];
const at = ([x, y]: Place) => fromPlane(frame, x, y);

/** Square metres within some metres of a geometry drawn in metres. */
function areaAround(geometry: object, reach: number): number {
  const read = readFootprint(
    { type: 'Feature', geometry, properties: { crs: 'wgs84', width: 0, accuracy: 0 } },
    [116, 39, 117, 41],
  );
  if ('refusal' in read) throw new Error(JSON.stringify(read.refusal));
  return zoneArea(read.footprint, reach);
}

const polygon = (...rings: Place[][]) => ({
  type: 'Polygon',
  coordinates: rings.map((ring) => [...ring, ...ring.slice(0, 1)].map(at)),
});
const square = (half: number): Place[] => [
  [-half, -half],
  [half, -half],
  [half, half],
  [-half, half],
];

test('a zone around a square is the square, four strips and a disc', () => {
  expect(areaAround(polygon(square(50)), 20) / (100 * 100 + 400 * 20 + Math.PI * 400)).toBeCloseTo(1, 5);
});

test('a hole keeps what lies deeper in it than the zone reaches', () => {
  const outside = 200 * 200 + 800 * 20 + Math.PI * 400;
  const ring = polygon(square(100), square(50));
  expect(areaAround(ring, 20) / (outside - 60 * 60)).toBeCloseTo(1, 5);
  expect(areaAround(ring, 60) / (200 * 200 + 800 * 60 + Math.PI * 3600)).toBeCloseTo(1, 5);
});

test('what two places reach both counts once', () => {
  const points = { type: 'MultiPoint', coordinates: [at([0, 0]), at([30, 0]), at([30, 0])] };
  const lens = 2 * 900 * Math.acos(0.5) - 15 * Math.sqrt(4 * 900 - 900);
  expect(areaAround(points, 30) / (2 * Math.PI * 900 - lens)).toBeCloseTo(1, 5);
});

test('a line there and back again reaches no farther than the line', () => {
  const there = { type: 'LineString', coordinates: [at([0, 0]), at([100, 0]), at([100, 80])] };
  const back = { ...there, coordinates: [...there.coordinates, at([100, 0]), at([0, 0])] };
  // Strips on both sides overlap in the corner between the two stretches.
  const once = 180 * 40 + Math.PI * 400 - (400 - (Math.PI * 400) / 4);
  expect(areaAround(there, 20) / once).toBeCloseTo(1, 3);
  expect(areaAround(back, 20) / areaAround(there, 20)).toBeCloseTo(1, 5);
});
