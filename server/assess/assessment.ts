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
  /** What it lies in: a community's subdistrict, a subdistrict's district; null for a district. */
  readonly parent: Named | null;
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
  /** All that the table is of: the city with each incident once, or the area it is narrowed to. */
  readonly whole: Pick<AreaRow, 'received' | 'rates'>;
  /** Incidents in no area: they are in the city's numbers, and in no line. None where the table is narrowed to an area. */
  readonly unassigned: number;
}

export const assessedLevels = ['community', 'subdistrict', 'district'] as const;
export type AssessedLevel = (typeof assessedLevels)[number];

/** What a table of areas is of. */
export interface Scope {
  readonly level: AssessedLevel;
  /** Only areas in this one; null for the whole city. */
  readonly within: string | null;
}

export interface Counted {
  /** By subdistrict, and for communities by community. */
  readonly areas: readonly AreaCounts[];
  readonly bodies: readonly BodyCounts[];
  readonly scores: readonly ScoreCounts[];
  readonly weights: Assessment['weights'];
}

/**
 * The assessment of a month, best first. Counts are by subdistrict; for `district` they are added up by the edition in
 * force. Areas without incidents have a line too: nothing to do is not nothing done.
 */
export function assess(counted: Counted, coverage: Coverage | null, scope: Scope): Assessment {
  const { level, within } = scope;
  const rows = new Map<string, Sums>();
  const lies = (code: string): boolean =>
    within === null || (coverage?.areas.has(code) ? coverage.pathOf(code) : [code]).includes(within);
  for (const code of codesOf(coverage, level)) if (lies(code)) rows.set(code, { ...nothing });
  const known = (code: string): boolean => lies(code) && (level !== 'community' || rows.has(code));
  for (const row of counted.areas) {
    const code = row.code === null ? null : levelled(coverage, row.code, level);
    if (code !== null && known(code)) addTo(rows, code, row);
  }
  for (const score of counted.scores) {
    const code = levelled(coverage, score.code, level);
    if (score.direction === 'area' && known(code))
      addTo(rows, code, { scorings: score.count, points: score.points });
  }
  const { weights } = counted;
  const areas = ranked(
    [...rows].map(([code, sums]) => {
      const rates = ratesOf(sums);
      return {
        ...named(coverage, code),
        parent: level === 'district' ? null : parentOf(coverage, code),
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
  const given = counted.scores.filter(({ direction }) => direction === 'area');
  const whole = within === null ? wholeCity(counted.areas, given) : sumOf([...rows.values()]);
  return {
    weights,
    formula,
    areas,
    bodies,
    bottom: { area: lastOf(areas), body: lastOf(bodies) },
    whole: { received: whole.received, rates: ratesOf(whole) },
    unassigned: within === null ? (counted.areas.find(({ code }) => code === null)?.received ?? 0) : 0,
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

const wholeCity = (areas: readonly AreaCounts[], scores: readonly ScoreCounts[]): Sums =>
  scores.reduce(
    (sum, { count, points }) => added(sum, { scorings: count, points }),
    areas.reduce((sum, row) => added(sum, row), nothing),
  );

const ratesOf = (sums: Sums): AreaRow['rates'] => ({
  response: rateOf(sums.responded, sums.received),
  resolution: rateOf(sums.resolved, sums.due),
  satisfaction: rateOf(sums.satisfied, sums.calledBack),
  score: rateOf(sums.points, sums.scorings),
});

/** Codes of the areas of a level that have a line whatever came of them. */
function codesOf(coverage: Coverage | null, level: AssessedLevel): readonly string[] {
  if (!coverage) return [];
  if (level === 'community')
    return [...coverage.areas.values()].filter((area) => area.level === level).map(({ code }) => code);
  return coverage.parties.map(({ code }) => levelled(coverage, code, level));
}

/** Code of the area's district, or its own; an area that the edition does not know keeps the district of its code. */
function levelled(coverage: Coverage | null, code: string, level: AssessedLevel): string {
  if (level !== 'district') return code;
  return (coverage?.areas.has(code) ? coverage.pathOf(code)[1] : undefined) ?? code.slice(0, 6);
}

function named(coverage: Coverage | null, code: string): Named {
  const area = coverage?.areas.get(code);
  return { code, name: area?.name ?? code, nameEn: area?.nameEn ?? code };
}

function parentOf(coverage: Coverage | null, code: string): Named | null {
  const parent = coverage?.areas.has(code) ? coverage.pathOf(code).at(-2) : code.slice(0, 6);
  return parent === undefined || parent === code ? null : named(coverage, parent);
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
