import { describe, expect, test } from 'vitest';
import { arrange } from '../../../geodata/topology/arrange.ts';
import { chainCount, faceCount, faceWidth } from '../../../geodata/topology/arrangement.ts';
import { checkArrangement } from '../../../geodata/topology/check.ts';
import { lineLength, polygonsArea } from '../../../geodata/topology/ellipsoid.ts';
import type { Drawn } from '../../../geodata/topology/rings.ts';
import { area, arranged, box, holdings, ring } from './shapes.ts';

describe('areas laid into one arrangement', () => {
  test('two neighbours that share a line have a chain between them, and one each to the outside', () => {
    const result = arranged([area([box(0, 0, 2, 2)]), area([box(2, 0, 4, 2)])]);
    expect(holdings(result)).toEqual(['0', '1']);
    expect(chainCount(result.arrangement)).toBe(3);
    expect(result.faults).toEqual([]);
  });

  test('how far it has come is told from 0 to 1, never back', () => {
    const told: number[] = [];
    arrange([area([box(0, 0, 2, 2)]), area([box(2, 0, 4, 2)])], (fraction) => told.push(fraction));
    expect(told[0]).toBe(0);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test('a neighbour with a vertex in the middle of the common line meets it there', () => {
    const left = area([box(0, 0, 2, 2)]);
    const right = area([ring([2, 0], [4, 0], [4, 2], [2, 2], [2, 1.3])]);
    const result = arranged([left, right]);
    expect(holdings(result)).toEqual(['0', '1']);
    expect(result.evidence.noded.crossings).toBe(0);
  });

  test('what two areas both claim is a face of both; what none claims between them a face of none', () => {
    expect(holdings(arranged([area([box(0, 0, 2, 2)]), area([box(1, 0, 3, 2)])]))).toEqual(['0', '0+1', '1']);
    const around = area([box(0, 0, 3, 3), box(1, 1, 2, 2)]);
    expect(holdings(arranged([around]))).toEqual(['0', 'gap']);
  });

  test('an exclave in a hole belongs to its own area', () => {
    const host = area([box(0, 0, 4, 4), box(1, 1, 2, 2)]);
    const guest = area([box(4, 0, 6, 4)], [box(1, 1, 2, 2)]);
    expect(holdings(arranged([host, guest]))).toEqual(['0', '1', '1']);
  });

  test('an island within a lake within an area lies where it lies, though their outlines do not touch', () => {
    const land = area([box(0, 0, 9, 9), box(1, 1, 8, 8)]);
    const island = area([box(2, 2, 7, 7), box(3, 3, 6, 6)]);
    const rock = area([box(4, 4, 5, 5)]);
    expect(holdings(arranged([land, island, rock]))).toEqual(['0', '1', '2', 'gap', 'gap']);
  });

  test('the same line drawn twice by one ring separates nothing', () => {
    const spiked = area([ring([0, 0], [2, 0], [2, 1], [5, 1], [2, 1], [2, 2], [0, 2])]);
    const result = arranged([spiked]);
    expect(faceCount(result.arrangement)).toBe(2);
    expect(Math.max(...result.arrangement.vertexX)).toBe(Math.round((116.35 + 0.002) * 1e7));
  });

  test('a ring may run either way, begin anywhere, and be closed or open', () => {
    const drawings: Drawn[] = [
      area([ring([0, 0], [2, 0], [2, 2], [0, 2])]),
      area([box(0, 0, 2, 2).toReversed()]),
      area([ring([2, 2], [0, 2], [0, 0], [2, 0], [2, 2])]),
    ];
    for (const drawing of drawings) {
      const { arrangement } = arranged([drawing]);
      expect(arrangement.faceArea[1]).toBeCloseTo(polygonsArea(drawing.polygons), 6);
    }
  });

  test('lengths, areas and mean widths are in metres on the ellipsoid', () => {
    const { arrangement } = arranged([area([box(0, 0, 6, 5)])]);
    const [length = 0] = arrangement.chainLength;
    expect(length).toBeCloseTo(lineLength(box(0, 0, 6, 5)), 6);
    expect(arrangement.faceArea[1]).toBeCloseTo(polygonsArea([[box(0, 0, 6, 5)]]), 6);
    expect(faceWidth(arrangement, 1)).toBeCloseTo((2 * (arrangement.faceArea[1] ?? 0)) / length, 9);
    expect(arrangement.faceArea[0]).toBe(0);
  });

  test('no areas, or areas without shape, make an arrangement of the outside alone', () => {
    for (const features of [[], [area()], [area([])], [area([[]])]])
      expect(faceCount(arranged(features).arrangement)).toBe(1);
  });

  test('a thousand areas in one place are owners of one face', () => {
    const result = arranged(Array.from({ length: 1000 }, () => area([box(0, 0, 1, 1)])));
    expect(holdings(result)[0]?.split('+')).toHaveLength(1000);
    expect(checkArrangement(result, [])).toEqual([]);
  });
});

describe('boundaries that cannot be arranged are refused, with what was got and where', () => {
  const refusalOf = (...features: Drawn[]) => {
    const result = arrange(features);
    return 'refusal' in result ? result.refusal : null;
  };

  test('a position that is no number', () => {
    const broken = area([
      [
        [116, 39],
        [116.1, 39],
        [Number.NaN, 39.1],
      ],
    ]);
    expect(refusalOf(area([box(0, 0, 1, 1)]), broken)).toMatchObject({
      code: 'not-finite',
      feature: 1,
      part: 0,
      ring: 0,
      at: [116.1, 39],
      got: '[NaN, 39.1] at position 2',
    });
    expect(refusalOf(area([[[116, Number.POSITIVE_INFINITY]]]))?.code).toBe('not-finite');
  });

  test('metres taken for degrees', () => {
    expect(
      refusalOf(
        area([
          [
            [448_000, 4_417_000],
            [448_100, 4_417_000],
            [448_100, 4_417_100],
          ],
        ]),
      ),
    ).toMatchObject({
      code: 'out-of-range',
      got: '[448000, 4417000] at position 0',
    });
  });

  test('a ring across the 180th meridian', () => {
    const taveuni = area([
      [
        [179.9, -16.9],
        [-179.9, -16.9],
        [-179.9, -16.7],
        [179.9, -16.7],
      ],
    ]);
    expect(refusalOf(taveuni)).toMatchObject({ code: 'antimeridian', feature: 0, at: [-179.9, -16.9] });
  });

  test('an edge of five degrees, and a piece of ten', () => {
    expect(
      refusalOf(
        area([
          [
            [110, 35],
            [115, 35],
            [115, 36],
          ],
        ]),
      ),
    ).toMatchObject({ code: 'edge-too-long', feature: 0 });
    const wide: [number, number][] = [];
    for (let i = 0; i < 10; i++) wide.push([110 + i, 30]);
    for (let i = 0; i < 10; i++) wide.push([120, 30 + i]);
    for (let i = 0; i < 10; i++) wide.push([120 - i, 40]);
    for (let i = 0; i < 10; i++) wide.push([110, 40 - i]);
    expect(refusalOf(area([wide]))).toMatchObject({ code: 'too-large' });
  });

  test('two layers of combs whose teeth cross twenty thousand times', () => {
    const comb = (teeth: number, turned: boolean) => {
      const line: [number, number][] = [];
      for (let i = 0; i < teeth; i++) line.push([i, 0], [i, 200], [i + 0.5, 200], [i + 0.5, 0]);
      line.push([teeth, -1], [0, -1]);
      return area([ring(...line.map(([x, y]): [number, number] => (turned ? [y, x] : [x, y])))]);
    };
    expect(refusalOf(comb(100, false), comb(100, true))).toMatchObject({
      code: 'too-much-dust',
      at: [expect.closeTo(116.4, 0), expect.closeTo(39.9, 0)],
    });
  });
});
