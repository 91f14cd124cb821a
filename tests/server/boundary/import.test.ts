import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listEditions } from '../../../server/boundary/store.ts';
import { openDatabase } from '../../../server/database/connect.ts';
import { fourSquares } from './squares.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shaotu-import-'));
  const features = [...fourSquares, { ...fourSquares[0], code: null, name: '无编码' }].map(
    ({ shape, ...properties }) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Polygon', coordinates: shape },
    }),
  );
  await writeFile(join(folder, 'squares.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
});
afterAll(async () => rm(folder, { recursive: true }));

/** Runs `npm run import` as a person would, on an embedded database in a folder of the test's own. */
const run = (...more: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const fields = [
      '--level',
      'subdistrict',
      '--code',
      'code',
      '--name',
      'name',
      '--parent',
      'parent',
      '--parent-name',
      'parentName',
      '--crs',
      'wgs84',
    ];
    const env = {
      ...process.env,
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: '',
      LANG: 'en_GB.UTF-8',
      LC_ALL: '',
    };
    execFile(
      process.execPath,
      ['--import', 'tsx', 'server/boundary/cli.ts', join(folder, 'squares.geojson'), ...fields, ...more],
      { cwd: root, env },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

test('a dry run reports, stores nothing, and needs no database', async () => {
  const dry = await run('--json');
  expect(dry.code).toBe(1);
  expect(JSON.parse(dry.out)).toMatchObject({ errors: 2, edition: { areas: { subdistrict: 4 } } });
  expect(dry.err).toContain('A dry run');
});

test('wrong usage ends with 2', async () => {
  expect(await run('--level', 'street')).toMatchObject({ code: 2 });
  expect(await run('--crs', 'EPSG:32650')).toMatchObject({ code: 2 });
});

test('errors publish nothing until they are accepted by name, and a held folder is told plainly', {
  timeout: 180_000,
}, async () => {
  const refused = await run('--commit', '--publish');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('Nothing was published or stored: 2 errors are not accepted');

  const published = await run('--commit', '--publish', '--accept', 'missing-code,overlap');
  expect(published.err).toContain('is published and in force');
  expect(published.code).toBe(0);

  const database = await openDatabase({ dataDir: join(folder, 'data') });
  try {
    const editions = await listEditions(database.sql);
    expect(editions).toMatchObject([
      { status: 'published', name: 'squares.geojson', areas: { subdistrict: 4 } },
    ]);
    const held = await run('--commit');
    expect(held.code).toBe(1);
    expect(held.err).toContain('stop it first');
  } finally {
    await database.close();
  }
});
