import { Hono } from 'hono';
import { pino } from 'pino';
import { accountRoutes } from '../../../server/access/account-routes.ts';
import { addDemoAccounts, demoPassword } from '../../../server/access/demo.ts';
import { displayRoutes } from '../../../server/access/display-routes.ts';
import { fromThisSite, noteRefusals, signedIn } from '../../../server/access/gate.ts';
import { keyRoutes } from '../../../server/access/key-routes.ts';
import { openidRoutes } from '../../../server/access/openid-routes.ts';
import { ownSessionRoutes } from '../../../server/access/own-routes.ts';
import { pairingRoutes } from '../../../server/access/pairing-routes.ts';
import { createPresences } from '../../../server/access/presence.ts';
import { sessionRoutes } from '../../../server/access/routes.ts';
import { auditRoutes } from '../../../server/audit/routes.ts';
import { type Config, readConfig } from '../../../server/config.ts';
import type { Database } from '../../../server/database/connect.ts';
import { Problem, problemResponse } from '../../../server/errors.ts';
import type { Feed, Listener } from '../../../server/live/feed.ts';
import { liveRoutes } from '../../../server/live/routes.ts';
import type { Environment, Services } from '../../../server/services.ts';
import { openTestDatabase } from '../../support/database.ts';

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is for each test to say
type Body = any;

export interface Reply {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
  /** The cookie given, as a browser would send it back. */
  readonly cookie: string;
}

export interface Asking {
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
  readonly https?: boolean;
}

/** The routes by which people and systems come in, over a database of their own and before a city of nothing. */
export interface Door {
  readonly database: Database;
  readonly ask: (method: string, path: string, asking?: Asking) => Promise<Reply>;
  /** Signs in with a demo account’s password, or another, and answers the cookie. */
  readonly enter: (name: string, password?: string) => Promise<string>;
  readonly stream: (cookie: string) => Promise<ReadableStreamDefaultReader<Uint8Array>>;
  readonly now: () => Date;
  readonly later: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

/** `demo: false` has no accounts at all. A second door may be opened to the database of the first. */
export async function openDoor(changes: Partial<Config> = {}, shared?: Database): Promise<Door> {
  const database = shared ?? (await openTestDatabase());
  let now = new Date('2026-05-08T01:00:00Z');
  const config: Config = { ...readConfig({}), ...changes };
  if (config.demo) await addDemoAccounts(database.sql);
  const services = {
    database,
    config,
    clock: () => now,
    log: pino({ level: 'silent' }),
    editions: { current: () => null },
    feed: quietFeed,
  } as unknown as Services;
  const presences = createPresences(services);
  const address = (c: { req: { header: (name: string) => string | undefined } }) =>
    c.req.header('x-test-address') ?? 'local';
  const api = new Hono<Environment>()
    .route('/session', sessionRoutes(services, presences, address))
    .route('/session/openid', openidRoutes(services, presences, address))
    .route('/session/pairing', pairingRoutes(services, presences, address))
    .use(signedIn(presences))
    .use(noteRefusals(services))
    .route('/sessions', ownSessionRoutes(services, presences))
    .route('/accounts', accountRoutes(services, presences))
    .route('/keys', keyRoutes(services, presences))
    .route('/displays', displayRoutes(services, presences))
    .route('/audit', auditRoutes(services))
    .route('/live', liveRoutes(services))
    .post('/anything', (c) => c.json({ by: c.var.account.name }, 200));
  const app = new Hono<Environment>().use(fromThisSite()).route('/api', api);
  app.onError((error, c) => {
    if (error instanceof Problem) return problemResponse(c, error);
    if ('getResponse' in error) return (error as { getResponse: () => Response }).getResponse();
    throw error;
  });

  const ask: Door['ask'] = async (method, path, asking = {}) => {
    const response = await app.request(`${asking.https ? 'https' : 'http'}://shaotu.test${path}`, {
      method,
      headers: {
        'accept-language': 'en',
        ...(asking.cookie && { cookie: asking.cookie }),
        ...(asking.address && { 'x-test-address': asking.address }),
        ...(asking.body !== undefined && { 'content-type': 'application/json' }),
        ...asking.headers,
      },
      ...(asking.body !== undefined && { body: JSON.stringify(asking.body) }),
    });
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
    return {
      status: response.status,
      body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text,
      headers: response.headers,
      cookie: (response.headers.getSetCookie().at(-1) ?? '').split(';')[0] ?? '',
    };
  };
  return {
    database,
    ask,
    async enter(name, password = demoPassword) {
      const reply = await ask('POST', '/api/session', { body: { name, password } });
      if (reply.status !== 200) throw new Error(`${name} could not sign in: ${JSON.stringify(reply.body)}`);
      return reply.cookie;
    },
    async stream(cookie) {
      const response = await app.request('http://shaotu.test/api/live', { headers: { cookie } });
      if (!response.body || response.status !== 200) throw new Error(`no stream: ${response.status}`);
      return response.body.getReader();
    },
    now: () => now,
    later: (milliseconds) => {
      now = new Date(now.getTime() + milliseconds);
    },
    close: () => database.close(),
  };
}

/** A feed with nothing to tell. */
const quietFeed: Feed = {
  start: async () => {},
  stop: async () => {},
  lastId: () => 0,
  subscribe: (_listener: Listener) => () => {},
  catchUp: () => () => {},
  offer: () => {},
};
