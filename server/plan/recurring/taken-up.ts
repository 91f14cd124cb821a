import type { Sql, TransactionSql } from 'postgres';
import { unitsPerDegree } from '../../../geodata/analysis/incidents.ts';
import type { RecurringPlace } from '../../../geodata/analysis/recurring.ts';
import type { CityColumns } from '../columns.ts';

/** A place that somebody has taken up. */
export interface TakenUpRow {
  readonly id: string;
  readonly category: string;
  readonly lon: number;
  readonly lat: number;
  readonly note: string;
  readonly by: string;
  readonly name: string;
  readonly nameEn: string;
  readonly at: Date;
}

/** All that is taken up, the latest first; or one by its number. */
export const readTakenUp = (sql: Sql | TransactionSql, id: string | null = null) => sql<TakenUpRow[]>`
  select t.id::text, t.category, st_x(t.location) as lon, st_y(t.location) as lat, t.note, t.taken_by as by,
         a.display_name as name, a.display_name_en as "nameEn", t.taken_at as at
  from taken_up t join account a on a.name = t.taken_by
  where ${id}::bigint is null or t.id = ${id}::bigint
  order by t.taken_at desc, t.id desc`;

/** Takes up the place around an incident, for its category. */
export async function takeUp(
  tx: TransactionSql,
  { incident, note, by, at }: { incident: number; note: string; by: string; at: Date },
): Promise<TakenUpRow> {
  const [row] = await tx<{ id: string }[]>`
    insert into taken_up (category, location, note, taken_by, taken_at)
    select category, location, ${note}, ${by}, ${at} from incident where id = ${incident}
    returning id::text`;
  const [taken] = row === undefined ? [] : await readTakenUp(tx, row.id);
  if (taken === undefined) throw new Error(`the place of incident ${incident} was not taken up`);
  return taken;
}

export const letGo = (tx: TransactionSql, id: string) => tx`delete from taken_up where id = ${id}`;

const metresPerDegree = 111_195;

/** What has been taken up of a place: of its category, no further from its middle than its reports may be. */
export function takenUpAt(
  { longitude, latitude, categories }: CityColumns,
  { centre, category }: RecurringPlace,
  taken: readonly TakenUpRow[],
  distance: number,
): TakenUpRow | null {
  const lon = (longitude[centre] ?? 0) / unitsPerDegree;
  const lat = (latitude[centre] ?? 0) / unitsPerDegree;
  const east = Math.cos((lat * Math.PI) / 180);
  const code = categories[category]?.code;
  return (
    taken.find(
      (one) =>
        one.category === code &&
        Math.hypot((one.lon - lon) * east, one.lat - lat) * metresPerDegree <= distance,
    ) ?? null
  );
}
