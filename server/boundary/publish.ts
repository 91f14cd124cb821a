import type { Sql, TransactionSql } from 'postgres';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { unpackGeography } from '../../geodata/jurisdiction/pack.ts';
import { append, lockLog } from '../live/log.ts';
import { standingErrors, withAccepted } from './accept.ts';
import type { BuiltEdition } from './draw-edition.ts';
import type { FindingKind, ImportReport } from './report.ts';

/** Channel on which the number of an edition is announced when it is published or withdrawn. */
export const editionChannel = 'edition';

/** Why an edition was not published. Instants are those of `edition`, which stands in the way. */
export type PublishRefusal =
  | { readonly refused: 'errors'; readonly errors: number; readonly kinds: readonly FindingKind[] }
  /** Another edition was published since this one was checked. */
  | { readonly refused: 'outdated'; readonly base: number | null; readonly inForce: number | null }
  | { readonly refused: 'not-a-draft'; readonly status: string | null }
  /** The beginning lies in a time for which another edition was in force, and others followed. */
  | {
      readonly refused: 'inside-span';
      readonly edition: number;
      readonly validFrom: Date;
      readonly validTo: Date | null;
    }
  /** Cases of the time from then on were judged under the edition in force. */
  | { readonly refused: 'judged'; readonly edition: number; readonly verdicts: number }
  /** An edition that is to come has been published for a later time. */
  | { readonly refused: 'scheduled-ahead'; readonly edition: number; readonly validFrom: Date };

export interface PublishOptions {
  /** Now. */
  readonly at: Date;
  /** Account or command that publishes. */
  readonly actor: string;
  /** From when its lines decide: now, unless given. */
  readonly validFrom?: Date | undefined;
  /** Kinds of error accepted with this step. */
  readonly accept?: readonly FindingKind[];
  /** Does what else must hold from the same instant on, in the same transaction. */
  readonly onPublish?: OnPublish | undefined;
}

export type OnPublish = (tx: TransactionSql, edition: number, geography: EditionGeography) => Promise<void>;

/**
 * Publishes an edition that this process has just built and stored, in one transaction: the edition before it ends where
 * it begins, the step is logged, and every process hears of it on commit.
 */
export function publishEdition(
  sql: Sql,
  id: number,
  { areas, leaves, arrangement }: Pick<BuiltEdition, 'areas' | 'leaves' | 'arrangement'>,
  options: PublishOptions,
): Promise<{ readonly edition: number } | PublishRefusal> {
  return publish(sql, id, () => ({ edition: id, areas, leaves, arrangement }), options);
}

/** Publishes an edition from what is stored with it, in whichever process and however late. */
export async function publishStored(
  sql: Sql,
  id: number,
  options: PublishOptions,
): Promise<{ readonly edition: number } | PublishRefusal> {
  const [row] = await sql<{ geography: Buffer | null; base: number | null }[]>`
    select geography, base_id as base from edition where id = ${id}`;
  if (!row) return { refused: 'not-a-draft', status: null };
  const packed = row.geography;
  // A draft of an earlier version of this program, which kept too little with it.
  if (!packed) return { refused: 'outdated', base: row.base, inForce: null };
  return publish(sql, id, () => unpackGeography(packed), options);
}

function publish(
  sql: Sql,
  id: number,
  geography: () => EditionGeography,
  { at, actor, validFrom = at, accept = [], onPublish }: PublishOptions,
): Promise<{ readonly edition: number } | PublishRefusal> {
  return sql.begin(async (tx) => {
    // One publication at a time, so that the line of editions cannot change between the look and the step.
    await tx`select pg_advisory_xact_lock(${publicationLock})`;
    const [draft] = await tx<{ status: string; report: ImportReport; base: number | null }[]>`
      select status, report, base_id as base from edition where id = ${id} for update`;
    if (draft?.status !== 'draft' && draft?.status !== 'checked')
      return { refused: 'not-a-draft', status: draft?.status ?? null };
    const report = withAccepted(draft.report, new Set([...draft.report.accepted, ...accept]));
    if (report.errors > 0) return { refused: 'errors', errors: report.errors, kinds: standingErrors(report) };
    const place = await placeInTime(tx, draft.base, validFrom, at);
    if ('refused' in place) return place;

    await noteAccepted(tx, id, report, at, actor);
    if (place.before !== null)
      await tx`update edition set valid_to = ${validFrom} where id = ${place.before}`;
    await tx`
      update edition
      set status = 'published', published_at = ${at}, published_by = ${actor}, valid_from = ${validFrom}, valid_to = ${place.validTo}
      where id = ${id}`;
    if (place.validTo === null)
      await tx`
        update area a set level = b.level
        from boundary b where b.edition_id = ${id} and b.code = a.code and b.level <> a.level`;
    await onPublish?.(tx, id, geography());
    // Screens take `edition` for the one in force after this step, which history and what is to come are not.
    const body = { edition: place.inForce ?? id, published: id, validFrom: validFrom.toISOString() };
    await append(tx, { at, step: 'edition.published', actor, body });
    await tx`select pg_notify(${editionChannel}, ${String(id)})`;
    return { edition: id };
  });
}

/** Any number nothing else locks on; held to the end of a publication. */
const publicationLock = 7402002;

interface Place {
  /** Edition that ends where this one begins. */
  readonly before: number | null;
  readonly validTo: Date | null;
  /** Another edition that is in force now nevertheless. */
  readonly inForce: number | null;
}

/**
 * Where an edition goes in the line of published ones: after the last, which then ends where it begins, or before the
 * first, for history. Anywhere between, an edition that was in force would lose days it was in force on.
 */
