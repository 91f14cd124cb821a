import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FootprintGeometry } from '../../../geodata/geometry.ts';
import { bodyKinds, type Caller, callers } from '../../../server/body/kinds.ts';
import type { WhistleView } from '../../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

/**
 * As in Jinhaihu: a town sees a mine dug again and may not act; sixteen departments of its district must be on site
 * within thirty minutes. Here the town is Beigong in Fengtai.
 */
const town = '110106100';
let city: TestCity;
let fengtai: TestClient;
let xicheng: TestClient;
let place: FootprintGeometry;
const start = Date.parse('2026-05-08T01:27:00Z');
const at = (minutes: number) => new Date(start + minutes * 60_000);
interface Refusal {
  readonly type: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly got?: string }[];
}

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  fengtai = await city.as('coordinator-fengtai');
  xicheng = await city.as('coordinator-xicheng');
  place = await within(town);
});
afterAll(() => city.close());

/** A small square around the middle of an area. */
async function within(code: string): Promise<FootprintGeometry> {
  const [row] = await city.services.database.sql<{ lon: number; lat: number }[]>`
    select st_x(p) as lon, st_y(p) as lat
    from (select st_pointonsurface(shape) as p from boundary
          where code = ${code} and edition_id = ${city.services.editions.currentEdition()}) middle`;
  if (!row) throw new Error(`the test city has no area ${code}`);
  const [w, s, e, n] = [row.lon - 0.0002, row.lat - 0.0002, row.lon + 0.0002, row.lat + 0.0002];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  };
}

