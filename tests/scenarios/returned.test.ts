import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { ListedConsultation } from '../../server/consultation/routes.ts';
import type { IncidentDetail } from '../../server/incident/view.ts';
import type { WhistleView } from '../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/**
 * The same spot goes to and fro over the line between Xicheng and Fengtai. A side that is called may return the call before
 * it has come, and the blower decides; the second time at one place nothing goes on until both have sat at one table.
 */
const west = '110106002';
const east = '110102020';
const building = createCity({ scale: 'small' }).landmarks.headline.building;
/** The building, so many degrees further north: 0.0001 is 11 m. */
const moved = (degrees: number) => ({
  type: 'Polygon',
  coordinates: building.coordinates.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon, lat + degrees])),
});

type Said<T> = T & { readonly detail: string; readonly type: string };

let city: TestCity;
let xicheng: TestClient;
let fengtai: TestClient;
let first: WhistleView;
let second: WhistleView;
const start = Date.parse('2026-05-08T01:27:00Z');
const at = (minutes: number) => city.setClock(new Date(start + minutes * 60_000));

const report = async (who: TestClient, geometry: object, category = '01-01'): Promise<IncidentDetail> =>
  (
    await who.post<IncidentDetail>('/api/incidents', {
      type: 'Feature',
      geometry,
      properties: { category, kind: 'enforcement' },
    })
  ).body;
const blow = (who: TestClient, { id }: { id: string }, kind = 'enforcement') =>
  who.post<Said<WhistleView>>(`/api/incidents/${id}/whistles`, { kind });
const take = (who: TestClient, { id }: { id: string }, step: string, body: object = {}) =>
  who.post<Said<WhistleView>>(`/api/whistles/${id}/${step}`, body);
const actionsNamed = (seen: WhistleView, name: string) =>
  seen.actions.filter(({ action }) => action === name);

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  xicheng = await city.as('coordinator-xicheng');
  fengtai = await city.as('coordinator-fengtai');
  first = (await blow(xicheng, await report(xicheng, building))).body;
});
afterAll(() => city.close());

test('a body that is let go need not come, and one that is not stays with the reason', async () => {
  at(3);
  const [planning, housing] = ['110106-planning', '110106-housing'].map((code) =>
    first.summonses.find(({ bodyCode }) => bodyCode === code),
  );
  for (const body of [planning, housing]) {
    const asked = await take(fengtai, first, 'return', {
      area: west,
      summons: body?.id,
      reason: '规划许可不涉及本局',
    });
    expect(asked.status).toBe(200);
  }
  const seen = (await xicheng.get<WhistleView>(`/api/whistles/${first.id}`)).body;
  const [ofPlanning, ofHousing] = actionsNamed(seen, 'returnAnswer');
  expect([ofPlanning?.summons, ofHousing?.summons]).toEqual([[planning?.id], [housing?.id]]);
  const own = { request: ofPlanning?.request, agreed: true, reason: '确与规划无关' };
  expect((await take(fengtai, first, 'return-answer', own)).status).toBe(403);
  const letGo = await take(xicheng, first, 'return-answer', own);
  expect(letGo.body.summonses.some(({ bodyCode }) => bodyCode === '110106-planning')).toBe(false);
  const stays = await take(xicheng, first, 'return-answer', {
    request: ofHousing?.request,
    agreed: false,
    reason: '房屋安全须住建到场',
  });
  expect(stays.body.summonses.some(({ bodyCode }) => bodyCode === '110106-housing')).toBe(true);
  expect(stays.body.returns.map(({ answer }) => answer?.agreed)).toEqual([true, false]);
});

test('the blower’s own side cannot return, nor a side of which somebody has come', async () => {
  const own = await take(xicheng, first, 'return', { area: east, reason: '本来不归我们管' });
  expect(own.status).toBe(409);
  const [body] = first.summonses.filter((s) => s.areaCode === east);
  at(5);
  await take(xicheng, first, 'check-ins', { summons: [body?.id], position: first.location });
  expect(
    (await take(xicheng, first, 'return', { area: east, summons: body?.id, reason: '来了又想走的' })).status,
  ).toBe(409);
});

