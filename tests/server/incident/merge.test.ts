import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

/** In Guang'anmenwai subdistrict of Xicheng, far from every line. */
const here: [number, number] = [116.3452, 39.8905];
const people = {} as Record<'xicheng' | 'fengtai' | 'planner' | 'officer', TestClient>;
let city: TestCity;

beforeAll(async () => {
  city = await openTestCity({ incidents: 50 });
  people.xicheng = await city.as('coordinator-xicheng');
  people.fengtai = await city.as('coordinator-fengtai');
  people.planner = await city.as('planner');
  people.officer = await city.as('officer');
});
afterAll(() => city.close());

interface Similar {
  version: string;
  mayMerge: boolean;
  into: { id: string; reason: string } | null;
  merged: { id: string }[];
  similar: { id: string; metres: number; score: number; why: { zh: string; en: string }; version: string }[];
}
type Properties = Record<string, unknown>;

const feature = (metresEast: number, properties: Properties = {}) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [here[0] + metresEast / 85_000, here[1]] },
  properties: { category: '01-03', accuracy: 5, source: 'hotline12345', ...properties },
});

async function submitted(metresEast: number, properties: Properties = {}): Promise<string> {
  const { status, body } = await people.xicheng.post<{ id: string }>(
    '/api/incidents',
    feature(metresEast, properties),
  );
  if (status !== 201) throw new Error(`not submitted: ${JSON.stringify(body)}`);
  return body.id;
}

const similarTo = (id: string, who = people.xicheng) => who.get<Similar>(`/api/incidents/${id}/similar`);

test('an incident near by, of the same time and category, is offered with its reasons in words', async () => {
  const first = await submitted(0);
  const second = await submitted(30);
  const far = await submitted(900);
  const { body } = await similarTo(second);
  const offered = body.similar.find(({ id }) => id === first);
  expect(offered?.metres).toBeGreaterThan(25);
  expect(offered?.why.zh).toMatch(/^相距 \d+ 米，时间相同，类别相同$/);
  expect(offered?.why.en).toMatch(/^\d+ m apart, at the same time, the same category$/);
  expect(body.similar.map(({ id }) => id)).not.toContain(far);

  const before = await people.xicheng.post<Pick<Similar, 'similar'>>('/api/incidents/similar', feature(10));
  expect(before.status).toBe(200);
  expect(before.body.similar.map(({ id }) => id)).toContain(first);
});

test('an incident that came without a verdict is judged when it is first opened, and then is as any other', async () => {
  const { sql } = city.services.database;
  const [loaded] = await sql<{ id: string; areas: string[] }[]>`
    select i.id::text, i.areas from incident i
    where not exists (select from verdict v where v.incident_id = i.id) and i.areas[1] like '110102%'
    order by i.id limit 1`;
  if (!loaded) throw new Error('the demo has no past incident in Xicheng');
  const opened = await people.xicheng.get<{ areas: string[]; verdict: { parties: object[] } }>(
    `/api/incidents/${loaded.id}`,
  );
  expect(opened.status).toBe(200);
  expect(opened.body.areas).toEqual(loaded.areas);
  expect(opened.body.verdict.parties).not.toEqual([]);
  expect((await similarTo(loaded.id)).status).toBe(200);
  expect((await people.xicheng.get(`/api/incidents/${loaded.id}/reporters`)).status).toBe(200);
  expect((await people.fengtai.get(`/api/incidents/${loaded.id}`)).status).toBe(404);
});

test('merging keeps both histories and both reporters, and counts the two as one', async () => {
  const kept = await submitted(600, { reporter: { name: '王五', phone: '13900001111' } });
  const same = await submitted(610, { reporter: { name: '赵六', phone: '010-87654321' } });
  const { body: seen } = await similarTo(same);
  const merge = await people.xicheng.post<Pick<Similar, 'into'>>(`/api/incidents/${same}/merge`, {
    into: kept,
    reason: '同一堆垃圾',
    version: seen.version,
    intoVersion: seen.similar.find(({ id }) => id === kept)?.version,
  });
  expect([merge.status, merge.body.into?.id]).toEqual([200, kept]);

  const list = await people.xicheng.get<{ incidents: { id: string }[] }>(
    '/api/incidents?status=open&limit=500',
  );
  const ids = list.body.incidents.map(({ id }) => id);
  expect([ids.includes(kept), ids.includes(same)]).toEqual([true, false]);
  expect((await similarTo(kept)).body.merged.map(({ id }) => id)).toEqual([same]);
  expect((await people.xicheng.get(`/api/incidents/${same}`)).status).toBe(200);
  const { body } = await people.xicheng.get<{ reporters: { name: string }[] }>(
    `/api/incidents/${kept}/reporters`,
  );
  expect(body.reporters.map(({ name }) => name)).toEqual(['王五', '赵六']);
});

