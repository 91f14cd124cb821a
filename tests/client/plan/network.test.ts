import { expect, test } from 'vitest';
import { boundsOf, readNetwork, runsOf, streetLines } from '../../../client/plan/streets/network.ts';

/** Street 7 in three pieces eastwards, street 9 in one beside it. */
const packed = new Uint32Array([
  ...[4, 8],
  ...[7, 7, 7, 9],
  ...[0, 2, 4, 6, 8],
  ...[0, 0, 10, 0, 10, 0, 20, 0, 20, 0, 30, 0, 0, 5, 10, 5],
]).buffer;
const classes = { bounds: [0, 10, 20] };
const network = readNetwork(packed);
const inUnits = (coordinates: readonly (readonly number[])[]) =>
  coordinates.map((at) => at.map((degrees) => Math.round(degrees * 1e7)));

test('pieces of a street that follow each other in one class are drawn as one line', () => {
  const runs = runsOf(network, Float32Array.from([5, 8, 15, 15]), classes);
  expect(runs.features.map(({ properties }) => properties)).toEqual([
    { street: 7, class: 1 },
    { street: 7, class: 2 },
    { street: 9, class: 2 },
  ]);
  expect(inUnits(runs.features[0]?.geometry.coordinates ?? [])).toEqual([
    [0, 0],
    [10, 0],
    [20, 0],
  ]);
});

test('pieces without incidents and those outside what is looked at are not drawn, and end a line', () => {
  const runs = runsOf(network, Float32Array.from([5, Number.NaN, 5, 0]), classes);
  expect(runs.features.map(({ geometry }) => inUnits(geometry.coordinates))).toEqual([
    [
      [0, 0],
      [10, 0],
    ],
    [
      [20, 0],
      [30, 0],
    ],
  ]);
  expect(runsOf(network, new Float32Array(4), classes).features).toEqual([]);
});

test('one street is found with its bounds; none has none', () => {
  expect(boundsOf(streetLines(network, 7))?.map((degrees) => Math.round(degrees * 1e7))).toEqual([
    0, 0, 30, 0,
  ]);
  expect(boundsOf(streetLines(network, 1))).toBeNull();
});
