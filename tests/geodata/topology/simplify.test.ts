import { expect, test } from 'vitest';
import type { Lonlat } from '../../../geodata/geometry.ts';
import { type Arrangement, faceCount } from '../../../geodata/topology/arrangement.ts';
import { dissolve } from '../../../geodata/topology/dissolve.ts';
import { simplify } from '../../../geodata/topology/simplify.ts';
import { area, arranged, box, holdings, place, ring } from './shapes.ts';

/** A line from south to north that swings by so many steps about a meridian, a hundred swings. */
const wavy = (east: number, swing: number): Lonlat[] =>
  Array.from({ length: 201 }, (_, i) => place(east + swing * Math.sin((i * Math.PI) / 2), i / 50));

const neighbours = (swing: number) => [
  area([[place(0, 0), ...wavy(2, swing), place(0, 4)]]),
  area([[place(4, 4), ...wavy(2, swing).toReversed(), place(4, 0)]]),
];

const outlines = (a: Arrangement) =>
  dissolve(
    a,
    Int32Array.from(a.faceArea, (_, face) => face - 1),
  );

test('a line two areas share is simplified once: no crack opens between them', () => {
  const { arrangement } = arranged(neighbours(0.02));
  const simple = simplify(arrangement, 20);
  expect(arrangement.vertexX.length).toBeGreaterThan(200);
  expect(simple.vertexX).toHaveLength(6);
  expect(holdings(arranged(outlines(simple)))).toEqual(['0', '1']);
});

test('what swings further than the tolerance stays', () => {
  const { arrangement } = arranged(neighbours(0.02));
  expect(simplify(arrangement, 1).vertexX.length).toBeGreaterThan(100);
});

test('lengths and areas are those of the new shapes', () => {
  const { arrangement } = arranged(neighbours(0.02));
  const simple = simplify(arrangement, 20);
  const straight = arranged(outlines(simple)).arrangement;
  expect([...simple.faceArea].map(Math.round).sort()).toEqual([...straight.faceArea].map(Math.round).sort());
});

test('an island, however small, keeps an outline', () => {
  const rock = ring([1, 1], [1.01, 1], [1.02, 1.01], [1.01, 1.02], [1, 1.01]);
  const { arrangement } = arranged([area([box(0, 0, 4, 4), rock]), area([rock])]);
  const simple = simplify(arrangement, 1000);
  for (let face = 1; face < faceCount(simple); face++) expect(simple.faceArea[face]).toBeGreaterThan(0);
});

test('a bay with an island in it is not cut off while the island stays outside', () => {
  const coast = ring([0, 0], [1, 0], [1.5, 1], [2, 0], [4, 0], [4, 4], [0, 4]);
  const island = box(1.45, 0.3, 1.55, 0.4);
  const { arrangement } = arranged([area([coast]), area([island])]);
  const simple = simplify(arrangement, 500);
  expect(holdings(arranged(outlines(simple)))).toEqual(['0', '1']);
});
