import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import type { Assessment } from '../../../server/assess/assessment.ts';
import type { IncidentDetail } from '../../../server/incident/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

type Answer = Assessment & {
  readonly within: readonly { readonly code: string; readonly level: string }[];
  readonly detail: string;
};

/** The building on the line of two subdistricts, and a polygon that several communities of one of them share. */
const east = '110102020';
const west = '110106002';
const { building } = createCity({ scale: 'small' }).landmarks.headline;

let city: TestCity;
let planner: TestClient;
let xicheng: TestClient;

beforeAll(async () => {
  city = await openTestCity({ incidents: 400 });
  planner = await city.as('planner');
  xicheng = await city.as('coordinator-xicheng');
  await xicheng.post<IncidentDetail>('/api/incidents', {
    type: 'Feature',
    geometry: building,
    properties: { category: '01-01', kind: 'enforcement' },
  });
});
afterAll(() => city.close());

const assessed = async (query: string): Promise<Answer> =>
  (await planner.get<Answer>(`/api/assessment?${query}`)).body;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

test('what the communities of a subdistrict had in hand adds up to what it had', async () => {
  const subdistricts = await assessed('');
  const communities = await assessed('level=community');
  const inside = (code: string) => communities.areas.filter(({ parent }) => parent?.code === code);
  for (const { code, received, rates } of subdistricts.areas) {
    const own = inside(code);
    if (own.length === 0) continue;
    expect(sum(own.map((row) => row.received))).toBeCloseTo(received, 6);
    for (const part of ['response', 'resolution', 'satisfaction'] as const) {
      expect(sum(own.map((row) => row.rates[part].numerator))).toBeCloseTo(rates[part].numerator, 6);
      expect(sum(own.map((row) => row.rates[part].denominator))).toBeCloseTo(rates[part].denominator, 6);
    }
  }
  expect(inside(east).length).toBeGreaterThan(1);
  expect(communities.whole.received).toBeCloseTo(subdistricts.whole.received, 6);
});

test('a shared incident is divided among communities as PostGIS divides its footprint', async () => {
  const asked = 'level=community&category=01-01&within=';
  const before = await Promise.all([east, west].map((code) => assessed(asked + code)));
  const { sql } = city.services.database;
  const { body: made } = await xicheng.post<IncidentDetail>('/api/incidents', {
    type: 'Feature',
    geometry: building,
    properties: { category: '01-01', kind: 'enforcement' },
  });
  const parts = await sql<{ code: string; area: number }[]>`
    select b.code, st_area(st_intersection(b.shape, i.footprint)::geography) as area
    from incident i
    join boundary b on b.level = 'community' and st_intersects(b.shape, i.footprint)
    where i.id = ${made.id} and b.edition_id = (select max(edition_id) from boundary)`;
  const whole = sum(parts.map(({ area }) => area));
  expect(parts.filter(({ area }) => area > 1).length).toBeGreaterThan(1);
  const after = await Promise.all([east, west].map((code) => assessed(asked + code)));
  const grown = new Map<string, number>();
  for (const [index, { areas }] of after.entries())
    for (const { code, received } of areas)
      grown.set(code, received - (before[index]?.areas.find((row) => row.code === code)?.received ?? 0));
  for (const { code, area } of parts) expect(grown.get(code)).toBeCloseTo(area / whole, 3);
  expect(sum([...grown.values()])).toBeCloseTo(1, 6);
});

test('a table may be narrowed to one area, whose place in the city it says', async () => {
  const { areas, within, whole, bottom } = await assessed(`level=community&within=${east}`);
  expect(within.map(({ code, level }) => [code, level])).toEqual([
    ['110102', 'district'],
    [east, 'subdistrict'],
  ]);
  expect(areas.every(({ parent }) => parent?.code === east)).toBe(true);
  expect(whole.received).toBeCloseTo(sum(areas.map(({ received }) => received)), 9);
  if (bottom.area) expect(areas.map(({ code }) => code)).toContain(bottom.area.code);
  expect(areas.map(({ rank }) => rank?.from ?? null).filter((from) => from === 1)).not.toHaveLength(0);

  const subdistricts = await assessed('within=110102');
  expect(subdistricts.areas.every(({ parent }) => parent?.code === '110102')).toBe(true);
  const { body: csv } = await planner.get<string>(
    `/api/assessment/table.csv?level=community&within=${east}&lang=en`,
  );
  expect(csv.trim().split('\r\n')).toHaveLength(1 + areas.length);
  expect(csv).toContain('within');
});

test('an area that the lines in force do not have is refused by name', async () => {
  const unknown = await planner.get<Answer>('/api/assessment?level=community&within=999999');
  expect(unknown.status).toBe(400);
  expect(unknown.body.detail).toContain('999999');
});
