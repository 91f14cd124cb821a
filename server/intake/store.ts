import type { Sql, TransactionSql } from 'postgres';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { Mapping } from './fields.ts';
import { intakeLimits } from './limits.ts';
import type { RowFault } from './row.ts';

/** What was seen in a file. */
export interface IntakeFacts {
  readonly kind: 'csv' | 'xlsx';
  readonly encoding: string | null;
  readonly sheets: readonly {
    readonly name: string;
    readonly columns: readonly { readonly name: string; readonly samples: readonly string[] }[];
    readonly rows: number;
    readonly guess: Mapping;
  }[];
}

/** A file somebody sent in, and how the loading of it stands. */
export interface Intake {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly account: string;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly facts: IntakeFacts;
  readonly state: 'uploaded' | 'running' | 'done' | 'failed';
  readonly options: object | null;
  readonly total: number;
  readonly read: number;
  readonly loaded: number;
  readonly repeated: number;
  readonly faulty: number;
  readonly startedAt: Date | null;
  readonly seenAt: Date | null;
  readonly endedAt: Date | null;
  readonly failure: Bilingual | null;
}

const partBytes = 4_000_000;

/** Keeps a file; what has expired goes, and the oldest of the account's where it has too many, unless being loaded. */
export function saveIntake(
  sql: Sql,
  { gzipped, size }: { readonly gzipped: Buffer; readonly size: number },
  about: Pick<Intake, 'name' | 'sha256' | 'account' | 'at' | 'facts'>,
): Promise<string> {
  const { name, sha256, account, at, facts } = about;
  const expires = new Date(at.getTime() + intakeLimits.hours * 3_600_000);
  return sql.begin(async (tx) => {
    await tx`
      delete from intake
      where (state <> 'running' or seen_at < ${silentSince(at)}) and (expires_at <= ${at} or id in (
        select id from intake where account = ${account} order by at desc, id offset ${intakeLimits.perAccount - 1}))`;
    const [row] = await tx<{ id: string }[]>`
      insert into intake (name, size_bytes, sha256, account, at, expires_at, facts)
      values (${name}, ${size}, ${sha256}, ${account}, ${at}, ${expires}, ${tx.json(JSON.parse(JSON.stringify(facts)))})
      returning id`;
    if (!row) throw new Error(`the file "${name}" got no name`);
    for (let number = 0; number * partBytes < gzipped.length; number++)
      await tx`
        insert into intake_part (intake_id, number, bytes)
        values (${row.id}, ${number}, ${gzipped.subarray(number * partBytes, (number + 1) * partBytes)})`;
    return row.id;
  });
}

/** Files of an account that have not expired, the newest first: all, or the one named. */
export const readIntakes = (
  sql: Sql,
  account: string,
  at: Date,
  id: string | null = null,
): Promise<Intake[]> => sql<Intake[]>`
  select id, name, size_bytes::float8 as bytes, sha256, account, at, expires_at as "expiresAt", facts, state, options,
         rows_total as total, rows_read as read, rows_loaded as loaded, rows_repeated as repeated, rows_faulty as faulty,
         started_at as "startedAt", seen_at as "seenAt", ended_at as "endedAt", failure
  from intake
  where account = ${account} and expires_at > ${at} and (${id}::uuid is null or id = ${id}::uuid)
  order by at desc, id`;

/** When the same file was last loaded by anybody, and how many of its rows; null where it was not. */
export async function readEarlier(
  sql: Sql,
  { sha256, id }: Pick<Intake, 'sha256' | 'id'>,
): Promise<{ readonly at: Date; readonly loaded: number } | null> {
  const [row] = await sql<{ at: Date; loaded: number }[]>`
    select ended_at as at, rows_loaded as loaded from intake
    where sha256 = ${sha256} and state = 'done' and id <> ${id} and rows_loaded > 0
    order by ended_at desc limit 1`;
  return row ?? null;
}

/** The file as it was sent, gzipped; null where it is gone. */
export async function loadIntake(sql: Sql, id: string): Promise<Uint8Array | null> {
  const parts = await sql<{ bytes: Buffer }[]>`
    select bytes from intake_part where intake_id = ${id} order by number`;
  return parts.length > 0 ? Buffer.concat(parts.map(({ bytes }) => bytes)) : null;
}

