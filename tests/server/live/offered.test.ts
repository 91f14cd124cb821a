import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import type { LiveEvent } from '../../../server/live/event.ts';
import { createFeed, type Feed } from '../../../server/live/feed.ts';
import { readWhistles } from '../../../server/whistle/store.ts';
import type { WhistleView } from '../../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

let city: TestCity;
let feed: Feed;
let xicheng: TestClient;
let whistle: WhistleView;
/** Numbers of the whistles that the feed has read. */
const read: string[] = [];
const heard: LiveEvent[] = [];

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  xicheng = await city.as('coordinator-xicheng');
  const incident = await xicheng.post<{ id: string }>('/api/incidents', {
    type: 'Feature',
    geometry: createCity({ scale: 'small' }).landmarks.headline.building,
    properties: { category: '01-01', kind: 'enforcement' },
  });
  const blown = await xicheng.post<WhistleView>(`/api/incidents/${incident.body.id}/whistles`, {
    kind: 'enforcement',
  });
  whistle = blown.body;
  const reading: typeof readWhistles = (sql, ids) => {
    read.push(...ids);
    return readWhistles(sql, ids);
  };
  feed = createFeed(city.services.database, reading, pino({ level: 'silent' }));
  await feed.start();
});
afterAll(async () => {
  await feed.stop();
  await city.close();
});

const say = async (text: string): Promise<WhistleView> =>
  (await xicheng.post<WhistleView>(`/api/whistles/${whistle.id}/messages`, { text })).body;
const hear = (text: string) =>
  expect.poll(() => heard.find((event) => event.text === text)?.whistle, { timeout: 20_000 });

test('a feed that nobody follows reads no whistle, and goes on', async () => {
  const { version } = await say('无人在听');
  await expect.poll(() => feed.lastId(), { timeout: 20_000 }).toBe(Number(version));
  expect(read).toEqual([]);
});

test('a step of this process brings its whistle along; one of another process is read', async () => {
  const leave = feed.subscribe({ after: null, send: ({ event }) => heard.push(event) > 0, end: () => {} });
  const known = await say('另一进程');
  await hear('另一进程').toMatchObject({ id: whistle.id, version: known.version });
  expect(read).toEqual([whistle.id]);

  // What is offered has seen every step up to a number that no event has reached yet.
  feed.offer({ ...known, version: String(Number(known.version) + 1), note: '随步骤带来' });
  await say('本进程');
  await hear('本进程').toMatchObject({ note: '随步骤带来' });
  expect(read).toEqual([whistle.id]);
  leave();
});

test('a whistle from before the step is read anew', async () => {
  const leave = feed.subscribe({ after: null, send: ({ event }) => heard.push(event) > 0, end: () => {} });
  const { version } = await say('其后一步');
  await hear('其后一步').toMatchObject({ note: '', version });
  expect(read).toEqual([whistle.id, whistle.id]);
  leave();
});
