import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import type postgres from 'postgres';
import { describe, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../../server/database/connect.ts';
import { openTestDatabase, testServer } from '../../support/database.ts';

const secret = 'geheim';

async function refusalOf(databaseUrl: string): Promise<Error & { code?: string }> {
  const error = await openDatabase({ databaseUrl, dataDir: '' }).then(
    () => new Error('opened'),
    (reason) => reason,
  );
  // However an error is printed, with its cause and all its fields, the password is not in it.
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
  return error;
}

test('an address that cannot be read is refused without repeating it', async () => {
  for (const url of [
    'nonsense',
    `mysql://user:${secret}@host/db`,
    `postgres://user:${secret}/half@host/db`,
    `postgres://user:a@${secret}@host/db`,
    `postgres://user:${secret}#x@host/db`,
    `postgres://user:${secret}@host:port/db`,
    `postgres://user:%zz${secret}@host/db`,
  ]) {
    expect(await refusalOf(url), url).toMatchObject({ name: 'DatabaseRefusal', code: 'url' });
  }
});

test('a server that does not answer is named by host, port and database', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => closed.once('listening', resolve));
  const { port } = closed.address() as { port: number };
  await new Promise((resolve) => closed.close(resolve));
  expect(await refusalOf(`postgres://user:${secret}@127.0.0.1:${port}/city`)).toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining(`127.0.0.1:${port}/city`),
  });
});

describe.skipIf(!testServer)(
  'a PostgreSQL server (only where TEST_DATABASE_URL or DATABASE_URL names one)',
  () => {
    test('that lacks the database says so', async () => {
      const url = new URL(testServer as string);
      url.pathname = '/no_such_city';
      expect(await refusalOf(url.href)).toMatchObject({
        code: 'unreachable',
        message: expect.stringContaining('"no_such_city" does not exist'),
      });
    });

    const kill = async (database: Database, pid: number) => {
      await database.sql`select pg_terminate_backend(${pid}::int)`;
    };
    const pidOf = async (sql: postgres.Sql | postgres.TransactionSql) =>
      ((await sql<{ pid: number }[]>`select pg_backend_pid() as pid`)[0] as { pid: number }).pid;

    test('that cuts connections in transactions makes them fail, and nothing else', async () => {
      const database = await openTestDatabase();
      const killer = await openTestDatabase();
      const { sql } = database;
      await sql`create table survivor (id int)`;
      const attempts = Array.from({ length: 8 }, (_, id) =>
        sql.begin(async (transaction) => {
          await transaction`insert into survivor values (${id})`;
          const pid = await pidOf(transaction);
          if (id % 3 === 0) {
            await kill(killer, pid);
            await sleep(id * 5);
          } else if (id % 3 === 1) {
            // Cut in the middle of a statement.
            setTimeout(() => void kill(killer, pid), 30);
            await transaction`select pg_sleep(5)`;
          }
          await transaction`insert into survivor values (${id + 100})`;
          await transaction`insert into survivor values (${id + 200})`.catch(() => {});
        }),
      );
      const outcomes = await Promise.allSettled(attempts);
      expect(outcomes.map(({ status }) => status)).toEqual(
        outcomes.map((_, id) => (id % 3 === 2 ? 'fulfilled' : 'rejected')),
      );
      // A connection that was cut may refuse one more statement; after that the pool is whole again.
      await Promise.allSettled(Array.from({ length: 20 }, () => sql`select 1`));
      await sleep(100);
      const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => sql`select ${n}::int as n`));
      expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 30 }, (_, n) => n));
      expect(
        await sql`select id % 100 as id, count(*)::int as rows from survivor group by 1 order by 1`,
      ).toEqual([
        { id: 2, rows: 3 },
        { id: 5, rows: 3 },
      ]);
      await database.close();
      await killer.close();
    });

    test('that cuts idle connections is connected to again without an error', async () => {
      const database = await openTestDatabase();
      const killer = await openTestDatabase();
      const pids = await Promise.all(Array.from({ length: 5 }, () => pidOf(database.sql)));
      for (const pid of pids) await kill(killer, pid);
      await sleep(200);
      expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }]);
      await database.close();
      await killer.close();
    });

    test('that cuts the listener is listened to again, and the reader is told of the gap', async () => {
      const database = await openTestDatabase();
      const killer = await openTestDatabase();
      const heard: string[] = [];
      let gaps = 0;
      await database.listen(
        'event',
        (payload) => heard.push(payload),
        () => gaps++,
      );
      await database.sql.notify('event', 'before');
      await vi.waitFor(() => expect(heard).toEqual(['before']));
      for (let cut = 1; cut <= 3; cut++) {
        await database.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'listen%'`;
        await vi.waitFor(() => expect(gaps).toBe(cut), 10_000);
        await database.sql.notify('event', `after ${cut}`);
        await vi.waitFor(() => expect(heard.at(-1)).toBe(`after ${cut}`));
      }
      await database.close();
      await killer.close();
    });

    test('among several hosts is found behind one that does not answer', async () => {
      const { host } = new URL(testServer as string);
      const databaseUrl = (testServer as string).replace(host, `127.0.0.1:1,${host}`);
      const database = await openDatabase({ databaseUrl, dataDir: '' });
      expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }]);
      await database.close();
    });
  },
);
