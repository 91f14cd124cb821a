import type { Sql } from 'postgres';
import { notFound } from '../errors.ts';
import { readLogOf } from '../live/history.ts';
import { everyIncident, readFootprint, readIncidents } from './store.ts';
import { readDrawings, readOverrides, readTickets } from './verdict-store.ts';
import type { IncidentDetail } from './view.ts';

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
  return { ...incident, footprint, accuracy, width, verdict, verdictId, overrides, drawings, tickets, log };
}
