import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeWire } from '../../../geodata/analysis/wire.ts';
import type { Account } from '../../../server/access/session.ts';
import { createPlanBook, type PlanBook } from '../../../server/plan/book.ts';
import { rowsOf } from '../../../server/plan/filter.ts';
import type { Heat } from '../../../server/plan/heat.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

let city: TestCity;
let planner: TestClient;
let book: PlanBook;
const account: Account = {
  name: 'planner',
  displayName: '',
  displayNameEn: '',
  role: 'planner',
  areaCode: null,
  bodyCode: null,
};

beforeAll(async () => {
  city = await openTestCity({ incidents: 3000 });
  planner = await city.as('planner');
  book = createPlanBook(city.services);
});
afterAll(() => city.close());

/** The same counts out of PostGIS, by the area of a level that each lies in. */
const counted = (where = '', level = 'subdistrict') =>
  city.services.database.sql.unsafe<{ code: string; count: number }[]>(`
    select b.code, count(*)::int as count from incident i join category c on c.code = i.category
    left join whistle w on w.incident_id = i.id
    join boundary b on st_covers(b.shape, i.location) join area a on a.code = b.code and a.level = '${level}'
    where i.merged_into is null ${where} group by 1 order by 1`);

const heat = async (query: string) => (await planner.get<Heat>(`/api/plan/heat?${query}`)).body;
const filled = ({ rows }: Heat) =>
  rows.filter(({ count }) => count > 0).map(({ code, count }) => ({ code, count }));

test('the columns hold every incident once, in order of time, in the area it lies in by PostGIS', async () => {
  const { sql } = city.services.database;
  const columns = await book.current();
  const rows = await sql<{ id: string; time: number; category: string; areas: string[] }[]>`
    select i.id, floor(extract(epoch from i.occurred_at))::float8 as time, i.category,
           array(select b.code from boundary b where b.leaf is not null and st_dwithin(b.shape, i.location, 2e-7)) as areas
    from incident i where i.merged_into is null`;
  expect(columns.count).toBe(rows.length);
  const known = new Map(rows.map((row) => [Number(row.id), row]));
  for (let row = 0; row < columns.count; row++) {
    const stored = known.get(columns.id[row] ?? 0);
    expect(columns.time[row]).toBe(stored?.time);
    expect(columns.categories[columns.category[row] ?? 0]?.code).toBe(stored?.category);
    // One within two centimetres of a line may be counted on either side.
    const area = columns.coverage.leaves[columns.area[row] ?? -1];
    if (area === undefined) expect(stored?.areas).toEqual([]);
    else expect(stored?.areas).toContain(area);
    if (row > 0) expect(columns.time[row]).toBeGreaterThanOrEqual(columns.time[row - 1] ?? 0);
  }
});

test('counts by subdistrict are those of SQL, filter by filter', async () => {
  expect(filled(await heat('from=2026-01-01&to=2026-06-01'))).toEqual(await counted());
  expect(filled(await heat('from=2026-03-01&to=2026-04-01&category=01-02,05-01'))).toEqual(
    await counted(`and occurred_at >= '2026-03-01T00:00+08' and occurred_at < '2026-04-01T00:00+08'
                   and category in ('01-02', '05-01')`),
  );
  expect(filled(await heat('from=2026-01-01&to=2026-06-01&kind=priority&source=patrol'))).toEqual(
    await counted(`and coalesce(w.kind, c.kind) = 'priority' and source = 'patrol'`),
  );
});

test('hours of the week and days are those of SQL in the city’s time zone', async () => {
  const { sql } = city.services.database;
  const { hours, days } = await heat('from=2026-01-01&to=2026-06-01');
  const byHour = await sql<{ hour: number; count: number }[]>`
    select ((extract(isodow from local) - 1) * 24 + extract(hour from local))::int as hour, count(*)::int as count
    from (select occurred_at at time zone 'Asia/Shanghai' as local from incident where merged_into is null) i
    group by 1`;
  for (const { hour, count } of byHour) expect(hours[hour]).toBe(count);
  const byDay = await sql<{ day: string; count: number }[]>`
    select to_char(occurred_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(*)::int as count
    from incident where merged_into is null group by 1 order by 1`;
  expect(byDay[0]?.day).toBe(days.first);
  expect(days.counts.filter((count) => count > 0)).toEqual(byDay.map(({ count }) => count));
});

type Counted = readonly { readonly code: string; readonly count: number }[];
const differing = (some: Counted, others: Counted): number => {
  const left = new Map(others.map(({ code, count }) => [code, -count]));
  for (const { code, count } of some) left.set(code, (left.get(code) ?? 0) + count);
  return [...left.values()].reduce((sum, difference) => sum + Math.abs(difference), 0);
};

test('a merged incident is counted with the one it was merged into, a new one as soon as it is in the log', async () => {
  const { sql } = city.services.database;
  const before = (await heat('from=2026-01-01&to=2027-01-01')).total;
  const coordinator = await city.as('coordinator-xicheng');
  const made = await coordinator.post<{ id: string }>('/api/incidents', {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [116.345, 39.8985] },
    properties: { category: '01-02', source: 'patrol' },
  });
  expect(made.status).toBe(201);
  await expect.poll(async () => (await heat('from=2026-01-01&to=2027-01-01')).total).toBe(before + 1);
  await sql.begin(async (tx) => {
    await tx`update incident set merged_into = (select min(id) from incident) where id = ${made.body.id}`;
    await tx`insert into event (at, step, incident_id) values (now(), 'incident.merged', ${made.body.id})`;
    await tx`select pg_notify('event', '1')`;
  });
  await expect.poll(async () => (await heat('from=2026-01-01&to=2027-01-01')).total).toBe(before);
});

