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
