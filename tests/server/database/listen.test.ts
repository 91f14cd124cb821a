import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../../server/database/connect.ts';
import { openTestDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database?.close());

test('a notification reaches the listeners of its channel and nobody else', async () => {
  const heard: string[] = [];
  const other: string[] = [];
  const end = await database.listen(
    'edition',
    (payload) => heard.push(payload),
    () => {},
  );
  const endOther = await database.listen(
    'event',
    (payload) => other.push(payload),
    () => {},
  );
  await database.sql.notify('edition', '3');
  await vi.waitFor(() => expect(heard).toEqual(['3']));
  expect(other).toEqual([]);
  await end();
  await endOther();
});

test('a notification is heard when its transaction commits, and not at all when it is rolled back', async () => {
  const heard: string[] = [];
  const end = await database.listen(
    'event',
    (payload) => heard.push(payload),
    () => {},
  );
  await database.sql.begin(async (transaction) => {
    await transaction`select pg_notify('event', 'kept')`;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(heard).toEqual([]);
  });
  await database.sql
    .begin(async (transaction) => {
      await transaction`select pg_notify('event', 'lost')`;
      throw new Error('changed its mind');
    })
    .catch(() => {});
  await database.sql.notify('event', 'after');
  await vi.waitFor(() => expect(heard).toEqual(['kept', 'after']));
  await end();
});

test('a thousand notifications from ten transactions at once arrive once each', async () => {
  const heard: string[] = [];
  const end = await database.listen(
    'event',
    (payload) => heard.push(payload),
    () => {},
  );
  await Promise.all(
    Array.from({ length: 10 }, (_, ten) =>
      database.sql.begin(async (transaction) => {
        await transaction`select pg_notify('event', n::text) from generate_series(${ten * 100}::int, ${ten * 100 + 99}::int) n`;
      }),
    ),
  );
  await vi.waitFor(() => expect(heard.length).toBe(1000));
  expect(new Set(heard).size).toBe(1000);
  await end();
});

test('a listener that has ended hears no more, and one that remains hears on', async () => {
  const ended: string[] = [];
  const remains: string[] = [];
  const end = await database.listen(
    'event',
    (payload) => ended.push(payload),
    () => {},
  );
  const endRemaining = await database.listen(
    'event',
    (payload) => remains.push(payload),
    () => {},
  );
  await end();
  await database.sql.notify('event', 'late');
  await vi.waitFor(() => expect(remains).toEqual(['late']));
  expect(ended).toEqual([]);
  await endRemaining();
});
