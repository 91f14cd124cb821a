import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../server/database/connect.ts';
import { openTestDatabase } from '../../support/database.ts';

let database: Database;
let ids: readonly string[];

beforeAll(async () => {
  database = await openTestDatabase();
  const { sql } = database;
  await sql`
    insert into account (name, display_name, display_name_en, role, password_hash)
    values ('keeper', '值班员', 'Keeper', 'coordinator', ''), ('idle', '闲人', 'Idle', 'coordinator', '')`;
  ids = (await insert(['01-01', '01-01'])).map(({ id }) => id);
  await sql`update incident set accepted_by = 'keeper' where id = ${ids[0] ?? null}`;
  await sql`update incident set merged_into = ${ids[0] ?? null} where id = ${ids[1] ?? null}`;
});
afterAll(() => database.close());

let number = 0;
const insert = (categories: readonly string[]) => database.sql<{ id: string }[]>`
  insert into incident (number, category, source, occurred_at, location, footprint)
  select ${`20260508-${++number}`} || '-' || n, category, 'patrol', now(), point, point
  from unnest(${[...categories]}::text[]) with ordinality as given (category, n), st_setsrid(st_makepoint(116.4, 39.9), 4326) as point
  returning id::text`;

test('an incident cannot name a category, an account or an incident that is not there', async () => {
  const { sql } = database;
  const refused = { code: '23503' };
  await expect(insert(['01-01', '99-99'])).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('category "99-99"'),
  });
  await expect(sql`update incident set category = '99-99'`).rejects.toMatchObject(refused);
  await expect(sql`update incident set registered_by = 'nobody'`).rejects.toMatchObject(refused);
  await expect(sql`update incident set refused_by = 'nobody'`).rejects.toMatchObject(refused);
  await expect(sql`update incident set merged_into = 999999`).rejects.toMatchObject(refused);
});

test('what an incident names is neither deleted nor renamed', async () => {
  const { sql } = database;
  const refused = { code: '23503', message: expect.stringContaining('an incident names') };
  await expect(sql`delete from account where name = 'keeper'`).rejects.toMatchObject(refused);
  await expect(sql`update account set name = 'other' where name = 'keeper'`).rejects.toMatchObject(refused);
  await expect(sql`delete from incident where id = ${ids[0] ?? null}`).rejects.toMatchObject(refused);
  await sql`insert into category select (jsonb_populate_record(c, '{"code": "98-01"}')).* from category c where code = '01-01'`;
  await insert(['98-01']);
  await expect(sql`delete from category where code = '98-01'`).rejects.toMatchObject(refused);
  await expect(sql`update category set code = '98-02' where code = '98-01'`).rejects.toMatchObject(refused);
});

test('what no incident names may go', async () => {
  const { sql } = database;
  const gone = await sql`delete from account where name = 'idle' returning name`;
  const both = await sql`delete from incident where id = any (${[...ids]}::bigint[]) returning id`;
  expect([gone.length, both.length]).toEqual([1, 2]);
});
