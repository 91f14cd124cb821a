import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';

const heatFile = fileURLToPath(new URL('./heat.sql', import.meta.url));

/** A party with its incidents of today; `area` in square metres, `lon` and `lat` where its name stands. */
export interface HeatRow {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly district: string | null;
  readonly districtEn: string | null;
  readonly area: number;
  readonly count: number;
  readonly lon: number;
  readonly lat: number;
}

export interface Wanted {
  readonly edition: number;
  /** Codes of the parties shown. */
  readonly parties: readonly string[];
  readonly now: Date;
  readonly timeZone: string;
}

/** What the scene of today's heat is drawn from. */
export async function readHeat(sql: Sql, { edition, parties, now, timeZone }: Wanted) {
  const [day] = await sql<{ today: Date }[]>`
    select date_trunc('day', ${now}::timestamptz at time zone ${timeZone}) at time zone ${timeZone} as today`;
  const today = day?.today ?? now;
  const heat = await sql.file<HeatRow[]>(heatFile, [today, now, edition, [...parties]]);
  return { today, heat: [...heat] };
}
