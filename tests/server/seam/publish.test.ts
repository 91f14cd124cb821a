import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Defect } from '../../../geodata/jurisdiction/verdict.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import { publishEdition } from '../../../server/boundary/publish.ts';
import { acceptable } from '../../../server/boundary/report.ts';
import { findLatest, loadGeography, saveDraft } from '../../../server/boundary/store.ts';
import type { Database } from '../../../server/database/connect.ts';
import { endedBefore, readEnd, readMerged } from '../../../server/seam/ends.ts';
import { ensureSeamLines, onPublish } from '../../../server/seam/publish.ts';
import { recordsOf } from '../../../server/seam/records.ts';
import { recordBases } from '../../../server/seam/store.ts';
import { openTickets } from '../../../server/survey/open.ts';
import { openTestDatabase } from '../../support/database.ts';
import { box, fourSquares, layerOf, type Row } from '../boundary/squares.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

let day = 0;
const today = () => new Date(Date.UTC(2026, 2, day));

/** Publishes an edition of these subdistricts on the next day. */
async function publish(rows: readonly Row[], hooked = true, validFrom?: Date): Promise<number> {
  day++;
  const latest = await findLatest(database.sql);
  const base = latest === null ? null : await loadGeography(database.sql, latest);
  const built = buildEdition([layerOf('subdistrict', rows)], { accept: acceptable, base });
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  const id = await saveDraft(database.sql, built.edition, built.report, { name: `day ${day}`, at: today() });
  const outcome = await publishEdition(database.sql, id, built.edition, {
    at: today(),
    actor: 'engineer',
    validFrom,
    ...(hooked && { onPublish }),
  });
  if ('refused' in outcome) throw new Error(outcome.refused);
  return id;
}

const lines = async (edition: number) =>
  (
    await database.sql<{ key: string; origin: string; from: string | null; level: string }[]>`
      select key, origin, origin_key as from, level from seam_line where edition_id = ${edition} order by key`
  ).map(({ key, origin, from }) => `${key} ${origin}${from ? ` from ${from}` : ''}`);

const recoded = (from: string, to: string): Row[] =>
  fourSquares.map((row) => (row.code === from ? { ...row, code: to } : row));

const [jia, yi, bing] = fourSquares as readonly [Row, Row, Row];
const southInOne: Row[] = [jia, yi, { ...bing, shape: box(0, 0, 20, 10) }];
const bothInOne: Row[] = [
  { ...jia, shape: box(0, 10, 20, 20) },
  { ...bing, shape: box(0, 0, 20, 10) },
];

async function incident(number: string): Promise<string> {
  const [row] = await database.sql<{ id: string }[]>`
    insert into incident (number, category, source, occurred_at, location, footprint)
    values (${number}, '01-01', 'patrol', ${today()}, st_setsrid(st_makepoint(116.101, 39.15), 4326),
            st_setsrid(st_makepoint(116.101, 39.15), 4326))
    returning id::text`;
  return row?.id ?? '';
}

const tickets = () =>
  database.sql<
    { kind: string; status: string; by: number | null }[]
  >`select kind, status, resolved_by_edition as by from survey_ticket order by id`;

