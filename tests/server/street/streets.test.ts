import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Responsible, StreetDetail, StreetList } from '../../../server/street/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

/** Friday 8 May 2026, 09:27 in Beijing. */
const now = new Date('2026-05-08T01:27:00Z');
let city: TestCity;
let xicheng: TestClient;
let admin: TestClient;
beforeAll(async () => {
  city = await openTestCity({ incidents: 0, now });
  xicheng = await city.as('coordinator-xicheng');
  admin = await city.as('admin');
});
afterAll(() => city.close());

/** Another day: sessions of the day before have ended. */
async function goTo(at: Date): Promise<void> {
  city.setClock(at);
  xicheng = await city.as('coordinator-xicheng');
  admin = await city.as('admin');
}

const list = async (client: TestClient, query = '') =>
  (await client.get<StreetList>(`/api/streets?${query}`)).body;

describe('streets and those who look after them', () => {
  test('every street of an area is listed once a subdistrict, those with overdue tasks first', async () => {
    const all = await list(xicheng, 'area=110102&limit=500');
    expect(all.streets).toHaveLength(all.count);
    expect(new Set(all.streets.map((s) => `${s.id} ${s.area.code}`)).size).toBe(all.count);
    expect(all.streets.every((s) => s.area.code.startsWith('110102'))).toBe(true);
    const overdue = all.streets.map((s) => s.tasks.filter((t) => t.state === 'overdue').length);
    expect(overdue).toEqual(overdue.toSorted((a, b) => b - a));
    expect(overdue.filter(Boolean)).toHaveLength(all.overdue);
    expect(all.overdue).toBeGreaterThan(0);
    expect(all.overdue).toBeLessThan(all.count / 2);
  });

  test('pages follow each other without a gap or a repetition', async () => {
    const all = await list(xicheng, 'area=110102&limit=500');
    const ids: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: StreetList = await list(xicheng, `area=110102&limit=37${cursor && `&cursor=${cursor}`}`);
      ids.push(...page.streets.map((s) => s.id + s.area.code));
      cursor = page.next;
    }
    expect(ids).toEqual(all.streets.map((s) => s.id + s.area.code));
  });

  test('nobody was there in time to come', async () => {
    const { streets } = await list(xicheng, 'area=110102&limit=500');
    const last = streets.flatMap(({ tasks }) => tasks.flatMap(({ lastAt }) => lastAt ?? []));
    expect(last.length).toBeGreaterThan(0);
    expect(last.filter((at) => Date.parse(at) > now.getTime())).toEqual([]);
  });

  test('people are named to the coordinator of their area, and to no other', async () => {
    const named = async (client: TestClient, area: string) =>
      (await list(client, `area=${area}&limit=5`)).streets.flatMap((s) => s.keepers.map((k) => k.name));
    expect((await named(xicheng, '110102')).every((name) => name)).toBe(true);
    expect((await named(admin, '110102')).every((name) => name)).toBe(true);
    for (const other of ['coordinator-fengtai', 'planner', 'officer', 'engineer', 'wall'])
      expect(
        (await named(await city.as(other), '110102')).some((name) => name),
        other,
      ).toBe(false);
  });

  test('a person is found by name and initials, by who may see people there alone', async () => {
    const [street] = (await list(xicheng, 'area=110102&limit=1')).streets;
    const name = encodeURIComponent(street?.keepers[0]?.name ?? '?');
    const ids = async (client: TestClient, q: string) =>
      (await list(client, `q=${q}&limit=500`)).streets.map((s) => s.id);
    expect(await ids(xicheng, name)).toContain(street?.id);
    expect(await ids(await city.as('coordinator-fengtai'), name)).not.toContain(street?.id);
    expect((await list(xicheng, `q=${encodeURIComponent(street?.name ?? '')}`)).count).toBeGreaterThan(0);
  });
});

