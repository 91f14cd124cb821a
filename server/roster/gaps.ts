import { fileURLToPath } from 'node:url';
import type { Sql, TransactionSql } from 'postgres';
import type { Posting } from '../../geodata/jurisdiction/verdict.ts';

const gapsFile = fileURLToPath(new URL('./gaps.sql', import.meta.url));

/** A post of an area's 1+5+N platform that nobody is on duty for. */
export interface RosterGap {
  readonly areaCode: string;
  readonly bodyCode: string;
  readonly bodyName: string;
  readonly bodyNameEn: string;
  readonly short: string;
  readonly shortEn: string;
  readonly posting: Posting;
  readonly department: string | null;
  /** When the last shift ended; null where none is on record. */
  readonly emptySince: Date | null;
}

/** Empty posts of the platforms of these areas at an instant; `path` holds the codes from the city down to the area. */
export const findGaps = async (
  sql: Sql | TransactionSql,
  areas: readonly { readonly code: string; readonly path: readonly string[] }[],
  at: Date,
): Promise<RosterGap[]> =>
  areas.length === 0
    ? []
    : sql.file<RosterGap[]>(gapsFile, [
        areas.map(({ code }) => code),
        areas.map(({ path }) => path.join(' ')),
        at,
      ]);
