import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { clientWith, openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/** Whatever comes in gets a clear answer in the reader's language, and nothing is lost or half done. */
interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { pointer: string; detail: string; got?: string; at?: [number, number] }[];
}

const landmarks = createCity({ scale: 'small' }).landmarks;
const [west = 0, south = 0] = landmarks.headline.building.coordinates[0]?.[0] ?? [];
const square = (lon: number, lat: number, size = 0.0005) => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];
const polygon = (ring: unknown, properties: object = {}) => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [ring] },
  properties,
});

let city: TestCity;
let coordinator: TestClient;
beforeAll(async () => {
  city = await openTestCity();
  coordinator = await city.as('coordinator-xicheng');
});
afterAll(() => city.close());

const counts = async () =>
  (
    await city.services.database.sql`
    select (select count(*) from incident) as incidents, (select count(*) from verdict) as verdicts,
           (select count(*) from event) as events, (select count(*) from whistle) as whistles`
  )[0];

async function refused(feature: unknown): Promise<ProblemBody> {
  const { status, body, headers } = await coordinator.post<ProblemBody>('/api/verdicts', feature);
  expect(status, JSON.stringify(body)).toBe(422);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body.errors?.[0]?.pointer).toMatch(/^#\//);
  expect(`${body.title}${body.detail}`).toMatch(/[\u4e00-\u9fff]/);
  return body;
}

describe('a shape that cannot be judged is refused with its place and what was wanted', () => {
  test('crossing itself', async () => {
    const [lon, lat] = [west, south];
    const body = await refused(
      polygon([
        [lon, lat],
        [lon + 0.001, lat + 0.001],
        [lon + 0.001, lat],
        [lon, lat + 0.001],
        [lon, lat],
      ]),
    );
    expect(body.errors?.[0]?.at?.[0]).toBeCloseTo(lon + 0.0005, 5);
    expect(body.errors?.[0]?.at?.[1]).toBeCloseTo(lat + 0.0005, 5);
  });
  test('empty', async () => {
    await refused({ type: 'Feature', geometry: { type: 'Polygon', coordinates: [] }, properties: {} });
    await refused({ type: 'Feature', geometry: null, properties: {} });
  });
  test('not a number', async () => {
    await refused(
      polygon([
        [west, 'NaN'],
        [west, south],
        [west + 0.1, south],
        [west, 'NaN'],
      ]),
    );
    await refused(
      polygon([
        [null, null],
        [west, south],
        [west + 0.1, south],
        [null, null],
      ]),
    );
  });
  test('200,000 vertices', async () => {
    const ring = Array.from({ length: 200_000 }, (_, i) => {
      const angle = (i / 200_000) * 2 * Math.PI;
      return [
        Number((west + 0.01 * Math.cos(angle)).toFixed(7)),
        Number((south + 0.01 * Math.sin(angle)).toFixed(7)),
      ];
    });
    const body = await refused(polygon([...ring, ring[0]]));
    expect(body.detail).toMatch(/20[, ]?000/);
  });
  test('across the antimeridian', async () => {
    await refused(
      polygon([
        [179.9, 39.9],
        [-179.9, 39.9],
        [-179.9, 40],
        [179.9, 40],
        [179.9, 39.9],
      ]),
    );
  });
  test('longitude and latitude swapped', async () => {
    const body = await refused(polygon(square(west, south).map(([lon, lat]) => [lat, lon])));
    expect(body.detail).toMatch(/颠倒|互换|对调|写反/);
  });
  test('an unknown reference system', async () => {
    const body = await refused(polygon(square(west, south), { crs: 'EPSG:2437' }));
    expect(body.errors?.[0]).toMatchObject({
      pointer: '#/properties/crs',
      got: expect.stringContaining('EPSG:2437'),
    });
  });
  test('a negative accuracy', async () => {
    const body = await refused({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [west, south] },
      properties: { accuracy: -5 },
    });
    expect(body.errors?.[0]?.pointer).toBe('#/properties/accuracy');
  });
});

test('a shape outside the city belongs to nobody there, and says so', async () => {
  const { status, body } = await coordinator.post<Verdict>('/api/verdicts', polygon(square(121.47, 31.23)));
  expect(status).toBe(200);
  expect(body).toMatchObject({ outcome: 'unassigned', parties: [], outside: 1 });
  expect(body.sentence.zh).not.toBe('');
});

test('the same coordinates tagged WGS84 and GCJ-02 are different places', async () => {
  const point = (crs: string) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [west, south] },
    properties: { crs },
  });
  const wgs84 = await coordinator.post<Verdict>('/api/verdicts', point('wgs84'));
  const gcj02 = await coordinator.post<Verdict>('/api/verdicts', point('gcj02'));
  expect(wgs84.body.geometryHash).not.toBe(gcj02.body.geometryHash);
});

