import { createHash, randomBytes } from 'node:crypto';
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import postgres from 'postgres';
import { type Database, openDatabase, openMemoryDatabase } from '../../server/database/connect.ts';
import { lockFolder } from '../../server/database/embedded/lock.ts';
import type { EmbeddedLimits } from '../../server/database/embedded/open.ts';
import { makeTemplate, writeWhole } from '../../server/database/embedded/template.ts';
import { migrate, readMigrations } from '../../server/database/migrate.ts';

/** The server the tests run on, or undefined for the embedded engine. */
export const testServer = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL || undefined;

/**
 * A fresh, migrated database of the caller's own: embedded in memory, or, where TEST_DATABASE_URL or DATABASE_URL names
 * a server, a new database on that server, which `close` drops. Each begins from a template that holds the migrations,
 * made once for each state of them.
 */
export async function openTestDatabase(limits?: EmbeddedLimits): Promise<Database> {
  if (!testServer) return openMemoryDatabase(await migratedTemplate(), limits);
  const template = await templateDatabase(testServer);
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

/** Path of a dumped data folder, PostGIS and all migrations in it; made when missing. */
export async function migratedTemplate(): Promise<string> {
  const base = await makeTemplate();
  const prefix = 'migrated-';
  const path = join(dirname(base), `${prefix}${await migrationsHash(base)}.tar`);
  if (await exists(path)) return path;
  return alone(join(dirname(base), 'making'), async () => {
    if (await exists(path)) return path;
    for (const name of await readdir(dirname(base))) {
      if (name.startsWith(prefix)) await rm(join(dirname(base), name));
    }
    const folder = await mkdtemp(join(tmpdir(), 'shaotu-template-'));
    const database = await openDatabase({ dataDir: folder });
    await migrate(database.sql);
    await database.close();
    const engine = await PGlite.create({ dataDir: join(folder, 'database'), extensions: { postgis } });
    const dump = await engine.dumpDataDir('none');
    await engine.close();
    await writeWhole(path, new Uint8Array(await dump.arrayBuffer()));
    await rm(folder, { recursive: true });
    return path;
  });
}

/** Name of a database on the server that holds PostGIS and all migrations; made when missing. */
async function templateDatabase(server: string): Promise<string> {
  const name = `shaotu_template_${await migrationsHash('')}`;
  await onServer(server, async (sql) => {
    const reserved = await sql.reserve();
    // Session-level, so that CREATE DATABASE, which runs in no transaction, is covered: vitest runs files side by side.
    await reserved`select pg_advisory_lock(4726102)`;
    const [found] = await reserved`select 1 from pg_database where datname = ${name} and datistemplate`;
    if (!found) {
      await reserved`drop database if exists ${sql(name)} with (force)`;
      await reserved`create database ${sql(name)}`;
      const database = await openDatabase({ databaseUrl: withDatabase(server, name), dataDir: '' });
      await migrate(database.sql);
      await database.close();
      await reserved`alter database ${sql(name)} is_template true`;
    }
    reserved.release();
  });
  return name;
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

async function migrationsHash(base: string): Promise<string> {
  const hash = createHash('sha256').update(base);
  for (const { checksum } of await readMigrations()) hash.update(checksum);
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
