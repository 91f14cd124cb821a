import { createHash, randomBytes } from 'node:crypto';
import { access, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import postgres from 'postgres';
import { type Database, openDatabase, openMemoryDatabase } from '../../server/database/connect.ts';
import { lockFolder } from '../../server/database/embedded/lock.ts';
import { makeTemplate, writeWhole } from '../../server/database/embedded/template.ts';
import { migrate, readMigrations } from '../../server/database/migrate.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The server the tests run on, or undefined for the embedded engine. */
export const testServer = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || undefined;

/** What a database is filled with once, for all tests that begin with the same. */
export interface Prepared {
  /** Names the filling, with all that it depends on beside the sources of server and geodata. */
  readonly name: string;
  readonly fill: (database: Database) => Promise<void>;
}

/**
 * A fresh, migrated database of the caller's own: embedded in memory, or, where TEST_DATABASE_URL or DATABASE_URL names
 * a server, a new database on that server, which `close` drops. Each begins from a template that holds the migrations,
 * and what is `prepared`, made once for each state of them.
 */
export async function openTestDatabase(prepared?: Prepared): Promise<Database> {
  if (!testServer) return openMemoryDatabase(await templateFile(prepared));
  const template = await templateDatabase(testServer, prepared);
  const name = `shaotu_test_${randomBytes(6).toString('hex')}`;
  await onServer(testServer, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  const database = await openDatabase({ databaseUrl: withDatabase(testServer, name), dataDir: '' });
  return {
    ...database,
    async close() {
      await database.close();
      await onServer(testServer, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
    },
  };
}

/** Path of a dumped data folder, PostGIS, all migrations and what is prepared in it; made when missing. */
export async function templateFile(prepared?: Prepared): Promise<string> {
  const base = await makeTemplate();
  const prefix = `${prepared?.name ?? 'migrated'}-`;
  const path = join(dirname(base), `${prefix}${await stateHash(base, prepared)}.tar`);
  if (await exists(path)) return path;
  return alone(`${path}-making`, async () => {
    if (await exists(path)) return path;
    for (const name of await readdir(dirname(base))) {
      const old = join(dirname(base), name);
      // One that was made just now may be about to be read by a run beside this one.
      if (name.startsWith(prefix) && Date.now() - (await stat(old)).mtimeMs > 300_000)
        await rm(old, { force: true, recursive: true });
    }
    const folder = await mkdtemp(join(tmpdir(), 'shaotu-template-'));
    const database = await openDatabase({ dataDir: folder });
    await fill(database, prepared);
    const engine = await PGlite.create({ dataDir: join(folder, 'database'), extensions: { postgis } });
    const dump = await engine.dumpDataDir('none');
    await engine.close();
    await writeWhole(path, new Uint8Array(await dump.arrayBuffer()));
    await rm(folder, { recursive: true });
    return path;
  });
}

/** Name of a database on the server that holds PostGIS, all migrations and what is prepared; made when missing. */
async function templateDatabase(server: string, prepared?: Prepared): Promise<string> {
  const name = `shaotu_template_${await stateHash(prepared?.name ?? '', prepared)}`;
  await onServer(server, async (sql) => {
    const reserved = await sql.reserve();
    // Session-level, so that CREATE DATABASE, which runs in no transaction, is covered: vitest runs files side by side.
    await reserved`select pg_advisory_lock(4726102)`;
    const [found] = await reserved`select 1 from pg_database where datname = ${name} and datistemplate`;
    if (!found) {
      await reserved`drop database if exists ${sql(name)} with (force)`;
      await reserved`create database ${sql(name)}`;
      await fill(await openDatabase({ databaseUrl: withDatabase(server, name), dataDir: '' }), prepared);
      await reserved`alter database ${sql(name)} is_template true`;
    }
    reserved.release();
  });
  return name;
}

async function fill(database: Database, prepared?: Prepared): Promise<void> {
  await migrate(database.sql);
  await prepared?.fill(database);
  await database.close();
}

async function onServer<T>(server: string, task: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  try {
    return await task(sql);
  } finally {
    await sql.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function stateHash(base: string, prepared?: Prepared): Promise<string> {
  const hash = createHash('sha256').update(base);
  for (const { checksum } of await readMigrations()) hash.update(checksum);
  // What is loaded by our own code is loaded anew when that changes.
  if (prepared)
    for (const floor of ['server', 'geodata'])
      for (const name of (await readdir(join(root, floor), { recursive: true })).sort())
        if (/\.(ts|sql)$/.test(name)) hash.update(name).update(await readFile(join(root, floor, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Runs a task while no other process runs one under the same lock. */
async function alone<T>(folder: string, task: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = await lockFolder(folder).catch(() => null);
    if (lock) return task().finally(() => lock.release());
    await sleep(200);
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
