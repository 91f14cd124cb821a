import type { Sql, TransactionSql } from 'postgres';
import type { Level } from '../../geodata/area.ts';
import type { Bounds } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { packGeography, unpackGeography } from '../../geodata/jurisdiction/pack.ts';
import type { Evidence } from './build.ts';
import { listDefects } from './defect.ts';
import type { BuiltEdition } from './draw-edition.ts';
import {
  type BoundaryColumns,
  type DefectColumns,
  type EditionRows,
  editionRows,
  type SeamColumns,
} from './edition-rows.ts';
import type { FindingKind, ImportReport } from './report.ts';

export { editionChannel, publishEdition } from './publish.ts';

export interface DraftOptions {
  readonly name: string;
  /** True where shapes are schematic and must be labelled so on every screen. */
  readonly schematic?: boolean;
  /** Account or command that loads it, which also accepts what the report has accepted. */
  readonly actor?: string;
  /** Now. */
  readonly at?: Date;
  /** What the findings rest on: with it, defects are stored with their shapes. */
  readonly evidence?: Evidence;
  /** The edition it was checked against. */
  readonly base?: EditionGeography | null;
}

/** Stores an edition without putting it in force: `checked` if its report has no error left, else `draft`. Gives its number. */
export function saveDraft(
  sql: Sql,
  built: BuiltEdition,
  report: ImportReport,
  { evidence, base = null, ...options }: DraftOptions,
): Promise<number> {
  const rows = editionRows(built, evidence ? listDefects(evidence, built.areas, base) : []);
  const { areas, leaves, arrangement } = built;
  const pack = (edition: number) => packGeography({ edition, areas, leaves, arrangement });
  return insertDraft(sql, { rows, report, base: built.base, pack }, options);
}

/** A draft ready for the database. `pack` gives its geography once it has a number. */
export interface DraftParts {
  readonly rows: EditionRows;
  readonly report: ImportReport;
  readonly base: number | null;
  readonly pack: (edition: number) => Uint8Array | Promise<Uint8Array>;
}

