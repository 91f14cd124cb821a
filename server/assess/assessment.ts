import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { type Composite, compositeOf, formula, type Weights } from './composite.ts';
import { bottomOf, type Rank, ranksOf } from './rank.ts';
import type { AreaCounts, BodyCounts, ScoreCounts } from './store.ts';
import { type Rate, rateOf } from './wilson.ts';

interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

/** A line of the table of areas. Numbers of incidents need not be whole: shared ones count by share. */
export interface AreaRow extends Named {
  readonly district: Named | null;
  readonly received: number;
  /** Incidents it had with others, each counted as one. */
  readonly shared: number;
  readonly rates: Readonly<Record<'response' | 'resolution' | 'satisfaction' | 'score', Rate>>;
  readonly composite: Composite | null;
  readonly rank: Rank | null;
}

/** A line of the table of bodies. */
export interface BodyRow extends Named {
  readonly called: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  /** Minutes from the whistle to arrival. */
  readonly medianMinutes: number | null;
  readonly rates: Readonly<Record<'punctuality' | 'satisfaction' | 'score', Rate>>;
  readonly composite: Composite | null;
  readonly rank: Rank | null;
}

/** The last of a table, and how many others cannot be told from it. */
export interface Bottom extends Named {
  readonly value: number;
  readonly indistinct: number;
}

export interface Assessment {
  readonly weights: Readonly<Record<'area' | 'body', Weights>>;
  readonly formula: Bilingual;
  readonly areas: readonly AreaRow[];
  readonly bodies: readonly BodyRow[];
  readonly bottom: { readonly area: Bottom | null; readonly body: Bottom | null };
  /** The whole city, each incident once. */
  readonly city: Pick<AreaRow, 'received' | 'rates'>;
  /** Incidents in no area: they are in the city's numbers, and in no line. */
  readonly unassigned: number;
}

export interface Counted {
  readonly areas: readonly AreaCounts[];
  readonly bodies: readonly BodyCounts[];
  readonly scores: readonly ScoreCounts[];
  readonly weights: Assessment['weights'];
}

/**
 * The assessment of a month, best first. Counts are by subdistrict; for `district` they are added up by the edition in
 * force. Areas without incidents have a line too: nothing to do is not nothing done.
 */
export function assess(
  counted: Counted,
  coverage: Coverage | null,
  level: 'subdistrict' | 'district',
): Assessment {
  const rows = new Map<string, Sums>();
  if (coverage)
    for (const { code } of coverage.parties) rows.set(levelled(coverage, code, level), { ...nothing });
  for (const row of counted.areas)
    if (row.code !== null) addTo(rows, levelled(coverage, row.code, level), row);
  for (const score of counted.scores)
    if (score.direction === 'area')
      addTo(rows, levelled(coverage, score.code, level), {
        scorings: score.count,
        points: score.points,
      });
  const { weights } = counted;
  const areas = ranked(
    [...rows].map(([code, sums]) => {
      const rates = ratesOf(sums);
      return {
        ...named(coverage, code),
        district: level === 'subdistrict' ? districtOf(coverage, code) : null,
        received: sums.received,
        shared: sums.shared,
        rates,
        composite: compositeOf(rates, weights.area),
      };
    }),
  );
  const scores = new Map(counted.scores.filter((s) => s.direction === 'body').map((s) => [s.code, s]));
  const bodies = ranked(
    counted.bodies.map(({ calledBack, satisfied, ...body }) => {
      const rates = {
        punctuality: rateOf(body.onTime, body.called),
        satisfaction: rateOf(satisfied, calledBack),
        score: rateOf(scores.get(body.code)?.points ?? 0, scores.get(body.code)?.count ?? 0),
      };
      return { ...body, rates, composite: compositeOf(rates, weights.body) };
    }),
  );
  const all = counted.areas.reduce((sum, row) => added(sum, row), nothing);
  const { score: _, ...cityRates } = ratesOf(all);
  return {
    weights,
    formula,
    areas,
    bodies,
    bottom: { area: lastOf(areas), body: lastOf(bodies) },
    city: {
      received: all.received,
      rates: { ...cityRates, score: ratesOf(sumOf([...rows.values()])).score },
    },
    unassigned: counted.areas.find(({ code }) => code === null)?.received ?? 0,
  };
}

interface Sums extends Omit<AreaCounts, 'code'> {
  readonly scorings: number;
  readonly points: number;
}

const nothing: Sums = {
  received: 0,
  responded: 0,
  due: 0,
  resolved: 0,
  calledBack: 0,
  satisfied: 0,
  shared: 0,
  scorings: 0,
  points: 0,
};

const added = (sum: Sums, more: Partial<Sums>): Sums =>
  Object.fromEntries(
    Object.keys(nothing).map((key) => [key, sum[key as keyof Sums] + (more[key as keyof Sums] ?? 0)]),
  ) as unknown as Sums;
const sumOf = (all: readonly Sums[]): Sums => all.reduce((sum, one) => added(sum, one), nothing);
const addTo = (rows: Map<string, Sums>, code: string, more: Partial<Sums>): void => {
  rows.set(code, added(rows.get(code) ?? nothing, more));
};

const ratesOf = (sums: Sums): AreaRow['rates'] => ({
  response: rateOf(sums.responded, sums.received),
  resolution: rateOf(sums.resolved, sums.due),
  satisfaction: rateOf(sums.satisfied, sums.calledBack),
  score: rateOf(sums.points, sums.scorings),
});

/** Code of the area's district, or its own; an area that the edition does not know keeps the district of its code. */
function levelled(coverage: Coverage | null, code: string, level: 'subdistrict' | 'district'): string {
  if (level === 'subdistrict') return code;
  return (coverage?.areas.has(code) ? coverage.pathOf(code)[1] : undefined) ?? code.slice(0, 6);
}

function named(coverage: Coverage | null, code: string): Named {
  const area = coverage?.areas.get(code);
  return { code, name: area?.name ?? code, nameEn: area?.nameEn ?? code };
}

function districtOf(coverage: Coverage | null, code: string): Named | null {
  const district = levelled(coverage, code, 'district');
  return district === code ? null : named(coverage, district);
}

function ranked<T extends { readonly composite: Composite | null; readonly code: string }>(
  rows: readonly T[],
): (T & { rank: Rank | null })[] {
  const ranks = ranksOf(rows.map(({ composite }) => composite));
  return rows
    .map((row, index) => ({ ...row, rank: ranks[index] ?? null }))
    .sort((a, b) => (b.composite?.value ?? -1) - (a.composite?.value ?? -1) || (a.code < b.code ? -1 : 1));
}

function lastOf(rows: readonly (Named & { readonly composite: Composite | null })[]): Bottom | null {
  const bottom = bottomOf(rows.map((row) => ({ row, placed: row.composite })));
  if (!bottom) return null;
  const { code, name, nameEn, composite } = bottom.last.row;
  return { code, name, nameEn, value: composite?.value ?? 0, indistinct: bottom.indistinct };
}
