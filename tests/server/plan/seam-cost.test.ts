import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '../../../server/access/session.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import { createEditions, type Editions } from '../../../server/boundary/editions.ts';
import { publishEdition } from '../../../server/boundary/publish.ts';
import { saveDraft } from '../../../server/boundary/store.ts';
import { readConfig } from '../../../server/config.ts';
import type { Database } from '../../../server/database/connect.ts';
import { Problem, problemResponse } from '../../../server/errors.ts';
import type { AlongSeam } from '../../../server/plan/seam/along.ts';
import type { Costs, SeamCost } from '../../../server/plan/seam/ranking.ts';
import { seamCostRoutes } from '../../../server/plan/seam/routes.ts';
import { onPublish } from '../../../server/seam/publish.ts';
import type { Environment, Services } from '../../../server/services.ts';
import { openTestDatabase } from '../../support/database.ts';
import { fourSquares, layerOf } from '../boundary/squares.ts';

/** 甲 above, 丙 below, the line between them at 39.1° north, 8.65 km from 116.0 to 116.1 east. */
const across = '110102001|110106001';
const [jia, bing] = ['110102001', '110106001'];
const planner: Account = {
  name: 'planner',
  displayName: '研判',
  displayNameEn: 'Planner',
  role: 'planner',
  areaCode: null,
  bodyCode: null,
};

let database: Database;
let editions: Editions;
let app: Hono<Environment>;
let account = planner;
const now = new Date('2026-05-31T16:00:00Z');

type Answer = Costs & { count: number; ranked: number; detail?: string };
async function get<T = Answer>(path: string): Promise<{ status: number; body: T }> {
  const response = await app.request(`/api/plan/seams${path}`, { headers: { 'accept-language': 'en' } });
  return { status: response.status, body: (await response.json()) as T };
}
const seamIn = ({ seams }: Costs, key = across) => seams.find((one) => one.key === key) as SeamCost;

interface Made {
  readonly at: readonly [lon: number, lat: number];
  readonly areas: readonly string[];
  readonly days?: number;
  readonly category?: string;
  readonly on?: string;
}
let number = 0;
async function incident({ at, areas, days, category = '01-01', on = '2026-05-02T00:00:00Z' }: Made) {
  const [row] = await database.sql<{ id: string }[]>`
    insert into incident (number, category, source, place, occurred_at, areas, joint, status, closed_at, location, footprint)
    select ${`20260502-${String(++number).padStart(4, '0')}`}, ${category}, 'patrol', ${`处${number}`}, ${on}::timestamptz,
           ${[...areas]}, ${areas.length > 1}, ${days === undefined ? 'open' : 'closed'},
           ${on}::timestamptz + make_interval(secs => ${days === undefined ? null : days * 86_400}::float8), place, place
    from (select st_setsrid(st_makepoint(${at[0]}, ${at[1]}), 4326) as place) p
    returning id::text`;
  return row?.id ?? '';
}
const log = (id: string, step: string, at: string, whoCode: string, areaCode: string) => database.sql`
  insert into event (at, step, incident_id, area_code, body)
  values (${at}, ${step}, ${id}, ${areaCode}, ${database.sql.json({ whoCode })})`;

