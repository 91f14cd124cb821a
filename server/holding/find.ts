import type { Sql } from 'postgres';
import type { Bounds } from '../../geodata/geometry.ts';
import type { Holding, HoldingKind } from '../../geodata/jurisdiction/records.ts';

/** Holdings, all of them or those that meet the bounds, by number. */
export const findHoldings = (
  sql: Sql,
  {
    bounds = null,
    kind = null,
  }: { readonly bounds?: Bounds | null; readonly kind?: HoldingKind | null } = {},
): Promise<Holding[]> => {
  const [west, south, east, north] = bounds ?? [null, null, null, null];
  return sql<Holding[]>`
    select id, kind, name, name_en as "nameEn", level, width_m as width,
           json_build_object('code', body_code, 'name', body_name, 'nameEn', body_name_en) as body,
           st_asgeojson(shape, 7)::json as geometry
    from holding
    where (${kind}::text is null or kind = ${kind})
      and (${west}::float8 is null or shape && st_makeenvelope(${west}, ${south}::float8, ${east}::float8, ${north}::float8, 4326))
    order by id`;
};
