import { expect, test } from 'vitest';
import type { Line } from '../../../geodata/geometry.ts';
import { lineLength } from '../../../geodata/topology/ellipsoid.ts';
import { matchSeams, type SeamShape } from '../../../server/seam/match.ts';

/** A seam along these places, in hundredths of a degree east and north of 116° 39°; the smaller code comes first. */
function seam(pair: string, places: readonly (readonly [number, number])[], number = 1): SeamShape {
  const [left = '', right = ''] = pair.split('|');
  const line: Line = places.map(([east, north]) => [116 + east / 100, 39 + north / 100]);
  return {
    key: number === 1 ? pair : `${pair}#${number}`,
    left,
    right,
    length: lineLength(line),
    lines: [line],
  };
}

const told = (before: readonly SeamShape[], after: readonly SeamShape[]) =>
  matchSeams(before, after).matches.map(
    ({ key, origin, from, turned }) =>
      `${key} ${origin}${from === null ? '' : ` from ${from}`}${turned ? ' turned' : ''}`,
  );

const north = [
  [0, 0],
  [0, 10],
] as const;

test('the same pair of codes keeps its record, wherever the line has moved to', () => {
  const moved = [
    [3, 0],
    [3, 10],
  ] as const;
  expect(told([seam('a|b', north)], [seam('a|b', moved)])).toEqual(['a|b kept from a|b']);
});

test('the same line between renamed sides keeps its record, and knows which side became which', () => {
  expect(told([seam('b|c', north)], [seam('b|d', north)])).toEqual(['b|d renamed from b|c']);
  expect(told([seam('b|c', north)], [seam('a|b', [...north].reverse())])).toEqual([
    'a|b renamed from b|c turned',
  ]);
});

test('where both sides got new codes, the direction of the line tells the sides', () => {
  expect(told([seam('a|b', north)], [seam('x|y', north)])).toEqual(['x|y renamed from a|b']);
  expect(told([seam('a|b', north)], [seam('x|y', [...north].reverse())])).toEqual([
    'x|y renamed from a|b turned',
  ]);
});

test('two metres beside the old line is still the old line, ten metres beside it is another', () => {
  const beside = (metres: number) =>
    [
      [metres / 865, 0],
      [metres / 865, 10],
    ] as const;
  expect(told([seam('a|b', north)], [seam('x|y', beside(2))])).toEqual(['x|y renamed from a|b']);
  expect(told([seam('a|b', north)], [seam('x|y', beside(10))])).toEqual(['x|y new']);
});

test('a subdistrict that is split leaves the record with the part that kept its code, and gives the other a copy', () => {
  const after = [
    seam('a|b', [
      [0, 0],
      [0, 3],
    ]),
    seam('a|c', [
      [0, 3],
      [0, 10],
    ]),
    seam('b|c', [
      [0, 3],
      [9, 3],
    ]),
  ];
  expect(told([seam('a|b', north)], after)).toEqual(['a|b kept from a|b', 'a|c split from a|b', 'b|c new']);
});

test('a subdistrict that is split under two new codes leaves the record with the longer part', () => {
  const after = [
    seam('a|x', [
      [0, 0],
      [0, 3],
    ]),
    seam('a|y', [
      [0, 3],
      [0, 10],
    ]),
  ];
  expect(told([seam('a|b', north)], after)).toEqual(['a|x split from a|b', 'a|y renamed from a|b']);
});

test('of two lines that become one, the pair that stays keeps its record and the other is told to have ended in it', () => {
  const before = [
    seam('a|b', [
      [0, 0],
      [0, 3],
    ]),
    seam('a|c', [
      [0, 3],
      [0, 10],
    ]),
  ];
  const { matches, ended } = matchSeams(before, [seam('a|b', north)]);
  expect(matches).toEqual([{ key: 'a|b', origin: 'kept', from: 'a|b', turned: false }]);
  expect(ended).toEqual([{ key: 'a|c', into: 'a|b' }]);
});

test('a line that is nowhere any more has ended', () => {
  expect(matchSeams([seam('a|b', north)], []).ended).toEqual([{ key: 'a|b', into: null }]);
});

test('an island keeps its record when another line of the same pair appears west of it', () => {
  const island = [
    [4, 4],
    [5, 4],
    [5, 5],
    [4, 5],
    [4, 4],
  ] as const;
  const west = [
    [-3, 0],
    [-3, 10],
  ] as const;
  const before = [seam('a|b', island)];
  expect(told(before, [seam('a|b', west), seam('a|b', island, 2)])).toEqual([
    'a|b new',
    'a|b#2 kept from a|b',
  ]);
});

test('a line cut in two by a wedge between its sides keeps its record on the longer half, and the other gets a copy', () => {
  const before = [seam('a|c', north)];
  const after = [
    seam('a|c', [
      [0, 0],
      [0, 3],
    ]),
    seam(
      'a|c',
      [
        [0, 5],
        [0, 10],
      ],
      2,
    ),
    seam('a|b', [
      [0, 3],
      [-1, 4],
      [0, 5],
    ]),
  ];
  expect(told(before, after)).toEqual(['a|c split from a|c', 'a|c#2 kept from a|c', 'a|b new']);
});

test('the same lines match themselves, and the order they come in does not matter', () => {
  const lines = [
    seam('a|b', north),
    seam(
      'a|b',
      [
        [2, 0],
        [2, 10],
      ],
      2,
    ),
    seam('b|c', [
      [5, 0],
      [5, 10],
    ]),
  ];
  expect(told(lines, lines)).toEqual(['a|b kept from a|b', 'a|b#2 kept from a|b#2', 'b|c kept from b|c']);
  expect(told([...lines].reverse(), lines)).toEqual(told(lines, lines));
});