test('counts follow an incident that is made, moved and settled otherwise, at every level and by any filter, as SQL does', async () => {
  const { sql } = city.services.database;
  const coordinator = await city.as('coordinator-xicheng');
  const made = await coordinator.post<{ id: string }>('/api/incidents', {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [116.345, 39.8985] },
    properties: { category: '01-02', source: 'petition' },
  });
  // One within two centimetres of a line between finest areas may be counted on either side.
  const [near] = await sql<{ count: number }[]>`
    select count(*)::int as count from incident i
    where (select count(*) from boundary b where b.leaf is not null and st_dwithin(b.shape, i.location, 2e-7)) > 1`;
  const onLines = near?.count ?? 0;
  expect(onLines).toBeLessThan(30);
  const agree = async () => {
    for (const level of ['district', 'subdistrict', 'community', 'cell'])
      for (const [query, where] of [
        ['', ''],
        ['&category=01-02,05-01', `and i.category in ('01-02', '05-01')`],
        ['&source=petition', `and source = 'petition'`],
        ['&source=petition&category=01-02', `and source = 'petition' and i.category = '01-02'`],
        [
          '&area=110102',
          `and exists (select from boundary d where d.code = '110102' and st_covers(d.shape, i.location))`,
        ],
      ] as const) {
        const rows = filled(await heat(`from=2026-01-01&to=2027-01-01&level=${level}${query}`));
        const stored = await counted(where, level);
        if (level === 'district' || level === 'subdistrict') expect(rows).toEqual(stored);
        else expect(differing(rows, stored)).toBeLessThanOrEqual(2 * onLines);
      }
  };
  await agree();
  await sql.begin(async (tx) => {
    await tx`update incident set location = st_setsrid(st_makepoint(116.30, 39.855), 4326), source = 'chat' where id = ${made.body.id}`;
    await tx`insert into event (at, step, incident_id) values (now(), 'incident.redrawn', ${made.body.id})`;
    await tx`select pg_notify('event', '1')`;
  });
  await expect
    .poll(async () => (await heat('from=2026-01-01&to=2027-01-01&area=110106')).total)
    .toBe((await counted('', 'district')).find(({ code }) => code === '110106')?.count);
  await agree();
});

test('a coordinator sees the incidents of its own area, and is told so when it asks for another’s', async () => {
  const xicheng = await city.as('coordinator-xicheng');
  const own = await xicheng.get<Heat>('/api/plan/heat?from=2026-01-01&to=2026-06-01');
  expect(own.body).toMatchObject({ within: '110102', partly: true });
  expect(filled(own.body)).toEqual(await counted(`and b.code like '110102%'`));
  const foreign = await xicheng.get<{ detail: string }>('/api/plan/heat?area=110106');
  expect(foreign.status).toBe(403);
  expect(foreign.body.detail).toContain('西城区');
});

test('a filter that makes no sense is answered field by field', async () => {
  const asked = await planner.get<{ errors: { pointer: string; got: string }[] }>(
    '/api/plan/heat?from=2026-02-31&category=99-99&area=999999',
  );
  expect(asked.status).toBe(400);
  expect(asked.body.errors.map(({ pointer }) => pointer)).toEqual([
    'query/from',
    'query/category',
    'query/area',
  ]);
  const backwards = await planner.get<{ detail: string }>('/api/plan/heat?from=2026-05-02&to=2026-05-01');
  expect(backwards.status).toBe(400);
  expect(backwards.body.detail).toContain('2026-05-02');
});

test('an empty span has no incidents and no error', async () => {
  const empty = await heat('from=2030-01-01&to=2030-02-01');
  expect(empty.total).toBe(0);
  expect(empty.rows.every(({ count }) => count === 0)).toBe(true);
});

test('the rows of a filter are those that are counted', async () => {
  const filter = {
    level: 'subdistrict',
    measure: 'count',
    from: '2026-03-01',
    to: '2026-04-01',
    kind: 'priority',
  } as const;
  const rows = rowsOf(await book.current(), account, filter);
  const { total } = await heat('from=2026-03-01&to=2026-04-01&kind=priority');
  expect(rows.length).toBe(total);
});

const wireFor = async ({ cookie }: TestClient) => {
  const response = await city.app.request('/api/plan/columns', { headers: { cookie } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return decodeWire(gunzipSync(bytes));
};

test('the columns that travel are all incidents, or those of one’s own area', async () => {
  const { body } = await planner.get<Heat>('/api/plan/heat?from=2026-01-01&to=2027-01-01');
  const all = await wireFor(planner);
  expect(all.header).toMatchObject({ count: body.total, within: null });
  const own = await wireFor(await city.as('coordinator-xicheng'));
  const { levels } = own.header;
  const districts = new Set(
    Array.from(own.columns.area, (leaf) => levels.district?.[own.groupOf.district?.[leaf] ?? -1]),
  );
  expect([...districts]).toEqual(['110102']);
  expect(own.header.within).toBe('110102');
});

test('per head and per km of street have their denominators, and none is made up', async () => {
  const { body } = await planner.get<{
    places: { people: number; streetMetres: number; squareMetres: number }[];
  }>('/api/plan/places?level=district');
  const [lanes] = await city.services.database.sql<{ metres: number }[]>`
    select sum(st_length(st_intersection(l.shape, b.shape)::geography)) as metres
    from lane l join boundary b on st_intersects(l.shape, b.shape) where b.code = '110101'`;
  expect(body.places[0]?.people).toBeGreaterThan(1000);
  const metres = body.places[0]?.streetMetres ?? 0;
  expect(Math.abs(metres - (lanes?.metres ?? 0)) / metres).toBeLessThan(0.05);
});
