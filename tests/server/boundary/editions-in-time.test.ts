import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from './desk.ts';
import { fourSquares, type Row } from './squares.ts';

let desk: Desk;
const told: number[] = [];
beforeAll(async () => {
  desk = await openDesk(async (_tx, edition, geography) => {
    told.push(edition);
    if (geography.edition !== edition) throw new Error('the geography is of another edition');
  });
});
afterAll(async () => desk.close());

const named = (name: string): readonly Row[] =>
  fourSquares.map((row, i) => (i === 0 ? { ...row, name } : row));
const draft = async (name: string): Promise<number> => (await desk.load(named(name))).edition;
const publish = (edition: number, body: object = {}) =>
  desk.ask('POST', `/editions/${edition}/publish`, body);
/** What the first square was called on a day. */
const nameAt = async (at: string) => {
  const { status, body } = await desk.ask('GET', `/areas?level=subdistrict&at=${encodeURIComponent(at)}`);
  return status === 200 ? body.areas[0].name : status;
};

describe('editions follow each other in time', () => {
  let [first, second, third] = [0, 0, 0];

  test('the first is in force from the instant it is published', async () => {
    first = await draft('甲街道');
    expect(await publish(first)).toMatchObject({ status: 200, body: { edition: first, validTo: null } });
    await expect.poll(() => desk.editions.currentEdition()).toBe(first);
    expect(told).toEqual([first]);
    expect(await nameAt('2026-05-08T12:00:00+08:00')).toBe('甲街道');
    expect(await nameAt('2026-05-08T11:59:59.999+08:00')).toBe(404);
  });

  test('the next is checked against it and takes over at the instant of change, in any time zone', async () => {
    desk.setClock('2026-06-01T00:00:00Z');
    second = await draft('新甲街道');
    expect((await desk.ask('GET', `/editions/${second}`)).body).toMatchObject({
      base: first,
      status: 'checked',
    });
    expect((await publish(second)).status).toBe(200);
    expect(await nameAt('2026-06-01T07:59:59.999+08:00')).toBe('甲街道');
    expect(await nameAt('2026-06-01T08:00:00+08:00')).toBe('新甲街道');
    expect(await nameAt('2026-05-31T20:00:00-04:00')).toBe('新甲街道');
    await expect.poll(() => desk.editions.at(new Date('2026-05-31T23:59:59Z'))).toBe(first);
    expect(desk.editions.at(new Date('2026-06-01T00:00:00Z'))).toBe(second);
    expect(desk.editions.at(new Date('2026-05-01T00:00:00Z'))).toBeNull();
    const place = await desk.ask('GET', '/areas/at?lon=116.05&lat=39.15&at=2026-05-20T00:00:00Z');
    expect(place.body).toMatchObject({ edition: first });
    expect(place.body.areas.at(-1).name).toBe('甲街道');
  });

  test('one published for a later day waits for it, and then is in force without a restart', async () => {
    third = await draft('甲甲街道');
    const later = '2026-07-01T00:00:00+08:00';
    expect((await publish(third, { validFrom: later })).status).toBe(200);
    expect(await nameAt('2026-06-30T23:59:59+08:00')).toBe('新甲街道');
    expect(await nameAt(later)).toBe('甲甲街道');
    expect(desk.editions.currentEdition()).toBe(second);
    const running = (await import('../../../server/boundary/editions.ts')).createEditions(desk.database, {
      clock: (() => {
        const begun = Date.now();
        // A clock that strikes midnight 300 ms from now.
        return () => new Date(new Date(later).getTime() - 300 + (Date.now() - begun));
      })(),
    });
    await running.start();
    expect(running.currentEdition()).toBe(second);
    await expect.poll(() => running.currentEdition(), { timeout: 10_000 }).toBe(third);
    await running.stop();
  });

  test('screens hear of it when it is in force, once, and not before', async () => {
    const events = await desk.database.sql<{ body: object }[]>`
      select body from event where step = 'edition.published' order by id desc limit 2`;
    const validFrom = '2026-06-30T16:00:00.000Z';
    expect(events.map(({ body }) => body)).toEqual([
      { edition: third, published: third, validFrom },
      { edition: second, published: third, validFrom },
    ]);
  });

  test('nothing is published ahead of what is to come, until that is taken back', async () => {
    const urgent = await draft('急街道');
    expect(await publish(urgent)).toMatchObject({
      status: 409,
      body: { type: 'urn:shaotu:problem:scheduled-ahead' },
    });
    expect((await desk.ask('DELETE', `/editions/${third}`)).body).toEqual({
      edition: third,
      discarded: 'retired',
    });
    expect(await nameAt('2026-07-02T00:00:00Z')).toBe('新甲街道');
    expect(await publish(urgent)).toMatchObject({
      status: 409,
      body: { type: 'urn:shaotu:problem:outdated' },
    });
    expect((await desk.ask('DELETE', `/editions/${urgent}`)).body.discarded).toBe('deleted');
    expect((await desk.ask('GET', `/editions/${urgent}`)).status).toBe(404);
  });

  test('history goes before the first; no day that had an edition gets another', async () => {
    const past = await draft('旧甲街道');
    expect(await publish(past, { validFrom: '2026-05-20T00:00:00Z' })).toMatchObject({
      status: 409,
      body: { type: 'urn:shaotu:problem:inside-span' },
    });
    expect((await publish(past, { validFrom: '2024-07-01T00:00:00+08:00' })).status).toBe(200);
    expect(await nameAt('2025-01-01T00:00:00Z')).toBe('旧甲街道');
    expect(await nameAt('2026-05-08T04:00:00Z')).toBe('甲街道');
    const { body } = await desk.ask('GET', '/editions');
    expect(body.inForce).toBe(second);
    const spans = body.editions.filter((edition: { status: string }) => edition.status === 'published');
    expect(spans.map(({ id, validTo }: { id: number; validTo: string | null }) => [id, validTo])).toEqual([
      [past, '2026-05-08T04:00:00.000Z'],
      [second, null],
      [first, '2026-06-01T00:00:00.000Z'],
    ]);
    expect(told).toEqual([first, second, third, past]);
  });

  test('the database itself keeps spans from overlapping', async () => {
    await expect(
      desk.database.sql`update edition set valid_to = '2026-06-02' where id = ${first}`,
    ).rejects.toThrow(/edition_spans/);
  });

  test('lines may be dated back as long as no case was judged by the old ones since', async () => {
    desk.setClock('2026-08-10T00:00:00Z');
    const dated = await draft('改街道');
    await desk.database.sql`
      with incident as (
        insert into incident (number, category, source, occurred_at, location, footprint)
        values ('20260805-0001', '01-01', 'patrol', '2026-08-05T00:00:00Z', st_setsrid(st_makepoint(116.05, 39.15), 4326), st_setsrid(st_makepoint(116.05, 39.15), 4326))
        returning id)
      insert into verdict (incident_id, edition_id, rules, geometry_hash, body, footprint, accuracy_m, width_m)
      select id, ${second}, '2026-11', '', '{}', st_setsrid(st_makepoint(116.05, 39.15), 4326), 0, 0 from incident`;
    expect(await publish(dated, { validFrom: '2026-08-01T00:00:00Z' })).toMatchObject({
      status: 409,
      body: { type: 'urn:shaotu:problem:judged' },
    });
    expect((await publish(dated, { validFrom: '2026-08-06T00:00:00Z' })).status).toBe(200);
    expect(await nameAt('2026-08-05T12:00:00Z')).toBe('新甲街道');
    expect(await nameAt('2026-08-06T00:00:00Z')).toBe('改街道');
  });
});

