import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { requires } from '../access/routes.ts';
import { type Account, grant, mayOn } from '../access/session.ts';
import { invalid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import type { LiveEvent } from './event.ts';
import type { Encoded } from './feed.ts';

/** Milliseconds between heartbeats: a client counts the age of its data from them. */
const heartbeat = 5_000;
/** Bytes a client may lag behind before it is dropped; it comes back with Last-Event-ID and misses nothing. */
const patience = 4_000_000;

const encoder = new TextEncoder();

/** `/api/live`: the log as server-sent events, from Last-Event-ID on, each account's own part of it. */
export const liveRoutes = ({ feed, clock, editions }: Services) =>
  new Hono<Environment>().get(
    '/',
    requires('live.follow'),
    describeRoute({ summary: 'Follow the log live' }),
    (c) => {
      const { account } = c.var;
      const asked = lastEventId(c.req.header('last-event-id') ?? c.req.query('after'));
      // A number beyond the log comes from another database: what the client knows must be read anew.
      const ahead = asked !== null && asked > feed.lastId();
      const after = ahead ? null : asked;
      const onWall = account.role === 'wall';
      const pathOf = (code: string): readonly string[] => {
        const lines = editions.current();
        return lines?.areas.has(code) ? lines.pathOf(code) : [code];
      };
      let leave = () => {};
      const stream = new ReadableStream<Uint8Array>(
        {
          start(controller) {
            const write = (bytes: Uint8Array): boolean => {
              if ((controller.desiredSize ?? 0) < -patience) {
                end();
                controller.error(new Error('too slow'));
                return false;
              }
              controller.enqueue(bytes);
              return true;
            };
            const tick = () =>
              write(
                encoder.encode(
                  `event: tick\ndata: ${JSON.stringify({ serverTime: clock().toISOString() })}\n\n`,
                ),
              );
            tick();
            if (ahead) write(encoder.encode('event: reset\ndata: {}\n\n'));
            const timer = setInterval(tick, heartbeat);
            const unsubscribe = feed.subscribe({
              after,
              send: ({ event, bytes, publicBytes }: Encoded) =>
                !sees(account, event, pathOf) || write(onWall ? publicBytes : bytes),
              end: () => {
                end();
                controller.close();
              },
            });
            const stopWaiting = c.var.whenGone(() => {
              end();
              controller.close();
            });
            const end = () => {
              clearInterval(timer);
              stopWaiting();
              unsubscribe();
            };
            leave = end;
          },
          cancel: () => leave(),
        },
        new ByteLengthQueuingStrategy({ highWaterMark: 65_536 }),
      );
      c.req.raw.signal.addEventListener('abort', () => leave());
      return c.body(stream, 200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
    },
  );

/**
 * Whether an event belongs to what the account may see: walls hear no messages, coordinators and officers their own cases,
 * and coordinators of incidents in their area before a whistle.
 */
function sees(account: Account, event: LiveEvent, pathOf: (code: string) => readonly string[]): boolean {
  if (account.role === 'wall' && event.step === 'message.sent') return false;
  const extent = grant(account, 'live.follow');
  if (extent === 'all' || event.step === 'edition.published') return extent !== null;
  if (!event.whistle) return mayOn(account, 'live.follow', event.areas.map(pathOf));
  const { sides, leftSides } = event.whistle;
  const paths = [...sides, ...leftSides].map(({ path }) => path);
  return mayOn(
    account,
    'live.follow',
    paths,
    event.whistle.summonses.map((s) => s.bodyCode),
  );
}

function lastEventId(given: string | undefined): number | null {
  if (given === undefined || given === '') return null;
  if (/^\d{1,15}$/.test(given)) return Number(given);
  const detail = {
    zh: `Last-Event-ID 应为事件编号，得到“${given.slice(0, 40)}”`,
    en: `Last-Event-ID must be the number of an event, got "${given.slice(0, 40)}"`,
  };
  throw invalid(detail, [{ pointer: 'header/Last-Event-ID', got: given.slice(0, 40), detail }]);
}
