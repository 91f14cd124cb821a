import { describe, expect, test } from 'vitest';
import { findMoveFault } from '../../../geodata/analysis/what-if/check.ts';
import { type Ground, loadWith } from '../../../geodata/analysis/what-if/load.ts';
import { loopBetween } from '../../../geodata/analysis/what-if/loop.ts';
import { pull, withHandles } from '../../../geodata/analysis/what-if/pull.ts';
import type { Line, Lonlat } from '../../../geodata/geometry.ts';
import { ringArea } from '../../../geodata/topology/ellipsoid.ts';

/** Two squares side by side: the left one from 116.00 to 116.01 east, the right one on to 116.02; 39.00 to 39.01 north. */
const line: Line = [
  [116.01, 39],
  [116.01, 39.01],
];
const rest: readonly { line: Line; area: string | null }[] = [
  {
    line: [
      [116.01, 39],
      [116.02, 39],
      [116.02, 39.01],
      [116.01, 39.01],
    ],
    area: 'east',
  },
  {
    line: [
      [116.01, 39.01],
      [116, 39.01],
      [116, 39],
      [116.01, 39],
    ],
    area: null,
  },
];
const squareArea = ringArea([
  [116, 39],
  [116.01, 39],
  [116.01, 39.01],
  [116, 39.01],
]);
const areas = [squareArea, squareArea] as const;
const fault = (after: Line, outers = rest) => findMoveFault({ before: line, after, outers, areas });

describe('the line between two areas', () => {
  test('may go where both areas are', () => {
    expect(
      fault([
        [116.01, 39],
        [116.015, 39.005],
        [116.01, 39.01],
      ]),
    ).toBeNull();
    expect(
      fault([
        [116.01, 39],
        [116.005, 39.004],
        [116.015, 39.006],
        [116.01, 39.01],
      ]),
    ).toBeNull();
    expect(fault(line)).toBeNull();
  });

  test('keeps its ends', () => {
    expect(
      fault([
        [116.011, 39],
        [116.01, 39.01],
      ]),
    ).toMatchObject({ fault: 'ends-moved', at: [116.01, 39] });
    expect(fault([[116.01, 39]])).toMatchObject({ fault: 'short' });
    expect(
      fault([
        [116.01, 39],
        [Number.NaN, 39.005],
        [116.01, 39.01],
      ]),
    ).toMatchObject({ fault: 'not-finite' });
  });

  test('does not cross itself, and the place is named', () => {
    const crossed: Line = [
      [116.01, 39],
      [116.015, 39.006],
      [116.005, 39.006],
      [116.015, 39.002],
      [116.01, 39.01],
    ];
    const found = fault(crossed);
    expect(found?.fault).toBe('crosses-itself');
    expect(found?.at?.[0]).toBeGreaterThan(116.005);
    expect(
      fault([
        [116.01, 39],
        [116.01, 39.006],
        [116.01, 39.003],
        [116.01, 39.01],
      ])?.fault,
    ).toBe('crosses-itself');
  });

  test('does not leave the two areas, and who lies there is named', () => {
    expect(
      fault([
        [116.01, 39],
        [116.03, 39.005],
        [116.01, 39.01],
      ]),
    ).toMatchObject({ fault: 'leaves', area: 'east' });
    expect(
      fault([
        [116.01, 39],
        [115.99, 39.005],
        [116.01, 39.01],
      ]),
    ).toMatchObject({ fault: 'leaves', area: null });
    // Touching the outer line is leaving too: the area would fall into two at that point.
    expect(
      fault([
        [116.01, 39],
        [116.02, 39.005],
        [116.01, 39.01],
      ])?.fault,
    ).toBe('leaves');
  });

  test('does not take in a third area that lies inside one of them', () => {
    const enclave: Line = [
      [116.012, 39.004],
      [116.013, 39.004],
      [116.013, 39.005],
      [116.012, 39.004],
    ];
    expect(
      fault(
        [
          [116.01, 39],
          [116.018, 39.005],
          [116.01, 39.01],
        ],
        [...rest, { line: enclave, area: 'enclave' }],
      ),
    ).toMatchObject({ fault: 'encloses', area: 'enclave' });
  });

  test('leaves something of both areas', () => {
    const e = 1e-5;
    const whole: Line = [
      [116.01, 39],
      [116.02 - e, 39 + e],
      [116.02 - e, 39.01 - e],
      [116.01, 39.01],
    ];
    expect(fault(whole)?.fault).toBe('nothing-left');
  });
});

