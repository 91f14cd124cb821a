import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../server/database/connect.ts';
import { openTestDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.sql`create table storm (id int primary key, even int check (even % 2 = 0))`;
  await database.sql`insert into storm values (0, 0)`;
});
afterAll(() => database?.close());

/** Ways to fail, each with the SQLSTATE it must come back with. */
const failures: readonly [code: string, fail: (sql: Database['sql'], n: number) => Promise<unknown>][] = [
  ['42601', (sql) => sql`selec 1`],
  ['42601', (sql, n) => sql`selec ${n}`],
  ['42601', (sql) => sql.unsafe('select 1; selec 2; select 3').simple()],
  ['42P01', (sql) => sql`select * from nowhere`],
  ['42P01', (sql, n) => sql`select * from nowhere where id = ${n}`],
  ['42703', (sql, n) => sql`select nothing from storm where id = ${n}`],
  ['22012', (sql) => sql`select 1 / (id - id) from storm`],
  ['22012', (sql, n) => sql`select 1 / (${n}::int - ${n}::int) from storm`],
  ['22012', (sql) => sql.unsafe('select 1; select 1 / 0; select 3').simple()],
  ['22P02', (sql) => sql`select ${'not a number'}::text::int`],
  ['22P02', (sql) => sql`insert into storm (id) values (${'x' as unknown as number})`],
  ['23505', (sql) => sql`insert into storm values (0, 0)`],
  ['23505', (sql) => sql`insert into storm values (${0}, ${0})`],
  ['23514', (sql, n) => sql`insert into storm values (${n + 1000}, 1)`],
  ['P0001', (sql) => sql.unsafe(`do $$ begin raise exception 'by hand'; end $$`)],
  ['22012', (sql) => sql`select 1 / (500 - n) from generate_series(1, 1000) n`.cursor(50, () => {})],
];

const codeOf = (failing: Promise<unknown>) =>
  failing.then(
    () => 'no error',
    (error) => (error as { code?: string }).code ?? String(error),
  );

test('hundreds of failing statements at once fail each with its own error, and the good ones between them succeed', async () => {
  const { sql } = database;
  const rounds = 25;
  const results = await Promise.all(
    Array.from({ length: rounds * failures.length }, async (_, n) => {
      const [code, fail] = failures[n % failures.length] as (typeof failures)[number];
      const failed = codeOf(fail(sql, n));
      const [good] = await sql<{ n: number }[]>`select ${n}::int as n`;
      return { n, wanted: code, got: await failed, good: good?.n };
    }),
  );
  expect(results.filter(({ n, wanted, got, good }) => got !== wanted || good !== n)).toEqual([]);
});

test('in a transaction every way to fail undoes the transaction, and the next one works', async () => {
  const { sql } = database;
  for (let round = 0; round < 3; round++) {
    const results = await Promise.all(
      failures.map(async ([code, fail], index) => {
        const id = 10_000 + round * 100 + index;
        const got = await codeOf(
          sql.begin(async (transaction) => {
            await transaction`insert into storm values (${id}, 0)`;
            await fail(transaction as unknown as Database['sql'], id);
          }),
        );
        return { code, got };
      }),
    );
    expect(results.filter(({ code, got }) => code !== got)).toEqual([]);
  }
  expect(await sql`select id from storm`).toEqual([{ id: 0 }]);
});

test('an error that the caller swallows inside a transaction leaves it failed until its end', async () => {
  const { sql } = database;
  const attempt = sql.begin(async (transaction) => {
    await transaction`insert into storm values (77, 0)`;
    await transaction`select 1 / 0`.catch(() => {});
    await transaction`insert into storm values (78, 0)`;
  });
  await expect(attempt).rejects.toMatchObject({ code: '22012' });
  expect(await sql`select id from storm where id in (77, 78)`).toEqual([]);
});

test('statements sent together in a transaction fail from the first error on', async () => {
  const attempt = database.sql.begin((transaction) => [
    transaction`insert into storm values (79, 0)`,
    transaction`select 1 / ${0}::int`,
    transaction`insert into storm values (${80}, 0)`,
  ]);
  await expect(attempt).rejects.toMatchObject({ code: '22012' });
  expect(await database.sql`select id from storm where id in (79, 80)`).toEqual([]);
});

test('after the storm all connections are still in step', async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, n) => database.sql<{ n: number }[]>`select ${n}::int as n`),
  );
  expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 100 }, (_, n) => n));
});
