import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';
import { routesTable } from './routes-table.ts';

const area = '110102';
let city: TestCity;
/** A display that was paired for Xicheng, and somebody who sees everything. */
let wall: TestClient;
let planner: TestClient;
/** An open whistle with a side in Xicheng, and one without. */
let own: string;
let foreign: string;
beforeAll(async () => {
  city = await openTestCity({ incidents: 300, now: new Date('2026-05-08T13:00:00Z') });
  const { sql } = city.services.database;
  await sql`update account set area_code = ${area} where name = 'wall'`;
  [wall, planner] = await Promise.all([city.as('wall'), city.as('planner')]);
  const of = async (inside: boolean) => {
    const [row] = await sql<{ id: string }[]>`
      select w.id::text from whistle w where w.closed_at is null
        and exists (select from side s where s.whistle_id = w.id and s.area_code like ${`${area}%`}) = ${inside}
      order by w.id limit 1`;
    if (!row)
      throw new Error(`the city has no open whistle ${inside ? 'with' : 'without'} a side in ${area}`);
    return row.id;
  };
  [own, foreign] = [await of(true), await of(false)];
}, 400_000);
afterAll(() => city.close());

interface Sided {
  readonly id: string;
  readonly sides: readonly { readonly path: readonly string[] }[];
  readonly leftSides: readonly { readonly path: readonly string[] }[];
}
interface Seam {
  readonly key: string;
  readonly left: { readonly code: string };
  readonly right: { readonly code: string };
}

const within = ({ sides, leftSides }: Sided): boolean =>
  [...sides, ...leftSides].some(({ path }) => path.includes(area));
const touches = ({ left, right }: Seam): boolean => [left, right].some(({ code }) => code.startsWith(area));
/** The same for the wall's whistle and another's: [status of its own, status of the other's]. */
const both = async (path: (id: string) => string): Promise<number[]> =>
  Promise.all([own, foreign].map(async (id) => (await wall.get(path(id))).status));

/** What a display of one area must find where it may read cases, and what it must not. */
const narrowed: Readonly<Record<string, () => Promise<void>>> = {
  'GET /api/whistles': async () => {
    const { whistles } = (await wall.get<{ whistles: Sided[] }>('/api/whistles')).body;
    expect(whistles.filter((one) => !within(one))).toEqual([]);
    const ids = whistles.map(({ id }) => id);
    expect(ids).toContain(own);
    expect(ids).not.toContain(foreign);
  },
  'GET /api/whistles/:id': async () => {
    expect(await both((id) => `/api/whistles/${id}`)).toEqual([200, 404]);
  },
  'GET /api/whistles/:id/summonses': async () => {
    expect(await both((id) => `/api/whistles/${id}/summonses`)).toEqual([200, 404]);
  },
  // Photos may show people: no wall sees any.
  'GET /api/whistles/:id/attachments': async () => {
    expect(await both((id) => `/api/whistles/${id}/attachments`)).toEqual([404, 404]);
  },
  'GET /api/attachments/:hash': async () => {
    expect((await wall.get(`/api/attachments/${'a'.repeat(64)}`)).status).toBe(404);
  },
  'GET /api/attachments/:hash/thumbnail': async () => {
    expect((await wall.get(`/api/attachments/${'a'.repeat(64)}/thumbnail`)).status).toBe(404);
  },
  'GET /api/consultations': async () => {
    expect((await wall.get('/api/consultations')).body).toEqual({ consultations: [] });
  },
  'GET /api/live': async () => {
    const heard = await hear(await lastEventOf(own));
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.filter((whistle) => !within(whistle))).toEqual([]);
  },
  'GET /api/plan/seams': async () => {
    const { seams } = (await wall.get<{ seams: Seam[] }>('/api/plan/seams')).body;
    expect(seams.length).toBeGreaterThan(0);
    expect(seams.filter((seam) => !touches(seam))).toEqual([]);
  },
  'GET /api/plan/seams/:key': async () => {
    const { seams } = (await planner.get<{ seams: Seam[] }>('/api/plan/seams')).body;
    const keys = [seams.find(touches), seams.find((seam) => !touches(seam))].map((seam) => seam?.key ?? '');
    const asked = keys.map((key) => wall.get(`/api/plan/seams/${encodeURIComponent(key)}`));
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 403]);
  },
  'GET /api/wall': async () => {
    for (const query of ['', '?area=110106', '?area=110102020']) {
      const { body } = await wall.get<{
        whistles: Sided[];
        events: { whistleId: string | null }[];
        counts: { open: number };
        place: string;
      }>(`/api/wall${query}`);
      expect(body.whistles.filter((one) => !within(one))).toEqual([]);
      const ids = body.whistles.map(({ id }) => id);
      expect(body.events.filter(({ whistleId }) => !ids.includes(whistleId ?? ''))).toEqual([]);
      expect(body.counts.open).toBeLessThanOrEqual(ids.length);
      expect(body.place).toBe(query.endsWith('020') ? '广安门外街道' : '西城区');
    }
  },
  'GET /api/wall/heat': async () => {
    const { heat } = (await wall.get<{ heat: { code: string }[] }>('/api/wall/heat?area=110106')).body;
    expect(heat.length).toBeGreaterThan(0);
    expect(heat.filter(({ code }) => !code.startsWith(area))).toEqual([]);
  },
};

