import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';
import { inGb18030, workbook } from './files.ts';

let city: TestCity;
let xicheng: TestClient;

beforeAll(async () => {
  city = await openTestCity({ incidents: 20 });
  xicheng = await city.as('coordinator-xicheng');
});
afterAll(() => city.close());

interface File {
  id: string;
  state: string;
  total: number;
  read: number;
  loaded: number;
  repeated: number;
  faulty: number;
  earlier: { loaded: number } | null;
  facts: { encoding: string | null; sheets: { name: string; rows: number; guess: Record<string, string> }[] };
}

async function upload(bytes: Buffer, name: string, who = xicheng): Promise<{ status: number; body: File }> {
  const answer = await city.app.request(`/api/intake/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { cookie: who.cookie, 'content-type': 'application/octet-stream', 'accept-language': 'zh' },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as File };
}

async function loaded(bytes: Buffer, name: string, given: object = {}): Promise<File> {
  const { status, body } = await upload(bytes, name);
  if (status !== 201) throw new Error(JSON.stringify(body));
  const [sheet] = body.facts.sheets;
  const reading = { sheet: sheet?.name ?? '', mapping: sheet?.guess ?? {}, crs: 'wgs84', ...given };
  const begun = await xicheng.post(`/api/intake/files/${body.id}/run`, reading);
  if (begun.status !== 202) throw new Error(JSON.stringify(begun.body));
  return finished(body.id);
}

async function finished(id: string): Promise<File> {
  for (;;) {
    const { body } = await xicheng.get<File>(`/api/intake/files/${id}`);
    if (body.state !== 'running') return body;
    await sleep(50);
  }
}

const head = '工单编号,类别,来电时间,地址,经度,纬度,来电人,联系电话';
const sound = (number: string, metres = 0) =>
  `${number},暴露垃圾,2026-05-07 09:30,小马厂路 ${metres} 号,${(116.3452 + metres / 85_000).toFixed(6)},39.8905,张三,13812345678`;

test('sound rows become incidents, and each of the others is told line by line, in a file safe for a spreadsheet', async () => {
  const file = await loaded(
    Buffer.from(
      [
        head,
        sound('A-1'),
        sound('A-2', 40).replace('暴露垃圾', '猫'),
        'A-3,暴露垃圾,2026-05-07 10:00,"没有关上的引号,116.3452,39.8905,,',
        sound('=A-4', 80).replace('39.8905', 'abc'),
        'A-5,暴露垃圾,2026-05-07 10:00,丰台,116.3000,39.8500,,',
        sound('A-6', 120),
      ].join('\r\n'),
    ),
    '热线.csv',
  );
  expect(file).toMatchObject({ state: 'done', total: 6, read: 6, loaded: 2, faulty: 4, repeated: 0 });

  const answer = await city.app.request(`/api/intake/files/${file.id}/faults.csv?lang=zh`, {
    headers: { cookie: xicheng.cookie },
  });
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
  const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  expect(csv.startsWith('\uFEFF行,字段,得到,应为,工单编号')).toBe(true);
  const lines = csv.trim().split('\r\n').slice(1);
  expect(lines.map((line) => line.split(',').slice(0, 2))).toEqual([
    ['3', 'category'],
    ['4', 'row'],
    ['5', 'latitude'],
    ['6', 'row'],
  ]);
  expect(lines[2]).toContain(",'=A-4,");
  expect(lines[3]).toMatch(/您只能载入西城区的事件/);
});

test('what is loaded has its verdict, its number, its source and its reporter apart', async () => {
  const { sql } = city.services.database;
  const [row] = await sql<{ id: string; number: string; source: string; joint: boolean }[]>`
    select id::text, number, source, joint from incident where source_number = 'A-1'`;
  expect(row).toMatchObject({ number: expect.stringMatching(/^20260508-\d{4}$/), source: 'hotline12345' });
  const { body } = await xicheng.get<{ verdict: { outcome: string }; note: string }>(
    `/api/incidents/${row?.id}`,
  );
  expect(body.verdict.outcome).toBe('sole');
  const { body: people } = await xicheng.get<{ reporters: object[] }>(`/api/incidents/${row?.id}/reporters`);
  expect(people.reporters).toMatchObject([{ name: '张三', phone: '13812345678', sourceNumber: 'A-1' }]);
});

test('nothing is doubled when the file, or a row with the same number of its source, comes again', async () => {
  const again = await loaded(Buffer.from([head, sound('A-1'), sound('A-7', 160)].join('\n')), '再来.csv');
  expect(again).toMatchObject({ loaded: 1, repeated: 1 });

  const bare = Buffer.from(
    [
      '类别,地址,经度,纬度',
      '暴露垃圾,莲花池东路,116.3450,39.8904',
      '暴露垃圾,莲花池东路,116.3450,39.8904',
    ].join('\n'),
  );
  expect(await loaded(bare, '无编号.csv')).toMatchObject({ loaded: 2, repeated: 0 });
  const twice = await loaded(bare, '又一次.csv');
  expect(twice).toMatchObject({ loaded: 0, repeated: 2, earlier: { loaded: 2 } });
});

test('a file in GB18030 and a workbook are read as a file in UTF-8 is', async () => {
  const chinese = await upload(
    inGb18030('类别,地址,经度,纬度\n暴露垃圾,广安门,116.3452,39.8906\n'),
    'gb.csv',
  );
  expect(chinese.body.facts).toMatchObject({
    encoding: 'gb18030',
    sheets: [{ rows: 1, guess: { category: '类别', longitude: '经度', latitude: '纬度', place: '地址' } }],
  });
  const book = workbook([
    ['类别', '来电时间', '经度', '纬度'],
    [
      '暴露垃圾',
      { xml: '<c s="1"><v>46149.5</v></c>' },
      { xml: '<c><f>116+0.3452</f><v>116.3452</v></c>' },
      39.8907,
    ],
  ]);
  const file = await loaded(book, '工单.xlsx');
  expect(file).toMatchObject({ loaded: 1, facts: { encoding: null, sheets: [{ name: '工单' }] } });
  const [row] = await city.services.database.sql<{ at: Date }[]>`
    select occurred_at as at from incident order by id desc limit 1`;
  expect(row?.at.toISOString()).toBe('2026-05-07T04:00:00.000Z');
});

test('a preview shows the first rows with their areas, and that another reference system fits the streets better', async () => {
  const { sql } = city.services.database;
  // Points on streets of Xicheng, written in GCJ-02 as a map of the web gives them.
  const lanes = await sql<{ name: string; lon: number; lat: number }[]>`
    select l.name, st_x(p) as lon, st_y(p) as lat
    from lane l, lateral (select st_pointonsurface(l.shape) as p) at, boundary b
    where b.code = '110102' and st_contains(b.shape, p) and length(l.name) >= 3 order by l.id limit 12`;
  const gcoord = (await import('gcoord')).default;
  const rows = lanes.map(({ name, lon, lat }) => {
    const [x, y] = gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
    return `暴露垃圾,${name}附近,${x},${y}`;
  });
  const { body } = await upload(Buffer.from(['类别,地址,经度,纬度', ...rows].join('\n')), '高德.csv');
  const [sheet] = body.facts.sheets;
  const preview = (crs: string) =>
    xicheng.post<{
      rows: { read: { areas: { name: string }[] } | null }[];
      plausibility: { better: string | null; words: { zh: string } };
    }>(`/api/intake/files/${body.id}/preview`, { sheet: '', mapping: sheet?.guess, crs });
  const wrong = await preview('wgs84');
  expect(wrong.body.plausibility.better).toBe('gcj02');
  expect(wrong.body.plausibility.words.zh).toMatch(/坐标系很可能是 gcj02/);
  const right = await preview('gcj02');
  expect(right.body.plausibility.better).toBeNull();
  expect(right.body.rows.filter(({ read }) => (read?.areas.length ?? 0) > 0).length).toBe(rows.length);
});

test('what cannot be read is refused in words: no table, too many cells, columns that are not there', async () => {
  expect((await upload(Buffer.from('\0\x01'), 'x.bin')).status).toBe(422);
  expect((await upload(Buffer.alloc(0), 'empty.csv')).status).toBe(400);
  const { body } = await upload(Buffer.from('a,b\n1,2\n'), 'ab.csv');
  const run = await xicheng.post<{ errors: { pointer: string }[] }>(`/api/intake/files/${body.id}/run`, {
    sheet: '',
    mapping: { longitude: 'x' },
    crs: 'mars',
  });
  expect(run.status).toBe(400);
  expect(run.body.errors.map(({ pointer }) => pointer)).toEqual([
    '#/mapping/longitude',
    '#/mapping/longitude',
    '#/mapping/category',
    '#/crs',
  ]);
});

test('a file is its sender’s alone, and only who may load sends one', async () => {
  const { body } = await upload(Buffer.from(`${head}\n${sound('B-1')}`), 'b.csv');
  const fengtai = await city.as('coordinator-fengtai');
  for (const path of ['', '/faults.csv'])
    expect((await fengtai.get(`/api/intake/files/${body.id}${path}`)).status).toBe(404);
  for (const name of ['planner', 'officer', 'wall'])
    expect((await upload(Buffer.from('a\n1'), 'c.csv', await city.as(name))).status).toBe(403);
});

test('a file without a row below its columns is refused, whatever its name', async () => {
  const before = (await xicheng.get<{ files: unknown[] }>('/api/intake/files')).body.files.length;
  for (const [text, name] of [
    [`${head}\r\n`, '空表.csv'],
    ['这不是工作簿', '工单.xlsx'],
  ] as const) {
    const { status, body } = await upload(Buffer.from(text), name);
    expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('文件里没有数据')]);
  }
  expect((await xicheng.get<{ files: unknown[] }>('/api/intake/files')).body.files.length).toBe(before);
});
