import type { Sql } from 'postgres';
import type { Grouping } from '../../geodata/analysis/tally.ts';
import type { Level } from '../../geodata/area.ts';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { readStreetLengths } from './street-lengths.ts';

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
  /** Where numbers of residents come from, as they were loaded with; “schematic” for the demo city. */
  readonly peopleSources: readonly string[];
}

/** What the finest areas of an edition have: residents (null for those that nobody has counted) and metres of street. */
export interface Holdings {
  readonly people: ReadonlyMap<string, number>;
  readonly peopleSources: readonly string[];
  readonly streetMetres: Float64Array | null;
}

export async function readHoldings(sql: Sql, coverage: Coverage): Promise<Holdings> {
  const rows = await sql<{ code: string; people: number; source: string }[]>`
    select code, people, source from population`;
  return {
    people: new Map(rows.map(({ code, people }) => [code, people])),
    peopleSources: [...new Set(rows.map(({ source }) => source))].sort(),
    streetMetres: await readStreetLengths(sql, coverage),
  };
}

/** The areas of a level of an edition, in the order of their codes. */
export async function readPlaces(
  sql: Sql,
  coverage: Coverage,
  level: Level,
  holdings: Holdings,
): Promise<Places> {
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
  const groupOf = Int32Array.from(
    coverage.leaves,
    (leaf) => index.get(coverage.ancestorAt(leaf, level) ?? '') ?? -1,
  );
  const grouping = { groupOf, groups: rows.length };
  const counted = coverage.leaves.map((leaf) => holdings.people.get(leaf) ?? null);
  const people = sumsOf(grouping, counted);
  const streets = holdings.streetMetres && sumsOf(grouping, holdings.streetMetres);
  const named = (code: string) => {
    const area = coverage.areas.get(code);
    return { code, name: area?.name ?? code, nameEn: area?.nameEn ?? '' };
  };
  const places = rows.map(
    ({ lon, lat, ...row }, place): Place => ({
      ...row,
      above: coverage.pathOf(row.code).slice(1, -1).reverse().map(named),
      people: holdings.people.get(row.code) ?? people[place] ?? null,
      streetMetres: streets?.[place] ?? null,
      label: lon === null || lat === null ? null : [lon, lat],
    }),
  );
  return { level, places, peopleSources: holdings.peopleSources, ...grouping };
}

/** Sums by group of what the finest areas have; null where one of them has not been counted. */
function sumsOf({ groupOf, groups }: Grouping, values: ArrayLike<number | null>): (number | null)[] {
  const sums = new Array<number | null>(groups).fill(0);
  groupOf.forEach((group, leaf) => {
    if (group < 0) return;
    const [sum, value] = [sums[group] ?? null, values[leaf] ?? null];
    sums[group] = sum === null || value === null ? null : sum + value;
  });
  return sums;
}
