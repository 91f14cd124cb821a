import type { Logger } from 'pino';
import type { Records } from '../geodata/jurisdiction/records.ts';
import type { Account } from './access/session.ts';
import type { Editions } from './boundary/editions.ts';
import type { Config } from './config.ts';
import type { Database } from './database/connect.ts';
import type { Feed } from './live/feed.ts';

/** What every route stands on. Time comes in through `clock`, so that a test may set it. */
export interface Services {
  readonly database: Database;
  /** Where tiles and searches read: a replica if there is one (DATABASE_READ_URL), else the database itself. */
  readonly reading: Database;
  readonly editions: Editions;
  /** What is on record about the places of an edition, beside its boundaries. */
  readonly records: (edition: number) => Promise<Records>;
  readonly feed: Feed;
  readonly config: Config;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** What Hono's context carries below the sign-in check. */
export interface Environment {
  Variables: {
    account: Account;
    requestId: string;
    /** Calls back once the account is no longer signed in, or no longer what it was; answers how to stop waiting for it. */
    whenGone: (onEnd: () => void) => () => void;
  };
}
