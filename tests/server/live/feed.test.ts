import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../server/database/connect.ts';
import { createFeed, type Feed } from '../../../server/live/feed.ts';
import { append } from '../../../server/live/log.ts';
import { openTestDatabase } from '../../support/database.ts';

const log = pino({ level: 'silent' });
const at = new Date('2026-05-08T01:30:00Z');
let database: Database;
let feed: Feed;

beforeAll(async () => {
  database = await openTestDatabase();
  feed = createFeed(database, async () => [], log);
  await feed.start();
});
afterAll(async () => {
  await feed.stop();
  await database.close();
});

const write = (n: number) =>
  Promise.all(
    Array.from({ length: n }, () =>
      database.sql.begin((tx) => append(tx, { at, step: 'edition.published', body: { edition: 1 } })),
    ),
  );

/** Follows a feed and keeps the numbers it is told. */
function follow(on: Feed, after: number | null) {
  const heard: number[] = [];
  const leave = on.subscribe({
    after,
    send: ({ event }) => {
      heard.push(event.id);
      return true;
    },
    end: () => {},
  });
  return { heard, leave };
}

const last = async () =>
  Number((await database.sql<{ id: string }[]>`select max(id) as id from event`)[0]?.id ?? 0);
const settle = (heard: readonly number[], until: number) =>
  expect.poll(() => heard.at(-1) ?? 0, { timeout: 20_000, interval: 20 }).toBe(until);

test('what is written by many at once is heard in order, each once', async () => {
  const before = feed.lastId();
  const { heard, leave } = follow(feed, null);
  await write(40);
  const until = await last();
  await settle(heard, until);
  leave();
  expect(heard).toEqual(heard.toSorted((a, b) => a - b));
  expect(heard).toHaveLength(40);
  expect(heard[0]).toBeGreaterThan(before);
});

test('who is cut off and comes back with the last number it heard misses nothing and hears nothing twice, while more is written', async () => {
  const kept: number[] = [];
  feed.subscribe({
    after: feed.lastId(),
    send: ({ event }) => kept.push(event.id) < 5,
    end: () => {},
  });
  const writing = write(30);
  await expect.poll(() => kept.length, { timeout: 20_000, interval: 2 }).toBe(5);
  const again = follow(feed, kept.at(-1) ?? null);
  await writing;
  await settle(again.heard, await last());
  again.leave();
  expect(kept).toHaveLength(5);
  const all = [...kept, ...again.heard];
  expect(all).toHaveLength(30);
  expect(new Set(all).size).toBe(30);
});

test('a feed that starts anew catches its listeners up from the log', async () => {
  const from = feed.lastId();
  await write(450);
  const other = createFeed(database, async () => [], log);
  await other.start();
  const { heard, leave } = follow(other, from);
  await settle(heard, await last());
  leave();
  await other.stop();
  expect(heard).toHaveLength(450);
});

test('notifications that never arrive are made up for when the database listener comes back', async () => {
  let gap = () => {};
  let tell = (_payload: string) => {};
  const deaf: Database = {
    ...database,
    listen: async (_channel, onPayload, onGap) => {
      tell = onPayload;
      gap = onGap;
      return async () => {};
    },
  };
  const other = createFeed(deaf, async () => [], log);
  await other.start();
  const from = await last();
  const { heard, leave } = follow(other, null);
  await write(12);
  const until = await last();
  expect(heard).toEqual([]);
  gap();
  await settle(heard, until);
  await write(3);
  tell('any');
  await settle(heard, await last());
  leave();
  await other.stop();
  expect(heard).toHaveLength(15);
  expect(heard[0]).toBeGreaterThan(from);
});

test('a listener killed on the server is replaced, and nothing is lost', async ({ skip }) => {
  if (database.engine === 'embedded')
    skip('the embedded engine has no listener connection of its own to kill');
  // What the test before wrote may still be on its way to this feed, and is not what is counted here.
  const before = await last();
  await expect.poll(() => feed.lastId(), { timeout: 20_000, interval: 20 }).toBe(before);
  const { heard, leave } = follow(feed, null);
  const killed = await database.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query ilike 'listen%'`;
  expect(killed.length).toBeGreaterThan(0);
  await write(20);
  await settle(heard, await last());
  leave();
  expect(heard).toHaveLength(20);
});

test('rolled-back steps are never heard', async () => {
  const { heard, leave } = follow(feed, null);
  await expect(
    database.sql.begin(async (tx) => {
      await append(tx, { at, step: 'edition.published' });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await write(1);
  await settle(heard, await last());
  leave();
  expect(heard).toHaveLength(1);
});
