import { describe, expect, test } from 'vitest';
import type { Lonlat } from '../../../geodata/geometry.ts';
import { createColumns } from '../../../geodata/jurisdiction/columns.ts';
import { commonSuperior } from '../../../geodata/jurisdiction/decide.ts';
import { frameAt } from '../../../geodata/jurisdiction/frame.ts';
import { owenT } from '../../../geodata/jurisdiction/probability.ts';
import { percent, sharesInWords } from '../../../geodata/jurisdiction/wording.ts';
import { authalicHeight } from '../../../geodata/topology/ellipsoid.ts';

describe('Areas', () => {
  test.each([1e-4, 0.01, 0.5, 1])('of a box %s degrees wide are those of the ellipsoid', (side) => {
    const [west, south] = [116 - side / 2, 40 - side / 2];
    const box: Lonlat[] = [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ];
    const exact = (authalicHeight(south + side) - authalicHeight(south)) * ((side * Math.PI) / 180);
    const { area } = createColumns(frameAt(116, 40), [[box]]);
    expect(Math.abs(area / exact - 1)).toBeLessThan(2e-9);
  });
});

describe('Owen’s T', () => {
  /** Simpson's rule on the integral that defines it. */
  const slowly = (h: number, a: number): number => {
    const steps = 20_000;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const x = (a * i) / steps;
      sum +=
        ((i === 0 || i === steps ? 1 : i % 2 ? 4 : 2) * Math.exp((-h * h * (1 + x * x)) / 2)) / (1 + x * x);
    }
    return (sum * a) / (3 * steps) / (2 * Math.PI);
  };

  test('equals its integral, near and far, thin and wide', () => {
    for (const h of [1e-6, 0.01, 0.3, 1, 2.5, 6])
      for (const a of [0.01, 0.5, 1, 1.5, 8, 60]) {
        expect(owenT(h, a * h)).toBeCloseTo(slowly(h, a), 9);
        expect(owenT(h, -a * h)).toBe(-owenT(h, a * h));
      }
  });

  test('is a quarter seen from the line itself', () => {
    expect(owenT(0, 1e-9)).toBeCloseTo(0.25, 9);
    expect(owenT(0, 3)).toBeCloseTo(0.25, 12);
  });
});

describe('The coordinator', () => {
  const area = (...path: string[]) => ({ path });
  test('is the lowest area above all', () => {
    expect(commonSuperior([area('1', '11', '111'), area('1', '11', '112')])).toBe('11');
    expect(commonSuperior([area('1', '11', '111'), area('1', '12', '121')])).toBe('1');
    expect(commonSuperior([area('1', '11', '111'), area('2', '21')])).toBeNull();
    expect(commonSuperior([])).toBeNull();
  });
});

describe('Figures', () => {
  test('shares are said in words where all are halves, thirds or quarters', () => {
    expect(sharesInWords([0.6667, 0.3333]).map(({ zh }) => zh)).toEqual(['三分之二', '三分之一']);
    expect(sharesInWords([0.752, 0.248]).map(({ en }) => en)).toEqual(['three quarters', 'one quarter']);
    expect(sharesInWords([0.6, 0.25, 0.15]).map(({ zh }) => zh)).toEqual(['60.0 %', '25.0 %', '15.0 %']);
  });
  test('nothing is rounded to all or to none', () => {
    expect([1, 0.99999, 0.00001, 0].map((share) => percent(share).en)).toEqual([
      '100.0 %',
      '> 99.9 %',
      '< 0.1 %',
      '0.0 %',
    ]);
  });
});