/** Stores what `saveDraft` makes of an edition, wherever it was made. */
export async function insertDraft(
  sql: Sql,
  { rows, report, base, pack }: DraftParts,
  { name, schematic = false, actor = 'import', at = new Date() }: Omit<DraftOptions, 'evidence' | 'base'>,
): Promise<number> {
  const id = await sql.begin(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into edition (status, name, schematic, report, base_id, created_by, created_at)
      values (${report.errors > 0 ? 'draft' : 'checked'}, ${name}, ${schematic}, ${tx.json(JSON.parse(JSON.stringify(report)))},
              ${base}, ${actor}, ${at})
      returning id`;
    if (!row) throw new Error(`the edition "${name}" got no number`);
    await tx`
      insert into area (code, level, first_edition)
      select code, level, ${row.id} from unnest(${rows.codes}::text[], ${rows.levels}::text[]) as given (code, level)
      on conflict (code) do nothing`;
    for (const columns of rows.boundaries) await insertBoundaries(tx, row.id, columns);
    for (const columns of rows.seams) await insertSeams(tx, row.id, columns);
    for (const columns of rows.defects) await insertDefects(tx, row.id, columns);
    for (const kind of report.accepted)
      await tx`insert into edition_acceptance (edition_id, kind, at, actor) values (${row.id}, ${kind}, ${at}, ${actor})`;
    await tx`update edition set geography = ${Buffer.from(await pack(row.id))} where id = ${row.id}`;
    return row.id;
  });
  await sql`analyze boundary`;
  await sql`analyze seam`;
  return id;
}

const insertBoundaries = (tx: TransactionSql, edition: number, rows: BoundaryColumns) => tx`
  insert into boundary (edition_id, code, level, parent, name, name_en, leaf, area_m2, label, shape)
  select ${edition}, code, level, parent, name, name_en, leaf, area_m2, label::geometry, shape::geometry
  from unnest(
    ${rows.code}::text[], ${rows.level}::text[], ${rows.parent}::text[], ${rows.name}::text[], ${rows.nameEn}::text[],
    ${rows.leaf}::int[], ${rows.size}::float8[], ${rows.label}::text[], ${rows.shape}::text[]
  ) as given (code, level, parent, name, name_en, leaf, area_m2, label, shape)`;

const insertSeams = (tx: TransactionSql, edition: number, rows: SeamColumns) => tx`
  insert into seam (edition_id, key, level, left_code, right_code, length_m, shape)
  select ${edition}, key, level, left_code, right_code, length_m, shape::geometry
  from unnest(
    ${rows.key}::text[], ${rows.level}::text[], ${rows.left}::text[], ${rows.right}::text[],
    ${rows.length}::float8[], ${rows.shape}::text[]
  ) as given (key, level, left_code, right_code, length_m, shape)`;

const insertDefects = (tx: TransactionSql, edition: number, rows: DefectColumns) => tx`
  insert into edition_defect (edition_id, number, kind, severity, area_m2, width_m, codes, names, features, about, shape)
  select ${edition}, number, kind, severity, area_m2, width_m,
         array(select jsonb_array_elements_text(lists::jsonb->'codes')),
         array(select jsonb_array_elements_text(lists::jsonb->'names')),
         array(select jsonb_array_elements_text(lists::jsonb->'features')::int),
         about::jsonb, shape::geometry
  from unnest(
    ${rows.number}::int[], ${rows.kind}::text[], ${rows.severity}::text[], ${rows.area}::float8[], ${rows.width}::float8[],
    ${rows.lists}::text[], ${rows.about}::text[], ${rows.shape}::text[]
  ) as given (number, kind, severity, area_m2, width_m, lists, about, shape)`;

/** An edition as it stands in the database, without its shapes. */
export interface StoredEdition {
  readonly id: number;
  readonly status: 'draft' | 'checked' | 'published' | 'retired';
  readonly name: string;
  readonly schematic: boolean;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
  /** From when its lines decide, that instant included, and until when, that instant not included. */
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  readonly areas: Readonly<Partial<Record<Level, number>>>;
  /** Errors nobody has accepted, and warnings. */
  readonly errors: number;
  readonly warnings: number;
  /** Kinds of error accepted by name. */
  readonly accepted: readonly FindingKind[];
  /** The edition it was checked against; null where there was none. */
  readonly base: number | null;
}

/** All editions, newest first; `areas` counts them by level. */
export const listEditions = (sql: Sql): Promise<readonly StoredEdition[]> => readEditions(sql, null);

/** One edition of any status; null for unknown numbers. */
export async function findEdition(sql: Sql, id: number): Promise<StoredEdition | null> {
  const [row] = await readEditions(sql, id);
  return row ?? null;
}

const readEditions = (sql: Sql, id: number | null): Promise<readonly StoredEdition[]> => sql<StoredEdition[]>`
  select id, status, name, schematic, created_at as "createdAt", created_by as "createdBy",
         published_at as "publishedAt", published_by as "publishedBy",
         valid_from as "validFrom", valid_to as "validTo", coalesce(report->'edition'->'areas', '{}') as areas,
         coalesce((report->>'errors')::int, 0) as errors, coalesce((report->>'warnings')::int, 0) as warnings,
         coalesce(report->'accepted', '[]') as accepted, base_id as base
  from edition
  where ${id}::int is null or id = ${id}::int
  order by id desc`;

/** The edition published for the time from some instant on without end: in force now, or about to be. */
export async function findLatest(sql: Sql): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from edition where status = 'published' and valid_to is null`;
  return row?.id ?? null;
}

/** The edition that was in force at an instant; null before the first. */
export async function findInForceAt(sql: Sql, at: Date): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from edition
    where status = 'published' and valid_from <= ${at} and (valid_to is null or valid_to > ${at})`;
  return row?.id ?? null;
}

/** The time a published edition is in force, its beginning included, its end not. */
export interface Span {
  readonly id: number;
  readonly schematic: boolean;
  readonly from: Date;
  /** Null for the last. */
  readonly to: Date | null;
}

/** Spans of all published editions, in order of time. */
export const listSpans = (sql: Sql): Promise<readonly Span[]> => sql<Span[]>`
  select id, schematic, valid_from as from, valid_to as to
  from edition where status = 'published' order by valid_from, id`;

/** A published edition by its number, with the box around its shapes; null for drafts and unknown numbers. */
export async function findPublished(sql: Sql, id: number) {
  const [row] = await sql<{ edition: number; name: string; schematic: boolean; bounds: Bounds }[]>`
    select id as edition, name, schematic from edition where id = ${id} and status = 'published'`;
  return row ? { ...row, bounds: await findBounds(sql, id) } : null;
}

/** The box around all shapes of an edition. */
export async function findBounds(sql: Sql, id: number): Promise<Bounds> {
  const [row] = await sql<{ bounds: Bounds }[]>`
    select array[st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box)] as bounds
    from (select st_extent(shape) as box from boundary where edition_id = ${id} and level = 'city') as whole`;
  if (!row) throw new Error(`edition ${id} has no extent`);
  return row.bounds;
}

/** What a process needs to judge incidents under a published edition; null for drafts and unknown numbers. */
export async function loadGeography(sql: Sql, id: number): Promise<EditionGeography | null> {
  const packed = await loadPackedGeography(sql, id);
  return packed && unpackGeography(packed);
}

/** The same, packed, as it goes to browsers. */
export async function loadPackedGeography(sql: Sql, id: number): Promise<Buffer | null> {
  const [row] = await sql<{ geography: Buffer | null }[]>`
    select geography from edition where id = ${id} and status = 'published'`;
  return row?.geography ?? null;
}

/** Packed geography of an edition of any status; null for unknown numbers, and for drafts made before geography was kept with them. */
export async function loadPackedOfAny(sql: Sql, id: number): Promise<Buffer | null> {
  const [row] = await sql<{ geography: Buffer | null }[]>`select geography from edition where id = ${id}`;
  return row?.geography ?? null;
}
