import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';

const heatFile = fileURLToPath(new URL('./heat.sql', import.meta.url));
const seamsFile = fileURLToPath(new URL('./seams.sql', import.meta.url));

/** Days for which joint incidents are counted at a seam: a single day has too few of them to say anything. */
export const seamDays = 90;
const worst = 12;

/** A subdistrict with its incidents of today; `area` in square metres, `lon` and `lat` where its name stands. */
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

/** The line of two subdistricts with the incidents that called both; `length` in metres, `bounds` west, south, east, north. */
export interface SeamCostRow {
  readonly key: string;
  readonly length: number;
  readonly count: number;
  readonly level: string;
  readonly a: string;
  readonly aEn: string;
  readonly b: string;
  readonly bEn: string;
  readonly bounds: readonly [number, number, number, number];
}

export interface Wanted {
  readonly edition: number;
  /** What codes begin with: an area's, or nothing for the whole city. */
  readonly area: string;
  readonly now: Date;
  readonly timeZone: string;
}

/** What the scenes of today's heat and of the seams that cost most are drawn from. */
export async function readQuantities(sql: Sql, { edition, area, now, timeZone }: Wanted) {
  const [day] = await sql<{ today: Date }[]>`
    select date_trunc('day', ${now}::timestamptz at time zone ${timeZone}) at time zone ${timeZone} as today`;
  const today = day?.today ?? now;
  const since = new Date(now.getTime() - seamDays * 86_400_000);
  const heat = await sql.file<HeatRow[]>(heatFile, [today, now, edition, area]);
  const seams = await sql.file<SeamCostRow[]>(seamsFile, [since, now, edition, area, worst]);
  return { today, heat: [...heat], seams: [...seams] };
}
