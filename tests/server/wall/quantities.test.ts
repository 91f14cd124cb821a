import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HeatRow, SeamCostRow } from '../../../server/wall/quantities.ts';
import { openTestCity, type TestCity } from '../../support/city.ts';

interface Quantities {
  readonly heat: readonly HeatRow[];
  readonly seams: readonly SeamCostRow[];
  readonly seamDays: number;
}

let city: TestCity;
beforeAll(async () => {
  city = await openTestCity({ incidents: 300, now: new Date('2026-05-08T13:00:00Z') });
}, 400_000);
afterAll(() => city.close());

const ask = async (path: string, account = 'wall') => (await city.as(account)).get<Quantities>(path);

test('today’s heat counts every incident once in each area it is for, per km² of that area', async () => {
  const { body } = await ask('/api/wall/quantities');
  const [wanted] = await city.services.database.sql<{ count: number }[]>`
    select count(*)::int as count from incident i cross join lateral unnest(i.areas) as called (code)
    where i.occurred_at >= '2026-05-08T00:00:00+08:00' and i.occurred_at <= ${city.services.clock()}
      and i.merged_into is null`;
  expect(body.heat.reduce((sum, { count }) => sum + count, 0)).toBe(wanted?.count);
  expect(wanted?.count).toBeGreaterThan(0);
  const densities = body.heat.map(({ count, area }) => count / area);
  expect(densities).toEqual(densities.toSorted((a, b) => b - a));
});

test('seams are ranked by the incidents that called both sides, and carry nothing personal', async () => {
  const { body } = await ask('/api/wall/quantities');
  expect(body.seams.length).toBeGreaterThan(0);
  const perKm = body.seams.map(({ count, length }) => count / Math.max(length, 200));
  expect(perKm).toEqual(perKm.toSorted((a, b) => b - a));
  for (const { key, bounds } of body.seams) {
    expect(key).toMatch(/^\d{9}\|\d{9}$/);
    expect(bounds[0]).toBeLessThan(bounds[2]);
  }
  expect(JSON.stringify(body)).not.toMatch(/phone|reporter|note/i);
});

test('a display paired for an area is told of that area alone, whatever its address asks for', async () => {
  await city.services.database.sql`update account set area_code = '110102' where name = 'wall'`;
  const { body } = await ask('/api/wall/quantities?area=110106');
  expect(body.heat.every(({ code }) => code.startsWith('110102'))).toBe(true);
  const wall = await ask('/api/wall');
  const { whistles, events } = wall.body as unknown as {
    whistles: { id: string; sides: { areaCode: string }[] }[];
    events: { whistleId: string }[];
  };
  expect(whistles.length).toBeGreaterThan(0);
  for (const { sides } of whistles)
    expect(sides.some(({ areaCode }) => areaCode.startsWith('110102'))).toBe(true);
  const ids = new Set(whistles.map(({ id }) => id));
  expect(events.filter(({ whistleId }) => !ids.has(whistleId))).toEqual([]);
  await city.services.database.sql`update account set area_code = null where name = 'wall'`;
});

test('an area that is no code is refused with the field and what was got', async () => {
  const { status, body } = await ask('/api/wall?area=west');
  expect(status).toBe(400);
  expect(body).toMatchObject({ errors: [{ got: '"west"' }] });
});
