import { fileURLToPath } from 'node:url';
import type { MultiLineString } from 'geojson';
import type { Sql } from 'postgres';
import type { Level } from '../../../geodata/area.ts';
import type { Bounds } from '../../../geodata/geometry.ts';
import type { Basis } from '../../../geodata/jurisdiction/records.ts';

const file = (name: string): string => fileURLToPath(new URL(`./${name}.sql`, import.meta.url));

/** Which incidents are looked at; null leaves them as they are. */
export interface Wanted {
  readonly from: Date;
  readonly until: Date;
  readonly categories: readonly string[] | null;
  readonly kind: string | null;
  readonly source: string | null;
  readonly outcome: string | null;
}

/** An incident at a seam: `across` where its verdict calls both sides. */
export interface NearRow {
  readonly key: string;
  readonly id: number;
  readonly across: boolean;
}

/** What friction looks at of an incident. */
export interface FactRow extends Traits {
  readonly place: string;
  readonly placeEn: string;
  readonly areas: readonly string[];
  readonly joint: boolean;
  readonly days: number | null;
  readonly lon: number;
  readonly lat: number;
  /** Degrees from its place that the footprint reaches at most. */
  readonly reach: number;
  readonly returns: number;
  readonly blown: boolean;
}

/** A settled incident of one party alone. */
export interface SettledRow extends Traits {
  readonly party: string;
  readonly days: number;
}

/** What the planner's filter goes by. */
export interface Traits {
  readonly id: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly category: string;
  readonly kind: string;
  readonly source: string;
  readonly outcome: string;
}

/** Degrees that cover so many metres up to 60° north. */
export const inDegrees = (metres: number): number => metres / 55_000;

/** Which incidents are at which seams of an edition: all, or of those of some numbers. */
export const readNear = (sql: Sql, edition: number, distance: number, ids: readonly string[] | null) =>
  ids === null
    ? sql.file<NearRow[]>(file('near'), [edition, distance, inDegrees(distance)])
    : sql.file<NearRow[]>(file('near-some'), [edition, distance, inDegrees(distance), [...ids]]);

export const readFacts = (sql: Sql, ids: readonly (string | number)[]) =>
  sql.file<FactRow[]>(file('facts'), [ids.map(String)]);

/** Of some incidents those that a whistle was blown for again. */
export async function readAgain(
  sql: Sql,
  distance: number,
  ids: readonly (string | number)[],
): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set();
  const rows = await sql.file<{ id: number }[]>(file('again'), [
    ids.map(String),
    distance,
    inDegrees(distance),
  ]);
  return new Set(rows.map(({ id }) => id));
}

export const readSettled = (sql: Sql, ids: readonly string[] | null) =>
  sql.file<SettledRow[]>(file('settled'), [ids && [...ids]]);

/** A seam as the database has it: its sides by their codes, its line drawn within two metres. */
export interface SeamRow {
  readonly key: string;
  readonly record: string;
  readonly level: Level;
  readonly left: string;
  readonly right: string;
  /** Metres. */
  readonly length: number;
  readonly basis: Basis | null;
  readonly bounds: Bounds;
  readonly shape: MultiLineString;
}

export const readSeams = (sql: Sql, edition: number) => sql<SeamRow[]>`
  select s.key, s.record_id::text as record, s.level, s.left_code as left, s.right_code as right, s.length_m as length, r.basis,
         array[st_xmin(s.shape), st_ymin(s.shape), st_xmax(s.shape), st_ymax(s.shape)] as bounds,
         st_asgeojson(st_multi(st_simplify(s.shape, 0.00002)), 6)::jsonb as shape
  from seam_line s join seam_record r on r.id = s.record_id
  where s.edition_id = ${edition}`;

/** When the first incident happened; null before there is one. */
export async function readFirst(sql: Sql): Promise<Date | null> {
  const [row] = await sql<{ first: Date | null }[]>`select min(occurred_at) as first from incident`;
  return row?.first ?? null;
}

/** A street that crosses a seam, and where. */
export interface Crossing {
  readonly name: string;
  readonly nameEn: string;
  readonly class: 'arterial' | 'secondary' | 'lane';
  readonly lon: number;
  readonly lat: number;
}

/** Streets that cross a line at a place; one that runs along it crosses it nowhere. */
export const readCrossings = (sql: Sql, edition: number, key: string) => sql<Crossing[]>`
  select n.name, n.name_en as "nameEn", n.class, st_x(d.geom) as lon, st_y(d.geom) as lat
  from seam_line s
  join lane n on n.shape && s.shape and st_intersects(n.shape, s.shape)
  cross join lateral st_dump(st_intersection(n.shape, s.shape)) d
  where s.edition_id = ${edition} and s.key = ${key} and n.name <> '' and st_dimension(d.geom) = 0
  order by array_position(array['arterial', 'secondary', 'lane'], n.class), n.id`;
