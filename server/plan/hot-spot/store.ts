import type { Sql } from 'postgres';

/** Square metres of the areas of an edition, by code. */
export async function readSizes(sql: Sql, edition: number): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ code: string; squareMetres: number }[]>`
    select code, area_m2 as "squareMetres" from boundary where edition_id = ${edition}`;
  return new Map(rows.map(({ code, squareMetres }) => [code, squareMetres]));
}
