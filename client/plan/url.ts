export const levels = ['district', 'subdistrict', 'community', 'cell'] as const;
export type Level = (typeof levels)[number];
export const measures = ['count', 'perKm2'] as const;
export type Measure = (typeof measures)[number];
export const kinds = ['enforcement', 'priority', 'emergency'] as const;
export const sources = ['hotline12345', 'cellOfficer', 'patrol', 'chat', 'committee', 'petition'] as const;
export const outcomes = ['sole', 'joint', 'uncertain', 'unassigned'] as const;
export const comparisons = ['previous', 'year'] as const;
export const tabIds = ['heat', 'streets', 'seams', 'recurring', 'whatIf'] as const;
export type TabId = (typeof tabIds)[number];

/**
 * What the planner’s desk shows, as its address says: the filter under the names that the server’s routes have, then the
 * tab and what is pointed at in it.
 */
export interface PlanSearch {
  readonly tab?: TabId;
  /** First day, and the day after the last. */
  readonly from?: string;
  readonly to?: string;
  /** Codes with commas between. */
  readonly category?: string;
  readonly kind?: (typeof kinds)[number];
  readonly source?: (typeof sources)[number];
  readonly outcome?: (typeof outcomes)[number];
  readonly area?: string;
  readonly level?: Level;
  readonly measure?: Measure;
  readonly compare?: (typeof comparisons)[number];
  /** What is pointed at in the ranking: a code, a key or a number of the tab. */
  readonly selected?: string;
}

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function readPlanSearch(search: Readonly<Record<string, unknown>>): PlanSearch {
  const one = <T extends string>(list: readonly T[], name: string): { [key: string]: T } => {
    const found = list.find((value) => value === search[name]);
    return found === undefined ? {} : { [name]: found };
  };
  const fitting = (pattern: RegExp, name: string): { [key: string]: string } => {
    const value = typeof search[name] === 'number' ? String(search[name]) : search[name];
    return typeof value === 'string' && pattern.test(value) ? { [name]: value } : {};
  };
  return {
    ...one(tabIds, 'tab'),
    ...fitting(day, 'from'),
    ...fitting(day, 'to'),
    ...fitting(/^[\w-]{1,20}(,[\w-]{1,20}){0,99}$/, 'category'),
    ...one(kinds, 'kind'),
    ...one(sources, 'source'),
    ...one(outcomes, 'outcome'),
    ...fitting(/^\d{6,15}$/, 'area'),
    ...one(levels, 'level'),
    ...one(measures, 'measure'),
    ...one(comparisons, 'compare'),
    ...fitting(/^[^\s]{1,80}$/, 'selected'),
  };
}

const day = /^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** The filter as the server’s routes ask for it. */
export function queryOf(search: PlanSearch): URLSearchParams {
  const { tab: _tab, selected: _selected, ...filter } = search;
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== undefined));
}
