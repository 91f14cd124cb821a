import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSteps } from '../../../geodata/jurisdiction/threshold.ts';

/** Asks for the least steps from which on a number is `wanted` or more, and counts how often it is asked. */
function find(far: number, excess: (steps: number) => number, first?: number) {
  let asked = 0;
  const ask = (steps: number): number => {
    asked++;
    return excess(steps);
  };
  return { steps: leastSteps(ask, [0, excess(0)], [far, excess(far)], first), asked };
}

describe('the least number of steps that do', () => {
  test('is found wherever it lies, however the excess falls, and is never one too many', () => {
    const shapes: readonly ((left: number) => number)[] = [
      (left) => left / 100,
      (left) => (left > 0 ? left ** 2 / 50 : -Math.min(1, left ** 2 / 900)),
      (left) => (left > 0 ? Math.sqrt(left) : -1),
      (left) => (left > 0 ? Infinity : -Infinity),
      (left) => Math.max(-1, Math.tanh(left / 40)),
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.nat({ max: 20_000 }),
        fc.constantFrom(...shapes),
        fc.option(fc.nat({ max: 20_000 }), { nil: undefined }),
        (wanted, beyond, shape, first) => {
          const { steps, asked } = find(wanted + beyond, (at) => shape(wanted - at), first);
          expect(steps).toBe(wanted);
          // A third of the questions halve what is left, whatever the others do.
          expect(asked).toBeLessThanOrEqual(3 * Math.ceil(Math.log2(wanted + beyond + 1)) + 3);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('takes a handful of questions where the excess falls evenly', () => {
    const { steps, asked } = find(7_000, (at) => Math.max(-1, (2_345.5 - at) / 50));
    expect(steps).toBe(2_346);
    expect(asked).toBeLessThanOrEqual(6);
  });
});
