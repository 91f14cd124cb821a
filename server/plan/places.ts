import type { Sql } from 'postgres';
import type { Grouping } from '../../geodata/analysis/tally.ts';
import type { Level } from '../../geodata/area.ts';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';

/** An area as the planner lists it. */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** Names of the areas above it, nearest first, without the city. */
  readonly above: readonly { readonly code: string; readonly name: string; readonly nameEn: string }[];
  readonly squareMetres: number;
  readonly people: number | null;
  readonly streetMetres: number | null;
  /** Where to write its name, WGS84; null where nobody has said. */
  readonly label: Lonlat | null;
}

/** The areas of a level with the finest areas that each consists of. */
export interface Places extends Grouping {
  readonly level: Level;
  readonly places: readonly Place[];
}

/** The areas of a level of an edition, in the order of their codes. */
export async function readPlaces(sql: Sql, coverage: Coverage, level: Level): Promise<Places> {
  const rows = await sql<
    {
      code: string;
      name: string;
      nameEn: string;
      squareMetres: number;
      lon: number | null;
      lat: number | null;
    }[]
  >`
    select b.code, b.name, b.name_en as "nameEn", b.area_m2 as "squareMetres", st_x(b.label) as lon, st_y(b.label) as lat
    from boundary b join area a on a.code = b.code
    where b.edition_id = ${coverage.edition} and a.level = ${level}
    order by b.code`;
  const index = new Map(rows.map(({ code }, place) => [code, place]));
  const places = rows.map(
    ({ lon, lat, ...row }): Place => ({
      ...row,
      above: coverage
        .pathOf(row.code)
        .slice(1, -1)
        .reverse()
        .map((code) => ({
          code,
          name: coverage.areas.get(code)?.name ?? code,
          nameEn: coverage.areas.get(code)?.nameEn ?? '',
        })),
      people: null,
      streetMetres: null,
      label: lon === null || lat === null ? null : [lon, lat],
    }),
  );
  const groupOf = Int32Array.from(
    coverage.leaves,
    (leaf) => index.get(coverage.ancestorAt(leaf, level) ?? '') ?? -1,
  );
  return { level, places, groupOf, groups: places.length };
}
