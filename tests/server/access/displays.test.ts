import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Door, openDoor } from './door.ts';

let door: Door;
let admin: string;
beforeAll(async () => {
  door = await openDoor();
  admin = await door.enter('admin');
});
afterAll(() => door.close());

const newCode = async (address = 'hall') =>
  (await door.ask('POST', '/api/session/pairing', { body: {}, address })).body;
const claim = (ticket: string) =>
  door.ask('POST', '/api/session/pairing/claim', { body: { ticket }, address: 'hall' });
const enter = (body: object, cookie = admin) => door.ask('POST', '/api/displays', { cookie, body });
const list = async () => (await door.ask('GET', '/api/displays', { cookie: admin })).body.displays;

/** A wall that an administrator has let in. */
async function paired(name: string, areaCode: string | null = null) {
  const { code, ticket } = await newCode();
  const { body } = await enter({ code, name, areaCode });
  return { id: body.display.id as string, cookie: (await claim(ticket)).cookie };
}

test('a wall shows a code, an administrator enters it however typed, and the wall gets a session of its own', async () => {
  const { code, ticket, expiresAt } = await newCode();
  expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}$/);
  expect(Date.parse(expiresAt) - door.now().getTime()).toBe(600_000);
  expect((await claim(ticket)).body).toEqual({ state: 'waiting' });
  const made = await enter({ code: code.toLowerCase().replace('-', ' '), name: '指挥大厅 左屏' });
  expect(made.status).toBe(201);
  expect(made.body.display).toMatchObject({
    name: '指挥大厅 左屏',
    areaCode: null,
    pairedBy: 'admin',
    here: false,
  });
  const taken = await claim(ticket);
  expect(taken.body).toEqual({ state: 'accepted' });
  const { account } = (await door.ask('GET', '/api/session', { cookie: taken.cookie })).body;
  expect(account).toMatchObject({ role: 'wall', displayName: '指挥大厅 左屏', areaCode: null });
  expect(await list()).toMatchObject([{ here: true, seenAt: expect.any(String), address: 'hall' }]);
});

test('a code is good once, for its own wall, and is nowhere in the database', async () => {
  const { code, ticket } = await newCode();
  expect((await enter({ code, name: 'first' })).status).toBe(201);
  const again = await enter({ code, name: 'second' });
  expect(again.body).toMatchObject({ status: 400, errors: [{ pointer: '#/code', got: code }] });
  await claim(ticket);
  expect((await claim(ticket)).body).toEqual({ state: 'gone' });
  expect((await claim('t'.repeat(43))).body).toEqual({ state: 'gone' });
  const kept = JSON.stringify(await door.database.sql`select * from pairing`);
  expect(kept).not.toContain((await newCode()).code.replace('-', ''));
});

test('a code that has expired lets nobody in, nor does an entered one that was not picked up in time', async () => {
  const late = await newCode();
  const entered = await newCode();
  await enter({ code: entered.code, name: 'slow' });
  door.later(601_000);
  admin = await door.enter('admin');
  expect((await enter({ code: late.code, name: 'late' })).status).toBe(400);
  expect((await claim(entered.ticket)).body).toEqual({ state: 'gone' });
});

test('a revoked wall is shut out at once, and nobody can revoke it twice', async () => {
  const { id, cookie } = await paired('走廊');
  expect((await door.ask('POST', '/api/anything', { cookie, body: {} })).status).toBe(200);
  const left = await door.ask('DELETE', `/api/displays/${id}`, { cookie: admin, body: {} });
  expect(left.body.displays.find((d: { id: string }) => d.id === id)).toMatchObject({
    revokedBy: 'admin',
    here: false,
  });
  expect((await door.ask('POST', '/api/anything', { cookie, body: {} })).status).toBe(401);
  expect((await door.ask('DELETE', `/api/displays/${id}`, { cookie: admin, body: {} })).status).toBe(404);
});

test('a wall may be left alone for a month, and then has to be paired again', async () => {
  const { id, cookie } = await paired('会议室', '110102');
  door.later(29 * 86_400_000);
  const within = await door.ask('GET', '/api/session', { cookie });
  expect(within.body.account).toMatchObject({ role: 'wall', areaCode: '110102' });
  door.later(31 * 86_400_000);
  expect((await door.ask('GET', '/api/session', { cookie })).body.account).toBeNull();
  admin = await door.enter('admin');
  const row = (await list()).find((d: { id: string }) => d.id === id);
  expect(row).toMatchObject({ here: false, seenAt: expect.any(String), revokedAt: null });
});

test('guessing is slowed down, and one address has only so many codes', async () => {
  const guesses = [];
  for (let guess = 0; guess < 7; guess++)
    guesses.push((await enter({ code: `AAAA-AAA${guess + 2}`, name: 'x' })).status);
  expect(guesses).toEqual([400, 400, 400, 400, 400, 429, 429]);
  let made = 0;
  while (made < 60 && (await newCode('corridor')).code) made += 1;
  expect(made).toBe(40);
  expect((await newCode('elsewhere')).code).toBeTruthy();
});

test('pairing is for administrators, is written down, and says which field is wrong', async () => {
  const planner = await door.enter('planner');
  expect((await enter({ code: 'AAAA-AAAA', name: 'x' }, planner)).status).toBe(403);
  const wrong = await enter({ code: '', name: '', areaCode: 'west' });
  expect(wrong.body.errors.map((e: { pointer: string }) => e.pointer)).toEqual([
    '#/code',
    '#/name',
    '#/areaCode',
  ]);
  const actions = await door.database.sql<{ action: string; object: string }[]>`
    select action, object from audit where action like 'display.%' order by seq`;
  expect(actions.map(({ action }) => action)).toContain('display.revoked');
  expect(actions[0]).toEqual({ action: 'display.paired', object: 'display:1' });
});
