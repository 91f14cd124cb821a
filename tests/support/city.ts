import { pino } from 'pino';
import { addDemoAccounts, demoPassword } from '../../server/access/demo.ts';
import { type App, createApp } from '../../server/app.ts';
import { createEditions } from '../../server/boundary/editions.ts';
import { readConfig } from '../../server/config.ts';
import type { Database } from '../../server/database/connect.ts';
import { loadDemo } from '../../server/demo/load.ts';
import { createFeed } from '../../server/live/feed.ts';
import { createRecordBook } from '../../server/record/book.ts';
import type { Services } from '../../server/services.ts';
import { readWhistles } from '../../server/whistle/store.ts';
import { openTestDatabase } from './database.ts';

/** A ready server over the small demo city, without a socket: requests go to `app` as `app.request()` makes them. */
export interface TestCity {
  readonly services: Services;
  readonly app: App;
  /** Sets the clock every route reads; it stands still otherwise. */
  readonly setClock: (at: Date) => void;
  /** Signs a demo account in and answers a client that sends its cookie. */
  readonly as: (name: string) => Promise<TestClient>;
  readonly close: () => Promise<void>;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export interface TestClient {
  readonly get: <T = Record<string, unknown>>(
    path: string,
    headers?: Record<string, string>,
  ) => Promise<Answer<T>>;
  readonly post: <T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer<T>>;
  readonly cookie: string;
}

/** `demo: false` leaves the city out: a server without boundaries, for a test that publishes its own. */
export async function openTestCity(
  options: { incidents?: number; now?: Date; demo?: boolean } = {},
): Promise<TestCity> {
  const { incidents = 500, demo = true } = options;
  let now = options.now ?? new Date('2026-05-08T01:27:00Z');
  const clock = () => now;
  const city = {
    name: `city-${incidents}-${now.getTime()}`,
    fill: (empty: Database) => loadCity(empty, clock, incidents),
  };
  // Where the sources change between runs, what is kept of one is of no use to the next.
  const shared = demo && process.env.CI !== undefined;
  const database = await openTestDatabase(shared ? city : undefined);
  if (!shared) await (demo ? city.fill(database) : addDemoAccounts(database.sql));
  const { services, book } = await servicesOver(database, clock);
  const { editions, feed } = services;
  await feed.start();
  const app = createApp(services);
  return {
    services,
    app,
    setClock: (at) => {
      now = at;
    },
    as: async (name) => {
      const signedIn = await app.request('/api/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, password: demoPassword }),
      });
      if (signedIn.status !== 200) throw new Error(`${name} could not sign in: ${await signedIn.text()}`);
      return clientWith(app, signedIn.headers.get('set-cookie')?.split(';')[0] ?? '');
    },
    close: async () => {
      await feed.stop();
      await book.stop();
      await editions.stop();
      await database.close();
    },
  };
}

/** Loads the small demo city once for all tests that begin with it. */
async function loadCity(database: Database, clock: () => Date, incidents: number): Promise<void> {
  await addDemoAccounts(database.sql);
  const { services, book } = await servicesOver(database, clock);
  await loadDemo(services, () => {}, { scale: 'small', incidents });
  await book.stop();
  await services.editions.stop();
}

async function servicesOver(database: Database, clock: () => Date) {
  const log = pino({ level: 'silent' });
  const editions = createEditions(database, { clock });
  await editions.start();
  const book = createRecordBook(database);
  await book.start();
  const services: Services = {
    database,
    reading: database,
    editions,
    records: book.of,
    feed: createFeed(database, readWhistles, log),
    config: { ...readConfig({}), databaseUrl: undefined },
    clock,
    log,
  };
  return { services, book };
}

/** A client with any cookie; with an empty one it is nobody. */
export function clientWith(app: App, cookie: string): TestClient {
  const send = async <T>(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<Answer<T>> => {
    const response = await app.request(path, {
      method,
      headers: {
        cookie,
        'accept-language': 'zh',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      body: (json ? JSON.parse(text) : text) as T,
      headers: response.headers,
    };
  };
  return {
    cookie,
    get: (path, headers = {}) => send('GET', path, headers),
    post: (path, body, headers = {}) => send('POST', path, headers, body ?? {}),
  };
}
