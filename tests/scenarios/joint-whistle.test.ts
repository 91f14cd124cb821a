import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { IncidentDetail } from '../../server/incident/view.ts';
import type { WhistleView } from '../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/**
 * The building on the line: one third in Guang'anmenwai (Xicheng), two thirds in Taipingqiao (Fengtai). Neither side can
 * act alone; a joint whistle brings eight bodies, and it ends only when both sides have signed.
 */
const west = '110106002';
const east = '110102020';
const building = createCity({ scale: 'small' }).landmarks.headline.building;
const feature = {
  type: 'Feature',
  geometry: building,
  properties: { category: '01-01', kind: 'enforcement', source: 'patrol' },
};

let city: TestCity;
let xicheng: TestClient;
let fengtai: TestClient;
let whistle: WhistleView;
let incident: IncidentDetail;
const at = (minutes: number) => new Date(Date.parse('2026-05-08T01:27:00Z') + minutes * 60_000);

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  xicheng = await city.as('coordinator-xicheng');
  fengtai = await city.as('coordinator-fengtai');
});
afterAll(() => city.close());

test('the verdict is joint, one third and two thirds, led by Taipingqiao and coordinated by the city', async () => {
  const { status, body } = await xicheng.post<IncidentDetail['verdict']>('/api/verdicts', feature);
  expect(status).toBe(200);
  expect(body.outcome).toBe('joint');
  expect(body.footprint.area).toBeCloseTo(2000, 0);
  expect(body.parties.map((p) => [p.jurisdiction.code, p.role])).toEqual([
    [west, 'lead'],
    [east, 'assist'],
  ]);
  expect(body.parties[0]?.share).toBeCloseTo(2 / 3, 3);
  expect(body.parties[1]?.share).toBeCloseTo(1 / 3, 3);
  expect(body.coordinator?.code).toBe('110000');
  expect(body.sentence.zh).toContain('太平桥街道牵头');
});

test('Xicheng submits the incident and blows the whistle: four bodies of each side are called, for an hour', async () => {
  const submitted = await xicheng.post<IncidentDetail>('/api/incidents', feature);
  expect(submitted.status).toBe(201);
  incident = submitted.body;
  expect(incident.joint).toBe(true);
  city.setClock(at(3));
  const blown = await xicheng.post<WhistleView>(`/api/incidents/${incident.id}/whistles`, {
    kind: 'enforcement',
    note: '两层在建',
  });
  expect(blown.status).toBe(201);
  whistle = blown.body;
  expect(whistle.blownFor.code).toBe(east);
  expect(Date.parse(whistle.dueAt) - Date.parse(whistle.blownAt)).toBe(60 * 60_000);
  expect(whistle.summonses.map((s) => s.bodyName).sort()).toEqual(
    [
      '太平桥街道',
      '丰台城管',
      '丰台规自',
      '丰台住建',
      '广安门外街道',
      '西城城管',
      '西城规自',
      '西城住建',
    ].sort(),
  );
});

test('a second whistle on the same incident is refused, and the first stands', async () => {
  const again = await xicheng.post(`/api/incidents/${incident.id}/whistles`, { kind: 'enforcement' });
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ type: 'urn:shaotu:problem:already-blown' });
});

test('Fengtai sees the case, and may act for its own side only', async () => {
  const seen = await fengtai.get<WhistleView>(`/api/whistles/${whistle.id}`);
  expect(seen.status).toBe(200);
  const sides = new Set(seen.body.actions.map((a) => a.areaCode).filter((code) => code !== null));
  expect([...sides]).toEqual([west]);
  const theirs = await fengtai.post(`/api/whistles/${whistle.id}/feedback`, { area: east, text: '不该成功' });
  expect(theirs.status).toBe(403);
});

test('verification before anybody has come is refused with what it waits for', async () => {
  const early = await xicheng.post<{ detail: string }>(`/api/whistles/${whistle.id}/verify`);
  expect(early.status).toBe(409);
  expect(early.body.detail).toBe('还有 8 家未报到，太平桥街道、广安门外街道未反馈');
});

