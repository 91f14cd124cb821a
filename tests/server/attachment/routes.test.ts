import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { photoLimits } from '../../../server/attachment/limits.ts';
import type { PhotoView } from '../../../server/attachment/view.ts';
import type { TestClient } from '../../support/city.ts';
import { formWith, openPhotoCity, type PhotoCity, picture, sendForm } from './photos.ts';

let photos: PhotoCity;
let officer: TestClient;
let path: string;
beforeAll(async () => {
  photos = await openPhotoCity();
  officer = await photos.as('officer');
  path = `/api/whistles/${photos.whistle.id}/attachments`;
});
afterAll(() => photos.close());

const send = <T = { type: string; detail: string }>(
  photo: Uint8Array | null,
  fields: Readonly<Record<string, string>> = {},
  cookie = officer.cookie,
) => sendForm<T>(photos.app, cookie, path, formWith(photo, fields));

const entered = async () => {
  const [row] = await photos.city.services.database.sql<{ photos: number; steps: number }[]>`
    select (select count(*)::int from attachment) as photos,
           (select count(*)::int from event where step = 'attachment.added') as steps`;
  return row;
};

test('an officer adds a photo for its own body, and the log has it', async () => {
  const added = await send<PhotoView>(await picture('#a00'), { moment: 'before' });
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({ moment: 'before', bodyCode: '110106-urban', width: 64, height: 48 });
  expect(added.headers.get('location')).toBe(`/api/attachments/${added.body.hash}`);
  expect(await entered()).toEqual({ photos: 1, steps: 1 });
});

test('the same picture again is answered as the first and entered once', async () => {
  const again = await send<PhotoView>(await picture('#a00'), { moment: 'after' });
  expect([again.status, again.body.moment]).toEqual([201, 'before']);
  expect(await entered()).toEqual({ photos: 1, steps: 1 });
});

test('it lies in the folder under its hash, and nothing else does', async () => {
  const { body } = await officer.get<{ photos: PhotoView[] }>(path);
  const hash = body.photos[0]?.hash ?? '';
  expect(await readdir(`${photos.folder}/attachments/${hash.slice(0, 2)}/${hash.slice(2, 4)}`)).toEqual([
    hash,
  ]);
});

test('a photo is served as a picture that no browser can take for a page', async () => {
  const { body } = await officer.get<{ photos: PhotoView[] }>(path);
  const address = `/api/attachments/${body.photos[0]?.hash}`;
  const response = await photos.app.request(address, { headers: { cookie: officer.cookie } });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-cache',
  });
  const { format, exif } = await sharp(new Uint8Array(await response.arrayBuffer())).metadata();
  expect([format, exif]).toEqual(['jpeg', undefined]);
  const etag = response.headers.get('etag') ?? '';
  const unchanged = await officer.get(address, { 'if-none-match': etag });
  expect(unchanged.status).toBe(304);

  const small = await photos.app.request(`${address}/thumbnail`, {
    headers: { cookie: officer.cookie, 'if-none-match': etag },
  });
  expect(small.status).toBe(200);
  const seen = await sharp(new Uint8Array(await small.arrayBuffer())).metadata();
  expect([seen.format, seen.width, seen.height]).toEqual(['jpeg', 264, 198]);
});

test('both sides see it; who has nothing to do with the case, the wall, and nobody do not', async () => {
  const { sql } = photos.city.services.database;
  await sql`
    insert into account (name, display_name, display_name_en, role, area_code, body_code, password_hash)
    select n.name, n.name, n.name, n.role, n.area, n.body, a.password_hash
    from account a, (values ('coordinator-elsewhere', 'coordinator', '110105', null),
                            ('officer-elsewhere', 'officer', null, '110105-urban')) n (name, role, area, body)
    where a.name = 'officer'`;
  const { body } = await officer.get<{ photos: PhotoView[] }>(path);
  const address = `/api/attachments/${body.photos[0]?.hash}`;
  const answers: [string, number, number][] = [];
  for (const name of [
    'coordinator-xicheng',
    'coordinator-fengtai',
    'officer',
    'planner',
    'coordinator-elsewhere',
    'officer-elsewhere',
    'wall',
  ]) {
    const who = await photos.as(name);
    answers.push([name, (await who.get(path)).status, (await who.get(address)).status]);
    expect((await who.get(`${address}/thumbnail`)).status, name).toBe((await who.get(address)).status);
  }
  expect(answers).toEqual([
    ['coordinator-xicheng', 200, 200],
    ['coordinator-fengtai', 200, 200],
    ['officer', 200, 200],
    ['planner', 200, 200],
    ['coordinator-elsewhere', 404, 404],
    ['officer-elsewhere', 404, 404],
    ['wall', 404, 404],
  ]);
  expect((await photos.app.request(address)).status).toBe(401);
  expect((await officer.get(`/api/attachments/${'0'.repeat(64)}`)).status).toBe(404);
  expect((await officer.get('/api/attachments/..%2F..%2Fetc%2Fpasswd')).status).toBe(400);
});

