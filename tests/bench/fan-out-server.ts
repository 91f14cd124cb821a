import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { LiveEvent } from '../../server/live/event.ts';
import type { Encoded, Feed, Listener } from '../../server/live/feed.ts';
import { liveRoutes } from '../../server/live/routes.ts';
import type { Environment, Services } from '../../server/services.ts';

/**
 * The live feed alone, with events out of nothing, or the same events by Hono's streamSSE one client at a time:
 * `ours` or `peer`. Tells its port; told a number, sends so many events to everybody, and tells when it is done.
 */
const side = process.argv[2];
const perTick = 100;
const tick = 100;
const listeners = new Set<Listener>();
let last = 0;
const feed = {
  lastId: () => last,
  subscribe(listener: Listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  catchUp({ done }: { done: () => void }) {
    done();
    return () => {};
  },
} as unknown as Feed;
const streams = new Set<(event: LiveEvent) => Promise<void>>();

const app = new Hono<Environment>();
if (side === 'ours')
  app
    .use(async (c, next) => {
      const names = { name: 'wall', displayName: 'wall', displayNameEn: 'wall' };
      c.set('account', { ...names, role: 'wall', areaCode: null, bodyCode: null });
      c.set('whenGone', () => () => {});
      await next();
    })
    .route(
      '/',
      liveRoutes({ feed, clock: () => new Date(), editions: { current: () => null } } as unknown as Services),
    );
else
  app.get('/', (c) =>
    streamSSE(c, async (stream) => {
      const send = (event: LiveEvent) =>
        stream.writeSSE({ id: String(event.id), data: JSON.stringify(event) });
      streams.add(send);
      await stream.writeSSE({ event: 'tick', data: '{}' });
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      streams.delete(send);
    }),
  );

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`${port}\n`);
});
for await (const line of createInterface(process.stdin)) {
  await emit(Number(line));
  process.stdout.write('done\n');
}
server.close();

async function emit(count: number): Promise<void> {
  for (let n = 0; n < count; n += perTick) {
    const events = Array.from({ length: Math.min(perTick, count - n) }, newEvent);
    if (side === 'ours')
      for (const encoded of events.map(encode)) for (const { send } of listeners) send(encoded);
    else for (const event of events) for (const send of streams) void send(event);
    await sleep(tick);
  }
}

function newEvent(): LiveEvent {
  last += 1;
  return {
    id: last,
    at: '2026-05-08T01:52:01.000Z',
    step: 'incident.submitted',
    incidentId: String(last),
    whistleId: null,
    kind: null,
    joint: false,
    who: { code: '110106-urban', name: '丰台城管', nameEn: 'Fengtai Urban mgmt' },
    place: '小马厂路北侧',
    placeEn: 'north of Xiaomachang Road',
    areas: ['110106002', '110102020'],
    category: { code: '01-01', name: '违法建设', nameEn: 'Illegal building' },
    distance: null,
    text: '',
    edition: null,
    whistle: null,
  };
}

function encode(event: LiveEvent): Encoded {
  const bytes = new TextEncoder().encode(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
  return { event, bytes, publicBytes: bytes };
}