test('the return of the side that leads is, once somebody has come, for the common superior', async () => {
  at(6);
  const asked = await take(fengtai, first, 'return', { area: west, reason: '该楼房产证在西城' });
  expect(asked.body.consultationNeeded).toBeNull();
  expect(asked.body.sides.find((s) => s.areaCode === west)?.role).toBe('lead');
  const seen = (await xicheng.get<WhistleView>(`/api/whistles/${first.id}`)).body;
  const [request] = actionsNamed(seen, 'returnAnswer');
  const answer = { request: request?.request, agreed: true, reason: '房产证确在西城' };
  const held = await take(xicheng, first, 'return-answer', answer);
  expect([held.status, held.body.type]).toEqual([409, 'urn:shaotu:problem:lead-held']);
  await take(xicheng, first, 'escalate', { note: '牵头方退回，请市里定' });
  const { sql } = city.services.database;
  await sql`
    insert into account (name, display_name, display_name_en, role, area_code, password_hash)
    select 'coordinator-city', '市协调员', 'City coordinator', role, '110000', password_hash
    from account where name = 'coordinator-xicheng'`;
  const superior = await city.as('coordinator-city');
  const decided = await take(superior, first, 'return-answer', answer);
  expect(decided.status).toBe(200);
  expect(decided.body.sides).toMatchObject([{ areaCode: east, role: 'lead' }]);
  expect(decided.body.leftSides).toMatchObject([{ areaCode: west, state: 'left' }]);
  expect(decided.body.override?.reason).toBe('房产证确在西城');
  expect(decided.body.joint).toBe(false);
});

test('who was let go still sees what became of it, and the rest closes without it', async () => {
  at(30);
  await take(xicheng, first, 'check-ins', { position: first.location });
  await take(xicheng, first, 'feedback', { area: east, text: '已拆除' });
  expect((await take(xicheng, first, 'verify')).status).toBe(200);
  await take(xicheng, first, 'release');
  expect((await take(xicheng, first, 'close', { area: east })).body.stage).toBe('closed');
  const seen = (await fengtai.get<WhistleView>(`/api/whistles/${first.id}`)).body;
  expect([seen.stage, seen.returns.at(-1)?.answer?.agreed]).toEqual(['closed', true]);
});

test('the second return at the same place forces a consultation, an earlier case counted', async () => {
  at(60);
  const again = await report(fengtai, moved(0.0001));
  second = (await blow(fengtai, again)).body;
  expect(second.blownFor.code).toBe(west);
  at(62);
  const returned = await take(xicheng, second, 'return', { area: east, reason: '上次已认定由丰台管' });
  expect(returned.body.consultationNeeded?.zh).toBe('同一地点多次跨界退回，须先会商');
  const { log } = (await xicheng.get<IncidentDetail>(`/api/incidents/${second.incidentId}`)).body;
  expect(log.map(({ step }) => step).slice(-2)).toEqual(['return.asked', 'consultation.forced']);
  const seen = (await fengtai.get<WhistleView>(`/api/whistles/${second.id}`)).body;
  const [request] = actionsNamed(seen, 'returnAnswer');
  await take(fengtai, second, 'return-answer', {
    request: request?.request,
    agreed: false,
    reason: '现场仍有三分之一在西城',
  });
});

test('until it is held nothing is redrawn, verified or blown there again; an emergency does not wait', async () => {
  const redraw = { geometry: moved(0.0002), verdict: second.verdictId, reason: '现场核实后重画' };
  expect((await take(fengtai, second, 'redraw', redraw)).body.detail).toBe('同一地点多次跨界退回，须先会商');
  at(90);
  for (const who of [xicheng, fengtai]) await take(who, second, 'check-ins', { position: second.location });
  await take(xicheng, second, 'feedback', { area: east, text: '东侧已清' });
  await take(fengtai, second, 'feedback', { area: west, text: '西侧已清' });
  const verify = await take(fengtai, second, 'verify');
  expect([verify.status, verify.body.detail]).toEqual([409, '同一地点多次跨界退回，须先会商']);
  const next = await blow(xicheng, await report(xicheng, moved(0.0002)));
  expect([next.status, next.body.type]).toEqual([409, 'urn:shaotu:problem:consultation-needed']);
  expect((await blow(xicheng, await report(xicheng, moved(0.0002)), 'emergency')).status).toBe(201);
  expect((await blow(xicheng, await report(xicheng, moved(0.002)))).status).toBe(201);
  expect((await blow(xicheng, await report(xicheng, moved(0.0002), '03-01'))).status).toBe(201);
});

