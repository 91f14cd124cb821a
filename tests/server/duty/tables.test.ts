import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyKinds, callers } from '../../../server/body/kinds.ts';
import { readDutyList } from '../../../server/duty/list.ts';
import type { LoadReport } from '../../../server/duty/load.ts';
import type { VersionView } from '../../../server/duty/versions.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';
import { sendTable } from './sending.ts';

let city: TestCity;
let admin: TestClient;
let coordinator: TestClient;
const start = Date.parse('2026-05-08T01:27:00Z');
const hours = (count: number) => new Date(start + count * 3_600_000);
const send = <T = LoadReport>(path: string, table: string) => sendTable<T>(city, admin, path, table);
interface Refusal {
  readonly type: string;
  readonly detail: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  admin = await city.as('admin');
  coordinator = await city.as('coordinator-fengtai');
});
afterAll(() => city.close());

test('the sample catalogue has three kinds, fifteen items and thirty-two problems, the eighteen old ones among them', async () => {
  const { body } = await coordinator.get<{
    items: { kind: string }[];
    categories: { code: string; item: string }[];
  }>('/api/categories');
  expect(new Set(body.items.map(({ kind }) => kind)).size).toBe(3);
  expect(body.items).toHaveLength(15);
  expect(body.categories).toHaveLength(32);
  const codes = body.categories.map(({ code }) => code);
  for (const code of ['01-01', '02-01', '03-02', '04-04', '05-02', '06-01', '07-04'])
    expect(codes).toContain(code);
});

test('every subdistrict has its platform: one body, five residents, and others on call', async () => {
  const rows = await city.services.database.sql<{ area: string; body: number; resident: number }[]>`
    select s.code as area, count(*) filter (where b.posting = 'body')::int as body,
           count(*) filter (where b.posting = 'resident')::int as resident
    from area s join boundary x on x.code = s.code and x.edition_id = ${city.services.editions.currentEdition()}
    left join body b on b.area_code = s.code
    where s.level = 'subdistrict' group by s.code`;
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter(({ body, resident }) => body !== 1 || resident !== 5)).toEqual([]);
});

test('a unit belongs to the district and is commanded by the subdistrict', async () => {
  const { body } = await coordinator.get('/api/bodies/110106002-police');
  expect(body).toMatchObject({
    name: '太平桥派出所',
    kind: 'residentUnit',
    ownedBy: '110106-police',
    commandedBy: '110106002',
    posting: 'resident',
  });
});

test('bodies are found by pinyin initials, by kind and by area', async () => {
  const found = async (query: string) =>
    (await coordinator.get<{ bodies: { code: string }[] }>(`/api/bodies?${query}`)).body.bodies.map(
      (b) => b.code,
    );
  expect(await found('q=ftcg')).toContain('110106-urban');
  expect((await found('q=ftcg'))[0]).toBe('110106-urban');
  expect(await found('area=110106002&kind=residentUnit')).toHaveLength(6);
  expect(await found('area=110106002&reach=up&posting=onCall')).toContain('110106-planning');
});

test('telephones are shown to those who may see people there, in lists and in tables alike', async () => {
  const phone = async (code: string) =>
    (await coordinator.get<{ phone: string | null }>(`/api/bodies/${code}`)).body.phone;
  expect(await phone('110106002-police')).toMatch(/^010-5550/);
  expect(await phone('110102020-police')).toBeNull();
  const { body } = await coordinator.get<string>('/api/duties/bodies.csv');
  const line = (code: string) => body.split('\r\n').find((one) => one.startsWith(`${code},`)) ?? '';
  expect(line('110106002-police')).toContain('010-5550');
  expect(line('110102020-police')).not.toContain('010-5550');
});

test('each table comes out and goes in again as it is', async () => {
  for (const part of ['bodies', 'lists', 'catalogue', 'callers', 'clocks']) {
    const { body: table, headers } = await admin.get<string>(`/api/duties/${part}.csv`);
    expect(headers.get('content-type')).toContain('text/csv');
    const { status, body } = await send(`/api/duties/${part}`, table);
    expect({ part, status, faults: body.errors }).toEqual({ part, status: 200, faults: [] });
    expect({ part, added: body.added, changed: body.changed, ended: body.ended }).toEqual({
      part,
      added: 0,
      changed: 0,
      ended: 0,
    });
    expect(body.same).toBe(body.rows);
  }
});