test('an unknown category is named', async () => {
  const { status, body } = await coordinator.post<ProblemBody>(
    '/api/verdicts',
    polygon(square(west, south), { category: '99-99' }),
  );
  expect(status).toBe(400);
  expect(body.errors?.[0]).toMatchObject({ pointer: '#/properties/category', got: '99-99' });
});

test('a body of 50 MB is refused before it is read', async () => {
  const { status, body } = await coordinator.post<ProblemBody>(
    '/api/verdicts',
    `"${'x'.repeat(50_000_000)}"`,
    { 'content-length': '50000002' },
  );
  expect(status).toBe(413);
  expect(body.detail).toContain('8 MB');
});

test('what is not JSON is refused without a stack', async () => {
  const { status, body } = await coordinator.post<ProblemBody>('/api/verdicts', '{"type": "Feature", ');
  expect(status).toBe(400);
  expect(JSON.stringify(body)).not.toMatch(/SyntaxError|at .*\.ts/);
});

test('unknown numbers and codes are not found, in words', async () => {
  expect((await coordinator.get<ProblemBody>('/api/incidents/999999999')).body.detail).toBe(
    '没有事件“999999999”',
  );
  expect((await coordinator.get<ProblemBody>('/api/whistles/999999999')).status).toBe(404);
  expect((await coordinator.get<ProblemBody>('/api/nothing')).body.detail).toBe('没有 GET /api/nothing');
  expect((await coordinator.get<ProblemBody>('/api/incidents?area=abc')).status).toBe(400);
});

test('problems are told in the language of the reader', async () => {
  const { body } = await coordinator.get<ProblemBody>('/api/incidents/999999999', {
    'accept-language': 'en-GB,en',
  });
  expect(body.detail).toBe('There is no incident "999999999"');
});

test('a refused incident leaves nothing behind', async () => {
  const before = await counts();
  const crossing = polygon(
    [
      [west, south],
      [west + 0.001, south + 0.001],
      [west + 0.001, south],
      [west, south + 0.001],
      [west, south],
    ],
    { category: '01-01' },
  );
  expect((await coordinator.post('/api/incidents', crossing)).status).toBe(422);
  expect((await coordinator.post('/api/incidents', polygon(square(west, south), {}))).status).toBe(400);
  expect(
    (
      await coordinator.post(
        '/api/incidents',
        polygon(square(west, south), { category: '01-01', occurredAt: '2099-01-01T00:00:00Z' }),
      )
    ).status,
  ).toBe(400);
  expect(await counts()).toEqual(before);
});

test('a place nobody owns calls nobody, and no whistle is blown for it', async () => {
  const outside = await coordinator.post<{ id: string }>(
    '/api/incidents',
    polygon(square(121.47, 31.23), { category: '01-01' }),
  );
  expect(outside.status).toBe(201);
  const blown = await coordinator.post<ProblemBody>(`/api/incidents/${outside.body.id}/whistles`, {
    kind: 'enforcement',
  });
  expect(blown.status).toBe(409);
  expect(blown.body.type).toBe('urn:shaotu:problem:nobody-to-call');
});

test('a position too rough for a verdict blows no whistle but an emergency', async () => {
  const rough = {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [west, south] },
    properties: { category: '01-01', accuracy: 60 },
  };
  const incident = await coordinator.post<{ id: string; verdict: Verdict }>('/api/incidents', rough);
  expect(incident.body.verdict.outcome).toBe('uncertain');
  const blown = await coordinator.post<ProblemBody>(`/api/incidents/${incident.body.id}/whistles`, {
    kind: 'enforcement',
  });
  expect(blown.status).toBe(409);
  expect(blown.body.type).toBe('urn:shaotu:problem:uncertain');
  const emergency = await coordinator.post(`/api/incidents/${incident.body.id}/whistles`, {
    kind: 'emergency',
  });
  expect(emergency.status).toBe(201);
});

test('nobody gets in without a session, and a wrong password says no more than that', async () => {
  const nobody = clientWith(city.app, '');
  for (const path of [
    '/api/incidents',
    '/api/whistles',
    '/api/wall',
    '/api/areas',
    '/api/live',
    '/api/openapi.json',
  ])
    expect((await nobody.get(path)).status, path).toBe(401);
  const wrong = await nobody.post<ProblemBody>('/api/session', { name: 'admin', password: 'guess' });
  const unknown = await nobody.post<ProblemBody>('/api/session', { name: 'nobody', password: 'guess' });
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  expect(wrong.body.detail).toBe(unknown.body.detail);
});

test('a wall sees the board, and can change nothing', async () => {
  const wall = await city.as('wall');
  expect((await wall.get('/api/wall')).status).toBe(200);
  expect((await wall.get('/api/incidents')).status).toBe(403);
  expect(
    (await wall.post('/api/incidents', polygon(square(west, south), { category: '01-01' }))).status,
  ).toBe(403);
});
