import { describe, expect, test } from 'vitest';
import { overdueArc, remainingArc, ringState, timeLeft } from '../../../client/ui/ring-geometry.ts';

const noon = Date.parse('2026-05-08T12:00:00+08:00');
const minutes = (n: number) => noon + n * 60_000;

describe('the time left', () => {
  test('is whole when the whistle is blown, half at half time, nothing at the deadline and after', () => {
    expect(timeLeft(noon, minutes(60), noon)).toBe(1);
    expect(timeLeft(noon, minutes(60), minutes(30))).toBe(0.5);
    expect(timeLeft(noon, minutes(60), minutes(60))).toBe(0);
    expect(timeLeft(noon, minutes(60), minutes(90))).toBe(0);
  });
  test('is whole while the browser is behind the moment of the whistle', () => {
    expect(timeLeft(noon, minutes(60), minutes(-1))).toBe(1);
  });
  test('is nothing where the deadline is not after the whistle', () => {
    expect(timeLeft(noon, noon, noon)).toBe(0);
  });
});

describe('the arc of a ring', () => {
  test('ends at 12 and begins where the time has run to', () => {
    expect(remainingArc(50, 40, 0.25)).toBe('M10 50A40 40 0 0 1 50 10');
    expect(remainingArc(50, 40, 0.75)).toBe('M90 50A40 40 0 1 1 50 10');
  });
  test('is a closed circle for the whole time and nothing for none', () => {
    expect(remainingArc(50, 40, 1)).toBe('M50 10A40 40 0 1 1 50 90A40 40 0 1 1 50 10');
    expect(remainingArc(50, 40, 0)).toBe('');
    expect(remainingArc(50, 40, Number.NaN)).toBe('');
  });
  test('of an overdue body leaves 14 degrees open, the same on both sides of 12', () => {
    const [, x0 = 0, , x1 = 0] =
      overdueArc(50, 40)
        .match(/M([\d.]+) ([\d.]+)A.* ([\d.]+) [\d.]+$/)
        ?.map(Number) ?? [];
    expect(x0 - 50).toBeCloseTo(50 - x1, 3);
    expect((2 * Math.asin((x0 - 50) / 40) * 180) / Math.PI).toBeCloseTo(14, 2);
  });
});

describe('the state of a ring', () => {
  const summons = { dueAt: '2026-05-08T12:30:00+08:00', checkedInAt: null, releasedAt: null };
  test('is missing until the deadline, overdue after it', () => {
    expect(ringState(summons, minutes(30))).toBe('missing');
    expect(ringState(summons, minutes(31))).toBe('overdue');
  });
  test('is arrived once checked in, however late, and released after', () => {
    const there = { ...summons, checkedInAt: '2026-05-08T13:00:00+08:00' };
    expect(ringState(there, minutes(70))).toBe('arrived');
    expect(ringState({ ...there, releasedAt: '2026-05-08T14:00:00+08:00' }, minutes(200))).toBe('released');
  });
});