test('a check-in far from the site needs a reason, and one on site does not', async () => {
  const mine = whistle.summonses.filter((s) => s.areaCode === west);
  const far = await fengtai.post<{ detail: string }>(`/api/whistles/${whistle.id}/check-ins`, {
    summons: [mine[0]?.id],
    position: [116.4, 39.9],
    accuracy: 10,
  });
  expect(far.status).toBe(400);
  expect(far.body.detail).toMatch(/距现场 \d+ m，超过 60 m；不在现场报到须说明原因/);
  city.setClock(at(14));
  const onSite = await fengtai.post<WhistleView>(`/api/whistles/${whistle.id}/check-ins`, {
    summons: mine.map((s) => s.id),
    position: whistle.location,
    accuracy: 10,
  });
  expect(onSite.status).toBe(200);
  expect(onSite.body.summonses.filter((s) => s.checkedInAt && s.checkIn?.onSite)).toHaveLength(4);
  const off = await xicheng.post<WhistleView>(`/api/whistles/${whistle.id}/check-ins`, {
    reason: '线上会商接入',
  });
  expect(off.status).toBe(200);
  expect(off.body.summonses.every((s) => s.checkedInAt)).toBe(true);
  expect(off.body.stage).toBe('handling');
});

test('both sides feed back; then the blower, and only the blower, verifies and releases', async () => {
  await fengtai.post(`/api/whistles/${whistle.id}/feedback`, { area: west, text: '已拆除西侧部分' });
  const fed = await xicheng.post<WhistleView>(`/api/whistles/${whistle.id}/feedback`, {
    area: east,
    text: '已拆除东侧部分',
  });
  expect(fed.body.stage).toBe('verifying');
  expect((await fengtai.post(`/api/whistles/${whistle.id}/verify`)).status).toBe(403);
  expect((await xicheng.post(`/api/whistles/${whistle.id}/close`, { area: east })).status).toBe(409);
  city.setClock(at(200));
  expect((await xicheng.post<WhistleView>(`/api/whistles/${whistle.id}/verify`)).body.stage).toBe(
    'releasing',
  );
  expect((await xicheng.post<WhistleView>(`/api/whistles/${whistle.id}/release`)).body.stage).toBe('signing');
});

test('one signature does not close it; two people signing at once sign once; the last side closes it', async () => {
  const [one, two] = await Promise.all([
    xicheng.post<WhistleView>(`/api/whistles/${whistle.id}/close`, { area: east }),
    xicheng.post<WhistleView>(`/api/whistles/${whistle.id}/close`, { area: east }),
  ]);
  expect([one.status, two.status].sort()).toEqual([200, 409]);
  expect((await xicheng.get<WhistleView>(`/api/whistles/${whistle.id}`)).body.stage).toBe('signing');
  const last = await fengtai.post<WhistleView>(`/api/whistles/${whistle.id}/close`, { area: west });
  expect(last.body.stage).toBe('closed');
  const after = await xicheng.get<IncidentDetail>(`/api/incidents/${incident.id}`);
  expect(after.body.status).toBe('closed');
});

test('the log tells the whole story once, in order', async () => {
  const { body } = await xicheng.get<IncidentDetail>(`/api/incidents/${incident.id}`);
  const steps = body.log.map((e) => e.step);
  expect(steps.filter((s) => s === 'summons.checkedIn')).toHaveLength(8);
  expect(steps.filter((s) => s === 'summons.released')).toHaveLength(8);
  expect(steps.filter((s) => s === 'side.signed')).toHaveLength(2);
  expect([...steps.slice(0, 4), steps.at(-1)]).toEqual([
    'incident.submitted',
    'incident.accepted',
    'incident.registered',
    'whistle.blown',
    'whistle.closed',
  ]);
  expect(body.log.map((e) => e.id)).toEqual(body.log.map((e) => e.id).toSorted((a, b) => a - b));
});

test('nothing more can be done with a closed whistle', async () => {
  const late = await fengtai.post<{ detail: string }>(`/api/whistles/${whistle.id}/messages`, {
    text: '还在吗',
  });
  expect(late.status).toBe(409);
  expect(late.body.detail).toBe('已结案');
});
