import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import { createMailer } from '../../../server/notice/mail.ts';
import type { NoticeView } from '../../../server/notice/read.ts';
import { patience } from '../../../server/notice/settings.ts';
import { signatureMatches } from '../../../server/notice/webhook.ts';
import { createNoticeWorker, type NoticeWorker } from '../../../server/notice/worker.ts';
import type { WhistleView } from '../../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';
import { type MailServer, openMailServer, openReceiver, type Receiver } from '../../support/receivers.ts';

/** The building on the line, blown by Xicheng at 09:30: who hears of it, and how, whatever dies on the way. */
const begin = Date.parse('2026-05-08T01:30:00Z');
const feature = {
  type: 'Feature',
  geometry: createCity({ scale: 'small' }).landmarks.headline.building,
  properties: { category: '01-01', kind: 'enforcement', source: 'patrol', note: '联系张三 13800000000' },
};

let city: TestCity;
let receiver: Receiver;
let post: MailServer;
let xicheng: TestClient;
let fengtai: TestClient;
let officer: TestClient;
let admin: TestClient;
let whistle: WhistleView;
let endpoint: { id: string; secret: string };
let now = begin;
/** Sets every clock, and signs everybody in anew: sessions that nobody used for long have ended. */
const setNow = async (at: number) => {
  now = at;
  city.setClock(new Date(at));
  xicheng = await city.as('coordinator-xicheng');
  fengtai = await city.as('coordinator-fengtai');
  officer = await city.as('officer');
  admin = await city.as('admin');
};

interface Told {
  readonly notices: readonly NoticeView[];
  readonly unread: number;
  readonly next: string | null;
}
interface Deliveries {
  readonly deliveries: readonly {
    readonly id: string;
    readonly state: string;
    readonly lastError: string | null;
    readonly attempts: number;
    readonly step: string;
    readonly channel: string;
    readonly recipient: string;
  }[];
}

/** A worker of a process of its own. */
const worker = (attempt = 2_000): NoticeWorker =>
  createNoticeWorker({
    database: city.services.database,
    clock: () => new Date(now),
    random: () => 0,
    mailer: createMailer(post.url, 'shaotu@city.example'),
    timeZone: 'Asia/Shanghai',
    log: pino({ level: 'silent' }),
    patience: { ...patience, attempt },
    every: 50,
  });
const told = async (client: TestClient) => (await client.get<Told>('/api/notices?limit=200')).body;
const stepsOf = (from: number) =>
  receiver.received.slice(from).map(({ body }) => JSON.parse(body).type as string);

beforeAll(async () => {
  city = await openTestCity({ incidents: 0, now: new Date(begin) });
  receiver = await openReceiver();
  post = await openMailServer();
  await worker().write();
  await city.services.database.sql`update notice set read_at = now()`;
  await setNow(begin);
  const made = await admin.post<typeof endpoint>('/api/notice-desk/endpoints', {
    name: '督查平台',
    url: receiver.url,
  });
  expect(made.status).toBe(201);
  endpoint = made.body;
});
afterAll(async () => {
  await receiver?.close();
  await post?.close();
  await city?.close();
});

test('a step whose process died before anybody was told is told by the next process, from the log', async () => {
  await city.app.request('/api/notices/settings', {
    method: 'PUT',
    headers: { cookie: fengtai.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ language: 'en', email: 'duty@fengtai.example' }),
  });
  const submitted = await xicheng.post<{ id: string }>('/api/incidents', feature);
  const blown = await xicheng.post<WhistleView>(`/api/incidents/${submitted.body.id}/whistles`, {
    kind: 'enforcement',
    note: '联系李四',
  });
  expect(blown.status).toBe(201);
  whistle = blown.body;
  expect((await told(fengtai)).unread).toBe(0);

  const first = worker();
  await first.write();
  await first.stop();
  const after = await told(fengtai);
  const mine = after.notices.filter((n) => n.incidentId === whistle.incidentId).map((n) => n.step);
  expect([mine[0], mine.at(-1)]).toEqual(['whistle.blown', 'incident.submitted']);
  expect(receiver.received).toEqual([]);

  const second = worker();
  await second.deliver();
  expect([stepsOf(0)[0], stepsOf(0).at(-1)]).toEqual(['incident.submitted', 'whistle.blown']);
  expect(post.mails.map((mail) => mail.to)).toEqual(mine.map(() => ['duty@fengtai.example']));
});

