import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildEdition } from '../../../server/boundary/build.ts';
import { publishEdition, saveDraft } from '../../../server/boundary/store.ts';
import { readUploadBody } from '../../../server/boundary/upload-body.ts';
import { saveUpload } from '../../../server/boundary/upload-store.ts';
import { asUsual, type Desk, fileOf, openDesk } from './desk.ts';
import { box, fourSquares, layerOf, type Row } from './squares.ts';

const [first, second, third, fourth] = fourSquares as [Row, Row, Row, Row];
let desk: Desk;
let inForce: number;

beforeAll(async () => {
  desk = await openDesk();
  const built = buildEdition([layerOf('subdistrict', fourSquares)]);
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  inForce = await saveDraft(desk.database.sql, built.edition, built.report, { name: '四块' });
  await publishEdition(desk.database.sql, inForce, built.edition, {
    at: new Date('2026-05-01T00:00:00Z'),
    actor: 'test',
  });
});
afterAll(async () => desk.close());

const send = (body: unknown, query = '?name=file.geojson', type?: string) =>
  desk.ask('POST', `/editions/uploads${query}`, body, type ? { type } : {});

describe('a file sent in', () => {
  test('is looked over at once: fields, reference system, where it lies', async () => {
    const { status, body } = await send(fileOf(fourSquares));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'file.geojson',
      bytes: Buffer.byteLength(JSON.stringify(fileOf(fourSquares))),
      state: 'uploaded',
      features: 4,
      crs: { guess: 'wgs84', compared: 4 },
      guess: { level: 'subdistrict', code: 'XZQDM', name: 'XZQMC', parent: 'QXDM', parentName: 'QXMC' },
      preview: [116, 39, 116.2, 39.2],
      edition: null,
      refusal: null,
    });
    expect((await desk.ask('GET', `/editions/uploads/${body.upload}`)).body).toEqual(body);
  });

  test('is refused, with the place of the fault, and nothing is kept', async () => {
    const before = (await desk.ask('GET', '/editions/uploads')).body.uploads.length;
    expect(await send('{"type":')).toMatchObject({ status: 400, body: { errors: [{ pointer: '#' }] } });
    expect(await send('')).toMatchObject({ status: 400 });
    expect(await send({ type: 'FeatureCollection', features: [] })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/features', got: '0' }] },
    });
    const point = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [116, 39] } };
    expect(await send({ type: 'FeatureCollection', features: [point] })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/features/0/geometry/type', got: 'Point' }] },
    });
    expect((await send('<kml/>', '?name=a.kml', 'application/vnd.google-earth.kml+xml')).status).toBe(415);
    expect((await send(fileOf(fourSquares), '')).status).toBe(400);
    const asPlanner = await desk.ask('POST', '/editions/uploads?name=x', fileOf(fourSquares), {
      role: 'planner',
    });
    expect(asPlanner.status).toBe(403);
    expect((await desk.ask('GET', '/editions/uploads')).body.uploads).toHaveLength(before);
  });

  test('is given up where it is too large, however it comes', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
    });
    expect(await readUploadBody(endless, 1_000_000)).toBe('too-large');
    expect(await readUploadBody(null)).toBe('empty');
  });

  test('is one of five kept for an account, and for a day', async () => {
    const facts = (await desk.ask('GET', '/editions/uploads')).body.uploads[0];
    const body = { gzipped: Buffer.from('x'), size: 1 };
    const { sql } = desk.database;
    const keep = (name: string, at: string) =>
      saveUpload(sql, body, { name, account: 'somebody', at: new Date(at), facts });
    for (let i = 0; i < 7; i++) await keep(`file ${i}`, `2026-05-08T03:0${i}:00Z`);
    const names = async () =>
      (await sql<{ name: string }[]>`select name from upload where account = 'somebody' order by at`).map(
        ({ name }) => name,
      );
    expect(await names()).toEqual(['file 2', 'file 3', 'file 4', 'file 5', 'file 6']);
    await keep('next day', '2026-05-09T04:00:00Z');
    expect(await names()).toEqual(['next day']);
  });
});

