import type { LineString, MultiLineString, Polygon, Position } from 'geojson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { Holding } from '../../geodata/jurisdiction/records.ts';
import type { IncidentDetail } from '../../server/incident/view.ts';
import type { ChangeView } from '../../server/whistle/parties.ts';
import type { WhistleView } from '../../server/whistle/view.ts';
import { openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/**
 * What lies on a managed street, on parcels or in a river concerns somebody beside the area: who holds it is called, comes
 * and is let go, but signs nothing. Where it leads, the sides still do what only sides can do.
 */
const { road, subdistrict, owners } = createCity({ scale: 'small' }).landmarks.parcels;

let city: TestCity;
/** Acts for every area. */
let superior: TestClient;
let holdings: readonly Held[];

type Held = Pick<Holding, 'kind' | 'name' | 'geometry'> & {
  readonly bodyCode: string;
  readonly bodyName: string;
};

const report = async (geometry: object, more: object = {}): Promise<IncidentDetail> =>
  (
    await superior.post<IncidentDetail>('/api/incidents', {
      type: 'Feature',
      geometry,
      properties: { category: '07-01', ...more },
    })
  ).body;
const blow = async (who: TestClient, { id }: IncidentDetail): Promise<WhistleView> =>
  (await who.post<WhistleView>(`/api/incidents/${id}/whistles`, { kind: 'priority' })).body;
const holdersOf = ({ verdict }: Pick<WhistleView, 'verdict'>) =>
  verdict.parties.filter(({ holding }) => holding !== null);
const held = (kind: Holding['kind'], name: string): Held => {
  const found = holdings.find((one) => one.kind === kind && one.name === name);
  if (!found) throw new Error(`the demo city has no ${kind} ${name}`);
  return found;
};
/** A square of 8 m about the middle of a line's middle piece, moved so many metres to the east and to the north. */
function onLine({ geometry }: Held, [east, north] = [0, 0]): Polygon {
  const line = geometry as LineString | MultiLineString;
  const points = line.type === 'LineString' ? line.coordinates : (line.coordinates[0] ?? []);
  const [a, b] = points.slice(Math.floor(points.length / 2) - 1) as [Position, Position];
  const [lon, lat] = [0, 1].map((i) => ((a[i] ?? 0) + (b[i] ?? 0)) / 2) as [number, number];
  const [x, y] = [4 / 85_000, 4 / 111_000];
  const [middle, height] = [lon + east / 85_000, lat + north / 111_000];
  const corners = [
    [middle - x, height - y],
    [middle + x, height - y],
    [middle + x, height + y],
    [middle - x, height + y],
  ];
  return { type: 'Polygon', coordinates: [[...corners, corners[0] as Position]] };
}

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  const { sql } = city.services.database;
  await sql`
    insert into account (name, display_name, display_name_en, role, area_code, password_hash)
    select given.name, '协调员', 'Coordinator', role, given.area, password_hash
    from account, (values ('coordinator-city', '110000'), ('coordinator-haidian', '110108')) as given (name, area)
    where account.name = 'coordinator-xicheng'`;
  superior = await city.as('coordinator-city');
  holdings = (
    await superior.get<{ features: { geometry: Held['geometry']; properties: Held }[] }>('/api/holdings')
  ).body.features.map(({ geometry, properties }) => ({ ...properties, geometry }));
});
afterAll(() => city.close());

test('who manages the avenue leads; the area is a side as ever, and the manager comes under it', async () => {
  const incident = await report(onLine(held('asset', '中关村大街')));
  const [manager] = holdersOf(incident);
  expect(manager).toMatchObject({ role: 'lead', rule: 'asset-manager', holding: { kind: 'asset' } });
  const whistle = await blow(superior, incident);
  expect(whistle.sides).toHaveLength(1);
  const [side] = whistle.sides;
  expect(side?.role).toBe('assist');
  expect(whistle.blownFor.code).toBe(side?.areaCode);
  expect(whistle.joint).toBe(false);
  expect(whistle.summonses.at(-1)).toMatchObject({
    bodyCode: manager?.jurisdiction.code,
    areaCode: side?.areaCode,
    short: '管养',
    posting: 'onCall',
  });
});

