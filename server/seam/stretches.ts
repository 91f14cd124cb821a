import type { Sql, TransactionSql } from 'postgres';
import type { Line, Lonlat } from '../../geodata/geometry.ts';
import type { Basis } from '../../geodata/jurisdiction/records.ts';
import { multiLineWkb } from '../boundary/wkb.ts';
import { invalid } from '../errors.ts';
import { type MeasuredLine, measureLine } from './line-measure.ts';
import type { Letter } from './store.ts';
import type { StretchView } from './view.ts';

/** Metres: a shorter stretch is a slip. */
const shortest = 1;

/** Refuses stretches that run backwards, over each other, beyond the line, or that name a holder without a kerb. */
export function checkStretches(stretches: readonly StretchView[], length: number): void {
  let before = 0;
  for (const [i, { from, to, basis, holder }] of stretches.entries()) {
    const nth = i + 1;
    if (from < before)
      throw faulty(
        i,
        'from',
        from,
        `第 ${nth} 段须在前一段之后开始`,
        `Stretch ${nth} must begin after the one before`,
      );
    if (!(to - from >= shortest))
      throw faulty(
        i,
        'to',
        to,
        `第 ${nth} 段须至少长 ${shortest} m`,
        `Stretch ${nth} must be ${shortest} m long at least`,
      );
    if (to > length + shortest)
      throw faulty(
        i,
        'to',
        to,
        `第 ${nth} 段超出交界线的全长 ${length.toFixed(1)} m`,
        `Stretch ${nth} ends beyond the line, which is ${length.toFixed(1)} m long`,
      );
    if (holder !== null && basis !== 'kerb' && basis !== 'wallFoot')
      throw faulty(
        i,
        'holder',
        holder,
        '只有依据是路缘或墙基时，才由一方管全幅路面',
        'Only where the basis is kerb or wall foot does one side have the whole carriageway',
      );
    before = to;
  }
}

function faulty(stretch: number, field: string, got: unknown, zh: string, en: string) {
  const detail = { zh, en };
  return invalid(detail, [{ pointer: `#/stretches/${stretch}/${field}`, got: String(got), detail }]);
}

/** Puts these stretches in the place of those recorded so far; `letters` are the sides of their holders. */
export async function replaceStretches(
  tx: TransactionSql,
  record: string,
  lines: readonly Line[],
  stretches: readonly StretchView[],
  letters: readonly (Letter | null)[],
): Promise<void> {
  const line = measureLine(lines);
  const places = stretches.map(({ from, to }) =>
    multiLineWkb([[from, (from + to) / 2, to].map((metres) => line.placeAt(metres))]),
  );
  await tx`delete from seam_stretch where record_id = ${record}`;
  await tx`
    insert into seam_stretch (record_id, position, places, basis, holder, accuracy_m)
    select ${record}::bigint, position, places::geometry, basis, holder, accuracy
    from unnest(${stretches.map((_, i) => i)}::int[], ${places}::text[], ${stretches.map(({ basis }) => basis)}::text[],
                ${[...letters]}::text[], ${stretches.map(({ accuracy }) => accuracy)}::float8[])
      as given (position, places, basis, holder, accuracy)`;
}

/** The stretches of a record along a line of it, from its beginning on; `codeOf` names a side of the record. */
export async function readStretches(
  sql: Sql | TransactionSql,
  record: string,
  lines: readonly Line[],
  codeOf: (letter: Letter) => string,
): Promise<StretchView[]> {
  const rows = await sql<StretchRow[]>`
    select st_asgeojson(places, 9)::jsonb -> 'coordinates' -> 0 as places, basis, holder, accuracy_m as accuracy
    from seam_stretch where record_id = ${record} order by position`;
  return placeStretches(rows, lines, codeOf);
}

/** A stretch as it is stored. */
export interface StretchRow {
  readonly places: readonly Lonlat[];
  readonly basis: Basis | null;
  readonly holder: Letter | null;
  readonly accuracy: number | null;
}

/** Lays stretches along a line; one that has no place on it any more is left out. */
export function placeStretches(
  rows: readonly StretchRow[],
  lines: readonly Line[],
  codeOf: (letter: Letter) => string,
): StretchView[] {
  if (rows.length === 0) return [];
  const line = measureLine(lines);
  return rows
    .map(({ places, basis, holder, accuracy }) => ({
      ...extentOf(line, places),
      basis,
      holder: holder && codeOf(holder),
      accuracy,
    }))
    .filter(({ from, to }) => to - from >= shortest / 2)
    .sort((one, other) => one.from - other.from);
}

/**
 * From where to where a stretch runs along a line, by the spots nearest to its places. On a closed line beginning and end
 * are one spot: the middle of the stretch tells which of the two is meant.
 */
function extentOf(line: MeasuredLine, places: readonly Lonlat[]): { from: number; to: number } {
  const [start = 0, middle = 0, end = 0] = places.map((place) => line.nearest(place).metres);
  const [low, high] = [Math.min(start, end), Math.max(start, end)];
  if (middle > high) return { from: high, to: line.length };
  if (middle < low) return { from: 0, to: low };
  return { from: low, to: high };
}
