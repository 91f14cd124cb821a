import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { readGeoJson } from '../../geodata/read/geojson.ts';
import { addDemoAccounts } from '../../server/access/demo.ts';
import { createApp } from '../../server/app.ts';
import { buildEdition } from '../../server/boundary/build.ts';
import { createEditions } from '../../server/boundary/editions.ts';
import { acceptable } from '../../server/boundary/report.ts';
import { publishEdition, saveDraft } from '../../server/boundary/store.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/database/connect.ts';
import { loadDemo } from '../../server/demo/load.ts';
import { createFeed } from '../../server/live/feed.ts';
import { createRecordBook } from '../../server/record/book.ts';
import type { Services } from '../../server/services.ts';
import { readWhistles } from '../../server/whistle/store.ts';
import { clientWith } from '../support/city.ts';
import { openTestDatabase } from '../support/database.ts';

/** Somebody's own boundaries: published into a running server, judged at once, and left alone by the demo. */
const data = (name: string) => fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));
const present = existsSync(data('beijing-subdistricts-111.wgs84.geojson'));
let close = async () => {};
afterAll(() => close());

test('the building of the real line is one third Xicheng’s and two thirds Fengtai’s', async ({ skip }) => {
  if (!present) skip('../shared/data is not beside this checkout');
  const database = await openTestDatabase();
  const editions = createEditions(database);
  await editions.start();
  const log = pino({ level: 'silent' });
  const feed = createFeed(database, readWhistles, log);
  await feed.start();
  const book = createRecordBook(database);
  await book.start();
  close = async () => {
    await feed.stop();
    await book.stop();
    await editions.stop();
    await database.close();
  };
  const clock = () => new Date('2026-05-08T01:27:00Z');
  const services: Services = {
    database,
    reading: database,
    editions,
    records: book.of,
    feed,
    config: readConfig({}),
    clock,
    log,
  };
  await addDemoAccounts(database.sql);
  const app = createApp(services);
  const response = await app.request('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'engineer', password: 'demo' }),
  });
  const engineer = clientWith(app, response.headers.get('set-cookie')?.split(';')[0] ?? '');
  const building = JSON.parse(readFileSync(data('headline-case.wgs84.geojson'), 'utf8')).features[0];
  const asked = { type: 'Feature', geometry: building.geometry, properties: {} };
  expect((await engineer.post('/api/verdicts', asked)).status).toBe(503);

  await publish(database, clock());
  await expect.poll(() => editions.currentEdition(), { timeout: 20_000 }).not.toBeNull();
  const { body } = await engineer.post<{
    outcome: string;
    parties: { jurisdiction: { code: string }; role: string; share: number }[];
    coordinator: { code: string };
  }>('/api/verdicts', asked);
  expect(body.outcome).toBe('joint');
  expect(body.parties.map((p) => [p.jurisdiction.code, p.role])).toEqual([
    ['110106002', 'lead'],
    ['110102020', 'assist'],
  ]);
  expect(body.parties[0]?.share).toBeCloseTo(2 / 3, 3);
  expect(body.coordinator.code).toBe('110000');

  await loadDemo(services, () => {});
  const [counts] =
    await database.sql`select (select count(*)::integer from incident) as incidents, (select count(*)::integer from lane) as lanes`;
  expect(counts).toEqual({ incidents: 0, lanes: 0 });
});

async function publish(database: Database, at: Date): Promise<void> {
  const read = readGeoJson(readFileSync(data('beijing-subdistricts-111.wgs84.geojson'), 'utf8'), {
    level: 'subdistrict',
    code: 'code_guess',
    name: 'name_guess',
    parent: 'district_code',
    parentName: 'district',
    crs: 'wgs84',
  });
  if ('refusal' in read) throw new Error(read.refusal.message.en);
  const built = buildEdition([read.layer], { accept: acceptable });
  if ('refusal' in built || !built.edition) throw new Error('the subdistricts make no edition');
  const id = await saveDraft(database.sql, built.edition, built.report, { name: 'subdistricts' });
  expect(await publishEdition(database.sql, id, built.edition, { at, actor: 'engineer' })).toEqual({
    edition: id,
  });
}
