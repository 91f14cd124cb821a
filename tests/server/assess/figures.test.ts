import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compositeOf } from '../../../server/assess/composite.ts';
import { monthAt, monthOf, monthsBetween } from '../../../server/assess/month.ts';
import { bottomOf, ranksOf } from '../../../server/assess/rank.ts';
import { rateOf } from '../../../server/assess/wilson.ts';

test('a rate has the interval that Wilson gives: 8 of 10 lies between 49 % and 94 %', () => {
  const { rate, low, high } = rateOf(8, 10);
  expect(rate).toBe(0.8);
  expect(low).toBeCloseTo(0.4902, 4);
  expect(high).toBeCloseTo(0.9433, 4);
});

test('one of one is no certainty, and none of none is no rate', () => {
  expect(rateOf(1, 1)).toMatchObject({ rate: 1, high: 1 });
  expect(rateOf(1, 1).low).toBeCloseTo(0.2065, 4);
  expect(rateOf(0, 0)).toEqual({ numerator: 0, denominator: 0, rate: null, low: 0, high: 1 });
});

test('an interval holds its rate, stays within 0 and 1, and narrows with the number', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      (part, n) => {
        const few = rateOf(part * n, n);
        const many = rateOf(part * n * 10, n * 10);
        expect(few.low).toBeLessThanOrEqual(few.rate ?? -1);
        expect(few.high).toBeGreaterThanOrEqual(few.rate ?? 2);
        expect(many.high - many.low).toBeLessThanOrEqual(few.high - few.low + 1e-9);
      },
    ),
  );
});

test('scores by the other side count 30 %; a part without data gives its weight to the others', () => {
  const weights = { response: 0.2, resolution: 0.3, satisfaction: 0.2, score: 0.3 };
  const rates = { response: rateOf(10, 10), resolution: rateOf(5, 10), satisfaction: rateOf(4, 5) };
  const scored = compositeOf({ ...rates, score: rateOf(1.5, 2) }, weights);
  expect(scored?.value).toBeCloseTo(100 * (0.2 * 1 + 0.3 * 0.5 + 0.2 * 0.8 + 0.3 * 0.75), 9);
  expect(scored?.missing).toEqual([]);
  const unscored = compositeOf({ ...rates, score: rateOf(0, 0) }, weights);
  expect(unscored?.value).toBeCloseTo((100 * (0.2 * 1 + 0.3 * 0.5 + 0.2 * 0.8)) / 0.7, 9);
  expect(unscored?.missing).toEqual(['score']);
  expect(compositeOf({ score: rateOf(0, 0) }, weights)).toBeNull();
});

test('the interval of the composite combines those of its parts in quadrature', () => {
  const [a, b] = [rateOf(30, 40), rateOf(10, 40)];
  const both = compositeOf({ response: a, resolution: b }, { response: 0.5, resolution: 0.5 });
  const below = Math.hypot(0.5 * ((a.rate ?? 0) - a.low), 0.5 * ((b.rate ?? 0) - b.low));
  expect(both?.low).toBeCloseTo(100 * (0.5 - below), 9);
});

test('those whose intervals overlap share their places, and only those wholly apart are put in order', () => {
  const [best, near, worst] = [
    { value: 90, low: 85, high: 95 },
    { value: 84, low: 78, high: 88 },
    { value: 50, low: 40, high: 60 },
  ];
  expect(ranksOf([near, null, worst, best])).toEqual([
    { from: 1, to: 2 },
    null,
    { from: 3, to: 3 },
    { from: 1, to: 2 },
  ]);
});

test('the last is named, with how many others cannot be told from it', () => {
  const placed = (value: number, width: number) => ({
    placed: { value, low: value - width, high: value + width },
  });
  const rows = [placed(90, 5), placed(60, 30), placed(55, 3), { placed: null }];
  expect(bottomOf(rows)).toEqual({ last: rows[2], indistinct: 1 });
  expect(bottomOf([placed(90, 5)])).toBeNull();
});

test('a month begins and ends at midnight of the city', () => {
  expect(monthOf('2026-05', 'Asia/Shanghai')).toEqual({
    month: '2026-05',
    from: new Date('2026-04-30T16:00:00Z'),
    until: new Date('2026-05-31T16:00:00Z'),
  });
  const paris = monthOf('2026-03', 'Europe/Paris');
  expect(paris.from).toEqual(new Date('2026-02-28T23:00:00Z'));
  expect(paris.until).toEqual(new Date('2026-03-31T22:00:00Z'));
  expect(monthAt(new Date('2026-04-30T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-05');
  expect(monthsBetween('2025-11', '2026-02', 9)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
  expect(monthsBetween('2020-01', '2026-02', 2)).toEqual(['2026-02', '2026-01']);
});
