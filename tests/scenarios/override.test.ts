import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { IncidentDetail } from '../../server/incident/view.ts';
import type { WhistleView } from '../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/** A coordinator knows what no map knows: the verdict stands, and beside it, with its reason, what was decided. */
const west = '110106002';
const east = '110102020';
const building = createCity({ scale: 'small' }).landmarks.headline.building;

let city: TestCity;
let xicheng: TestClient;
let incident: IncidentDetail;
const decide = (who: TestClient, over: object = {}) =>
  who.post<{ detail: string; errors?: { pointer: string }[]; override: { inForce: boolean } }>(
    `/api/incidents/${incident.id}/overrides`,
    {
      parties: [
        { code: east, role: 'lead' },
        { code: west, role: 'assist' },
      ],
      reason: '西城已受理，由西城牵头',
      verdict: incident.verdictId,
      ...over,
    },
  );

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  xicheng = await city.as('coordinator-xicheng');
  incident = (
    await xicheng.post<IncidentDetail>('/api/incidents', {
      type: 'Feature',
      geometry: building,
      properties: { category: '01-01', kind: 'enforcement' },
    })
  ).body;
});
afterAll(() => city.close());

test.each([
  ['a reason too short to be one', { reason: '改' }, 400, '#/reason'],
  ['two leads', { parties: [east, west].map((code) => ({ code, role: 'lead' })) }, 400, '#/parties'],
  ['no lead', { parties: [{ code: east, role: 'assist' }] }, 400, '#/parties'],
  ['an area the edition lacks', { parties: [{ code: '999999001', role: 'lead' }] }, 400, '#/parties/0/code'],
  [
    'an area named twice',
    { parties: ['lead', 'assist'].map((role) => ({ code: east, role })) },
    400,
    '#/parties/1/code',
  ],
  ['a verdict that is none', { verdict: 'x' }, 400, '#/verdict'],
])('%s is refused with its place, and nothing is kept', async (_what, over, status, pointer) => {
  const answer = await decide(xicheng, over);
  expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([status, pointer]);
  const { body } = await xicheng.get<IncidentDetail>(`/api/incidents/${incident.id}`);
  expect(body.overrides).toEqual([]);
});

test('a verdict that is another by now is not overridden', async () => {
  const answer = await decide(xicheng, { verdict: '1' });
  expect(answer.status).toBe(409);
  expect(answer.body.detail).toContain(`判定已更新为 ${incident.verdictId} 号`);
});

test('only a coordinator of a party decides; others cannot, or cannot even see it', async () => {
  for (const name of ['planner', 'engineer', 'admin', 'officer', 'wall'])
    expect((await decide(await city.as(name))).status).toBe(403);
  const { sql } = city.services.database;
  await sql`
    insert into account (name, display_name, display_name_en, role, area_code, password_hash)
    select 'coordinator-elsewhere', '朝阳', 'Chaoyang', role, '110105', password_hash
    from account where name = 'coordinator-xicheng'`;
  expect((await decide(await city.as('coordinator-elsewhere'))).status).toBe(404);
});

test('what was decided stands beside the verdict, which stays; a later one takes its place, and both are kept', async () => {
  expect((await decide(xicheng)).status).toBe(201);
  const again = await decide(xicheng, {
    parties: [
      { code: east, role: 'lead' },
      { code: west, role: 'inform' },
    ],
    reason: '太平桥只需知会',
  });
  expect(again.body.override.inForce).toBe(true);
  const { body } = await xicheng.get<IncidentDetail>(`/api/incidents/${incident.id}`);
  expect(body.verdict).toEqual(incident.verdict);
  expect(body.overrides.map((o) => [o.reason, o.inForce])).toEqual([
    ['太平桥只需知会', true],
    ['西城已受理，由西城牵头', false],
  ]);
  expect(body.areas).toEqual([east]);
  expect(body.log.filter((e) => e.step === 'incident.overridden')).toHaveLength(2);
});

test('the whistle calls whom the override names: one side leads and comes, the other is told', async () => {
  const { status, body } = await xicheng.post<WhistleView>(`/api/incidents/${incident.id}/whistles`, {
    kind: 'enforcement',
  });
  expect(status).toBe(201);
  expect(body.sides.map((s) => [s.areaCode, s.role])).toEqual([
    [west, 'inform'],
    [east, 'lead'],
  ]);
  expect(new Set(body.summonses.map((s) => s.areaCode))).toEqual(new Set([east]));
  expect(body.joint).toBe(false);
  expect(body.override?.reason).toBe('太平桥只需知会');
  expect(body.verdict.parties[0]?.jurisdiction.code).toBe(west);
});

test('a wall hears who must come, and not why somebody decided so', async () => {
  const wall = await city.as('wall');
  const { body } = await wall.get<{ whistles: WhistleView[] }>('/api/wall');
  const shown = body.whistles.find((w) => w.incidentId === incident.id);
  expect(shown?.override).toBeNull();
  expect(JSON.stringify(body)).not.toContain('太平桥只需知会');
});

test('after the whistle the parties follow another override: who is needed after all is called with a clock from now', async () => {
  city.setClock(new Date('2026-05-08T02:00:00Z'));
  const seen = (await xicheng.get<IncidentDetail>(`/api/incidents/${incident.id}`)).body;
  const answer = await decide(xicheng, { verdict: seen.verdictId });
  expect(answer.status).toBe(201);
  const { body } = await xicheng.get<WhistleView>(`/api/whistles/${seen.whistleId}`);
  expect(body.sides.map((s) => [s.areaCode, s.role, s.state])).toEqual([
    [west, 'assist', 'added'],
    [east, 'lead', 'kept'],
  ]);
  expect(body.joint).toBe(true);
  expect(
    body.summonses.filter((s) => s.areaCode === west).map((s) => new Date(s.dueAt).toISOString()),
  ).toEqual(Array(4).fill('2026-05-08T03:00:00.000Z'));
});
