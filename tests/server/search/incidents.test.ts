import { afterAll, beforeAll, expect, test } from 'vitest';
import { gramsOf, soundOf } from '../../../server/search/grams.ts';
import { noteMissingPlaces } from '../../../server/search/places.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

let city: TestCity;
let xicheng: TestClient;
let id: string;
let number: string;

beforeAll(async () => {
  city = await openTestCity({ incidents: 60 });
  await noteMissingPlaces(city.services.database.sql);
  xicheng = await city.as('coordinator-xicheng');
  const { status, body } = await xicheng.post<{ id: string; number: string }>('/api/incidents', {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [116.3452, 39.8905] },
    properties: {
      category: '01-03',
      source: 'hotline12345',
      place: '椿树胡同甲 12 号院',
      placeEn: 'Chunshu Hutong 12A',
      sourceNumber: 'HL-778899',
    },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  ({ id, number } = body);
});
afterAll(() => city.close());

const found = async (q: string, who = xicheng) =>
  (
    await who.get<{ incidents: { id: string }[] }>(`/api/search?q=${encodeURIComponent(q)}`)
  ).body.incidents.map((one) => one.id);

test.each(['椿树胡同', '甲12号', 'csht', 'chunshu', 'CHUNSHU HUTONG', 'HL-778899'])(
  'an incident is found by "%s"',
  async (q) => expect(await found(q)).toContain(id),
);

test('it is found by its number, with the year and without', async () => {
  expect(await found(number)).toEqual([id]);
  expect(await found(`2026${number}`)).toEqual([id]);
});

test.each(['椿树巷', '%', '_', 'zzzz', '号'])('"%s" finds nothing of it', async (q) =>
  expect(await found(q)).not.toContain(id),
);

test('it is found by nobody who may not see it', async () => {
  expect(await found('csht', await city.as('coordinator-fengtai'))).toEqual([]);
  expect(await found('csht', await city.as('officer'))).toEqual([]);
  expect(await found('csht', await city.as('planner'))).toEqual([id]);
});

test('incidents loaded before there was a list of wordings are found once it is filled', async () => {
  const { sql } = city.services.database;
  const [old] = await sql<{ place: string; id: string }[]>`
    select place, id::text from incident where created_by is null and place <> '' order by created_at desc limit 1`;
  expect(await found(old?.place ?? '', await city.as('planner'))).toContain(old?.id);
  expect(await noteMissingPlaces(sql)).toBe(0);
});

test('a wording is known by the pairs of its characters and by its sound', () => {
  expect(gramsOf('小马 厂')).toEqual(['小马', '马厂']);
  expect(soundOf('小马厂路')).toEqual({ initials: 'xmcl', spelling: 'xiaomachanglu' });
});
