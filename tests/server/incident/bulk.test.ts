import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import { resolve } from '../../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../../geodata/jurisdiction/rules.ts';
import { readDutyList } from '../../../server/duty/list.ts';
import { type BulkIncident, insertBulk } from '../../../server/incident/bulk.ts';
import { type BulkPoint, judgeBulk } from '../../../server/incident/bulk-judge.ts';
import { linesAt } from '../../../server/incident/edition.ts';
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
  for (const [i, { lon, lat, accuracy, category, occurredAt }] of points.entries()) {
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
    expect(toTheMillimetre({ ...bulk.verdict, geometryHash: bulk.hash })).toEqual(
      toTheMillimetre(alone.verdict),
    );
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

  const [{ different, missing } = { different: -1, missing: -1 }] = await sql<
    { different: number; missing: number }[]
  >`
    select count(distinct i.number)::int as different, count(*) filter (where v.id is null)::int as missing
    from incident i left join verdict v on v.incident_id = i.id and v.geometry_hash = v.body ->> 'geometryHash'
    where i.origin like 'test:%'`;
  expect({ different, missing }).toEqual({ different: points.length, missing: 0 });

  const faults = new Set(
    verdicts.flatMap((one) => ('verdict' in one ? one.verdict.defects.map(({ key }) => key) : [])),
  );
  const [{ tickets } = { tickets: -1 }] = await sql<{ tickets: number }[]>`
    select count(distinct defect_key)::int as tickets from survey_ticket_incident m
    join incident i on i.id = m.incident_id where i.origin like 'test:%'`;
  expect(tickets).toBe(faults.size);

  const planner = await city.as('planner');
  const [place, id] = [...first.ids][17] ?? [];
  const { status, body } = await planner.get<{ verdict: { geometryHash: string } }>(`/api/incidents/${id}`);
  expect(status).toBe(200);
  expect(body.verdict.geometryHash).toBe(rows[place ?? -1]?.hash);
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
