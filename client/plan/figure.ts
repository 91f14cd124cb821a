import type { Format } from '../text/format.ts';

/** A quantity with as many digits as tell something: 1,234, 58.1, 0.42. */
export function figure(value: number, format: Pick<Format, 'number' | 'decimal'>): string {
  if (value === 0 || value >= 100 || Number.isInteger(value)) return format.number(value);
  if (value >= 1) return format.decimal(value);
  return value.toPrecision(2);
}
