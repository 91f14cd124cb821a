import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildEdition } from '../../../server/boundary/build.ts';
import { publishEdition } from '../../../server/boundary/publish.ts';
import { saveDraft } from '../../../server/boundary/store.ts';
import type { Heat } from '../../../server/plan/heat.ts';
import type { HotSpotList } from '../../../server/plan/hot-spot/view.ts';
import type { RecurringList } from '../../../server/plan/recurring/view.ts';
import { onPublish } from '../../../server/seam/publish.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';
import { fourSquares, layerOf, type Row } from '../boundary/squares.ts';

/** 甲 above 丙 on the left, 乙 above 丁 on the right; the lines cross at 116.1, 39.1. */
let city: TestCity;
let planner: TestClient;

async function publish(features: readonly Row[]): Promise<void> {
  const { database, editions } = city.services;
  const built = buildEdition([layerOf('subdistrict', features)]);
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  const edition = await saveDraft(database.sql, built.edition, built.report, { name: 'four' });
  await database.sql`update edition set base_id = ${editions.currentEdition()} where id = ${edition}`;
  const heard = new Promise<unknown>((resolve) => editions.onPublished(resolve));
  const published = await publishEdition(database.sql, edition, built.edition, {
    at: city.services.clock(),
    actor: 'test',
    onPublish,
  });
  if ('refused' in published) throw new Error(`refused: ${published.refused}`);
  await heard;
}

let number = 0;
async function incidents(count: number, [lon, lat]: readonly [number, number]): Promise<void> {
  await city.services.database.sql.begin(async (tx) => {
    for (let i = 0; i < count; i++)
      await tx`
        insert into incident (number, category, source, occurred_at, areas, joint, status, location, footprint)
        select ${`20260501-${String(++number).padStart(4, '0')}`}, '01-01', 'patrol', '2026-05-01T03:00:00Z', '{}', false, 'open', p, p
        from (select st_setsrid(st_makepoint(${lon}, ${lat}), 4326) as p) at`;
    const [last] = await tx<{ id: string }[]>`select max(id)::text as id from incident`;
    await tx`insert into event (at, step, incident_id) values (now(), 'incident.created', ${last?.id ?? ''})`;
    await tx`select pg_notify('event', '1')`;
  });
}

const heat = async (query = '') => (await planner.get<Heat>(`/api/plan/heat?${query}`)).body;
const counts = ({ rows }: Heat) =>
  Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ code, count }) => [code, count]));

beforeAll(async () => {
  city = await openTestCity({ demo: false });
  planner = await city.as('planner');
});
afterAll(() => city.close());

test('before the first edition every question is answered with that, and none with an error of the server', async () => {
  for (const path of ['heat', 'hot-spots', 'recurring', 'streets', 'columns', 'hexagons.csv', 'heat.csv']) {
    const { status, body } = await planner.get<{ title: string }>(`/api/plan/${path}`);
    expect([path, status, body.title]).toEqual([path, 409, '还没有边界']);
  }
});

test('without an incident all tabs are empty, and so are their files', async () => {
  await publish(fourSquares);
  const empty = await heat();
  expect([empty.total, empty.rows.length, empty.earlier]).toEqual([0, 4, null]);
  expect((await heat('compare=previous')).earlier?.total).toBe(0);
  const hot = (await planner.get<HotSpotList>('/api/plan/hot-spots?level=hexagon')).body;
  expect([hot.compared, hot.areas]).toEqual([0, []]);
  expect((await planner.get<HotSpotList>('/api/plan/hot-spots')).body).toMatchObject({ hot: 0, cold: 0 });
  expect((await planner.get<RecurringList>('/api/plan/recurring')).body.places).toEqual([]);
  const csv = await planner.get<string>('/api/plan/hexagons.csv');
  expect(csv.body.trim().split('\n')).toHaveLength(1);
});

test('one incident is one everywhere, with the interval of one', async () => {
  await incidents(1, [116.05, 39.15]);
  await expect.poll(async () => counts(await heat())).toEqual({ '110102001': 1 });
  const one = await heat('compare=year');
  expect(one.rows.find(({ count }) => count === 1)?.rate?.interval).toEqual([
    expect.closeTo(0.0253, 3),
    expect.closeTo(5.572, 2),
  ]);
  expect(one.days.counts).toEqual([1]);
  expect((await planner.get<RecurringList>('/api/plan/recurring')).body).toMatchObject({
    total: 1,
    count: 0,
  });
  const hot = (await planner.get<HotSpotList>('/api/plan/hot-spots?level=hexagon')).body;
  expect(hot.total).toBe(1);
});

test('incidents outside the city are told apart and counted in no area', async () => {
  await incidents(3, [117, 40]);
  await expect.poll(async () => (await heat()).outside).toBe(3);
  const all = await heat();
  expect([all.total, counts(all)]).toEqual([4, { '110102001': 1 }]);
  const within = await heat('area=110102');
  expect([within.total, within.outside]).toEqual([1, 0]);
});

test('many at one point are one place, one hexagon, and no division by nothing', async () => {
  await incidents(60, [116.05, 39.15]);
  await expect.poll(async () => counts(await heat())).toEqual({ '110102001': 61 });
  const { places } = (await planner.get<RecurringList>('/api/plan/recurring')).body;
  // The three outside the city are one as well: they come back to one point.
  expect(places.map(({ count }) => count)).toEqual([61, 3]);
  expect([places[0]?.expected, ...(places[0]?.interval ?? [])].every(Number.isFinite)).toBe(true);
  const hot = (await planner.get<HotSpotList>('/api/plan/hot-spots?level=hexagon')).body;
  expect(hot.areas.every(({ z, q }) => Number.isFinite(z) && q >= 0 && q <= 1)).toBe(true);
  expect(hot.areas.filter(({ count }) => count > 0).map(({ count }) => count)).toEqual([61]);
});

test('an edition published while the planner looks: figures name the edition they are of, and the next ones are on its lines', async () => {
  const before = await heat();
  // 甲 and 丙 change places.
  city.setClock(new Date(city.services.clock().getTime() + 86_400_000));
  // Sessions end by the clock, too.
  planner = await city.as('planner');
  const shapeOf = (code: string) => fourSquares.find((row) => row.code === code)?.shape ?? [];
  await publish(
    fourSquares.map((row) => {
      if (row.code === '110102001') return { ...row, shape: shapeOf('110106001') };
      return row.code === '110106001' ? { ...row, shape: shapeOf('110102001') } : row;
    }),
  );
  await expect.poll(async () => (await heat()).edition).toBe(before.edition + 1);
  expect(counts(await heat())).toEqual({ '110106001': 61 });
});
