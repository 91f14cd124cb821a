import { exactPoissonInterval } from './friction/quantiles.ts';

/** Lower and upper bound. */
export type Interval = readonly [low: number, high: number];

/** The 0.975 quantile of the normal distribution. */
const z = 1.959963984540054;

/** Counts whose exact bounds are kept: the approximation's lower one is off by half at one, by 1 % at seven. */
const few = Array.from({ length: 20 }, (_, count) => exactPoissonInterval(count));

/**
 * The 95 % interval of the mean of a Poisson count: exact (Garwood 1936) where it is small, else by the square-root transform
 * with Wilson and Hilferty’s cube (Breslow & Day 1987, Statistical Methods in Cancer Research II, 2.3.1), within 0.2 % of it.
 */
export function poissonInterval(count: number): Interval {
  const exact = few[count];
  if (exact !== undefined) return exact;
  const next = count + 1;
  return [
    count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3,
    next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3,
  ];
}
