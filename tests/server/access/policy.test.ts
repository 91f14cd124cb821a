import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Grant, grantOf, permissions, roles } from '../../../server/access/policy.ts';
import { grantOn, routePolicies } from '../../../server/access/route-policy.ts';
import { clientWith, openTestCity, type TestCity, type TestClient } from '../../support/city.ts';
import { ownBodies } from './own-bodies.ts';
import { routesTable } from './routes-table.ts';

const letters: Readonly<Record<Grant, string>> = { all: 'a', area: 'o', body: 'b' };
/** A demo account of each role, in the order of `roles`. */
const accounts = ['wall', 'coordinator-xicheng', 'officer', 'planner', 'engineer', 'admin'] as const;

let city: TestCity;
let clients: readonly TestClient[];
/** A case with nothing of Xicheng and nothing of the officer’s body in it. */
let foreign: { readonly whistle: string; readonly incident: string };
beforeAll(async () => {
  city = await openTestCity({ incidents: 20 });
  // A wall of one area: one of the whole city has no other people's cases.
  await city.services.database.sql`update account set area_code = '110102' where name = 'wall'`;
  clients = await Promise.all(accounts.map((name) => city.as(name)));
  foreign = await foreignCase(city);
}, 400_000);
afterAll(() => city.close());

test('the table of routes names every route there is, and none that is not', () => {
  const there = routePolicies(city.app).map((route) => nameOf(route));
  const lacking = there.filter((name) => !(name in routesTable));
  expect(
    lacking,
    'add a line to tests/server/access/routes-table.ts for each of these, with who may use it',
  ).toEqual([]);
  const gone = Object.keys(routesTable).filter((name) => !there.includes(name));
  expect(gone, 'take these lines out of tests/server/access/routes-table.ts: there is no such route').toEqual(
    [],
  );
});

test('every guard grants what the table says, no more and no less', () => {
  const cells = Object.fromEntries(
    routePolicies(city.app).map((route) => [
      nameOf(route),
      roles.map((role) => letters[grantOn(role, route) ?? ('' as Grant)] ?? '.').join(''),
    ]),
  );
  const guarded = Object.fromEntries(Object.entries(routesTable).filter(([, cell]) => cell !== '*'));
  expect(guarded).toEqual(Object.fromEntries(Object.keys(guarded).map((name) => [name, cells[name]])));
});

describe('asked over HTTP', () => {
  const asked = Object.entries(routesTable).filter(([, cells]) => cells !== '*');

  test.each(asked)('%s', async (name, cells) => {
    const [method, path] = split(name);
    const nobody = await ask(clientWith(city.app, ''), method, fill(path, {}));
    expect(nobody, 'nobody').toBe(401);
    for (const [index, client] of clients.entries()) {
      const status = await ask(client, method, fill(path, {}));
      const who = accounts[index];
      if (cells[index] === '.') expect(status, who).toBe(403);
      else expect([401, 500], `${who}: ${status}`).not.toContain(status);
      if (cells[index] === 'a') expect(status, who).not.toBe(403);
    }
  });
});

describe('with the numbers of other people’s cases', () => {
  const scoped = Object.entries(routesTable).filter(
    ([name, cells]) =>
      /[ob]/.test(cells) && /\/(whistles|incidents)\/:id/.test(name) && !takesFiles.has(name),
  );

  test.each(scoped)('%s', async (name, cells) => {
    const [method, path] = split(name);
    const id = path.includes('/whistles/') ? foreign.whistle : foreign.incident;
    for (const [index, client] of clients.entries()) {
      if (cells[index] !== 'o' && cells[index] !== 'b') continue;
      const status = await ask(client, method, fill(path, { id }), ownBodies[name]);
      const why =
        status === 400 ? 'give tests/server/access/own-bodies.ts a body this route takes' : accounts[index];
      expect([403, 404], `${why}: ${status}`).toContain(status);
    }
  });

  test('lists and the live feed hold nothing of theirs', async () => {
    const xicheng = clients[1] as TestClient;
    const officer = clients[2] as TestClient;
    const whistles = await xicheng.get<{ whistles: { id: string }[] }>('/api/whistles');
    expect(whistles.body.whistles.map(({ id }) => id)).not.toContain(foreign.whistle);
    const incidents = await xicheng.get<{ incidents: { id: string }[] }>('/api/incidents?limit=200');
    expect(incidents.body.incidents.map(({ id }) => id)).not.toContain(foreign.incident);
    const mine = await officer.get<{ whistles: { id: string }[] }>('/api/whistles');
    expect(mine.body.whistles.map(({ id }) => id)).not.toContain(foreign.whistle);
  });
});

