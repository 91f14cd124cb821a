import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import { resolve } from '../../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../../geodata/jurisdiction/rules.ts';
import type { Verdict } from '../../../geodata/jurisdiction/verdict.ts';
import { readDutyList } from '../../../server/duty/list.ts';
import { type BulkIncident, insertBulk } from '../../../server/incident/bulk.ts';
import { type BulkPoint, judgeBulk } from '../../../server/incident/bulk-judge.ts';
import { linesAt } from '../../../server/incident/edition.ts';
import { hashOfPoint, writeOutVerdict } from '../../../server/incident/model.ts';
import { openTestCity, type TestCity } from '../../support/city.ts';

let city: TestCity;
let points: readonly BulkPoint[];

beforeAll(async () => {
  city = await openTestCity({ incidents: 10 });
  // Few, so that many points are of the same place and category. The first is about buildings, the next two differ in their
  // departments alone, and fire reaches farther than where it is.
  const codes = ['01-01', '01-03', '02-02', '04-02'];
  const until = new Date('2026-05-08T00:00:00Z');
  // Half surveyed, half within 40 m: near a line these are certain of nothing.
  points = createCity({ scale: 'small' })
    .incidents({ count: 900, days: 30, until, categories: codes })
    .map(({ lon, lat, category, occurredAt }, i) => ({
      lon,
      lat,
      category,
      accuracy: i % 2 === 0 ? 0 : 40,
      occurredAt: occurredAt.toISOString(),
    }));
});
afterAll(() => city.close());

async function judged() {
  const { coverage, records } = await linesAt(city.services, undefined);
  const duties = await readDutyList(city.services.database.sql);
  return { coverage, records, duties, verdicts: judgeBulk(coverage, { records, duties }, points) };
}

test('the verdicts of many points are those that each would get by itself', async () => {
  const { coverage, records, duties, verdicts } = await judged();
  const kinds = new Map(duties.categories.map(({ code, kind }) => [code, kind]));
  for (const [i, point] of points.entries()) {
    const { lon, lat, accuracy, category, occurredAt } = point;
    const alone = resolve(
      coverage,
      { type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties: { accuracy } },
      {
        rules: defaultRules,
        duties: duties.departments,
        kind: kinds.get(category),
        category,
        records,
        at: occurredAt,
        detail: false,
      },
    );
    const bulk = verdicts[i];
    if (!bulk || 'refusal' in bulk || 'refusal' in alone) throw new Error(`point ${i} was refused`);
    expect(toTheMillimetre(withHash(bulk, point))).toEqual(toTheMillimetre(alone.verdict));
  }
});

test('points certain of one area share a verdict, and the doubtful have their own', async () => {
  const { verdicts } = await judged();
  const bodies = verdicts.flatMap((one) => ('verdict' in one ? [one.verdict] : []));
  const doubtful = new Set(bodies.filter(({ outcome }) => outcome !== 'sole'));
  expect(new Set(bodies).size).toBeLessThan(bodies.length);
  expect(doubtful.size).toBe(bodies.filter(({ outcome }) => outcome !== 'sole').length);
});

