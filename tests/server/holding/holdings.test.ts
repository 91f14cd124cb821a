import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Records } from '../../../geodata/jurisdiction/records.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

let city: TestCity;
let engineer: TestClient;
beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  engineer = await city.as('engineer');
});
afterAll(() => city.close());

const square = [
  [116.34, 39.89],
  [116.341, 39.89],
  [116.341, 39.891],
  [116.34, 39.891],
  [116.34, 39.89],
];
const parcel = (
  id: string,
  more: object = {},
  geometry: object = { type: 'Polygon', coordinates: [square] },
) => ({
  type: 'Feature',
  geometry,
  properties: { id, kind: 'parcel', name: '院落', bodyCode: `owner-${id}`, bodyName: '某单位', ...more },
});
const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
const load = (client: TestClient, body: unknown, crs = 'wgs84') =>
  client.post<{ loaded?: number; errors?: { pointer: string; got?: string }[] }>(
    `/api/holdings?crs=${crs}`,
    body,
  );
const parcels = async () =>
  (await engineer.get<{ features: { properties: { id: string } }[] }>('/api/holdings?kind=parcel')).body
    .features;

test('what is loaded replaces its own kind, and verdicts know it at once', async () => {
  const before = (await engineer.get<Records>('/api/records?edition=1')).body.holdings;
  expect((await load(engineer, collection(parcel('a'), parcel('b')))).body.loaded).toBe(2);
  expect((await load(engineer, collection(parcel('c', { level: 'district' })))).body.loaded).toBe(1);
  expect((await parcels()).map(({ properties }) => properties.id)).toEqual(['c']);
  await expect
    .poll(async () =>
      (await engineer.get<Records>('/api/records?edition=1')).body.holdings.map(({ id }) => id),
    )
    .toContain('c');
  const after = (await engineer.get<Records>('/api/records?edition=1')).body.holdings;
  const others = (all: Records['holdings']) =>
    all.filter(({ kind }) => kind !== 'parcel').map(({ id }) => id);
  expect(others(after)).toEqual(others(before));
  const [c] = after.filter(({ id }) => id === 'c');
  expect(c).toMatchObject({ nameEn: '院落', level: 'district', body: { code: 'owner-c', nameEn: '某单位' } });
});

test('positions of another reference system are brought to WGS84', async () => {
  await load(engineer, collection(parcel('shifted')), 'gcj02');
  const [found] = (await engineer.get<Records>('/api/records?edition=1')).body.holdings.filter(
    ({ id }) => id === 'shifted',
  );
  const [[[longitude = 0] = []] = []] = (found?.geometry.coordinates ?? []) as number[][][];
  expect(116.34 - longitude).toBeGreaterThan(0.005);
});

test('one faulty shape, and nothing is loaded: each fault is told with its place', async () => {
  await load(engineer, collection(parcel('kept')));
  const bowTie = [square[0], square[2], square[1], square[3], square[0]];
  const answer = await load(
    engineer,
    collection(
      parcel('d'),
      parcel('d'),
      parcel('e', {}, { type: 'Polygon', coordinates: [bowTie] }),
      parcel('f', {}, { type: 'LineString', coordinates: square.slice(0, 2) }),
      parcel('g', {}, { type: 'Point', coordinates: square[0] }),
    ),
  );
  expect(answer.status).toBe(400);
  expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual([
    '#/features/1/properties/id',
    '#/features/2/geometry/coordinates',
    '#/features/3/properties/width',
    '#/features/4/geometry/type',
  ]);
  expect((await parcels()).map(({ properties }) => properties.id)).toEqual(['kept']);
});

test('a number belongs to one kind', async () => {
  await load(engineer, collection(parcel('one')));
  const answer = await load(engineer, collection(parcel('one', { kind: 'park' })));
  expect(answer.status).toBe(409);
  expect((await parcels()).map(({ properties }) => properties.id)).toEqual(['one']);
});

test('an unknown kind, reference system or level is named', async () => {
  expect((await load(engineer, collection(parcel('x', { kind: 'moon' })))).body.errors?.[0]?.pointer).toBe(
    '#/features/0/properties/kind',
  );
  expect((await load(engineer, collection(parcel('x')), 'mars')).body.errors?.[0]).toMatchObject({
    pointer: 'query/crs',
    got: 'mars',
  });
  expect((await load(engineer, collection(parcel('x', { level: 'planet' })))).status).toBe(400);
});

test('only an engineer or an administrator loads; everybody may look', async () => {
  const coordinator = await city.as('coordinator-xicheng');
  expect((await load(coordinator, collection(parcel('y')))).status).toBe(403);
  expect((await coordinator.get('/api/holdings')).status).toBe(200);
});
