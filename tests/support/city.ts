import { pino } from 'pino';
import { addDemoAccounts, demoPassword } from '../../server/access/demo.ts';
import { type App, createApp } from '../../server/app.ts';
import { createEditions } from '../../server/boundary/editions.ts';
import { readConfig } from '../../server/config.ts';
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
  const database = await openTestDatabase();
  let now = options.now ?? new Date('2026-05-08T01:27:00Z');
  const log = pino({ level: 'silent' });
  const config = { ...readConfig({}), databaseUrl: undefined };
  await addDemoAccounts(database.sql);
  const editions = createEditions(database, { clock: () => now });
  await editions.start();
  const feed = createFeed(database, readWhistles, log);
  await feed.start();
  const book = createRecordBook(database);
  await book.start();
  const services: Services = {
    database,
    reading: database,
    editions,
    records: book.of,
    feed,
    config,
    clock: () => now,
    log,
  };
  if (options.demo ?? true)
    await loadDemo(services, () => {}, { scale: 'small', incidents: options.incidents ?? 500 });
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