async function placeInTime(
  tx: TransactionSql,
  base: number | null,
  from: Date,
  now: Date,
): Promise<Place | PublishRefusal> {
  const line = await tx<{ id: number; from: Date; to: Date | null }[]>`
    select id, valid_from as from, valid_to as to from edition where status = 'published' order by valid_from, id`;
  const [first, last] = [line[0], line.at(-1)];
  const inForce = line.find((one) => one.from <= now && (one.to === null || one.to > now))?.id ?? null;
  if (first && from < first.from) return { before: null, validTo: first.from, inForce };
  const latest = last?.id ?? null;
  if (latest !== base) return { refused: 'outdated', base, inForce: latest };
  if (!last) return { before: null, validTo: null, inForce };
  if (from <= last.from) {
    if (last.from > now) return { refused: 'scheduled-ahead', edition: last.id, validFrom: last.from };
    const holder = line.find((one) => one.from <= from && (one.to === null || one.to > from)) ?? last;
    return { refused: 'inside-span', edition: holder.id, validFrom: holder.from, validTo: holder.to };
  }
  const [judged] = await tx<{ count: number }[]>`
    select count(*)::int as count
    from (select incident_id, edition_id from verdict
          union all
          select i.id, m.edition_id from incident i join verdict_model m on m.id = i.verdict_model) v
    join incident i on i.id = v.incident_id
    where v.edition_id = ${last.id} and i.occurred_at >= ${from}`;
  if (judged && judged.count > 0 && from < now)
    return { refused: 'judged', edition: last.id, verdicts: judged.count };
  return { before: last.id, validTo: null, inForce: from > now ? inForce : null };
}

/** Accepts kinds of error of a draft by name, besides those accepted before; `withdraw` takes some back. */
export function acceptFindings(
  sql: Sql,
  id: number,
  kinds: readonly FindingKind[],
  withdraw: readonly FindingKind[],
  { at, actor }: { readonly at: Date; readonly actor: string },
): Promise<{ readonly report: ImportReport } | PublishRefusal> {
  return sql.begin(async (tx) => {
    const [draft] = await tx<{ status: string; report: ImportReport }[]>`
      select status, report from edition where id = ${id} for update`;
    if (draft?.status !== 'draft' && draft?.status !== 'checked')
      return { refused: 'not-a-draft' as const, status: draft?.status ?? null };
    const wanted = new Set([...draft.report.accepted, ...kinds]);
    for (const kind of withdraw) wanted.delete(kind);
    const report = withAccepted(draft.report, wanted);
    await noteAccepted(tx, id, report, at, actor);
    const body = { edition: id, accepted: report.accepted.join(',') };
    await append(tx, { at, step: 'edition.accepted', actor, body });
    return { report };
  });
}

/** Writes the report down, who accepted what was not accepted before, and what that makes of a draft. */
async function noteAccepted(
  tx: TransactionSql,
  id: number,
  report: ImportReport,
  at: Date,
  actor: string,
): Promise<void> {
  await tx`
    update edition
    set report = ${tx.json(JSON.parse(JSON.stringify(report)))}, status = ${report.errors > 0 ? 'draft' : 'checked'}
    where id = ${id}`;
  await tx`delete from edition_acceptance where edition_id = ${id} and not kind = any(${report.accepted}::text[])`;
  await tx`
    insert into edition_acceptance (edition_id, kind, at, actor)
    select ${id}, kind, ${at}, ${actor} from unnest(${report.accepted}::text[]) as accepted (kind)
    on conflict (edition_id, kind) do nothing`;
}

/**
 * Takes back what has not decided anything yet: a draft is deleted; a published edition that is still to come is retired,
 * and the one before it goes on.
 */
export function discardEdition(
  sql: Sql,
  id: number,
  { at, actor }: { readonly at: Date; readonly actor: string },
): Promise<{ readonly discarded: 'deleted' | 'retired' } | PublishRefusal> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${publicationLock})`;
    const [edition] = await tx<{ status: string; from: Date | null; to: Date | null }[]>`
      select status, valid_from as from, valid_to as to from edition where id = ${id} for update`;
    if (edition?.status === 'draft' || edition?.status === 'checked') {
      await tx`delete from edition where id = ${id}`;
      await append(tx, { at, step: 'edition.discarded', actor, body: { edition: id } });
      return { discarded: 'deleted' as const };
    }
    const isToCome = edition?.status === 'published' && edition.from !== null && edition.from > at;
    if (!isToCome || edition.to !== null)
      return { refused: 'not-a-draft' as const, status: edition?.status ?? null };
    await tx`update edition set status = 'retired' where id = ${id}`;
    await tx`update edition set valid_to = null where status = 'published' and valid_to = ${edition.from}`;
    await append(tx, { at, step: 'edition.discarded', actor, body: { edition: id } });
    await tx`select pg_notify(${editionChannel}, ${String(id)})`;
    return { discarded: 'retired' as const };
  });
}

/** Tells screens that an edition published for a later time is in force now: once, whichever process notices first. */
export async function announceInForce(sql: Sql, id: number, from: Date): Promise<void> {
  await sql.begin(async (tx) => {
    await lockLog(tx);
    const [told] = await tx`
      select 1 from event
      where step = 'edition.published' and body->>'edition' = ${String(id)} and body->>'validFrom' = ${from.toISOString()}`;
    if (!told)
      await append(tx, {
        at: from,
        step: 'edition.published',
        body: { edition: id, published: id, validFrom: from.toISOString() },
      });
  });
}
