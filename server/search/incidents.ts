import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import type { Lonlat } from '../../geodata/geometry.ts';
import { sources } from '../incident/view.ts';
import { findPlaces } from './places.ts';

const incidentsFile = fileURLToPath(new URL('./incidents.sql', import.meta.url));

/** An incident as a search names it. */
export interface FoundIncident {
  readonly id: string;
  readonly number: string;
  readonly place: string;
  readonly placeEn: string;
  readonly status: 'open' | 'closed';
  readonly occurredAt: string;
  readonly location: Lonlat;
  readonly category: string;
  readonly categoryEn: string;
}

/** Wordings looked up for one search, and years back in which a number without its year is looked for. */
const wordings = 200;
const years = 10;

/**
 * Incidents whose place contains what was typed, as it stands or as it sounds, or that have it as their number, with or without
 * the year, or as their source's number. `areas` are those whose incidents the reader may see, null for all.
 */
export async function findIncidents(
  sql: Sql,
  query: string,
  {
    areas,
    year,
    limit,
  }: { readonly areas: readonly string[] | null; readonly year: number; readonly limit: number },
): Promise<readonly FoundIncident[]> {
  if (areas?.length === 0) return [];
  const wanted = query.trim();
  // One character is in too many wordings to be worth asking.
  const places = [...wanted].length > 1 ? await findPlaces(sql, wanted, wordings) : [];
  const rows = await sql.file<(Omit<FoundIncident, 'occurredAt'> & { occurredAt: Date })[]>(incidentsFile, [
    [...places],
    numbersOf(wanted, year),
    sources.map((source) => `${source}:${wanted}`),
    areas && [...areas],
    limit,
  ]);
  return rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() }));
}

/** What a number may be in full: 0508-0117 of this year, the last, and so on. */
function numbersOf(text: string, year: number): string[] {
  if (/^\d{8}-\d{4,}$/.test(text)) return [text];
  if (!/^\d{4}-\d{4,}$/.test(text)) return [];
  return Array.from({ length: years }, (_, back) => `${year - back}${text}`);
}
