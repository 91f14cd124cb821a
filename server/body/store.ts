import type { Sql } from 'postgres';
import type { BodyView } from './kinds.ts';

/** All bodies on record, by code. */
export const readBodies = (sql: Sql): Promise<BodyView[]> => sql<BodyView[]>`
    select code, name, name_en as "nameEn", short, short_en as "shortEn", kind, department, area_code as "areaCode",
           owned_by as "ownedBy", commanded_by as "commandedBy", posting, head_count as "headCount", phone
    from body where ended_at is null order by code`;

/** What changes whenever bodies do: an index made under one stamp is good as long as it stays. */
export async function readBodiesStamp(sql: Sql): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select coalesce(max(id), 0) || '/' || (select count(*) from body) as stamp from duty_version where part = 'bodies'`;
  return row?.stamp ?? '';
}
