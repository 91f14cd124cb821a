import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { IncidentDetail } from '../../server/incident/view.ts';
import type { ChangeView } from '../../server/whistle/parties.ts';
import type { WhistleView } from '../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/**
 * A building thought to lie in Guang'anmenwai alone turns out to reach over the line into Taipingqiao, and then to lie
 * there alone: the footprint is drawn anew after the whistle, and the parties follow.
 */
const west = '110106002';
const east = '110102020';
const building = createCity({ scale: 'small' }).landmarks.headline.building;
/** The building, so many degrees further east: 0.001 is 85 m. */
const shifted = (degrees: number) => ({
  type: 'Polygon',
  coordinates: building.coordinates.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon + degrees, lat])),
});
const inTheEast = shifted(0.001);
const inTheWest = shifted(-0.001);
const acrossTheLine = shifted(0);

type Redrawn = WhistleView & { readonly change: ChangeView };
interface Refused {
  readonly type: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string }[];
}

let city: TestCity;
let xicheng: TestClient;
let fengtai: TestClient;
let whistle: WhistleView;
const start = Date.parse('2026-05-08T01:27:00Z');
const at = (minutes: number) => city.setClock(new Date(start + minutes * 60_000));
const codes = (named: readonly { code: string }[]) => named.map(({ code }) => code);
const redraw = <T = Redrawn>(
  who: TestClient,
  geometry: object,
  over: { verdict?: string; reason?: string } = {},
) =>
  who.post<T>(`/api/whistles/${whistle.id}/redraw`, {
    geometry,
    verdict: whistle.verdictId,
    reason: '现场核实范围后重画',
    ...over,
  });
const look = async (who: TestClient) => {
  whistle = (await who.get<WhistleView>(`/api/whistles/${whistle.id}`)).body;
};

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  xicheng = await city.as('coordinator-xicheng');
  fengtai = await city.as('coordinator-fengtai');
  const submitted = await xicheng.post<IncidentDetail>('/api/incidents', {
    type: 'Feature',
    geometry: inTheEast,
    properties: { category: '01-01', kind: 'enforcement' },
  });
  whistle = (
    await xicheng.post<WhistleView>(`/api/incidents/${submitted.body.id}/whistles`, { kind: 'enforcement' })
  ).body;
});
afterAll(() => city.close());

test('the whistle begins with one side, which leads', () => {
  expect(whistle.sides.map((s) => [s.areaCode, s.role, s.state])).toEqual([[east, 'lead', 'kept']]);
  expect(whistle.joint).toBe(false);
});

test('who is no party may not redraw, and a drawing needs a reason', async () => {
  expect((await redraw(fengtai, acrossTheLine)).status).toBe(404);
  expect((await redraw(await city.as('planner'), acrossTheLine)).status).toBe(403);
  const silent = await redraw<Refused>(xicheng, acrossTheLine, { reason: '改' });
  expect(silent.status).toBe(400);
  expect(silent.body.errors?.[0]?.pointer).toBe('#/reason');
});

test('a footprint that cannot be judged is refused with its place, and the same one again changes nothing', async () => {
  const [ring = []] = acrossTheLine.coordinates;
  const [a = [], b = [], c = [], d = []] = ring;
  const bowTie = await redraw<Refused>(xicheng, { type: 'Polygon', coordinates: [[a, c, b, d, a]] });
  expect([bowTie.status, bowTie.body.errors?.[0]?.pointer]).toEqual([422, '#/geometry/coordinates']);
  expect((await redraw(xicheng, inTheEast)).status).toBe(400);
  await look(xicheng);
  expect(whistle.sides).toHaveLength(1);
});

test('a new party gets its own summonses with a clock from now; the kept one keeps clocks and check-ins, and leads on', async () => {
  at(10);
  await xicheng.post(`/api/whistles/${whistle.id}/check-ins`, {
    summons: [whistle.summonses[0]?.id],
    position: whistle.location,
  });
  const before = (await xicheng.get<WhistleView>(`/api/whistles/${whistle.id}`)).body.summonses;
  at(20);
  const { status, body } = await redraw(xicheng, acrossTheLine);
  expect(status).toBe(200);
  expect([codes(body.change.kept), codes(body.change.added)]).toEqual([[east], [west]]);
  expect(body.summonses.filter((s) => s.areaCode === east)).toEqual(before);
  const called = body.summonses.filter((s) => s.areaCode === west);
  expect(called).toHaveLength(4);
  expect(called.map((s) => Date.parse(s.dueAt))).toEqual(called.map(() => start + 80 * 60_000));
  expect(body.joint).toBe(true);
  expect(body.verdict.parties[0]?.jurisdiction.code).toBe(west);
  expect(body.sides.find((s) => s.role === 'lead')?.areaCode).toBe(east);
  expect(body.change.note?.zh).toContain('仍由广安门外街道牵头');
});

