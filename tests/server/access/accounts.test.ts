import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Door, openDoor } from './door.ts';

let door: Door;
let admin: string;
beforeAll(async () => {
  door = await openDoor();
  admin = await door.enter('admin');
});
afterAll(() => door.close());

const as = (cookie: string) => (method: string, path: string, body?: unknown) =>
  door.ask(method, path, { cookie, ...(body !== undefined && { body }) });
const ask = (method: string, path: string, body?: unknown) => as(admin)(method, path, body);
const who = async (cookie: string) => (await door.ask('GET', '/api/session', { cookie })).body;
const lilac = 'lilac-alley-third-tree';

const officer = (name: string) => ({
  name,
  displayName: '王建国',
  displayNameEn: 'Wang Jianguo',
  role: 'officer',
  bodyCode: '110106-urban',
});

async function addOfficer(name: string): Promise<{ cookie: string; password: string }> {
  const { body } = await ask('POST', '/api/accounts', officer(name));
  return { cookie: await door.enter(name, body.password), password: body.password };
}

test('a new account gets a temporary password, and nothing is open to it until it has chosen its own', async () => {
  const made = await ask('POST', '/api/accounts', officer('wang.jianguo'));
  expect(made.status).toBe(201);
  expect(made.body.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  const cookie = await door.enter('wang.jianguo', made.body.password);
  expect(await who(cookie)).toMatchObject({ mustChange: true, account: { role: 'officer' } });
  const kept = await as(cookie)('POST', '/api/anything', {});
  expect(kept.body).toMatchObject({ status: 403, type: 'urn:shaotu:problem:password-change-needed' });
  await as(cookie)('POST', '/api/session/password', { current: made.body.password, password: lilac });
  expect((await as(cookie)('POST', '/api/anything', {})).status).toBe(200);
  expect(await who(cookie)).toMatchObject({ mustChange: false });
});

test('a coordinator has an area and an officer a body; each fault names its field', async () => {
  const faults = [
    { ...officer('li.na'), bodyCode: null },
    { ...officer('li.na'), role: 'coordinator', bodyCode: null },
    { ...officer('li.na'), role: 'planner' },
    { ...officer('li.na'), areaCode: '110106' },
  ];
  const pointers = [];
  for (const fault of faults)
    pointers.push((await ask('POST', '/api/accounts', fault)).body.errors[0].pointer);
  expect(pointers).toEqual(['#/bodyCode', '#/areaCode', '#/bodyCode', '#/areaCode']);
  const bad = await ask('POST', '/api/accounts', { ...officer('Li Na'), role: 'chief' });
  expect(bad.body.errors).toEqual([
    { pointer: '#/role', got: '"chief"', detail: expect.stringContaining('must be one of "wall"') },
    { pointer: '#/name', got: '"Li Na"', detail: expect.stringContaining('beginning with a letter') },
  ]);
});

test('names are taken for good, by disabled accounts too', async () => {
  await ask('POST', '/api/accounts', officer('zhao.min'));
  await ask('POST', '/api/accounts/zhao.min/disable', {});
  expect((await ask('POST', '/api/accounts', officer('zhao.min'))).body.type).toBe(
    'urn:shaotu:problem:name-taken',
  );
});

test('accounts are listed by pages and found by name, role, area and standing', async () => {
  const first = (await ask('GET', '/api/accounts?limit=3')).body;
  expect(first.accounts).toHaveLength(3);
  const second = (await ask('GET', `/api/accounts?limit=3&cursor=${first.next}`)).body;
  expect(second.accounts[0].name > first.accounts[2].name).toBe(true);
  const names = async (query: string) =>
    (await ask('GET', `/api/accounts?${query}`)).body.accounts.map((a: { name: string }) => a.name);
  expect(await names('q=fengtai&role=coordinator')).toEqual(['coordinator-fengtai']);
  expect(await names('q=110102')).toEqual(['coordinator-xicheng']);
  expect(await names('state=disabled')).toEqual(['zhao.min']);
  expect(JSON.stringify(first)).not.toContain('argon2');
});

test('a closed account gets no further with its next request, and keeps what it did', async () => {
  const { cookie } = await addOfficer('sun.li');
  await ask('POST', '/api/accounts/sun.li/disable', {});
  expect((await as(cookie)('POST', '/api/anything', {})).status).toBe(401);
  const wrong = await door.ask('POST', '/api/session', { body: { name: 'sun.li', password: 'guess' } });
  expect(wrong.status).toBe(401);
  await ask('POST', '/api/accounts/sun.li/enable', {});
  const { body } = await ask('POST', '/api/accounts/sun.li/password', {});
  await ask('POST', '/api/accounts/sun.li/disable', {});
  const known = await door.ask('POST', '/api/session', { body: { name: 'sun.li', password: body.password } });
  expect(known.body).toMatchObject({ status: 403, type: 'urn:shaotu:problem:account-disabled' });
});

test('a reset ends every session, and the temporary password opens nothing but the change', async () => {
  const { cookie } = await addOfficer('he.jie');
  const { body } = await ask('POST', '/api/accounts/he.jie/password', {});
  expect((await who(cookie)).account).toBeNull();
  expect((await who(await door.enter('he.jie', body.password))).mustChange).toBe(true);
});

test('another role, area or body holds from the next request on', async () => {
  const cookie = await door.enter('coordinator-xicheng');
  await ask('PATCH', '/api/accounts/coordinator-xicheng', { areaCode: '110105' });
  expect((await who(cookie)).account.areaCode).toBe('110105');
});

test('an administrator sees and ends the sessions of others', async () => {
  const cookies = [await door.enter('planner'), await door.enter('planner')];
  const { sessions } = (await ask('GET', '/api/accounts/planner')).body;
  expect(sessions).toHaveLength(2);
  await ask('DELETE', `/api/accounts/planner/sessions/${sessions[0].id}`, {});
  expect((await ask('DELETE', '/api/accounts/planner/sessions', {})).body.ended).toBe(1);
  for (const cookie of cookies) expect((await who(cookie)).account).toBeNull();
});

test('the last administrator stays, and nobody closes or demotes themselves', async () => {
  expect((await ask('POST', '/api/accounts/admin/disable', {})).body.type).toBe(
    'urn:shaotu:problem:not-oneself',
  );
  expect((await ask('PATCH', '/api/accounts/admin', { role: 'planner' })).body.type).toBe(
    'urn:shaotu:problem:not-oneself',
  );
  const { body } = await ask('POST', '/api/accounts', {
    name: 'admin-2',
    displayName: '副管理员',
    role: 'admin',
  });
  const other = await door.enter('admin-2', body.password);
  await as(other)('POST', '/api/session/password', { current: body.password, password: lilac });
  const both = await Promise.all([
    as(other)('POST', '/api/accounts/admin/disable', {}),
    ask('POST', '/api/accounts/admin-2/disable', {}),
  ]);
  expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
  await door.database.sql`update account set disabled_at = null where name in ('admin', 'admin-2')`;
  admin = await door.enter('admin');
});

test('accounts are for administrators', async () => {
  const planner = await door.enter('planner');
  for (const path of [
    '/api/accounts',
    '/api/accounts/admin',
    '/api/keys',
    '/api/audit',
    '/api/audit/file.csv',
  ])
    expect((await as(planner)('GET', path)).status, path).toBe(403);
});

describe('a live feed', () => {
  test('ends within two seconds when its account is closed, and when its area changes', async () => {
    const { cookie } = await addOfficer('liu.yang');
    const { password } = (await ask('POST', '/api/accounts/liu.yang/password', {})).body;
    const fresh = await door.enter('liu.yang', password);
    await as(fresh)('POST', '/api/session/password', { current: password, password: lilac });
    const reader = await door.stream(fresh);
    expect(cookie).not.toBe(fresh);
    await reader.read();
    const closed = readToEnd(reader);
    await ask('POST', '/api/accounts/liu.yang/disable', {});
    expect(await closed).toBe('ended');

    const coordinator = await door.stream(await door.enter('coordinator-fengtai'));
    await coordinator.read();
    const changed = readToEnd(coordinator);
    await door.database
      .sql`update account set area_code = '110105', version = version + 1 where name = 'coordinator-fengtai'`;
    expect(await changed).toBe('ended');
  });
});

async function readToEnd(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  for (let piece = await reader.read(); !piece.done; piece = await reader.read());
  return 'ended';
}

describe('a key for another system', () => {
  const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` }, body: {} });
  const make = (more: object = {}) =>
    ask('POST', '/api/keys', { name: '12345 热线', role: 'coordinator', areaCode: '110106', ...more });

  test('comes in with its role and area, is shown once, and is known by its beginning', async () => {
    const made = await make();
    expect(made.status).toBe(201);
    const { key } = made.body;
    expect(key.startsWith(made.body.made.prefix)).toBe(true);
    const used = await door.ask('POST', '/api/anything', bearer(key));
    expect(used.body.by).toMatch(/^system-/);
    const list = (await ask('GET', '/api/keys')).body;
    expect(list.keys[0]).toMatchObject({
      prefix: made.body.made.prefix,
      usedAt: expect.any(String),
      role: 'coordinator',
    });
    expect(JSON.stringify(list)).not.toContain(key);
    const [row] = await door.database
      .sql`select secret_hash from access_key where prefix = ${made.body.made.prefix}`;
    expect(row?.secret_hash).not.toContain(key);
  });

  test('needs no origin, for it is no browser; a browser’s cookie beside it is still guarded', async () => {
    const { key } = (await make()).body;
    const headers = {
      authorization: `Bearer ${key}`,
      origin: 'http://elsewhere.test',
      'content-type': 'text/plain',
    };
    expect((await door.ask('POST', '/api/anything', { headers })).status).toBe(200);
    expect((await door.ask('POST', '/api/anything', { headers, cookie: admin })).status).toBe(403);
  });

  test('ends when it is revoked, when it expires, and when nobody knows it', async () => {
    const { key, made } = (await make()).body;
    await ask('DELETE', `/api/keys/${made.id}`, {});
    expect((await door.ask('POST', '/api/anything', bearer(key))).body.type).toBe(
      'urn:shaotu:problem:key-unknown',
    );
    expect((await ask('DELETE', `/api/keys/${made.id}`, {})).status).toBe(404);
    const short = (await make({ expiresAt: new Date(door.now().getTime() + 60_000).toISOString() })).body;
    expect((await door.ask('POST', '/api/anything', bearer(short.key))).status).toBe(200);
    door.later(61_000);
    expect((await door.ask('POST', '/api/anything', bearer(short.key))).status).toBe(401);
    expect((await door.ask('POST', '/api/anything', bearer('st_nonsense'))).status).toBe(401);
  });

  test('cannot sign in, change passwords or take a session', async () => {
    const { key, made } = (await make()).body;
    expect(
      (await door.ask('POST', '/api/session', { body: { name: made.account, password: 'demo' } })).status,
    ).toBe(401);
    const change = { current: 'demo', password: lilac };
    const reply = await door.ask('POST', '/api/session/password', { ...bearer(key), body: change });
    expect(reply.status).toBe(401);
    expect((await ask('POST', `/api/accounts/${made.account}/password`, {})).status).toBe(409);
  });

  test('ends within the next ten years or never', async () => {
    for (const expiresAt of ['2020-01-01T00:00:00Z', '2099-01-01T00:00:00Z'])
      expect((await make({ expiresAt })).body.errors[0].pointer).toBe('#/expiresAt');
  });
});
