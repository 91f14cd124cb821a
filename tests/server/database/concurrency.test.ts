import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../server/database/connect.ts';
import { openTestDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.sql`create table tally (id int primary key, count int not null)`;
  await database.sql`insert into tally values (1, 0)`;
});
afterAll(() => database?.close());

test('fifty transactions at once that count on one row count to fifty', async () => {
  const { sql } = database;
  const countOne = () =>
    sql.begin(async (transaction) => {
      const [row] = await transaction<{ count: number }[]>`select count from tally where id = 1 for update`;
      // A wait between reading and writing, in which an interleaved transaction would be lost.
      await sleep(Math.random() * 4);
      await transaction`update tally set count = ${(row?.count ?? 0) + 1} where id = 1`;
    });
  await Promise.all(Array.from({ length: 50 }, countOne));
  expect(await sql`select count from tally`).toEqual([{ count: 50 }]);
});

test('plain statements between transactions see only what is committed', async () => {
  const { sql } = database;
  await sql`update tally set count = 0`;
  const seen: number[] = [];
  const halves = Array.from({ length: 20 }, () =>
    sql.begin(async (transaction) => {
      await transaction`update tally set count = count + 1`;
      await transaction`update tally set count = count + 1`;
    }),
  );
  const looks = Array.from({ length: 40 }, async () => {
    const [row] = await sql<{ count: number }[]>`select count from tally where id = 1`;
    seen.push(row?.count ?? -1);
  });
  await Promise.all([...halves, ...looks]);
  expect(seen.filter((count) => count % 2 === 1)).toEqual([]);
  expect(await sql`select count from tally`).toEqual([{ count: 40 }]);
});

test('statements sent together come back each with its own answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, n) => database.sql<{ n: number }[]>`select ${n}::int as n`),
  );
  expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 300 }, (_, n) => n));
});

test('a savepoint undoes its own part of a transaction only', async () => {
  const { sql } = database;
  await sql`update tally set count = 0`;
  await sql.begin(async (transaction) => {
    await transaction`update tally set count = count + 1`;
    await transaction
      .savepoint(async (inner) => {
        await inner`update tally set count = count + 100`;
        await inner`select 1 / 0`;
      })
      .catch(() => {});
    await transaction`update tally set count = count + 1`;
  });
  expect(await sql`select count from tally`).toEqual([{ count: 2 }]);
});

test('a cursor reads a long answer piece by piece', async () => {
  let sum = 0;
  await database.sql`select n from generate_series(1, 1000) n`.cursor(100, (rows) => {
    for (const row of rows) sum += row.n;
  });
  expect(sum).toBe(500_500);
  expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }]);
});

test('fifty thousand rows of twelve columns go in by unnest', async () => {
  const { sql } = database;
  await sql`create table bulk (a text, b text, c text, d int, e int, f float8, g float8, h float8,
                               i timestamptz, j boolean, k text, l bigint)`;
  const rows = 50_000;
  const texts = Array.from({ length: rows }, (_, n) => `西城区 "row" ${n} \\ {,}`);
  const numbers = Array.from({ length: rows }, (_, n) => n);
  // postgres.js takes the type of an array from its first element: times and booleans travel as text.
  const times = numbers.map((n) => new Date(1_700_000_000_000 + n * 1000).toISOString());
  const flags = numbers.map((n) => String(n % 2 === 0));
  const start = performance.now();
  await sql`
    insert into bulk select * from unnest(
      ${texts}::text[], ${texts}::text[], ${texts}::text[], ${numbers}::int[], ${numbers}::int[], ${numbers}::float8[],
      ${numbers}::float8[], ${numbers}::float8[], ${times}::timestamptz[], ${flags}::boolean[], ${texts}::text[],
      ${numbers}::bigint[])`;
  console.log(`${database.engine}: ${rows} rows in ${Math.round(performance.now() - start)} ms`);
  const [row] =
    await sql`select count(*)::int as rows, max(a) filter (where d = 7) as text, max(i) as last from bulk`;
  expect(row).toEqual({ rows, text: '西城区 "row" 7 \\ {,}', last: new Date(times.at(-1) as string) });
});

test('a question and an answer of many megabytes pass whole', async () => {
  const long = '广安门外'.repeat(500_000);
  const [row] = await database.sql<{ text: string; size: number }[]>`
    select ${long} || 'x' as text, octet_length(${long}) as size`;
  expect(row?.size).toBe(6_000_000);
  expect(row?.text === `${long}x`).toBe(true);
});

// The last test of this file: it closes the database.
test('closing finishes the statements and transactions under way, and those still waiting for a connection', async () => {
  const { sql } = database;
  await sql`create table finished (id int)`;
  const done: number[] = [];
  const work = Array.from({ length: 60 }, (_, id) =>
    sql
      .begin(async (transaction) => {
        await transaction`insert into finished values (${id})`;
        await sleep(2);
        await transaction`select 1`;
      })
      .then(() => done.push(id)),
  );
  await sleep(1);
  await database.close();
  await Promise.all(work);
  expect(done.length).toBe(60);
  await expect(sql`select 1`).rejects.toMatchObject({ code: 'CONNECTION_ENDED' });
});
