import type { Interval } from '../../../geodata/analysis/interval.ts';
import type { Kernel } from '../../../geodata/analysis/network/kernel.ts';

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** A street with what happened along it. */
export interface PlannedStreet {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly class: 'arterial' | 'secondary' | 'lane';
  /** Place in the ranking, from 1. */
  readonly rank: number;
  /** Metres of it that lie within reach of what is looked at. */
  readonly metres: number;
  readonly count: number;
  /** Of these, on each side of the direction its line was drawn in. */
  readonly left: number;
  readonly right: number;
  /** Incidents per kilometre and year, with the 95 % interval of the mean. */
  readonly perKm: number;
  readonly interval: Interval;
  readonly series: readonly number[];
  /** Subdistricts it runs through or along, the one with most of it first. */
  readonly areas: readonly Named[];
  /** Who leads it, by area; `name` is null for who may not see the people there. */
  readonly chiefs: readonly { readonly area: Named; readonly name: string | null }[];
}

/** Incidents by street under a filter. */
export interface PlannedStreets {
  /** First day and the day after the last. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** What a count is multiplied by to be one of a year; 1 for a year. */
  readonly yearly: number;
  readonly within: string | null;
  readonly partly: boolean;
  readonly total: number;
  /** Of these, how many have no street within `reach` metres. */
  readonly unmatched: number;
  readonly reach: number;
  readonly bandwidth: number;
  readonly kernel: Kernel;
  /** Metres of a piece of street with one density, at most. */
  readonly lixel: number;
  /** Incidents that the density is made of, and how much of them dead ends and branches too thin have taken. */
  readonly events: number;
  readonly cutOff: number;
  /** Streets within reach of what is looked at, those with an incident, and their metres together. */
  readonly streets: number;
  readonly struck: number;
  readonly metres: number;
  /** The first of the ranking, and the one asked for where it is not among them. */
  readonly rows: readonly PlannedStreet[];
}
