import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HotSpotList } from '../../../server/plan/hot-spot/view.ts';
import type { RecurringList } from '../../../server/plan/recurring/view.ts';
import type { PlannedStreets } from '../../../server/plan/street/view.ts';
import { clientWith, openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

let city: TestCity;
let planner: TestClient;
beforeAll(async () => {
  city = await openTestCity({ incidents: 3000 });
  planner = await city.as('planner');
});
afterAll(() => city.close());

const streets = async (query = '', client = planner) =>
  client.get<PlannedStreets>(`/api/plan/streets?limit=500&${query}`);
const recurring = async (query = '', client = planner) =>
  client.get<RecurringList>(`/api/plan/recurring?${query}`);

/** The answer's bytes. */
async function binary(path: string): Promise<ArrayBuffer> {
  const answer = await city.app.request(path, { headers: { cookie: planner.cookie } });
  expect(answer.status).toBe(200);
  return answer.arrayBuffer();
}

/** Incidents and the streets near them as PostGIS finds them, nearest first. */
const nearest = (reach: number) => city.services.database.sql<
  { street: string | null; metres: number; next: string | null; second: number | null }[]
>`
  select n.street[1] as street, n.metres[1] as metres, n.street[2] as next, n.metres[2] as second
  from incident i
  cross join lateral (
    select array_agg(l.id::text order by l.metres, l.id) as street, array_agg(l.metres order by l.metres, l.id) as metres
    from (select lane.id, st_distance(lane.shape::geography, i.location::geography) as metres from lane
          where lane.shape && st_expand(i.location, 0.001)) l
    where l.metres <= ${reach} + 0.05
  ) n
  where i.merged_into is null`;

describe('incidents by street', () => {
  test('are counted as PostGIS finds the nearest street of each', async () => {
    const { status, body } = await streets('order=count');
    expect(status).toBe(200);
    const rows = await nearest(30);
    expect(body.total).toBe(rows.length);
    // Where two streets, or the reach, are within five centimetres of each other either answer will do.
    const doubtful = rows.filter(
      ({ street, metres, second }) =>
        street !== null && (Math.abs(metres - 30) < 0.05 || (second !== null && second - metres < 0.05)),
    );
    expect(doubtful.length).toBeLessThan(rows.length / 5);
    const counts = new Map<string, number>();
    for (const { street, metres } of rows)
      if (street !== null && metres <= 30) counts.set(street, (counts.get(street) ?? 0) + 1);
    const doubted = new Set(doubtful.flatMap(({ street, next }) => [street, next]));
    const sure = body.rows.filter(({ id }) => !doubted.has(id));
    expect(sure.filter(({ count }) => count > 0).length).toBeGreaterThan(20);
    for (const { id, count } of sure) expect(count, id).toBe(counts.get(id) ?? 0);
    const matched = rows.filter(({ street, metres }) => street !== null && metres <= 30).length;
    expect(Math.abs(body.total - body.unmatched - matched)).toBeLessThanOrEqual(doubtful.length);
    expect(body.unmatched).toBeGreaterThan(0);
  });

  test('have a rate of a year, its interval, both sides and a sparkline that add up', async () => {
    const { body } = await streets();
    expect(body.yearly).toBeCloseTo(365 / body.days, 12);
    const [first] = body.rows;
    expect(body.rows.map(({ rank }) => rank)).toEqual(body.rows.map((_, i) => i + 1));
    for (const row of body.rows) {
      expect(row.left + row.right).toBe(row.count);
      expect(row.series.reduce((sum, one) => sum + one, 0)).toBe(row.count);
      expect(row.perKm).toBeCloseTo((row.count * body.yearly * 1000) / row.metres, 6);
      expect(row.interval[0]).toBeLessThanOrEqual(row.perKm);
      expect(row.interval[1]).toBeGreaterThan(row.perKm);
    }
    expect(first?.perKm).toBe(Math.max(...body.rows.map(({ perKm }) => perKm)));
  });

  test('spread along the network with no more lost than dead ends take', async () => {
    const { body } = await streets();
    const network = new Uint32Array(await binary('/api/plan/streets/network'));
    const density = new Float32Array(await binary('/api/plan/streets/density?'));
    const [count = 0, points = 0] = network;
    expect(network).toHaveLength(2 + count + count + 1 + 2 * points);
    expect(density).toHaveLength(count);
    const [{ metres } = { metres: 0 }] = await city.services.database.sql<{ metres: number }[]>`
      select sum(st_length(shape::geography))::float8 as metres from lane`;
    expect(body.metres / metres).toBeCloseTo(1, 3);
    const mass = body.events - body.cutOff;
    expect(body.events).toBeLessThanOrEqual(body.total - body.unmatched);
    expect(body.events).toBeGreaterThan(0.99 * (body.total - body.unmatched));
    expect(mass).toBeGreaterThan(0.5 * body.events);
    expect(Math.max(...density)).toBeGreaterThan(0);
  });

  test('of an area are its own, over what lies of the streets within their reach', async () => {
    const [whole, part] = [await streets(), await streets('area=110102')];
    const [{ count } = { count: 0 }] = await city.services.database.sql<{ count: number }[]>`
      select count(*)::int as count from incident where area_code like '110102%' and merged_into is null`;
    expect(part.body.total).toBe(count);
    expect(part.body.metres).toBeLessThan(whole.body.metres);
    const density = new Float32Array(await binary('/api/plan/streets/density?area=110102'));
    expect(density.some(Number.isNaN)).toBe(true);
    expect(density.some((value) => value > 0)).toBe(true);
  });

  test('name who leads a street to those who may see people there, and to nobody else', async () => {
    const coordinator = await city.as('coordinator-xicheng');
    const own = (await streets('', coordinator)).body;
    expect(own.partly).toBe(true);
    expect(own.within).toBe('110102');
    const named = own.rows.flatMap(({ chiefs }) => chiefs);
    expect(named.some(({ name }) => name !== null)).toBe(true);
    for (const { area, name } of named) expect(name !== null).toBe(area.code.startsWith('110102'));
    const seen = (await streets()).body.rows.flatMap(({ chiefs }) => chiefs);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(({ name }) => name === null)).toBe(true);
    expect((await streets('area=110106', coordinator)).status).toBe(403);
    for (const other of ['officer', 'wall'])
      expect((await streets('', await city.as(other))).status).toBe(403);
    expect((await streets('', clientWith(city.app, ''))).status).toBe(401);
  });

  test('an empty span, one incident, and a wrong parameter have an answer', async () => {
    const empty = await streets('from=2020-01-01&to=2020-01-02');
    expect(empty.body).toMatchObject({ total: 0, unmatched: 0, events: 0, struck: 0, days: 1, yearly: 365 });
    expect(empty.body.streets).toBeGreaterThan(0);
    for (const wrong of [
      'reach=0',
      'bandwidth=9999',
      'kernel=flat',
      'order=name',
      'street=x',
      'from=2026-13-01',
    ])
      expect((await streets(wrong)).status, wrong).toBe(400);
  });

  test('come as a table', async () => {
    const { status, body } = await planner.get<string>('/api/plan/streets/table.csv?area=110102');
    expect(status).toBe(200);
    const { streets: count } = (await streets('area=110102')).body;
    expect(String(body).trim().split('\n')).toHaveLength(count + 1);
  });
});

