import type { Context } from 'hono';
import type { Logger } from 'pino';
import { prepareAccounts } from './access/first-start.ts';
import { type App, createApp } from './app.ts';
import { createEditions } from './boundary/editions.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database/connect.ts';
import { migrate } from './database/migrate.ts';
import { loadDemo } from './demo/load.ts';
import { createFeed, type Feed } from './live/feed.ts';
import { createMailer } from './notice/mail.ts';
import { createNoticeWorker } from './notice/worker.ts';
import { createRecordBook } from './record/book.ts';
import { ensureSeamLines } from './seam/publish.ts';
import { noteMissingPlaces } from './search/places.ts';
import type { Progress } from './state.ts';
import { readWhistles } from './whistle/store.ts';

/** A server ready to answer. */
export interface Prepared {
  readonly app: App;
  readonly feed: Feed;
  /** One-time code for the page that makes the first administrator; null where there is one. */
  readonly setupCode: string | null;
  readonly health: () => { database: 'embedded' | 'postgres'; edition: number | null };
  /** Resolves with the reason when the embedded engine is lost: the process must end. */
  readonly lost: Promise<Error>;
  readonly close: () => Promise<void>;
}

/** Opens the database, brings it up to date, loads the demo city where asked and not yet there, and builds the routes. */
export async function prepare(
  config: Config,
  log: Logger,
  address: (c: Context) => string,
  onProgress: (progress: Progress) => void,
): Promise<Prepared> {
  const clock = () => new Date();
  onProgress({ step: { zh: '打开数据库', en: 'Opening the database' }, done: 0.02 });
  const database = await openDatabase({
    ...(config.databaseUrl && { databaseUrl: config.databaseUrl }),
    dataDir: config.dataDir,
  });
  const replica = config.databaseReadUrl
    ? await openDatabase({ databaseUrl: forReading(config.databaseReadUrl), dataDir: config.dataDir })
    : null;
  try {
    onProgress({ step: { zh: '更新数据结构', en: 'Bringing the tables up to date' }, done: 0.25 });
    await migrate(database.sql);
    const setupCode = await prepareAccounts(database.sql, config, clock());
    await ensureSeamLines({ database });
    const editions = createEditions(database);
    await editions.start();
    const feed = createFeed(database, readWhistles, log);
    const book = createRecordBook(database);
    await book.start();
    const services = {
      database,
      reading: replica ?? database,
      editions,
      records: book.of,
      feed,
      config,
      clock,
      log,
    };
    if (config.demo)
      await loadDemo(services, (progress) => onProgress({ ...progress, done: 0.3 + progress.done * 0.68 }), {
        scale: config.demoScale,
      });
    // Searching waits for nobody: what is not noted yet is found a little later.
    noteMissingPlaces(database.sql).catch((error: unknown) =>
      log.warn({ err: error }, 'places were not noted'),
    );
    // Nobody listens before the server is ready: the demo's steps need not be told.
    await feed.start();
    const mailer = config.smtpUrl === undefined ? null : createMailer(config.smtpUrl, config.smtpFrom);
    const { timeZone } = config;
    const notices = createNoticeWorker({ database, clock, random: Math.random, mailer, timeZone, log });
    await notices.start();
    onProgress({ step: { zh: '就绪', en: 'Ready' }, done: 1 });
    return {
      app: createApp(services, address),
      feed,
      setupCode,
      health: () => ({
        database: database.engine,
        edition: editions.currentEdition(),
      }),
      lost: database.lost,
      close: async () => {
        await notices.stop();
        mailer?.close();
        await book.stop();
        await editions.stop();
        await replica?.close();
        await database.close();
      },
    };
  } catch (error) {
    await replica?.close();
    await database.close();
    throw error;
  }
}

/** A replica is asked for first; where the address says otherwise, it decides. */
const forReading = (url: string): string =>
  url.includes('target_session_attrs')
    ? url
    : `${url}${url.includes('?') ? '&' : '?'}target_session_attrs=prefer-standby`;
