import type { TransactionSql } from 'postgres';
import type { Holding, HoldingKind } from '../../geodata/jurisdiction/records.ts';
import { recordsChannel } from '../record/book.ts';

const batch = 2_000;

/** Puts holdings in the place of those of the same kinds, in one transaction; every process hears of it on commit. */
export async function replaceHoldings(tx: TransactionSql, holdings: readonly Holding[]): Promise<void> {
  const kinds = [...new Set(holdings.map(({ kind }) => kind))];
  await tx`delete from holding where kind in ${tx(kinds.length > 0 ? kinds : [''])}`;
  for (let start = 0; start < holdings.length; start += batch) {
    const some = holdings.slice(start, start + batch);
    await tx`
      insert into holding (id, kind, name, name_en, body_code, body_name, body_name_en, level, width_m, shape)
      select id, kind, name, name_en, body_code, body_name, body_name_en, level, width_m,
             st_setsrid(st_geomfromgeojson(shape), 4326)
      from unnest(
        ${some.map(({ id }) => id)}::text[], ${some.map(({ kind }) => kind)}::text[],
        ${some.map(({ name }) => name)}::text[], ${some.map(({ nameEn }) => nameEn)}::text[],
        ${some.map(({ body }) => body.code)}::text[], ${some.map(({ body }) => body.name)}::text[],
        ${some.map(({ body }) => body.nameEn)}::text[], ${some.map(({ level }) => level)}::text[],
        ${some.map(({ width }) => width)}::float8[], ${some.map(({ geometry }) => JSON.stringify(geometry))}::text[]
      ) as given (id, kind, name, name_en, body_code, body_name, body_name_en, level, width_m, shape)`;
  }
  await tx`select pg_notify(${recordsChannel}, '')`;
}

/** Numbers among these that holdings of other kinds have already. */
export const findTaken = async (
  tx: TransactionSql,
  holdings: readonly Holding[],
): Promise<{ id: string; kind: HoldingKind }[]> => {
  const kinds = [...new Set(holdings.map(({ kind }) => kind))];
  return tx<{ id: string; kind: HoldingKind }[]>`
    select id, kind from holding
    where id = any(${holdings.map(({ id }) => id)}::text[]) and kind <> all(${kinds}::text[])
    order by id limit 20`;
};