describe('recurring places', () => {
  test('hold reports of one category within the distance of their middle, as PostGIS measures it', async () => {
    const { status, body } = await recurring('limit=500&least=2');
    expect(status).toBe(200);
    expect(body.places.length).toBeGreaterThan(5);
    const [{ total } = { total: 0 }] = await city.services.database.sql<{ total: number }[]>`
      select count(*)::int as total from incident where merged_into is null`;
    expect(body.total).toBe(total);
    const pairs = body.places.flatMap((place) => place.incidents.map(({ id }) => ({ middle: place.id, id })));
    expect(new Set(pairs.map(({ id }) => id)).size).toBe(pairs.length);
    const [{ wrong } = { wrong: -1 }] = await city.services.database.sql<{ wrong: number }[]>`
      select count(*)::int as wrong
      from unnest(${pairs.map(({ middle }) => middle)}::bigint[], ${pairs.map(({ id }) => id)}::bigint[]) p (middle, id)
      join incident m on m.id = p.middle join incident i on i.id = p.id
      where i.category <> m.category or st_distance(i.location::geography, m.location::geography) > 30.01`;
    expect(wrong).toBe(0);
  });

  test('come in the order of what is expected, with times, next and whether they lie on a line', async () => {
    const { places, count, boundary, recurring: reports } = (await recurring('limit=500&least=2')).body;
    expect(places.map(({ expected }) => expected)).toEqual(
      places.map(({ expected }) => expected).toSorted((a, b) => b - a),
    );
    for (const place of places) {
      expect(place.times).toHaveLength(place.count);
      expect(place.times.toSorted()).toEqual(place.times);
      expect(place.next >= (place.times.at(-1) ?? '')).toBe(true);
      expect(place.interval[0]).toBeLessThanOrEqual(place.expected);
      expect(place.interval[1]).toBeGreaterThanOrEqual(place.expected);
    }
    if (count <= 500) expect(places.reduce((sum, one) => sum + one.count, 0)).toBe(reports);
    const onLines = (await recurring('limit=500&least=2&boundary=true')).body.places;
    expect(onLines).toHaveLength(Math.min(500, boundary));
    expect(onLines.every((place) => place.boundary)).toBe(true);
  });

  test('none in an empty span; a wrong parameter is named; only their own area to a coordinator', async () => {
    expect((await recurring('from=2020-01-01&to=2020-02-01')).body).toMatchObject({
      total: 0,
      count: 0,
      places: [],
    });
    for (const wrong of ['distance=1', 'window=0', 'least=1', 'boundary=maybe'])
      expect((await recurring(wrong)).status, wrong).toBe(400);
    const own = await recurring('least=2', await city.as('coordinator-xicheng'));
    expect(own.body.places.every(({ areas }) => areas.every(({ code }) => code.startsWith('110102')))).toBe(
      true,
    );
    expect((await recurring('', await city.as('officer'))).status).toBe(403);
  });

  test('come as a table and as places of a map, and the audit log says who took them', async () => {
    const { body } = await planner.get<string>('/api/plan/recurring/table.csv?least=2');
    const { count } = (await recurring('least=2')).body;
    expect(String(body).trim().split('\n')).toHaveLength(count + 1);
    const own = await city.as('coordinator-xicheng');
    const map = await own.get<{ features: { properties: { areas: string } }[] }>(
      '/api/plan/recurring/places.geojson?least=2',
    );
    expect(map.body.features).toHaveLength((await recurring('least=2', own)).body.count);
    const taken = await city.services.database.sql<{ actor: string; within: string }[]>`
      select actor, details ->> 'within' as within from audit where object = 'plan:recurring' order by seq`;
    expect(taken.map(({ actor, within }) => [actor, within])).toEqual([
      ['planner', 'all'],
      ['coordinator-xicheng', '110102'],
    ]);
  });

  test('are taken up by somebody of the area, seen by all, filtered by, and taken back by who did it alone', async () => {
    const xicheng = await city.as('coordinator-xicheng');
    const { places, takenUp } = (await recurring('least=2')).body;
    expect(takenUp).toBe(0);
    const mine = (await recurring('least=2', xicheng)).body.places[0];
    const theirs = places.find(({ areas }) => !areas[0]?.code.startsWith('110102'));
    const path = '/api/plan/recurring/taken-up';
    const foreign = await xicheng.post<{ detail: string }>(path, { incident: theirs?.id });
    expect([foreign.status, foreign.body.detail]).toEqual([403, expect.stringContaining('辖区')]);
    expect((await xicheng.post(path, { incident: '999999999' })).status).toBe(404);
    expect((await xicheng.post(path, { incident: mine?.id, note: 'x'.repeat(501) })).status).toBe(400);
    const made = await xicheng.post<{ id: string }>(path, { incident: mine?.id, note: '每周一清理' });
    expect(made.status).toBe(201);
    const seen = (await recurring('least=2&takenUp=yes')).body;
    expect(seen.takenUp).toBe(1);
    expect(seen.places).toMatchObject([
      { id: mine?.id, takenUp: { id: made.body.id, note: '每周一清理', mine: false, since: 0 } },
    ]);
    const others = (await recurring('least=2&takenUp=no&limit=500')).body.places;
    expect(others.map(({ id }) => id)).not.toContain(mine?.id);
    // A report that comes after is told as one since.
    const [again] = await city.services.database.sql<{ id: string }[]>`
      insert into incident (number, category, source, occurred_at, areas, joint, status, location, footprint)
      select '20260508-9999', category, source, ${new Date(city.services.clock().getTime() + 1000)}, areas, joint, 'open', location, location
      from incident where id = ${mine?.id ?? ''} returning id::text`;
    await city.services.database.sql.begin(async (tx) => {
      await tx`insert into event (at, step, incident_id) values (now(), 'incident.created', ${again?.id ?? ''})`;
      await tx`select pg_notify('event', '1')`;
    });
    await expect
      .poll(async () => (await recurring('least=2&takenUp=yes')).body.places[0]?.takenUp?.since)
      .toBe(1);
    const remove = (client: TestClient) =>
      city.app.request(`${path}/${made.body.id}`, {
        method: 'DELETE',
        headers: { cookie: client.cookie, 'content-type': 'application/json' },
      });
    expect((await remove(planner)).status).toBe(403);
    expect((await remove(xicheng)).status).toBe(204);
    expect((await recurring('least=2')).body.takenUp).toBe(0);
    const audited = await city.services.database.sql<{ action: string }[]>`
      select action from audit where object = ${`recurring:${made.body.id}`} order by seq`;
    expect(audited.map(({ action }) => action)).toEqual(['recurring.takenUp', 'recurring.letGo']);
  });
});

