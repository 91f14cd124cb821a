import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import type { readScoringsFor } from '../../../server/assess/scoring.ts';
import type { CaseDocument } from '../../../server/library/document.ts';
import type { Frame } from '../../../server/library/replay.ts';
import type { KeptCase } from '../../../server/library/store.ts';
import type { WhistleView } from '../../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

/** The building on the line, to its end; then its parties score each other, and the case is kept, carried off and read in. */
const [west, east] = ['110106002', '110102020'];
const feature = {
  type: 'Feature',
  geometry: createCity({ scale: 'small' }).landmarks.headline.building,
  properties: {
    category: '01-01',
    kind: 'enforcement',
    source: 'patrol',
    place: '小马厂路',
    note: '王五 13900000000',
  },
};
type CaseScores = Awaited<ReturnType<typeof readScoringsFor>>;
const annotation = { title: '骑线违建', lesson: '两侧同时吹哨', tags: ['违建', '联合'] };

let city: TestCity;
let xicheng: TestClient;
let fengtai: TestClient;
let officer: TestClient;
let planner: TestClient;
let whistle: WhistleView;
let kept: string;
let document: CaseDocument;
const at = (minutes: number) =>
  city.setClock(new Date(Date.parse('2026-05-08T01:30:00Z') + minutes * 60_000));
