import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { Rate } from './wilson.ts';

/** What an assessment is made of. */
export const parts = ['response', 'resolution', 'satisfaction', 'punctuality', 'score'] as const;
export type Part = (typeof parts)[number];
export type Weights = Readonly<Partial<Record<Part, number>>>;

/** One figure of several, 0 to 100, with its 95 % interval; `missing`: parts without data, whose weight went to the others. */
export interface Composite {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly missing: readonly Part[];
}

/** How the figure comes about, to be shown beside it. */
export const formula: Bilingual = {
  zh: '综合得分 = 100 × Σ 权重 × 分项 ÷ Σ 有数据分项的权重；互评按 (平均分 − 1) ÷ 4 折算。分项区间为 95 % 威尔逊区间，综合区间由各分项区间平方合成。',
  en: 'Composite = 100 × Σ weight × part ÷ Σ weights of the parts with data; scores count as (mean − 1) ÷ 4. Intervals of parts are 95 % Wilson intervals, that of the composite combines their widths in quadrature.',
};

/**
 * Σ wᵢ·vᵢ ÷ Σ wᵢ over the parts that have data, times 100; null where none has. Its interval combines those of the parts
 * (method of variance estimates recovery, Zou & Donner 2008, Statist. Med. 27:1693), taking them for independent.
 */
export function compositeOf(
  rates: Readonly<Partial<Record<Part, Rate>>>,
  weights: Weights,
): Composite | null {
  const weighed = parts.flatMap((part) =>
    weights[part] === undefined ? [] : [{ part, weight: weights[part] }],
  );
  const known = weighed.flatMap(({ part, weight }) => {
    const rate = rates[part];
    return rate && rate.rate !== null ? [{ weight, value: rate.rate, low: rate.low, high: rate.high }] : [];
  });
  const total = known.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  const sum = (of: (one: (typeof known)[number]) => number) => known.reduce((all, one) => all + of(one), 0);
  const value = sum(({ weight, value }) => weight * value) / total;
  const below = Math.sqrt(sum((one) => (one.weight * (one.value - one.low)) ** 2)) / total;
  const above = Math.sqrt(sum((one) => (one.weight * (one.high - one.value)) ** 2)) / total;
  return {
    value: 100 * value,
    low: 100 * Math.max(0, value - below),
    high: 100 * Math.min(1, value + above),
    missing: weighed.filter(({ part }) => (rates[part]?.rate ?? null) === null).map(({ part }) => part),
  };
}
