import type { Sql, TransactionSql } from 'postgres';
import type { FootprintGeometry } from '../../geodata/geometry.ts';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import type { OverrideParty, OverrideView } from './override.ts';

/** Adds a verdict on the incident's footprint; the newest is the one in use, the older ones stay as they were. */
export async function insertVerdict(
  tx: TransactionSql,
  incidentId: string,
  verdict: Verdict,
  made: { readonly at: Date; readonly by?: string; readonly reason?: string },
): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    insert into verdict (incident_id, edition_id, rules, geometry_hash, created_at, body, footprint, accuracy_m, width_m,
                         reason, made_by)
    select id, ${verdict.edition}, ${verdict.rules}, ${verdict.geometryHash}, ${made.at}::timestamptz,
           ${tx.json(verdict as never)}, footprint, accuracy_m, width_m, ${made.reason ?? null}, ${made.by ?? null}
    from incident where id = ${incidentId}
    returning id::text`;
  if (!row) throw new Error(`no verdict was kept for incident ${incidentId}`);
  return row.id;
}

/** Puts a new footprint in the place of the old one, which its verdicts keep. */
export async function replaceFootprint(
  tx: TransactionSql,
  incidentId: string,
  drawn: { readonly geometry: FootprintGeometry; readonly accuracy: number; readonly width: number },
): Promise<void> {
  await tx`
    update incident
    set footprint = shape, location = st_pointonsurface(shape), accuracy_m = ${drawn.accuracy}, width_m = ${drawn.width}
    from (select st_setsrid(st_geomfromgeojson(${JSON.stringify(drawn.geometry)}), 4326) as shape) drawn
    where id = ${incidentId}`;
}

/** Who made the verdict in use what it is, and when: the account that drew it anew, null where nobody did. */
export async function readMaker(
  sql: Sql | TransactionSql,
  incidentId: string,
): Promise<{ readonly name: string; readonly nameEn: string; readonly at: Date } | null> {
  const [row] = await sql<{ name: string; nameEn: string; at: Date }[]>`
    select a.display_name as name, a.display_name_en as "nameEn", v.created_at as at
    from verdict v join account a on a.name = v.made_by
    where v.incident_id = ${incidentId} order by v.id desc limit 1`;
  return row ?? null;
}

/** On whose behalf an incident was judged: the area it was blown for, else that of the account that entered it. */
export async function readBlower(sql: Sql, incidentId: string): Promise<string | undefined> {
  const [row] = await sql<{ area: string | null }[]>`
    select coalesce(w.blown_for, a.area_code) as area
    from incident i left join whistle w on w.incident_id = i.id left join account a on a.name = i.created_by
    where i.id = ${incidentId}`;
  return row?.area ?? undefined;
}

/** Footprints an incident has had, the first one first, each with the verdict on it. */
export const readDrawings = async (sql: Sql | TransactionSql, incidentId: string): Promise<DrawingView[]> =>
  (
    await sql<(Omit<DrawingView, 'at'> & { at: Date })[]>`
      select v.id::text as "verdictId", st_asgeojson(v.footprint, 9)::jsonb as footprint, v.accuracy_m as accuracy,
             v.width_m as width, v.reason, v.created_at as at,
             case when a.name is not null then jsonb_build_object('name', a.display_name, 'nameEn', a.display_name_en) end as by
      from verdict v left join account a on a.name = v.made_by
      where v.incident_id = ${incidentId}
        and (v.reason is not null or v.id = (select min(id) from verdict where incident_id = ${incidentId}))
      order by v.id`
  ).map((row) => ({ ...row, at: row.at.toISOString() }));

/** A footprint that an incident has, or had. */
export interface DrawingView {
  readonly verdictId: string;
  readonly footprint: FootprintGeometry;
  readonly accuracy: number;
  readonly width: number;
  /** Why it was drawn anew, and who did so; null for the first. */
  readonly reason: string | null;
  readonly by: { readonly name: string; readonly nameEn: string } | null;
  readonly at: string;
}

/** What was decided beside the verdicts of an incident, newest first; one at most is in force. */
export async function readOverrides(
  sql: Sql | TransactionSql,
  incidentId: string,
): Promise<readonly OverrideView[]> {
  const rows = await sql<(Omit<OverrideView, 'at' | 'inForce'> & { at: Date; stands: boolean })[]>`
    select o.id::text, o.verdict_id::text as "verdictId", o.parties, o.reason, o.made_at as at,
           jsonb_build_object('name', a.display_name, 'nameEn', a.display_name_en) as by,
           not exists (select from verdict v
                       where v.incident_id = o.incident_id and v.id > o.verdict_id and v.reason is not null) as stands
    from verdict_override o join account a on a.name = o.made_by
    where o.incident_id = ${incidentId} order by o.id desc`;
  return rows.map(({ stands, ...row }, index) => ({
    ...row,
    at: row.at.toISOString(),
    inForce: stands && index === 0,
  }));
}

export async function insertOverride(
  tx: TransactionSql,
  override: {
    readonly incidentId: string;
    readonly verdictId: string;
    readonly parties: readonly OverrideParty[];
    readonly reason: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx`
    insert into verdict_override (incident_id, verdict_id, parties, reason, made_by, made_at)
    values (${override.incidentId}, ${override.verdictId}, ${tx.json(override.parties as never)}, ${override.reason},
            ${override.by}, ${override.at})`;
}

/** Survey tickets that the faults met by an incident have, by the key of the fault. */
export const readTickets = (sql: Sql | TransactionSql, incidentId: string): Promise<TicketOfCase[]> =>
  sql<TicketOfCase[]>`
    select t.id::text, m.defect_key as key, t.status
    from survey_ticket_incident m join survey_ticket t on t.id = m.ticket_id
    where m.incident_id = ${incidentId} order by t.id`;

export interface TicketOfCase {
  readonly id: string;
  /** Key of the fault, as the verdict names it. */
  readonly key: string;
  readonly status: 'open' | 'closed';
}
