import { z } from 'zod';
import { addDays, midnightOf } from '../../geodata/analysis/calendar.ts';
import { type Choice, chooseRows, maskOf } from '../../geodata/analysis/choice.ts';
import { readHours } from '../../geodata/analysis/hours.ts';
import { kinds, outcomes, sources } from '../../geodata/analysis/incidents.ts';
import { spanOf } from '../../geodata/analysis/span.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { type Account, grant } from '../access/session.ts';
import { type FieldError, forbidden, invalid } from '../errors.ts';
import type { CityColumns } from './columns.ts';

export const planLevels = ['district', 'subdistrict', 'community', 'street', 'cell', 'hexagon'] as const;

export const measures = ['count', 'perHead', 'perKm2', 'perKm'] as const;
export type Measure = (typeof measures)[number];

const day = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as 2026-05-08')
  .optional();

/** The filter that all routes of the planner share; its names are those of the desk’s address. */
export const planFilter = z.object({
  /** First day, in the city’s time zone. */
  from: day,
  /** Day after the last. */
  to: day,
  /** Codes of categories with commas between. */
  category: z
    .string()
    .regex(/^[\w-]{1,20}(,[\w-]{1,20}){0,99}$/, 'must be codes of categories with commas between')
    .optional(),
  kind: z.enum(kinds).optional(),
  source: z.enum(sources).optional(),
  outcome: z.enum(outcomes).optional(),
  /** Code of an area: incidents in it alone. */
  area: z
    .string()
    .regex(/^\d{6,15}$/, 'must be an area code')
    .optional(),
  level: z.enum(planLevels).default('subdistrict'),
  measure: z.enum(measures).default('count'),
  /** Set beside it: the span before of the same length, or the same days a year earlier. */
  compare: z.enum(['previous', 'year']).optional(),
  /** Hours of the week: 4-5:18-21 for Friday from 18 to 21. */
  hours: z
    .string()
    .refine((text) => readHours(text) !== null, 'must be weekdays and hours such as 4-5:18-21')
    .optional(),
});
export type PlanFilter = z.infer<typeof planFilter>;

/** A filter understood: what to count, and where. */
export interface Asked {
  readonly choice: Choice;
  /** First day and the day after the last. */
  readonly from: string;
  readonly to: string;
  /** Area that all is within; null for the whole city. */
  readonly within: string | null;
  /** Whether the account sees a part only, and did not ask for less. */
  readonly partly: boolean;
}

/**
 * Understands a filter for an account. Without days it begins twelve months before the last incident; without an area it
 * is for all that the account may see.
 * @throws Problem 400 for days that are none or go backwards, and for categories and areas that nobody has; 403 for an
 * area that is not the account’s to see.
 */
export function understand(columns: CityColumns, account: Account, filter: PlanFilter): Asked {
  const { coverage, calendar, timeZone, categories } = columns;
  const { from, to } = spanOf(filter, calendar);
  const faults = [...dayFaults(filter), ...categoryFaults(filter, columns), ...areaFaults(filter, coverage)];
  if (faults.length === 0 && from >= to)
    faults.push(fault('to', to, `必须晚于 from（${from}）`, `must be later than from (${from})`));
  if (faults.length > 0)
    throw invalid(
      {
        zh: `筛选条件有误：${faults.map(({ detail }) => detail.zh).join('；')}`,
        en: `The filter is wrong: ${faults.map(({ detail }) => detail.en).join('; ')}`,
      },
      faults,
    );
  const own = scopeOf(account);
  if (filter.area !== undefined && own !== null && !coverage.pathOf(filter.area).includes(own))
    throw forbidden({
      zh: `您只能看“${nameOf(coverage, own, 'zh')}”以内的事件，“${nameOf(coverage, filter.area, 'zh')}”不在其中`,
      en: `You may see incidents within ${nameOf(coverage, own, 'en')} only; ${nameOf(coverage, filter.area, 'en')} is not within it`,
    });
  const within = filter.area ?? own;
  const chosen = filter.category?.split(',');
  const one = <T>(list: readonly T[], value: T | undefined) =>
    value === undefined ? null : maskOf(list.length, [list.indexOf(value)]);
  return {
    from,
    to,
    within,
    partly: own !== null && filter.area === undefined,
    choice: {
      from: midnightOf(from, timeZone),
      until: midnightOf(to, timeZone),
      categories:
        chosen === undefined
          ? null
          : maskOf(
              categories.length,
              chosen.map((code) => categories.findIndex((category) => category.code === code)),
            ),
      kinds: one(kinds, filter.kind),
      sources: one(sources, filter.source),
      outcomes: one(outcomes, filter.outcome),
      areas: within === null ? null : leavesWithin(coverage, within),
    },
  };
}

/** Rows of the columns that a filter takes for an account, in order of time. */
export const rowsOf = (columns: CityColumns, account: Account, filter: PlanFilter): Uint32Array =>
  chooseRows(columns, understand(columns, account, filter).choice);

/** Area that an account’s sight ends at; null for the whole city. Who has no area sees all or, without the right, is not here. */
export const scopeOf = (account: Account): string | null =>
  grant(account, 'plan.see') === 'all' ? null : account.areaCode;

const masks = new WeakMap<Coverage, Map<string, Uint8Array>>();

/** A 1 for each finest area that lies within an area. */
export function leavesWithin(coverage: Coverage, code: string): Uint8Array {
  const known = masks.get(coverage) ?? new Map<string, Uint8Array>();
  masks.set(coverage, known);
  let mask = known.get(code);
  if (mask === undefined) {
    mask = Uint8Array.from(coverage.leaves, (leaf) => (coverage.pathOf(leaf).includes(code) ? 1 : 0));
    known.set(code, mask);
  }
  return mask;
}

const nameOf = ({ areas }: Coverage, code: string, language: 'zh' | 'en'): string => {
  const area = areas.get(code);
  return (language === 'zh' ? area?.name : area?.nameEn || area?.name) ?? code;
};

const fault = (name: string, got: string, zh: string, en: string): FieldError => ({
  pointer: `query/${name}`,
  got,
  detail: { zh: `${name} ${zh}`, en: `${name} ${en}` },
});

const dayFaults = (filter: PlanFilter): FieldError[] =>
  (['from', 'to'] as const).flatMap((name) => {
    const got = filter[name];
    return got === undefined || addDays(got, 0) === got
      ? []
      : [fault(name, got, `没有这一天：${got}`, `is no day: ${got}`)];
  });

const categoryFaults = ({ category }: PlanFilter, { categories }: CityColumns): FieldError[] =>
  (category?.split(',') ?? []).flatMap((code) =>
    categories.some((known) => known.code === code)
      ? []
      : [fault('category', code, `没有这个类别：${code}`, `has no such code: ${code}`)],
  );

const areaFaults = ({ area }: PlanFilter, { areas }: Coverage): FieldError[] =>
  area === undefined || areas.has(area)
    ? []
    : [fault('area', area, `当前版本没有这个辖区：${area}`, `is no area of the edition in force: ${area}`)];
