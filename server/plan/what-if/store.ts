import { fileURLToPath } from 'node:url';
import type { LineString, MultiLineString, MultiPolygon } from 'geojson';
import type { Sql } from 'postgres';
import type { Load } from '../../../geodata/analysis/what-if/load.ts';
import type { Wanted } from '../seam/store.ts';

const incidentsFile = fileURLToPath(new URL('./incidents.sql', import.meta.url));

/** A line of an edition with its sides by their codes, exactly as stored. */
export interface LineRow {
  readonly key: string;
  readonly left: string;
  readonly right: string;
  readonly shape: MultiLineString;
}

/** All lines between the two sides of a seam: itself and, where they meet more than once, the others. */
export const readLines = (sql: Sql, edition: number, key: string) => sql<LineRow[]>`
  select o.key, o.left_code as left, o.right_code as right, st_asgeojson(o.shape, 9)::jsonb as shape
  from seam_line s
  join seam_line o on o.edition_id = s.edition_id and o.left_code = s.left_code and o.right_code = s.right_code
  where s.edition_id = ${edition} and s.key = ${key}`;

/** Sizes and shapes of areas; shapes are drawn within two metres. */
export const readAreas = (sql: Sql, edition: number, codes: readonly string[]) => sql<
  { code: string; squareMetres: number; shape: MultiPolygon }[]
>`
  select code, area_m2 as "squareMetres", st_asgeojson(st_multi(st_simplifypreservetopology(shape, 0.00002)), 6)::jsonb as shape
  from boundary where edition_id = ${edition} and code = any (${[...codes]}::text[])`;

export const readIncidents = (sql: Sql, edition: number, codes: readonly string[], w: Wanted) =>
  sql.file<{ lon: number; lat: number; joint: boolean; days: number | null }[]>(incidentsFile, [
    edition,
    [...codes],
    w.from,
    w.until,
    w.categories && [...w.categories],
    w.kind,
    w.source,
    w.outcome,
  ]);

/** Streets around areas, drawn within a metre. */
export const readStreets = (sql: Sql, edition: number, codes: readonly string[]) => sql<
  { shape: MultiLineString }[]
>`
  select st_asgeojson(st_multi(st_simplify(n.shape, 0.00001)), 6)::jsonb as shape
  from lane n
  where n.shape && (select st_setsrid(st_extent(b.shape)::geometry, 4326) from boundary b
                    where b.edition_id = ${edition} and b.code = any (${[...codes]}::text[]))`;

/** What was worked out when a proposal was made. */
export interface Figures {
  readonly from: string;
  readonly to: string;
  readonly before: Load;
  readonly after: Load;
}

/** A proposal as the database has it: its sides by their codes. */
export interface ProposalRow {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly author: string;
  readonly authorName: string;
  readonly authorNameEn: string;
  readonly madeAt: Date;
  readonly edition: number;
  readonly key: string;
  readonly left: string;
  readonly right: string;
  readonly leftNames: { readonly name: string; readonly nameEn: string };
  readonly rightNames: { readonly name: string; readonly nameEn: string };
  readonly was: LineString;
  readonly line: LineString;
  readonly figures: Figures;
}

/** Proposals, newest first; or one by its number. Names of areas are those of the edition it was drawn on. */
export const readProposals = (sql: Sql, id: string | null, limit: number) => sql<ProposalRow[]>`
  select p.id::text, p.name, p.note, p.author, a.display_name as "authorName", a.display_name_en as "authorNameEn",
         p.made_at as "madeAt", p.edition_id as edition, p.seam_key as key, p.left_code as left, p.right_code as right,
         jsonb_build_object('name', l.name, 'nameEn', l.name_en) as "leftNames",
         jsonb_build_object('name', r.name, 'nameEn', r.name_en) as "rightNames",
         st_asgeojson(p.was, 9)::jsonb as was, st_asgeojson(p.line, 9)::jsonb as line, p.figures
  from boundary_proposal p
  join account a on a.name = p.author
  join boundary l on l.edition_id = p.edition_id and l.code = p.left_code
  join boundary r on r.edition_id = p.edition_id and r.code = p.right_code
  where ${id}::bigint is null or p.id = ${id}::bigint
  order by p.made_at desc, p.id desc
  limit ${limit}`;

export interface NewProposal {
  readonly name: string;
  readonly note: string;
  readonly author: string;
  readonly madeAt: Date;
  readonly edition: number;
  readonly key: string;
  readonly left: string;
  readonly right: string;
  readonly was: LineString;
  readonly line: LineString;
  readonly figures: Figures;
}

export async function insertProposal(sql: Sql, p: NewProposal): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into boundary_proposal (name, note, author, made_at, edition_id, seam_key, left_code, right_code, was, line, figures)
    values (${p.name}, ${p.note}, ${p.author}, ${p.madeAt}, ${p.edition}, ${p.key}, ${p.left}, ${p.right},
            st_setsrid(st_geomfromgeojson(${JSON.stringify(p.was)}), 4326),
            st_setsrid(st_geomfromgeojson(${JSON.stringify(p.line)}), 4326), ${sql.json(p.figures as never)})
    returning id::text`;
  if (!row) throw new Error(`proposal ${p.name} was not stored`);
  return row.id;
}

export const deleteProposal = (sql: Sql, id: string) => sql`delete from boundary_proposal where id = ${id}`;