test('every fault of every row is told with line, field, what was got and what was wanted; nothing is kept', async () => {
  const table = [
    'code,name,nameEn,short,shortEn,kind,areaCode,ownedBy,phone',
    'x-1,甲,A,甲,A,department,110106,,',
    'x-2,乙,B,乙,B,ministry,110106,,',
    'x 3,丙,C,丙,C,owner,999999,,',
    'x-4,丁,D,丁,D,owner,110106,nobody,call me',
    'x-5,戊,E,戊',
    'x-1,己,F,己,F,owner,110106,,',
    ',庚,G,庚,G,owner,110106,,',
  ].join('\n');
  const { status, body } = await send('/api/duties/bodies', table);
  expect(status).toBe(200);
  expect(body.errors.map(({ line, field, got }) => [line, field, got])).toEqual([
    [3, 'kind', 'ministry'],
    [4, 'code', 'x 3'],
    [5, 'phone', 'call me'],
    [6, '', '4'],
    [7, 'code', 'x-1'],
    [8, 'code', ''],
  ]);
  const committed = await send<Refusal>('/api/duties/bodies?commit=true', table);
  expect(committed.status).toBe(400);
  expect(committed.body.detail).toBe('6 行中有 6 处错误，没有载入任何一行');
  expect(committed.body.errors[0]?.pointer).toBe('#/3/kind');
  expect((await admin.get('/api/bodies/x-1')).status).toBe(404);
});

test('codes that nobody has are told once each row is well-formed', async () => {
  const head = 'code,name,nameEn,short,shortEn,kind,department,areaCode,ownedBy';
  const { body } = await send(
    '/api/duties/bodies',
    `${head}\ny-1,甲,A,甲,A,department,magic,110106,\ny-2,乙,B,乙,B,owner,,999999,nobody\n`,
  );
  expect(body.errors.map(({ line, field }) => `${line} ${field}`)).toEqual([
    '2 department',
    '3 areaCode',
    '3 ownedBy',
  ]);
});

test('bodies are added and changed by a table, end only with a whole one, and each load is a version with its file', async () => {
  const head = 'code,name,nameEn,short,shortEn,kind,areaCode,phone';
  const added = await send(
    '/api/duties/bodies?commit=true&note=one',
    `${head}\nowner-7,七号业主,Owner 7,业主,Owner,owner,110106002,+86 10 5550 0007\n`,
  );
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({ added: 1, ended: 0 });
  expect((await admin.get('/api/bodies/owner-7')).body).toMatchObject({
    name: '七号业主',
    phone: '+86 10 5550 0007',
  });
  const { body } = await admin.get<string>(`/api/duties/versions/${added.body.version}/table.csv`);
  expect(body).toContain("'+86 10 5550 0007");
  expect((await coordinator.get(`/api/duties/versions/${added.body.version}/table.csv`)).status).toBe(403);
  const whole = await send(
    '/api/duties/bodies?whole=true',
    `${head}\nowner-7,七号业主,Owner 7,业主,Owner,owner,110106002,\n`,
  );
  expect(whole.body.ended).toBeGreaterThan(100);
});

test('a load that was looked at before another came between is refused', async () => {
  const { body: table } = await admin.get<string>('/api/duties/callers.csv');
  const { latest } = (await send('/api/duties/callers', table)).body;
  expect((await send(`/api/duties/callers?commit=true&after=${latest}`, table)).status).toBe(201);
  const second = await send<Refusal>(`/api/duties/callers?commit=true&after=${latest}`, table);
  expect(second.status).toBe(409);
  expect(second.body.type).toBe('urn:shaotu:problem:loaded-since');
});

