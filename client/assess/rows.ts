import type { AreaRow, Assessment, BodyRow } from '../api.ts';
import type { AssessSearch } from './url.ts';

export type Rate = AreaRow['rates']['response'];

/** A line of either table. */
export type Row = AreaRow | BodyRow;

/** A value with its interval, on an axis from 0 to 100; null where there is no data. */
export interface Placed {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The columns of rates of each table, in order. */
export const partsOf = {
  area: ['response', 'resolution', 'satisfaction', 'score'],
  body: ['punctuality', 'satisfaction', 'score'],
} as const;

export const rateIn = (row: Row, part: string): Rate | undefined =>
  (row.rates as Readonly<Record<string, Rate>>)[part];

/** What a line is placed by: the composite, or one of its rates. */
export function placedBy(row: Row, by: AssessSearch['by']): Placed | null {
  if (by === undefined) return row.composite;
  const rate = rateIn(row, by);
  return rate === undefined || rate.rate === null
    ? null
    : { value: 100 * rate.rate, low: 100 * rate.low, high: 100 * rate.high };
}

/** The lines of a table, best first by what they are placed by; those without data come last, by code. */
export function ordered(assessment: Assessment, of: 'area' | 'body', by: AssessSearch['by']): readonly Row[] {
  const rows: readonly Row[] = of === 'area' ? assessment.areas : assessment.bodies;
  if (by === undefined) return rows;
  return [...rows].sort(
    (a, b) => (placedBy(b, by)?.value ?? -1) - (placedBy(a, by)?.value ?? -1) || (a.code < b.code ? -1 : 1),
  );
}

/** The part of 0 to 100 that the axis shows, in tens: all intervals of lines with some numbers fit in it. */
export function axisOf(placed: readonly (Placed | null)[]): { readonly from: number; readonly to: number } {
  const lows = placed.flatMap((one) => (one === null ? [] : [one.low]));
  const lowest = lows.length === 0 ? 0 : Math.min(...lows);
  const from = Math.max(0, Math.min(90, Math.floor(lowest / 10) * 10));
  return { from, to: 100 };
}

/** Where a value lies on an axis, in per cent of its length. */
export const along = (value: number, { from, to }: { readonly from: number; readonly to: number }): number =>
  (100 * (Math.min(Math.max(value, from), to) - from)) / (to - from);

/** Round values to write along an axis. */
export function ticksOf({ from, to }: { readonly from: number; readonly to: number }): readonly number[] {
  const step = to - from > 50 ? 20 : 10;
  const ticks = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}
