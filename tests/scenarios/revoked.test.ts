import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { IncidentDetail } from '../../server/incident/view.ts';
import type { WhistleView } from '../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/**
 * In the middle of a case an account is closed and a clock jumps. What was done stands, what is sent after is answered in
 * words and enters nothing, somebody else of the same body goes on, and what was sent in vain can be sent again.
 */
const area = '110106002';
const bodyCode = '110106-urban';
const start = Date.parse('2026-05-08T01:27:00Z');

type Said<T> = T & { readonly detail: string; readonly type: string };

let city: TestCity;
let admin: TestClient;
let fengtai: TestClient;
let officer: TestClient;
let colleague: TestClient;
let whistle: WhistleView;
let summons: string;

const at = (minutes: number) => city.setClock(new Date(start + minutes * 60_000));
const take = (who: TestClient, step: string, body: object, headers?: Record<string, string>) =>
  who.post<Said<WhistleView>>(`/api/whistles/${whistle.id}/${step}`, body, headers);
const logged = async () =>
  (await fengtai.get<IncidentDetail>(`/api/incidents/${whistle.incidentId}`)).body.log;
const ours = (seen: WhistleView) => seen.summonses.find((s) => s.id === summons);

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  at(0);
  const { sql } = city.services.database;
  await sql`
    insert into account (name, display_name, display_name_en, role, body_code, password_hash)
    select n, n, n, 'officer', ${bodyCode}, password_hash
    from account, unnest(array['officer-first', 'officer-second']) n where name = 'officer'`;
  [admin, fengtai, officer, colleague] = await Promise.all([
    city.as('admin'),
    city.as('coordinator-fengtai'),
    city.as('officer-first'),
    city.as('officer-second'),
  ]);
  const { body: incident } = await fengtai.post<IncidentDetail>('/api/incidents', {
    type: 'Feature',
    geometry: createCity({ scale: 'small' }).landmarks.headline.building,
    properties: { category: '01-01', kind: 'enforcement' },
  });
  whistle = (
    await fengtai.post<WhistleView>(`/api/incidents/${incident.id}/whistles`, { kind: 'enforcement' })
  ).body;
  summons = whistle.summonses.find((s) => s.bodyCode === bodyCode)?.id ?? '';
});
afterAll(() => city.close());

test('an account closed in the middle of a case: its step is refused in words, what it did before stands', async () => {
  at(10);
  const came = await take(officer, 'check-ins', {
    summons: [summons],
    position: whistle.location,
    accuracy: 5,
  });
  expect([came.status, ours(came.body)?.onTime]).toEqual([200, true]);

  const live = await city.app.request('/api/live', { headers: { cookie: officer.cookie } });
  const stream = live.body?.getReader();
  await stream?.read();
  expect((await admin.post('/api/accounts/officer-first/disable')).status).toBe(200);
  const before = await logged();

  const key = { 'idempotency-key': crypto.randomUUID() };
  const feedback = { area, text: '已拆除围挡', summons: [summons] };
  const refused = await take(officer, 'feedback', feedback, key);
  expect([refused.status, refused.body.type]).toEqual([401, 'urn:shaotu:problem:sign-in-needed']);
  expect(refused.body.detail).toBe('没有登录，或登录已过期');
  expect(await logged()).toEqual(before);
  const stands = (await fengtai.get<WhistleView>(`/api/whistles/${whistle.id}`)).body;
  expect(ours(stands)?.checkIn).toEqual(ours(came.body)?.checkIn);
  // The stream ends by itself, whatever it still had to tell.
  for (let ended = false; !ended; ) ended = (await stream?.read())?.done ?? true;

  const signIn = await city.app.request('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'officer-first', password: 'demo' }),
  });
  expect(signIn.status).toBeGreaterThanOrEqual(401);

  // Opened again, the phone sends what it has kept with the same key, and it counts once.
  expect((await admin.post('/api/accounts/officer-first/enable')).status).toBe(200);
  const again = await city.as('officer-first');
  expect((await take(again, 'feedback', feedback, key)).status).toBe(200);
  const twice = await take(again, 'feedback', feedback, key);
  expect([twice.status, twice.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  expect((await logged()).filter(({ step }) => step === 'summons.fedBack')).toHaveLength(1);
});

test('somebody else of the same body goes on with the case', async () => {
  await admin.post('/api/accounts/officer-first/disable');
  at(20);
  const said = await take(colleague, 'feedback', { area, text: '接手，已清运', summons: [summons] });
  expect([said.status, ours(said.body)?.feedback]).toEqual([200, '接手，已清运']);
});

test('a step taken before its time says what it waits for, and one for another body is not theirs', async () => {
  const early = await take(fengtai, 'close', { area });
  expect([early.status, early.body.type]).toEqual([409, 'urn:shaotu:problem:not-yet']);
  const others = whistle.summonses.find((s) => s.bodyCode !== bodyCode)?.id;
  const theirs = await take(colleague, 'check-ins', { summons: [others], position: whistle.location });
  expect(theirs.status).toBeGreaterThanOrEqual(403);
  expect(theirs.body.detail).toMatch(/[\u4e00-\u9fff]/);
});

test('a clock that jumps three hours ahead and back leaves the case in order, and later steps possible', async () => {
  const other = whistle.summonses.find((s) => s.bodyCode === '110106-housing')?.id ?? '';
  at(3 * 60);
  const late = await take(fengtai, 'check-ins', {
    summons: [other],
    position: whistle.location,
    accuracy: 5,
  });
  expect([late.status, late.body.summonses.find((s) => s.id === other)?.onTime]).toEqual([200, false]);
  at(30);
  const after = await take(fengtai, 'messages', { text: '时钟已校正' });
  expect(after.status).toBe(200);
  const log = await logged();
  const times = log.map((entry) => Date.parse(entry.at));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(log.at(-1)).toMatchObject({
    step: 'message.sent',
    at: new Date(start + 3 * 3_600_000).toISOString(),
  });
});

test('two coordinators who blow at once: one whistle, and the other is told of it', async () => {
  const xicheng = await city.as('coordinator-xicheng');
  const { body: incident } = await xicheng.post<IncidentDetail>('/api/incidents', {
    type: 'Feature',
    geometry: createCity({ scale: 'small' }).landmarks.headline.building,
    properties: { category: '01-01', kind: 'enforcement' },
  });
  const answers = await Promise.all(
    [xicheng, fengtai].map((who) =>
      who.post<Said<WhistleView>>(`/api/incidents/${incident.id}/whistles`, { kind: 'enforcement' }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const told = answers.find(({ status }) => status === 409);
  expect(told?.body.type).toBe('urn:shaotu:problem:already-blown');
  const { log } = (await fengtai.get<IncidentDetail>(`/api/incidents/${incident.id}`)).body;
  expect(log.filter(({ step }) => step === 'whistle.blown')).toHaveLength(1);
});