describe('a check', () => {
  test('makes a draft that an older one of the same file gives way to', async () => {
    const renamed = [{ ...first, name: '新名街道' }, second, third, fourth];
    const one = await desk.load(renamed, { title: '改名' });
    expect(one).toMatchObject({ state: 'checked', fraction: 1, step: null, refusal: null });
    expect((await desk.ask('GET', `/editions/${one.edition}`)).body).toMatchObject({
      status: 'checked',
      name: '改名',
      base: inForce,
      createdBy: 'engineer',
      areas: { city: 1, district: 2, subdistrict: 4 },
      bounds: [116, 39, 116.2, 39.2],
      report: { errors: 0, difference: { renamed: [{ code: '110102001', from: '甲街道', to: '新名街道' }] } },
    });
    await desk.ask('POST', `/editions/uploads/${one.upload}/check`, asUsual);
    await expect
      .poll(async () => (await desk.ask('GET', `/editions/uploads/${one.upload}`)).body.state, {
        timeout: 20_000,
      })
      .toBe('checked');
    const again = (await desk.ask('GET', `/editions/uploads/${one.upload}`)).body;
    expect(again.edition).toBeGreaterThan(one.edition);
    expect((await desk.ask('GET', `/editions/${one.edition}`)).status).toBe(404);
  });

  test('is not begun with fields the file lacks, or a reference system nobody knows', async () => {
    const { body: sent } = await send(fileOf(fourSquares));
    const path = `/editions/uploads/${sent.upload}/check`;
    const wrong = await desk.ask('POST', path, { ...asUsual, code: 'DM', crs: 'EPSG:2435' });
    expect(wrong.status).toBe(400);
    expect(wrong.body.errors).toMatchObject([
      { pointer: '#/code', got: 'DM', detail: expect.stringContaining('XZQDM') },
      { pointer: '#/crs', got: 'EPSG:2435' },
    ]);
    expect((await desk.ask('POST', path, { ...asUsual, level: 'city' })).status).toBe(400);
    expect((await desk.ask('POST', '/editions/uploads/none/check', asUsual)).status).toBe(400);
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await desk.ask('POST', `/editions/uploads/${nobody}/check`, asUsual)).status).toBe(404);
    expect((await desk.ask('GET', `/editions/uploads/${sent.upload}`)).body.state).toBe('uploaded');
  });

  test('says why a file cannot be read as asked', async () => {
    const member = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::2435' } } };
    const { body: sent } = await send(fileOf(fourSquares, member));
    await desk.ask('POST', `/editions/uploads/${sent.upload}/check`, asUsual);
    const path = `/editions/uploads/${sent.upload}`;
    await expect
      .poll(async () => (await desk.ask('GET', path)).body.state, { timeout: 20_000 })
      .toBe('refused');
    expect((await desk.ask('GET', path)).body.refusal.en).toContain('EPSG::2435');
  });

  test('waits for the one before it, says so, and is not begun twice', async () => {
    const { body: sent } = await send(fileOf(fourSquares));
    let finish = (): void => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const before = desk.thread.run(() => gate);
    const path = `/editions/uploads/${sent.upload}`;
    try {
      expect(await desk.ask('POST', `${path}/check`, asUsual)).toMatchObject({
        status: 202,
        body: { state: 'checking', fraction: 0, step: { en: 'Waiting for the check before it' } },
      });
      expect(await desk.ask('POST', `${path}/check`, asUsual)).toMatchObject({
        status: 409,
        body: { type: 'urn:shaotu:problem:check-under-way' },
      });
      expect((await desk.ask('DELETE', path)).status).toBe(409);
    } finally {
      finish();
      await before;
    }
    await expect
      .poll(async () => (await desk.ask('GET', path)).body.state, { timeout: 20_000 })
      .toBe('checked');
    expect((await desk.ask('DELETE', path)).status).toBe(204);
    expect((await desk.ask('GET', path)).status).toBe(404);
  });

  test('whose process is gone has failed, and may be begun again', async () => {
    const { body: sent } = await send(fileOf(fourSquares));
    const path = `/editions/uploads/${sent.upload}`;
    await desk.database.sql`
      update upload set state = 'checking', started_at = '2026-05-08T03:00:00Z', seen_at = '2026-05-08T03:00:05Z' where id = ${sent.upload}`;
    expect((await desk.ask('GET', path)).body).toMatchObject({
      state: 'failed',
      seconds: 5,
      refusal: { zh: expect.stringContaining('再试') },
    });
    expect((await desk.ask('POST', `${path}/check`, asUsual)).status).toBe(202);
    await expect
      .poll(async () => (await desk.ask('GET', path)).body.state, { timeout: 20_000 })
      .toBe('checked');
  });
});

