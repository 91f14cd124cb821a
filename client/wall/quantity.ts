import type { WallHeat } from '../api.ts';

export type HeatRow = WallHeat['heat'][number];

/** Incidents per km². */
export const densityOf = ({ count, area }: HeatRow): number => count / (area / 1e6);

/**
 * Upper ends of the classes of a quantity, round numbers of one step (1, 2 or 5 × 10ⁿ), at most six, the last at or above
 * the largest value. Empty where nothing is above zero.
 */
export function classBreaks(values: readonly number[]): readonly number[] {
  const most = Math.max(0, ...values);
  if (most === 0) return [];
  const power = 10 ** Math.floor(Math.log10(most / 6));
  const step = [1, 2, 5, 10].map((times) => times * power).find((width) => width * 6 >= most) ?? most;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count }, (_, index) => Number(((index + 1) * step).toPrecision(3)));
}

/** Class of a value: 0 for nothing, 1 up to the first break, and so on. */
export const classOf = (value: number, breaks: readonly number[]): number =>
  value <= 0 ? 0 : breaks.findIndex((upper) => value <= upper + 1e-9) + 1;

/** Shade of a class, 0 to 6: few classes are spread over the whole ramp. */
export const shadeOf = (index: number, classes: number): number =>
  index === 0 ? 0 : Math.round((index * 6) / classes);

/** A quantity with as many digits as can be told from afar: 128, 5.8, 0.44. */
export const figureOf = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