describe('the table of permissions', () => {
  const mayChange = permissions.filter((p) => !/\.(see|ask|follow)$/.test(p));

  test('lets nobody who only looks at a wall change anything', () => {
    expect(mayChange.filter((p) => grantOf('wall', p) !== null)).toEqual([]);
  });

  test('lets a planner change nothing but proposals and what it takes up, which decide nothing', () => {
    expect(mayChange.filter((p) => grantOf('planner', p) !== null)).toEqual([
      'recurring.takeUp',
      'proposal.keep',
    ]);
  });

  test('keeps reporters to those who handle the case', () => {
    expect(roles.filter((role) => grantOf(role, 'reporter.see') !== null)).toEqual(['coordinator']);
  });

  test('keeps accounts, keys, displays and the audit log to administrators', () => {
    for (const permission of ['account.manage', 'key.manage', 'display.manage', 'audit.see'] as const)
      expect(roles.filter((role) => grantOf(role, permission) !== null)).toEqual(['admin']);
  });

  test('gives administrators no case to decide', () => {
    const deciding = permissions.filter((p) => /^(whistle|summons|side)\./.test(p) && !p.endsWith('.see'));
    expect(deciding.filter((p) => grantOf('admin', p) !== null)).toEqual([]);
  });
});

/** Routes whose body is a file: its kind is looked at before whose case it is, which their own tests hold them to. */
const takesFiles = new Set(['POST /api/whistles/:id/attachments']);

const nameOf = ({ method, path }: { method: string; path: string }): string =>
  `${method} ${path.replace(/\{[^/]*\}/g, '')}`;

function split(name: string): readonly [string, string] {
  const space = name.indexOf(' ');
  return [name.slice(0, space), name.slice(space + 1)];
}

/** Values that a path’s parameters may have where nothing of that number is there. */
const nobodys: Readonly<Record<string, string>> = {
  id: '999999999',
  key: encodeURIComponent('110102|110106'),
  edition: '1',
  code: '110106-urban',
  area: '110102',
  hash: 'a'.repeat(64),
  name: 'nobody-here',
  whistle: '999999999',
  file: 'bodies.csv',
  part: 'bodies',
  layer: 'district',
  document: 'district.json',
  z: '9',
  x: '421',
  tile: '193.mvt',
};

const fill = (path: string, known: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => known[name] ?? nobodys[name] ?? '1');

/** The status of an answer whose body is let go: the live feed has no end. */
async function ask(client: TestClient, method: string, path: string, body: unknown = {}): Promise<number> {
  const response = await city.app.request(path, {
    method,
    headers: { cookie: client.cookie, ...(method !== 'GET' && { 'content-type': 'application/json' }) },
    ...(method !== 'GET' && { body: JSON.stringify(body) }),
  });
  await response.body?.cancel();
  return response.status;
}

async function foreignCase({ services }: TestCity): Promise<typeof foreign> {
  const [row] = await services.database.sql<{ whistle: string; incident: string }[]>`
    select w.id as whistle, w.incident_id as incident from whistle w
    where w.closed_at is null
      and not exists (select 1 from side s where s.whistle_id = w.id and s.area_code like '110102%')
      and not exists (select 1 from summons s where s.whistle_id = w.id and s.body_code = '110106-urban')
    order by w.id limit 1`;
  if (!row) throw new Error('the city has no open case without Xicheng and the officer’s body');
  return row;
}
