import type { PendingQuery, Row, Sql } from 'postgres';
import type { Footprint } from '../../../geodata/footprint.ts';
import { multiLineWkb, multiPolygonWkb } from '../../../server/boundary/wkb.ts';
import type { Amounts } from '../agreement.ts';
import type { Peer } from './peer.ts';

/** Which rows of the boundary table are asked about, over its spatial index. */
export interface Rows {
  readonly sql: Sql;
  readonly edition: number;
  /** The finest areas, or the subdistricts, which are the parties of verdicts. */
  readonly areas: 'finest' | 'parties';
  /** Which engine answers, in words. */
  readonly engine: string;
}

/** One statement a footprint, as anybody would write it: square metres on geodesics. */
export function createPostgis(rows: Rows): Peer<string> {
  const { sql, engine } = rows;
  const ask = async (shape: string): Promise<Amounts> =>
    amountsIn(
      await sql<Amount[]>`
        select code, st_area(st_intersection(shape, given)::geography) as amount
        from boundary, (select ${shape}::geometry as given) as footprint
        where ${chosen(rows)} and st_intersects(shape, given)`,
    );
  return {
    about: `ST_Intersects and ST_Area(ST_Intersection), ${engine}`,
    read: ({ polygons }) => multiPolygonWkb(polygons),
    ask,
    check: ask,
  };
}

/** The same for lines: metres. */
export function createPostgisLines(rows: Rows): Peer<string> {
  const { sql, engine } = rows;
  const ask = async (shape: string): Promise<Amounts> =>
    amountsIn(
      await sql<Amount[]>`
        select code, st_length(st_intersection(shape, given)::geography) as amount
        from boundary, (select ${shape}::geometry as given) as footprint
        where ${chosen(rows)} and st_intersects(shape, given)`,
    );
  return {
    about: `ST_Intersects and ST_Length(ST_Intersection), ${engine}`,
    read: ({ lines }: Footprint) => multiLineWkb(lines),
    ask,
    check: ask,
  };
}

interface Amount extends Row {
  readonly code: string;
  readonly amount: number;
}

const chosen = ({ sql, edition, areas }: Rows): PendingQuery<Row[]> =>
  areas === 'finest'
    ? sql`edition_id = ${edition} and leaf is not null`
    : sql`edition_id = ${edition} and level = 'subdistrict'`;

const amountsIn = (rows: readonly Amount[]): Amounts =>
  new Map(rows.map(({ code, amount }) => [code, amount]));