describe('tasks by the calendar', () => {
  const daily = async (): Promise<{ path: string; state: string | undefined }> => {
    const { streets } = await list(xicheng, 'area=110102&overdue=true&limit=500');
    const street = streets.find((s) => s.tasks.some((t) => t.task === 'patrol' && t.state === 'overdue'));
    return { path: `/api/streets/${street?.id}/${street?.area.code}`, state: 'overdue' };
  };
  const stateOf = async (path: string, task = 'patrol') =>
    (await xicheng.get<StreetDetail>(path)).body.tasks.find((t) => t.task === task)?.state;

  test('a daily task is done today, due tomorrow, overdue the day after; days end at midnight in Beijing', async () => {
    const { path } = await daily();
    const done = await xicheng.post<StreetDetail>(`${path}/patrols`, { task: 'patrol', note: '井盖松动' });
    expect(done.status).toBe(201);
    expect(done.body.patrols[0]).toMatchObject({ task: 'patrol', note: '井盖松动' });
    expect(await stateOf(path)).toBe('done');
    await goTo(new Date('2026-05-08T15:59:00Z'));
    expect(await stateOf(path)).toBe('done');
    await goTo(new Date('2026-05-08T16:01:00Z'));
    expect(await stateOf(path)).toBe('due');
    await goTo(new Date('2026-05-09T16:01:00Z'));
    expect(await stateOf(path)).toBe('overdue');
    await goTo(now);
  });

  test('a weekly one is due from Monday, a quarterly one from the first day of the quarter', async () => {
    const { path } = await daily();
    for (const task of ['check', 'rollCall']) await xicheng.post(`${path}/patrols`, { task });
    await goTo(new Date('2026-05-10T15:59:00Z'));
    expect(await stateOf(path, 'check')).toBe('done');
    await goTo(new Date('2026-05-10T16:01:00Z'));
    expect(await stateOf(path, 'check')).toBe('due');
    await goTo(new Date('2026-06-30T16:01:00Z'));
    expect(await stateOf(path, 'rollCall')).toBe('due');
    await goTo(new Date('2026-09-30T16:01:00Z'));
    expect(await stateOf(path, 'rollCall')).toBe('overdue');
    await goTo(now);
  });

  test('what cannot have been done is refused with what was wanted', async () => {
    const { path } = await daily();
    const log = (client: TestClient, body: object) =>
      client.post<{ errors?: { pointer: string; got: string }[] }>(`${path}/patrols`, body);
    expect(await log(xicheng, { task: 'sweep' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/task', got: 'sweep' }] },
    });
    expect((await log(xicheng, { task: 'check', doneAt: '2026-05-08T10:27:00+08:00' })).status).toBe(400);
    expect((await log(xicheng, { task: 'check', doneAt: '2026-03-08T09:27:00+08:00' })).status).toBe(400);
    expect((await log(await city.as('coordinator-fengtai'), { task: 'check' })).status).toBe(403);
    expect((await log(await city.as('planner'), { task: 'check' })).status).toBe(403);
    expect((await xicheng.get('/api/streets/999999/110102010')).status).toBe(404);
  });
});

test('one question tells who answers for a place: its streets, nearest first, and its officers', async () => {
  const [street] = (await list(xicheng, 'area=110102&limit=1')).streets;
  const [lon, lat] = street?.geometry.coordinates[0]?.[0] ?? [];
  const answer = (await xicheng.get<Responsible>(`/api/responsible?lon=${lon}&lat=${lat}`)).body;
  expect(answer.streets.some((s) => s.id === street?.id && s.distance < 1)).toBe(true);
  const distances = answer.streets.map((s) => s.distance);
  expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  expect(answer.officers.length).toBeGreaterThan(0);
  expect((await xicheng.get('/api/responsible?lon=x&lat=1')).status).toBe(400);
});

describe('the register as a table', () => {
  const head = 'number,role,name,phone,organisation,street,area,since,until';
  const load = (body: string, commit = false, client = admin) =>
    client.post<{
      committed: boolean;
      sound: number;
      errors: { line: number; field: string; got: string }[];
    }>(`/api/keepers?commit=${commit}`, body, { 'content-type': 'text/csv' });

  test('every fault of every row is told, and nothing is loaded', async () => {
    const before = (await list(admin)).count;
    const rows = [
      'A1,laneChief,张三,010-1234,办事处,没有这条街,110102010,2026-01-01,',
      'A1,mayor,,call me,办事处,,1,yesterday,',
      'A2,cellOfficer,李四,,,某街,110102010,2026-01-01,2025-01-01',
    ];
    const answer = await load([head, ...rows].join('\n'), true);
    expect(answer).toMatchObject({ status: 200, body: { committed: false } });
    expect(answer.body.errors.map(({ line, field }) => `${line} ${field}`)).toEqual([
      '2 street',
      '3 number',
      '3 role',
      '3 name',
      '3 phone',
      '3 street',
      '3 area',
      '3 since',
      '4 street',
      '4 until',
    ]);
    expect((await list(admin)).count).toBe(before);
    expect((await load(head, true)).body).toMatchObject({ committed: false, errors: [{ line: 2 }] });
    expect((await list(admin)).count).toBe(before);
    expect((await load('a,b\n1,2')).status).toBe(400);
    expect((await load(head, false, xicheng)).status).toBe(403);
  });

  test('what was taken out can be put back', async () => {
    const text = (await admin.get<string>('/api/keepers.csv')).body;
    const before = await list(admin, 'limit=1');
    const dry = await load(text);
    expect(dry).toMatchObject({ status: 200, body: { committed: false, errors: [] } });
    const answer = await load(text, true);
    expect(answer.body).toMatchObject({ committed: true, sound: dry.body.sound });
    expect(await list(admin, 'limit=1')).toMatchObject({ count: before.count, overdue: before.overdue });
  });
});