test('what was merged cannot be blown on, merged again, or merged into', async () => {
  const kept = await submitted(1200);
  const same = await submitted(1210);
  const third = await submitted(1220);
  const merge = (id: string, into: string) =>
    people.xicheng.post<{ type: string; detail: string }>(`/api/incidents/${id}/merge`, {
      into,
      reason: '同一件事',
    });
  expect((await merge(same, kept)).status).toBe(200);
  const blown = await people.xicheng.post<{ type: string; detail: string }>(
    `/api/incidents/${same}/whistles`,
    {
      kind: 'enforcement',
      catalogueItem: '01-03',
    },
  );
  expect([blown.status, blown.body.type]).toEqual([409, 'urn:shaotu:problem:merged']);
  expect(blown.body.detail).toMatch(/已并入 \d{4}-\d{4}，请到那一件办理/);
  expect((await merge(same, third)).body.type).toBe('urn:shaotu:problem:merged');
  expect((await merge(third, same)).body.type).toBe('urn:shaotu:problem:merged');
  expect((await merge(kept, third)).body.type).toBe('urn:shaotu:problem:has-merged');
  expect((await merge(third, third)).status).toBe(400);
});

test('two are parted again with a reason, until the whistle for the other is blown', async () => {
  const kept = await submitted(1500);
  const same = await submitted(1510);
  const merge = () => people.xicheng.post(`/api/incidents/${same}/merge`, { into: kept, reason: '同一件事' });
  const part = (reason: string) =>
    people.xicheng.post<{ type: string }>(`/api/incidents/${same}/unmerge`, { reason });
  await merge();
  expect((await part('')).status).toBe(400);
  expect((await part('看错了')).status).toBe(200);
  expect((await part('看错了')).body.type).toBe('urn:shaotu:problem:not-merged');
  await merge();
  const blown = await people.xicheng.post(`/api/incidents/${kept}/whistles`, {
    kind: 'enforcement',
    catalogueItem: '01-03',
  });
  expect(blown.status).toBe(201);
  expect((await part('看错了')).body.type).toBe('urn:shaotu:problem:blown-together');
});

test('who decides on what has changed meanwhile is told, and nothing is merged', async () => {
  const kept = await submitted(1800);
  const same = await submitted(1810);
  const other = await submitted(1820);
  const { version } = (await similarTo(same)).body;
  await people.xicheng.post(`/api/incidents/${other}/merge`, { into: same, reason: '同一件事' });
  const late = await people.xicheng.post<{ type: string }>(`/api/incidents/${same}/merge`, {
    into: kept,
    reason: '同一件事',
    version,
  });
  expect([late.status, late.body.type]).toEqual([409, 'urn:shaotu:problem:changed-meanwhile']);
});

test('only who handles both may merge them', async () => {
  const [kept, same] = [await submitted(2100), await submitted(2110)];
  const body = { into: kept, reason: '同一件事' };
  expect((await people.fengtai.post(`/api/incidents/${same}/merge`, body)).status).toBe(404);
  expect((await people.planner.post(`/api/incidents/${same}/merge`, body)).status).toBe(403);
  expect((await people.officer.post(`/api/incidents/${same}/merge`, body)).status).toBe(403);
  expect((await similarTo(same, people.planner)).body.mayMerge).toBe(false);
});

test('a number of a source is one incident, however often it is sent', async () => {
  await submitted(2400, { sourceNumber: 'HL-2026-0001' });
  const again = await people.xicheng.post<{ type: string; detail: string }>(
    '/api/incidents',
    feature(2450, { sourceNumber: 'HL-2026-0001' }),
  );
  expect([again.status, again.body.type]).toEqual([409, 'urn:shaotu:problem:already-submitted']);
  expect(again.body.detail).toMatch(/HL-2026-0001 已经登记为事件 \d{4}-\d{4}/);
});