test('nothing is told twice, however many read the log at once', async () => {
  const [received, mailed] = [receiver.received.length, post.mails.length];
  const workers = [worker(), worker(), worker()];
  await Promise.all(workers.map((one) => one.write()));
  await Promise.all(workers.map((one) => one.deliver()));
  expect([receiver.received.length, post.mails.length]).toEqual([received, mailed]);
  const { notices } = await told(officer);
  expect(new Set(notices.map((n) => n.step + n.whistleId)).size).toBe(notices.length);
});

test('a request is signed as Standard Webhooks are, and carries codes and numbers alone', () => {
  const { headers, body } = receiver.received.at(-1) as Receiver['received'][number];
  const [id, at] = [String(headers['webhook-id']), Number(headers['webhook-timestamp'])];
  expect(signatureMatches(String(headers['webhook-signature']), endpoint.secret, id, at, body)).toBe(true);
  expect(Math.abs(at - now / 1000)).toBeLessThan(1);
  expect(JSON.parse(body)).toMatchObject({
    type: 'whistle.blown',
    data: {
      whistle: whistle.id,
      kind: 'enforcement',
      joint: true,
      areas: expect.arrayContaining(['110106002']),
    },
  });
  expect(body).not.toMatch(/张三|李四|138|coordinator-xicheng/);
});

test('mail is in the language its reader asked for, and holds nobody’s name', () => {
  const { data } = post.mails.at(-1) as MailServer['mails'][number];
  expect(data).toContain('blew a joint enforcement whistle: check in on time');
  expect(data).toMatch(/^Subject: .*whistle/m);
  expect(data).not.toMatch(/张三|李四|coordinator-xicheng/);
});

test('the bell counts what is unread, and marks only what is one’s own', async () => {
  const mine = await told(officer);
  expect(mine.unread).toBeGreaterThan(0);
  const theirs = (await told(fengtai)).notices[0] as NoticeView;
  await officer.post('/api/notices/read', { ids: [theirs.id] });
  expect((await told(fengtai)).notices[0]?.readAt).toBeNull();
  const read = await officer.post<{ unread: number }>('/api/notices/read', {
    upTo: String(Math.max(...mine.notices.map(({ id }) => Number(id)))),
  });
  expect(read.body.unread).toBe(0);
  expect((await told(officer)).notices.every((n) => n.readAt)).toBe(true);
  expect((await officer.get<Told>('/api/notices?unread=true')).body.notices).toEqual([]);
});

test('a deadline that passes with somebody missing is told once to each, though nobody took a step', async () => {
  const ofCase = async () => (await told(xicheng)).notices.filter((n) => n.whistleId === whistle.id);
  const before = (await ofCase()).length;
  await setNow(begin + 61 * 60_000);
  await worker().write();
  await worker().write();
  const notices = await ofCase();
  expect(notices.length).toBe(before + 1);
  expect(notices[0]?.step).toBe('summons.overdue');
  expect(notices[0]?.title.zh).toContain('8 家');
});

test('a receiver that fails is asked again later, and what comes after waits its turn', async () => {
  await worker().deliver();
  const from = receiver.received.length;
  receiver.answer = () => ({ status: 503 });
  await xicheng.post(`/api/whistles/${whistle.id}/messages`, { text: '第一条' });
  await xicheng.post(`/api/whistles/${whistle.id}/messages`, { text: '第二条' });
  const one = worker();
  await one.write();
  await one.deliver();
  expect(receiver.received.length).toBe(from + 1);
  const refused = receiver.received[from] as Receiver['received'][number];

  receiver.answer = () => ({ status: 200 });
  await one.deliver();
  expect(receiver.received.length).toBe(from + 1);
  await setNow(now + 6_000);
  await one.deliver();
  const [, again, next] = receiver.received.slice(from) as Receiver['received'];
  expect(again?.headers['webhook-id']).toBe(refused.headers['webhook-id']);
  expect(next?.headers['webhook-id']).not.toBe(refused.headers['webhook-id']);
  expect(JSON.parse(again?.body ?? '').data.event < JSON.parse(next?.body ?? '').data.event).toBe(true);
});

test('a redirect is not followed, and one who wants no more is not asked again until somebody says so', async () => {
  const elsewhere = await openReceiver();
  receiver.answer = () => ({ status: 302, location: elsewhere.url });
  await xicheng.post(`/api/whistles/${whistle.id}/messages`, { text: '第三条' });
  const one = worker();
  await one.write();
  await one.deliver();
  const waiting = await admin.get<Deliveries>('/api/notice-desk/deliveries?state=waiting');
  expect(waiting.body.deliveries[0]?.lastError).toContain('redirect');
  expect(elsewhere.received).toEqual([]);
  await elsewhere.close();

  receiver.answer = () => ({ status: 410 });
  await setNow(now + 60_000);
  await one.deliver();
  const dead = (await admin.get<Deliveries>('/api/notice-desk/deliveries?state=dead')).body.deliveries;
  expect(dead).toMatchObject([{ step: 'message.sent', lastError: 'HTTP 410' }]);

  receiver.answer = () => ({ status: 200 });
  const from = receiver.received.length;
  await one.deliver();
  expect(receiver.received.length).toBe(from);
  expect((await admin.post('/api/notice-desk/requeue', { ids: [dead[0]?.id] })).body).toEqual({
    requeued: 1,
  });
  await one.deliver();
  expect(receiver.received.length).toBe(from + 1);
});

