import type { Sql, TransactionSql } from 'postgres';
import { type Account, mayOn } from '../access/session.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { append, lockLog } from '../live/log.ts';
import { pathsOf, readSeen } from './reach.ts';

/** Who merges or parts, and when. */
export interface Merging {
  readonly sql: Sql;
  readonly account: Account;
  readonly now: Date;
}

/** An incident that was merged with another, as a page names it. */
export interface MergeView {
  readonly id: string;
  readonly number: string;
  readonly place: string;
  readonly placeEn: string;
  readonly reason: string;
  readonly by: { readonly name: string; readonly nameEn: string };
  readonly at: string;
}

/** What an incident was merged into, and what was merged into it. */
export interface MergesView {
  readonly into: MergeView | null;
  readonly merged: readonly MergeView[];
}

/**
 * Merges an incident into another that is the same: it keeps its history and its reporter, points to the other, and can no
 * longer be blown on. Versions are those that `similar` gave.
 * @throws Problem 404 not the account's to see; 403 not its to merge; 409 where one of the two is not free, or has changed.
 */
export async function mergeIncident(
  merging: Merging,
  id: string,
  input: {
    readonly into: string;
    readonly reason: string;
    readonly version?: string;
    readonly intoVersion?: string;
  },
): Promise<void> {
  const { sql, account, now } = merging;
  const { into, reason } = input;
  if (into === id) {
    const detail = { zh: '不能并入自己', en: 'It cannot be merged into itself' };
    throw invalid(detail, [{ pointer: '#/into', got: into, detail }]);
  }
  await mustHandle(merging, id);
  await mustHandle(merging, into);
  await sql.begin(async (tx) => {
    await lockLog(tx);
    const stands = await lockCases(tx, [id, into]);
    const [one, other] = [stands.get(id), stands.get(into)];
    if (!one) throw notFound(words, id);
    if (!other) throw notFound(words, into);
    refuseChanged(one, input.version);
    refuseChanged(other, input.intoVersion);
    if (one.mergedInto !== null) throw alreadyMerged(one);
    if (other.mergedInto !== null) throw alreadyMerged(other);
    if (one.blown)
      throw conflict('merged-blown', {
        zh: `事件 ${one.number} 已经吹哨，不能并入别的事件；请把 ${other.number} 并入它`,
        en: `The whistle for incident ${one.number} has been blown, so it cannot be merged into another; merge ${other.number} into it`,
      });
    if (one.holds > 0)
      throw conflict('has-merged', {
        zh: `已有 ${one.holds} 件并入事件 ${one.number}；请先拆开，或把 ${other.number} 并入它`,
        en: `${one.holds} have been merged into incident ${one.number}; part them first, or merge ${other.number} into it`,
      });
    await tx`update incident set merged_into = ${into} where id = ${id}`;
    await tx`
      insert into incident_merge (incident_id, into_id, reason, made_by, made_at)
      values (${id}, ${into}, ${reason}, ${account.name}, ${now})`;
    const step = { at: now, step: 'incident.merged', actor: account.name } as const;
    await append(tx, { ...step, incidentId: id, body: { into, number: other.number } });
    await append(tx, { ...step, incidentId: into, body: { merged: id, number: one.number } });
  });
}

/**
 * Parts what was merged, while nobody has been called for it.
 * @throws Problem as `mergeIncident` does; 409 where it is not merged, or the whistle for the other has been blown.
 */
export async function partIncident(
  merging: Merging,
  id: string,
  input: { readonly reason: string; readonly version?: string },
): Promise<void> {
  const { sql, account, now } = merging;
  await mustHandle(merging, id);
  await sql.begin(async (tx) => {
    await lockLog(tx);
    const [row] = await tx<{ into: string | null }[]>`
      select merged_into::text as into from incident where id = ${id}`;
    const stands = await lockCases(tx, [id, row?.into ?? id]);
    const one = stands.get(id);
    if (!one) throw notFound(words, id);
    refuseChanged(one, input.version);
    const other = one.mergedInto === null ? undefined : stands.get(one.mergedInto);
    if (!other)
      throw conflict('not-merged', {
        zh: `事件 ${one.number} 没有并入别的事件`,
        en: `Incident ${one.number} is not merged into another`,
      });
    if (other.blown)
      throw conflict('blown-together', {
        zh: `事件 ${other.number} 已经吹哨，并入它的事件不能再拆开`,
        en: `The whistle for incident ${other.number} has been blown; what was merged into it can no longer be parted`,
      });
    await tx`update incident set merged_into = null where id = ${id}`;
    await tx`
      update incident_merge set undone_by = ${account.name}, undone_at = ${now}, undone_reason = ${input.reason}
      where incident_id = ${id} and undone_at is null`;
    const step = { at: now, step: 'incident.merged', actor: account.name } as const;
    await append(tx, { ...step, incidentId: id, body: { parted: other.id, number: other.number } });
    await append(tx, { ...step, incidentId: other.id, body: { parted: id, number: one.number } });
  });
}

