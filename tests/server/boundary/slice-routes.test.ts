import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCoverage } from '../../../geodata/jurisdiction/coverage.ts';
import { unpackSlice } from '../../../geodata/jurisdiction/pack-slice.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import { createEditions, type Editions } from '../../../server/boundary/editions.ts';
import { sliceRoutes } from '../../../server/boundary/slice-routes.ts';
import { publishEdition, saveDraft } from '../../../server/boundary/store.ts';
import type { Database } from '../../../server/database/connect.ts';
import { Problem, problemResponse } from '../../../server/errors.ts';
import type { Environment } from '../../../server/services.ts';
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
    .route('/api', sliceRoutes({ editions }));
  app.onError((error, c) => {
    if (error instanceof Problem) return problemResponse(c, error);
    throw error;
  });
  const built = buildEdition([layerOf('subdistrict', fourSquares)]);
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  edition = await saveDraft(database.sql, built.edition, built.report, { name: '四块' });
  await publishEdition(database.sql, edition, built.edition, {
    at: new Date('2026-05-08T00:00:00Z'),
    actor: 'test',
  });
});
afterAll(async () => {
  await editions.stop();
  await database.close();
});

const ask = (query: string, headers: Record<string, string> = {}) =>
  app.request(`/api/editions/${edition}/slice${query}`, {
    headers: { 'accept-language': 'en', ...headers },
  });

test('a slice answers like the whole edition, and may be kept for ever', async () => {
  const whole = await editions.load(edition);
  if (!whole) throw new Error('no edition');
  const [west, south, east, north] = whole.extent;
  for (const query of ['', `?bbox=${west},${south},${(west + east) / 2},${(south + north) / 2}`]) {
    const response = await ask(query);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toMatch(/immutable/);
    const slice = createCoverage(unpackSlice(new Uint8Array(await response.arrayBuffer())));
    expect(slice.edition).toBe(edition);
    expect(slice.byParty().arrangement).toEqual(whole.byParty().arrangement);
    const place = [west + (east - west) / 5, south + (north - south) / 5] as const;
    expect(slice.locate(...place)).toEqual(whole.locate(...place));
  }
});

test('comes compressed to whom can read it, and not at all to whom has it', async () => {
  const plain = new Uint8Array(await (await ask('')).arrayBuffer());
  const compressed = await ask('', { 'accept-encoding': 'br, gzip' });
  expect(compressed.headers.get('content-encoding')).toBe('gzip');
  expect(new Uint8Array(gunzipSync(new Uint8Array(await compressed.arrayBuffer())))).toEqual(plain);
  const again = await ask('', { 'if-none-match': compressed.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

test('boxes on one square of the grid are one slice', async () => {
  const one = await ask('?bbox=116.301,39.901,116.329,39.919');
  const other = await ask('?bbox=116.302,39.902,116.331,39.918');
  expect(other.headers.get('etag')).toBe(one.headers.get('etag'));
});

test('a box that is none, or wider than a slice may be, is refused with its place', async () => {
  for (const bbox of ['1,2,3', 'a,b,c,d', '116.4,39.9,116.3,40', '100,30,120,40']) {
    const response = await ask(`?bbox=${bbox}`);
    expect(response.status).toBe(400);
    const body = (await response.json()) as { errors: { pointer: string }[] };
    expect(body.errors[0]?.pointer).toBe('query/bbox');
  }
  expect((await app.request('/api/editions/99/slice')).status).toBe(404);
});
