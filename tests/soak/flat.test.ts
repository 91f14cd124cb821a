import { expect, test } from 'vitest';
import { growthOf, isFlat } from './flat.ts';

const samples = (grow: number) =>
  Array.from({ length: 30 }, (_, n) => ({
    heap: 4e7 * (1 + grow * n) + (n % 3) * 1e5,
    nodes: 900 + (n % 5) * 10,
    listeners: 120,
  }));

test('a page whose heap comes and goes is flat, one that gains a per cent with each look is not', () => {
  expect(isFlat(growthOf(samples(0)))).toBe(true);
  expect(growthOf(samples(0.01))?.heap).toBeGreaterThan(1.15);
  expect(isFlat(growthOf(samples(0.01)))).toBe(false);
});

test('of a few looks nothing can be said, and that is no success', () => {
  expect(growthOf(samples(0).slice(0, 5))).toBeNull();
  expect(isFlat(null)).toBe(false);
});
