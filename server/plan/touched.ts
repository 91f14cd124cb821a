import type { Sql } from 'postgres';

/** How far the log and the incidents have come, as seen by whoever keeps something in step with them. */
export interface Mark {
  readonly event: string;
  readonly incident: string;
}

/** Where the log and the incidents are now. */
export async function readMark(sql: Sql): Promise<Mark> {
  const [row] = await sql<Mark[]>`
    select coalesce((select max(id) from event), 0)::text as event, coalesce((select max(id) from incident), 0)::text as incident`;
  return row ?? { event: '0', incident: '0' };
}

/** Numbers of the incidents that are new since a mark or that the log has named since. */
export async function readTouched(sql: Sql, { event, incident }: Mark): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select i.id::text as id
    from (select coalesce(e.incident_id, w.incident_id) as id
          from event e left join whistle w on w.id = e.whistle_id where e.id > ${event}
          union select id from incident where id > ${incident}) i
    where i.id is not null`;
  return rows.map(({ id }) => id);
}
