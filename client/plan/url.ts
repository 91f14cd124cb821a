export const levels = ['district', 'subdistrict', 'community', 'cell', 'hexagon'] as const;
export type Level = (typeof levels)[number];
export const measures = ['count', 'perHead', 'perKm2', 'perKm'] as const;
export type Measure = (typeof measures)[number];
export const kinds = ['enforcement', 'priority', 'emergency'] as const;
export const sources = ['hotline12345', 'cellOfficer', 'patrol', 'chat', 'committee', 'petition'] as const;
export const outcomes = ['sole', 'joint', 'uncertain', 'unassigned'] as const;
export const comparisons = ['previous', 'year'] as const;
export const streetOrders = ['perKm', 'count'] as const;
/** Metres that an incident may spread over along streets. */
export const bandwidths = [50, 100, 150, 200, 300, 500] as const;
/** What a recurring place may be taken to be: metres, days, incidents. */
export const recurringChoices = {
  distance: [15, 30, 50, 100],
  window: [14, 30, 60, 90, 180],
  least: [2, 3, 4, 5, 8],
} as const;
export const takenUpChoices = ['no', 'yes'] as const;
/** Pictures of a playback. */
export const frames = 24;
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
  /** Hours of the week pointed at, as `geodata/analysis/hours.ts` writes them. */
  readonly hours?: string;
  /** The surface of density in the place of areas. */
  readonly draw?: 'density';
  /** What the heat of areas is of: how many, or by Gi* where more come together than by chance. */
  readonly show?: 'gi';
  readonly order?: (typeof streetOrders)[number];
  readonly bandwidth?: number;
  /** Metres, days and incidents that make a recurring place. */
  readonly distance?: number;
  readonly window?: number;
  readonly least?: number;
  /** Only recurring places on a line between areas. */
  readonly boundary?: true;
  /** Only recurring places that somebody has taken up, or that nobody has. */
  readonly takenUp?: (typeof takenUpChoices)[number];
  /** Picture of the playback, from 0. */
  readonly frame?: number;
}

/** Reads search parameters of any origin; what makes no sense is as if it were not there. */
export function readPlanSearch(search: Readonly<Record<string, unknown>>): PlanSearch {
  const one = <T extends string>(list: readonly T[], name: string): { [key: string]: T } => {
    const found = list.find((value) => value === search[name]);
    return found === undefined ? {} : { [name]: found };
  };
  const choice = (list: readonly number[], name: string): { [key: string]: number } => {
    const value = Number(search[name]);
    return list.includes(value) ? { [name]: value } : {};
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
    ...fitting(/^[0-6]-[1-7]:\d{1,2}-\d{1,2}$/, 'hours'),
    ...one(['density'] as const, 'draw'),
    ...one(['gi'] as const, 'show'),
    ...one(streetOrders, 'order'),
    ...choice(bandwidths, 'bandwidth'),
    ...choice(recurringChoices.distance, 'distance'),
    ...choice(recurringChoices.window, 'window'),
    ...choice(recurringChoices.least, 'least'),
    ...one(takenUpChoices, 'takenUp'),
    ...choice(framesOf, 'frame'),
    ...((search.boundary === true || search.boundary === 'true') && { boundary: true as const }),
  };
}

const framesOf = Array.from({ length: frames }, (_, frame) => frame);
const day = /^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** The filter as the server’s routes ask for it. */
export function queryOf(search: PlanSearch): URLSearchParams {
  const { tab: _tab, selected: _selected, draw: _draw, frame: _frame, ...filter } = search;
  return new URLSearchParams(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
