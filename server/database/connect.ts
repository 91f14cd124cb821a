import type { Sql } from 'postgres';
import type { EngineHost } from './embedded/host.ts';
import { type EmbeddedLimits, type EmbeddedStep, openFolder, openMemory } from './embedded/open.ts';
import { type Listen, listenOn } from './listen.ts';
import { createDriver, openPostgres } from './postgres.ts';

/**
 * The database, whichever engine serves it. One SQL for both: it must run on PostgreSQL 15 and PostGIS 3.3, and use
 * nothing that lasts in a session (only SET LOCAL and transaction-level advisory locks, no temporary tables). Inside
 * `sql.begin` use only the transaction's own `sql`: on the embedded engine the outer one waits for the transaction.
 *
 * Types as postgres.js gives them: bigint and numeric are strings (so ids go into JSON exactly; cast a count to int),
 * timestamptz is Date, jsonb is parsed, bytea is Buffer. Write jsonb with `sql.json(value)`, arrays of text and numbers
 * as they are and arrays of Date and boolean with `sql.array(values)`. The time zone is UTC.
 */
export interface Database {
  readonly sql: Sql;
  readonly engine: 'embedded' | 'postgres';
  /**
   * Calls `onPayload` for each NOTIFY on the channel, and `onGap` when notifications may have been missed and are
   * coming again: the reader must then catch up from its tables. Gives the function that ends it.
   */
  readonly listen: Listen;
  /** Resolves with the reason when the embedded engine is lost; the process should end. Never on PostgreSQL. */
  readonly lost: Promise<Error>;
  /** Finishes what is under way, ends every connection, and closes the embedded engine's files. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL 15+ server with PostGIS 3.3+; several hosts may be given. Without it the embedded engine serves. */
  readonly databaseUrl?: string | undefined;
  /** Where the embedded engine keeps its data. */
  readonly dataDir: string;
}

type OpeningStep = EmbeddedStep | 'connecting';

export interface OpeningHooks {
  readonly onProgress?: (step: OpeningStep) => void;
  readonly limits?: EmbeddedLimits;
}

/** Opens the database, unmigrated. Throws DatabaseRefusal where it expectedly cannot be used. */
export async function openDatabase(options: DatabaseOptions, hooks: OpeningHooks = {}): Promise<Database> {
  const { onProgress = () => {}, limits = {} } = hooks;
  if (!options.databaseUrl) return embedded(await openFolder(options.dataDir, limits, onProgress));
  onProgress('connecting');
  return overPostgres(await openPostgres(options.databaseUrl));
}

/** An embedded database in memory, begun from a dumped data folder. */
export async function openMemoryDatabase(
  template: string | null,
  limits?: EmbeddedLimits,
): Promise<Database> {
  return embedded(await openMemory(template, limits));
}

function overPostgres(sql: Sql): Database {
  return {
    sql,
    engine: 'postgres',
    listen: listenOn(sql),
    lost: new Promise(() => {}),
    close: once(() => finish(sql)),
  };
}

function embedded(host: EngineHost): Database {
  const sql = createDriver('', { socket: host.socket, backoff: () => 0.05 });
  return {
    sql,
    engine: 'embedded',
    listen: listenOn(sql),
    lost: host.lost,
    close: once(async () => {
      await finish(sql);
      await host.stop();
    }),
  };
}

function once(task: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= task();
    return done;
  };
}

/** postgres.js's `end` waits for statements that run, but forgets those still waiting for a connection: let them run first. */
async function finish(sql: Sql): Promise<void> {
  const limit = new Promise((resolve) => setTimeout(resolve, closingLimit * 1000).unref());
  await Promise.race([sql`select 1`.catch(() => {}), limit]);
  // A transaction that has just been handed its connection marks it as taken only when it begins: let it begin.
  await new Promise((resolve) => setTimeout(resolve, 20));
  await sql.end({ timeout: closingLimit });
}

/** Seconds that statements and transactions under way are given when the database is closed. */
const closingLimit = 20;
