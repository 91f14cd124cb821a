/** A part of a whole with its 95 % interval; `rate` and the bounds from 0 to 1, null where there is no whole. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  readonly rate: number | null;
  readonly low: number;
  readonly high: number;
}

/** The 0.975 quantile of the normal distribution. */
const z = 1.959963984540054;

/**
 * The rate with its 95 % score interval (Wilson 1927, J. Am. Stat. Assoc. 22:209). Small numbers get wide intervals, and
 * none leaves 0 to 1. Numbers need not be whole: incidents count by share, and taking the sum of the shares for the
 * number of trials is cautious, since it is never more than the effective number (Kish 1965). The same holds for a mean of
 * values from 0 to 1, whose spread is at most that of a yes-or-no with the same mean.
 */
export function rateOf(numerator: number, denominator: number): Rate {
  if (denominator <= 0) return { numerator: 0, denominator: 0, rate: null, low: 0, high: 1 };
  const rate = Math.min(1, Math.max(0, numerator / denominator));
  const middle = (rate + z ** 2 / (2 * denominator)) / (1 + z ** 2 / denominator);
  const half =
    (z / (1 + z ** 2 / denominator)) *
    Math.sqrt((rate * (1 - rate)) / denominator + z ** 2 / (4 * denominator ** 2));
  return {
    numerator,
    denominator,
    rate,
    low: Math.max(0, Math.min(rate, middle - half)),
    high: Math.min(1, Math.max(rate, middle + half)),
  };
}
