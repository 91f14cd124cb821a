import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDemoAccounts } from '../../../server/access/demo.ts';
import { prepareAccounts } from '../../../server/access/first-start.ts';
import { type Door, openDoor } from './door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor({ demo: false });
});
afterAll(() => door.close());

const real = { demo: false, adminPasswordFile: undefined };
const lilac = 'lilac-alley-third-tree';
const setUp = (body: object) => door.ask('POST', '/api/session/setup', { body });
const file = async (text: string) => {
  const path = join(await mkdtemp(join(tmpdir(), 'shaotu-password-')), 'password');
  await writeFile(path, text);
  return path;
};

describe('a server without the demo', () => {
  test('has no account anybody could know, and asks for a code that it alone has printed', async () => {
    const code = await prepareAccounts(door.database.sql, real, door.now());
    expect(code).toMatch(/^([A-Z2-9]{5}-){3}[A-Z2-9]{5}$/);
    const [accounts] = await door.database.sql<
      { count: number }[]
    >`select count(*)::int as count from account`;
    expect(accounts?.count).toBe(0);
    expect((await door.ask('GET', '/api/session')).body).toMatchObject({
      setup: true,
      account: null,
      demoAccounts: [],
    });

    const wrong = await setUp({ code: 'AAAAA-AAAAA-AAAAA-AAAAA', name: 'chief', password: lilac });
    expect(wrong.body.errors[0].pointer).toBe('#/code');
    const weak = await setUp({ code, name: 'chief', password: 'password1234' });
    expect(weak.body.errors[0].pointer).toBe('#/password');

    const made = await setUp({
      code: code?.toLowerCase().replaceAll('-', ' '),
      name: 'chief',
      password: lilac,
    });
    expect(made.body).toMatchObject({ setup: false, account: { name: 'chief', role: 'admin' } });
    expect((await setUp({ code, name: 'second', password: lilac })).status).toBe(409);
    expect(await prepareAccounts(door.database.sql, real, door.now())).toBeNull();
  });

  test('closes what a demo left behind, even in the middle of a session', async () => {
    await addDemoAccounts(door.database.sql);
    const cookie = await door.enter('planner');
    await prepareAccounts(door.database.sql, real, door.now());
    door.later(3000);
    expect((await door.ask('GET', '/api/session', { cookie })).body.account).toBeNull();
    expect(
      (await door.ask('POST', '/api/session', { body: { name: 'planner', password: 'demo' } })).status,
    ).toBe(403);
    const chief = await door.enter('chief', lilac);
    const opened = await door.ask('POST', '/api/accounts/planner/enable', { cookie: chief, body: {} });
    expect(opened.body.type).toBe('urn:shaotu:problem:demo-account');
  });

  test('takes the first administrator’s password from a file, if it is a good one', async () => {
    const other = await openDoor({ demo: false });
    const start = async (text: string) =>
      prepareAccounts(other.database.sql, { demo: false, adminPasswordFile: await file(text) }, other.now());
    await expect(start('hunter2\n')).rejects.toThrow(/^(?!.*hunter2).*ADMIN_PASSWORD_FILE/);
    expect(await start(`${lilac}\n`)).toBeNull();
    await other.enter('admin', lilac);
    await start('another-password-altogether');
    await other.enter('admin', lilac);
    await other.close();
  });
});

test('a demo started again opens its accounts again', async () => {
  const demo = await openDoor();
  await prepareAccounts(demo.database.sql, real, demo.now());
  expect((await demo.ask('POST', '/api/session', { body: { name: 'wall', password: 'demo' } })).status).toBe(
    403,
  );
  await prepareAccounts(demo.database.sql, { ...real, demo: true }, demo.now());
  await demo.enter('wall');
  await demo.close();
});
