import { afterAll, beforeAll, expect, test } from 'vitest';
import { steps } from '../../server/live/event.ts';
import { openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/** What others rely on: the names of the interface, live events over HTTP, the state a wall begins with, search. */
let city: TestCity;
let planner: TestClient;
beforeAll(async () => {
  city = await openTestCity();
  planner = await city.as('planner');
});
afterAll(() => city.close());

test('the description of the interface names every route of the contract', async () => {
  const { body } = await planner.get<{ openapi: string; paths: Record<string, object> }>('/api/openapi.json');
  expect(body.openapi).toMatch(/^3\.1/);
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      '/api/session',
      '/api/verdicts',
      '/api/incidents',
      '/api/live',
      '/api/areas',
      '/api/areas/at',
      '/api/editions',
      '/api/seams',
      '/api/wall',
    ]),
  );
  const whistleSteps = Object.keys(body.paths).filter((path) => path.startsWith('/api/whistles/'));
  for (const step of ['check-ins', 'feedback', 'release', 'verify', 'close'])
    expect(
      whistleSteps.some((path) => path.endsWith(step)),
      step,
    ).toBe(true);
});

test('a wall begins with its figures, their denominators and the open whistles, and shows no free text', async () => {
  const wall = await city.as('wall');
  const { body } = await wall.get<{
    place: string;
    counts: Record<string, number>;
    rates: { name: string; numerator: number; denominator: number }[];
    whistles: { note: string }[];
    events: { step: string }[];
    schematic: boolean;
  }>('/api/wall');
  expect(body.place).toBe('北京市');
  expect(body.schematic).toBe(true);
  expect(body.counts.open).toBe(body.whistles.length);
  expect(body.whistles.length).toBeGreaterThan(3);
  expect(body.rates.map((rate) => rate.name)).toEqual(['response', 'resolution', 'satisfaction']);
  for (const rate of body.rates) expect(rate.numerator).toBeLessThanOrEqual(rate.denominator);
  expect(body.whistles.every((whistle) => whistle.note === '')).toBe(true);
  expect(body.events.some((event) => event.step === 'message.sent')).toBe(false);
});

test('the live feed resumes over HTTP from Last-Event-ID, in order', async () => {
  const response = await city.app.request('/api/live', {
    headers: { cookie: planner.cookie, 'last-event-id': '0' },
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const [{ last } = { last: 0 }] = await city.services.database.sql<
    { last: number }[]
  >`select max(id)::integer as last from event where step = any(${[...steps]}::text[])`;
  const ids = await readIds(response, last);
  expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  expect(new Set(ids).size).toBe(ids.length);
  const [{ count } = { count: 0 }] = await city.services.database.sql<
    { count: number }[]
  >`select count(*)::integer as count from event where step = any(${[...steps]}::text[])`;
  expect(ids).toHaveLength(count);
});

test('a coordinator hears of cases with a side of its own and of incidents there before a whistle, and of no others', async () => {
  const fengtai = await city.as('coordinator-fengtai');
  const response = await city.app.request('/api/live', {
    headers: { cookie: fengtai.cookie, 'last-event-id': '0' },
  });
  const mine = await city.services.database.sql<{ id: number }[]>`
    select e.id::integer as id from event e
    where e.step = 'edition.published' or exists (select from side s where s.whistle_id = e.whistle_id and s.area_code like '110106%')
       or e.whistle_id is null and exists (select from incident i, unnest(i.areas) as area where i.id = e.incident_id and area like '110106%')
    order by e.id`;
  expect(await readIds(response, mine.at(-1)?.id ?? 0)).toEqual(mine.map((event) => event.id));
});

test('an area is found by name, code, pinyin and the initials people type', async () => {
  for (const query of ['广安门外', '110102020', 'guanganmen', 'gamw', 'gaw']) {
    const { body } = await planner.get<{ areas: { code: string }[] }>(
      `/api/search?q=${encodeURIComponent(query)}`,
    );
    expect(
      body.areas.map((area) => area.code),
      query,
    ).toContain('110102020');
  }
});

/** Numbers of the events that come until one is told; then hangs up. */
async function readIds(response: Response, until: number): Promise<number[]> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('the feed has no body');
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    text += value ?? '';
    const ids = [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
    if (done || ids.includes(until)) {
      await reader.cancel();
      return ids;
    }
  }
}

test('a client whose last number lies beyond the log is told to begin anew', async () => {
  const response = await city.app.request('/api/live', {
    headers: { cookie: planner.cookie, 'last-event-id': '999999999' },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('event: reset')) {
    const piece = await reader?.read();
    if (!piece || piece.done) break;
    text += piece.value;
  }
  await reader?.cancel();
  expect(text).toContain('event: reset');
});