test('nobody adds for a body that is not theirs, or to a case they do not see', async () => {
  const photo = await picture('#0a0');
  const before = await entered();
  expect((await send(photo, { body: '110102-urban' })).status).toBe(403);
  expect((await send(photo, { body: '110106-gas' })).status).toBe(403);
  const fengtai = await photos.as('coordinator-fengtai');
  expect((await send(photo, { body: '110102-urban' }, fengtai.cookie)).status).toBe(403);
  for (const [name, status] of [
    ['officer-elsewhere', 404],
    ['coordinator-elsewhere', 404],
    ['planner', 403],
    ['wall', 403],
  ] as const)
    expect([name, (await send(photo, {}, (await photos.as(name)).cookie)).status]).toEqual([name, status]);
  expect(await entered()).toEqual(before);
  expect((await send(photo, { body: '110106-urban' }, fengtai.cookie)).status).toBe(201);
});

test.each([
  [
    'a HEIC photo',
    Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    415,
    'photo-type',
    /HEIC.*兼容性最佳/,
  ],
  ['a page that calls itself a photo', Buffer.from('<html><script>'), 415, 'photo-type', /不是照片/],
  ['the beginning of a photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]), 422, 'photo-broken', /损坏/],
  ['no photo', null, 400, 'invalid-input', /photo/],
] as const)(
  '%s is refused with what is wrong, and nothing is entered',
  async (_what, photo, status, type, words) => {
    const before = await entered();
    const answer = await send(photo);
    expect([answer.status, answer.body.type]).toEqual([status, `urn:shaotu:problem:${type}`]);
    expect(answer.body.detail).toMatch(words);
    expect(await entered()).toEqual(before);
  },
);

test('a moment nobody knows and a form that is none are refused with the field', async () => {
  const answer = await send<{ errors: { pointer: string }[] }>(await picture('#00a'), { moment: 'during' });
  expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([400, '#/moment']);
  const broken = await photos.app.request(path, {
    method: 'POST',
    headers: {
      cookie: officer.cookie,
      origin: 'http://localhost',
      'content-type': 'multipart/form-data; boundary=x',
    },
    body: 'no form',
  });
  expect(broken.status).toBe(400);
});

test('a page of another site cannot send one', async () => {
  const headers = { origin: 'http://elsewhere.example' };
  const answer = await sendForm(photos.app, officer.cookie, path, formWith(await picture('#00a')), headers);
  expect(answer.status).toBe(403);
});

test('80 MB are refused before any of it is read, by what the request says, and else as soon as it is too long', async () => {
  const stated = await photos.app.request(path, {
    method: 'POST',
    headers: {
      cookie: officer.cookie,
      origin: 'http://localhost',
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': '80000000',
      'accept-language': 'zh',
    },
    body: 'x',
  });
  expect(stated.status).toBe(413);
  expect(await stated.json()).toMatchObject({ detail: '一张照片最多 20 MB' });

  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1_000_000;
      if (sent > 80_000_000) controller.close();
      else controller.enqueue(new Uint8Array(1_000_000));
    },
  });
  const streamed = await photos.app.request(path, {
    method: 'POST',
    headers: {
      cookie: officer.cookie,
      origin: 'http://localhost',
      'content-type': 'multipart/form-data; boundary=x',
    },
    body: endless,
    duplex: 'half',
  } as RequestInit);
  expect(streamed.status).toBe(413);
  expect(sent).toBeLessThan(photoLimits.bytes + 5_000_000);
});

test('over a real line 80 MB get their answer while they are still being sent', async () => {
  const server = serve({ fetch: photos.app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sending = request({
    port,
    path,
    method: 'POST',
    headers: {
      cookie: officer.cookie,
      origin: `http://127.0.0.1:${port}`,
      host: `127.0.0.1:${port}`,
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': 80_000_000,
    },
  });
  // A server that has answered may close the line on the rest.
  sending.on('error', () => {});
  sending.write(Buffer.alloc(1_000_000));
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(413);
  sending.destroy();
  server.close();
});

test('a closed case takes no more photos', async () => {
  const { sql } = photos.city.services.database;
  await sql`update whistle set closed_at = ${new Date('2026-05-09T00:00:00Z')} where id = ${photos.whistle.id}`;
  const late = await send(await picture('#fff'));
  expect([late.status, late.body.type]).toEqual([409, 'urn:shaotu:problem:closed']);
});