test('the party that came in sees the case now, and how it got there is kept', async () => {
  const seen = await fengtai.get<WhistleView>(`/api/whistles/${whistle.id}`);
  expect(seen.status).toBe(200);
  const { body } = await fengtai.get<IncidentDetail>(`/api/incidents/${whistle.incidentId}`);
  expect(body.drawings.map((d) => d.reason)).toEqual([null, '现场核实范围后重画']);
  expect(body.drawings[0]?.footprint).not.toEqual(body.drawings[1]?.footprint);
  expect(body.areas).toEqual([east, west]);
  expect(body.log.map((e) => e.step).slice(-2)).toEqual(['incident.redrawn', 'side.added']);
});

test('of two who redraw at once one is told who was quicker, and nothing is overwritten', async () => {
  await look(xicheng);
  const answers = await Promise.all([redraw(xicheng, shifted(0.00002)), redraw(fengtai, shifted(-0.00002))]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const late = answers.find(({ status }) => status === 409)?.body as unknown as Refused;
  expect(late.type).toBe('urn:shaotu:problem:verdict-changed');
  expect(late.detail).toMatch(/(西城|丰台).*已于 09:47 重画范围/);
  const { body } = await fengtai.get<IncidentDetail>(`/api/incidents/${whistle.incidentId}`);
  expect(body.drawings).toHaveLength(3);
});

test('a party that falls out after somebody of it came stays until verification, and its absent bodies need not come', async () => {
  await look(xicheng);
  at(30);
  const { body } = await redraw(fengtai, inTheWest);
  expect(codes(body.change.leaving)).toEqual([]);
  // The lead does not go while somebody has come and no common superior agreed.
  expect(body.sides.find((s) => s.areaCode === east)).toMatchObject({ role: 'lead', share: 0 });
  await look(xicheng);
  const decided = await xicheng.post<{ change: ChangeView }>(
    `/api/incidents/${whistle.incidentId}/overrides`,
    { parties: [{ code: west, role: 'lead' }], reason: '房屋全在太平桥', verdict: whistle.verdictId },
  );
  expect(decided.status).toBe(201);
  expect(decided.body.change.note).not.toBeNull();
});

test('the common superior changes the lead: the old one leaves, and goes when it is released', async () => {
  const { sql } = city.services.database;
  await sql`
    insert into account (name, display_name, display_name_en, role, area_code, password_hash)
    select 'coordinator-city', '市协调员', 'City coordinator', role, '110000', password_hash
    from account where name = 'coordinator-xicheng'`;
  const superior = await city.as('coordinator-city');
  await look(superior);
  const { body } = await superior.post<{ change: ChangeView }>(
    `/api/incidents/${whistle.incidentId}/overrides`,
    { parties: [{ code: west, role: 'lead' }], reason: '房屋全在太平桥', verdict: whistle.verdictId },
  );
  expect(body.change.note).toBeNull();
  expect(codes(body.change.leaving)).toEqual([east]);
  await look(superior);
  expect(whistle.sides.map((s) => [s.areaCode, s.role, s.state])).toEqual([
    [west, 'lead', 'added'],
    [east, 'assist', 'leaving'],
  ]);
  expect(whistle.summonses.filter((s) => s.areaCode === east)).toHaveLength(1);
  expect(whistle.joint).toBe(false);

  await fengtai.post(`/api/whistles/${whistle.id}/check-ins`, { reason: '线上会商接入' });
  await fengtai.post(`/api/whistles/${whistle.id}/feedback`, { area: west, text: '已拆除' });
  expect((await xicheng.post(`/api/whistles/${whistle.id}/verify`)).status).toBe(200);
  expect((await redraw(fengtai, acrossTheLine)).status).toBe(409);
  const released = await xicheng.post<WhistleView>(`/api/whistles/${whistle.id}/release`);
  expect(released.body.sides.map((s) => s.areaCode)).toEqual([west]);
  expect(released.body.leftSides.map((s) => s.areaCode)).toEqual([east]);
  const signed = await fengtai.post<WhistleView>(`/api/whistles/${whistle.id}/close`, { area: west });
  expect(signed.body.stage).toBe('closed');
});

test('a party nobody of which has come goes at once, and comes back with a clock of its own', async () => {
  at(100);
  const submitted = await xicheng.post<IncidentDetail>('/api/incidents', {
    type: 'Feature',
    geometry: acrossTheLine,
    properties: { category: '01-01', kind: 'enforcement' },
  });
  whistle = (
    await xicheng.post<WhistleView>(`/api/incidents/${submitted.body.id}/whistles`, { kind: 'enforcement' })
  ).body;
  at(110);
  const gone = await redraw(xicheng, inTheEast);
  expect(codes(gone.body.change.left)).toEqual([west]);
  expect(gone.body.summonses.map((s) => s.areaCode)).toEqual([east, east, east, east]);
  expect(gone.body.sides).toMatchObject([{ areaCode: east, role: 'lead', state: 'kept' }]);
  expect((await fengtai.get(`/api/whistles/${whistle.id}`)).status).toBe(200);
  await look(xicheng);
  at(120);
  const back = await redraw(xicheng, acrossTheLine);
  expect(codes(back.body.change.added)).toEqual([west]);
  expect(back.body.summonses.filter((s) => s.areaCode === west).map((s) => Date.parse(s.dueAt))).toEqual(
    [0, 0, 0, 0].map(() => start + 180 * 60_000),
  );
  expect(back.body.sides[0]).toMatchObject({ areaCode: west, role: 'lead' });
});
