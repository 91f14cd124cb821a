import type { SeamCost } from '../api.ts';
import type { Format } from '../text/format.ts';

type Estimate = SeamCost['rate'];

/** A quantity with as many digits as tell something: 118, 6.4, 0.42, −3.1. */
export function amount(value: number, format: Pick<Format, 'number' | 'decimal'>): string {
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 20 || size === 0) return `${sign}${format.number(size)}`;
  return `${sign}${format.decimal(size)}`;
}

/** The interval of an estimate: 97–142; empty where it has none. */
export const between = (
  { low, high }: Pick<Estimate, 'low' | 'high'>,
  format: Pick<Format, 'number' | 'decimal'>,
): string => (low === null || high === null ? '' : `${amount(low, format)}–${amount(high, format)}`);

/** A round end of the axis that the widest interval of some estimates fits on. */
export function axisEnd(estimates: readonly (Estimate | null)[]): number {
  const most = Math.max(0, ...estimates.map((one) => one?.high ?? one?.value ?? 0));
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= most) ?? 10;
  return Number((step * power).toPrecision(3));
}