/** Marks a file as being loaded, from its beginning; false where it is being loaded already, or is gone. */
export async function beginRun(
  sql: Sql,
  id: string,
  { at, options, total }: { readonly at: Date; readonly options: object; readonly total: number },
): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [row] = await tx`
      update intake
      set state = 'running', options = ${tx.json(JSON.parse(JSON.stringify(options)))}, rows_total = ${total}, rows_read = 0,
          rows_loaded = 0, rows_repeated = 0, rows_faulty = 0, started_at = ${at}, seen_at = ${at}, ended_at = null, failure = null
      where id = ${id} and (state <> 'running' or seen_at < ${silentSince(at)})
      returning id`;
    if (!row) return false;
    await tx`delete from intake_fault where intake_id = ${id}`;
    return true;
  }) as Promise<boolean>;
}

/** A row that could not be loaded, and its faults. */
export interface FaultyRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly faults: readonly RowFault[];
}

/** Adds what a batch came to, in the transaction that stores it; false where the file was taken away meanwhile. */
export async function noteBatch(
  tx: TransactionSql,
  id: string,
  at: Date,
  batch: {
    readonly read: number;
    readonly loaded: number;
    readonly repeated: number;
    readonly faulty: readonly FaultyRow[];
  },
): Promise<boolean> {
  const { read, loaded, repeated, faulty } = batch;
  const [row] = await tx<{ faults: number }[]>`
    update intake
    set rows_read = rows_read + ${read}, rows_loaded = rows_loaded + ${loaded}, rows_repeated = rows_repeated + ${repeated},
        rows_faulty = rows_faulty + ${faulty.length}, seen_at = ${at}
    where id = ${id} and state = 'running'
    returning rows_faulty as faults`;
  if (!row) return false;
  if (row.faults > intakeLimits.faults) return true;
  const flat = faulty.flatMap(({ line, cells, faults }) => faults.map((fault) => ({ line, cells, fault })));
  await tx`
    insert into intake_fault (intake_id, line, field, got, wanted, wanted_en, cells)
    select ${id}, line, field, got, wanted, wanted_en, array(select jsonb_array_elements_text(cells::jsonb))
    from unnest(${flat.map(({ line }) => line)}::integer[], ${flat.map(({ fault }) => fault.field)}::text[],
                ${flat.map(({ fault }) => withoutNul(fault.got))}::text[], ${flat.map(({ fault }) => fault.wanted.zh)}::text[],
                ${flat.map(({ fault }) => fault.wanted.en)}::text[], ${flat.map(({ cells }) => JSON.stringify(cells.map(withoutNul)))}::text[])
         as given (line, field, got, wanted, wanted_en, cells)`;
  return true;
}

/** Ends a run. */
export async function endRun(sql: Sql, id: string, at: Date, failure: Bilingual | null): Promise<void> {
  await sql`
    update intake
    set state = ${failure ? 'failed' : 'done'}, ended_at = ${at}, seen_at = ${at}, failure = ${failure ? sql.json({ ...failure }) : null}
    where id = ${id}`;
}

/** One fault of one row, as a file tells it. */
export interface StoredFault {
  readonly line: number;
  readonly field: RowFault['field'];
  readonly got: string;
  readonly wanted: string;
  readonly wantedEn: string;
  readonly cells: readonly string[];
}

export const readFaults = (sql: Sql, id: string, limit: number): Promise<StoredFault[]> => sql<StoredFault[]>`
  select line, field, got, wanted, wanted_en as "wantedEn", cells from intake_fault
  where intake_id = ${id} order by line, id limit ${limit}`;

/** Deletes a file unless it is being loaded; what became of it stays. */
export async function deleteIntake(sql: Sql, id: string, at: Date): Promise<boolean> {
  const [row] = await sql`
    delete from intake where id = ${id} and (state <> 'running' or seen_at < ${silentSince(at)}) returning id`;
  return row !== undefined;
}

const silentSince = (at: Date): Date => new Date(at.getTime() - intakeLimits.silence);

/** PostgreSQL keeps no NUL in a text. */
const withoutNul = (text: string): string => text.replaceAll('\0', '\u{fffd}');
