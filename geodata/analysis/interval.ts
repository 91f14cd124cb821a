/** Lower and upper bound. */
export type Interval = readonly [low: number, high: number];

/** The 0.975 quantile of the normal distribution. */
const z = 1.959963984540054;

/**
 * The 95 % interval of the mean of a Poisson count, by the square-root transform with Wilson and Hilferty’s cube
 * (Breslow & Day 1987, Statistical Methods in Cancer Research II, 2.3.1): within 1 % of the exact one from a count of 1,
 * and exact to rounding for none: 0 to 3.69.
 */
export function poissonInterval(count: number): Interval {
  const low = count === 0 ? 0 : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3;
  const next = count + 1;
  const high = count === 0 ? -Math.log(0.025) : next * (1 - 1 / (9 * next) + z / (3 * Math.sqrt(next))) ** 3;
  return [Math.max(0, low), high];
}
