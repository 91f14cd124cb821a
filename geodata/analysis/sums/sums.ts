import type { Calendar } from '../calendar.ts';
import { type IncidentColumns, kinds, outcomes, sources } from '../incidents.ts';
import { type DaySums, sumDays } from './day-sums.ts';
import {
  type AreaShelves,
  shelveByArea,
  shelveByTrait,
  type TraitShelves,
  traitOf,
  traits,
} from './shelves.ts';

/**
 * What stands beside the columns so that most questions are answered without reading them: running totals by day and
 * coarse area, the rows in order of their finest areas and of what they are about, and what has changed since these were made.
 */
export interface Sums {
  /** The days they are of. */
  readonly calendar: Calendar;
  readonly categories: number;
  /** Coarse area of each finest one, and how many there are, with one for what lies outside the city. */
  readonly areaOf: Int32Array;
  readonly areas: number;
  readonly byDay: DaySums;
  readonly byArea: AreaShelves;
  readonly byTrait: TraitShelves;
  readonly changes: readonly Change[];
  /** Incidents that were counted when they were made. */
  readonly count: number;
}

/** An incident that has come in since, or one that is no longer (what was moved has gone from one place and come to another). */
export interface Change {
  readonly sign: 1 | -1;
  /** Seconds since 1970. */
  readonly time: number;
  readonly category: number;
  readonly kind: number;
  readonly source: number;
  readonly outcome: number;
  readonly trait: number;
  readonly area: number;
}

/** A row of columns as a change. */
export function changeOf(columns: IncidentColumns, row: number, sign: 1 | -1): Change {
  const at = (column: ArrayLike<number>) => column[row] ?? 0;
  const [kind, source, outcome] = [at(columns.kind), at(columns.source), at(columns.outcome)];
  return {
    sign,
    time: at(columns.time),
    category: at(columns.category),
    kind,
    source,
    outcome,
    trait: traitOf(kind, source, outcome),
    area: at(columns.area),
  };
}

/**
 * Makes the sums of columns, pausing now and then so that whoever drives it can let others have their turn. `areaOf` puts
 * the finest areas into coarse ones, numbered from 0: the levels above are made of these, those below are counted one by one.
 */
export function* makeSums(
  columns: IncidentColumns,
  calendar: Calendar,
  areaOf: Int32Array,
  categories: number,
): Generator<void, Sums> {
  const areas = areasIn(areaOf);
  return {
    calendar,
    categories,
    areaOf,
    areas,
    byDay: yield* sumDays(columns, calendar, { areaOf, areas }, categories),
    byArea: yield* shelveByArea(columns, calendar, areaOf.length),
    byTrait: yield* shelveByTrait(columns, calendar, areaOf.length, categories),
    changes: [],
    count: columns.count,
  };
}

/** The same sums with some more changes. */
export const withChanges = (sums: Sums, changes: readonly Change[]): Sums =>
  changes.length === 0 ? sums : { ...sums, changes: [...sums.changes, ...changes] };

/** Whether there are so many changes that reading them takes longer than the answer: then the sums are better made anew. */
export const outgrown = ({ changes, count }: Sums): boolean => changes.length > Math.max(2000, count / 1000);

/** Coarse areas that finest ones are put into, with one for what lies outside the city. */
const areasIn = (areaOf: Int32Array): number => areaOf.reduce((most, area) => Math.max(most, area), -1) + 2;

/** Bytes that the running totals of so many days will take: nearly all of what does not grow with the incidents. */
export function bytesFor(areaOf: Int32Array, days: number, categories: number): number {
  const planes = 1 + categories + kinds.length + sources.length + outcomes.length;
  return 4 * (days + 1) * (planes * (areasIn(areaOf) + 168 + categories) + categories * traits);
}

/** Bytes that sums take. */
export function bytesOf({ byDay, byArea, byTrait }: Sums): number {
  const parts = [byDay, byArea, byTrait].flatMap((part) => Object.values(part) as unknown[]);
  return parts.reduce<number>((sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0), 0);
}

/** A 1 for each trait (kind, source and outcome together) that masks of the three take; null where they take all. */
export function traitMask(
  chosenKinds: Uint8Array | null,
  chosenSources: Uint8Array | null,
  chosenOutcomes: Uint8Array | null,
): Uint8Array | null {
  if (!chosenKinds && !chosenSources && !chosenOutcomes) return null;
  const mask = new Uint8Array(traits);
  kinds.forEach((_, kind) => {
    sources.forEach((__, source) => {
      outcomes.forEach((___, outcome) => {
        const fits =
          (chosenKinds?.[kind] ?? 1) && (chosenSources?.[source] ?? 1) && (chosenOutcomes?.[outcome] ?? 1);
        if (fits) mask[traitOf(kind, source, outcome)] = 1;
      });
    });
  });
  return mask;
}