test('a receiver that never answers is given up after its attempts, and one that cannot be reached too', async () => {
  receiver.answer = () => null;
  const impatient = worker(60);
  await xicheng.post(`/api/whistles/${whistle.id}/messages`, { text: '第四条' });
  await impatient.write();
  for (let attempt = 0; attempt < patience.attempts; attempt++) {
    await impatient.deliver();
    now += patience.longest;
  }
  await setNow(now);
  const [dead] = (await admin.get<Deliveries>('/api/notice-desk/deliveries?state=dead')).body.deliveries;
  expect(dead).toMatchObject({
    attempts: patience.attempts,
    lastError: 'no answer in time',
    recipient: '督查平台',
  });
  receiver.answer = () => ({ status: 200 });
});

test('an attempt whose process died is made again under the same name', async () => {
  const { sql } = city.services.database;
  expect((await admin.post(`/api/notice-desk/endpoints/${endpoint.id}/test`)).status).toBe(202);
  const lease = new Date(now + patience.lease);
  const [claimed] = await sql<{ name: string }[]>`
    update notice_delivery set leased_until = ${lease}, attempts = 1 where step = 'test' returning message_id as name`;
  const from = receiver.received.length;
  await worker().deliver();
  expect(receiver.received.length).toBe(from);
  await setNow(now + patience.lease);
  await worker().deliver();
  expect(receiver.received.slice(from).map(({ headers }) => headers['webhook-id'])).toEqual([claimed?.name]);
});

test('a worker that runs hears of a step by itself', async () => {
  const running = worker();
  await running.start();
  const from = receiver.received.length;
  await xicheng.post(`/api/whistles/${whistle.id}/messages`, { text: '第五条' });
  await expect.poll(() => stepsOf(from), { timeout: 10_000, interval: 20 }).toContain('message.sent');
  await running.stop();
});

test('an endpoint is told its steps alone, and its key is never shown again', async () => {
  const put = await city.app.request(`/api/notice-desk/endpoints/${endpoint.id}`, {
    method: 'PUT',
    headers: { cookie: admin.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: '督查平台', url: receiver.url, steps: ['whistle.closed'] }),
  });
  expect(put.status).toBe(200);
  expect(JSON.stringify(await put.json())).not.toContain('whsec_');
  const from = receiver.received.length;
  await xicheng.post(`/api/whistles/${whistle.id}/messages`, { text: '第六条' });
  await worker().write();
  await worker().deliver();
  expect(receiver.received.length).toBe(from);
  const desk = await admin.get('/api/notice-desk');
  expect(JSON.stringify(desk.body)).not.toContain('whsec_');
  const renewed = await admin.post<{ secret: string }>(`/api/notice-desk/endpoints/${endpoint.id}/secret`);
  expect(renewed.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(renewed.body.secret).not.toBe(endpoint.secret);
});

test('only an administrator sets up endpoints, and only with addresses that make sense', async () => {
  const body = { name: 'x', url: receiver.url };
  for (const client of [xicheng, officer])
    expect((await client.post('/api/notice-desk/endpoints', body)).status).toBe(403);
  for (const url of ['ftp://host/x', 'http://user:word@host/', 'nonsense', 'javascript:alert(1)'])
    expect((await admin.post('/api/notice-desk/endpoints', { ...body, url })).status, url).toBe(400);
  expect((await admin.post('/api/notice-desk/endpoints/999999/test')).status).toBe(404);
  expect((await admin.post('/api/notices/read', {})).status).toBe(400);
});

test('every step that has a clock tells of its deadline: before the whistle, of the feedback, of the last signatures', async () => {
  await setNow(now + 60_000);
  await xicheng.post('/api/incidents', feature);
  await setNow(now + 60 * 24 * 3_600_000);
  const late = worker();
  await late.write();
  await late.write();
  const steps = new Set((await told(xicheng)).notices.map(({ step }) => step));
  expect([...steps]).toEqual(expect.arrayContaining(['accept.overdue', 'handle.overdue']));
  const before = (await told(xicheng)).notices.length;
  await late.write();
  expect((await told(xicheng)).notices.length).toBe(before);
});
