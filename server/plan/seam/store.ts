import { fileURLToPath } from 'node:url';
import type { MultiLineString } from 'geojson';
import type { Sql } from 'postgres';
import type { Level } from '../../../geodata/area.ts';
import type { Bounds } from '../../../geodata/geometry.ts';
import type { Basis } from '../../../geodata/jurisdiction/records.ts';

const file = (name: string): string => fileURLToPath(new URL(`./${name}.sql`, import.meta.url));
const [incidentsFile, settledFile] = [file('incidents'), file('settled')];

/** Which incidents are looked at; null leaves them as they are. */
export interface Wanted {
  readonly from: Date;
  readonly until: Date;
  readonly categories: readonly string[] | null;
  readonly kind: string | null;
  readonly source: string | null;
  readonly outcome: string | null;
}

/** An incident at a seam; one that lies at two comes twice. */
export interface IncidentRow {
  readonly key: string;
  readonly id: string;
  readonly category: string;
  readonly place: string;
  readonly placeEn: string;
  /** The one party it is for; null where several are, or none. */
  readonly party: string | null;
  readonly days: number | null;
  readonly joint: boolean;
  readonly lon: number;
  readonly lat: number;
  readonly returns: number;
  readonly again: boolean;
}

/** Degrees that cover so many metres up to 60° north. */
const inDegrees = (metres: number): number => metres / 55_000;

export const readIncidents = (sql: Sql, edition: number, distance: number, w: Wanted) =>
  sql.file<IncidentRow[]>(incidentsFile, [
    edition,
    distance,
    inDegrees(distance),
    w.from,
    w.until,
    w.categories && [...w.categories],
    w.kind,
    w.source,
    w.outcome,
  ]);

/** Settled incidents of one party alone, by category: of all of them, at seams or not. */
export interface SettledRow {
  readonly party: string;
  readonly category: string;
  readonly count: number;
  readonly days: number;
  readonly squares: number;
}

export const readSettled = (sql: Sql, w: Wanted) =>
  sql.file<SettledRow[]>(settledFile, [
    w.from,
    w.until,
    w.categories && [...w.categories],
    w.kind,
    w.source,
    w.outcome,
  ]);

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

/** What changes with every incident and every step of the log: what was read before is as good while it stays. */
export async function readStamp(sql: Sql): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select concat_ws('-', (select max(id) from incident), (select max(id) from event)) as stamp`;
  return row?.stamp ?? '';
}

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
