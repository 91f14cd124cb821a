import type { Sql } from 'postgres';

/** How many open incidents wait for a whistle. */
export interface Waiting {
  /** The largest part of them lies in the reader's area. */
  readonly mine: number;
  /** Some part of them does. */
  readonly area: number;
  /** More than one area is concerned. */
  readonly joint: number;
}

/** Counts among the incidents that name one of `seen`, null for all; `own` is the reader's area, null for the whole city. */
export async function countWaiting(
  sql: Sql,
  seen: readonly string[] | null,
  own: string | null,
): Promise<Waiting> {
  const [row] = await sql<Waiting[]>`
    select count(*) filter (where ${own}::text is null or starts_with(i.areas[1], ${own}))::int as mine,
           count(*) filter (where ${own}::text is null
                              or exists (select from unnest(i.areas) code where starts_with(code, ${own})))::int as area,
           count(*) filter (where i.joint)::int as joint
    from incident i
    where i.status = 'open' and i.merged_into is null and (${seen as string[] | null}::text[] is null or i.areas && ${seen as string[] | null})
      and not exists (select from whistle w where w.incident_id = i.id)`;
  return row ?? { mine: 0, area: 0, joint: 0 };
}