test('the list in force at a time decides: a new one from its day on, a draft never, the old ones as before', async () => {
  const { sql } = city.services.database;
  const table = (department: string) =>
    `category,areaCode,department,bodyCode,posting\n01-01,,${department},,body\n`;
  const called = async (at: Date) =>
    (await readDutyList(sql, at))
      .departments(['110000', '110106', '110106002'], '01-01')
      .map(({ code }) => code);
  expect(await called(hours(0))).toEqual(['urban', 'planning', 'housing']);
  const coming = await send(
    `/api/duties/lists?commit=true&from=${hours(48).toISOString()}`,
    table('gardens'),
  );
  const draft = await send('/api/duties/lists?commit=true&from=draft', table('culture'));
  expect([coming.status, draft.status]).toEqual([201, 201]);
  expect(await called(hours(47))).toEqual(['urban', 'planning', 'housing']);
  expect(await called(hours(49))).toEqual(['gardens']);
  const states = (await admin.get<{ versions: VersionView[] }>('/api/duties?part=lists')).body.versions;
  expect(states.map(({ state, validTo }) => [state, validTo])).toEqual([
    ['draft', null],
    ['coming', null],
    ['inForce', hours(48).toISOString()],
  ]);
  const published = await admin.post(`/api/duties/versions/${draft.body.version}/publish`, {
    from: hours(72).toISOString(),
  });
  expect(published.status).toBe(200);
  expect(await called(hours(73))).toEqual(['culture']);
  expect(await called(hours(49))).toEqual(['gardens']);
  const late = await admin.post(`/api/duties/versions/${draft.body.version}/publish`, {
    from: hours(80).toISOString(),
  });
  expect(late.status).toBe(409);
});

test('a list never decides what has been decided already', async () => {
  const late = await send<Refusal>(
    `/api/duties/lists?commit=true&from=${hours(-5).toISOString()}`,
    'category,areaCode,department,bodyCode,posting\n01-01,,gardens,,body\n',
  );
  expect(late.status).toBe(409);
  expect(late.body.type).toBe('urn:shaotu:problem:too-late');
});

test('a duty is of a department or of a body, and of one of them only', async () => {
  const { body } = await send(
    '/api/duties/lists',
    'category,areaCode,department,bodyCode,posting\n01-01,,urban,owner-7,body\n01-02,,,,body\n01-03,110106002,,owner-7,onCall\n',
  );
  expect(body.errors.map(({ line, got }) => [line, got])).toEqual([
    [2, 'urban + owner-7'],
    [3, ''],
  ]);
});

test('a problem left out of a new catalogue is retired: no new case may choose it, old ones keep it', async () => {
  const { body: table } = await admin.get<string>('/api/duties/catalogue.csv');
  const lines = table.split('\r\n').filter((line) => !line.includes(',07-08,'));
  const { status, body } = await send('/api/duties/catalogue?commit=true', lines.join('\r\n'));
  expect([status, body.ended]).toEqual([201, 1]);
  const offered = await coordinator.get<{ categories: { code: string }[] }>('/api/categories');
  expect(offered.body.categories).toHaveLength(31);
  const kept = await readDutyList(city.services.database.sql, hours(1));
  expect(kept.categories.find(({ code }) => code === '07-08')).toMatchObject({ retired: true });
});

test('an item has one kind and one name', async () => {
  const { body } = await send(
    '/api/duties/catalogue',
    'kind,item,itemName,itemNameEn,code,name,nameEn\nenforcement,E1,甲,A,01-01,一,One\npriority,E1,乙,A,01-02,二,Two\n',
  );
  expect(body.errors.map(({ line, field }) => `${line} ${field}`)).toEqual(['3 kind', '3 itemName']);
});

test('clocks are changed by a table and never taken away', async () => {
  const { status } = await send(
    '/api/duties/clocks?commit=true',
    'step,kind,category,minutes\ncheckIn,enforcement,,45\n',
  );
  expect(status).toBe(201);
  const { body } = await coordinator.get<{ minutes: Record<string, number> }>('/api/categories');
  expect(body.minutes).toEqual({ emergency: 30, enforcement: 45, priority: 240 });
  expect(
    (await send('/api/duties/clocks?whole=true', 'step,kind,category,minutes\ncheckIn,,,45\n')).body
      .errorCount,
  ).toBe(1);
});

