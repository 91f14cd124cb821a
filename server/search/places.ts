import type { Sql, TransactionSql } from 'postgres';
import { gramsOf, plain, soundOf } from './grams.ts';

interface Wording {
  readonly place: string;
  readonly placeEn: string;
}

/** Keeps what the wordings of places are found by; those that are known already cost one look. */
export async function notePlaces(tx: Sql | TransactionSql, wordings: readonly Wording[]): Promise<void> {
  const given = new Map(wordings.filter(({ place }) => place !== '').map((w) => [w.place, w.placeEn]));
  if (given.size === 0) return;
  const known = await tx<{ place: string }[]>`
    select place from place_word where place = any (${[...given.keys()]}::text[])`;
  for (const { place } of known) given.delete(place);
  if (given.size === 0) return;
  // In one order for everybody, so that two who bring the same wordings never wait for each other in a circle.
  const rows = [...given]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([place, placeEn]) => ({ place, placeEn, ...soundOf(place) }));
  await tx`
    insert into place_word (place, place_en, initials, spelling, grams)
    select place, place_en, initials, spelling, string_to_array(grams, e'\\n')
    from unnest(${rows.map((r) => r.place)}::text[], ${rows.map((r) => r.placeEn)}::text[], ${rows.map((r) => r.initials)}::text[],
                ${rows.map((r) => r.spelling)}::text[],
                ${rows.map((r) => gramsOf(r.place, r.placeEn, r.initials, r.spelling).join('\n'))}::text[])
         as given (place, place_en, initials, spelling, grams)
    on conflict (place) do nothing`;
}

/** Notes the wordings that incidents have and nobody noted: those of a database from before there was a list. */
export async function noteMissingPlaces(sql: Sql): Promise<number> {
  const missing = await sql<{ place: string; placeEn: string }[]>`
    select place, min(place_en) as "placeEn" from incident i
    where place <> '' and not exists (select from place_word w where w.place = i.place)
    group by place`;
  for (let start = 0; start < missing.length; start += 5000)
    await notePlaces(sql, missing.slice(start, start + 5000));
  return missing.length;
}

/** Wordings that contain what was typed, as it stands or as it sounds; the likeliest first. */
export async function findPlaces(sql: Sql, query: string, limit: number): Promise<readonly string[]> {
  const wanted = plain(query);
  if (wanted === '') return [];
  const grams = gramsOf(wanted);
  const pattern = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await sql<{ place: string }[]>`
    select place from place_word
    where (${grams.length === 0} or grams @> ${[...grams]}::text[])
      and (replace(lower(place), ' ', '') like ${pattern} or replace(lower(place_en), ' ', '') like ${pattern}
           or initials like ${pattern} or spelling like ${pattern})
    order by replace(lower(place), ' ', '') not like ${pattern}, length(place), place
    limit ${limit}`;
  return rows.map(({ place }) => place);
}
