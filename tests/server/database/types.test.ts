import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../server/database/connect.ts';
import { openTestDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

test('an id is a string, a time a Date, jsonb a value, bytea a Buffer', async () => {
  const { sql } = database;
  const [row] = await sql`
    select 9007199254740993::bigint as id, '2026-05-08 09:30+08'::timestamptz as at,
           ${sql.json({ parties: ['西城', '丰台'] })}::jsonb as body, ${Buffer.from([0, 1, 255])}::bytea as bytes`;
  expect(row).toEqual({
    id: '9007199254740993',
    at: new Date('2026-05-08T01:30:00Z'),
    body: { parties: ['西城', '丰台'] },
    bytes: Buffer.from([0, 1, 255]),
  });
});

test('a day begins at midnight UTC for the database, wherever it runs', async () => {
  const [row] = await database.sql`select date_trunc('day', '2026-05-08 03:30+08'::timestamptz) as day`;
  expect(row).toEqual({ day: new Date('2026-05-07T00:00:00Z') });
});

test('arrays of every kind the program uses come back as they went in', async () => {
  const { sql } = database;
  const texts = ['广外', 'a "quoted" \\ {brace}, comma', '', 'NULL', null];
  const [row] = await sql`
    select ${texts}::text[] as texts, ${[1, -2]}::int[] as ints, ${[1.5, 1e300]}::float8[] as floats,
           ${['9007199254740993']}::bigint[] as bigs, ${sql.array([new Date(0)])} as times,
           ${sql.array([true, false])} as flags, ${[]}::text[] as none, ${[[1, 2], [3, 4]]}::int[] as nested,
           ${[{ a: 'x' }] as never}::jsonb[] as bodies`;
  expect(row).toEqual({
    texts,
    ints: [1, -2],
    floats: [1.5, 1e300],
    bigs: ['9007199254740993'],
    times: [new Date(0)],
    flags: [true, false],
    none: [],
    nested: [
      [1, 2],
      [3, 4],
    ],
    bodies: [{ a: 'x' }],
  });
});

test('rows given to an insert helper and a list given to an in-clause work', async () => {
  const { sql } = database;
  await sql`create table helper (id int, areas text[])`;
  await sql`insert into helper ${sql([
    { id: 1, areas: ['a', 'b'] },
    { id: 2, areas: [] },
  ])}`;
  expect(await sql`select id, areas from helper where id in ${sql([1, 2])} order by id`).toEqual([
    { id: 1, areas: ['a', 'b'] },
    { id: 2, areas: [] },
  ]);
  expect(await sql`select id from helper where id = any(${[2, 3]})`).toEqual([{ id: 2 }]);
});
