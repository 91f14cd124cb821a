import { afterAll, beforeAll, expect, test } from 'vitest';
import { masked } from '../../../server/incident/reporter.ts';
import { openTestCity, type TestCity } from '../../support/city.ts';

let city: TestCity;
let id: string;

beforeAll(async () => {
  city = await openTestCity({ incidents: 20 });
  const xicheng = await city.as('coordinator-xicheng');
  const { status, body } = await xicheng.post<{ id: string }>('/api/incidents', {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [116.3452, 39.8905] },
    properties: {
      category: '01-03',
      source: 'hotline12345',
      note: '路边有垃圾',
      reporter: { name: '欧阳锋', phone: '13812345678' },
    },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  id = body.id;
});
afterAll(() => city.close());

const reportersFor = async (name: string) =>
  (await city.as(name)).get<{ reporters: { name: string; phone: string; masked: boolean }[] }>(
    `/api/incidents/${id}/reporters`,
  );

test('who handles the case sees its reporter in full', async () => {
  const { body, headers } = await reportersFor('coordinator-xicheng');
  expect(body.reporters).toMatchObject([{ name: '欧阳锋', phone: '13812345678', masked: false }]);
  expect(headers.get('cache-control')).toBe('no-store');
});

test.each(['planner', 'engineer', 'admin'])('%s, who only looks, sees a mask', async (name) => {
  const { status, body } = await reportersFor(name);
  expect(status).toBe(200);
  expect(body.reporters).toMatchObject([{ name: '欧**', phone: '138****5678', masked: true }]);
});

test('seeing a reporter in full is written into the audit log, without the name; seeing a mask is not', async () => {
  const { sql } = city.services.database;
  const rows = () =>
    sql`select actor, object, details from audit where action = 'reporter.seen' order by seq`;
  const before = (await rows()).length;
  await reportersFor('planner');
  expect(await rows()).toHaveLength(before);
  await reportersFor('coordinator-xicheng');
  expect((await rows()).slice(before)).toEqual([
    { actor: 'coordinator-xicheng', object: `incident:${id}`, details: { of: [id] } },
  ]);
});

test.each([
  ['coordinator-fengtai', 404],
  ['officer', 403],
  ['wall', 403],
])('%s sees none of it (%d)', async (name, status) => {
  expect((await reportersFor(name)).status).toBe(status);
});

test('nothing else that anybody is told holds the name or the telephone', async () => {
  const xicheng = await city.as('coordinator-xicheng');
  const told: string[] = [];
  for (const path of [
    `/api/incidents/${id}`,
    '/api/incidents?limit=500',
    `/api/incidents/${id}/similar`,
    '/api/search?q=0508',
  ])
    told.push(JSON.stringify((await xicheng.get(path)).body));
  told.push(JSON.stringify((await (await city.as('wall')).get('/api/wall')).body));
  const { sql } = city.services.database;
  told.push(
    JSON.stringify(await sql`select * from event`),
    JSON.stringify(await sql`select * from incident`),
    JSON.stringify(await sql`select * from audit`),
  );
  for (const text of told) {
    expect(text).not.toContain('欧阳锋');
    expect(text).not.toContain('13812345678');
  }
});

test('a name of one character, a landline and a short number are masked too', () => {
  expect(masked({ name: '张', phone: '010-87654321' })).toEqual({ name: '张**', phone: '010****4321' });
  expect(masked({ name: 'Smith', phone: '87654321' })).toEqual({ name: 'S**', phone: '****21' });
  expect(masked({ name: '', phone: '110' })).toEqual({ name: '', phone: '****' });
});
