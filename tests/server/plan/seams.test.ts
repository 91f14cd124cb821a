import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import type { GroundView } from '../../../server/plan/what-if/ground.ts';
import { whatIfRoutes } from '../../../server/plan/what-if/routes.ts';
import type { ProposalView } from '../../../server/plan/what-if/view.ts';
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
  return ask<T>('GET', `/seams${path}`);
}
async function ask<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  const response = await app.request(`/api/plan${path}`, {
    method,
    headers: { 'accept-language': 'en', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: (json ? JSON.parse(text) : text) as T };
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

  await database.sql`
    insert into account (name, display_name, display_name_en, role, password_hash)
    values ('planner', '研判', 'Planner', 'planner', 'x'), ('other', '他人', 'Other', 'engineer', 'x')`;
  await database.sql`
    insert into lane (name, name_en, class, width_m, shape)
    values ('南北街', 'North-south', 'lane', 8, st_geomfromtext('MULTILINESTRING((116.055 39.05, 116.055 39.15))', 4326))`;

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
  const services = { database, reading: database, editions, clock: () => now, config } as unknown as Services;
  app = new Hono<Environment>()
    .use(async (c, next) => {
      c.set('account', account);
      await next();
    })
    .route('/api/plan/seams', seamCostRoutes(services))
    .route('/api/plan/what-if', whatIfRoutes(services));
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

test('figures follow what the log says of an incident: moved to another seam, blown for again, settled', async () => {
  const { sql } = database;
  const east = '110102001|110102002';
  const before = (await get('')).body;
  const count = (key: string, of: Answer) => seamIn(of, key).incidents;
  const id = await incident({ at: [116.02, 39.1001], areas: [jia] });
  await log(id, 'whistle.blown', '2026-05-28T00:00:00Z', jia, jia);
  const came = (await get('')).body;
  expect(count(across, came)).toBe(count(across, before) + 1);
  expect(seamIn(came).again).toBe(seamIn(before).again + 1);
  await sql`update incident set location = p.east, footprint = p.east, status = 'closed', closed_at = occurred_at + interval '7 days'
            from (select st_setsrid(st_makepoint(116.1001, 39.15), 4326) as east) p where id = ${id}`;
  await log(id, 'incident.redrawn', '2026-05-29T00:00:00Z', jia, jia);
  const moved = (await get('')).body;
  expect([count(across, moved), count(east, moved)]).toEqual([
    count(across, before),
    count(east, before) + 1,
  ]);
  expect(seamIn(moved).again).toBe(seamIn(before).again);
  expect([seamIn(moved, east).settled, seamIn(moved, east).again]).toEqual([
    seamIn(before, east).settled + 1,
    0,
  ]);
  await sql`update incident set merged_into = (select min(id) from incident) where id = ${id}`;
  await log(id, 'incident.merged', '2026-05-30T00:00:00Z', jia, jia);
  expect(count(east, (await get('')).body)).toBe(count(east, before));
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

describe('a line tried out', () => {
  const ground = async (query = '') =>
    (await ask<GroundView>('GET', `/what-if/ground?seam=${encodeURIComponent(across)}${query}`)).body;
  /** Down by 0.002 degrees, 222 m, in the middle: what lies below comes to 甲. */
  const bulge = ({ line: [start, ...rest] }: GroundView): (readonly number[])[] => [
    start as readonly number[],
    [116.05, 39.098],
    rest.at(-1) as readonly number[],
  ];
  const keep = (body: object) =>
    ask<ProposalView & { type?: string; detail?: string }>('POST', '/what-if/proposals', body);

  test('begins with what both areas carry now, as SQL counts it', async () => {
    const found = await ground();
    expect([found.left.code, found.right.code, found.parts]).toEqual([jia, bing, 1]);
    const rows = await database.sql<
      { code: string; incidents: number; days: number; metres: number; area: number }[]
    >`
      select b.code, count(i.id)::int as incidents, sum(extract(epoch from i.closed_at - i.occurred_at) / 86400)::float8 as days,
             (select sum(st_length(st_intersection(n.shape, b.shape)::geography)) from lane n) as metres,
             st_area(b.shape::geography) as area
      from boundary b left join incident i on st_intersects(i.location, b.shape) and i.merged_into is null
      where b.code in (${jia}, ${bing}) group by b.edition_id, b.code order by b.code`;
    rows.forEach(({ incidents, days, metres, area }, side) => {
      const mine = found.incidents.side.map((of, i) => (of === side ? i : -1)).filter((i) => i >= 0);
      expect(mine.length).toBe(incidents);
      expect(mine.reduce((sum, i) => sum + (found.incidents.days[i] ?? 0), 0)).toBeCloseTo(days, 2);
      const streets = found.streets.side.reduce(
        (sum, of, i) => sum + (of === side ? (found.streets.metres[i] ?? 0) : 0),
        0,
      );
      // Cut into pieces of 25 m, a street is split by the line to the nearest piece.
      expect(Math.abs(streets - metres)).toBeLessThan(25);
      expect((found.areas[side] ?? 0) / area).toBeCloseTo(1, 5);
    });
    // 乙 on the right of 甲, 丁 on the right of 丙, and nobody around the rest.
    expect(new Set(found.outers.map(({ area }) => area?.code ?? null))).toEqual(
      new Set(['110102002', '110106002', null]),
    );
  });

  test('is kept with figures of before and after, and changes no edition', async () => {
    const found = await ground();
    const made = await keep({
      name: '南移',
      note: '试',
      seam: across,
      edition: found.edition,
      line: bulge(found),
    });
    expect(made.status).toBe(201);
    const { figures } = made.body;
    // 39.0998 at 116.02 and 39.0997 at 116.07 lie between the lines.
    expect(figures.after.moved).toBe(2);
    expect(figures.after.left.incidents).toBe(figures.before.left.incidents + 2);
    expect(figures.after.right.incidents).toBe(figures.before.right.incidents - 2);
    expect(figures.after.left.streetMetres).toBeGreaterThan(figures.before.left.streetMetres + 100);
    expect(made.body).toMatchObject({ name: '南移', older: false, mine: true, left: { code: jia } });
    const [edition] = await database.sql`select count(*)::int as count from edition`;
    expect(edition?.count).toBe(1);
    const list = await ask<{ proposals: { id: string; name: string }[] }>('GET', '/what-if/proposals');
    expect(list.body.proposals.map(({ name }) => name)).toEqual(['南移']);
    const lines = await ask<{ features: { properties: { role: string } }[] }>(
      'GET',
      `/what-if/proposals/${made.body.id}/lines.geojson`,
    );
    expect(lines.body.features.map(({ properties }) => properties.role)).toEqual(['proposed', 'inEdition']);
    const table = await ask<string>('GET', `/what-if/proposals/${made.body.id}/figures.csv`);
    expect(table.body.trim().split('\r\n')).toHaveLength(5);
    expect(table.body).toContain('in edition');
  });

  test('is refused with the reason where it leaves the two areas, crosses itself, or was drawn on another edition', async () => {
    const found = await ground();
    const [start, end] = [found.line[0], found.line.at(-1)];
    const asked = { name: 'x', seam: across, edition: found.edition };
    const into = await keep({ ...asked, line: [start, [116.12, 39.15], end] });
    expect([into.status, into.body.detail]).toEqual([400, expect.stringContaining('Yi Subdistrict')]);
    const out = await keep({ ...asked, line: [start, [116.05, 39.3], end] });
    expect(out.body.detail).toContain('leaves');
    const crossed = await keep({
      ...asked,
      line: [start, [116.06, 39.11], [116.04, 39.11], [116.06, 39.09], end],
    });
    expect(crossed.body.detail).toBe('The line crosses itself');
    const later = await keep({ ...asked, edition: found.edition + 1, line: [start, end] });
    expect([later.status, later.body.type]).toEqual([409, 'urn:shaotu:problem:edition-changed']);
    expect((await ask('GET', '/what-if/ground?seam=1%7C2')).status).toBe(404);
    expect((await ask('GET', `/what-if/ground?seam=${encodeURIComponent(across)}&part=3`)).status).toBe(400);
  });

  test('is taken back by its author alone', async () => {
    const { body } = await ask<{ proposals: { id: string }[] }>('GET', '/what-if/proposals');
    const path = `/what-if/proposals/${body.proposals[0]?.id}`;
    account = { ...planner, name: 'other', role: 'engineer' };
    const theirs = await ask<{ detail: string }>('DELETE', path);
    account = planner;
    expect([theirs.status, theirs.body.detail]).toEqual([403, expect.stringContaining('Planner')]);
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('GET', path)).status).toBe(404);
  });

  test('made on an older edition says so', async () => {
    const found = await ground();
    const made = await keep({ name: '旧版', seam: across, edition: found.edition, line: bulge(found) });
    const current = editions.currentEdition;
    editions.currentEdition = () => found.edition + 1;
    const again = await ask<ProposalView>('GET', `/what-if/proposals/${made.body.id}`);
    editions.currentEdition = current;
    expect(again.body).toMatchObject({ older: true, edition: found.edition });
  });

  test('in a time without incidents moves land alone', async () => {
    const found = await ground('&from=2020-01-01&to=2020-01-02');
    expect(found.incidents.longitude).toEqual([]);
    expect(found.streets.metres.length).toBeGreaterThan(0);
  });
});
