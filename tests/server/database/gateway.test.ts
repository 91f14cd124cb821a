import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineHost } from '../../../server/database/embedded/host.ts';
import { openMemory } from '../../../server/database/embedded/open.ts';
import { createDriver } from '../../../server/database/postgres.ts';
import { templateFile, testServer } from '../../support/database.ts';

const idleLimit = 400;

describe.skipIf(testServer)('the gateway to the embedded engine (a PostgreSQL server needs none)', () => {
  let host: EngineHost;
  let sql: postgres.Sql;
  beforeAll(async () => {
    host = await openMemory(await templateFile(), { idleLimit });
    sql = createDriver('', { socket: host.socket });
    await sql`create table seen (id int primary key)`;
  });
  afterAll(async () => {
    await sql?.end();
    await host?.stop();
  });

  test('COPY FROM STDIN is refused with a reason, and everything after it works', async () => {
    const refusal = { code: '0A000', message: expect.stringContaining('unnest') };
    await expect(sql`copy seen from stdin`.writable()).rejects.toMatchObject(refusal);
    await expect(
      sql.unsafe('insert into seen values (1); copy seen from stdin').simple(),
    ).rejects.toMatchObject(refusal);
    await expect(sql`/* a note */ copy seen (id) from stdin with (format csv)`).rejects.toMatchObject(
      refusal,
    );
    await expect(
      sql.begin(async (transaction) => {
        await transaction`insert into seen values (2)`;
        await transaction`copy seen from stdin`.writable();
      }),
    ).rejects.toMatchObject(refusal);
    expect(await sql`select id from seen`).toEqual([]);
    expect(await sql`select 'copy seen from stdin' as text`).toEqual([{ text: 'copy seen from stdin' }]);
  });

  test('an overlay of geometries that the engine gives up is an error, never an empty answer; with a grid size it succeeds', async () => {
    let failed = 0;
    for (let turn = 0; turn < 400 && failed < 3; turn++) {
      const shell = Array.from({ length: 40 }, (_, i) => {
        const reach = 0.6 + 0.4 * Math.abs(Math.sin(91.7 * (turn + 1) * (i + 1)));
        return [reach * Math.cos((Math.PI * i) / 20), reach * Math.sin((Math.PI * i) / 20)] as const;
      });
      const polygon = (shift: number) => {
        const ring = shell.map(([x, y], i) => `${x + shift * Math.sin(i)} ${y + 0.1 * shift * Math.cos(i)}`);
        return `POLYGON((${[...ring, ring[0]].join(',')}))`;
      };
      const [one, other] = [polygon(0), polygon(1e-15)];
      const overlay = sql<{ area: number }[]>`
        select st_area(st_intersection(${one}::text::geometry, ${other}::text::geometry)) as area`;
      const outcome = await overlay.then(
        (rows) => rows.length,
        (error) => error.code,
      );
      expect([1, 'XX000']).toContain(outcome);
      if (outcome === 1) continue;
      failed++;
      const snapped = await sql<{ area: number }[]>`
        select st_area(st_intersection(${one}::text::geometry, ${other}::text::geometry, 1e-10)) as area`;
      expect(snapped[0]?.area).toBeGreaterThan(1);
    }
    expect(failed).toBeGreaterThan(0);
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });

  test('COPY TO STDOUT is served', async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of await sql`copy (select n from generate_series(1, 3) n) to stdout`.readable()) {
      chunks.push(chunk);
    }
    expect(Buffer.concat(chunks).toString()).toBe('1\n2\n3\n');
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  });

  test('a transaction that falls silent is rolled back, told so, and holds nobody up', async () => {
    const begun = performance.now();
    const silent = sql.begin(async (transaction) => {
      await transaction`insert into seen values (10)`;
      await sleep(idleLimit * 3);
      await transaction`insert into seen values (11)`;
    });
    const outcome = silent.then(
      () => 'committed',
      (error) => error,
    );
    await sleep(20);
    expect(await sql`select count(*)::int as count from seen`).toEqual([{ count: 0 }]);
    expect(performance.now() - begun).toBeLessThan(idleLimit * 3);
    expect(await outcome).toMatchObject({ code: '25P03', message: expect.stringContaining('rolled back') });
    expect(await sql`select count(*)::int as count from seen`).toEqual([{ count: 0 }]);
  });

  test('a silent transaction cannot commit afterwards', async () => {
    const silent = sql.begin(async (transaction) => {
      await transaction`insert into seen values (12)`;
      await sleep(idleLimit * 2);
    });
    await expect(silent).rejects.toMatchObject({ code: '25P03' });
    expect(await sql`select count(*)::int as count from seen`).toEqual([{ count: 0 }]);
  });

  test('waiting for the database inside a transaction by the outer handle ends in an error, not for ever', async () => {
    const entangled = sql.begin(async (transaction) => {
      await transaction`insert into seen values (13)`;
      await sql`select 1`;
    });
    await expect(entangled).rejects.toMatchObject({ code: '25P03' });
    expect(await sql`select count(*)::int as count from seen`).toEqual([{ count: 0 }]);
  });

  test('what a connection has prepared and listened to goes with it', async () => {
    const reserved = await sql.reserve();
    await reserved`listen going`;
    reserved.release();
    await Promise.all(Array.from({ length: 30 }, (_, n) => sql`select ${n}::int`));
    const prepared = async () =>
      (await sql<{ n: number }[]>`select count(*)::int as n from pg_prepared_statements`)[0]?.n;
    expect(await prepared()).toBeGreaterThan(1);
    // `close` ends the pool's connections; the pool opens new ones when next asked.
    await (sql as unknown as { close(): Promise<void> }).close();
    expect(await prepared()).toBeLessThanOrEqual(2);
    expect(await sql`select pg_listening_channels() as channel`).toEqual([]);
  });
});

