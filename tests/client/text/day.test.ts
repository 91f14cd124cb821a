import { describe, expect, test } from 'vitest';
import { dayAfter, dayAt, isoOf, startOfDay } from '../../../client/text/day.ts';

const beijing = 'Asia/Shanghai';

describe('a day of the city', () => {
  test('begins at its own midnight', () => {
    expect(new Date(startOfDay('2026-05-08', beijing)).toISOString()).toBe('2026-05-07T16:00:00.000Z');
    expect(dayAt(Date.parse('2026-05-07T16:00:00Z'), beijing)).toBe('2026-05-08');
    expect(dayAt(Date.parse('2026-05-07T15:59:59Z'), beijing)).toBe('2026-05-07');
  });

  test('begins at midnight also where clocks are changed on it', () => {
    expect(new Date(startOfDay('2026-03-29', 'Europe/Berlin')).toISOString()).toBe(
      '2026-03-28T23:00:00.000Z',
    );
    expect(new Date(startOfDay('2026-03-30', 'Europe/Berlin')).toISOString()).toBe(
      '2026-03-29T22:00:00.000Z',
    );
  });

  test('has times by its own clocks, wherever the reader is', () => {
    expect(isoOf('2026-05-08T09:30', beijing)).toBe('2026-05-08T01:30:00.000Z');
    expect(isoOf('2026-03-29T12:00', 'Europe/Berlin')).toBe('2026-03-29T10:00:00.000Z');
  });

  test('is followed by the next over the end of a month', () => {
    expect(dayAfter('2026-02-28')).toBe('2026-03-01');
  });
});