describe('a draft with faults', () => {
  const faulty: readonly Row[] = [
    first,
    { ...second, shape: box(10, 10, 18, 20) },
    { ...third, shape: box(0, 0, 11, 10) },
    fourth,
    { code: null, name: '无名', shape: box(20, 0, 21, 10) },
  ];
  // The second square no longer reaches the fifth area’s corner, and a piece within the fourth belongs to nobody.
  const holed = faulty.map((row, i) =>
    i === 3
      ? { ...row, shape: [...box(10, 0, 20, 10), ...box(13, 3, 15, 5).map((ring) => [...ring].reverse())] }
      : row,
  );
  let draft: number;

  test('shows each fault with its shape, its size and who is beside it', async () => {
    draft = (await desk.load(holed)).edition;
    const { body } = await desk.ask('GET', `/editions/${draft}/defects`);
    const of = (kind: string) =>
      body.features.filter(({ properties }: { properties: { kind: string } }) => properties.kind === kind);
    expect(of('gap')).toMatchObject([
      {
        geometry: { type: 'MultiPolygon' },
        properties: {
          severity: 'error',
          codes: ['110106002'],
          neighbours: [{ code: '110106002', name: '丁街道', nameEn: 'Ding Subdistrict' }],
          missing: null,
          detail: { zh: '四邻 丁街道', en: 'between Ding Subdistrict' },
        },
      },
    ]);
    expect(of('gap')[0].properties.area / 2_000_000).toBeGreaterThan(1.8);
    expect(of('overlap')).toMatchObject([{ properties: { codes: ['110106001', '110106002'] } }]);
    expect(of('missing-code')).toMatchObject([
      { geometry: { type: 'MultiPolygon' }, properties: { names: ['无名'], features: [5] } },
    ]);
    const only = await desk.ask('GET', `/editions/${draft}/defects?kind=overlap`);
    expect(only.body.features).toHaveLength(1);
    const outlines = await desk.database.sql<{ kind: string; ratio: number }[]>`
      select kind, st_area(shape::geography) / area_m2 as ratio from edition_defect
      where edition_id = ${draft} and kind in ('gap', 'overlap')`;
    for (const { ratio } of outlines) expect(Math.abs(ratio - 1)).toBeLessThan(1e-3);
  });

  test('names the area that a gap seems to be', async () => {
    const { edition } = await desk.load([
      first,
      second,
      fourth,
      { ...third, code: '110106007', shape: box(-10, 0, 0, 10) },
      {
        ...first,
        code: '110106008',
        name: '庚街道',
        parent: '110106',
        parentName: '丰台区',
        shape: box(0, -10, 20, 0),
      },
      {
        ...first,
        code: '110106009',
        name: '辛街道',
        parent: '110106',
        parentName: '丰台区',
        shape: box(-10, -10, 0, 0),
      },
    ]);
    // 丙街道 is gone, and its land lies open between the others.
    const { body } = await desk.ask('GET', `/editions/${edition}/defects?kind=gap`);
    expect(body.features).toMatchObject([
      { properties: { missing: { code: '110106001', name: '丙街道', nameEn: 'Bing Subdistrict' } } },
    ]);
  });

  test('is drawn for a map, with what is wrong with each area', async () => {
    const { body } = await desk.ask('GET', `/editions/${draft}/boundaries?level=subdistrict`);
    expect(body).toMatchObject({ type: 'FeatureCollection', level: 'subdistrict', tolerance: 1 });
    const flags = Object.fromEntries(
      body.features.map(
        ({ properties: { code, flagged } }: { properties: { code: string; flagged: string[] } }) => [
          code,
          flagged,
        ],
      ),
    );
    expect(flags).toEqual({
      110102001: [],
      110102002: [],
      110106001: ['overlap'],
      110106002: ['gap', 'overlap'],
    });
    const again = await desk.ask('GET', `/editions/${draft}/boundaries?level=subdistrict`);
    expect(again.body).toEqual(body);
    const upper = await desk.ask('GET', `/editions/${draft}/boundaries?level=cell`);
    expect(upper.body.level).toBe('subdistrict');
  });
});

describe('what changed', () => {
  test('is told with the land that changed hands and the incidents on it', async () => {
    await desk.database.sql`
      insert into incident (number, category, source, occurred_at, status, location, footprint)
      select number, '01-01', 'patrol', '2026-05-05T00:00:00Z', status, at, at
      from (values ('20260505-0001', 'open', 116.095), ('20260505-0002', 'closed', 116.095), ('20260505-0003', 'open', 116.05)) as given (number, status, x),
           lateral (select st_setsrid(st_makepoint(x, 39.15), 4326) as at) as placed`;
    const moved = [
      { ...first, shape: box(0, 10, 9, 20) },
      { ...second, shape: box(9, 10, 20, 20) },
      third,
      fourth,
    ];
    const { edition } = await desk.load(moved);
    const asked = await desk.ask('GET', `/editions/${edition}/differences`);
    expect(asked).toMatchObject({ status: 202, body: { step: { zh: expect.any(String) } } });
    const { status, body } = await desk.compared(edition);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      base: inForce,
      edition,
      level: 'subdistrict',
      notCompared: [],
      unlisted: {},
      summary: { moved: 2, unchanged: 2 },
      incidents: { affected: 2, open: 1 },
      shapes: {
        features: [
          {
            geometry: { type: 'MultiPolygon' },
            properties: { from: '110102001', to: '110102002' },
          },
        ],
      },
    });
    expect(body.seams.kept + body.seams.changed).toBe(4);
    const again = await desk.ask('GET', `/editions/${edition}/differences?base=${inForce}`);
    expect(again.body).toEqual(body);
    await desk.database.sql`update incident set status = 'closed' where number = '20260505-0001'`;
    const soon = await desk.ask('GET', `/editions/${edition}/differences`);
    expect(soon.body.incidents).toEqual({ affected: 2, open: 1 });
    desk.setClock('2026-05-08T04:01:01Z');
    const later = await desk.ask('GET', `/editions/${edition}/differences`);
    expect(later.body.incidents).toEqual({ affected: 2, open: 0 });
    expect((await desk.ask('GET', `/editions/${edition}/differences?base=${edition}`)).status).toBe(400);
    expect((await desk.ask('GET', `/editions/${edition}/differences?base=9999`)).status).toBe(404);
    expect((await desk.ask('GET', `/editions/${inForce}/differences`)).status).toBe(404);
  });
});