describe.skipIf(testServer)(
  'connections of the embedded engine that are lost (a server sees to its own)',
  () => {
    let host: EngineHost;
    let sql: postgres.Sql;
    beforeAll(async () => {
      host = await openMemory(await templateFile(), { hangLimit: 3000 });
      sql = createDriver('', { socket: host.socket, backoff: () => 0.05 });
      await sql`create table left_behind (id int)`;
    });
    afterAll(() => host?.stop());

    const sockets: Duplex[] = [];
    const driver = () => createDriver('', { max: 1, socket: () => sockets[sockets.push(host.socket()) - 1] });

    /** Begins a transaction that has written and waits; it never ends by itself. */
    function beginAndWait(sql: postgres.Sql): Promise<void> {
      return new Promise((written) => {
        sql
          .begin(async (transaction) => {
            await transaction`insert into left_behind values (1)`;
            written();
            await new Promise(() => {});
          })
          .catch(() => {});
      });
    }

    test('an owner that disappears by a cut line is rolled back, and the next one is served', async () => {
      const gone = driver();
      await beginAndWait(gone);
      sockets.at(-1)?.destroy();
      expect(await sql`select * from left_behind`).toEqual([]);
    });

    test('an owner that disappears by saying goodbye is rolled back, and the next one is served', async () => {
      const gone = driver();
      await beginAndWait(gone);
      await gone.end({ timeout: 0 });
      expect(await sql`select * from left_behind`).toEqual([]);
    });

    test('a connection that disappears while it waits for its turn is left out', async () => {
      const first = driver();
      await beginAndWait(first);
      const waiting = driver();
      const never = waiting`insert into left_behind values (2)`.catch((error) => error.code);
      await sleep(50);
      await waiting.end({ timeout: 0 });
      // Its going must reach the gateway before the turn does: what a server has received, it carries out.
      await sleep(200);
      await first.end({ timeout: 0 });
      expect(await sql`select * from left_behind`).toEqual([]);
      // Which of the three depends on how far its connection had come.
      expect(await never).toMatch(/^CONNECTION_(DESTROYED|ENDED|CLOSED)$/);
    });

    // The last test of this file: the engine is gone after it.
    test('a statement that never ends loses the engine: everybody is told, and nobody waits', async () => {
      const hanging = sql.unsafe('do $$ begin loop perform 1; end loop; end $$').catch((error) => error);
      const waiting = sql`select 1`.catch((error) => error);
      const reason = await host.lost;
      expect(reason.message).toMatch(/lost: one statement has run for more than 3 s/);
      expect(await hanging).toMatchObject({ message: reason.message });
      expect(await waiting).toMatchObject({ message: reason.message });
      await expect(sql`select 2`).rejects.toThrow(reason.message);
    });
  },
);
