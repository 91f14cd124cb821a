import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import type { IncidentDetail } from '../../../server/incident/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

interface Refused {
  readonly type: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly got?: string; readonly detail: unknown }[];
}

const { building } = createCity({ scale: 'small' }).landmarks.headline;
const feature = (properties: object = {}, geometry: unknown = building) => ({
  type: 'Feature',
  geometry,
  properties: { category: '01-01', kind: 'enforcement', ...properties },
});

let city: TestCity;
let xicheng: TestClient;
let incident: IncidentDetail;
beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  xicheng = await city.as('coordinator-xicheng');
  incident = (await xicheng.post<IncidentDetail>('/api/incidents', feature())).body;
});
afterAll(() => city.close());

const count = async () => {
  const [row] = await city.services.database.sql<
    { n: number }[]
  >`select (select count(*) from incident)::int + (select count(*) from verdict_override)::int as n`;
  return row?.n;
};

test.each([
  ['a category the catalogue lacks', feature({ category: '99-99' }), 400, '#/properties/category', '99-99'],
  ['a time that is none', feature({ occurredAt: 'yesterday' }), 400, '#/properties/occurredAt', ''],
  [
    'a time before there were any lines',
    feature({ occurredAt: '2020-01-01T00:00:00Z' }),
    422,
    '#/properties/occurredAt',
    '2020-01-01T00:00:00Z',
  ],
  ['a system of coordinates nobody knows', feature({ crs: 'mars' }), 422, '#/properties/crs', 'mars'],
  [
    'an accuracy below nothing',
    feature({ accuracy: -1 }, { type: 'Point', coordinates: [116.32, 39.89] }),
    422,
    '#/properties/accuracy',
    '-1',
  ],
  ['no geometry', feature({}, null), 422, '#/geometry', 'null'],
  [
    'a place beyond the globe',
    feature({}, { type: 'Point', coordinates: [216, 39.89] }),
    422,
    '#/geometry/coordinates',
    '216',
  ],
] as const)(
  '%s is refused with the field, what was got and what was wanted, and nothing is kept',
  async (_what, body, status, pointer, got) => {
    const before = await count();
    for (const path of ['/api/verdicts', '/api/incidents']) {
      const answer = await xicheng.post<Refused>(path, body);
      const [error] = answer.body.errors ?? [];
      expect([path, answer.status, error?.pointer]).toEqual([path, status, pointer]);
      expect(error?.got ?? '').toContain(got);
      expect(error?.detail).toBeTruthy();
      expect(answer.body.detail).toBeTruthy();
    }
    expect(await count()).toBe(before);
  },
);

test('an incident of the future is refused, a verdict of it is asked by the lines of now', async () => {
  const body = feature({ occurredAt: '2027-01-01T00:00:00Z' });
  const refused = await xicheng.post<Refused>('/api/incidents', body);
  expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([400, '#/properties/occurredAt']);
  expect((await xicheng.post('/api/verdicts', body)).status).toBe(200);
});

test.each([
  ['edition=yesterday', 400],
  ['edition=0', 400],
  ['edition=-1', 400],
  ['edition=999', 404],
  ['edition=current', 200],
  ['', 200],
])('asking again by ?%s answers %i', async (query, status) => {
  const answer = await xicheng.get<Refused>(`/api/incidents/${incident.id}/verdict?${query}`);
  expect(answer.status).toBe(status);
  if (status === 400) expect(answer.body.errors?.[0]?.pointer).toBe('query/edition');
});

/** What each account gets for: seeing the incident, asking again, deciding otherwise, redrawing, submitting, asking for a verdict. */
test.each([
  ['coordinator-xicheng', 200, 200, 400, 400, 201, 200],
  ['coordinator-fengtai', 200, 200, 400, 400, 201, 200],
  ['planner', 200, 200, 403, 403, 403, 200],
  ['engineer', 200, 200, 403, 403, 403, 200],
  ['admin', 200, 200, 403, 403, 403, 200],
  ['officer', 403, 403, 403, 403, 403, 403],
  ['wall', 403, 403, 403, 403, 403, 403],
] as const)(
  '%s may what the policy says and no more',
  async (name, see, again, decide, redraw, submit, ask) => {
    const who = await city.as(name);
    const path = `/api/incidents/${incident.id}`;
    const answers = [
      await who.get(path),
      await who.get(`${path}/verdict`),
      await who.post(`${path}/overrides`, { parties: [] }),
      await who.post('/api/whistles/1/redraw', { reason: '' }),
      await who.post('/api/incidents', feature()),
      await who.post('/api/verdicts', feature()),
    ];
    expect(answers.map(({ status }) => status)).toEqual([see, again, decide, redraw, submit, ask]);
  },
);

test('a case that concerns an account in nothing is not found, whatever it asks of it', async () => {
  const { sql } = city.services.database;
  await sql`
    insert into account (name, display_name, display_name_en, role, area_code, password_hash)
    select 'coordinator-elsewhere', '朝阳', 'Chaoyang', role, '110105', password_hash
    from account where name = 'coordinator-xicheng'`;
  const elsewhere = await city.as('coordinator-elsewhere');
  const path = `/api/incidents/${incident.id}`;
  const decision = {
    parties: [{ code: '110106002', role: 'lead' }],
    reason: '不属于本区的事',
    verdict: incident.verdictId,
  };
  const answers = [
    await elsewhere.get(path),
    await elsewhere.get(`${path}/verdict`),
    await elsewhere.post(`${path}/overrides`, decision),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});

test('what waits for a whistle is counted in full, by what it is to the reader', async () => {
  const fengtai = await city.as('coordinator-fengtai');
  const planner = await city.as('planner');
  const waiting = async (who: TestClient) =>
    (await who.get<{ mine: number; area: number; joint: number }>('/api/incidents/waiting')).body;
  const listed = async (who: TestClient, more = '') =>
    (
      await who.get<{ incidents: IncidentDetail[]; next: string | null }>(
        `/api/incidents?status=open&blown=false${more}`,
      )
    ).body;
  const before = [await waiting(xicheng), await waiting(fengtai), await waiting(planner)] as const;
  for (const { area } of before) expect(area).toBe(before[0].area);

  const one = (await xicheng.post<IncidentDetail>('/api/incidents', feature())).body;
  expect(one.joint).toBe(true);
  const leads = one.areas[0]?.slice(0, 6);
  for (const [who, was, own] of [
    [xicheng, before[0], '110102'],
    [fengtai, before[1], '110106'],
  ] as const)
    expect(await waiting(who)).toEqual({
      mine: was.mine + (leads === own ? 1 : 0),
      area: was.area + 1,
      joint: was.joint + 1,
    });
  expect((await waiting(planner)).mine).toBe(before[2].mine + 1);
  const all = (await listed(planner, '&limit=500')).incidents;
  expect(all).toHaveLength((await waiting(planner)).area);
  const page = await listed(planner, '&limit=1');
  expect([page.incidents[0]?.id, page.next === null]).toEqual([one.id, all.length <= 1]);

  await xicheng.post(`/api/incidents/${one.id}/whistles`, { kind: 'enforcement' });
  expect(await waiting(xicheng)).toEqual(before[0]);
  expect((await listed(planner, '&limit=500')).incidents.map(({ id }) => id)).not.toContain(one.id);
});
