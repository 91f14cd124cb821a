import { scryptSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitAfter } from '../../../server/access/throttle.ts';
import { type Door, openDoor } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const hour = 3_600_000;
const tryOnce = (name: string, password: string, address = 'local') =>
  door.ask('POST', '/api/session', { body: { name, password }, address });
const who = async (cookie: string) =>
  (await door.ask('GET', '/api/session', { cookie })).body.account?.name ?? null;

test('a wrong password and a name that nobody has are answered alike', async () => {
  const wrong = await tryOnce('planner', 'nonsense', 'a');
  const nobody = await tryOnce('nobody-here', 'nonsense', 'a');
  expect(wrong.status).toBe(401);
  expect(nobody.body).toEqual(wrong.body);
});

test('a hash by scrypt is made anew by argon2 when its owner signs in', async () => {
  const key = scryptSync('demo', Buffer.alloc(16), 32, { N: 2 ** 14, r: 8, p: 1 });
  const old = `scrypt$16384$8$1$${Buffer.alloc(16).toString('base64url')}$${key.toString('base64url')}`;
  await door.database.sql`update account set password_hash = ${old} where name = 'engineer'`;
  await door.enter('engineer');
  const [row] = await door.database.sql`select password_hash from account where name = 'engineer'`;
  expect(row?.password_hash).toMatch(/^\$argon2id\$/);
  await door.enter('engineer');
});

test('the cookie is out of reach of scripts and other sites, and bound to the host over https', async () => {
  const plain = await tryOnce('planner', 'demo');
  expect(plain.headers.get('set-cookie')).toMatch(/^shaotu_session=.*HttpOnly; SameSite=Strict$/);
  const secure = await door.ask('POST', '/api/session', {
    body: { name: 'planner', password: 'demo' },
    https: true,
  });
  expect(secure.headers.get('set-cookie')).toMatch(
    /^__Host-shaotu_session=.*Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  const behindProxy = await door.ask('POST', '/api/session', {
    body: { name: 'planner', password: 'demo' },
    headers: { 'x-forwarded-proto': 'https' },
  });
  expect(behindProxy.cookie).toMatch(/^__Host-/);
  const fromPlain = await door.ask('GET', '/api/session', { cookie: plain.cookie, https: true });
  expect(fromPlain.body.account).toBeNull();
});

test('signing in again in the same browser ends the session it had', async () => {
  const first = await door.enter('planner');
  const second = await door.ask('POST', '/api/session', {
    body: { name: 'planner', password: 'demo' },
    cookie: first,
  });
  expect(second.cookie).not.toBe(first);
  expect(await who(first)).toBeNull();
  expect(await who(second.cookie)).toBe('planner');
});

test('signing out ends the session at once', async () => {
  const cookie = await door.enter('planner');
  expect(
    (await door.ask('DELETE', '/api/session', { cookie, headers: { origin: 'http://shaotu.test' } })).status,
  ).toBe(204);
  expect(await who(cookie)).toBeNull();
});

test('what another site makes a browser send is refused, what a system sends with a key is not', async () => {
  const cookie = await door.enter('planner');
  const from = (origin: string) => ({ origin, 'content-type': 'text/plain' });
  const foreign = await door.ask('POST', '/api/anything', { cookie, headers: from('http://evil.test') });
  expect(foreign.status).toBe(403);
  expect(
    (await door.ask('POST', '/api/anything', { cookie, headers: from('http://shaotu.test') })).status,
  ).toBe(200);
});

describe('waiting after failures', () => {
  test('grows from 5 seconds to 15 minutes, after five failures of an account or thirty of an address', () => {
    expect([1, 4, 5, 6, 7, 20].map((n) => waitAfter(n, 'account'))).toEqual([0, 0, 5, 10, 20, 900]);
    expect([29, 30, 31].map((n) => waitAfter(n, 'address'))).toEqual([0, 5, 10]);
  });

  test('holds for the right password too, says how long, and ends by itself', async () => {
    for (let i = 0; i < 5; i += 1) expect((await tryOnce('officer', 'guess', `o${i}`)).status).toBe(401);
    const blocked = await tryOnce('officer', 'demo', 'o6');
    expect(blocked.status).toBe(429);
    expect(blocked.headers.get('retry-after')).toBe('5');
    expect(blocked.body).toMatchObject({ type: 'urn:shaotu:problem:sign-in-throttled', retryAfter: 5 });
    door.later(5_000);
    expect((await tryOnce('officer', 'demo', 'o6')).status).toBe(200);
    expect((await tryOnce('officer', 'guess', 'o6')).status).toBe(401);
  });

  test('counts guesses sent all at once one by one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => tryOnce('wall', 'guess', `w${i}`)),
    );
    const heard = answers.filter(({ status }) => status === 401);
    expect(heard).toHaveLength(5);
    door.later(hour);
  });

  test('holds for one address that tries many names', async () => {
    const answers = [];
    for (let i = 0; i < 31; i += 1) answers.push((await tryOnce(`guess-${i}`, 'demo', 'crowd')).status);
    expect(answers.filter((status) => status === 401)).toHaveLength(30);
    expect(answers.at(-1)).toBe(429);
    expect((await tryOnce('planner', 'demo', 'elsewhere')).status).toBe(200);
  });
});

