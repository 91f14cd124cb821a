import type { Sql } from 'postgres';
import { type Crs, toWgs84 } from '../../geodata/crs.ts';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { ReadRow } from './row.ts';

/** How well positions go with the city, read in one reference system. */
export interface CrsFit {
  readonly crs: Crs;
  /** Part of them in an area of the city, 0 to 1. */
  readonly inside: number;
  /** Metres from a position to the street that its own address names: the median; null where addresses name none. */
  readonly street: number | null;
}

/** Whether the system chosen can be right, the likeliest first. */
export interface Plausibility {
  readonly fits: readonly CrsFit[];
  /** Rows with a street that were compared. */
  readonly compared: number;
  /** The system that fits clearly better than the one chosen; null where none does. */
  readonly better: Crs | null;
  readonly words: Bilingual;
}

const tried: readonly Crs[] = ['wgs84', 'gcj02', 'bd09'];
/** Rows looked at, rows with a street below which nothing is said, and metres by which another system must be nearer. */
const most = 200;
const fewest = 5;
const clearlyNearer = 100;

/**
 * Compares reference systems by the streets that addresses name: GCJ-02 lies about 500 m off in Beijing and BD-09 about
 * 1,300 m, which hardly moves anything out of the city, but everything off its street. `rows` are as read in `crs`, and
 * `given` are their positions as they stand in the file.
 */
export async function judgePlausible(
  sql: Sql,
  coverage: Coverage,
  crs: Crs,
  rows: readonly { readonly row: ReadRow; readonly given: readonly [number, number] }[],
): Promise<Plausibility> {
  const some = rows.filter((_, i) => i % Math.max(1, Math.ceil(rows.length / most)) === 0);
  const systems = tried.includes(crs) || isGeodetic(crs) ? tried : [crs, ...tried];
  const fits: CrsFit[] = [];
  let compared = 0;
  for (const system of systems) {
    const positions = some.map(({ given }) => toWgs84([given[0], given[1]], system));
    const leaves = coverage.locateAll(Float64Array.from(positions.flat()));
    const distances = await streetDistances(
      sql,
      some.map(({ row }) => row.place),
      positions,
    );
    compared = distances.length;
    fits.push({
      crs: system,
      inside: some.length === 0 ? 0 : leaves.filter((leaf) => leaf >= 0).length / some.length,
      street: distances.length >= fewest ? (distances[Math.floor(distances.length / 2)] ?? null) : null,
    });
  }
  const chosen = fits.find((fit) => fit.crs === (isGeodetic(crs) ? 'wgs84' : crs));
  const nearest = [...fits].sort((a, b) => (a.street ?? Infinity) - (b.street ?? Infinity))[0];
  const better =
    chosen &&
    nearest &&
    nearest !== chosen &&
    chosen.street !== null &&
    nearest.street !== null &&
    chosen.street - nearest.street > clearlyNearer
      ? nearest
      : null;
  return { fits, compared, better: better?.crs ?? null, words: inWords(chosen, better, compared) };
}

/** CGCS2000 and the EPSG numbers are WGS84 here. */
const isGeodetic = (crs: Crs): boolean => crs !== 'gcj02' && crs !== 'bd09';

function inWords(chosen: CrsFit | undefined, better: CrsFit | null, compared: number): Bilingual {
  if (better && chosen)
    return {
      zh: `按 ${chosen.crs} 读，位置离地址里写的街道约 ${Math.round(chosen.street ?? 0)} 米；按 ${better.crs} 读只有 ${Math.round(better.street ?? 0)} 米（比较了 ${compared} 行）。坐标系很可能是 ${better.crs}。`,
      en: `Read as ${chosen.crs}, positions lie about ${Math.round(chosen.street ?? 0)} m from the streets their addresses name; read as ${better.crs} only ${Math.round(better.street ?? 0)} m (${compared} rows compared). They are most likely in ${better.crs}.`,
    };
  const inside = chosen ? Math.round(100 * chosen.inside) : 0;
  if (chosen?.street != null)
    return {
      zh: `${inside}% 的位置在本市辖区内，离地址里写的街道约 ${Math.round(chosen.street)} 米（比较了 ${compared} 行），没有更合适的坐标系。`,
      en: `${inside} % of the positions lie in the city's areas, about ${Math.round(chosen.street)} m from the streets their addresses name (${compared} rows compared); no other system fits better.`,
    };
  return {
    zh: `${inside}% 的位置在本市辖区内；地址里没有足够的街道名可以核对坐标系，请确认来源。`,
    en: `${inside} % of the positions lie in the city's areas; too few addresses name a street to check the system by: make sure of it at the source.`,
  };
}

/** Metres from each position to the nearest street whose name its address contains, ascending; those without one are left out. */
async function streetDistances(
  sql: Sql,
  places: readonly string[],
  positions: readonly (readonly [number, number])[],
): Promise<readonly number[]> {
  const rows = await sql<{ metres: number }[]>`
    select min(st_distance(l.shape::geography, st_setsrid(st_makepoint(g.lon, g.lat), 4326)::geography)) as metres
    from unnest(${[...places]}::text[], ${positions.map(([lon]) => lon)}::float8[], ${positions.map(([, lat]) => lat)}::float8[])
           with ordinality as g (place, lon, lat, number)
    join lane l on length(l.name) >= 3 and position(l.name in g.place) > 0
    group by g.number order by metres`;
  return rows.map(({ metres }) => metres);
}