test('what is stored in bulk reads as if it had been submitted, with running numbers and survey tickets', async () => {
  const { services } = city;
  const { sql } = services.database;
  const { verdicts } = await judged();
  const rows = points.map((point, i) => incidentOf(point, verdicts[i], i));
  const at = services.clock();
  const store = () =>
    sql.begin((tx) =>
      insertBulk(tx, rows, { at, by: 'coordinator-xicheng', timeZone: 'Asia/Shanghai' }),
    ) as ReturnType<typeof insertBulk>;
  const first = await store();
  expect(first.ids.size).toBe(points.length);
  const again = await store();
  expect([again.ids.size, again.repeated.length]).toEqual([0, points.length]);

  const [{ different, shared, own, missing } = { different: -1, shared: -1, own: -1, missing: -1 }] =
    await sql<{ different: number; shared: number; own: number; missing: number }[]>`
      select count(distinct i.number)::int as different, count(i.verdict_model)::int as shared, count(v.id)::int as own,
             count(*) filter (where i.verdict_model is null and v.id is null)::int as missing
      from incident i left join verdict v on v.incident_id = i.id and v.geometry_hash = v.body ->> 'geometryHash'
      where i.origin like 'test:%'`;
  const sharing = rows.filter((row) => row.shared).length;
  expect({ different, shared, own, missing }).toEqual({
    different: points.length,
    shared: sharing,
    own: points.length - sharing,
    missing: 0,
  });

  const faults = new Set(
    verdicts.flatMap((one) => ('verdict' in one ? one.verdict.defects.map(({ key }) => key) : [])),
  );
  const [{ tickets } = { tickets: -1 }] = await sql<{ tickets: number }[]>`
    select count(distinct defect_key)::int as tickets from survey_ticket_incident m
    join incident i on i.id = m.incident_id where i.origin like 'test:%'`;
  expect(tickets).toBe(faults.size);

  const written = await sql.begin(async (tx) => {
    for (const id of first.ids.values()) await writeOutVerdict(tx, id);
    return tx<{ id: string; body: Verdict; sound: boolean }[]>`
      select i.id::text, v.body,
             i.verdict_model is null and v.created_at = i.created_at and v.edition_id = (v.body ->> 'edition')::integer
               and v.geometry_hash = v.body ->> 'geometryHash' and st_equals(v.footprint, i.footprint) as sound
      from incident i join verdict v on v.incident_id = i.id
      where i.origin like 'test:%' order by i.id`;
  });
  const byId = new Map(written.map((one) => [one.id, one]));
  expect(written.length).toBe(points.length);
  for (const [place, id] of first.ids) {
    const [row, stored] = [rows[place], byId.get(id)];
    expect(stored?.sound).toBe(true);
    expect(stored?.body).toEqual(row && JSON.parse(JSON.stringify(withHash(row, row))));
  }
});

test('whoever opens an incident that shares its verdict finds it as any other, and it stays what it is', async () => {
  const { services } = city;
  const { sql } = services.database;
  const { verdicts } = await judged();
  const place = verdicts.findIndex((one) => 'shared' in one && one.shared);
  const row = { ...incidentOf(points[place] as BulkPoint, verdicts[place], place), origin: 'opened:1' };
  const { ids } = await sql.begin((tx) =>
    insertBulk(tx, [row], { at: services.clock(), by: null, timeZone: 'Asia/Shanghai' }),
  );
  const id = ids.get(0);
  const planner = await city.as('planner');
  const open = () => planner.get<{ verdict: Verdict; verdictId: string }>(`/api/incidents/${id}`);
  const [one, other] = await Promise.all([open(), open()]);
  expect(one.status).toBe(200);
  expect(one.body.verdict).toEqual(JSON.parse(JSON.stringify(withHash(row, row))));
  expect(other.body).toEqual(one.body);
  expect((await open()).body.verdictId).toBe(one.body.verdictId);
});

test('verdicts that many share are never changed, nor deleted', async () => {
  const { sql } = city.services.database;
  await expect(sql`delete from verdict_model`).rejects.toThrow('only ever added');
  await expect(sql`update verdict_model set rules = ''`).rejects.toThrow('only ever added');
});

const withHash = ({ verdict }: { readonly verdict: Verdict }, point: Parameters<typeof hashOfPoint>[0]) => ({
  ...verdict,
  geometryHash: hashOfPoint(point),
});

function incidentOf(
  point: BulkPoint,
  judgement: ReturnType<typeof judgeBulk>[number] | undefined,
  i: number,
): BulkIncident {
  if (!judgement || 'refusal' in judgement) throw new Error(`point ${i} was refused`);
  return {
    ...point,
    ...judgement,
    source: 'hotline12345',
    place: `第 ${i % 40} 处`,
    placeEn: `Place ${i % 40}`,
    note: '',
    sourceNumber: null,
    origin: `test:${i}`,
    reporter: i % 10 === 0 ? { name: '张三', phone: '13812345678' } : null,
  };
}

/** Square metres of a disc differ in the ninth digit from place to place, which is nobody's answer. */
const toTheMillimetre = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, part) => (typeof part === 'number' ? Number(part.toFixed(3)) : part));
