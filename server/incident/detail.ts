import type { Sql } from 'postgres';
import { type Account, mayOn } from '../access/session.ts';
import { notFound } from '../errors.ts';
import { readLogOf } from '../live/history.ts';
import { entryActionsOf } from './entry-flow.ts';
import { everyIncident, readFootprint, readIncidents } from './store.ts';
import { readDrawings, readOverrides, readTickets } from './verdict-store.ts';
import type { IncidentDetail } from './view.ts';

/**
 * One incident, to whom may see it: where their area, or one above it, is or was decided to be a party.
 * @throws Problem 404 where there is none, or none for this account.
 */
export async function readDetailFor(sql: Sql, account: Account, id: string): Promise<IncidentDetail> {
  const incident = await readDetail(sql, id);
  const paths = [
    ...incident.verdict.parties,
    ...incident.verdict.touched,
    ...incident.overrides.flatMap(({ parties }) => parties),
  ].map((p) => p.jurisdiction.path);
  if (!mayOn(account, 'incident.see', paths)) throw notFound({ zh: '事件', en: 'incident' }, id);
  return withEntryActions(account, incident);
}

/** The incident with what this account may do about it before its whistle. */
export function withEntryActions(account: Account, incident: IncidentDetail): IncidentDetail {
  const paths = [...incident.verdict.parties, ...incident.verdict.touched].map((p) => p.jurisdiction.path);
  const decided = incident.overrides.flatMap(({ parties }) => parties.map((p) => p.jurisdiction.path));
  const may = {
    accept: mayOn(account, 'incident.accept', [...paths, ...decided]),
    blow: mayOn(account, 'whistle.blow', [...paths, ...decided]),
  };
  return { ...incident, actions: entryActionsOf(incident, may) };
}

/**
 * One incident with its verdict, what was decided beside it, the footprints it has had, and its log.
 * @throws Problem 404 where there is none, or none that was judged.
 */
export async function readDetail(sql: Sql, id: string): Promise<IncidentDetail> {
  const [[incident], rest, log, overrides, drawings, tickets] = await Promise.all([
    readIncidents(sql, { ...everyIncident, id, limit: 1 }),
    readFootprint(sql, id),
    readLogOf(sql, id),
    readOverrides(sql, id),
    readDrawings(sql, id),
    readTickets(sql, id),
  ]);
  if (!incident || !rest) throw notFound({ zh: '事件', en: 'incident' }, id);
  const { footprint, accuracy, width, verdict, verdictId } = rest;
  return {
    ...incident,
    footprint,
    accuracy,
    width,
    verdict,
    verdictId,
    overrides,
    drawings,
    tickets,
    log,
    actions: [],
  };
}