/** Number of the last step of an incident's log. */
export async function versionOf(sql: Sql, id: string): Promise<string> {
  const [row] = await sql<{ version: string }[]>`
    select coalesce(max(id), 0)::text as version from event where incident_id = ${id}`;
  return row?.version ?? '0';
}

export async function readMerges(sql: Sql, id: string): Promise<MergesView> {
  const rows = await sql<(Omit<MergeView, 'at'> & { at: Date; away: boolean })[]>`
    select i.id::text, substr(i.number, 5) as number, i.place, i.place_en as "placeEn", m.reason, m.made_at as at,
           jsonb_build_object('name', a.display_name, 'nameEn', a.display_name_en) as by, m.incident_id = ${id} as away
    from incident_merge m
    join incident i on i.id = case when m.incident_id = ${id} then m.into_id else m.incident_id end
    join account a on a.name = m.made_by
    where m.undone_at is null and (m.incident_id = ${id} or m.into_id = ${id})
    order by m.id`;
  const views = rows.map(({ away, at, ...row }) => ({ away, view: { ...row, at: at.toISOString() } }));
  return {
    into: views.find(({ away }) => away)?.view ?? null,
    merged: views.filter(({ away }) => !away).map(({ view }) => view),
  };
}

/**
 * Keeps a merged incident from being acted on by itself; within the transaction that acts, the log's lock held.
 * @throws Problem 409 naming the incident it was merged into.
 */
export async function refuseMerged(tx: TransactionSql, id: string): Promise<void> {
  const one = (await lockCases(tx, [id])).get(id);
  if (one && one.mergedInto !== null) throw alreadyMerged(one);
}

const words = { zh: '事件', en: 'incident' } as const;

async function mustHandle({ sql, account }: Merging, id: string): Promise<void> {
  const incident = await readSeen(sql, account, id);
  if (mayOn(account, 'incident.merge', pathsOf(incident))) return;
  throw forbidden({
    zh: `“${account.displayName}”不经办事件 ${incident.number}，不能合并或拆开它`,
    en: `"${account.displayNameEn}" does not handle incident ${incident.number} and cannot merge or part it`,
  });
}

interface Stand {
  readonly id: string;
  readonly number: string;
  readonly mergedInto: string | null;
  readonly mergedIntoNumber: string | null;
  readonly blown: boolean;
  /** How many were merged into it. */
  readonly holds: number;
  readonly version: string;
}

async function lockCases(tx: TransactionSql, ids: readonly string[]): Promise<ReadonlyMap<string, Stand>> {
  await tx`select id from incident where id = any (${[...ids]}::bigint[]) order by id for update`;
  const rows = await tx<Stand[]>`
    select i.id::text, substr(i.number, 5) as number, i.merged_into::text as "mergedInto", substr(o.number, 5) as "mergedIntoNumber",
           exists (select from whistle w where w.incident_id = i.id) as blown,
           (select count(*) from incident m where m.merged_into = i.id)::int as holds,
           coalesce((select max(e.id) from event e where e.incident_id = i.id), 0)::text as version
    from incident i left join incident o on o.id = i.merged_into
    where i.id = any (${[...ids]}::bigint[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

function refuseChanged({ number, version }: Stand, seen: string | undefined): void {
  if (seen === undefined || seen === version) return;
  throw conflict('changed-meanwhile', {
    zh: `事件 ${number} 刚有新的进展，没有改动；请看过后再定`,
    en: `Incident ${number} has moved on meanwhile; nothing was changed. Look at it and decide again`,
  });
}

const alreadyMerged = ({ number, mergedIntoNumber }: Stand): Error =>
  conflict('merged', {
    zh: `事件 ${number} 已并入 ${mergedIntoNumber}，请到那一件办理`,
    en: `Incident ${number} has been merged into ${mergedIntoNumber}; act there`,
  });
