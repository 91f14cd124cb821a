import { expect, test } from 'vitest';
import { boundaryLines } from '../../../client/draw/boundary-lines.ts';
import type { Arrangement } from '../../../geodata/topology/arrangement.ts';

const two: Arrangement = {
  vertexX: Int32Array.of(1163000001, 1163100000, 1164000000, 1164100000),
  vertexY: Int32Array.of(399000000, 399000007, 399000000, 399100000),
  chainStart: Int32Array.of(0, 2, 4),
  chainVertex: Int32Array.of(0, 1, 2, 3),
  chainLeft: Int32Array.of(1, 1),
  chainRight: Int32Array.of(0, 0),
  chainLength: Float64Array.of(1, 1),
  faceChainStart: Int32Array.of(0, 0, 0),
  faceChain: Int32Array.of(),
  faceOwnerStart: Int32Array.of(0, 0, 0),
  faceOwner: Int32Array.of(),
  faceArea: Float64Array.of(0, 1),
  featureCount: 1,
};

test('boundaries within the view come with every digit they are stored with', () => {
  expect(boundaryLines(two, [116.29, 39.89, 116.32, 39.91], 10)).toEqual([
    [
      [116.3000001, 39.9],
      [116.31, 39.9000007],
    ],
  ]);
});

test('no more lines are given than were asked for', () => {
  expect(boundaryLines(two, [116, 39, 117, 40], 10)).toHaveLength(2);
  expect(boundaryLines(two, [116, 39, 117, 40], 1)).toHaveLength(1);
});