describe('what is recorded about a seam', () => {
  const pair = '110102001|110102002';
  let first: number;

  test('is nothing when its first edition is published; seams know at which level their sides differ', async () => {
    first = await publish(fourSquares);
    expect(await lines(first)).toEqual([
      `${pair} new`,
      '110102001|110106001 new',
      '110102002|110106002 new',
      '110106001|110106002 new',
    ]);
    const levels = await database.sql<{ level: string }[]>`
      select level from seam_line where edition_id = ${first} order by key`;
    expect(levels.map(({ level }) => level)).toEqual(['subdistrict', 'district', 'district', 'subdistrict']);
    expect((await recordsOf(database.sql, first))[0]).toMatchObject({
      key: pair,
      basis: null,
      holder: null,
      accuracy: null,
      agreements: [],
    });
  });

  test('goes to the line of a pair of codes in any order', async () => {
    const bases = [
      {
        left: '110102002',
        right: '110102001',
        basis: 'kerb' as const,
        holder: '110102002',
        accuracy: 0.5,
        // The line runs north: a quarter of it at its southern end, and one at its northern.
        stretches: [
          { from: 0, to: 0.25, basis: 'wallFoot' as const, holder: '110102002', accuracy: 0.2 },
          { from: 0.75, to: 1, basis: null, holder: null, accuracy: null },
        ],
        agreements: [{ category: null, lead: '110102001', text: '甲街道牵头', from: today() }],
      },
      { left: '110102001', right: '999999999', basis: 'kerb' as const },
    ];
    expect(await recordBases(database.sql, bases, { at: today(), by: 'demo' })).toBe(1);
    expect((await recordsOf(database.sql, first))[0]).toMatchObject({
      basis: 'kerb',
      holder: '110102002',
      accuracy: 0.5,
      stretches: [{ basis: 'wallFoot', holder: '110102002', accuracy: 0.2 }, { basis: null }],
      agreements: [{ category: null, lead: '110102001', until: null }],
    });
  });

  test('follows a side that gets another code, even where that turns the line round; the edition before keeps its names', async () => {
    const second = await publish(recoded('110102001', '110102009'));
    expect(await lines(second)).toContain(`110102002|110102009 renamed from ${pair}`);
    const found = (await recordsOf(database.sql, second)).find(({ key }) => key === '110102002|110102009');
    expect(found).toMatchObject({
      holder: '110102002',
      stretches: [{ basis: null }, { basis: 'wallFoot', holder: '110102002' }],
      agreements: [{ lead: '110102009' }],
    });
    expect((await recordsOf(database.sql, first))[0]).toMatchObject({
      key: pair,
      holder: '110102002',
      agreements: [{ lead: '110102001' }],
    });
  });

  test('is copied to the part of a side that is split off, and changes there alone afterwards', async () => {
    await publish(fourSquares);
    const rows: Row[] = [
      ...fourSquares.filter(({ code }) => code !== '110102002'),
      {
        code: '110102002',
        name: '乙街道',
        parent: '110102',
        parentName: '西城区',
        shape: box(10, 10, 20, 13),
      },
      {
        code: '110102003',
        name: '戊街道',
        parent: '110102',
        parentName: '西城区',
        shape: box(10, 13, 20, 20),
      },
    ];
    const split = await publish(rows);
    expect(await lines(split)).toEqual(
      expect.arrayContaining([
        `${pair} kept from ${pair}`,
        `110102001|110102003 split from ${pair}`,
        '110102002|110102003 new',
      ]),
    );
    const of = async (key: string) => (await recordsOf(database.sql, split)).find((r) => r.key === key);
    expect(await of('110102001|110102003')).toMatchObject({
      basis: 'kerb',
      holder: '110102003',
      // Of the stretches on record, the part has the one that lies along it.
      stretches: [{ basis: null }],
      agreements: [{ lead: '110102001' }],
    });
    expect((await of(pair))?.stretches).toMatchObject([{ basis: 'wallFoot', holder: '110102002' }]);
    await recordBases(database.sql, [{ left: '110102001', right: '110102003', basis: 'centreline' }], {
      at: today(),
      by: 'demo',
    });
    expect((await of('110102001|110102003'))?.basis).toBe('centreline');
    expect((await of(pair))?.basis).toBe('kerb');
  });

  test('waits where an edition was published without it, and is caught up with at the next start', async () => {
    const bare = await publish(recoded('110106002', '110106005'), false);
    expect(await lines(bare)).toEqual([]);
    await Promise.all([ensureSeamLines({ database }), ensureSeamLines({ database })]);
    expect(await lines(bare)).toContain('110106001|110106005 renamed from 110106001|110106002');
    await ensureSeamLines({ database });
    expect(await lines(bare)).toHaveLength(4);
  });
});

