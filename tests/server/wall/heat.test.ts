import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HeatRow } from '../../../server/wall/heat.ts';
import { openTestCity, type TestCity } from '../../support/city.ts';

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ incidents: 300, now: new Date('2026-05-08T13:00:00Z') });
}, 400_000);
afterAll(() => city.close());

const ask = async (path: string, account = 'wall') =>
  (await city.as(account)).get<{ heat: readonly HeatRow[] }>(path);

test('today’s heat counts every incident once in each area it is for, per km² of that area', async () => {
  const { body } = await ask('/api/wall/heat');
  const [wanted] = await city.services.database.sql<{ count: number }[]>`
    select count(*)::int as count from incident i cross join lateral unnest(i.areas) as called (code)
    where i.occurred_at >= '2026-05-08T00:00:00+08:00' and i.occurred_at <= ${city.services.clock()}
      and i.merged_into is null`;
  expect(body.heat.reduce((sum, { count }) => sum + count, 0)).toBe(wanted?.count);
  expect(wanted?.count).toBeGreaterThan(0);
  const densities = body.heat.map(({ count, area }) => count / area);
  expect(densities).toEqual(densities.toSorted((a, b) => b - a));
});

test('an area that is no code is refused with the field and what was got', async () => {
  const { status, body } = await ask('/api/wall?area=west');
  expect(status).toBe(400);
  expect(body).toMatchObject({ errors: [{ got: '"west"' }] });
});
