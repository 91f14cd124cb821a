/** An estimate with its 95 % interval; the bounds are null where the data say nothing of its spread. */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** The 0.975 quantile of the normal distribution. */
const z = 1.959963984540054;

/**
 * Exact 95 % bounds of the mean of a Poisson variable that was seen to be `count` (Garwood 1936, Biometrika 28:437):
 * the means under which so many or more, and so many or fewer, have a chance of 2.5 %.
 */
export function exactPoissonInterval(count: number): readonly [low: number, high: number] {
  if (!Number.isInteger(count) || count < 0) throw new Error(`got a count of ${count}, wanted 0, 1, 2, …`);
  return [count === 0 ? 0 : gammaQuantile(count, 0.025), gammaQuantile(count + 1, 0.975)];
}

/**
 * The 0.975 quantile of Student's t: exact for one and two degrees of freedom, else Cornish–Fisher (Abramowitz and Stegun
 * 26.7.5), within 1 % from three on.
 */
export function studentQuantile(freedom: number): number {
  if (freedom < 1) return Number.POSITIVE_INFINITY;
  if (freedom === 1) return Math.tan(Math.PI * 0.475);
  if (freedom === 2) return 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2));
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ];
  return terms.reduce((sum, term, i) => sum + term / freedom ** i, 0);
}

/** Where the gamma distribution of this shape and scale 1 has passed a part of its weight. */
function gammaQuantile(shape: number, part: number): number {
  let low = 0;
  let high = shape + 10 * Math.sqrt(shape) + 10;
  // Each step halves what is left: sixty are finer than a double can tell.
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (gammaBelow(shape, middle) < part) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised lower incomplete gamma function: by its series below the middle, else by its continued fraction (Lentz). */
function gammaBelow(shape: number, x: number): number {
  if (x <= 0) return 0;
  const scale = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; term > sum * 1e-15; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return scale * sum;
  }
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < 100_000; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return 1 - scale * fraction;
}

/** Stirling's series, after the argument was raised to where four terms of it are exact to a double. */
function logGamma(x: number): number {
  let raised = x;
  let shift = 0;
  for (; raised < 15; raised++) shift -= Math.log(raised);
  const inverse = 1 / (raised * raised);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / raised;
  return shift + (raised - 0.5) * Math.log(raised) - raised + Math.log(2 * Math.PI) / 2 + series;
}
