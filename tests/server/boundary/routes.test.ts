import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpackGeography } from '../../../geodata/jurisdiction/pack.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import { createEditions, type Editions } from '../../../server/boundary/editions.ts';
import { boundaryRoutes } from '../../../server/boundary/routes.ts';
import { publishEdition, saveDraft } from '../../../server/boundary/store.ts';
import type { Database } from '../../../server/database/connect.ts';
import { Problem, problemResponse } from '../../../server/errors.ts';
import type { Environment } from '../../../server/services.ts';
import { tileRoutes } from '../../../server/tiles/routes.ts';
import { openTestDatabase } from '../../support/database.ts';
import { fourSquares, layerOf } from './squares.ts';

let database: Database;
let editions: Editions;
let app: Hono<Environment>;
let edition: number;

beforeAll(async () => {
  database = await openTestDatabase();
  editions = createEditions(database);
  await editions.start();
  app = new Hono<Environment>()
    .use(async (c, next) => {
      c.set('account', {
        name: 'engineer',
        displayName: '工程师',
        displayNameEn: 'Engineer',
        role: 'engineer',
        areaCode: null,
        bodyCode: null,
      });
      await next();
    })
    .route('/api', boundaryRoutes({ database, editions }))
    .route('/tiles', tileRoutes({ database, editions }));
  app.onError((error, c) => {
    if (error instanceof Problem) return problemResponse(c, error);
    throw error;
  });
});
afterAll(async () => {
  await editions.stop();
  await database.close();
});

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await app.request(path, { headers: { 'accept-language': 'en', ...headers } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  const body = type.includes('json') ? JSON.parse(new TextDecoder().decode(bytes)) : null;
  return { status: response.status, headers: response.headers, bytes, body };
}

test('before the first edition there is nothing to answer with, and the answer says so', async () => {
  expect(await get('/api/areas')).toMatchObject({
    status: 503,
    body: { type: 'urn:shaotu:problem:no-edition' },
  });
});

describe('with an edition in force', () => {
  beforeAll(async () => {
    const built = buildEdition([layerOf('subdistrict', fourSquares)]);
    if ('refusal' in built || !built.edition) throw new Error('no edition was made');
    edition = await saveDraft(database.sql, built.edition, built.report, { name: '四块' });
    const heard = new Promise((resolve) => editions.onPublished(resolve));
    await publishEdition(database.sql, edition, built.edition, {
      at: new Date('2026-05-08T00:00:00Z'),
      actor: 'test',
    });
    await heard;
  });

  test('areas come by level and by parent', async () => {
    const { body } = await get('/api/areas?level=district');
    expect(body.edition).toBe(edition);
    expect(body.areas.map((area: { code: string }) => area.code)).toEqual(['110102', '110106']);
    expect(body.areas[0]).toMatchObject({
      name: '西城区',
      nameEn: 'Xicheng District',
      parent: '110000',
      bounds: [116, 39.1, 116.2, 39.2],
    });
    const under = await get('/api/areas?parent=110106');
    expect(under.body.areas.map((area: { code: string }) => area.code)).toEqual(['110106001', '110106002']);
    expect((await get('/api/areas?level=street')).status).toBe(400);
    expect((await get('/api/areas?at=2026-05-07T00:00:00Z')).status).toBe(404);
  });

  test('a place is in one area of every level, on a line in two, and by chance where it is not known well', async () => {
    const codes = async (query: string) =>
      (await get(`/api/areas/at?${query}`)).body.areas.map(
        (area: { code: string; probability: number }) => `${area.code} ${area.probability.toFixed(2)}`,
      );
    expect(await codes('lon=116.05&lat=39.15')).toEqual(['110000 1.00', '110102 1.00', '110102001 1.00']);
    expect(await codes('lon=116.1&lat=39.15')).toEqual([
      '110000 1.00',
      '110102 1.00',
      '110102001 1.00',
      '110102002 1.00',
    ]);
    expect(await codes('lon=117&lat=39.15')).toEqual([]);
    const near = await codes('lon=116.1001&lat=39.15&accuracy=50');
    expect(near.slice(0, 2)).toEqual(['110000 1.00', '110102 1.00']);
    expect(near[2]).toMatch(/^110102002 0\.6/);
    expect(near[3]).toMatch(/^110102001 0\.3/);
  });

  test('the tag of the reference system is what matters', async () => {
    const at = 'lon=116.1040&lat=39.15';
    const [wgs84, gcj02] = [await get(`/api/areas/at?${at}`), await get(`/api/areas/at?${at}&crs=gcj02`)];
    expect(wgs84.body.areas.at(-1).code).toBe('110102002');
    expect(gcj02.body.areas.at(-1).code).toBe('110102001');
    expect(await get(`/api/areas/at?${at}&crs=EPSG:32650`)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: 'query/crs' }] },
    });
    expect((await get('/api/areas/at?lon=39.9&lat=116.3')).status).toBe(400);
  });

  test('the coverage travels packed and compressed, once', async () => {
    const path = `/api/editions/${edition}/coverage`;
    const zipped = await get(path, { 'accept-encoding': 'gzip' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(zipped.headers.get('cache-control')).toContain('immutable');
    const plain = await get(path);
    expect(new Uint8Array(gunzipSync(zipped.bytes))).toEqual(plain.bytes);
    expect(unpackGeography(plain.bytes)).toMatchObject({
      edition,
      leaves: ['110102001', '110102002', '110106001', '110106002'],
    });
    const again = await get(path, { 'if-none-match': plain.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    expect((await get('/api/editions/999/coverage')).status).toBe(404);
    expect((await get('/api/editions/x/coverage')).status).toBe(400);
  });

  test('TileJSON says what a layer holds', async () => {
    const { body } = await get(`/tiles/${edition}/subdistrict.json`);
    expect(body).toMatchObject({
      tilejson: '3.0.0',
      tiles: [`http://localhost/tiles/${edition}/subdistrict/{z}/{x}/{y}.mvt`],
      minzoom: 8,
      bounds: [116, 39, 116.2, 39.2],
      schematic: false,
    });
    expect(body.vector_layers.map((layer: { id: string }) => layer.id)).toEqual(['subdistrict', 'label']);
  });

  test('a tile is kept for ever, an empty one has no content, a wrong address is told', async () => {
    const tile = await get(`/tiles/${edition}/district/9/421/195.mvt`, { 'accept-encoding': 'gzip' });
    expect(tile.status).toBe(200);
    expect(tile.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
    expect(tile.headers.get('cache-control')).toContain('immutable');
    expect(gunzipSync(tile.bytes).length).toBeGreaterThan(100);
    const plain = await get(`/tiles/${edition}/district/9/421/195.mvt`);
    expect(plain.bytes).toEqual(new Uint8Array(gunzipSync(tile.bytes)));
    expect((await get(`/tiles/${edition}/district/9/1/1.mvt`)).status).toBe(204);
    expect((await get(`/tiles/${edition}/street/12/3370/1560.mvt`)).status).toBe(204);
    expect((await get(`/tiles/${edition}/district/9/512/1.mvt`)).status).toBe(400);
    expect((await get(`/tiles/${edition}/district/30/1/1.mvt`)).status).toBe(400);
    expect((await get(`/tiles/${edition}/district/9/a/1.mvt`)).status).toBe(400);
    expect((await get(`/tiles/${edition}/roads/9/1/1.mvt`)).status).toBe(404);
    expect((await get('/tiles/999/district/9/421/195.mvt')).status).toBe(404);
  });
});
