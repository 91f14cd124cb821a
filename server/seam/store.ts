import type { Sql, TransactionSql } from 'postgres';
import type { Line } from '../../geodata/geometry.ts';
import { unpackGeography } from '../../geodata/jurisdiction/pack.ts';
import type { Basis } from '../../geodata/jurisdiction/records.ts';
import type { SeamLine } from '../boundary/seam-lines.ts';
import { multiLineWkb } from '../boundary/wkb.ts';
import { recordsChannel } from '../record/book.ts';
import type { Geography } from './derive.ts';
import type { Origin, SeamShape } from './match.ts';
import { replaceStretches } from './stretches.ts';
import type { StretchView } from './view.ts';

/** Letter of a side in a record, which lasts whatever the side's code. */
export type Letter = 'a' | 'b';
export const otherLetter = (letter: Letter): Letter => (letter === 'a' ? 'b' : 'a');

/** A line of an earlier edition, with what leads to its record. */
export interface StoredLine extends SeamShape {
  readonly recordId: string;
  readonly leftSide: Letter;
}

/** A line to be stored, with its record. */
export interface NewLine {
  readonly line: SeamLine;
  readonly recordId: string;
  readonly leftSide: Letter;
  readonly origin: Origin;
  readonly originKey: string | null;
}

/**
 * The published edition before this one in time, or after it where it is the first, which `earlier` says; null for the
 * only one.
 */
export async function findNeighbour(
  tx: TransactionSql,
  edition: number,
): Promise<{ readonly id: number; readonly earlier: boolean } | null> {
  const [row] = await tx<{ id: number; earlier: boolean }[]>`
    select e.id, e.valid_from <= this.valid_from as earlier from edition e, edition this
    where this.id = ${edition} and e.status = 'published' and e.id <> this.id
    order by e.valid_from > this.valid_from, abs(extract(epoch from e.valid_from - this.valid_from)), e.id desc
    limit 1`;
  return row ?? null;
}

/** Published editions without seams of parties, oldest first. */
export async function findUnderived(sql: Sql | TransactionSql): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from edition e
    where status = 'published' and geography is not null
      and not exists (select from seam_line s where s.edition_id = e.id)
    order by valid_from, id`;
  return rows.map(({ id }) => id);
}

export async function readGeography(tx: TransactionSql, edition: number): Promise<Geography> {
  const [row] = await tx<{ geography: Buffer | null }[]>`select geography from edition where id = ${edition}`;
  if (!row?.geography) throw new Error(`edition ${edition} has no packed geography to derive its seams from`);
  return unpackGeography(row.geography);
}

export async function readLines(tx: TransactionSql, edition: number): Promise<StoredLine[]> {
  const rows = await tx<(Omit<StoredLine, 'lines'> & { shape: { readonly coordinates: readonly Line[] } })[]>`
    select key, left_code as left, right_code as right, length_m as length, record_id as "recordId",
           left_side as "leftSide", st_asgeojson(shape, 7)::jsonb as shape
    from seam_line where edition_id = ${edition} order by key`;
  return rows.map(({ shape, ...line }) => ({ ...line, lines: shape.coordinates }));
}

/** Draws numbers for records to come. */
export async function drawRecordIds(tx: TransactionSql, count: number): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select nextval(pg_get_serial_sequence('seam_record', 'id'))::text as id from generate_series(1, ${count}::int)`;
  return rows.map(({ id }) => id);
}

export const insertRecords = (tx: TransactionSql, ids: readonly string[]) => tx`
  insert into seam_record (id) overriding system value select id from unnest(${[...ids]}::bigint[]) as given (id)`;

/** Copies of records for lines of an edition that were cut off from others, with the agreements that hold when it begins. */
export async function copyRecords(
  tx: TransactionSql,
  edition: number,
  copies: readonly { readonly id: string; readonly from: string }[],
): Promise<void> {
  const [ids, froms] = [copies.map(({ id }) => id), copies.map(({ from }) => from)];
  await tx`
    insert into seam_record (id, basis, holder, accuracy_m, accuracy_source, note, updated_at, updated_by, version, descends_from)
    overriding system value
    select given.id, basis, holder, accuracy_m, accuracy_source, note, updated_at, updated_by, version, r.id
    from unnest(${ids}::bigint[], ${froms}::bigint[]) as given (id, from_id) join seam_record r on r.id = given.from_id`;
  await tx`
    insert into seam_stretch (record_id, position, places, basis, holder, accuracy_m)
    select given.id, position, places, basis, holder, accuracy_m
    from unnest(${ids}::bigint[], ${froms}::bigint[]) as given (id, from_id)
    join seam_stretch s on s.record_id = given.from_id`;
  await tx`
    insert into seam_agreement (record_id, category, lead_side, text, from_at, until_at, made_by, made_at)
    select given.id, category, lead_side, text, from_at, until_at, made_by, made_at
    from unnest(${ids}::bigint[], ${froms}::bigint[]) as given (id, from_id)
    join seam_agreement a on a.record_id = given.from_id
    where a.ended_at is null and (a.until_at is null or a.until_at > (select valid_from from edition where id = ${edition}))
    order by a.id`;
  await tx`
    insert into seam_contact (record_id, position, side, office, office_en, phone)
    select given.id, position, side, office, office_en, phone
    from unnest(${ids}::bigint[], ${froms}::bigint[]) as given (id, from_id)
    join seam_contact c on c.record_id = given.from_id`;
}

