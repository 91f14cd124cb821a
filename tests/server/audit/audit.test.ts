import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAudit, readExpected } from '../../../server/audit/check.ts';
import { record } from '../../../server/audit/record.ts';
import { canonical } from '../../../server/audit/seal.ts';
import { verifyAudit } from '../../../server/audit/verify.ts';
import { append } from '../../../server/live/log.ts';
import { type Door, openDoor } from '../access/door.ts';

let door: Door;
let admin: string;
beforeAll(async () => {
  door = await openDoor();
  admin = await door.enter('admin');
});
afterAll(() => door.close());

const rows = async (query = '') => (await door.ask('GET', `/api/audit${query}`, { cookie: admin })).body.rows;

test('canonical JSON has its keys in order and no white space', () => {
  expect(canonical({ b: [1, { d: null, c: 'ä"' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"ä\\"","d":null}]}',
  );
});

test('sign-ins are on record, good and failed; a name nobody has is not, for it may be a password', async () => {
  await door.ask('POST', '/api/session', {
    body: { name: 'planner', password: 'wrong' },
    address: '10.1.2.3',
  });
  await door.ask('POST', '/api/session', { body: { name: 'hunter2hunter2', password: 'x' } });
  const found = await rows('?action=session');
  expect(found.map((r: { action: string }) => r.action)).toEqual([
    'session.refused',
    'session.refused',
    'session.opened',
  ]);
  expect(found[1]).toMatchObject({
    actor: null,
    object: 'account:planner',
    details: { address: '10.1.2.3', why: 'wrong' },
  });
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('what is refused to an account is on record once a minute for each route', async () => {
  const cookie = await door.enter('planner');
  for (let i = 0; i < 3; i += 1) await door.ask('GET', '/api/keys', { cookie });
  expect(await rows('?action=access.refused')).toHaveLength(1);
  door.later(61_000);
  await door.ask('GET', '/api/keys', { cookie });
  expect((await rows('?action=access.refused'))[0]).toMatchObject({
    actor: 'planner',
    object: 'GET /api/keys',
  });
});

test('keys and accounts are on record without the names of people', async () => {
  await door.ask('POST', '/api/keys', { cookie: admin, body: { name: '热线', role: 'planner' } });
  await door.ask('POST', '/api/accounts', {
    cookie: admin,
    body: { name: 'wang', displayName: '王建国', role: 'planner' },
  });
  await door.ask('PATCH', '/api/accounts/wang', {
    cookie: admin,
    body: { displayName: '王建军', role: 'engineer' },
  });
  const found = await rows('?object=wang');
  expect(found[0]).toMatchObject({
    actor: 'admin',
    action: 'account.changed',
    details: { role: 'planner → engineer', renamed: 'yes' },
  });
  expect(JSON.stringify(found)).not.toMatch(/王建/);
});

test('an edition published is on record by the step that publishes it', async () => {
  await door.database.sql.begin((tx) =>
    append(tx, { at: door.now(), step: 'edition.published', actor: 'engineer', body: { edition: 7 } }),
  );
  expect((await rows('?action=edition'))[0]).toMatchObject({
    actor: 'engineer',
    action: 'edition.published',
    details: { edition: 7 },
  });
});

test('what is not done is not on record', async () => {
  const before = (await rows())[0].seq;
  await door.database.sql
    .begin(async (tx) => {
      await record(tx, { at: door.now(), actor: 'admin', action: 'export.made', object: 'nothing' });
      throw new Error('given up');
    })
    .catch(() => {});
  expect((await rows())[0].seq).toBe(before);
});

test('the file can be opened in a spreadsheet, and taking it out is on record', async () => {
  await door.database.sql.begin((tx) =>
    record(tx, {
      at: door.now(),
      actor: 'admin',
      action: 'export.made',
      object: '=HYPERLINK("http://evil")',
    }),
  );
  const file = await door.ask('GET', '/api/audit/file.csv?action=export', { cookie: admin });
  expect(file.body.charCodeAt(0)).toBe(0xfeff);
  expect(file.body).toContain(`'=HYPERLINK`);
  expect((await rows())[0]).toMatchObject({ action: 'export.made', object: 'audit' });
});

test('odd text, large numbers and times of any kind are sealed as they are stored', async () => {
  await door.database.sql.begin((tx) =>
    record(tx, {
      at: new Date('2026-05-08T01:27:00.123Z'),
      actor: 'admin\0',
      action: 'export.made',
      object: '\ud800',
      details: {
        z: 1e-7,
        a: -0,
        b: 0.1 + 0.2,
        c: 1e21,
        d: [null, { f: '📣', e: true }],
        n: Number.NaN,
        long: 'x'.repeat(5000),
      },
    }),
  );
  expect((await verifyAudit(door.database.sql)).broken).toBeNull();
});

test('rows written at once stand one behind the other', async () => {
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      door.database.sql.begin((tx) =>
        record(tx, { at: door.now(), actor: null, action: 'export.made', object: `n${i}` }),
      ),
    ),
  );
  const { broken, count, last } = await verifyAudit(door.database.sql);
  expect(broken).toBeNull();
  expect(last?.seq).toBe(count);
});

test('a check says which row is last, and misses one that was kept elsewhere', async () => {
  const { sql } = door.database;
  const first = await checkAudit(sql, null);
  expect(first.fault).toBeNull();
  expect(first.lines[0]).toMatch(/^审计日志：\d+ 行完好 \/ audit log: \d+ rows hold$/);
  const kept = readExpected(['--expect', first.lines[1]?.replace('last: ', '') ?? '']);
  if (kept === null || typeof kept === 'string') throw new Error(`${kept} is no row`);
  expect((await checkAudit(sql, kept)).fault).toBeNull();
  expect((await checkAudit(sql, { ...kept, seq: '999999' })).fault?.en).toMatch(
    /^row 999999 is not the one kept: got nothing, wanted [0-9a-f]{64}$/,
  );
  expect(readExpected(['--expect', '12'])).toMatch(/wanted nothing, or --expect SEQ:HASH/);
});

describe('nobody rewrites what was done', () => {
  test('the database refuses to change or remove rows of either log', async () => {
    const { sql } = door.database;
    await expect(sql`update audit set actor = 'nobody'`).rejects.toThrow(/only ever added/);
    await expect(sql`delete from audit where seq = 1`).rejects.toThrow(/only ever added/);
    await expect(sql`truncate audit`).rejects.toThrow(/only ever added/);
    await expect(sql`delete from event`).rejects.toThrow(/only ever added/);
  });

  test.each([
    ['content', "update audit set actor = 'nobody' where seq = 5", 5],
    ['link', "update audit set previous = repeat('0', 64) where seq = 4", 4],
    ['gap', 'delete from audit where seq = 3', 3],
  ] as const)('who can lift the guard is found out: %s', async (why, change, seq) => {
    const { sql } = door.database;
    await sql.unsafe('alter table audit disable trigger audit_only_grows');
    await sql.unsafe(change);
    await sql.unsafe('alter table audit enable trigger audit_only_grows');
    const { broken, count } = await verifyAudit(sql);
    expect(broken).toEqual({ seq: why === 'gap' ? seq + 1 : seq, why });
    expect(count).toBe(seq - 1);
    expect((await checkAudit(sql, null)).fault?.en).toMatch(new RegExp(`^row ${broken?.seq} `));
  });
});
