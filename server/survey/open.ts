import type { TransactionSql } from 'postgres';
import type { Defect } from '../../geodata/jurisdiction/verdict.ts';
import { append } from '../live/log.ts';
import { linkIncident, linkIncidents, upsertTicket } from './store.ts';

/** What an incident met, in the edition it was judged under. */
export interface Meeting {
  readonly incidentId: string;
  readonly edition: number;
  readonly defects: readonly Defect[];
  readonly at: Date;
}

/**
 * Opens a survey ticket for each fault of the boundaries that an incident met, in the transaction that stores it. A fault
 * that has an open ticket gets no second one: the incident is added to it. One that was closed opens anew.
 */
export async function openTickets(
  tx: TransactionSql,
  { incidentId, edition, defects, at }: Meeting,
): Promise<void> {
  // In one order for everybody, so that two incidents with the same faults never wait for each other in a circle.
  const sorted = [...new Map(defects.map((defect) => [defect.key, defect])).values()].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  );
  for (const defect of sorted) {
    const { id, opened } = await upsertTicket(tx, defect, { incidentId, edition, at });
    await linkIncident(tx, { ticket: id, incident: incidentId, key: defect.key, at });
    if (opened)
      await append(tx, {
        at,
        step: 'survey.opened',
        incidentId,
        body: { ticket: id, kind: defect.kind, key: defect.key },
      });
  }
}

/** One fault, and the incidents that met it. */
export interface ManyMeetings {
  readonly defect: Defect;
  readonly edition: number;
  readonly incidentIds: readonly string[];
}

/** The same for many incidents at once: two statements a fault, however many met it. */
export async function openTicketsOfMany(
  tx: TransactionSql,
  meetings: readonly ManyMeetings[],
  at: Date,
): Promise<void> {
  for (const { defect, edition, incidentIds } of [...meetings].sort((a, b) =>
    a.defect.key < b.defect.key ? -1 : 1,
  )) {
    const [incidentId] = incidentIds;
    if (incidentId === undefined) continue;
    const { id, opened } = await upsertTicket(tx, defect, { incidentId, edition, at });
    await linkIncidents(tx, { ticket: id, incidents: incidentIds, key: defect.key, at });
    if (opened)
      await append(tx, {
        at,
        step: 'survey.opened',
        incidentId,
        body: { ticket: id, kind: defect.kind, key: defect.key },
      });
  }
}
