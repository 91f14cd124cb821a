import { expect, test } from 'vitest';
import { packArrangement, unpackArrangement } from '../../../geodata/topology/pack.ts';
import { area, arranged, box } from './shapes.ts';

const { arrangement } = arranged([
  area([box(0, 0, 2, 2), box(0.5, 0.5, 1, 1)]),
  area([box(1.5, 0, 4, 2)]),
  area([box(2, 0, 5, 1)]),
]);

test('an arrangement comes back from its bytes as it was', () => {
  expect(unpackArrangement(packArrangement(arrangement))).toEqual(arrangement);
});

test('an arrangement of nothing, too', () => {
  const nothing = arranged([]).arrangement;
  expect(unpackArrangement(packArrangement(nothing))).toEqual(nothing);
});

test('the bytes may lie anywhere within others', () => {
  const bytes = packArrangement(arrangement);
  const within = new Uint8Array(bytes.length + 11);
  within.set(bytes, 3);
  expect(unpackArrangement(within.subarray(3, 3 + bytes.length))).toEqual(arrangement);
});

test('the same arrangement always makes the same bytes', () => {
  expect(packArrangement(arrangement)).toEqual(packArrangement(structuredClone(arrangement)));
});

test('bytes cut short, or of something else, are a mistake', () => {
  const bytes = packArrangement(arrangement);
  expect(() => unpackArrangement(new Uint8Array(10))).toThrow('packed arrangement of 10 bytes');
  expect(() => unpackArrangement(bytes.subarray(0, bytes.length - 8))).toThrow('cut short');
  expect(() => unpackArrangement(new Uint8Array(bytes.length))).toThrow('no packed arrangement of version 1');
});