/** Lines in one statement: some megabytes of text. */
const linesAtOnce = 200;

export async function insertLines(
  tx: TransactionSql,
  edition: number,
  lines: readonly NewLine[],
): Promise<void> {
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    const some = lines.slice(start, start + linesAtOnce);
    await tx`
      insert into seam_line (edition_id, key, record_id, level, left_code, right_code, left_side, origin, origin_key, length_m, shape)
      select ${edition}, key, record_id, level, left_code, right_code, left_side, origin, origin_key, length_m, shape::geometry
      from unnest(
        ${some.map(({ line }) => line.key)}::text[], ${some.map(({ recordId }) => recordId)}::bigint[],
        ${some.map(({ line }) => line.level)}::text[], ${some.map(({ line }) => line.left)}::text[],
        ${some.map(({ line }) => line.right)}::text[], ${some.map(({ leftSide }) => leftSide)}::text[],
        ${some.map(({ origin }) => origin)}::text[], ${some.map(({ originKey }) => originKey)}::text[],
        ${some.map(({ line }) => line.length)}::float8[], ${some.map(({ line }) => multiLineWkb(line.lines))}::text[]
      ) as given (key, record_id, level, left_code, right_code, left_side, origin, origin_key, length_m, shape)`;
  }
}

/** Keeps which lines of the edition before an edition has no more, and where they went. */
export const insertEnds = (
  tx: TransactionSql,
  edition: number,
  ends: readonly { readonly recordId: string; readonly key: string; readonly into: string | null }[],
) => tx`
  insert into seam_end (edition_id, record_id, key, into_key)
  select ${edition}, record_id, key, into_key
  from unnest(${ends.map(({ recordId }) => recordId)}::bigint[], ${ends.map(({ key }) => key)}::text[],
              ${ends.map(({ into }) => into)}::text[]) as given (record_id, key, into_key)`;

/** Tells every process that what it knows of the records is out of date, on commit. */
export const announceRecords = (tx: TransactionSql) => tx`select pg_notify(${recordsChannel}, '')`;

/** What is given about the lines between two parties, as a city brings it with its boundaries. */
export interface GivenBasis {
  readonly left: string;
  readonly right: string;
  readonly basis: Basis | null;
  /** Code of the side that has the whole carriageway, where the basis is kerb or wall foot. */
  readonly holder?: string | null;
  readonly accuracy?: number | null;
  /** What follows something else than the rest: from and to are parts of the whole line, 0 to 1. */
  readonly stretches?: readonly StretchView[];
  readonly agreements?: readonly {
    readonly category: string | null;
    /** Code of the side that leads. */
    readonly lead: string;
    readonly text: string;
    readonly from: Date;
    readonly until?: Date | null;
  }[];
}

/**
 * Records what is given about lines of the edition in force, by the codes of their sides in any order; all lines of a
 * pair get the same. Agreements are added, so it is for lines that have none yet. Answers how many lines were found.
 */
export async function recordBases(
  sql: Sql,
  bases: readonly GivenBasis[],
  { at, by }: { readonly at: Date; readonly by: string },
): Promise<number> {
  return sql.begin(async (tx) => {
    let found = 0;
    for (const {
      left,
      right,
      basis,
      holder = null,
      accuracy = null,
      stretches = [],
      agreements = [],
    } of bases) {
      const lines = await tx<
        { recordId: string; left: string; leftSide: Letter; length: number; lines: readonly Line[] }[]
      >`
        select s.record_id as "recordId", s.left_code as left, s.left_side as "leftSide", s.length_m as length,
               st_asgeojson(s.shape, 7)::jsonb -> 'coordinates' as lines
        from seam_line s join edition e on e.id = s.edition_id
        where e.status = 'published' and e.valid_to is null
          and s.left_code = ${left < right ? left : right} and s.right_code = ${left < right ? right : left}`;
      for (const line of lines) {
        found++;
        const letterOf = (code: string): Letter =>
          code === line.left ? line.leftSide : otherLetter(line.leftSide);
        await tx`
          update seam_record
          set basis = ${basis}, holder = ${holder && letterOf(holder)}, accuracy_m = ${accuracy}, version = version + 1,
              updated_at = ${at}, updated_by = ${by}
          where id = ${line.recordId}`;
        if (stretches.length > 0)
          await replaceStretches(
            tx,
            line.recordId,
            line.lines,
            stretches.map((one) => ({ ...one, from: one.from * line.length, to: one.to * line.length })),
            stretches.map(({ holder: side }) => (side === null ? null : letterOf(side))),
          );
        for (const { category, lead, text, from, until = null } of agreements)
          await tx`
            insert into seam_agreement (record_id, category, lead_side, text, from_at, until_at, made_by, made_at)
            values (${line.recordId}, ${category}, ${letterOf(lead)}, ${text}, ${from}, ${until}, ${by}, ${at})`;
      }
    }
    await announceRecords(tx);
    return found;
  });
}
