import type { Bilingual } from './verdict.ts';

/** Shares in words: halves, thirds and quarters where all of them are within half a percent of such, else percent with one decimal. */
export function sharesInWords(
  shares: readonly number[],
): readonly (Bilingual & { readonly plural: boolean })[] {
  const inWords = shares.flatMap(
    (share) => fractions.find(({ value }) => Math.abs(share - value) <= 0.005) ?? [],
  );
  return inWords.length === shares.length
    ? inWords
    : shares.map((share) => ({ ...percent(share), plural: false }));
}

/** 0.6667 → 66.7 %. A part that is not everything never rounds up to it, nor one that is something down to nothing. */
export function percent(share: number): Bilingual {
  const rounded = (100 * share).toFixed(1);
  const text =
    rounded === '100.0' && share < 1 - 1e-9
      ? '> 99.9 %'
      : rounded === '0.0' && share > 1e-9
        ? '< 0.1 %'
        : `${rounded} %`;
  return { zh: text, en: text };
}

/** Metres with one decimal. */
export const metres = (length: number): string => `${length.toFixed(1)} m`;

/** Metres up to a kilometre, kilometres beyond, with one decimal. */
export const distanceInWords = (length: number): string =>
  length < 999.95 ? metres(length) : `${(length / 1000).toFixed(1)} km`;

export const listInEnglish = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

export const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

const fractions = [
  { value: 1 / 2, zh: '一半', en: 'half', plural: false },
  { value: 1 / 3, zh: '三分之一', en: 'one third', plural: false },
  { value: 2 / 3, zh: '三分之二', en: 'two thirds', plural: true },
  { value: 1 / 4, zh: '四分之一', en: 'one quarter', plural: false },
  { value: 3 / 4, zh: '四分之三', en: 'three quarters', plural: true },
] as const;

/** The nearest of eight directions; degrees from north, clockwise. */
export const compass = (bearing: number): Bilingual =>
  directions[Math.round(bearing / 45) % 8] ?? directions[0];

const directions = [
  { zh: '北', en: 'north' },
  { zh: '东北', en: 'north-east' },
  { zh: '东', en: 'east' },
  { zh: '东南', en: 'south-east' },
  { zh: '南', en: 'south' },
  { zh: '西南', en: 'south-west' },
  { zh: '西', en: 'west' },
  { zh: '西北', en: 'north-west' },
] as const;
