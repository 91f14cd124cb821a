import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '../../../server/access/session.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import { createEditions, type Editions } from '../../../server/boundary/editions.ts';
import { publishEdition } from '../../../server/boundary/publish.ts';
import { saveDraft } from '../../../server/boundary/store.ts';
import type { Database } from '../../../server/database/connect.ts';
import { Problem, problemResponse } from '../../../server/errors.ts';
import { onPublish } from '../../../server/seam/publish.ts';
import { recordsOf } from '../../../server/seam/records.ts';
import { seamRoutes } from '../../../server/seam/routes.ts';
import type { SeamDetail, SeamView } from '../../../server/seam/view.ts';
import type { Environment } from '../../../server/services.ts';
import { openTickets } from '../../../server/survey/open.ts';
import { surveyRoutes } from '../../../server/survey/routes.ts';
import type { TicketDetail, TicketView } from '../../../server/survey/view.ts';
import { openTestDatabase } from '../../support/database.ts';
import { fourSquares, layerOf } from '../boundary/squares.ts';

const across = '110102001|110106001';
const inside = '110102001|110102002';
const of = (key: string) => `/api/seams/${encodeURIComponent(key)}`;

let database: Database;
let editions: Editions;
let app: Hono<Environment>;
let edition: number;
let now = new Date('2026-05-08T01:00:00Z');
const later = (days: number) =>
  new Date(Date.parse('2026-05-08T01:00:00Z') + days * 86_400_000).toISOString();

const account = (name: string, role: Account['role'], areaCode: string | null = null): Account => ({
  name,
  displayName: name,
  displayNameEn: name,
  role,
  areaCode,
  bodyCode: null,
});
const accounts = new Map(
  [
    account('xicheng', 'coordinator', '110102'),
    account('jia', 'coordinator', '110102001'),
    account('fengtai', 'coordinator', '110106'),
    account('city', 'coordinator'),
    account('engineer', 'engineer'),
    account('planner', 'planner'),
    account('wall', 'wall'),
  ].map((one) => [one.name, one]),
);

