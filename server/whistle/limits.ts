import type { Sql, TransactionSql } from 'postgres';
import type { WhistleKind } from '../../geodata/jurisdiction/verdict.ts';
import type { Minutes } from './clocks.ts';

/** Names of the figures that steps go by. */
export const limitNames = [
  'onSiteMetres',
  'accuracyMetres',
  'samePlaceMetres',
  'returnsBeforeConsultation',
  'nudgeMinutes',
] as const;

/** Figures that steps go by, as a city has set them. */
export interface Limits {
  /** Metres from the footprint within which a check-in counts as on site, beside the position's own accuracy. */
  readonly onSiteMetres: number;
  /** Metres: a position rougher than this does not show that somebody is on site. */
  readonly accuracyMetres: number;
  /** Metres between two footprints that are the same place. */
  readonly samePlaceMetres: number;
  /** Returns across a seam at one place that force a consultation. */
  readonly returnsBeforeConsultation: number;
  /** Minutes for which one reminder holds. */
  readonly nudgeMinutes: number;
}

export async function readLimits(sql: Sql | TransactionSql): Promise<Limits> {
  const rows = await sql<{ name: keyof Limits; value: number }[]>`select name, value from flow_limit`;
  const limits = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  for (const name of limitNames)
    if (limits[name] === undefined) throw new Error(`the table flow_limit has lost its row ${name}`);
  return limits as unknown as Limits;
}

/** The minutes of each step for a case of this kind and category that began at a time: the nearest row of each decides. */
export async function readMinutes(
  sql: Sql | TransactionSql,
  about: { readonly kind: WhistleKind; readonly category: string; readonly at: Date },
): Promise<Minutes> {
  const rows = await sql<{ step: string; minutes: number }[]>`
    select distinct on (step) step, minutes
    from step_clock
    where kind in ('', ${about.kind}) and category in ('', ${about.category}) and since <= ${about.at}
    order by step, category = '', kind = '', since desc`;
  return Object.fromEntries(rows.map(({ step, minutes }) => [step, minutes])) as unknown as Minutes;
}