const step = async (client: TestClient, name: string, body: object = {}) => {
  const answer = await client.post<WhistleView>(`/api/whistles/${whistle.id}/${name}`, body);
  expect(answer.status, `${name}: ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body;
};

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  xicheng = await city.as('coordinator-xicheng');
  fengtai = await city.as('coordinator-fengtai');
  officer = await city.as('officer');
  planner = await city.as('planner');
  const submitted = await xicheng.post<{ id: string }>('/api/incidents', feature);
  at(0);
  const blown = await xicheng.post<WhistleView>(`/api/incidents/${submitted.body.id}/whistles`, {
    kind: 'enforcement',
    note: '请赵六到场',
  });
  whistle = blown.body;
  expect((await xicheng.post('/api/library', { whistle: whistle.id, ...annotation })).status).toBe(409);
  expect((await officer.post(`/api/whistles/${whistle.id}/scores`, scoring())).status).toBe(409);
  at(20);
  await step(xicheng, 'check-ins', { position: whistle.location, accuracy: 10 });
  await step(fengtai, 'check-ins', { position: whistle.location, accuracy: 10 });
  await step(xicheng, 'messages', { text: '孙七的电话是 13700000000' });
  await step(xicheng, 'feedback', { area: east, text: '钱八负责' });
  await step(fengtai, 'feedback', { area: west, text: '已拆' });
  at(90);
  await step(xicheng, 'verify');
  await step(xicheng, 'release');
  await step(xicheng, 'close', { area: east });
  await step(fengtai, 'close', { area: west });
});
afterAll(() => city?.close());

const scoring = (change: object = {}) => ({
  from: '110106-urban',
  to: east,
  items: { calling: 4, command: 5, support: 3 },
  word: '调度有力',
  ...change,
});

test('each body scores the area that blew, once, by every item', async () => {
  const path = `/api/whistles/${whistle.id}/scores`;
  expect((await officer.post(path, scoring({ items: { calling: 4 } }))).status).toBe(400);
  expect((await officer.post(path, scoring({ items: { calling: 9, command: 5, support: 3 } }))).status).toBe(
    400,
  );
  expect((await officer.post(path, scoring({ from: '110102-urban' }))).status).toBe(403);
  expect((await officer.post(path, scoring())).status).toBe(201);
  expect((await officer.post(path, scoring())).status).toBe(409);
});

test('the blower scores each body but its own office, and sees what it was given', async () => {
  const path = `/api/whistles/${whistle.id}/scores`;
  const { body } = await xicheng.get<CaseScores>(path);
  const bodies = whistle.summonses.map(({ bodyCode }) => bodyCode).filter((code) => code !== east);
  expect(
    body.scorings
      .filter(({ direction }) => direction === 'body')
      .map(({ to }) => to.code)
      .sort(),
  ).toEqual([...bodies].sort());
  expect(body.received).toMatchObject([{ from: '110106-urban', word: '调度有力' }]);
  const given = scoring({
    from: east,
    to: '110106-urban',
    items: { arrival: 5, handling: 5, cooperation: 4 },
  });
  expect((await xicheng.post(path, given)).status).toBe(201);
  expect((await fengtai.post(path, { ...given, to: '110106-housing' })).status).toBe(403);
  expect((await planner.post(path, given)).status).toBe(403);
});

test('scores reach the assessment of the month they were given in', async () => {
  const { body } = await planner.get<{
    areas: { code: string; rates: { score: { rate: number; denominator: number } } }[];
    bodies: { code: string; rates: { punctuality: { numerator: number }; score: { rate: number } } }[];
  }>('/api/assessment?month=2026-05');
  expect(body.areas.find(({ code }) => code === east)?.rates.score).toMatchObject({
    rate: 0.75,
    denominator: 1,
  });
  const urban = body.bodies.find(({ code }) => code === '110106-urban');
  expect(urban?.rates.score.rate).toBeCloseTo((14 / 3 - 1) / 4, 9);
  expect(urban?.rates.punctuality.numerator).toBeGreaterThanOrEqual(1);
});

test('a closed case is kept once, by who took part, and found by its words', async () => {
  expect((await planner.post('/api/library', { whistle: whistle.id, ...annotation })).status).toBe(403);
  const made = await xicheng.post<{ id: string }>('/api/library', { whistle: whistle.id, ...annotation });
  expect(made.status).toBe(201);
  kept = made.body.id;
  expect((await fengtai.post('/api/library', { whistle: whistle.id, ...annotation })).status).toBe(409);
  const found = (query: string) => planner.get<{ cases: KeptCase[] }>(`/api/library?${query}`);
  expect((await found('q=小马厂')).body.cases.map(({ id }) => id)).toEqual([kept]);
  const tagged = (await found('tag=联合&kind=enforcement')).body.cases;
  expect(tagged).toHaveLength(2);
  // The city brings one, ended by the steps that anyone takes.
  const brought = await planner.get<{ document: CaseDocument; frames: Frame[] }>(
    `/api/library/${tagged.find(({ id }) => id !== kept)?.id}`,
  );
  expect(brought.body.frames.at(-1)?.stage).toBe('closed');
  expect(brought.body.document.sides.map(({ code }) => code).sort()).toEqual(['110102010', '110108008']);
  expect((await found('q=没有这个')).body.cases).toEqual([]);
  expect((await found('q=%25')).body.cases).toEqual([]);
});

test('its replay ends as the case did, with both sides signed and everybody released', async () => {
  const { body } = await planner.get<{ document: CaseDocument; frames: Frame[] }>(`/api/library/${kept}`);
  const stages = body.frames.map(({ stage }) => stage);
  expect([...new Set(stages)]).toEqual([
    'before',
    'mustering',
    'handling',
    'verifying',
    'releasing',
    'signing',
    'closed',
  ]);
  const last = body.frames.at(-1);
  expect(last?.sides.every(({ signedAt }) => signedAt !== null)).toBe(true);
  expect(last?.bodies.every(({ releasedAt }) => releasedAt !== null)).toBe(true);
  expect(body.document.seam?.coordinates.length).toBeGreaterThan(0);
  const [strays] = await city.services.database.sql<{ count: number }[]>`
    select count(*)::int as count
    from st_dump(st_setsrid(st_geomfromgeojson(${JSON.stringify(body.document.seam)}), 4326)) d
    where not exists (select from seam s
                      where array[left(s.left_code, 9), left(s.right_code, 9)] @> ${[east, west]}::text[]
                        and st_dwithin(s.shape, st_lineinterpolatepoint(d.geom, 0.5), 1e-6))`;
  expect(strays?.count, 'lines that do not run between the two sides').toBe(0);
  expect(body.document.drawings[0]?.parts.map(({ code }) => code).sort()).toEqual([east, west].sort());
});

test('the file holds nobody: no names, no numbers to call, no positions, no messages', async () => {
  const file = await planner.get<CaseDocument>(`/api/library/${kept}/file`);
  document = file.body;
  expect(file.headers.get('content-disposition')).toContain('attachment');
  expect(JSON.stringify(document)).not.toMatch(/王五|赵六|孙七|钱八|1[37]\d{9}|coordinator-|position/);
});

test('another installation reads the file in and replays the same; this one has it already', async () => {
  expect((await fengtai.post('/api/library/import', document)).status).toBe(409);
  const elsewhere = { ...document, number: '0508-9999', title: '外来案例' };
  const read = await fengtai.post<{ id: string }>('/api/library/import', elsewhere);
  expect(read.status).toBe(201);
  const [mine, theirs] = await Promise.all(
    [kept, read.body.id].map((id) =>
      planner.get<{ frames: Frame[]; whistleId: string | null }>(`/api/library/${id}`),
    ),
  );
  expect(theirs?.body.frames).toEqual(mine?.body.frames);
  expect(theirs?.body.whistleId).toBeNull();
  const broken = await fengtai.post<{ errors: { pointer: string }[] }>('/api/library/import', {
    ...elsewhere,
    blownFor: '110108001',
  });
  expect(broken.status).toBe(400);
  expect(broken.body.errors.map(({ pointer }) => pointer)).toContain('#/blownFor');
});
