import type { LineString, MultiLineString } from 'geojson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { Holding } from '../../geodata/jurisdiction/records.ts';
import type { IncidentDetail } from '../../server/incident/view.ts';
import type { WhistleView } from '../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/** Stories that the whistle was made for: who is called, by when, and that nobody leaves until it is done. */
/** A subdistrict of the small city, and a place well within it. */
const subdistrict = '110102019';
const inside = [116.34, 39.868] as const;

let city: TestCity;
/** Acts for every area. */
let superior: TestClient;
const start = Date.parse('2026-05-08T01:27:00Z');
const at = (minutes: number) => city.setClock(new Date(start + minutes * 60_000));

/** A rectangle in metres about a position. */
function about([lon, lat]: readonly [number, number], east: number, north: number) {
  const [x, y] = [east / 2 / 85_000, north / 2 / 111_000];
  const ring = [
    [lon - x, lat - y],
    [lon + x, lat - y],
    [lon + x, lat + y],
    [lon - x, lat + y],
    [lon - x, lat - y],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

const report = async (geometry: object, properties: object): Promise<IncidentDetail> => {
  const answer = await superior.post<IncidentDetail>('/api/incidents', {
    type: 'Feature',
    geometry,
    properties,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
const blow = async ({ id }: IncidentDetail, input: object): Promise<WhistleView> => {
  const answer = await superior.post<WhistleView>(`/api/incidents/${id}/whistles`, input);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
const take = (whistle: WhistleView, step: string, body: object = {}) =>
  superior.post<WhistleView & { detail: string }>(`/api/whistles/${whistle.id}/${step}`, body);
const departmentsOf = ({ summonses }: WhistleView): string[] =>
  summonses.flatMap(({ bodyCode }) => /^\d{6}-([a-z]+)$/.exec(bodyCode)?.[1] ?? []).sort();

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  const { sql } = city.services.database;
  await sql`
    insert into account (name, display_name, display_name_en, role, area_code, password_hash)
    select 'coordinator-city', '市协调员', 'City coordinator', role, '110000', password_hash
    from account where name = 'coordinator-xicheng'`;
  superior = await city.as('coordinator-city');
});
afterAll(() => city.close());

test('as in Jinhaihu: sixteen departments within thirty minutes, and nobody leaves before the mine is closed', async () => {
  at(0);
  const incident = await report(about(inside, 60, 40), { category: '01-01', kind: 'emergency' });
  expect(incident.areas).toEqual([subdistrict]);
  const listed = ['urban', 'planning', 'housing'];
  const besides = [
    ...[
      'police',
      'fire',
      'traffic',
      'market',
      'environment',
      'water',
      'gas',
      'emergency',
      'telecom',
      'gardens',
    ],
    ...['culture', 'petition', 'survey'],
  ];
  const whistle = await blow(incident, {
    kind: 'emergency',
    note: '山沟里又有人盗采金矿',
    bodies: besides.map((code) => ({ bodyCode: `110102-${code}`, reason: '区联合执法清单' })),
  });
  expect(departmentsOf(whistle)).toEqual([...listed, ...besides].sort());
  expect(departmentsOf(whistle)).toHaveLength(16);
  expect(new Set(whistle.summonses.map((s) => Date.parse(s.dueAt) - start))).toEqual(new Set([30 * 60_000]));

  const [late, ...prompt] = whistle.summonses.toReversed();
  at(29);
  await take(whistle, 'check-ins', { summons: prompt.map(({ id }) => id), position: whistle.location });
  at(34);
  expect((await take(whistle, 'verify')).body.detail).toMatch(/还有 1 家未报到/);
  const all = (await take(whistle, 'check-ins', { summons: [late?.id], position: whistle.location })).body;
  expect(all.summonses.filter((s) => s.onTime)).toHaveLength(prompt.length);
  expect(all.summonses.filter((s) => s.onTime === false).map((s) => s.id)).toEqual([late?.id]);
  expect((await take(whistle, 'release', { summons: [prompt[0]?.id] })).body.detail).toBe('核查后方可撤离');
  at(200);
  await take(whistle, 'feedback', { area: subdistrict, text: '矿口已封填，设备已扣押' });
  await take(whistle, 'verify');
  const released = await take(whistle, 'release');
  expect(released.body.summonses.every((s) => s.releasedAt !== null)).toBe(true);
  expect((await take(whistle, 'close', { area: subdistrict })).body.stage).toBe('closed');
  at(0);
});

test('an alley of 301 m in one subdistrict: one area, its office and three departments', async () => {
  const degrees = 301 / 85_556;
  const alley = {
    type: 'LineString',
    coordinates: [
      [116.338, 39.868],
      [116.338 + degrees, 39.868],
    ],
  };
  const incident = await report(alley, { category: '05-02', width: 8 });
  expect(incident.verdict.outcome).toBe('sole');
  expect(incident.verdict.footprint.length).toBeCloseTo(301, 0);
  const whistle = await blow(incident, { kind: 'enforcement' });
  expect([whistle.joint, whistle.sides.length]).toEqual([false, 1]);
  expect(departmentsOf(whistle)).toEqual(['fire', 'police', 'urban']);
});

test('a road of 30 m over three parcels: the subdistrict handles it, and the three owners come', async () => {
  const { parcels } = createCity({ scale: 'small' }).landmarks;
  const incident = await report(parcels.road, { category: '05-02', width: parcels.width });
  expect(incident.verdict.outcome).toBe('sole');
  const owners = incident.verdict.parties.filter(({ rule }) => rule === 'parcel-owner');
  expect(owners.map(({ jurisdiction }) => jurisdiction.code).sort()).toEqual([...parcels.owners].sort());
  const whistle = await blow(incident, { kind: 'enforcement' });
  expect(whistle.sides.map(({ areaCode }) => areaCode)).toContain(parcels.subdistrict);
  const bodies = whistle.summonses.map(({ bodyCode }) => bodyCode);
  for (const owner of parcels.owners) expect(bodies).toContain(owner);
});

test('noise under a garage: housing, environment and market regulators are called to one place', async () => {
  const incident = await report(about([116.338, 39.868], 30, 20), {
    category: '06-02',
    source: 'hotline12345',
  });
  const list = new Set(departmentsOf(await blow(incident, { kind: 'enforcement', bodies: garage })));
  for (const department of ['housing', 'environment', 'market']) expect(list).toContain(department);
});
const garage = ['housing', 'environment', 'market'].map((code) => ({
  bodyCode: `110102-${code}`,
  reason: '车库风机与商户共用机房',
}));

test('Wangfujing’s south end: an avenue of the city, a street of the district, and the subdistrict around them', async () => {
  const holdings = (
    await superior.get<{ features: { geometry: Holding['geometry']; properties: Holding }[] }>(
      '/api/holdings',
    )
  ).body.features;
  const street = holdings.find(({ properties }) => properties.name === '王府井大街');
  const line = street?.geometry as LineString | MultiLineString;
  const points = line.type === 'LineString' ? line.coordinates : line.coordinates.flat();
  const south = points.toSorted((a, b) => (a[1] ?? 0) - (b[1] ?? 0))[0] as [number, number];
  const incident = await report(about(south, 40, 60), { category: '07-01' });
  const held = incident.verdict.parties.filter(({ holding }) => holding !== null);
  const levels = held.map(({ jurisdiction }) => jurisdiction.level);
  expect(new Set(levels)).toEqual(new Set(['city', 'district']));
  expect(held.filter(({ role }) => role === 'lead').length).toBeLessThanOrEqual(1);
  const whistle = await blow(incident, { kind: 'priority' });
  const bodies = whistle.summonses.map(({ bodyCode }) => bodyCode);
  for (const { jurisdiction } of held) expect(bodies).toContain(jurisdiction.code);
  for (const code of incident.areas) expect(bodies).toContain(code);
  expect(whistle.lead).not.toBeNull();
});
