import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AssessedLevel, assess } from '../../../server/assess/assessment.ts';
import { assessmentCsv } from '../../../server/assess/csv.ts';
import { monthOf } from '../../../server/assess/month.ts';
import { countAreas, countBodies, countScores, readWeights } from '../../../server/assess/store.ts';
import type { Database } from '../../../server/database/connect.ts';
import { openTestDatabase } from '../../support/database.ts';

/** Five incidents of May 2026 in 广安门外 (w), 太平桥 (f) and nowhere, worked out by hand; and one of each month beside it. */
const [w, f] = ['110102020', '110106002'];
const now = new Date('2026-05-31T00:00:00Z');
const may = { ...monthOf('2026-05', 'Asia/Shanghai'), category: null, now };

const everywhere = (level: AssessedLevel) => ({ level, within: null });

let database: Database;
let sql: Sql;

interface Made {
  readonly at: string;
  readonly areas: readonly string[];
  readonly responded?: string;
  readonly closed?: string;
  readonly satisfied?: boolean;
  readonly category?: string;
}
async function incident(number: string, one: Made): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into incident (number, category, source, occurred_at, created_at, areas, joint, status, responded_at, closed_at,
                          satisfied, location, footprint)
    select ${number}, ${one.category ?? '01-01'}, 'patrol', ${one.at}::timestamptz, ${one.at}::timestamptz, ${[...one.areas]},
           ${one.areas.length > 1}, ${one.closed ? 'closed' : 'open'}, ${one.responded ?? null}::timestamptz,
           ${one.closed ?? null}::timestamptz, ${one.satisfied ?? null}::boolean, place, place
    from (select st_setsrid(st_makepoint(116.3, 39.9), 4326) as place) p
    returning id::text`;
  return row?.id ?? '';
}
async function whistle(incidentId: string, shares: readonly (readonly [string, number])[]): Promise<string> {
  const [verdict] = await sql<{ id: string }[]>`
    insert into verdict (incident_id, edition_id, rules, geometry_hash, body, footprint, accuracy_m, width_m)
    select ${incidentId}, (select min(id) from edition), 'r', 'h', '{"parties": []}', footprint, 0, 0
    from incident where id = ${incidentId} returning id::text`;
  const [row] = await sql<{ id: string }[]>`
    insert into whistle (incident_id, verdict_id, kind, joint, blown_at, blown_by, blown_for, due_at)
    values (${incidentId}, ${verdict?.id ?? ''}, 'enforcement', true, '2026-05-10T01:00:00Z', 'x', ${w}, '2026-05-10T02:00:00Z')
    returning id::text`;
  for (const [code, share] of shares)
    await sql`insert into side (whistle_id, area_code, role, share) values (${row?.id ?? ''}, ${code}, 'assist', ${share})`;
  return row?.id ?? '';
}
const summons = (
  id: string,
  body: string,
  due: string,
  came: string | null,
  released: string | null = null,
) => sql`
  insert into summons (whistle_id, area_code, body_code, body_name, body_name_en, short, short_en, posting, due_at, checked_in_at, released_at)
  values (${id}, ${w}, ${body}, ${body}, ${body}, ${body}, ${body}, 'body', ${due}, ${came}, ${released})`;
const score = (
  id: string,
  from: string,
  to: string,
  points: Readonly<Record<string, number>>,
  direction: string,
) =>
  Promise.all(
    Object.entries(points).map(
      ([item, given]) => sql`
        insert into score (whistle_id, direction, from_code, to_code, item, points, made_by, made_at)
        values (${id}, ${direction}, ${from}, ${to}, ${item}, ${given}, 'x', '2026-05-20T00:00:00Z')`,
    ),
  );

beforeAll(async () => {
  database = await openTestDatabase();
  sql = database.sql;
  await sql`insert into edition (name) values ('e')`;
  await sql`
    insert into account (name, display_name, display_name_en, role, password_hash) values ('x', 'x', 'x', 'coordinator', 'x')`;
  const at = '2026-05-02T00:00:00Z';
  await incident('20260502-0001', { at, areas: [w], responded: at, closed: at, satisfied: true });
  await incident('20260502-0002', { at, areas: [w] });
  const built = await incident('20260502-0003', {
    at,
    areas: [f, w],
    responded: at,
    closed: at,
    satisfied: false,
  });
  const blown = await whistle(built, [
    [f, 0.6],
    [w, 0.3],
  ]);
  const young = await incident('20260530-0001', { at: '2026-05-30T00:00:00Z', areas: [w, f] });
  await sql`
    insert into verdict (incident_id, edition_id, rules, geometry_hash, body, footprint, accuracy_m, width_m)
    select ${young}, (select min(id) from edition), 'r', 'h',
           ${sql.json({
             parties: [
               { jurisdiction: { code: w }, share: 1, probability: 0.75 },
               { jurisdiction: { code: f }, share: 1, probability: 0.25 },
             ],
           })}, footprint, 10, 0 from incident where id = ${young}`;
  await incident('20260502-0004', { at, areas: [], responded: at });
  const same = await incident('20260502-0005', { at, areas: [f], responded: at });
  await sql`update incident set merged_into = ${built} where id = ${same}`;
  await incident('20260430-0001', { at: '2026-04-30T15:59:59Z', areas: [w] });
  await incident('20260601-0001', { at: '2026-05-31T16:00:00Z', areas: [w] });
  const due = '2026-05-10T02:00:00Z';
  await summons(blown, 'on-time', due, '2026-05-10T01:20:00Z');
  await summons(blown, 'late', due, '2026-05-10T02:00:01Z');
  await summons(blown, 'missing', due, null);
  await summons(blown, 'excused', due, null, due);
  await summons(blown, 'not-due', '2026-05-31T12:00:00Z', null);
  await score(blown, w, 'on-time', { arrival: 5, handling: 4, cooperation: 3 }, 'body');
  await score(blown, 'on-time', w, { calling: 1, command: 2, support: 3 }, 'area');
});
afterAll(() => database?.close());

test('a shared incident counts in each area by its share, each counts once in all, and a merged one not again', async () => {
  const rows = await countAreas(sql, may);
  const of = (code: string | null) => rows.find((row) => row.code === code);
  // w: two of its own, a third of the building (0.3 of 0.9), three quarters of the young one.
  expect(of(w)?.received).toBeCloseTo(2 + 1 / 3 + 0.75, 9);
  expect(of(f)?.received).toBeCloseTo(2 / 3 + 0.25, 9);
  expect(of(null)?.received).toBe(1);
  expect(rows.reduce((sum, row) => sum + row.received, 0)).toBeCloseTo(5, 9);
  expect(of(w)?.shared).toBe(2);
});

test('the three rates have the denominators of the wall: received, closed or a week old, called back', async () => {
  const rows = await countAreas(sql, may);
  const mine = rows.find((row) => row.code === w);
  expect(mine?.responded).toBeCloseTo(1 + 1 / 3, 9);
  // The young one is neither closed nor a week old: nothing can be said of it yet.
  expect(mine?.due).toBeCloseTo(2 + 1 / 3, 9);
  expect(mine?.resolved).toBeCloseTo(1 + 1 / 3, 9);
  expect([mine?.calledBack, mine?.satisfied]).toEqual([expect.closeTo(1 + 1 / 3, 9), 1]);
});

test('arrival on time is worked out from the deadline: a second late is late, who was excused is not counted', async () => {
  const bodies = await countBodies(sql, may);
  expect(
    bodies.map(({ code, called, onTime, late, missing }) => [code, called, onTime, late, missing]),
  ).toEqual([
    ['late', 1, 0, 1, 0],
    ['missing', 1, 0, 0, 1],
    ['not-due', 0, 0, 0, 0],
    ['on-time', 1, 1, 0, 0],
  ]);
  expect(bodies.at(-1)?.medianMinutes).toBeCloseTo(20, 9);
});

test('scores of a case are one scoring, the mean of its items, and reach the table by their weight', async () => {
  const scores = await countScores(sql, may);
  expect(scores.map(({ direction, code, count, points }) => [direction, code, count, points]).sort()).toEqual(
    [
      ['area', w, 1, 0.25],
      ['body', 'on-time', 1, 0.75],
    ],
  );
  const [areas, bodies, weights] = await Promise.all([
    countAreas(sql, may),
    countBodies(sql, may),
    readWeights(sql),
  ]);
  const {
    areas: rows,
    bodies: came,
    whole: city,
  } = assess({ areas, bodies, scores, weights }, null, everywhere('subdistrict'));
  const mine = rows.find(({ code }) => code === w);
  const [response, resolution, satisfaction] = [
    (1 + 1 / 3) / (3 + 1 / 12),
    (1 + 1 / 3) / (2 + 1 / 3),
    1 / (1 + 1 / 3),
  ];
  expect(mine?.composite?.value).toBeCloseTo(
    100 * (0.2 * response + 0.3 * resolution + 0.2 * satisfaction + 0.3 * 0.25),
    9,
  );
  expect(came[0]).toMatchObject({ code: 'on-time', composite: { missing: [] } });
  expect(came[0]?.composite?.value).toBeCloseTo(100 * (0.4 * 1 + 0.3 * 0 + 0.3 * 0.75), 9);
  expect(city.received).toBeCloseTo(5, 9);
});

test('districts are the sums of their subdistricts', async () => {
  const areas = await countAreas(sql, may);
  const weights = await readWeights(sql);
  const { areas: rows } = assess({ areas, bodies: [], scores: [], weights }, null, everywhere('district'));
  expect(rows.map(({ code, received }) => [code, received])).toEqual(
    expect.arrayContaining([
      ['110102', expect.closeTo(3 + 1 / 12, 9)],
      ['110106', expect.closeTo(11 / 12, 9)],
    ]),
  );
});

test('a table for a spreadsheet begins with its mark and holds no formula', async () => {
  const bodies = [{ ...(await countBodies(sql, may))[0], name: '=HYPERLINK("x")' }] as never;
  const weights = await readWeights(sql);
  const csv = assessmentCsv(
    assess({ areas: [], bodies, scores: [], weights }, null, everywhere('subdistrict')),
    'body',
    'zh',
  );
  expect(csv.startsWith('\ufeff代码,名称,')).toBe(true);
  expect(csv).toContain(`'=HYPERLINK`);
  expect(csv).not.toMatch(/(^|,)"?=/m);
});