async function submit(category: string, kind: string, geometry = place): Promise<string> {
  const { status, body } = await fengtai.post<{ id: string }>('/api/incidents', {
    type: 'Feature',
    geometry,
    properties: { category, kind, source: 'patrol' },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}
const blow = <T = WhistleView>(incident: string, body: unknown) =>
  fengtai.post<T>(`/api/incidents/${incident}/whistles`, body);
const codes = (whistle: WhistleView) => whistle.summonses.map(({ bodyCode }) => bodyCode);

const gold = {
  name: '北宫盗采整治指挥部',
  nameEn: 'Headquarters against mining in Beigong',
  areaCode: town,
  commander: '区长',
  commanderBody: '110106',
  template: 'sixteen',
};
let force: { id: string; members: { bodyCode: string; role: string }[] };

test('a task force of sixteen departments is formed from a template, each with its named duty', async () => {
  const formed = await fengtai.post<typeof force>('/api/task-forces', {
    ...gold,
    endsAt: at(24 * 60).toISOString(),
  });
  expect(formed.status).toBe(201);
  force = formed.body;
  expect(force.members).toHaveLength(16);
  expect(new Set(force.members.map(({ bodyCode }) => bodyCode)).size).toBe(16);
  expect(force.members[0]).toMatchObject({
    bodyCode: '110106-urban',
    bodyName: '丰台城管',
    role: 'lead',
    duty: '现场指挥，拆除与清运',
  });
  const [entry] = await city.services.database.sql`select body from event where step = 'taskForce.formed'`;
  expect(entry?.body).toMatchObject({ name: gold.name, members: 16 });
});

test('all sixteen are summoned at once to be there within thirty minutes', async () => {
  city.setClock(at(10));
  const { status, body } = await blow(await submit('04-08', 'emergency'), {
    kind: 'emergency',
    taskForce: force.id,
    note: '山上又有人盗采',
  });
  expect(status).toBe(201);
  const departments = body.summonses.filter(({ bodyCode }) => bodyCode.startsWith('110106-'));
  expect(departments).toHaveLength(16);
  expect(codes(body)).toContain(town);
  for (const { dueAt } of body.summonses)
    expect(Date.parse(dueAt) - Date.parse(body.blownAt)).toBe(30 * 60_000);
  const { body: reasons } = await fengtai.get(`/api/whistles/${body.id}/summonses`);
  expect(reasons).toMatchObject({
    caller: 'subdistrict',
    taskForce: { id: force.id, name: gold.name },
    reasons: {},
  });
});

test('a task force is called in its own area and its own time only', async () => {
  const elsewhere = await submit('04-08', 'emergency', await within('110106101'));
  const refused = await blow<Refusal>(elsewhere, { kind: 'emergency', taskForce: force.id });
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:shaotu:problem:task-force-elsewhere']);
  const ended = await fengtai.post(`/api/task-forces/${force.id}/end`, { reason: '整治完成' });
  expect(ended.body).toMatchObject({ state: 'over' });
  const late = await blow<Refusal>(await submit('04-08', 'emergency'), {
    kind: 'emergency',
    taskForce: force.id,
  });
  expect([late.status, late.body.type]).toEqual([409, 'urn:shaotu:problem:task-force-not-acting']);
  expect((await fengtai.post(`/api/task-forces/${force.id}/end`, { reason: '再结束' })).status).toBe(409);
});

test('a task force needs a body for each member, at most one lead, and an area of whoever forms it', async () => {
  const pointers = async (change: object) => {
    const { status, body } = await fengtai.post<Refusal>('/api/task-forces', {
      ...gold,
      template: null,
      ...change,
    });
    return [status, ...(body.errors ?? []).map(({ pointer }) => pointer)];
  };
  expect(await pointers({ members: [] })).toEqual([400, '#/members']);
  expect(await pointers({ members: [{ bodyCode: 'nobody' }] })).toEqual([400, '#/members/0/bodyCode']);
  expect(await pointers({ template: 'magic' })).toEqual([400, '#/template']);
  expect(await pointers({ members: [{ bodyCode: '110106' }], endsAt: at(-10).toISOString() })).toEqual([
    400,
    '#/endsAt',
  ]);
  const two = ['110106-fire', '110106-gas'].map((bodyCode) => ({ bodyCode, role: 'lead' }));
  expect(await pointers({ members: two })).toEqual([400, '#/members']);
  const foreign = await xicheng.post('/api/task-forces', gold);
  expect(foreign.status).toBe(403);
});

test('a body that no list names is called with a reason only, which is kept', async () => {
  const incident = await submit('01-02', 'enforcement');
  const without = await blow<Refusal>(incident, {
    kind: 'enforcement',
    bodies: [{ bodyCode: '110106-gardens' }],
  });
  expect(without.status).toBe(400);
  expect(without.body.errors?.[0]?.pointer).toBe('#/bodies/0/reason');
  const { status, body } = await blow(incident, {
    kind: 'enforcement',
    bodies: [
      { bodyCode: '110106-gardens', reason: '占用了公园入口的绿地' },
      { bodyCode: '110106-police', reason: '' },
    ],
  });
  expect(status).toBe(201);
  expect(codes(body)).toEqual([town, '110106-urban', '110106-police', '110106-market', '110106-gardens']);
  const { body: told } = await fengtai.get<{ reasons: Record<string, string> }>(
    `/api/whistles/${body.id}/summonses`,
  );
  expect(Object.values(told.reasons)).toEqual(['占用了公园入口的绿地']);
});

test('one more body is called later, with a clock of its own; twice, for another side or without a reason it is not', async () => {
  const { body: whistle } = await blow(await submit('01-03', 'enforcement'), { kind: 'enforcement' });
  city.setClock(at(40));
  const add = <T = WhistleView>(body: object, who = fengtai) =>
    who.post<T>(`/api/whistles/${whistle.id}/summonses`, body);
  expect((await add<Refusal>({ bodyCode: '110106-water' })).status).toBe(400);
  expect((await add<Refusal>({ bodyCode: 'nobody-1', reason: '不存在的单位' })).body.errors?.[0]?.got).toBe(
    'nobody-1',
  );
  expect((await add({ bodyCode: '110106-water', reason: '垃圾堵住了雨水口' }, xicheng)).status).toBe(404);
  const added = await add({ bodyCode: '110106-water', areaCode: town, reason: '垃圾堵住了雨水口' });
  expect(added.status).toBe(201);
  const water = added.body.summonses.find(({ bodyCode }) => bodyCode === '110106-water');
  expect(Date.parse(water?.dueAt ?? '') - at(40).getTime()).toBe(60 * 60_000);
  const again = await add<Refusal>({ bodyCode: '110106-water', reason: '再召集一次水务' });
  expect([again.status, again.body.type]).toEqual([409, 'urn:shaotu:problem:already-called']);
  const elsewhere = await add<Refusal>({
    bodyCode: '110106-gas',
    areaCode: '110102020',
    reason: '不是这一方',
  });
  expect(elsewhere.body.errors?.[0]?.pointer).toBe('#/bodies/0/areaCode');
  expect(water?.reason).toBe('垃圾堵住了雨水口');
  const told = await city.services.database.sql<{ who: string; text: string }[]>`
    select body ->> 'whoName' as who, body ->> 'text' as text from event
    where whistle_id = ${whistle.id} and step = 'summons.added'`;
  expect([...told]).toEqual([{ who: '丰台水务', text: '垃圾堵住了雨水口' }]);
});

test('a whistle that is no emergency cites a problem of the catalogue, and never one that is unknown', async () => {
  const incident = await submit('01-04', 'enforcement');
  const unknown = await blow<Refusal>(incident, { kind: 'enforcement', catalogueItem: '99-99' });
  expect(unknown.body.errors?.[0]).toMatchObject({ pointer: '#/catalogueItem', got: '99-99' });
  const { body } = await blow(incident, { kind: 'enforcement' });
  const [row] = await city.services.database.sql`select catalogue_item from whistle where id = ${body.id}`;
  expect(row?.catalogue_item).toBe('01-04');
});

const examples: Readonly<Record<(typeof bodyKinds)[number], string>> = {
  department: '110106-gardens',
  office: '110106101',
  community: '110106100001',
  owner: 'owner-1',
  residentUnit: '110106100-police',
  institution: '110106-hospital',
  partyMember: '110106100-party',
};
const mayCall: Readonly<Record<Caller, readonly string[]>> = {
  community: ['community', 'partyMember'],
  subdistrict: ['department', 'office', 'community', 'owner', 'residentUnit', 'institution'],
  alliance: ['institution'],
  services: ['department'],
  project: ['department'],
};

test('each of the five callers calls whom the table allows, and is refused every other by name', async () => {
  const { sql } = city.services.database;
  await sql`
    insert into body (code, name, name_en, short, short_en, kind, area_code)
    values ('owner-1', '一号业主', 'Owner 1', '业主', 'Owner', 'owner', ${town})`;
  const incident = await submit('01-06', 'enforcement');
  for (const caller of callers)
    for (const kind of bodyKinds.filter((one) => !mayCall[caller].includes(one))) {
      const { status, body } = await blow<Refusal>(incident, {
        kind: 'enforcement',
        caller,
        bodies: [{ bodyCode: examples[kind], reason: '试一试这家单位' }],
      });
      expect([caller, kind, status]).toEqual([caller, kind, 403]);
      expect(body.detail).toMatch(/不能召集.+可以召集：/);
    }
  for (const caller of callers) {
    const { status, body } = await blow(await submit('01-06', 'enforcement'), {
      kind: 'enforcement',
      caller,
      bodies: mayCall[caller].map((kind) => ({
        bodyCode: examples[kind as (typeof bodyKinds)[number]],
        reason: '这家单位能帮上忙',
      })),
    });
    expect([caller, status]).toEqual([caller, 201]);
    for (const kind of mayCall[caller])
      expect(codes(body)).toContain(examples[kind as (typeof bodyKinds)[number]]);
  }
});

test('a community calls party members instead of departments, an alliance public institutions', async () => {
  const called = async (caller: Caller) =>
    codes((await blow(await submit('01-06', 'enforcement'), { kind: 'enforcement', caller })).body);
  expect(await called('community')).toEqual([town, `${town}-party`]);
  expect(await called('alliance')).toEqual([town, '110106-bus', '110106-hospital']);
  expect(await called('project')).toEqual([town, '110106-urban', '110106-traffic', '110106-environment']);
});
