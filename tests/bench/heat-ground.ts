import { addDays, createCalendar, midnightOf } from '../../geodata/analysis/calendar.ts';
import { type Choice, maskOf } from '../../geodata/analysis/choice.ts';
import {
  type IncidentColumns,
  kinds,
  outcomes,
  sources,
  unitsPerDegree,
} from '../../geodata/analysis/incidents.ts';
import { makeSums, type Sums } from '../../geodata/analysis/sums/sums.ts';
import type { Grouping } from '../../geodata/analysis/tally.ts';
import { createRandom } from '../../geodata/city/random.ts';
import type { Bench } from './bench.ts';

export const timeZone = 'Asia/Shanghai';
export const [firstDay, days, categories] = ['2023-01-01', 1096, 32] as const;
export const lastDay = addDays(firstDay, days - 1);
export const calendar = createCalendar(firstDay, lastDay, timeZone);

export const heatLevels = ['district', 'subdistrict', 'community'] as const;
export type HeatLevel = (typeof heatLevels)[number];

/** What a planner asks: from which day, for how many, of which level, and what else narrows it. */
export interface Question {
  readonly from: number;
  readonly days: number;
  readonly level: HeatLevel;
  readonly categories?: readonly number[];
  readonly kind?: number;
  readonly source?: number;
  readonly outcome?: number;
  /** Hours of the week. */
  readonly hours?: readonly number[];
}

/** Questions of the usual kind: any range, all categories or one or three, by district or subdistrict. */
export function commonQuestions(count: number): readonly Question[] {
  const random = createRandom(11, 'common');
  return Array.from({ length: count }, (_, number): Question => {
    const category = Math.floor(categories * random() ** 2);
    const three = [category, (category + 1) % categories, (category + 5) % categories];
    const chosen = [null, [category], three][number % 3];
    return {
      ...rangeOf(random),
      level: number % 2 === 0 ? 'subdistrict' : 'district',
      ...(chosen && { categories: chosen }),
    };
  });
}

/** Questions of any kind: categories, kinds, sources, outcomes and hours in all combinations, down to communities. */
export function anyQuestions(count: number): readonly Question[] {
  const random = createRandom(12, 'any');
  const working = Array.from({ length: 5 * 9 }, (_, hour) => Math.floor(hour / 9) * 24 + 9 + (hour % 9));
  const one = (size: number) => Math.floor(size * random());
  return Array.from(
    { length: count },
    (): Question => ({
      ...rangeOf(random),
      level: heatLevels[one(3)] ?? 'subdistrict',
      ...(random() < 0.4 && { categories: [one(16), 16 + one(16)] }),
      ...(random() < 0.3 && { kind: one(kinds.length) }),
      ...(random() < 0.5 && { source: one(sources.length) }),
      ...(random() < 0.2 && { outcome: 1 + one(2) }),
      ...(random() < 0.2 && { hours: working }),
    }),
  );
}

/** Some days of the three years: from a week to all of them. */
function rangeOf(random: () => number) {
  const span = [7, 30, 90, 365, days][Math.floor(5 * random())] ?? days;
  return { from: Math.floor((days - span) * random()), days: span };
}

export const choiceOf = ({ from, days: span, ...asked }: Question): Choice => ({
  from: midnightOf(addDays(firstDay, from), timeZone),
  until: midnightOf(addDays(firstDay, from + span), timeZone),
  categories: maskOf(categories, asked.categories ?? null),
  kinds: maskOf(kinds.length, asked.kind === undefined ? null : [asked.kind]),
  sources: maskOf(sources.length, asked.source === undefined ? null : [asked.source]),
  outcomes: maskOf(outcomes.length, asked.outcome === undefined ? null : [asked.outcome]),
  areas: null,
});

/** Incidents spread as the city's are, drawn with a seed. */
export function columnsOf(bench: Bench, count: number): IncidentColumns {
  return bench.keep(`columns-${count}`, () => {
    const random = createRandom(7, 'heat');
    const places = bench.places();
    const located = bench.coverage().locateAll(Float64Array.from(places.flat()));
    const [start, end] = [calendar.starts[0] ?? 0, calendar.starts[days] ?? 0];
    const columns = {
      count,
      time: Uint32Array.from({ length: count }, () => start + Math.floor(random() * (end - start))).sort(),
      category: new Uint8Array(count),
      kind: new Uint8Array(count),
      source: new Uint8Array(count),
      outcome: new Uint8Array(count),
      returned: new Uint8Array(count),
      area: new Int32Array(count),
      longitude: new Int32Array(count),
      latitude: new Int32Array(count),
    };
    for (let row = 0; row < count; row++) {
      const place = Math.floor(random() * places.length);
      const [lon = 0, lat = 0] = places[place] ?? [];
      columns.category[row] = Math.floor(categories * random() ** 2);
      columns.kind[row] = Math.floor(3 * random());
      columns.source[row] = Math.floor(6 * random() ** 2);
      columns.outcome[row] = random() < 0.9 ? 1 : 2;
      columns.area[row] = located[place] ?? -1;
      columns.longitude[row] = Math.round((lon + 0.002 * (random() - 0.5)) * unitsPerDegree);
      columns.latitude[row] = Math.round((lat + 0.002 * (random() - 0.5)) * unitsPerDegree);
    }
    return columns;
  });
}

/** The finest areas by those of a level. */
export function groupingOf(bench: Bench, wanted: HeatLevel = 'subdistrict'): Grouping {
  return bench.keep(`grouping ${wanted}`, () => {
    const coverage = bench.coverage();
    const codes = [...coverage.areas.values()].filter(({ level }) => level === wanted);
    const index = new Map(codes.map(({ code }, place) => [code, place]));
    const groupOf = Int32Array.from(
      coverage.leaves,
      (leaf) => index.get(coverage.ancestorAt(leaf, wanted) ?? '') ?? -1,
    );
    return { groupOf, groups: codes.length };
  });
}

/** The sums beside columns, and how long they took to make. */
export function sumsOf(bench: Bench, count: number): { readonly sums: Sums; readonly seconds: number } {
  return bench.keep(`sums-${count}`, () => {
    const columns = columnsOf(bench, count);
    const { groupOf } = groupingOf(bench);
    const start = performance.now();
    const making = makeSums(columns, calendar, groupOf, categories);
    for (let step = making.next(); ; step = making.next())
      if (step.done) return { sums: step.value, seconds: (performance.now() - start) / 1000 };
  });
}
