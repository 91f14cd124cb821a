import { readFileSync } from 'node:fs';
import type { Sql, TransactionSql } from 'postgres';
import type { Lonlat } from '../../geodata/geometry.ts';
import { lockLog } from '../live/lock.ts';
import { type Minutes, whistleClocks } from './clocks.ts';
import { stageOf, type WhistleState } from './flow.ts';
import { consultationNeeded } from './flow-words.ts';
import type { WhistleView } from './view.ts';

const whistlesSql = readFileSync(new URL('./whistles.sql', import.meta.url), 'utf8');

/** What the database gives: everything but what is worked out from it, and what that is worked out from. */
type StoredWhistle = Omit<WhistleView, WorkedOut> & {
  readonly minutes: Minutes;
  readonly heldLead: string | null;
};
type WorkedOut = 'stage' | 'actions' | 'clocks' | 'lead' | 'consultationNeeded';

/** Any number of whistles by some condition on `w`, a row each. */
const selected = (sql: Sql | TransactionSql) => sql.unsafe(whistlesSql);

/** The whistles of these numbers, newest first, without actions: those belong to a reader. */
export async function readWhistles(
  sql: Sql | TransactionSql,
  ids: readonly string[],
): Promise<WhistleView[]> {
  const [first, ...others] = ids;
  if (first !== undefined && others.length === 0) {
    const whistle = await readWhistle(sql, first);
    return whistle ? [whistle] : [];
  }
  const rows = await sql<Row[]>`
    ${selected(sql)} where w.id = any (${[...ids]}::bigint[]) order by w.blown_at desc, w.id desc`;
  return rows.map(viewOf);
}

/**
 * The whistle of a number, null if there is none. Apart from those above because every step reads one: for a single number
 * PostgreSQL plans once a connection, for a list of them each time, which takes three times as long as the reading.
 */
export async function readWhistle(sql: Sql | TransactionSql, id: string): Promise<WhistleView | null> {
  const [row] = await sql<Row[]>`${selected(sql)} where w.id = ${id}`;
  return row ? viewOf(row) : null;
}

/** Open whistles, and those closed since a time, newest first. */
export const readOpenWhistles = async (sql: Sql, closedSince: Date): Promise<WhistleView[]> =>
  (
    await sql<Row[]>`
      ${selected(sql)} where w.closed_at is null or w.closed_at >= ${closedSince} order by w.blown_at desc, w.id desc`
  ).map(viewOf);

/** A whistle locked until the transaction ends. */
interface Locked {
  readonly whistle: WhistleView;
  /** When the last step of its case was taken. */
  readonly lastAt: Date;
}

/** Locks the log and then the whistle, and reads it, all in one round trip; null if there is none. */
export async function lockWhistle(tx: TransactionSql, id: string): Promise<Locked | null> {
  // Sent together and run one after another: each sees what was committed while the one before it waited.
  const [, [last], whistle] = await Promise.all([
    lockLog(tx),
    tx<{ at: Date }[]>`
      select (select e.at from event e where e.incident_id = w.incident_id order by e.id desc limit 1) as at
      from whistle w where w.id = ${id} for update`,
    readWhistle(tx, id),
  ]);
  return last && whistle ? { whistle, lastAt: last.at } : null;
}

/** Number of the whistle blown on an incident; null where none was. */
export async function findWhistleOf(tx: TransactionSql, incidentId: string): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`select id::text from whistle where incident_id = ${incidentId}`;
  return row?.id ?? null;
}

export const stateOf = (whistle: Omit<WhistleView, 'stage' | 'actions'>): WhistleState => ({
  sides: whistle.sides,
  summonses: whistle.summonses,
  blownFor: whistle.blownFor.code,
  lead: whistle.lead,
  verifiedAt: whistle.verifiedAt,
  closedAt: whistle.closedAt,
  clocks: whistle.clocks,
  returns: whistle.returns,
  extensions: whistle.extensions,
  consultations: whistle.consultations,
  consultationNeededAt: whistle.consultationNeededAt,
  nudgeMinutes: whistle.nudgeMinutes,
});

/** Metres on the ellipsoid from a position to an incident's footprint, 0 inside it. */
export async function distanceToFootprint(
  tx: TransactionSql,
  incidentId: string,
  [lon, lat]: Lonlat,
): Promise<number> {
  const [row] = await tx<{ metres: number }[]>`
    select st_distance(footprint::geography, st_setsrid(st_makepoint(${lon}, ${lat}), 4326)::geography) as metres
    from incident where id = ${incidentId}`;
  if (!row) throw new Error(`incident ${incidentId} has gone`);
  return row.metres;
}

interface Row {
  readonly view: StoredWhistle;
}

function viewOf({ view: { minutes, heldLead, ...stored } }: Row): WhistleView {
  const leads = stored.sides.find(({ role, state }) => role === 'lead' && state !== 'leaving')?.areaCode;
  const manager = stored.override === null && stored.verdict.parties.find(({ role }) => role === 'lead');
  return {
    ...stored,
    lead: heldLead ?? leads ?? (manager ? manager.jurisdiction.code : null),
    clocks: whistleClocks(stored, minutes),
    consultationNeeded: consultationNeeded(stored),
    stage: stageOf(stored),
    actions: [],
  };
}