describe('hot spots of areas', () => {
  test('compare counts and neighbours that are those of PostGIS', async () => {
    const { status, body } = await planner.get<HotSpotList>('/api/plan/hot-spots?level=subdistrict');
    expect(status).toBe(200);
    const { sql } = city.services.database;
    // What lies on a line belongs to one of the sides, whichever.
    const counts = await sql<{ code: string; inside: number; touching: number }[]>`
      select b.code, count(*) filter (where st_contains(b.shape, i.location))::int as inside, count(*)::int as touching
      from boundary b join area a on a.code = b.code and a.level = 'subdistrict'
      join incident i on st_intersects(b.shape, i.location) and i.merged_into is null
      group by b.code`;
    expect(counts.length).toBeGreaterThan(10);
    for (const { code, inside, touching } of counts) {
      const count = body.areas.find((area) => area.code === code)?.count ?? 0;
      expect(count, code).toBeGreaterThanOrEqual(inside);
      expect(count, code).toBeLessThanOrEqual(touching);
    }
    const pairs = await sql<{ one: string; other: string }[]>`
      select a.code as one, b.code as other
      from boundary a join boundary b on b.edition_id = a.edition_id and b.code <> a.code and b.shape && a.shape
      join area x on x.code = a.code and x.level = 'subdistrict' join area y on y.code = b.code and y.level = 'subdistrict'
      where st_length(st_intersection(st_boundary(a.shape), st_boundary(b.shape))) > 1e-5
      order by 1, 2`;
    expect(pairs.length).toBeGreaterThan(10);
    expect(
      body.areas.flatMap(({ code, neighbours }) => neighbours.map((other) => `${code} ${other}`)).sort(),
    ).toEqual(pairs.map(({ one, other }) => `${one} ${other}`).sort());
  });

  test('come from the hottest down, each with z, p and q; what is called one has q of 0.05 at most', async () => {
    const { body } = await planner.get<HotSpotList>('/api/plan/hot-spots?level=community');
    expect(body.areas.map(({ z }) => z)).toEqual(body.areas.map(({ z }) => z).toSorted((a, b) => b - a));
    for (const { p, q } of body.areas) expect(q).toBeGreaterThanOrEqual(p);
    expect(body.areas.filter(({ q }) => q <= 0.05)).toHaveLength(body.hot + body.cold);
    expect((await planner.get('/api/plan/hot-spots?level=street')).status).toBe(400);
  });

  test('none in an empty span, and a coordinator compares their own area alone', async () => {
    const { body } = await planner.get<HotSpotList>('/api/plan/hot-spots?from=2020-01-01&to=2020-01-02');
    expect(body).toMatchObject({ total: 0, hot: 0, cold: 0 });
    const own = (await (await city.as('coordinator-xicheng')).get<HotSpotList>('/api/plan/hot-spots')).body;
    expect(own.partly).toBe(true);
    for (const { code, neighbours } of own.areas)
      for (const one of [code, ...neighbours]) expect(one.startsWith('110102')).toBe(true);
  });

  test('of hexagons: all of the city are compared, with and without incidents, each with six beside it inside', async () => {
    const { status, body } = await planner.get<HotSpotList>('/api/plan/hot-spots?level=hexagon');
    expect(status).toBe(200);
    const [inside] = await city.services.database.sql<{ count: number }[]>`
      select count(*)::int as count from incident i
      where i.merged_into is null
        and exists (select from boundary b where b.leaf is not null and st_intersects(b.shape, i.location))`;
    expect(body.total).toBe(inside?.count);
    const [{ km2 } = { km2: 0 }] = await city.services.database.sql<{ km2: number }[]>`
      select sum(area_m2) / 1e6 as km2 from boundary b join area a on a.code = b.code where a.level = 'district'`;
    // A hexagon of this size has 0.526 km² in Beijing.
    expect(Math.abs(body.compared / (km2 / 0.526) - 1)).toBeLessThan(0.1);
    expect(body.areas.filter(({ count }) => count === 0).length).toBeGreaterThan(0);
    expect(Math.max(...body.areas.map(({ neighbours }) => neighbours.length))).toBe(6);
    expect(body.hot).toBeGreaterThan(0);
    const own = await (await city.as('coordinator-xicheng')).get<HotSpotList>(
      '/api/plan/hot-spots?level=hexagon',
    );
    expect(own.body.compared).toBeLessThan(body.compared / 3);
  });
});
