import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadReport } from '../../../server/duty/load.ts';
import { openTestCity, type TestCity, type TestClient } from '../../support/city.ts';
import { sendTable } from '../duty/sending.ts';

let city: TestCity;
let fengtai: TestClient;
let admin: TestClient;
const area = '110106002';
const start = Date.parse('2026-05-08T01:27:00Z');
const at = (hours: number) => new Date(start + hours * 3_600_000);
interface Shift {
  readonly id: string;
  readonly bodyCode: string;
  readonly person: string;
  readonly phone: string | null;
  readonly handover: { readonly to: string | null; readonly note: string } | null;
}
interface Gaps {
  readonly areas: readonly {
    readonly code: string;
    readonly whistles: readonly unknown[];
    readonly gaps: readonly {
      readonly bodyCode: string;
      readonly posting: string;
      readonly emptySince: string | null;
    }[];
  }[];
}
const head = 'bodyCode,areaCode,from,to,person,phone';
const load = (rows: string, query = '?commit=true') =>
  sendTable<LoadReport & { errors: { line: number; field: string }[] }>(
    city,
    fengtai,
    `/api/roster/table${query}`,
    `${head}\n${rows}\n`,
  );

beforeAll(async () => {
  city = await openTestCity({ incidents: 0 });
  fengtai = await city.as('coordinator-fengtai');
  admin = await city.as('admin');
  await city.services.database.sql`delete from shift`;
});
afterAll(() => city.close());

test('a platform without a roster is empty from the body down to those on call', async () => {
  const { body } = await fengtai.get<Gaps>(`/api/roster/gaps?area=${area}`);
  const postings = body.areas[0]?.gaps.map(({ posting }) => posting) ?? [];
  expect(postings.filter((posting) => posting === 'body')).toHaveLength(1);
  expect(postings.filter((posting) => posting === 'resident')).toHaveLength(5);
  expect(postings.filter((posting) => posting === 'onCall').length).toBeGreaterThan(5);
});

test('shifts are loaded by table, in the city’s own time or with an offset', async () => {
  const { status, body } = await load(
    [
      `${area}-police,${area},2026-05-08 08:30,2026-05-08 20:30,王建国,010-5550 1001`,
      `${area}-police,${area},2026-05-08 20:30,2026-05-09 08:30,李红,`,
      `110106-planning,110106,2026-05-08T00:30:00Z,2026-05-09T00:30:00Z,赵敏,010-5550 1003`,
    ].join('\n'),
  );
  expect([status, body.added]).toEqual([201, 3]);
  const { body: now } = await fengtai.get<{ shifts: Shift[] }>(`/api/roster?area=${area}`);
  expect(now.shifts.map(({ bodyCode, person }) => [bodyCode, person])).toEqual([
    ['110106-planning', '赵敏'],
    [`${area}-police`, '王建国'],
  ]);
});

test('a post is empty between shifts and says since when', async () => {
  const gap = async (when: Date) =>
    (
      await fengtai.get<Gaps>(`/api/roster/gaps?area=${area}&at=${when.toISOString()}`)
    ).body.areas[0]?.gaps.find(({ bodyCode }) => bodyCode === `${area}-police`);
  expect(await gap(at(0))).toBeUndefined();
  expect(await gap(at(12))).toBeUndefined();
  expect(await gap(at(24))).toMatchObject({ emptySince: '2026-05-09T00:30:00.000Z' });
});

test('who is on call for the district serves every subdistrict of it', async () => {
  const { body } = await fengtai.get<Gaps>('/api/roster/gaps?area=110106001');
  const empty = body.areas[0]?.gaps.map(({ bodyCode }) => bodyCode) ?? [];
  expect(empty).not.toContain('110106-planning');
  expect(empty).toContain('110106-housing');
});

test('an empty post is an alert for every area with an open whistle that the reader may see', async () => {
  const { body } = await admin.get<Gaps>('/api/roster/gaps');
  expect(body.areas.length).toBeGreaterThan(0);
  for (const one of body.areas) expect(one.whistles.length).toBeGreaterThan(0);
  const mine = (await fengtai.get<Gaps>('/api/roster/gaps')).body.areas;
  expect(mine.length).toBeLessThan(body.areas.length);
  expect(mine.every(({ code }) => code.startsWith('110106'))).toBe(true);
});

test('names and telephones are for those who may see people there', async () => {
  const shifts = async (name: string) =>
    (await (await city.as(name)).get<{ shifts: Shift[] }>(`/api/roster?area=${area}`)).body.shifts;
  expect((await shifts('coordinator-xicheng'))[1]).toMatchObject({ person: '王**', phone: null });
  expect((await shifts('officer'))[1]).toMatchObject({ person: '王**', phone: null });
  expect((await shifts('admin'))[1]).toMatchObject({ person: '王建国', phone: '010-5550 1001' });
});

test('a shift is handed over once, with a note, to the one that follows', async () => {
  const police = async () =>
    (await fengtai.get<{ shifts: Shift[] }>(`/api/roster?area=${area}`)).body.shifts.find(
      ({ bodyCode }) => bodyCode === `${area}-police`,
    ) as Shift;
  const first = await police();
  const hand = (id: string, client: TestClient = fengtai) =>
    client.post<{ type: string } & Shift>(`/api/roster/${id}/handover`, { note: '西侧围挡已拆，夜间留意' });
  const early = await hand(first.id);
  expect([early.status, early.body.type]).toEqual([409, 'urn:shaotu:problem:nobody-follows']);
  // Nobody stays signed in for ten idle hours.
  city.setClock(at(10.5));
  fengtai = await city.as('coordinator-fengtai');
  expect((await hand(first.id, await city.as('coordinator-xicheng'))).status).toBe(403);
  const handed = await hand(first.id);
  expect(handed.status).toBe(200);
  expect(handed.body.handover).toMatchObject({ note: '西侧围挡已拆，夜间留意' });
  expect((await hand(first.id)).status).toBe(409);
  city.setClock(at(12));
  fengtai = await city.as('coordinator-fengtai');
  expect((await police()).id).toBe(handed.body.handover?.to);
  city.setClock(at(0));
  fengtai = await city.as('coordinator-fengtai');
});

test('broken rows are told by line, and other people’s areas are not for a coordinator to fill', async () => {
  const { body } = await load(
    [
      `${area}-police,${area},2026-05-10 08:30,2026-05-10 07:30,甲,`,
      `${area}-police,${area},2026-02-30 25:30,2026-05-10 07:30,乙,`,
      `nobody,${area},2026-05-10 08:30,2026-05-10 20:30,丙,`,
      `110102020-police,110102020,2026-05-10 08:30,2026-05-10 20:30,丁,`,
      `${area}-fire,${area},2026-05-10 08:30,2026-05-20 20:30,戊,`,
      `${area}-fire,${area},tomorrow,2026-05-20 20:30,己,x`,
    ].join('\n'),
    '',
  );
  expect(body.errors.map(({ line, field }) => `${line} ${field}`)).toEqual([
    '2 to',
    '3 from',
    '4 bodyCode',
    '5 areaCode',
    '6 to',
    '7 from',
    '7 phone',
  ]);
});
