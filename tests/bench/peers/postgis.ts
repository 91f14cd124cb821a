import type { Sql } from 'postgres';
import type { Footprint } from '../../../geodata/footprint.ts';
import { multiLineWkb, multiPolygonWkb } from '../../../server/boundary/wkb.ts';
import type { Amounts } from '../agreement.ts';
import type { Peer } from './peer.ts';

/** One statement a footprint over the boundary table and its spatial index, as anybody would write it. */
export function createPostgis(sql: Sql, edition: number, engine: string): Peer<string> {
  const ask = async (shape: string): Promise<Amounts> => {
    const rows = await sql<{ code: string; amount: number }[]>`
      select code, st_area(st_intersection(shape, given)::geography) as amount
      from boundary, (select ${shape}::geometry as given) as footprint
      where edition_id = ${edition} and leaf is not null and st_intersects(shape, given)`;
    return amountsIn(rows);
  };
  return {
    about: `ST_Intersects and ST_Area(ST_Intersection), ${engine}`,
    read: ({ polygons }) => multiPolygonWkb(polygons),
    ask,
    check: ask,
  };
}

/** The same for lines: metres in each finest area. */
export function createPostgisLines(sql: Sql, edition: number, engine: string): Peer<string> {
  const ask = async (shape: string): Promise<Amounts> => {
    const rows = await sql<{ code: string; amount: number }[]>`
      select code, st_length(st_intersection(shape, given)::geography) as amount
      from boundary, (select ${shape}::geometry as given) as footprint
      where edition_id = ${edition} and leaf is not null and st_intersects(shape, given)`;
    return amountsIn(rows);
  };
  return {
    about: `ST_Intersects and ST_Length(ST_Intersection), ${engine}`,
    read: ({ lines }: Footprint) => multiLineWkb(lines),
    ask,
    check: ask,
  };
}

/** Milliseconds that the way to the database and back takes for the least of questions: part of every figure of it. */
export async function askNothing(sql: Sql): Promise<void> {
  await sql`select 1`;
}

const amountsIn = (rows: readonly { code: string; amount: number }[]): Amounts =>
  new Map(rows.map(({ code, amount }) => [code, amount]));
