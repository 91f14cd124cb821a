import type { Lonlat } from './geometry.ts';
import type { Refusal } from './jurisdiction/verdict.ts';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What was got, short enough for a message. */
export function text(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `"${value.slice(0, 60)}"`;
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (isRecord(value) && typeof value.type === 'string') return value.type.slice(0, 60);
  return typeof value;
}

export const refuse = (
  code: string,
  pointer: string,
  got: string,
  zh: string,
  en: string,
  at: Lonlat | null = null,
): { readonly refusal: Refusal } => ({ refusal: { code, pointer, got, wanted: { zh, en }, at } });

/** A measure in metres that may be missing (0), from 0 to `limit`. */
export function number(
  value: unknown,
  pointer: string,
  limit: number,
): { readonly value: number } | { readonly refusal: Refusal } {
  if (value === undefined || value === null) return { value: 0 };
  if (typeof value === 'number' && value >= 0 && value <= limit) return { value };
  return refuse(
    'bad-measure',
    pointer,
    text(value),
    `0 到 ${limit} 米的数`,
    `a number of metres from 0 to ${limit}`,
  );
}
