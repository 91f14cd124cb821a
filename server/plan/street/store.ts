import type { Sql } from 'postgres';
import type { Line } from '../../../geodata/geometry.ts';

export interface StreetRow {
  readonly id: number;
  readonly name: string;
  readonly nameEn: string;
  readonly class: 'arterial' | 'secondary' | 'lane';
  readonly lines: readonly Line[];
}

/** Somebody who leads a street in an area. */
export interface ChiefRow {
  readonly street: number;
  readonly areaCode: string;
  readonly name: string;
}

/** Rows read at once: each batch of shapes is parsed between other requests. */
const batch = 500;

/** Changes whenever streets come or go. */
export async function streetStamp(sql: Sql): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select count(*) || '-' || coalesce(max(id), 0) as stamp from lane`;
  return row?.stamp ?? '0-0';
}

/** All streets with their centrelines (WGS84), in the order of their numbers. */
export async function readCentrelines(sql: Sql): Promise<StreetRow[]> {
  const streets: StreetRow[] = [];
  for (;;) {
    const rows = await sql<StreetRow[]>`
      select id::float8 as id, name, name_en as "nameEn", class, st_asgeojson(shape, 7)::jsonb -> 'coordinates' as lines
      from lane where id > ${streets.at(-1)?.id ?? 0} order by id limit ${batch}`;
    streets.push(...rows);
    if (rows.length < batch) return streets;
  }
}

/** Street chiefs of some streets on a day. */
export const readChiefs = (sql: Sql, streets: readonly number[], today: string) =>
  sql<ChiefRow[]>`
    select lane_id::float8 as street, area_code as "areaCode", name from keeper
    where role = 'laneChief' and lane_id = any (${streets.map(String)}::bigint[]) and since <= ${today}::date
      and (until is null or until > ${today}::date)
    order by lane_id, area_code, id`;