/** What a display may read whatever it was paired for: the ground, its documents, and its own session. */
const ground = [
  'GET /api/areas',
  'GET /api/areas/at',
  'GET /api/categories',
  'GET /api/docs',
  'GET /api/docs/:file',
  'GET /api/docs/start.js',
  'GET /api/editions',
  'GET /api/editions/:edition/coverage',
  'GET /api/editions/:edition/slice',
  'GET /api/holdings',
  'GET /api/openapi.json',
  'GET /api/records',
  'GET /api/responsible',
  'GET /api/search',
  'DELETE /api/sessions',
  'GET /api/sessions',
  'DELETE /api/sessions/:id',
  'GET /api/streets',
  'GET /api/streets/:id/:area',
  'GET /tiles/:edition/:document',
  'GET /tiles/:edition/:layer/:z/:x/:tile',
];

const routesOf = (letter: string): string[] =>
  Object.keys(routesTable).filter((name) => routesTable[name]?.startsWith(letter));

describe('a display that was paired for one area', () => {
  test('is held to it on every route that tells of cases', () => {
    expect(routesOf('a').sort()).toEqual(ground.toSorted());
    expect(routesOf('o').sort()).toEqual(Object.keys(narrowed).sort());
  });

  test.each(Object.entries(narrowed))('%s', (_, holds) => holds());

  test('finds no incident by searching', async () => {
    const [row] = await city.services.database.sql<{ number: string }[]>`select number from incident limit 1`;
    const { body } = await wall.get(`/api/search?q=${encodeURIComponent(row?.number ?? '')}`);
    expect(body.incidents).toEqual([]);
  });
});

test('no display is paired for an area that is never called by itself: its wall would stay empty', async () => {
  const admin = await city.as('admin');
  const [community] = await city.services.database.sql<{ code: string }[]>`
    select code from area where level = 'community' order by code limit 1`;
  const areaCode = community?.code ?? '';
  const { status, body } = await admin.post('/api/displays', { code: 'AAAA-AAAA', name: '社区', areaCode });
  expect(status).toBe(400);
  expect(body).toMatchObject({ errors: [{ pointer: '#/areaCode', got: areaCode }] });
  // One of a subdistrict gets as far as the code, which no wall shows.
  const known = await admin.post('/api/displays', { code: 'AAAA-AAAA', name: '街道', areaCode: '110102020' });
  expect(known.body).toMatchObject({ status: 400, errors: [{ pointer: '#/code' }] });
});

async function lastEventOf(whistleId: string): Promise<number> {
  const [row] = await city.services.database.sql<{ id: string }[]>`
    select max(id)::text as id from event where whistle_id = ${whistleId}`;
  return Number(row?.id);
}

/** Whistles told on the live feed from the beginning until an event. */
async function hear(until: number): Promise<Sided[]> {
  const response = await city.app.request('/api/live', {
    headers: { cookie: wall.cookie, 'last-event-id': '0' },
  });
  const reader = response.body?.getReader();
  if (!reader) throw new Error('the live feed has no body');
  const decoder = new TextDecoder();
  let text = '';
  while (!text.includes(`id: ${until}\n`))
    text += decoder.decode((await reader.read()).value, { stream: true });
  await reader.cancel();
  return text.split('\n\n').flatMap((frame) => {
    const data = /^data: (.*)$/m.exec(frame)?.[1];
    const whistle = frame.startsWith('id:') && frame.endsWith('}') && data ? JSON.parse(data).whistle : null;
    return whistle ? [whistle as Sided] : [];
  });
}
