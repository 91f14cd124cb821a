import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { requires } from '../access/routes.ts';
import { type Account, grant, mayOn } from '../access/session.ts';
import { invalid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import type { LiveEvent } from './event.ts';
import { createFanOut, type Hearing } from './fan-out.ts';
import { openSink } from './sink.ts';

/** `/api/live`: the log as server-sent events, from Last-Event-ID on, each account's own part of it. */
export const liveRoutes = (services: Services) => {
  const { feed, editions } = services;
  const fanOut = createFanOut(services);
  const pathOf = (code: string): readonly string[] => {
    const lines = editions.current();
    return lines?.areas.has(code) ? lines.pathOf(code) : [code];
  };
  return new Hono<Environment>().get(
    '/',
    requires('live.follow'),
    describeRoute({ summary: 'Follow the log live' }),
    (c) => {
      const { account } = c.var;
      const asked = lastEventId(c.req.header('last-event-id') ?? c.req.query('after'));
      // A number beyond the log comes from another database: what the client knows must be read anew.
      const ahead = asked !== null && asked > feed.lastId();
      let leave = () => {};
      const { sink, response } = openSink(c, () => leave());
      if (ahead) sink.write(reset);
      const leaveFanOut = fanOut.join(hearingOf(account, pathOf), ahead ? null : asked, sink);
      const stopWaiting = c.var.whenGone(() => sink.end());
      leave = () => {
        stopWaiting();
        leaveFanOut();
      };
      return response;
    },
  );
};

const reset = new TextEncoder().encode('event: reset\ndata: {}\n\n');

/** What an account hears: accounts with one grant on one area or body hear the same. */
const hearingOf = (account: Account, pathOf: (code: string) => readonly string[]): Hearing => ({
  key: [account.role === 'wall', grant(account, 'live.follow'), account.areaCode, account.bodyCode].join(' '),
  sees: (event) => sees(account, event, pathOf),
  silent: account.role === 'wall',
});

/**
 * Whether an event belongs to what the account may see: coordinators, officers and walls of one area their own cases,
 * and of incidents in their area before a whistle; walls no messages.
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