test.each([
  ['each owner of a parcel the street crosses', 'parcel-owner', () => road, { width: 30 }, () => owners],
  [
    'the authority of a river',
    'overlay',
    () => onLine(held('water', '京密引水渠')),
    {},
    () => [held('water', '京密引水渠').bodyCode],
  ],
] as const)('%s is called beside the area', async (_what, rule, shape, more, bodies) => {
  const incident = await report(shape(), more);
  const holders = holdersOf(incident);
  expect(holders.map((party) => party.jurisdiction.code).sort()).toEqual([...bodies()].sort());
  expect(new Set(holders.map((party) => party.rule))).toEqual(new Set([rule]));
  const whistle = await blow(superior, incident);
  const called = whistle.summonses.map(({ bodyCode }) => bodyCode);
  for (const code of bodies()) expect(called.filter((one) => one === code)).toHaveLength(1);
  expect(whistle.sides.map(({ areaCode }) => areaCode)).toEqual(incident.areas);
  if (rule === 'parcel-owner') expect(incident.areas).toEqual([subdistrict]);
});

test('the whistle does not close without the holders having come, and closes with the signatures of areas alone', async () => {
  const whistle = await blow(superior, await report(onLine(held('asset', '中关村大街'), [10, 0])));
  const [area = ''] = whistle.sides.map(({ areaCode }) => areaCode);
  const body = whistle.summonses.at(-1);
  const step = (name: string, input: object = {}) =>
    superior.post<WhistleView & { detail: string }>(`/api/whistles/${whistle.id}/${name}`, input);
  const others = whistle.summonses.filter((summons) => summons !== body).map(({ id }) => id);
  await step('check-ins', { summons: others, position: whistle.location });
  await step('feedback', { area, text: '已围挡' });
  expect((await step('verify')).body.detail).toBe('还有 1 家未报到');
  await step('check-ins', { summons: [body?.id], position: whistle.location });
  expect((await step('verify')).body.stage).toBe('releasing');
  expect((await step('release')).body.stage).toBe('signing');
  expect((await step('close', { area: body?.bodyCode })).status).toBe(400);
  const closed = await step('close', { area });
  expect([closed.status, closed.body.stage]).toEqual([200, 'closed']);
});

test('drawn onto the avenue after a check-in, the area leads on until their common superior has the manager lead', async () => {
  const avenue = held('asset', '西长安街');
  const xicheng = await city.as('coordinator-xicheng');
  const incident = await report(onLine(avenue, [0, 80]));
  expect(holdersOf(incident)).toEqual([]);
  const whistle = await blow(xicheng, incident);
  const [side] = whistle.sides;
  expect(side?.role).toBe('lead');
  await xicheng.post(`/api/whistles/${whistle.id}/check-ins`, {
    summons: [whistle.summonses[0]?.id],
    position: whistle.location,
  });
  const redraw = async (who: TestClient, geometry: object) => {
    const { verdictId } = (await who.get<WhistleView>(`/api/whistles/${whistle.id}`)).body;
    const input = { geometry, verdict: verdictId, reason: '现场核实在路面上' };
    const path = `/api/whistles/${whistle.id}/redraw`;
    return (await who.post<WhistleView & { change: ChangeView }>(path, input)).body;
  };
  const waiting = await redraw(xicheng, onLine(avenue));
  expect(waiting.verdict.parties.find(({ role }) => role === 'lead')?.holding?.name).toBe('西长安街');
  expect(waiting.sides).toMatchObject([{ areaCode: side?.areaCode, role: 'lead' }]);
  expect(waiting.summonses.at(-1)?.bodyCode).toBe(avenue.bodyCode);
  expect(waiting.change.note?.zh).toBe(
    `已有人报到：仍由${side?.name}牵头，改由${avenue.bodyName}牵头须共同上级同意`,
  );
  const agreed = await redraw(superior, onLine(avenue, [3, 0]));
  expect(agreed.change.note).toBeNull();
  expect(agreed.sides).toMatchObject([{ areaCode: side?.areaCode, role: 'assist', state: 'kept' }]);
  expect(agreed.summonses.filter(({ bodyCode }) => bodyCode === avenue.bodyCode)).toHaveLength(1);
});
