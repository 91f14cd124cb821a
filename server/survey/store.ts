import { fileURLToPath } from 'node:url';
import type { Sql, TransactionSql } from 'postgres';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { Defect } from '../../geodata/jurisdiction/verdict.ts';
import type { TicketIncident, TicketView } from './view.ts';

const ticketsFile = fileURLToPath(new URL('./tickets.sql', import.meta.url));

/** The open ticket of a fault, made where there is none; `opened` says whether it was. */
export async function upsertTicket(
  tx: TransactionSql,
  { kind, key, at: place, codes, width, area }: Defect,
  { incidentId, edition, at }: { readonly incidentId: string; readonly edition: number; readonly at: Date },
): Promise<{ readonly id: string; readonly opened: boolean }> {
  const [row] = await tx<{ id: string; opened: boolean }[]>`
    insert into survey_ticket (kind, defect_key, at, codes, width_m, area_m2, edition_id, opened_at, last_met_at)
    select ${kind}, ${key},
           coalesce(st_setsrid(st_makepoint(${place?.[0] ?? null}::float8, ${place?.[1] ?? null}::float8), 4326), i.location),
           ${[...codes]}::text[], ${width}, ${area}, ${edition}, ${at}, ${at}
    from incident i where i.id = ${incidentId}
    on conflict (defect_key) where status = 'open'
      do update set last_met_at = greatest(survey_ticket.last_met_at, excluded.last_met_at)
    returning id::text, (xmax = 0) as opened`;
  if (!row) throw new Error(`incident ${incidentId} met ${key}, but there is no such incident`);
  return row;
}

/** Adds an incident to a ticket, with the key under which its verdict names the fault. */
export const linkIncident = (
  tx: TransactionSql,
  { ticket, incident, key, at }: { ticket: string; incident: string; key: string; at: Date },
) => tx`
  insert into survey_ticket_incident (ticket_id, incident_id, defect_key, met_at)
  values (${ticket}, ${incident}, ${key}, ${at})
  on conflict do nothing`;

/** The same for many incidents. */
export const linkIncidents = (
  tx: TransactionSql,
  {
    ticket,
    incidents,
    key,
    at,
  }: {
    readonly ticket: string;
    readonly incidents: readonly string[];
    readonly key: string;
    readonly at: Date;
  },
) => tx`
  insert into survey_ticket_incident (ticket_id, incident_id, defect_key, met_at)
  select ${ticket}, incident, ${key}, ${at} from unnest(${[...incidents]}::bigint[]) as met (incident)
  on conflict do nothing`;

/** What a list may be narrowed by; null leaves it as it is. `parties` are area codes, one of which must be concerned. */
export interface TicketFilter {
  readonly id: string | null;
  readonly status: TicketView['status'] | null;
  readonly kind: TicketView['kind'] | null;
  readonly parties: readonly string[] | null;
  /** The last row of the page before. */
  readonly after: { readonly openedAt: Date; readonly id: string } | null;
  readonly limit: number;
}

/** A ticket as the database has it: its parties by their codes. */
export type TicketRow = Omit<TicketView, 'parties'> & { readonly codes: readonly string[] };

/** Tickets, the latest first, with how many there are in all. */
export async function readTickets(
  sql: Sql,
  f: TicketFilter,
): Promise<{ readonly count: number; readonly tickets: readonly TicketRow[] }> {
  const rows = await sql.file<
    {
      id: string;
      kind: TicketView['kind'];
      status: TicketView['status'];
      codes: string[];
      at: Lonlat | null;
      width: number | null;
      area: number | null;
      edition: number;
      openedAt: Date;
      lastMetAt: Date;
      incidents: number;
      closedAt: Date | null;
      closedBy: string | null;
      closedNote: string | null;
      resolvedBy: number | null;
      count: number;
    }[]
  >(ticketsFile, [
    f.id,
    f.status,
    f.kind,
    f.parties && [...f.parties],
    f.after?.openedAt ?? null,
    f.after?.id ?? null,
    f.limit,
  ]);
  return {
    count: rows[0]?.count ?? 0,
    tickets: rows.map(
      ({ closedAt, closedBy, closedNote, resolvedBy, openedAt, lastMetAt, count: _count, ...row }) => ({
        ...row,
        openedAt: openedAt.toISOString(),
        lastMetAt: lastMetAt.toISOString(),
        closed: closedAt && {
          at: closedAt.toISOString(),
          by: closedBy,
          note: closedNote ?? '',
          edition: resolvedBy,
        },
      }),
    ),
  };
}

/** Incidents that met a ticket's fault, the latest first; of those that call one of `parties`, where given. */
export async function readMet(
  sql: Sql,
  ticket: string,
  parties: readonly string[] | null,
): Promise<TicketIncident[]> {
  const rows = await sql<{ id: string; number: string; metAt: Date }[]>`
    select i.id::text, substr(i.number, 5) as number, m.met_at as "metAt"
    from survey_ticket_incident m join incident i on i.id = m.incident_id
    where m.ticket_id = ${ticket} and (${parties && [...parties]}::text[] is null or i.areas && ${parties && [...parties]}::text[])
    order by m.met_at desc, i.id desc limit 50`;
  return rows.map((row) => ({ ...row, metAt: row.metAt.toISOString() }));
}

/** Closes an open ticket; false where it was closed already. */
export async function closeTicket(
  tx: TransactionSql,
  id: string,
  { at, by, note }: { readonly at: Date; readonly by: string; readonly note: string },
): Promise<boolean> {
  const [row] = await tx`
    update survey_ticket set status = 'closed', closed_at = ${at}, closed_by = ${by}, closed_note = ${note}
    where id = ${id} and status = 'open' returning id`;
  return row !== undefined;
}