describe('a survey ticket', () => {
  const gap: Defect = {
    kind: 'gap',
    key: 'gap:110102001|110102002@39.1500,116.1010',
    at: [116.101, 39.15],
    codes: ['110102001', '110102002'],
    width: 173,
    area: 1_900_000,
  };
  const noBasis: Defect = {
    kind: 'no-basis',
    key: '110106001|110106002',
    at: null,
    codes: ['110106001', '110106002'],
    width: null,
    area: null,
  };
  const gaping: Row[] = fourSquares.map((row) =>
    row.code === '110102002' ? { ...row, shape: box(10.2, 10, 20, 20) } : row,
  );

  test('is opened once for one fault, however many meet it at once; each incident is linked', async () => {
    const edition = await publish(gaping);
    const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => incident(`20260401-${1000 + i}`)));
    await Promise.all(
      ids.map((incidentId, i) =>
        database.sql.begin((tx) =>
          openTickets(tx, {
            incidentId,
            edition,
            defects: i % 2 ? [gap, noBasis] : [noBasis, gap],
            at: today(),
          }),
        ),
      ),
    );
    expect(await tickets()).toHaveLength(2);
    const links = await database.sql<{ count: number }[]>`
      select count(*)::int from survey_ticket_incident group by ticket_id`;
    expect(links.map(({ count }) => count)).toEqual([20, 20]);
    const log = await database.sql`select body from event where step = 'survey.opened'`;
    expect(log).toHaveLength(2);
  });

  test('counts an incident once, though it is judged again', async () => {
    const edition = (await findLatest(database.sql)) ?? 0;
    const incidentId = await incident('20260401-2000');
    for (let i = 0; i < 3; i++)
      await database.sql.begin((tx) =>
        openTickets(tx, { incidentId, edition, defects: [gap, gap], at: today() }),
      );
    const [{ count } = { count: 0 }] = await database.sql<{ count: number }[]>`
      select count(*)::int from survey_ticket_incident where incident_id = ${incidentId}`;
    expect(count).toBe(1);
  });

  test('stays open while the fault is there, and is closed by the edition in which it is gone', async () => {
    await publish(gaping);
    expect((await tickets()).map(({ status }) => status)).toEqual(['open', 'open']);
    const mended = await publish(fourSquares);
    expect(await tickets()).toEqual(
      expect.arrayContaining([
        { kind: 'gap', status: 'closed', by: mended },
        { kind: 'no-basis', status: 'open', by: null },
      ]),
    );
    const [event] =
      await database.sql`select body from event where step = 'survey.closed' order by id desc limit 1`;
    expect(event?.body).toMatchObject({ edition: mended });
  });

  test('for a fault that is met again after it was closed is a new one', async () => {
    const edition = await publish(gaping);
    const incidentId = await incident('20260401-3000');
    await database.sql.begin((tx) => openTickets(tx, { incidentId, edition, defects: [gap], at: today() }));
    expect((await tickets()).filter(({ kind }) => kind === 'gap').map(({ status }) => status)).toEqual([
      'closed',
      'open',
    ]);
  });

  test('for a line without basis follows the line where a side of it gets another code', async () => {
    const edition = await publish(recoded('110106002', '110106007'));
    const moved = { ...noBasis, key: '110106001|110106007', codes: ['110106001', '110106007'] };
    const incidentId = await incident('20260401-4000');
    await database.sql.begin((tx) => openTickets(tx, { incidentId, edition, defects: [moved], at: today() }));
    expect((await tickets()).filter(({ kind }) => kind === 'no-basis')).toEqual([
      { kind: 'no-basis', status: 'open', by: null },
    ]);
    const [ticket] = await database.sql<{ key: string; codes: string[]; named: string[] }[]>`
      select t.defect_key as key, t.codes, array_agg(distinct m.defect_key) as named
      from survey_ticket t join survey_ticket_incident m on m.ticket_id = t.id
      where t.kind = 'no-basis' group by t.id`;
    expect(ticket).toEqual({ key: moved.key, codes: moved.codes, named: [noBasis.key, moved.key] });
  });

  test('for a line without basis is closed by an edition that has no such line', async () => {
    const gone = await publish(southInOne);
    expect((await tickets()).find(({ kind }) => kind === 'no-basis')).toMatchObject({ by: gone });
  });
});

describe('a seam that ends', () => {
  const ended = '110102002|110106001';
  const heir = '110102001|110106001';
  const recordOf = async (edition: number, key: string) =>
    (await recordIn(edition)).find((line) => line.key === key)?.id ?? '';
  const recordIn = (edition: number) =>
    database.sql<{ key: string; id: string }[]>`
      select key, record_id::text as id from seam_line where edition_id = ${edition}`;

  test('says with which edition, and that nothing is left of it, or into which line it went', async () => {
    const apart = await publish(fourSquares);
    const half = await publish(southInOne);
    const whole = await publish(bothInOne);
    expect(await readEnd(database.sql, await recordOf(apart, '110106001|110106002'))).toMatchObject({
      edition: half,
      into: null,
    });
    expect(await readEnd(database.sql, await recordOf(half, ended))).toMatchObject({
      edition: whole,
      into: { key: heir, left: { name: '甲街道' }, right: { name: '丙街道' } },
    });
    expect(await readEnd(database.sql, await recordOf(whole, heir))).toBeNull();
    expect(await readMerged(database.sql, await recordOf(whole, heir))).toMatchObject([
      { edition: whole, lastEdition: half, key: ended, left: { name: '乙街道' } },
    ]);
    const problem = await endedBefore(database.sql, whole, ended);
    expect(problem?.detail.en).toBe(
      `Seam "${ended}" ended with edition ${whole} and went into "${heir}"; ?edition=${half} shows it as it last was`,
    );
    expect(await endedBefore(database.sql, apart, ended)).toBeNull();
  });

  test('ends with the edition after, also where its own was published later than that', async () => {
    const [first] = await database.sql<{ id: number }[]>`
      select id from edition where status = 'published' order by valid_from limit 1`;
    const before = await publish(
      [...fourSquares, { code: '110106009', name: '己街道', parent: '110106', shape: box(20, 0, 30, 20) }],
      true,
      new Date('2026-02-01T00:00:00Z'),
    );
    expect(await readEnd(database.sql, await recordOf(before, '110106002|110106009'))).toMatchObject({
      edition: first?.id,
      into: null,
    });
    expect(await readEnd(database.sql, await recordOf(before, heir))).toBeNull();
  });
});
