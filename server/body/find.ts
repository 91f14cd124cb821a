import type { Sql, TransactionSql } from 'postgres';
import type { Posting } from '../../geodata/jurisdiction/verdict.ts';
import type { BodyKind } from './kinds.ts';

/** A body as far as calling it needs. */
export interface KnownBody {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly short: string;
  readonly shortEn: string;
  readonly kind: BodyKind;
  readonly posting: Posting | null;
  readonly areaCode: string;
}

/** Bodies on record among these codes; one that has ended is not on record. */
export async function findBodies(
  sql: Sql | TransactionSql,
  codes: readonly string[],
): Promise<ReadonlyMap<string, KnownBody>> {
  const rows = await sql<KnownBody[]>`
    select code, name, name_en as "nameEn", short, short_en as "shortEn", kind, posting, area_code as "areaCode"
    from body where ended_at is null and code = any(${[...codes]}::text[])`;
  return new Map(rows.map((body) => [body.code, body]));
}

/** Bodies of some kinds that act in one of these areas or in one above or below it, at most 50. */
export const findBodiesIn = (
  sql: Sql | TransactionSql,
  paths: readonly (readonly string[])[],
  kinds: readonly BodyKind[],
): Promise<KnownBody[]> => sql<KnownBody[]>`
    select code, name, name_en as "nameEn", short, short_en as "shortEn", kind, posting, area_code as "areaCode"
    from body
    where ended_at is null and kind = any(${[...kinds]}::text[]) and area_code = any(${paths.flat()}::text[])
    order by code limit 50`;
