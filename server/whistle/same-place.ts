import type { TransactionSql } from 'postgres';
import { conflict } from '../errors.ts';

/**
 * How often a whole side has returned the call across a seam at the place of an incident: within some metres of its
 * footprint, for the same category, earlier incidents there included.
 */
export async function returnsAt(tx: TransactionSql, incidentId: string, metres: number): Promise<number> {
  const [row] = await tx<{ returns: number }[]>`
    select count(*)::int as returns
    from incident i
    join incident o on o.category = i.category and o.footprint && st_expand(i.footprint, ${inDegrees(metres)})
    join whistle w on w.incident_id = o.id
    join return_request q on q.whistle_id = w.id and q.summons_id is null
    where i.id = ${incidentId} and st_distance(o.footprint::geography, i.footprint::geography) <= ${metres}`;
  return row?.returns ?? 0;
}

/**
 * Refuses to blow at a place that has gone to and fro over a seam until its parties have sat together.
 * @throws Problem 409 naming the case that waits for the consultation.
 */
export async function refuseUnconsulted(
  tx: TransactionSql,
  incidentId: string,
  metres: number,
): Promise<void> {
  const [row] = await tx<{ number: string }[]>`
    select substr(o.number, 5) as number
    from incident i
    join incident o on o.id <> i.id and o.category = i.category and o.footprint && st_expand(i.footprint, ${inDegrees(metres)})
    join whistle w on w.incident_id = o.id and w.closed_at is null and w.consultation_needed_at is not null
    where i.id = ${incidentId} and st_distance(o.footprint::geography, i.footprint::geography) <= ${metres}
      and not exists (select from consultation c where c.whistle_id = w.id and c.held_at >= w.consultation_needed_at)
    order by o.id desc limit 1`;
  if (row)
    throw conflict('consultation-needed', {
      zh: `同一地点的哨 ${row.number} 多次跨界退回，会商之后才能再吹哨；应急处置哨不受此限`,
      en: `Whistle ${row.number} at this place was returned across the line repeatedly: another is blown after their consultation. An emergency does not wait`,
    });
}

/** Degrees that cover so many metres up to 60° north. */
const inDegrees = (metres: number): number => metres / 55_000;
