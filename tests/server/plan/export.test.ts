import type { FeatureCollection } from 'geojson';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCsv } from '../../../server/exchange/csv.ts';
import type { Heat } from '../../../server/plan/heat.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

let city: TestCity;
let planner: TestClient;
let coordinator: TestClient;
let map: string;
const legend = { title: '各街道，件', classes: [{ colour: '#8d5aa1', bounds: '0–10', count: 3 }] };

beforeAll(async () => {
  city = await openTestCity({ incidents: 3000 });
  planner = await city.as('planner');
  coordinator = await city.as('coordinator-xicheng');
  const blank = { width: 60, height: 40, channels: 4 as const, background: '#dcd3e3' };
  map = (await sharp({ create: blank }).png().toBuffer()).toString('base64');
});
afterAll(() => city.close());

const heat = async (client: TestClient, query: string) =>
  (await client.get<Heat>(`/api/plan/heat?${query}`)).body;

const table = async (client: TestClient, query: string) => {
  const { body } = await client.get<string>(`/api/plan/heat.csv?${query}`);
  const read = readCsv(Buffer.from(body), { wanted: [], mostRows: 5000 });
  if ('refusal' in read) throw new Error(read.refusal.message.en);
  return read.rows.map(({ cells }) => cells);
};

test('the table has the rows of the screen, largest first, with their names and intervals', async () => {
  const asked = 'level=subdistrict&measure=perKm2&category=01-01';
  const shown = await heat(planner, asked);
  const rows = await table(planner, `${asked}&lang=en`);
  expect(rows).toHaveLength(shown.rows.length);
  const values = rows.map((row) => Number(row['value (per km²)']));
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  const counts = new Map(shown.rows.map(({ code, count }) => [code, count]));
  for (const row of rows) {
    expect(Number(row.incidents)).toBe(counts.get(row.code ?? ''));
    expect(Number(row['95 % low'])).toBeLessThanOrEqual(Number(row['value (per km²)']));
    expect(row.name).toMatch(/[a-z]/i);
  }
});

test('the shapes are those of the edition, each with its figures', async () => {
  const { body, headers } = await planner.get<FeatureCollection>('/api/plan/heat.geojson?level=district');
  expect(headers.get('content-type')).toContain('application/geo+json');
  const shown = await heat(planner, 'level=district');
  expect(body.features).toHaveLength(shown.rows.length);
  expect(body.features.every(({ geometry }) => geometry.type === 'MultiPolygon')).toBe(true);
  expect(body.features.reduce((sum, { properties }) => sum + properties?.count, 0)).toBe(
    shown.total - shown.outside,
  );
});

test('hexagons leave as a table and as shapes, with the incidents of the filter in all of them together', async () => {
  const { sql } = city.services.database;
  const [inside] = await sql<{ count: number }[]>`
    select count(*)::int as count from incident i
    where i.merged_into is null and i.source = 'patrol'
      and exists (select from boundary b where b.leaf is not null and st_intersects(b.shape, i.location))`;
  const { body } = await planner.get<FeatureCollection>('/api/plan/hexagons.geojson?source=patrol');
  expect(body.features.reduce((sum, { properties }) => sum + properties?.count, 0)).toBe(inside?.count);
  const csv = await planner.get<string>('/api/plan/hexagons.csv?source=patrol');
  expect(csv.body.trim().split('\n')).toHaveLength(body.features.length + 1);
  const own = await coordinator.get<FeatureCollection>('/api/plan/hexagons.geojson');
  const [xicheng] = await sql<{ count: number }[]>`
    select count(*)::int as count from incident i join boundary b on b.code = '110102' and st_intersects(b.shape, i.location)
    where i.merged_into is null`;
  expect(own.body.features.reduce((sum, { properties }) => sum + properties?.count, 0)).toBe(xicheng?.count);
});

test('streets leave as lines, and who sees a part takes away the streets of that part alone', async () => {
  const all = await planner.get<FeatureCollection>('/api/plan/streets/lines.geojson');
  const own = await coordinator.get<FeatureCollection>('/api/plan/streets/lines.geojson');
  expect(all.body.features.every(({ geometry }) => geometry.type === 'MultiLineString')).toBe(true);
  expect(own.body.features.length).toBeGreaterThan(0);
  expect(own.body.features.length).toBeLessThan(all.body.features.length / 2);
  const taken = await city.services.database.sql<{ actor: string; within: string }[]>`
    select actor, details ->> 'within' as within from audit where object = 'plan:streets' order by seq`;
  expect(taken.map(({ actor, within }) => [actor, within])).toEqual([
    ['planner', 'all'],
    ['coordinator-xicheng', '110102'],
  ]);
});

test('a coordinator takes away their own area and nothing else', async () => {
  const rows = await table(coordinator, 'level=subdistrict&lang=zh');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.编码?.startsWith('110102'))).toBe(true);
  const other = await coordinator.get('/api/plan/heat.csv?area=110106');
  expect(other.status).toBe(403);
  expect(other.body.detail).toContain('西城区');
});

test('a report is a PDF with the map, and the audit log says who took it', async () => {
  const filter = { level: 'district', compare: 'previous', kind: 'emergency' };
  const { status, body, headers } = await planner.post<string>('/api/plan/report', { filter, map, legend });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/pdf');
  expect(body.slice(0, 5)).toBe('%PDF-');
  expect(body).toContain('/Subtype /Image');
  const [row] = await city.services.database.sql<{ actor: string; object: string }[]>`
    select actor, object from audit where action = 'export.made' order by seq desc limit 1`;
  expect(row).toEqual({ actor: 'planner', object: 'plan:heat' });
});

test('a report without incidents says so instead of failing', async () => {
  const filter = { level: 'subdistrict', from: '2001-01-01', to: '2001-01-02' };
  const { status, body } = await planner.post<string>('/api/plan/report', { filter });
  expect(status).toBe(200);
  expect(body.slice(0, 5)).toBe('%PDF-');
});

test('a map that is no picture, and a legend without colours, are refused by name', async () => {
  const text = Buffer.from('not a picture').toString('base64');
  const noPicture = await planner.post<{ errors: { pointer: string }[] }>('/api/plan/report', {
    filter: {},
    map: text,
  });
  expect(noPicture.status).toBe(400);
  expect(noPicture.body.errors[0]?.pointer).toBe('#/map');
  const classes = [{ colour: 'url(x)', bounds: '', count: 1 }];
  const noColour = await planner.post<{ errors: { pointer: string }[] }>('/api/plan/report', {
    filter: {},
    legend: { title: '', classes },
  });
  expect(noColour.status).toBe(400);
  expect(noColour.body.errors[0]?.pointer).toContain('colour');
});