describe('of two who publish at once', () => {
  test('one wins, and the other is told to check again', async () => {
    desk.setClock('2026-09-01T00:00:00Z');
    const drafts = [await draft('一街道'), await draft('二街道')];
    const answers = await Promise.all(drafts.map((edition) => publish(edition)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.type).toBe('urn:shaotu:problem:outdated');
    const again = await Promise.all([publish(drafts[0] as number), publish(drafts[0] as number)]);
    expect(again.every(({ status }) => status === 409)).toBe(true);
  });
});

describe('what may not be published or seen', () => {
  test('drafts are for those who load editions', async () => {
    const hidden = await draft('密街道');
    for (const path of ['', '/boundaries', '/defects', '/differences'])
      expect(
        (await desk.ask('GET', `/editions/${hidden}${path}`, undefined, { role: 'planner' })).status,
      ).toBe(404);
    expect((await desk.ask('GET', `/areas?edition=${hidden}`, undefined, { role: 'planner' })).status).toBe(
      404,
    );
    const list = await desk.ask('GET', '/editions', undefined, { role: 'planner' });
    expect(list.body.editions.map(({ status }: { status: string }) => status)).not.toContain('checked');
    const publishing = await desk.ask('POST', `/editions/${hidden}/publish`, {}, { role: 'planner' });
    expect(publishing.status).toBe(403);
    expect((await desk.ask('GET', `/editions/${hidden}`, undefined, { role: 'coordinator' })).status).toBe(
      403,
    );
  });

  test('an edition with errors, until each kind is accepted by name, with who and when', async () => {
    const overlapping: readonly Row[] = [
      ...fourSquares.slice(0, 3),
      {
        ...(fourSquares[3] as Row),
        shape: [
          [
            [116.09, 39],
            [116.2, 39],
            [116.2, 39.1],
            [116.09, 39.1],
            [116.09, 39],
          ],
        ],
      },
    ];
    const { edition } = await desk.load(overlapping);
    const refused = await publish(edition);
    expect(refused).toMatchObject({ status: 409, body: { type: 'urn:shaotu:problem:errors-left' } });
    expect(refused.body.errors).toMatchObject([{ pointer: '#/accept', got: 'overlap' }]);
    expect((await desk.ask('POST', `/editions/${edition}/accept`, { kinds: ['broken'] })).status).toBe(400);
    const accepted = await desk.ask('POST', `/editions/${edition}/accept`, { kinds: ['overlap', 'gap'] });
    expect(accepted.body).toMatchObject({
      status: 'checked',
      errors: 0,
      accepted: ['overlap'],
      acceptances: [{ kind: 'overlap', actor: 'engineer', at: '2026-09-01T00:00:00.000Z' }],
    });
    const back = await desk.ask('POST', `/editions/${edition}/accept`, { withdraw: ['overlap'] });
    expect(back.body).toMatchObject({ status: 'draft', errors: 1, accepted: [], acceptances: [] });
    desk.setClock('2026-09-02T00:00:00Z');
    expect((await publish(edition, { accept: ['overlap'] })).status).toBe(200);
    const stored = await desk.ask('GET', `/editions/${edition}`);
    expect(stored.body).toMatchObject({
      status: 'published',
      accepted: ['overlap'],
      publishedBy: 'engineer',
    });
    expect((await desk.ask('DELETE', `/editions/${edition}`)).status).toBe(409);
  });
});