test('a consultation is called for both and their superior, cancelled with a reason, and called again', async () => {
  const call = {
    agenda: '小马厂路两层楼归属',
    place: '市城管委',
    at: new Date(start + 100 * 60_000).toISOString(),
  };
  expect((await take(await city.as('officer'), second, 'consultations', call)).status).toBe(403);
  const stranger = await take(fengtai, second, 'consultations', { ...call, parties: ['110108'] });
  expect(stranger.status).toBe(400);
  const called = await take(fengtai, second, 'consultations', call);
  expect(called.status).toBe(201);
  const [one] = called.body.consultations;
  expect(one?.parties.map(({ code }) => code).sort()).toEqual(['110000', east, west].sort());
  const early = await fengtai.post<Said<WhistleView>>(`/api/consultations/${one?.id}/hold`, {
    minutes: '还没有开会',
    parties: [{ code: west, role: 'lead' }],
  });
  expect([early.status, early.body.detail]).toEqual([409, '会商尚未开始']);
  const cancelled = await fengtai.post<WhistleView>(`/api/consultations/${one?.id}/cancel`, {
    reason: '改到现场召开',
  });
  expect(cancelled.body.consultations[0]?.cancelled?.reason).toBe('改到现场召开');
  const onSite = await take(xicheng, second, 'consultations', { ...call, place: '现场' });
  expect(onSite.body.consultations).toHaveLength(2);
});

test('what it settled is kept: minutes, a plan with its deadline, who leads and each named duty; then the case goes on', async () => {
  at(101);
  const list = await fengtai.get<{ consultations: ListedConsultation[] }>('/api/consultations?state=called');
  const [one] = list.body.consultations;
  expect(one).toMatchObject({ place: '现场', number: second.number });
  const settled = {
    minutes: '两区现场确认，按证载面积各自负责',
    plan: '先断电，后拆除，一个月内恢复绿地',
    deadline: '2026-06-08T09:00:00+08:00',
    parties: [
      { code: west, role: 'lead', duty: '组织拆除' },
      { code: east, role: 'assist', duty: '居民工作' },
      { code: '110106-housing', role: 'assist', duty: '房屋鉴定' },
      { code: '110000', role: 'inform', duty: '' },
    ],
  };
  const hold = (who: TestClient, over: object = {}) =>
    who.post<Said<WhistleView>>(`/api/consultations/${one?.id}/hold`, { ...settled, ...over });
  expect((await hold(xicheng, { parties: settled.parties.slice(1) })).status).toBe(400);
  const held = await hold(xicheng);
  expect(held.body.consultationNeeded).toBeNull();
  const kept = held.body.consultations.at(-1);
  expect(kept?.held).toMatchObject({ minutes: settled.minutes, plan: settled.plan });
  expect(kept?.parties.find(({ code }) => code === '110106-housing')).toMatchObject({
    role: 'assist',
    duty: '房屋鉴定',
  });
  const twice = await hold(fengtai);
  expect([twice.status, twice.body.detail]).toMatchObject([409, expect.stringMatching(/西城区协调员/)]);
  expect((await take(fengtai, second, 'verify')).body.stage).toBe('releasing');
});

test('a joint case can require a consultation: verification waits for it by name', async () => {
  at(110);
  const third = (await blow(xicheng, await report(xicheng, moved(0.0002)))).body;
  const soon = new Date(start + 200 * 60_000).toISOString();
  await take(fengtai, third, 'consultations', { agenda: '施工围挡分工', at: soon, required: true });
  for (const who of [xicheng, fengtai]) await take(who, third, 'check-ins', { position: third.location });
  await take(xicheng, third, 'feedback', { area: east, text: '已围挡' });
  await take(fengtai, third, 'feedback', { area: west, text: '已围挡' });
  expect((await take(xicheng, third, 'verify')).body.detail).toBe('等会商：施工围挡分工');
});
