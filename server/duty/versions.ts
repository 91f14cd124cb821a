import type { Sql } from 'postgres';
import { conflict, notFound } from '../errors.ts';
import { append, lockLog } from '../live/log.ts';
import type { Loading } from './load.ts';

/** One load of a part. `state`: a draft waits for a day, `coming` has one, `inForce` decides now, `past` decided once. */
export interface VersionView {
  readonly id: number;
  readonly part: string;
  readonly state: 'draft' | 'coming' | 'inForce' | 'past';
  readonly validFrom: string | null;
  /** When the one after it took or takes over; null for a draft and where none does. */
  readonly validTo: string | null;
  readonly loadedAt: string;
  readonly loadedBy: string | null;
  readonly note: string;
  readonly rows: number;
  /** Whether the table can be had as it was loaded. */
  readonly file: boolean;
}

/** Versions of one part or of all, newest first. */
export async function readVersions(sql: Sql, part: string | null, now: Date): Promise<VersionView[]> {
  const rows = await sql<
    {
      id: number;
      part: string;
      validFrom: Date | null;
      loadedAt: Date;
      loadedBy: string | null;
      note: string;
      rows: number;
      file: boolean;
    }[]
  >`
    select id, part, valid_from as "validFrom", loaded_at as "loadedAt", loaded_by as "loadedBy", note, row_count as rows,
           file is not null as file
    from duty_version where ${part}::text is null or part = ${part}
    order by valid_from desc nulls first, id desc limit 500`;
  /** By part, from when the version that comes next in time decides. */
  const successors = new Map<string, Date>();
  return rows.map(({ validFrom, loadedAt, ...row }) => {
    const validTo = validFrom === null ? null : (successors.get(row.part) ?? null);
    if (validFrom !== null) successors.set(row.part, validFrom);
    return {
      ...row,
      state: stateOf(validFrom, now, validTo !== null && validTo <= now),
      validFrom: validFrom?.toISOString() ?? null,
      validTo: validTo?.toISOString() ?? null,
      loadedAt: loadedAt.toISOString(),
    };
  });
}

function stateOf(validFrom: Date | null, now: Date, later: boolean): VersionView['state'] {
  if (validFrom === null) return 'draft';
  if (validFrom > now) return 'coming';
  return later ? 'past' : 'inForce';
}

/** The table of a version as it was loaded; null where it is a sample, which has none. */
export async function readVersionFile(
  sql: Sql,
  id: number,
): Promise<{ part: string; file: string | null } | null> {
  const [row] = await sql<{ part: string; file: string | null }[]>`
    select part, file from duty_version where id = ${id}`;
  return row ?? null;
}

/**
 * Gives a draft of the duty lists the day from which it decides.
 * @throws Problem 404 unknown; 409 where it is no draft, or the day has passed: what was decided stays decided.
 */
export async function publishVersion({ sql, account, now }: Loading, id: number, from: Date): Promise<void> {
  await sql.begin(async (tx) => {
    await lockLog(tx);
    const [found] = await tx<{ part: string; validFrom: Date | null }[]>`
      select part, valid_from as "validFrom" from duty_version where id = ${id} for update`;
    if (!found) throw notFound({ zh: '清单版本', en: 'version of the lists' }, String(id));
    if (found.part !== 'lists' || found.validFrom !== null)
      throw conflict('not-a-draft', {
        zh: `第 ${id} 版不是草稿，没有改动`,
        en: `Version ${id} is no draft; nothing was changed`,
      });
    refusePast(from, now);
    await tx`update duty_version set valid_from = ${from} where id = ${id}`;
    await append(tx, {
      at: now,
      step: 'duties.loaded',
      actor: account.name,
      body: { part: 'lists', version: id, from: from.toISOString() },
    });
  });
}

/** @throws Problem 409 where a list would decide what has been decided already; a minute is for slow clocks. */
export function refusePast(from: Date, now: Date): void {
  if (from.getTime() < now.getTime() - 60_000)
    throw conflict('too-late', {
      zh: `生效时间 ${from.toISOString()} 已过；此前的哨按当时的清单办理，不能更改`,
      en: `${from.toISOString()} has passed; whistles before now were blown by the list of their day and stay so`,
    });
}