beforeAll(async () => {
  database = await openTestDatabase();
  editions = createEditions(database, { clock: () => now });
  await editions.start();
  const built = buildEdition([layerOf('subdistrict', fourSquares)]);
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  const edition = await saveDraft(database.sql, built.edition, built.report, { name: 'four' });
  const heard = new Promise<unknown>((resolve) => editions.onPublished(resolve));
  await publishEdition(database.sql, edition, built.edition, {
    at: new Date('2026-04-01T00:00:00Z'),
    actor: 'test',
    onPublish,
  });
  await heard;

  // The first incident of all: 61 days before now.
  await incident({ at: [116.05, 39.15], areas: [jia], days: 1, on: '2026-03-31T16:00:00Z' });
  await incident({ at: [116.05, 39.16], areas: [jia], days: 3 });
  await incident({ at: [116.05, 39.05], areas: [bing], days: 2 });
  await incident({ at: [116.03, 39.05], areas: [bing], days: 9, category: '01-02' });
  // 22 m above and below the line, 44 m above it; and 67 m, which is no longer at it.
  const one = await incident({ at: [116.02, 39.1002], areas: [jia], days: 5 });
  const other = await incident({ at: [116.02, 39.0998], areas: [bing], days: 4, on: '2026-05-20T00:00:00Z' });
  await incident({ at: [116.08, 39.1004], areas: [jia], days: 13, category: '01-02' });
  const both = await incident({ at: [116.06, 39.1001], areas: [jia, bing] });
  await incident({ at: [116.07, 39.0997], areas: [bing] });
  await incident({ at: [116.04, 39.1006], areas: [jia], days: 30, category: '03-01' });
  const same = await incident({ at: [116.06, 39.1001], areas: [jia], days: 90 });
  await database.sql`update incident set merged_into = ${both} where id = ${same}`;
  await log(one, 'whistle.blown', '2026-05-03T00:00:00Z', jia, jia);
  await log(one, 'return.asked', '2026-05-03T01:00:00Z', bing, bing);
  // A body that returns for itself is no return of the side.
  await log(both, 'return.asked', '2026-05-03T01:00:00Z', '110102-urban', jia);
  await log(other, 'return.asked', '2026-05-21T01:00:00Z', jia, jia);
  await log(other, 'whistle.blown', '2026-05-21T00:00:00Z', bing, bing);

  const config = { ...readConfig({}), timeZone: 'Asia/Shanghai' };
  const services = { reading: database, editions, clock: () => now, config } as unknown as Services;
  app = new Hono<Environment>()
    .use(async (c, next) => {
      c.set('account', account);
      await next();
    })
    .route('/api/plan/seams', seamCostRoutes(services));
  app.onError((error, c) => {
    if (error instanceof Problem) return problemResponse(c, error);
    throw error;
  });
});
afterAll(async () => {
  await editions.stop();
  await database.close();
});

test('a seam costs its incidents per kilometre and year times the days they take beyond the interior', async () => {
  const { status, body } = await get('');
  expect(status).toBe(200);
  expect(body).toMatchObject({ count: 4, ranked: 1, distance: 50, since: '2026-03-31T16:00:00.000Z' });
  expect(body.years).toBeCloseTo(61 / 365.25, 9);
  const seam = body.seams[0] as SeamCost;
  expect(seam).toMatchObject({ key: across, incidents: 5, settled: 3, again: 1, ranked: true });
  expect([seam.joint.numerator, seam.returned.numerator, seam.returned.denominator]).toEqual([1, 2, 5]);
  // 5, 4 against the mean of 1, 3 and 2; 13 against 9.
  expect(seam.delay?.value).toBeCloseTo((3 + 2 + 4) / 3, 9);
  expect(seam.interior).toBeCloseTo((2 + 2 + 9) / 3, 9);
  expect(seam.rate.value).toBeCloseTo(5 / (seam.length / 1000) / (61 / 365.25), 9);
  expect(seam.friction?.value).toBeCloseTo(seam.rate.value * 3, 9);
  expect(body.seams.slice(1).map(({ incidents }) => incidents)).toEqual([0, 0, 0]);
});

