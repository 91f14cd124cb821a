import type { Sql, TransactionSql } from 'postgres';
import type { Level } from '../../geodata/area.ts';
import type { Bounds } from '../../geodata/geometry.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { packGeography, unpackGeography } from '../../geodata/jurisdiction/pack.ts';
import { append } from '../live/log.ts';
import type { Boundary, BuiltEdition } from './draw-edition.ts';
import type { ImportReport } from './report.ts';
import type { SeamLine } from './seam-lines.ts';
import { multiLineWkb, multiPolygonWkb, pointWkb } from './wkb.ts';

/** Channel on which the number of a newly published edition is announced. */
export const editionChannel = 'edition';

export interface DraftOptions {
  readonly name: string;
  /** True where shapes are schematic and must be labelled so on every screen. */
  readonly schematic?: boolean;
}

/** Stores an edition without putting it in force: `checked` if its report has no error left, else `draft`. Gives its number. */
export async function saveDraft(
  sql: Sql,
  built: BuiltEdition,
  report: ImportReport,
  { name, schematic = false }: DraftOptions,
): Promise<number> {
  const id = await sql.begin(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into edition (status, name, schematic, report)
      values (${report.errors > 0 ? 'draft' : 'checked'}, ${name}, ${schematic}, ${tx.json(JSON.parse(JSON.stringify(report)))})
      returning id`;
    if (!row) throw new Error(`the edition "${name}" got no number`);
    await tx`
      insert into area (code, level, first_edition)
      select code, level, ${row.id}
      from unnest(${built.areas.map((area) => area.code)}::text[], ${built.areas.map((area) => area.level)}::text[]) as given (code, level)
      on conflict (code) do update set level = excluded.level where area.level <> excluded.level`;
    for (const batch of batches(built.boundaries, cornersOf)) await insertBoundaries(tx, row.id, batch);
    return row.id;
  });
  await sql`analyze boundary`;
  return id;
}

/** Why an edition was not put in force. */
export type PublishRefusal =
  | { readonly refused: 'errors'; readonly errors: number }
  /** Another edition was published since this one was built. */
  | { readonly refused: 'outdated'; readonly base: number | null; readonly inForce: number | null }
  | { readonly refused: 'not-a-draft'; readonly status: string | null };

export interface PublishOptions {
  /** From when its lines decide: now. */
  readonly at: Date;
  /** Account or command that publishes. */
  readonly actor: string;
}

/**
 * Puts a stored edition in force, in one transaction: the edition before it ends at the same instant, seams and packed
 * geography are stored, the step is logged, and every process hears of it on commit.
 */
export async function publishEdition(
  sql: Sql,
  id: number,
  built: BuiltEdition,
  { at, actor }: PublishOptions,
): Promise<{ readonly edition: number } | PublishRefusal> {
  const geography = packGeography({
    edition: id,
    areas: built.areas,
    leaves: built.leaves,
    arrangement: built.arrangement,
  });
  const outcome = await sql.begin(async (tx): Promise<{ readonly edition: number } | PublishRefusal> => {
    // One publication at a time, so that the edition in force cannot change between the look and the step.
    await tx`select pg_advisory_xact_lock(${publicationLock})`;
    const [draft] = await tx<{ status: string; errors: number }[]>`
      select status, coalesce((report->>'errors')::int, 0) as errors from edition where id = ${id} for update`;
    if (draft?.status !== 'draft' && draft?.status !== 'checked')
      return { refused: 'not-a-draft', status: draft?.status ?? null };
    if (draft.errors > 0) return { refused: 'errors', errors: draft.errors };
    const [before] = await tx<
      { id: number }[]
    >`select id from edition where status = 'published' and valid_to is null`;
    const inForce = before?.id ?? null;
    if (inForce !== built.base) return { refused: 'outdated', base: built.base, inForce };
    await tx`update edition set valid_to = ${at} where id = ${inForce}`;
    await tx`
      update edition
      set status = 'published', published_at = ${at}, valid_from = ${at}, geography = ${Buffer.from(geography)}
      where id = ${id}`;
    for (const batch of batches(built.seams, pointsOf)) await insertSeams(tx, id, batch);
    await append(tx, { at, step: 'edition.published', actor, body: { edition: id } });
    await tx`select pg_notify(${editionChannel}, ${String(id)})`;
    return { edition: id };
  });
  if ('edition' in outcome) await sql`analyze seam`;
  return outcome;
}

/** Any number nothing else locks on; held to the end of a publication. */
const publicationLock = 7402002;

/** Corners in one statement: about four megabytes of text. */
const cornersAtOnce = 120_000;

function* batches<T>(items: readonly T[], weigh: (item: T) => number): Generator<T[]> {
  let batch: T[] = [];
  let weight = 0;
  for (const item of items) {
    batch.push(item);
    weight += weigh(item) + 4;
    if (weight < cornersAtOnce) continue;
    yield batch;
    [batch, weight] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

const cornersOf = ({ polygons }: Boundary): number =>
  polygons.reduce((sum, rings) => rings.reduce((s, ring) => s + ring.length, sum), 0);
const pointsOf = ({ lines }: SeamLine): number => lines.reduce((sum, line) => sum + line.length, 0);

const insertBoundaries = (tx: TransactionSql, edition: number, rows: readonly Boundary[]) => tx`
  insert into boundary (edition_id, code, parent, name, name_en, leaf, area_m2, label, shape)
  select ${edition}, code, parent, name, name_en, leaf, area_m2, label::geometry, shape::geometry
  from unnest(
    ${rows.map((row) => row.area.code)}::text[], ${rows.map((row) => row.area.parent)}::text[],
    ${rows.map((row) => row.area.name)}::text[], ${rows.map((row) => row.area.nameEn)}::text[],
    ${rows.map((row) => row.leaf)}::int[], ${rows.map((row) => row.size)}::float8[],
    ${rows.map((row) => row.label && pointWkb(row.label))}::text[],
    ${rows.map((row) => multiPolygonWkb(row.polygons))}::text[]
  ) as given (code, parent, name, name_en, leaf, area_m2, label, shape)`;

const insertSeams = (tx: TransactionSql, edition: number, rows: readonly SeamLine[]) => tx`
  insert into seam (edition_id, key, level, left_code, right_code, length_m, shape)
  select ${edition}, key, level, left_code, right_code, length_m, shape::geometry
  from unnest(
    ${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.level)}::text[],
    ${rows.map((row) => row.left)}::text[], ${rows.map((row) => row.right)}::text[],
    ${rows.map((row) => row.length)}::float8[], ${rows.map((row) => multiLineWkb(row.lines))}::text[]
  ) as given (key, level, left_code, right_code, length_m, shape)`;

/** An edition as it stands in the database, without its shapes. */
export interface StoredEdition {
  readonly id: number;
  readonly status: 'draft' | 'checked' | 'published' | 'retired';
  readonly name: string;
  readonly schematic: boolean;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  readonly areas: Readonly<Partial<Record<Level, number>>>;
}

/** All editions, newest first; `areas` counts them by level. */
export const listEditions = (sql: Sql): Promise<readonly StoredEdition[]> => sql<StoredEdition[]>`
  select id, status, name, schematic, created_at as "createdAt", published_at as "publishedAt",
         valid_from as "validFrom", valid_to as "validTo", coalesce(report->'edition'->'areas', '{}') as areas
  from edition order by id desc`;

/** Number of the edition in force, and whether it is schematic; null where none was ever published. */
export async function findInForce(
  sql: Sql,
): Promise<{ readonly id: number; readonly schematic: boolean } | null> {
  const [row] = await sql<{ id: number; schematic: boolean }[]>`
    select id, schematic from edition where status = 'published' and valid_to is null`;
  return row ?? null;
}

/** Number of the edition in force at an instant; null before the first. */
export async function findInForceAt(sql: Sql, at: Date): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from edition
    where status = 'published' and valid_from <= ${at} and (valid_to is null or valid_to > ${at})`;
  return row?.id ?? null;
}

/** A published edition by its number, with the box around its shapes; null for drafts and unknown numbers. */
export async function findPublished(sql: Sql, id: number) {
  const [row] = await sql<{ edition: number; name: string; schematic: boolean; bounds: Bounds }[]>`
    select e.id as edition, e.name, e.schematic,
           (select array[st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box)]
            from (select st_extent(shape) as box from boundary b join area a using (code)
                  where b.edition_id = e.id and a.level = 'city') as whole) as bounds
    from edition e where e.id = ${id} and e.status = 'published'`;
  return row ?? null;
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
