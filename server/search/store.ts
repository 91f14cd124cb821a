import type { Sql } from 'postgres';
import type { Bounds } from '../../geodata/geometry.ts';

interface Place {
  readonly bounds: Bounds;
}

/** Bounds of areas in an edition, by code. */
export async function readPlaces(
  sql: Sql,
  edition: number,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Place>> {
  const rows = await sql<{ code: string; bounds: Bounds }[]>`
    select code, array[st_xmin(shape), st_ymin(shape), st_xmax(shape), st_ymax(shape)] as bounds
    from boundary where edition_id = ${edition} and code = any (${[...codes]})`;
  return new Map(rows.map(({ code, bounds }) => [code, { bounds }]));
}

/** Streets whose name contains the words, best match first. */
export async function readLanes(sql: Sql, query: string, limit: number) {
  const pattern = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
  return await sql<{ id: string; name: string; nameEn: string; bounds: Bounds }[]>`
    select id, name, name_en as "nameEn", array[st_xmin(shape), st_ymin(shape), st_xmax(shape), st_ymax(shape)] as bounds
    from lane where name ilike ${pattern} or name_en ilike ${pattern}
    order by position(${query} in name), length(name), id limit ${limit}`;
}
