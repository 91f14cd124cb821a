import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PhotoView } from '../../../server/attachment/view.ts';
import { hashOfRequest } from '../../../server/repeat/request-hash.ts';
import { claimKey } from '../../../server/repeat/store.ts';
import type { WhistleView } from '../../../server/whistle/view.ts';
import type { TestClient } from '../../support/city.ts';
import { formWith, openPhotoCity, type PhotoCity, picture, sendForm } from '../attachment/photos.ts';

let photos: PhotoCity;
let officer: TestClient;
let xicheng: TestClient;
let path: string;
const start = new Date('2026-05-08T01:27:00Z');
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

beforeAll(async () => {
  photos = await openPhotoCity();
  officer = await photos.as('officer');
  xicheng = await photos.as('coordinator-xicheng');
  path = `/api/whistles/${photos.whistle.id}`;
});
afterAll(() => photos.close());

const keyed = () => ({ 'idempotency-key': crypto.randomUUID() });
const steps = async (step: string) => {
  const [row] = await photos.city.services.database.sql<{ n: number }[]>`
    select count(*)::int as n from event where step = ${step} and whistle_id = ${photos.whistle.id}`;
  return row?.n;
};

test('a step sent twice with one key is taken once, and answered alike', async () => {
  const key = keyed();
  const body = { position: photos.whistle.location, accuracy: 8 };
  const first = await officer.post<WhistleView>(`${path}/check-ins`, body, key);
  const again = await officer.post<WhistleView>(`${path}/check-ins`, body, key);
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.body).toEqual(first.body);
  expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
    null,
    'true',
  ]);
  expect(await steps('summons.checkedIn')).toBe(1);
});

test('without a key, or with another one, it is another request', async () => {
  const message = { text: '已到现场' };
  const before = (await steps('message.sent')) ?? 0;
  for (const headers of [{}, {}, keyed(), keyed()]) await officer.post(`${path}/messages`, message, headers);
  expect(await steps('message.sent')).toBe(before + 4);
});

test('a refusal is kept as well', async () => {
  const key = keyed();
  const [first, again] = [
    await officer.post<{ detail: string }>(`${path}/check-ins`, {}, key),
    await officer.post<{ detail: string }>(`${path}/check-ins`, {}, key),
  ];
  expect([first.status, again.status]).toEqual([409, 409]);
  expect(again.body).toEqual(first.body);
  expect(again.headers.get('content-type')).toContain('application/problem+json');
});

test('one key for another body or another path is refused in words', async () => {
  const key = keyed();
  await officer.post(`${path}/messages`, { text: '一' }, key);
  for (const [at, text] of [
    [`${path}/messages`, '二'],
    [`${path}/feedback`, '一'],
  ] as const) {
    const other = await officer.post<{ type: string; detail: string }>(at, { text }, key);
    expect([other.status, other.body.type]).toEqual([422, 'urn:shaotu:problem:key-used']);
    expect(other.body.detail).toContain(key['idempotency-key']);
  }
});

test('a key belongs to the account that used it', async () => {
  const key = keyed();
  const before = (await steps('message.sent')) ?? 0;
  await officer.post(`${path}/messages`, { text: '收到' }, key);
  const other = await xicheng.post(`${path}/messages`, { text: '收到' }, key);
  expect([other.status, other.headers.get('idempotency-replayed')]).toEqual([200, null]);
  expect(await steps('message.sent')).toBe(before + 2);
});

test('a key that is no UUID is refused', async () => {
  const answer = await officer.post<{ errors: { pointer: string }[] }>(
    `${path}/messages`,
    { text: '一' },
    {
      'idempotency-key': 'again',
    },
  );
  expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([400, 'header/Idempotency-Key']);
});

test('sent ten times at once, a step is taken once: the others are told to wait, or get its answer', async () => {
  const key = keyed();
  const before = (await steps('message.sent')) ?? 0;
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      officer.post<{ type?: string }>(`${path}/messages`, { text: '十次' }, key),
    ),
  );
  for (const { status, body, headers } of answers.filter(({ status }) => status !== 200)) {
    expect([status, body.type, headers.get('retry-after')]).toEqual([
      409,
      'urn:shaotu:problem:still-answering',
      '1',
    ]);
  }
  expect(
    answers.filter(({ status, headers }) => status === 200 && !headers.get('idempotency-replayed')),
  ).toHaveLength(1);
  expect(await steps('message.sent')).toBe(before + 1);
});

test('a photo sent again in a form with other lines between its parts is the same request', async () => {
  const key = keyed();
  const photo = await picture('#123');
  const send = (moment: string) =>
    sendForm<PhotoView>(photos.app, officer.cookie, `${path}/attachments`, formWith(photo, { moment }), key);
  const [first, again, other] = [await send('before'), await send('before'), await send('after')];
  expect([first.status, again.status, other.status]).toEqual([201, 201, 422]);
  expect(again.headers.get('location')).toBe(first.headers.get('location'));
  expect(await steps('attachment.added')).toBe(1);
});

test('where the process died over a request, it is not taken again and its sender is told to look', async () => {
  const { sql } = photos.city.services.database;
  const key = crypto.randomUUID();
  const request = new Request('http://x/', { method: 'POST', body: JSON.stringify({ text: '断电' }) });
  const hashing = new Hono().post('/', async (c) => c.text(await hashOfRequest(c.req)));
  const hash = await (await hashing.fetch(request)).text();
  await claimKey(sql, { account: 'officer', key, request: `POST ${path}/messages`, hash }, start);
  const send = () =>
    officer.post<{ type: string }>(`${path}/messages`, { text: '断电' }, { 'idempotency-key': key });
  expect((await send()).body.type).toBe('urn:shaotu:problem:still-answering');
  photos.city.setClock(after(2));
  const lost = await send();
  expect([lost.status, lost.body.type]).toEqual([409, 'urn:shaotu:problem:outcome-unknown']);
});

test('after 48 hours an answer is forgotten', async () => {
  const key = keyed();
  const before = (await steps('message.sent')) ?? 0;
  photos.city.setClock(after(10));
  await officer.post(`${path}/messages`, { text: '两天' }, key);
  photos.city.setClock(after(10 + 47 * 60));
  const kept = await (await photos.as('officer')).post(`${path}/messages`, { text: '两天' }, key);
  expect(kept.headers.get('idempotency-replayed')).toBe('true');
  photos.city.setClock(after(10 + 49 * 60));
  const forgotten = await (await photos.as('officer')).post(`${path}/messages`, { text: '两天' }, key);
  expect([forgotten.status, forgotten.headers.get('idempotency-replayed')]).toEqual([200, null]);
  expect(await steps('message.sent')).toBe(before + 2);
});
