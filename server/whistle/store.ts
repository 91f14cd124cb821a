import { fileURLToPath } from 'node:url';
import type { Sql, TransactionSql } from 'postgres';
import type { Lonlat } from '../../geodata/geometry.ts';
import { type Minutes, whistleClocks } from './clocks.ts';
import { stageOf, type WhistleState } from './flow.ts';
import { consultationNeeded } from './flow-words.ts';
import type { WhistleView } from './view.ts';

const whistlesFile = fileURLToPath(new URL('./whistles.sql', import.meta.url));

/** What the database gives: everything but what is worked out from it, and what that is worked out from. */
type StoredWhistle = Omit<WhistleView, WorkedOut> & {
  readonly minutes: Minutes;
  readonly heldLead: string | null;
};
type WorkedOut = 'stage' | 'actions' | 'clocks' | 'lead' | 'consultationNeeded';

/** The whistles of these numbers, without actions: those belong to a reader. */
export const readWhistles = (sql: Sql | TransactionSql, ids: readonly string[]): Promise<WhistleView[]> =>
  query(sql, [...ids], null);

/** Open whistles, and those closed since a time, newest first. */
export const readOpenWhistles = (sql: Sql, closedSince: Date): Promise<WhistleView[]> =>
  query(sql, null, closedSince);

/** The whistle, locked until the transaction ends; null if there is none. */
export async function lockWhistle(tx: TransactionSql, id: string): Promise<WhistleView | null> {
  await tx`select 1 from whistle where id = ${id} for update`;
  const [whistle] = await readWhistles(tx, [id]);
  return whistle ?? null;
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

async function query(
  sql: Sql | TransactionSql,
  ids: string[] | null,
  closedSince: Date | null,
): Promise<WhistleView[]> {
  const rows = await sql.file<{ view: StoredWhistle }[]>(whistlesFile, [ids, closedSince]);
  return rows.map(({ view }) => complete(view));
}

function complete({ minutes, heldLead, ...stored }: StoredWhistle): WhistleView {
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
