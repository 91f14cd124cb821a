import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import type { EditionDifference } from './difference.ts';
import { portions } from './edition-rows.ts';
import type { ImportOrders } from './import-worker.ts';

const file = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));
const incidentsFile = file('difference-incidents.sql');
const seamsFile = file('difference-seams.sql');
const shapesFile = file('difference-shapes.sql');

/** What changed between two editions as worked out before; null where nobody has asked yet, or only an earlier version of this program did. */
export async function findDifference(
  sql: Sql,
  base: number,
  edition: number,
): Promise<EditionDifference | null> {
  const [row] = await sql<{ body: EditionDifference }[]>`
    select body from edition_difference where base_id = ${base} and edition_id = ${edition} and body ? 'unlisted'`;
  return row?.body ?? null;
}

/** Keeps a difference and its pieces; where another process was first, its own stay. */
export async function saveDifference(
  sql: Sql,
  { difference, pieces }: ImportOrders['compare']['answer'],
): Promise<void> {
  const { base, edition } = difference;
  await sql.begin(async (tx) => {
    await tx`
      delete from edition_difference
      where base_id = ${base} and edition_id = ${edition} and not body ? 'unlisted'`;
    const [first] = await tx`
      insert into edition_difference (base_id, edition_id, body)
      values (${base}, ${edition}, ${tx.json(JSON.parse(JSON.stringify(difference)))})
      on conflict do nothing returning base_id`;
    if (!first) return;
    const numbered = pieces.map((piece, i) => ({ ...piece, number: i + 1 }));
    for (const some of portions(numbered, ({ shape }) => shape.length / 32))
      await tx`
        insert into edition_difference_piece (base_id, edition_id, number, from_code, to_code, area_m2, shape)
        select ${base}, ${edition}, number, from_code, to_code, area_m2, shape::geometry
        from unnest(
          ${some.map(({ number }) => number)}::int[], ${some.map(({ from }) => from)}::text[],
          ${some.map(({ to }) => to)}::text[], ${some.map(({ area }) => area)}::float8[],
          ${some.map(({ shape }) => shape)}::text[]
        ) as given (number, from_code, to_code, area_m2, shape)`;
  });
}

interface PieceRow {
  readonly number: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Square metres. */
  readonly area: number;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

/** The land that changed hands, the largest pieces first. */
export const readPieces = async (sql: Sql, base: number, edition: number, limit: number) =>
  sql.file<PieceRow[]>(shapesFile, [base, edition, limit]);

/** Incidents on land that changed hands, and how many of them are open. */
export async function countIncidents(sql: Sql, base: number, edition: number) {
  const [row] = await sql.file<{ affected: number; open: number }[]>(incidentsFile, [base, edition]);
  return row ?? { affected: 0, open: 0 };
}

/** What became of the lines between the finest areas. */
export async function countSeams(sql: Sql, base: number, edition: number) {
  const [row] = await sql.file<{ kept: number; changed: number; new: number; ended: number }[]>(seamsFile, [
    base,
    edition,
  ]);
  return row ?? { kept: 0, changed: 0, new: 0, ended: 0 };
}