test('who may call whom, cell by cell', async () => {
  const duties = await readDutyList(city.services.database.sql, hours(1));
  const row = (caller: (typeof callers)[number]) =>
    bodyKinds.map((kind) => (duties.mayCall(caller, kind) ? 'x' : '.')).join('');
  // department office community owner residentUnit institution partyMember
  expect(Object.fromEntries(callers.map((caller) => [caller, row(caller)]))).toEqual({
    community: '..x...x',
    subdistrict: 'xxxxxx.',
    alliance: '.....x.',
    services: 'x......',
    project: 'x......',
  });
});

test('only who may load loads; a coordinator sees, an officer and a planner do not', async () => {
  const officer = await city.as('officer');
  expect((await officer.get('/api/duties')).status).toBe(403);
  const refused = await sendTable(city, coordinator, '/api/duties/callers', 'caller,bodyKind,allowed\n');
  expect(refused.status).toBe(403);
  expect((await coordinator.get('/api/duties/lists.csv')).status).toBe(200);
});

test('nothing sent, too much sent and a table of no rows are refused', async () => {
  expect((await send<Refusal>('/api/duties/callers', '')).status).toBe(400);
  expect((await send<Refusal>('/api/duties/callers', 'x'.repeat(6_000_001))).status).toBe(413);
  expect((await send('/api/duties/callers', 'caller,bodyKind,allowed\n')).body.errors).toMatchObject([
    { line: 2, wanted: { en: 'at least one row' } },
  ]);
});

test('figures that steps go by, and role templates, go out and come in as the other tables do', async () => {
  const limits = await admin.get<string>('/api/duties/limits.csv');
  expect(limits.body).toContain('onSiteMetres,50');
  expect((await send('/api/duties/limits', 'name,value\nonSiteMetres,0')).body.errors).toMatchObject([
    { line: 2, field: 'value', wanted: { zh: '1 至 99999 的整数' } },
  ]);
  const set = await send('/api/duties/limits?commit=true', 'name,value\nonSiteMetres,80');
  expect([set.status, set.body.changed]).toEqual([201, 1]);
  expect((await admin.get<string>('/api/duties/limits.csv')).body).toMatch(
    /onSiteMetres,80[\s\S]*nudgeMinutes,5/,
  );

  const templates = await admin.get<string>('/api/duties/templates.csv');
  const again = await send('/api/duties/templates', templates.body);
  expect(again.body).toMatchObject({ errorCount: 0, added: 0, changed: 0, ended: 0 });
  const head = 'template,name,nameEn,role,department,duty,dutyEn';
  const twoLeads = `${head}\nsnow,扫雪,Snow,lead,,牵头,Leads\nsnow,扫雪,Snow,lead,urban,铲冰,Clears`;
  expect((await send('/api/duties/templates', twoLeads)).body.errors).toMatchObject([
    { line: 3, field: 'role', wanted: { zh: '只有一个牵头，第 2 行已有' } },
  ]);
  const sound = `${head}\nsnow,扫雪,Snow,lead,,牵头,Leads\nsnow,扫雪,Snow,assist,urban,铲冰,Clears the ice`;
  expect((await send('/api/duties/templates?commit=true', sound)).status).toBe(201);
  const { body } = await coordinator.get<{ templates: { code: string; lines: unknown[] }[] }>(
    '/api/task-forces/templates',
  );
  expect(body.templates.map(({ code, lines }) => [code, lines.length])).toEqual([['snow', 2]]);
});

test('who takes a table out is in the audit log', async () => {
  await coordinator.get('/api/duties/callers.csv');
  const { body } = await admin.get<{ rows: { actor: string; object: string }[] }>(
    '/api/audit?action=export.made&limit=1',
  );
  expect(body.rows).toMatchObject([{ actor: 'coordinator-fengtai', object: 'duties:callers' }]);
});
