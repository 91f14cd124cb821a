import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';

const incidentsFile = fileURLToPath(new URL('./incidents.sql', import.meta.url));

export interface ReportRow {
  readonly id: number;
  /** Month, day and running number, as people say it. */
  readonly number: string;
  readonly place: string;
  readonly placeEn: string;
  readonly joint: boolean;
  /** How often a whole side returned it across a seam. */
  readonly returns: number;
}

export async function readReports(sql: Sql, ids: readonly number[]): Promise<ReadonlyMap<number, ReportRow>> {
  const rows = await sql.file<ReportRow[]>(incidentsFile, [ids.map(String)]);
  return new Map(rows.map((row) => [row.id, row]));
}
