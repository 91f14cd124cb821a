import type { Lonlat } from '../../../geodata/geometry.ts';

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** A place to which the same matter comes back. */
export interface RecurringView {
  /** Number of the incident in its middle: names the place under one filter. */
  readonly id: string;
  /** Place in the ranking, from 1. */
  readonly rank: number;
  readonly place: string;
  readonly placeEn: string;
  readonly location: Lonlat;
  readonly category: Named;
  readonly count: number;
  /** How many more are expected within thirty days, with the 95 % interval of that mean. */
  readonly expected: number;
  readonly interval: readonly [low: number, high: number];
  /** ISO 8601: when each was reported, the earliest first, and when the next would come after the mean time between them. */
  readonly times: readonly string[];
  readonly next: string;
  /** Whether that has gone by. */
  readonly due: boolean;
  /** Subdistricts the reports lie in, that with most of them first: two or more make it a place on a line. */
  readonly areas: readonly Named[];
  /** Whether it lies on a line between areas, or one of its reports called several. */
  readonly boundary: boolean;
  /** How often a whole side returned one of them across a seam. */
  readonly returns: number;
  /** Who has taken it up, the latest; null where nobody has. */
  readonly takenUp: TakenUp | null;
  /** Its reports in order of time. */
  readonly incidents: readonly { readonly id: string; readonly number: string }[];
}

/** A place taken up before it is reported again. */
export interface TakenUp {
  readonly id: string;
  readonly by: { readonly name: string; readonly nameEn: string };
  /** ISO 8601. */
  readonly at: string;
  readonly note: string;
  /** Whether the reader did it, and so may take it back. */
  readonly mine: boolean;
  /** Reports that have come since. */
  readonly since: number;
}

export interface RecurringList {
  /** First day and the day after the last. */
  readonly from: string;
  readonly to: string;
  readonly within: string | null;
  readonly partly: boolean;
  readonly distance: number;
  /** Days within which one more counts as "again". */
  readonly window: number;
  readonly least: number;
  /** Incidents of the filter, and how many of them lie in recurring places. */
  readonly total: number;
  readonly recurring: number;
  /** All recurring places, and how many of them lie on a line. */
  readonly count: number;
  readonly boundary: number;
  /** How many of all are taken up. */
  readonly takenUp: number;
  /** The first of the ranking. */
  readonly places: readonly RecurringView[];
}
