import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../../server/access/policy.ts';
import type { Database } from '../../../server/database/connect.ts';
import { createFeed, type Feed } from '../../../server/live/feed.ts';
import { append } from '../../../server/live/log.ts';
import { liveRoutes } from '../../../server/live/routes.ts';
import type { Environment, Services } from '../../../server/services.ts';
import { openTestDatabase } from '../../support/database.ts';

const log = pino({ level: 'silent' });
const at = new Date('2026-05-08T01:30:00Z');
let database: Database;
let feed: Feed;
let server: ReturnType<typeof serve>;
/** Ends the sessions of everybody on the feed. */
const gone = new Set<() => void>();

beforeAll(async () => {
  database = await openTestDatabase();
  feed = createFeed(database, async () => [], log);
  await feed.start();
  const editions = { current: () => null };
  const live = liveRoutes({ database, feed, editions, clock: () => at } as unknown as Services);
  // Who asks is told by a header: signing in is another test's business. Answers are compressed as those of the server.
  const app = new Hono<Environment>()
    .use(compress())
    .use(async (c, next) => {
      const [role, areaCode] = (c.req.header('x-test-account') ?? 'planner').split(' ');
      const names = { name: 'test', displayName: 'test', displayNameEn: 'test' };
      c.set('account', { ...names, role: role as Role, areaCode: areaCode ?? null, bodyCode: null });
      c.set('whenGone', (onEnd) => {
        gone.add(onEnd);
        return () => gone.delete(onEnd);
      });
      await next();
    })
    .route('/live', live);
  server = serve({ fetch: app.fetch, port: 0 });
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await feed.stop();
  await database.close();
});

interface Heard {
  readonly ids: number[];
  readonly ticks: () => number;
  readonly response: IncomingMessage;
  readonly request: ClientRequest;
  readonly ended: Promise<void>;
}

/** Follows the feed over a socket of its own. */
async function listen(account: string, after: number | null = null): Promise<Heard> {
  const { port } = server.address() as AddressInfo;
  const headers = {
    'x-test-account': account,
    'accept-encoding': 'gzip',
    ...(after !== null && { 'last-event-id': String(after) }),
  };
  const request = get({ port, path: '/live', headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  const ids: number[] = [];
  let ticks = 0;
  let rest = '';
  response.setEncoding('utf8').on('data', (piece: string) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^id: (\d+)$/m.exec(block)?.[1];
      if (id) ids.push(Number(id));
      else if (block.startsWith('event: tick')) ticks += 1;
    }
  });
  const ended = new Promise<void>((resolve) => {
    response.on('close', resolve);
  });
  response.on('error', () => {});
  return { ids, ticks: () => ticks, response, request, ended };
}

const write = async (count: number, text = '') => {
  for (let n = 0; n < count; n++)
    await database.sql.begin((tx) =>
      append(tx, { at, step: 'edition.published', body: { edition: n, ...(text && { text }) } }),
    );
  return feed.lastId();
};
const all = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n + 1);
const settle = (heard: Heard, wanted: readonly number[]) =>
  expect.poll(() => heard.ids, { timeout: 30_000, interval: 20 }).toEqual(wanted);
const lastId = async () =>
  Number((await database.sql<{ id: string }[]>`select coalesce(max(id), 0) as id from event`)[0]?.id);

test('everybody hears everything once and in order, whoever comes in the middle too', async () => {
  const from = await lastId();
  const early = await Promise.all([listen('planner'), listen('wall'), listen('wall 110102')]);
  const writing = write(40);
  const late = await Promise.all(Array.from({ length: 12 }, () => listen('wall', from)));
  await writing;
  const to = await lastId();
  for (const heard of [...early, ...late]) await settle(heard, all(from, to));
  for (const { ticks, request } of [...early, ...late]) {
    expect(ticks()).toBeGreaterThan(0);
    request.destroy();
  }
});

test('a client that does not read is dropped, the others go on, and it misses nothing when it comes back', async () => {
  const from = await lastId();
  const slow = await listen('planner');
  slow.response.pause();
  const quick = await listen('planner');
  await write(60, 'x'.repeat(300_000));
  const to = await lastId();
  await settle(quick, all(from, to));
  slow.response.resume();
  await slow.ended;
  expect(slow.ids.length).toBeLessThan(60);
  expect(slow.ids).toEqual(all(from, from + slow.ids.length));
  const back = await listen('planner', slow.ids.at(-1) ?? from);
  await settle(back, all(from + slow.ids.length, to));
  quick.request.destroy();
  back.request.destroy();
});

test('a session that ends takes its stream with it, and so does a feed that stops', async () => {
  const first = await listen('wall');
  await expect.poll(() => gone.size).toBe(1);
  for (const end of gone) end();
  await first.ended;
  await expect.poll(() => gone.size).toBe(0);
  const second = await listen('wall');
  await feed.stop();
  await second.ended;
});
