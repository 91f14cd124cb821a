import { type Estimate, exactPoissonInterval, studentQuantile } from './quantiles.ts';

/** An incident at a seam, as friction looks at it. */
export interface SeamIncident {
  readonly category: string;
  /** Days from its occurrence until it was settled; null while it is open. */
  readonly days: number | null;
  /** Whether its verdict calls both sides. */
  readonly joint: boolean;
  /** How often a whole side returned the call. */
  readonly returns: number;
  /** Whether a whistle was blown where one had been blown before for the same. */
  readonly again: boolean;
}

/** Settled incidents of one category: how many, and the sums of their days and of the squares of these. */
export interface Settled {
  readonly count: number;
  readonly days: number;
  readonly squares: number;
}

/** What a count of incidents is put in relation to. */
export interface Exposure {
  /** Metres along the seam. */
  readonly length: number;
  readonly years: number;
}

export interface Friction {
  readonly incidents: number;
  readonly settled: number;
  readonly joint: number;
  /** Incidents returned at least once. */
  readonly returned: number;
  readonly again: number;
  /** Incidents per kilometre and year. */
  readonly rate: Estimate;
  /** Days that incidents here take longer than those of the interior; null where there is nothing to compare. */
  readonly delay: Estimate | null;
  /** Days that the same mix of categories takes in the interior; null where nothing was settled there. */
  readonly interior: number | null;
  /** Days lost per kilometre and year: rate × delay. */
  readonly friction: Estimate | null;
}

/**
 * What a seam costs: how many incidents it has per kilometre and year, and how many days longer each takes than one of
 * the same category inside the two areas. `interior` holds the incidents there that lie at no seam, by category; a
 * category that has none there is compared with all of them together. Incidents still open count in the rate, not in the
 * delay.
 *
 * Intervals are of 95 %: the rate's exact (Poisson), the delay's by Student's t with the spread of both means, the
 * friction's by the exact variance of a product of independent estimates (Goodman 1960, J. Am. Stat. Assoc. 55:708).
 */
export function frictionOf(
  incidents: readonly SeamIncident[],
  interior: ReadonlyMap<string, Settled>,
  { length, years }: Exposure,
): Friction {
  const per = (length / 1000) * years;
  if (!(per > 0)) throw new Error(`got ${length} m and ${years} years, wanted both above 0`);
  const count = incidents.length;
  const [low, high] = exactPoissonInterval(count);
  const rate = { value: count / per, low: low / per, high: high / per };
  const settled = incidents.flatMap(({ category, days }) => (days === null ? [] : [{ category, days }]));
  const compared = compare(settled, interior);
  return {
    incidents: count,
    settled: settled.length,
    joint: incidents.filter(({ joint }) => joint).length,
    returned: incidents.filter(({ returns }) => returns > 0).length,
    again: incidents.filter(({ again }) => again).length,
    rate,
    delay: compared && estimate(compared.delay, compared.variance, settled.length),
    interior: compared?.interior ?? null,
    friction:
      compared &&
      estimate(
        rate.value * compared.delay,
        compared.variance === null
          ? null
          : productVariance(
              { mean: rate.value, variance: count / per ** 2 },
              { mean: compared.delay, variance: compared.variance },
            ),
        settled.length,
      ),
  };
}

/** Mean days beyond the interior's of the same categories, and the variance of that mean; null where either side has none. */
function compare(
  settled: readonly { readonly category: string; readonly days: number }[],
  interior: ReadonlyMap<string, Settled>,
): { readonly delay: number; readonly variance: number | null; readonly interior: number } | null {
  const all = [...interior.values()].reduce(add, { count: 0, days: 0, squares: 0 });
  if (settled.length === 0 || all.count === 0) return null;
  const standardOf = (category: string): Settled => {
    const own = interior.get(category);
    return own && own.count > 0 ? own : all;
  };
  const beyond = settled.map(({ category, days }) => days - meanOf(standardOf(category)));
  const delay = mean(beyond);
  const expected = mean(settled.map(({ category }) => meanOf(standardOf(category))));
  if (settled.length < 2) return { delay, variance: null, interior: expected };
  let variance =
    beyond.reduce((sum, days) => sum + (days - delay) ** 2, 0) / (settled.length - 1) / settled.length;
  const weights = new Map<Settled, number>();
  for (const { category } of settled) {
    const standard = standardOf(category);
    weights.set(standard, (weights.get(standard) ?? 0) + 1 / settled.length);
  }
  for (const [standard, weight] of weights) variance += weight ** 2 * varianceOfMean(standard);
  return { delay, variance, interior: expected };
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}
const productVariance = (a: Moments, b: Moments): number =>
  a.mean ** 2 * b.variance + b.mean ** 2 * a.variance + a.variance * b.variance;

function estimate(value: number, variance: number | null, settled: number): Estimate {
  if (variance === null) return { value, low: null, high: null };
  const half = studentQuantile(settled - 1) * Math.sqrt(variance);
  return { value, low: value - half, high: value + half };
}

const add = (a: Settled, b: Settled): Settled => ({
  count: a.count + b.count,
  days: a.days + b.days,
  squares: a.squares + b.squares,
});
const meanOf = ({ count, days }: Settled): number => days / count;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** One settled incident says nothing of its own spread: its square is the most cautious guess. */
const varianceOfMean = ({ count, days, squares }: Settled): number =>
  count < 2 ? squares : Math.max(0, squares - days ** 2 / count) / (count - 1) / count;