async function ask<T>(as: string, method: string, path: string, body?: unknown) {
  const response = await app.request(path, {
    method,
    headers: { 'accept-language': 'en', 'x-as': as, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}
const get = <T = SeamDetail>(as: string, path: string) => ask<T>(as, 'GET', path);
interface Refusal {
  type: string;
  detail: string;
  errors: { pointer: string; detail: string }[];
}

async function incident(number: string, lon: number, areas: readonly string[]): Promise<string> {
  const [row] = await database.sql<{ id: string }[]>`
    insert into incident (number, category, source, occurred_at, areas, joint, location, footprint)
    values (${number}, '01-01', 'patrol', ${now}, ${[...areas]}, ${areas.length > 1},
            st_setsrid(st_makepoint(${lon}, 39.1), 4326), st_setsrid(st_makepoint(${lon}, 39.1), 4326))
    returning id::text`;
  return row?.id ?? '';
}

beforeAll(async () => {
  database = await openTestDatabase();
  editions = createEditions(database, { clock: () => now });
  await editions.start();
  const built = buildEdition([layerOf('subdistrict', fourSquares)]);
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  edition = await saveDraft(database.sql, built.edition, built.report, { name: 'four' });
  const heard = new Promise<unknown>((resolve) => editions.onPublished(resolve));
  const at = new Date('2026-05-01T00:00:00Z');
  await publishEdition(database.sql, edition, built.edition, { at, actor: 'test', onPublish });
  await heard;
  const services = { database, editions, clock: () => now };
  app = new Hono<Environment>()
    .use(async (c, next) => {
      c.set('account', accounts.get(c.req.header('x-as') ?? '') ?? account('nobody', 'officer'));
      await next();
    })
    .route('/api/seams', seamRoutes(services))
    .route('/api/survey-tickets', surveyRoutes(services));
  app.onError((error, c) => {
    if (error instanceof Problem) return problemResponse(c, error);
    throw error;
  });
});
afterAll(async () => {
  await editions.stop();
  await database.close();
});

describe('the list of seams', () => {
  interface List {
    edition: number;
    count: number;
    length: number;
    seams: SeamView[];
    next: string | null;
  }
  const keys = async (query: string) =>
    (await get<List>('planner', `/api/seams?${query}`)).body.seams.map(({ key }) => key).sort();

  test('comes longest first, with all of them counted and their length together', async () => {
    const { status, body } = await get<List>('planner', '/api/seams');
    expect(status).toBe(200);
    expect(body).toMatchObject({ edition, count: 4, next: null });
    expect(body.length).toBeGreaterThan(39_000);
    expect(body.seams.map(({ length }) => length)).toEqual(
      body.seams.map(({ length }) => length).toSorted((a, b) => b - a),
    );
    expect(body.seams.find(({ key }) => key === across)).toMatchObject({
      level: 'district',
      left: { code: '110102001', name: '甲街道', district: { name: '西城区' } },
      right: { code: '110106001', name: '丙街道', district: { name: '丰台区' } },
      basis: null,
      accuracy: null,
      agreements: 0,
      tickets: 0,
    });
  });

  test('goes on page by page without leaving one out', async () => {
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const query: string = next === null ? '' : `&cursor=${encodeURIComponent(next)}`;
      const { body } = await get<List>('planner', `/api/seams?limit=1${query}`);
      expect(body.count).toBe(4);
      seen.push(...body.seams.map(({ key }) => key));
      next = body.next;
    } while (next !== null);
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });

  test('is narrowed by level, area, box and basis', async () => {
    expect(await keys('level=district')).toEqual([across, '110102002|110106002']);
    expect(await keys('area=110106')).toHaveLength(3);
    expect(await keys('area=110102001')).toEqual([inside, across]);
    expect(await keys('bbox=116.01,39.09,116.02,39.11')).toEqual([across]);
    expect(await keys('basis=none')).toHaveLength(4);
    expect(await keys('basis=kerb')).toEqual([]);
  });

  test('is searched by name, code and pinyin initials of either side; two words mean both sides', async () => {
    expect(await keys('q=丙街道')).toEqual([across, '110106001|110106002']);
    expect(await keys('q=110102002')).toEqual([inside, '110102002|110106002']);
    expect(await keys(`q=${encodeURIComponent('jjd × 丙')}`)).toEqual([across]);
    expect(await keys('q=丰台')).toHaveLength(3);
    expect(await keys('q=没有这里')).toEqual([]);
  });

  test('names what is wrong with a question', async () => {
    const wrong = async (query: string) => {
      const { status, body } = await get<Refusal>('planner', `/api/seams?${query}`);
      return `${status} ${body.errors[0]?.pointer}`;
    };
    expect(await wrong('bbox=1,2,3')).toBe('400 query/bbox');
    expect(await wrong('level=street')).toBe('400 query/level');
    expect(await wrong('basis=fence')).toBe('400 query/basis');
    expect(await wrong('cursor=nonsense')).toBe('400 query/cursor');
    expect(await wrong('at=2020-01-01T00:00:00Z')).toBe('400 query/at');
    expect((await get('planner', '/api/seams?edition=99')).status).toBe(404);
    expect((await get('wall', '/api/seams')).status).toBe(403);
  });
});

describe('a seam', () => {
  test('has its shape, both sides and its history', async () => {
    const { status, body } = await get('planner', of(across));
    expect(status).toBe(200);
    expect(body.shape.coordinates[0]?.length).toBeGreaterThan(1);
    expect(body.outlines.left?.type).toBe('MultiPolygon');
    // The line between 甲 and 丙 runs from the city's western edge to the corner where all four meet.
    const ends = [body.ends.from, body.ends.to].toSorted((one, other) => one.place[0] - other.place[0]);
    expect(ends[0]).toEqual({ place: [116, 39.1], beside: [] });
    expect(ends[1]).toMatchObject({ place: [116.1, 39.1], beside: [{ name: '乙街道' }, { name: '丁街道' }] });
    expect(body.ends.from.place).toEqual(body.shape.coordinates[0]?.[0]);
    expect(body.history).toMatchObject([{ edition, key: across, origin: 'new' }]);
    expect(body).toMatchObject({ version: 0, agreements: [], contacts: [], mayRecord: false });
    expect((await get('planner', of('110102001|110106002'))).status).toBe(404);
    expect((await get('planner', of('not a key'))).status).toBe(400);
  });

  test('counts the incidents on it by side, and lists those that the reader may see', async () => {
    await incident('20260508-0001', 116.05, ['110102001', '110106001']);
    await incident('20260508-0002', 116.06, ['110106001']);
    const { body } = await get('planner', of(across));
    expect(body.counts).toEqual({ incidents: 2, open: 2, joint: 1, whistles: 0, overrides: 0, redraws: 0 });
    expect(body.strip.left.concat(body.strip.right).reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(body.latest).toHaveLength(2);
    expect((await get('fengtai', of(across))).body.latest).toHaveLength(2);
    const { body: seen } = await get('xicheng', of(across));
    expect(seen.latest.map(({ number }) => number)).toEqual(['0508-0001']);
    expect(seen.counts.incidents).toBe(2);
    expect((await get('planner', of(inside))).body.counts.incidents).toBe(0);
  });

  test('counts an incident as its verdict in use says, wherever it lies', async () => {
    const before = (await get('planner', of(inside))).body.counts;
    const far = await incident('20260508-0101', 116.02, ['110102001', '110102002']);
    const beside = await incident('20260508-0102', 116.1, ['110102001']);
    const judge = (incidentId: string, keys: readonly string[]) => database.sql`
      insert into verdict (incident_id, edition_id, rules, geometry_hash, body, footprint, accuracy_m, width_m)
      select id, ${edition}, 'test', 'test', ${database.sql.json({ seams: keys.map((key) => ({ key })) })}, footprint, 0, 0
      from incident where id = ${incidentId}`;
    expect((await get('planner', of(inside))).body.counts.incidents).toBe(before.incidents + 1);
    await judge(far, [across, inside]);
    await judge(beside, []);
    expect((await get('planner', of(inside))).body.counts.incidents).toBe(before.incidents + 1);
    await judge(far, []);
    expect((await get('planner', of(inside))).body.counts).toEqual(before);
  });
});

describe('the basis of a seam', () => {
  const basis = { basis: 'kerb', holder: '110106001', accuracy: 0.5, note: '2026 年实测', version: 0 };

  test('is recorded by the coordinator of either side and by engineers, by nobody else', async () => {
    expect((await ask('planner', 'PUT', `${of(across)}/basis`, basis)).status).toBe(403);
    expect((await ask('fengtai', 'PUT', `${of(inside)}/basis`, { ...basis, holder: null })).status).toBe(403);
    expect((await get('jia', of(across))).body.mayRecord).toBe(true);
    const { status, body } = await ask<SeamDetail>('jia', 'PUT', `${of(across)}/basis`, basis);
    expect(status).toBe(200);
    expect(body).toMatchObject({ basis: 'kerb', holder: '110106001', version: 1, updatedBy: 'jia' });
    const records = await recordsOf(database.sql, edition);
    expect(records.find(({ key }) => key === across)).toMatchObject({ basis: 'kerb', holder: '110106001' });
  });

  test('is not written over by somebody who has not seen what was recorded meanwhile', async () => {
    const { status, body } = await ask<Refusal>('fengtai', 'PUT', `${of(across)}/basis`, basis);
    expect(status).toBe(409);
    expect(body.detail).toContain('"jia" has recorded version 1 meanwhile');
    const both = await Promise.all(
      ['jia', 'fengtai'].map((who) => ask(who, 'PUT', `${of(across)}/basis`, { ...basis, version: 1 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('is refused where it makes no sense, with the field', async () => {
    const wrong = async (change: object) => {
      const { status, body } = await ask<Refusal>('engineer', 'PUT', `${of(across)}/basis`, {
        ...basis,
        version: 2,
        ...change,
      });
      return `${status} ${body.errors[0]?.pointer}`;
    };
    expect(await wrong({ holder: '110102002' })).toBe('400 #/holder');
    expect(await wrong({ basis: 'centreline' })).toBe('400 #/holder');
    expect(await wrong({ basis: 'fence' })).toBe('400 #/basis');
    expect(await wrong({ accuracy: -1 })).toBe('400 #/accuracy');
    expect(await wrong({ version: 'two' })).toBe('400 #/version');
  });
});

describe('the stretches of a seam', () => {
  const whole = { basis: 'centreline', holder: null, accuracy: 1, note: '', version: 2 };
  const record = (change: object) =>
    ask<SeamDetail & Refusal>('engineer', 'PUT', `${of(across)}/basis`, { ...whole, ...change });

  test('have a basis, a holder and an accuracy of their own, which verdicts are told by the part of the line', async () => {
    const { body } = await record({
      stretches: [
        { from: 0, to: 500, basis: 'wallFoot', holder: '110102001', accuracy: 0.5 },
        { from: 500, to: 800, basis: null },
      ],
    });
    expect(body.version).toBe(3);
    expect(body.stretches).toMatchObject([
      { basis: 'wallFoot', holder: '110102001', accuracy: 0.5 },
      { basis: null, holder: null, accuracy: null },
    ]);
    expect(body.stretches.map(({ from, to }) => [Math.round(from), Math.round(to)])).toEqual([
      [0, 500],
      [500, 800],
    ]);
    const records = await recordsOf(database.sql, edition);
    const stretches = records.find(({ key }) => key === across)?.stretches ?? [];
    expect(stretches).toMatchObject([{ basis: 'wallFoot', holder: '110102001' }, { basis: null }]);
    expect(stretches[0]?.lines.flat()[0]).toEqual(body.shape.coordinates[0]?.[0]);
  });

  test('have the seam found by what any of them follows, and named in the list beside the rest', async () => {
    const found = async (basis: string) =>
      (await get<{ seams: SeamView[] }>('planner', `/api/seams?basis=${basis}`)).body.seams;
    expect(await found('wallFoot')).toMatchObject([
      { key: across, basis: 'centreline', otherBases: ['wallFoot', null] },
    ]);
    expect(await found('centreline')).toMatchObject([{ key: across }]);
    expect((await found('none')).map(({ key, otherBases }) => [key, otherBases])).toContainEqual([
      across,
      ['wallFoot', null],
    ]);
    expect(await found('none')).toHaveLength(4);
    expect(await found('kerb')).toEqual([]);
  });

  test('stay as they are where only the rest is recorded anew, and go when none are given', async () => {
    expect((await record({ version: 3, accuracy: 2 })).body.stretches).toHaveLength(2);
    expect((await record({ version: 4, stretches: [] })).body.stretches).toEqual([]);
  });

  test('are refused where they run over each other, backwards, beyond the line, or have no side for a holder', async () => {
    const wrong = async (...stretches: object[]) => {
      const { status, body } = await record({ version: 5, stretches });
      return `${status} ${body.errors[0]?.pointer}`;
    };
    const kerb = { basis: 'kerb', from: 0, to: 100 };
    expect(await wrong(kerb, { ...kerb, from: 50, to: 200 })).toBe('400 #/stretches/1/from');
    expect(await wrong({ ...kerb, from: 100, to: 90 })).toBe('400 #/stretches/0/to');
    expect(await wrong({ ...kerb, to: 1e6 })).toBe('400 #/stretches/0/to');
    expect(await wrong({ ...kerb, holder: '110102002' })).toBe('400 #/stretches/0/holder');
    expect(await wrong({ ...kerb, basis: null, holder: '110102001' })).toBe('400 #/stretches/0/holder');
  });
});

describe('an agreement', () => {
  const agreement = { category: '01-01', lead: '110106001', text: '丙街道牵头', from: later(-1) };
  const agree = (change: object = {}, as = 'xicheng') =>
    ask<SeamDetail & Refusal>(as, 'POST', `${of(across)}/agreements`, { ...agreement, ...change });

  test('is made for a category and a time, and is part of the seam’s record', async () => {
    const { status, body } = await agree({ until: later(10) });
    expect(status).toBe(201);
    expect(body.agreements).toMatchObject([
      { category: { code: '01-01' }, lead: '110106001', state: 'current', madeBy: 'xicheng', ended: null },
    ]);
    const { body: list } = await get<{ seams: SeamView[] }>('planner', '/api/seams?level=district');
    expect(list.seams.find(({ key }) => key === across)?.agreements).toBe(1);
  });

  test('does not overlap another of the same category, but may follow it, or be for another', async () => {
    const again = await agree({ from: later(5) });
    expect(again.status).toBe(409);
    expect(again.body.detail).toContain('holds for the same category at that time');
    expect((await agree({ from: later(10) })).body.agreements.map(({ state }) => state)).toEqual([
      'current',
      'future',
    ]);
    expect((await agree({ category: null })).status).toBe(201);
    expect((await agree({ category: null })).status).toBe(409);
  });

  test('is refused where it makes no sense, with the field', async () => {
    const wrong = async (change: object) => {
      const { status, body } = await agree(change);
      return `${status} ${body.errors?.[0]?.pointer}`;
    };
    expect(await wrong({ lead: '110102002', category: '01-02' })).toBe('400 #/lead');
    expect(await wrong({ until: later(-2), category: '01-02' })).toBe('400 #/until');
    expect(await wrong({ category: '99-99' })).toBe('400 #/category');
    expect(await wrong({ text: ' ' })).toBe('400 #/text');
    expect((await agree({}, 'planner')).status).toBe(403);
  });

  test('lasts until its end and no longer', async () => {
    now = new Date(later(11));
    const { body } = await get('planner', of(across));
    expect(body.agreements.map(({ state }) => state).sort()).toEqual(['current', 'current', 'ended']);
    now = new Date(later(0));
  });

  test('is ended early with a reason, once, and stays on record', async () => {
    const { body: before } = await get('planner', of(across));
    const current = before.agreements.find(({ category }) => category?.code === '01-01');
    const path = `${of(across)}/agreements/${current?.id}/end`;
    expect((await ask<Refusal>('fengtai', 'POST', path, {})).body.errors[0]?.pointer).toBe('#/reason');
    const ended = await ask<SeamDetail>('fengtai', 'POST', path, { reason: '改由甲街道牵头' });
    expect(ended.status).toBe(200);
    expect(ended.body.agreements.find(({ id }) => id === current?.id)).toMatchObject({
      state: 'ended',
      ended: { by: 'fengtai', reason: '改由甲街道牵头' },
    });
    expect((await ask('fengtai', 'POST', path, { reason: '再来' })).status).toBe(409);
    expect((await ask('fengtai', 'POST', `${of(inside)}/agreements/1/end`, { reason: 'x' })).status).toBe(
      403,
    );
    expect((await ask('xicheng', 'POST', `${of(inside)}/agreements/1/end`, { reason: 'x' })).status).toBe(
      404,
    );
    const record = (await recordsOf(database.sql, edition)).find(({ key }) => key === across);
    expect(record?.agreements.find(({ id }) => id === current?.id)?.until).toBe(now.toISOString());
    const log = await database.sql<
      { step: string }[]
    >`select step from event where step like 'seam.%' order by id`;
    expect(log.map(({ step }) => step)).toEqual([
      'seam.recorded',
      'seam.recorded',
      'seam.recorded',
      'seam.recorded',
      'seam.recorded',
      'seam.agreed',
      'seam.agreed',
      'seam.agreed',
      'seam.agreementEnded',
    ]);
  });
});

describe('contacts of a seam', () => {
  test('are offices of its sides, put in the place of those before', async () => {
    const contacts = [
      {
        side: '110102001',
        office: '甲街道市民诉求处置中心',
        officeEn: 'Jia response centre',
        phone: '010-63520001',
      },
      { side: '110106001', office: '丙街道值班室', phone: '010 8360 0002' },
    ];
    await ask('xicheng', 'PUT', `${of(across)}/contacts`, { contacts: [contacts[0]] });
    const { status, body } = await ask<SeamDetail>('fengtai', 'PUT', `${of(across)}/contacts`, { contacts });
    expect(status).toBe(200);
    expect(body.contacts.map(({ side, phone }) => `${side} ${phone}`)).toEqual([
      '110102001 010-63520001',
      '110106001 010 8360 0002',
    ]);
    const wrong = await ask<Refusal>('fengtai', 'PUT', `${of(across)}/contacts`, {
      contacts: [contacts[1], { side: '110106002', office: '外人', phone: 'ask for Li' }],
    });
    expect(wrong.body.errors.map(({ pointer }) => pointer)).toEqual(['#/contacts/1/phone']);
    const stranger = await ask<Refusal>('fengtai', 'PUT', `${of(across)}/contacts`, {
      contacts: [{ side: '110106002', office: '外人', phone: '010-1' }],
    });
    expect(stranger.body.errors[0]?.pointer).toBe('#/contacts/0/side');
  });
});

describe('survey tickets', () => {
  const list = async (as: string, query = '') =>
    (
      await get<{ count: number; tickets: TicketView[]; next: string | null }>(
        as,
        `/api/survey-tickets${query}`,
      )
    ).body;

  test('are listed for who may see them, by status, kind and area', async () => {
    await incident('20260508-0003', 116.15, ['110102002', '110106002']);
    const [met] = await database.sql<
      { id: string }[]
    >`select id::text from incident order by id desc limit 1`;
    const pairs = [inside, '110102002|110106002', '110106001|110106002'];
    await database.sql.begin((tx) =>
      openTickets(tx, {
        incidentId: met?.id ?? '',
        edition,
        at: now,
        defects: pairs.map((key) => ({
          kind: 'no-basis',
          key,
          at: null,
          codes: key.split('|'),
          width: null,
          area: null,
        })),
      }),
    );
    expect((await list('engineer')).count).toBe(3);
    // A coordinator without an area has the whole city.
    expect((await list('city')).count).toBe(3);
    expect(
      (await list('xicheng')).tickets.map(({ parties }) => parties.map(({ code }) => code).join('|')).sort(),
    ).toEqual([inside, '110102002|110106002']);
    expect((await list('engineer', '?area=110106')).count).toBe(2);
    expect((await list('engineer', '?kind=gap')).count).toBe(0);
    expect((await list('engineer', '?status=closed')).count).toBe(0);
    const first = await list('engineer', '?limit=2');
    expect((await list('engineer', `?limit=2&cursor=${first.next}`)).tickets).toHaveLength(1);
    expect((await get('wall', '/api/survey-tickets')).status).toBe(403);
  });

  test('are closed by engineers with what was found, once', async () => {
    const [ticket] = (await list('engineer', '?area=110102001')).tickets;
    const path = `/api/survey-tickets/${ticket?.id}`;
    expect((await ask('xicheng', 'POST', `${path}/close`, { note: '看过' })).status).toBe(403);
    expect((await ask<Refusal>('engineer', 'POST', `${path}/close`, {})).body.errors[0]?.pointer).toBe(
      '#/note',
    );
    const closed = await ask<TicketDetail>('engineer', 'POST', `${path}/close`, { note: '中心线为准' });
    expect(closed.body).toMatchObject({
      status: 'closed',
      incidents: 1,
      met: [{ number: '0508-0003' }],
      closed: { by: 'engineer', note: '中心线为准', edition: null },
    });
    expect((await ask('engineer', 'POST', `${path}/close`, { note: '再关' })).status).toBe(409);
    expect((await get('fengtai', path)).status).toBe(404);
    expect((await get('engineer', '/api/survey-tickets/999')).status).toBe(404);
  });

  test('of a line without basis are closed when its basis is recorded', async () => {
    const key = '110102002|110106002';
    expect((await get('planner', of(key))).body.tickets).toMatchObject([
      { kind: 'no-basis', status: 'open' },
    ]);
    await ask('engineer', 'PUT', `${of(key)}/basis`, { basis: 'centreline', version: 0 });
    expect((await get('planner', of(key))).body.tickets).toMatchObject([{ status: 'closed', incidents: 1 }]);
  });
});