describe('a session', () => {
  test('of a desk ends after four hours without use, and after twelve in any case', async () => {
    const idle = await door.enter('planner');
    door.later(4 * hour);
    expect(await who(idle)).toBeNull();
    const used = await door.enter('planner');
    for (let i = 0; i < 11; i += 1) {
      door.later(hour);
      expect(await who(used)).toBe('planner');
    }
    door.later(hour);
    expect(await who(used)).toBeNull();
  });

  test('is listed to its owner with the one in use marked, and ended one by one or all others at once', async () => {
    const [here, there, gone] = [
      await door.enter('coordinator-xicheng'),
      await door.enter('coordinator-xicheng'),
      await door.enter('coordinator-xicheng'),
    ];
    const list = (await door.ask('GET', '/api/sessions', { cookie: here })).body;
    expect(list.sessions).toHaveLength(3);
    expect(list.sessions.filter((s: { here: boolean }) => s.here)).toHaveLength(1);
    expect(list.limits).toEqual({ idleHours: 4, longestHours: 12 });
    const id = (await door.ask('GET', '/api/sessions', { cookie: gone })).body.sessions.find(
      (s: { here: boolean }) => s.here,
    ).id;
    expect((await door.ask('DELETE', `/api/sessions/${id}`, { cookie: here, body: {} })).status).toBe(200);
    expect(await who(gone)).toBeNull();
    expect((await door.ask('DELETE', '/api/sessions', { cookie: here, body: {} })).body.ended).toBe(1);
    expect(await who(there)).toBeNull();
    expect(await who(here)).toBe('coordinator-xicheng');
  });

  test('of somebody else cannot be ended: its number is answered like one that nobody has', async () => {
    const [mine, theirs] = [await door.enter('planner'), await door.enter('engineer')];
    const id = (await door.ask('GET', '/api/sessions', { cookie: theirs })).body.sessions[0].id;
    expect((await door.ask('DELETE', `/api/sessions/${id}`, { cookie: mine, body: {} })).status).toBe(404);
    expect(await who(theirs)).toBe('engineer');
  });
});

describe('changing one’s own password', () => {
  const change = (cookie: string, current: string, password: string) =>
    door.ask('POST', '/api/session/password', { cookie, body: { current, password } });

  test('asks for the present one, and ends every other session', async () => {
    const [here, elsewhere] = [await door.enter('engineer'), await door.enter('engineer')];
    const wrong = await change(here, 'not it', 'a new one');
    expect(wrong.body.errors).toEqual([{ pointer: '#/current', detail: 'The present password is wrong' }]);
    expect((await change(here, 'demo', 'demo')).status).toBe(400);
    expect((await change(here, 'demo', 'demo-2')).status).toBe(200);
    expect(await who(here)).toBe('engineer');
    expect(await who(elsewhere)).toBeNull();
    expect((await tryOnce('engineer', 'demo', 'e')).status).toBe(401);
    expect((await tryOnce('engineer', 'demo-2', 'e')).status).toBe(200);
  });

  test('is for who is signed in', async () => {
    expect((await change('', 'demo', 'something')).status).toBe(401);
  });

  test('never sends a password back, not even one of the wrong kind', async () => {
    const cookie = await door.enter('planner');
    const reply = await change(cookie, 'x'.repeat(300), 'hunter2-'.repeat(50));
    expect(reply.status).toBe(400);
    expect(JSON.stringify(reply.body)).not.toMatch(/hunter2|xxxx/);
    expect(reply.body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['#/current', '#/password']);
  });
});