test('what the screen shows is what SQL counts, in any range, category and distance', async () => {
  for (const [query, from, until, category, distance] of [
    ['?from=2026-05-01&to=2026-05-10', '2026-04-30T16:00:00Z', '2026-05-09T16:00:00Z', null, 50],
    ['?category=01-02', '2000-01-01', '2100-01-01', '01-02', 50],
    ['?distance=100', '2000-01-01', '2100-01-01', null, 100],
    ['?distance=23', '2000-01-01', '2100-01-01', null, 23],
  ] as const) {
    const rows = await database.sql<
      { key: string; incidents: number; settled: number; days: number | null }[]
    >`
      select s.key, count(i.id)::int as incidents, count(i.closed_at)::int as settled,
             avg(extract(epoch from i.closed_at - i.occurred_at) / 86400)::float8 as days
      from seam_line s
      left join incident i on i.merged_into is null and i.occurred_at >= ${from} and i.occurred_at < ${until}
        and (${category}::text is null or i.category = ${category})
        and (st_distance(i.footprint::geography, s.shape::geography) <= ${distance} or i.areas @> array[s.left_code, s.right_code])
      group by s.key order by s.key`;
    const { seams } = (await get(query)).body;
    for (const { key, incidents, settled, days } of rows) {
      const seam = seamIn({ seams } as unknown as Costs, key);
      expect([query, key, seam.incidents, seam.settled]).toEqual([query, key, incidents, settled]);
      if (seam.delay && days !== null)
        expect(seam.delay.value + (seam.interior ?? 0), `${query} ${key}`).toBeCloseTo(days, 9);
    }
  }
});

test('along a seam incidents are counted by side, and a spot returned twice is pinned with its name', async () => {
  const { status, body } = await get<{ seam: SeamCost; along: AlongSeam }>(`/${encodeURIComponent(across)}`);
  expect(status).toBe(200);
  const { along } = body;
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  expect(along.total).toEqual({ left: sum(along.left), right: sum(along.right) });
  expect(along.total.left + along.total.right).toBe(body.seam.incidents);
  // The smaller code is on the left: 甲 has three of the five.
  expect(along.total).toEqual({ left: 3, right: 2 });
  expect(along.pins).toMatchObject([{ times: 2 }]);
});

test('a new incident is in the figures at once', async () => {
  const before = seamIn((await get('')).body).incidents;
  const id = await incident({ at: [116.01, 39.1], areas: [jia] });
  expect(seamIn((await get('')).body).incidents).toBe(before + 1);
  await database.sql`delete from incident where id = ${id}`;
});

test('a range before the first incident has no time to count in, and says nothing of any seam', async () => {
  const { status, body } = await get('?from=2020-01-01&to=2020-02-01');
  expect(status).toBe(200);
  expect(body).toMatchObject({ years: 0, count: 0, seams: [] });
  const one = await get(`/${encodeURIComponent(across)}?from=2020-01-01&to=2020-02-01`);
  expect([one.status, one.body.detail]).toEqual([404, expect.stringContaining('no time to count in')]);
});

test('a range that ends before it begins, and a seam that is none, are refused by name', async () => {
  const empty = await get('?from=2026-05-02&to=2026-05-02');
  expect(empty.status).toBe(400);
  expect(empty.body.detail).toContain('from 2026-05-02 to 2026-05-02');
  expect((await get('?from=yesterday')).status).toBe(400);
  const unknown = await get(`/${encodeURIComponent('110102001|999999999')}`);
  expect(unknown.status).toBe(404);
});

test('a filter by verdict counts what SQL counts', async () => {
  const joint = seamIn((await get('?outcome=joint')).body);
  expect([joint.incidents, joint.joint.numerator]).toEqual([1, 1]);
  expect(seamIn((await get('?outcome=sole')).body).incidents).toBe(4);
});

test('a coordinator sees the seams of the own area alone', async () => {
  account = { ...planner, role: 'coordinator', areaCode: jia };
  const { body } = await get('');
  const other = await get(`/${encodeURIComponent('110102002|110106002')}`);
  account = planner;
  expect(body.seams.map(({ key }) => key).sort()).toEqual(['110102001|110102002', across]);
  expect(other.status).toBe(403);
});

test('a wall may read it, and reads nothing personal', async () => {
  account = { ...planner, role: 'wall' };
  const { status, body } = await get('?limit=1');
  account = planner;
  expect(status).toBe(200);
  expect(body.seams).toHaveLength(1);
  expect(JSON.stringify(body)).not.toContain('处');
});
