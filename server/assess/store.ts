import { fileURLToPath } from 'node:url';
import type { Sql, TransactionSql } from 'postgres';
import type { Part, Weights } from './composite.ts';
import type { Month } from './month.ts';

const fileOf = (name: string): string => fileURLToPath(new URL(`./${name}.sql`, import.meta.url));
const [areasFile, bodiesFile, scoresFile] = [fileOf('areas'), fileOf('bodies'), fileOf('scores')];

/** What is counted of an area, by share; `code` is null for incidents in no area. */
export interface AreaCounts {
  readonly code: string | null;
  readonly received: number;
  readonly responded: number;
  readonly due: number;
  readonly resolved: number;
  readonly calledBack: number;
  readonly satisfied: number;
  /** Incidents it shares with others, each counted as one. */
  readonly shared: number;
}

/** What is counted of a body. */
export interface BodyCounts {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly called: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly medianMinutes: number | null;
  readonly calledBack: number;
  readonly satisfied: number;
}

/** Scorings that somebody was given: how many, and the sum of their means, each from 0 to 1. */
export interface ScoreCounts {
  readonly direction: 'area' | 'body';
  readonly code: string;
  readonly count: number;
  readonly points: number;
}

type Asked = Month & { readonly category: string | null; readonly now: Date };

export const countAreas = (sql: Sql, { from, until, category, now }: Asked): Promise<AreaCounts[]> =>
  sql.file<AreaCounts[]>(areasFile, [from, until, category, now, false]);

/** One incident's part in one subdistrict, and where it is: WGS84, metres, the footprint as GeoJSON text. */
export interface PlacedCounts extends AreaCounts {
  readonly longitude: number;
  readonly latitude: number;
  readonly footprint: string;
  readonly accuracy: number;
  readonly width: number;
}

/** The same as `countAreas`, incident by incident, to be given to areas that verdicts know nothing of. */
export const readPlaced = (sql: Sql, { from, until, category, now }: Asked): Promise<PlacedCounts[]> =>
  sql.file<PlacedCounts[]>(areasFile, [from, until, category, now, true]);

export const countBodies = (sql: Sql, { from, until, category, now }: Asked): Promise<BodyCounts[]> =>
  sql.file<BodyCounts[]>(bodiesFile, [from, until, category, now]);

export const countScores = (sql: Sql, { from, until, category }: Asked): Promise<ScoreCounts[]> =>
  sql.file<ScoreCounts[]>(scoresFile, [from, until, category]);

export async function readWeights(sql: Sql): Promise<Readonly<Record<'area' | 'body', Weights>>> {
  const rows = await sql<{ of: 'area' | 'body'; part: Part; weight: number }[]>`
    select of, part, weight from assessment_weight`;
  const weightsOf = (of: string): Weights =>
    Object.fromEntries(rows.filter((row) => row.of === of).map(({ part, weight }) => [part, weight]));
  return { area: weightsOf('area'), body: weightsOf('body') };
}

/** When the first incident was entered; null before there is one. */
export async function readFirst(sql: Sql): Promise<Date | null> {
  const [row] = await sql<{ first: Date | null }[]>`select min(created_at) as first from incident`;
  return row?.first ?? null;
}

/** Something scored from 1 to 5. */
export interface ScoreItem {
  readonly direction: 'area' | 'body';
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

export const readItems = (sql: Sql | TransactionSql): Promise<ScoreItem[]> =>
  sql<
    ScoreItem[]
  >`select direction, code, name, name_en as "nameEn" from score_item order by direction, position`;

/** One scoring: who scored whom, by items. */
export interface Scoring {
  readonly direction: 'area' | 'body';
  readonly from: string;
  readonly to: string;
  readonly items: Readonly<Record<string, number>>;
  readonly word: string;
  readonly at: string;
}

export const readScorings = async (sql: Sql | TransactionSql, whistleId: string): Promise<Scoring[]> =>
  (
    await sql<(Omit<Scoring, 'at'> & { at: Date })[]>`
      select direction, from_code as "from", to_code as "to", jsonb_object_agg(item, points) as items,
             max(word) as word, min(made_at) as at
      from score where whistle_id = ${whistleId} group by direction, from_code, to_code order by min(made_at), to_code`
  ).map((row) => ({ ...row, at: row.at.toISOString() }));

export async function insertScoring(
  tx: TransactionSql,
  whistleId: string,
  { direction, from, to, items, word }: Omit<Scoring, 'at'>,
  made: { readonly by: string; readonly at: Date },
): Promise<void> {
  for (const [item, points] of Object.entries(items))
    await tx`
      insert into score (whistle_id, direction, from_code, to_code, item, points, word, made_by, made_at)
      values (${whistleId}, ${direction}, ${from}, ${to}, ${item}, ${points}, ${word}, ${made.by}, ${made.at})`;
}