describe('what changes sides', () => {
  const bulge: Line = [
    [116.01, 39],
    [116.014, 39.005],
    [116.01, 39.01],
  ];

  test('is what lies between the lines, and what one side gains the other loses', () => {
    const { signedArea, holds } = loopBetween(line, bulge);
    // A triangle of 0.004 by 0.01 degrees: a fifth of a square.
    expect(signedArea / squareArea).toBeCloseTo(0.2, 4);
    expect([holds(116.012, 39.005), holds(116.008, 39.005), holds(116.0141, 39.005)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(loopBetween(line, line).signedArea).toBeCloseTo(0, 6);
  });

  test('takes its incidents, streets and days along', () => {
    const ground: Ground = {
      line,
      areas,
      incidents: {
        longitude: [116.005, 116.012, 116.018, 116.0105],
        latitude: [39.005, 39.005, 39.005, 39.0099],
        side: [0, 1, 1, 1],
        joint: [0, 1, 0, 0],
        days: [2, 6, 4, null],
      },
      streets: { longitude: [116.012, 116.018], latitude: [39.005, 39.005], metres: [20, 15], side: [1, 1] },
    };
    const now = loadWith(ground, line);
    expect(now.left).toMatchObject({ incidents: 1, joint: 0, meanDays: 2, streetMetres: 0 });
    expect(now.right).toMatchObject({ incidents: 3, joint: 1, settled: 2, meanDays: 5, streetMetres: 35 });
    expect([now.moved, now.atLine]).toEqual([0, 1]);
    const then = loadWith(ground, bulge);
    expect(then.left).toMatchObject({ incidents: 2, joint: 1, meanDays: 4, streetMetres: 20 });
    expect(then.right).toMatchObject({ incidents: 2, joint: 0, meanDays: 4, streetMetres: 15 });
    expect(then.moved).toBe(1);
    expect(then.left.squareMetres + then.right.squareMetres).toBeCloseTo(2 * squareArea, 3);
    expect(then.length).toBeGreaterThan(now.length);
  });

  test('of areas without incidents is land alone', () => {
    const none = { longitude: [], latitude: [], side: [] };
    const ground: Ground = {
      line,
      areas,
      incidents: { ...none, joint: [], days: [] },
      streets: { ...none, metres: [] },
    };
    expect(loadWith(ground, bulge).left).toMatchObject({ incidents: 0, meanDays: null });
  });
});

describe('pulling a line by its handles', () => {
  test('a handle stands every hundred metres or so, none at the ends', () => {
    const { line: made, handles } = withHandles(line);
    expect(handles.length).toBe(8);
    expect([made[0], made.at(-1)]).toEqual([line[0], line[1]]);
    const one = withHandles([
      [116, 39],
      [116.0001, 39],
    ]);
    expect(one.handles).toEqual([1]);
    expect(one.line[1]?.[0]).toBeCloseTo(116.00005, 9);
  });

  test('moves what lies between its neighbours, half as much half way, and nothing else', () => {
    const made: Line = [0, 1, 2, 3, 4].map((i): Lonlat => [116, 39 + i / 1000]);
    const pulled = pull({ line: made, handles: [2] }, 0, [116.002, 39.002]);
    expect(pulled.line[2]).toEqual([116.002, 39.002]);
    expect(pulled.line[1]?.[0]).toBeCloseTo(116.001, 5);
    expect(pulled.line[3]?.[0]).toBeCloseTo(116.001, 5);
    expect([pulled.line[0], pulled.line[4]]).toEqual([made[0], made[4]]);
  });

  test('a handle that is none is refused', () => {
    expect(() => pull(withHandles(line), 99, [0, 0])).toThrow('got handle 99');
  });
});
