import { describe, expect, test } from 'vitest';
import { frictionOf, type SeamIncident, type Settled } from '../../../geodata/analysis/friction/friction.ts';
import { exactPoissonInterval, studentQuantile } from '../../../geodata/analysis/friction/quantiles.ts';

describe('intervals of small numbers', () => {
  test('of a count are the exact ones of the tables', () => {
    // Garwood 1936, table I; Ulm 1990, Am. J. Epidemiol. 131:373.
    const table = [
      [0, 0, 3.689],
      [1, 0.025, 5.572],
      [5, 1.623, 11.668],
      [10, 4.795, 18.39],
      [100, 81.364, 121.627],
    ] as const;
    for (const [count, low, high] of table) {
      expect(exactPoissonInterval(count)[0]).toBeCloseTo(low, 3);
      expect(exactPoissonInterval(count)[1]).toBeCloseTo(high, 3);
    }
  });

  test('of a very large count go over into the normal ones', () => {
    const [low, high] = exactPoissonInterval(1_000_000);
    expect(low).toBeCloseTo(1_000_000 - 1960 + 1, -1);
    expect(high).toBeCloseTo(1_000_000 + 1960 + 2, -1);
  });

  test('of a mean widen with few values as Student’s table says', () => {
    for (const [freedom, quantile] of [
      [1, 12.706],
      [2, 4.303],
      [3, 3.182],
      [9, 2.262],
      [30, 2.042],
      [10_000, 1.96],
    ] as const)
      expect(Math.abs(studentQuantile(freedom) / quantile - 1)).toBeLessThan(0.01);
  });

  test('a count that is none is refused by name', () => {
    expect(() => exactPoissonInterval(1.5)).toThrow('got a count of 1.5');
  });
});

const incident = (days: number | null, more: Partial<SeamIncident> = {}): SeamIncident => ({
  category: 'a',
  days,
  joint: false,
  returns: 0,
  again: false,
  ...more,
});
const settledIn = (...days: number[]): Settled => ({
  count: days.length,
  days: days.reduce((sum, d) => sum + d, 0),
  squares: days.reduce((sum, d) => sum + d * d, 0),
});

describe('friction of a seam', () => {
  test('is incidents per kilometre and year times the days they take beyond the interior', () => {
    // 2 km, half a year: four incidents are 4 per km and year. 3 and 5 days against 1 are 3 days beyond.
    const found = frictionOf(
      [incident(3), incident(5), incident(null, { joint: true }), incident(null, { returns: 3 })],
      new Map([['a', settledIn(1, 1)]]),
      { length: 2000, years: 0.5 },
    );
    expect(found).toMatchObject({ incidents: 4, settled: 2, joint: 1, returned: 1, again: 0, interior: 1 });
    expect(found.rate.value).toBe(4);
    expect(found.rate.low).toBeCloseTo(1.0899, 3);
    expect(found.rate.high).toBeCloseTo(10.2416, 3);
    expect(found.delay?.value).toBe(3);
    expect(found.friction?.value).toBe(12);
    // Spread of {2, 4}: variance 2, of their mean 1; t with one degree of freedom 12.706.
    expect(found.delay?.high).toBeCloseTo(3 + 12.706, 2);
    // Goodman: 4² · 1 + 3² · 4 + 4 · 1 = 56.
    expect(found.friction?.high).toBeCloseTo(12 + 12.7062 * Math.sqrt(56), 1);
  });

  test('compares each category with its own in the interior, and one unknown there with all of it', () => {
    const interior = new Map([
      ['slow', settledIn(10, 10)],
      ['quick', settledIn(1, 1)],
    ]);
    const found = frictionOf(
      [
        incident(12, { category: 'slow' }),
        incident(2, { category: 'quick' }),
        incident(6.5, { category: 'new' }),
      ],
      interior,
      { length: 1000, years: 1 },
    );
    // 12 − 10, 2 − 1 and 6.5 − 5.5.
    expect(found.delay?.value).toBeCloseTo((2 + 1 + 1) / 3, 12);
    expect(found.interior).toBeCloseTo((10 + 1 + 5.5) / 3, 12);
  });

  test('the spread of a small interior widens the interval too', () => {
    const seam = [incident(4), incident(4), incident(4)];
    const at = { length: 1000, years: 1 };
    const sure = frictionOf(seam, new Map([['a', settledIn(1, 1, 1, 1)]]), at);
    const unsure = frictionOf(seam, new Map([['a', settledIn(0, 2)]]), at);
    expect(sure.delay).toEqual({ value: 3, low: 3, high: 3 });
    // Variance of {0, 2} is 2, of their mean 1.
    expect(unsure.delay?.low).toBeCloseTo(3 - 4.303, 2);
  });

  test('of one incident has a value and no interval', () => {
    const found = frictionOf([incident(3)], new Map([['a', settledIn(1, 1)]]), { length: 1000, years: 1 });
    expect(found.friction).toEqual({ value: 2, low: null, high: null });
    expect(found.rate.low).toBeCloseTo(0.0253, 4);
  });

  test('without incidents, without settled ones or without an interior says so', () => {
    const at = { length: 1000, years: 1 };
    expect(frictionOf([], new Map([['a', settledIn(1)]]), at)).toMatchObject({
      incidents: 0,
      delay: null,
      friction: null,
      rate: { value: 0, low: 0 },
    });
    expect(frictionOf([incident(null)], new Map([['a', settledIn(1)]]), at).friction).toBeNull();
    expect(frictionOf([incident(2)], new Map(), at).friction).toBeNull();
  });

  test('where incidents are settled sooner than in the interior is below nothing', () => {
    const found = frictionOf([incident(1), incident(1)], new Map([['a', settledIn(3, 3)]]), {
      length: 1000,
      years: 1,
    });
    expect(found.friction?.value).toBe(-4);
  });

  test('over no length or no time is refused with what was got', () => {
    expect(() => frictionOf([], new Map(), { length: 0, years: 1 })).toThrow('got 0 m and 1 years');
  });
});
