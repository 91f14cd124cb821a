import type { Sql } from 'postgres';

/** Areas with a duty at a whistle that is not closed, by code, with these whistles. */
export async function readOpenAreas(
  sql: Sql,
): Promise<ReadonlyMap<string, readonly { readonly id: string; readonly number: string }[]>> {
  const rows = await sql<{ code: string; whistles: { id: string; number: string }[] }[]>`
    select s.area_code as code,
           jsonb_agg(jsonb_build_object('id', w.id::text, 'number', substr(i.number, 5)) order by w.id) as whistles
    from whistle w
    join incident i on i.id = w.incident_id
    join side s on s.whistle_id = w.id and s.role <> 'inform' and s.state in ('kept', 'added')
    where w.closed_at is null
    group by s.area_code order by s.area_code`;
  return new Map(rows.map(({ code, whistles }) => [code, whistles]));
}
