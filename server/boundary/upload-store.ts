import type { Sql } from 'postgres';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { UploadBody } from './upload-body.ts';
import type { UploadFacts } from './upload-inspect.ts';

export type UploadState = 'uploaded' | 'checking' | 'checked' | 'refused' | 'failed';

/** A file somebody sent in, and how the check of it stands. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly account: string;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly facts: UploadFacts;
  readonly state: UploadState;
  readonly step: Bilingual | null;
  readonly fraction: number;
  readonly startedAt: Date | null;
  readonly seenAt: Date | null;
  readonly endedAt: Date | null;
  readonly edition: number | null;
  readonly refusal: Bilingual | null;
}

/** Hours a file is kept, files kept for one account, and milliseconds of silence after which a check is given up for lost. */
export const uploadLimits = { hours: 24, perAccount: 5, silence: 60_000 } as const;

const partBytes = 4_000_000;

/** Keeps a file; what has expired goes, and the oldest of the account's where it has too many, unless being checked. */
export function saveUpload(
  sql: Sql,
  { gzipped, size }: UploadBody,
  { name, account, at, facts }: Pick<Upload, 'name' | 'account' | 'at' | 'facts'>,
): Promise<string> {
  const expires = new Date(at.getTime() + uploadLimits.hours * 3_600_000);
  const lost = new Date(at.getTime() - uploadLimits.silence);
  return sql.begin(async (tx) => {
    await tx`
      delete from upload
      where (state <> 'checking' or seen_at < ${lost}) and (expires_at <= ${at} or id in (
        select id from upload where account = ${account} order by at desc, id offset ${uploadLimits.perAccount - 1}))`;
    const [row] = await tx<{ id: string }[]>`
      insert into upload (name, size_bytes, account, at, expires_at, facts)
      values (${name}, ${size}, ${account}, ${at}, ${expires}, ${tx.json(JSON.parse(JSON.stringify(facts)))})
      returning id`;
    if (!row) throw new Error(`the upload "${name}" got no name`);
    for (let number = 0; number * partBytes < gzipped.length; number++) {
      const part = gzipped.subarray(number * partBytes, (number + 1) * partBytes);
      await tx`insert into upload_part (upload_id, number, bytes) values (${row.id}, ${number}, ${part})`;
    }
    return row.id;
  });
}

/** Files that have not expired, newest first: all, or the one named. */
export const readUploads = (sql: Sql, at: Date, id: string | null = null): Promise<readonly Upload[]> => sql<
  Upload[]
>`
  select id, name, size_bytes as bytes, account, at, expires_at as "expiresAt", facts, state, step, fraction,
         started_at as "startedAt", seen_at as "seenAt", ended_at as "endedAt", edition_id as edition, refusal
  from upload
  where expires_at > ${at} and (${id}::uuid is null or id = ${id}::uuid)
  order by at desc, id`;

/** The file as it was sent, gzipped; null where it is gone. */
export async function loadUpload(sql: Sql, id: string): Promise<Uint8Array | null> {
  const parts = await sql<{ bytes: Buffer }[]>`
    select bytes from upload_part where upload_id = ${id} order by number`;
  return parts.length > 0 ? Buffer.concat(parts.map(({ bytes }) => bytes)) : null;
}

/** Marks a file as being checked; false where it is being checked already, or is gone. */
export async function beginCheck(
  sql: Sql,
  id: string,
  { at, options, step }: { readonly at: Date; readonly options: object; readonly step: Bilingual },
): Promise<boolean> {
  const lost = new Date(at.getTime() - uploadLimits.silence);
  const [row] = await sql`
    update upload
    set state = 'checking', options = ${sql.json(JSON.parse(JSON.stringify(options)))}, step = ${sql.json({ ...step })}, fraction = 0,
        started_at = ${at}, seen_at = ${at}, ended_at = null, refusal = null
    where id = ${id} and (state <> 'checking' or seen_at < ${lost})
    returning id`;
  return row !== undefined;
}

/** Tells how far a check is and that its process lives; without a step the latter only. */
export async function noteProgress(
  sql: Sql,
  id: string,
  at: Date,
  progress?: { readonly step: Bilingual; readonly fraction: number },
): Promise<void> {
  const step = progress ? sql.json({ ...progress.step }) : null;
  await sql`
    update upload
    set seen_at = ${at}, step = coalesce(${step}::jsonb, step), fraction = coalesce(${progress?.fraction ?? null}::float8, fraction)
    where id = ${id} and state = 'checking'`;
}

/** Ends a check: with the draft it made, which takes the place of the one an earlier check of the file made, or with why it made none. */
export async function endCheck(
  sql: Sql,
  id: string,
  at: Date,
  outcome:
    | { readonly edition: number }
    | { readonly state: 'refused' | 'failed'; readonly refusal: Bilingual },
): Promise<void> {
  await sql.begin(async (tx) => {
    if ('edition' in outcome)
      await tx`
        delete from edition
        where status in ('draft', 'checked') and id = (select edition_id from upload where id = ${id}) and id <> ${outcome.edition}`;
    await tx`
      update upload
      set state = ${'edition' in outcome ? 'checked' : outcome.state}, step = null, fraction = 1, ended_at = ${at}, seen_at = ${at},
          edition_id = ${'edition' in outcome ? outcome.edition : null},
          refusal = ${'edition' in outcome ? null : tx.json({ ...outcome.refusal })}
      where id = ${id}`;
  });
}

/** Deletes a file unless it is being checked; the draft it became stays. */
export async function deleteUpload(sql: Sql, id: string, at: Date): Promise<boolean> {
  const lost = new Date(at.getTime() - uploadLimits.silence);
  const [row] = await sql`
    delete from upload where id = ${id} and (state <> 'checking' or seen_at < ${lost}) returning id`;
  return row !== undefined;
}
