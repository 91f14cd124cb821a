import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import { DatabaseRefusal } from './refusal.ts';

export interface Migration {
  /** File name without `.sql`: a number of three digits, then what it is about. */
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly checksum: string;
}

export interface MigrationProgress {
  readonly name: string;
  /** From 1. */
  readonly position: number;
  readonly total: number;
}

/**
 * Brings the database up to this program's migrations: in order, each in a transaction of its own, forward only.
 * Safe when several processes start together. Returns the names applied. Throws DatabaseRefusal 'migrations' when the
 * database holds one that this program lacks, an applied file has changed, or a new file sorts before an applied one.
 */
export async function migrate(
  sql: Sql,
  onProgress: (progress: MigrationProgress) => void = () => {},
  migrations?: readonly Migration[],
): Promise<string[]> {
  const files = migrations ?? (await readMigrations());
  const applied: string[] = [];
  for (;;) {
    const name = await sql.begin(async (transaction) => {
      await transaction`select pg_advisory_xact_lock(${lockKey})`;
      await transaction.unsafe(createLedger).simple();
      const ledger = await transaction<{ name: string; checksum: string }[]>`
        select name, checksum from migration order by name`;
      const next = nextMigration(files, ledger);
      if (!next) return null;
      onProgress({ name: next.name, position: ledger.length + 1, total: files.length });
      await transaction.unsafe(next.text).simple();
      await transaction`insert into migration (name, checksum) values (${next.name}, ${next.checksum})`;
      return next.name;
    });
    if (name === null) return applied;
    applied.push(name);
  }
}

/** The migrations of a folder, in order. */
export async function readMigrations(folder: string = migrationsFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { name: name.slice(0, -4), text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

const migrationsFolder = fileURLToPath(new URL('./migrations/', import.meta.url));

/** Any number that nothing else in the database locks on; held to the end of one migration's transaction. */
const lockKey = 4_726_101;

const createLedger = `
  create table if not exists migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  );
  comment on table migration is 'Migrations applied to this database, in order of name.';
  comment on column migration.name is 'File name without .sql.';
  comment on column migration.checksum is 'SHA-256 of the file as it was applied.';
  comment on column migration.applied_at is 'When it was applied.'`;

function nextMigration(
  files: readonly Migration[],
  ledger: readonly { name: string; checksum: string }[],
): Migration | null {
  ledger.forEach(({ name, checksum }, index) => {
    const file = files[index];
    if (file?.name !== name) {
      const missing = files.every((candidate) => candidate.name !== name);
      refuse(
        name,
        missing
          ? `The database has migration ${name}, which this program lacks: it was opened by a newer version. Start that version.`
          : `Migration ${file?.name} sorts before ${name}, which is applied already. Give it a later number.`,
      );
    }
    if (file.checksum !== checksum) {
      refuse(
        name,
        `Migration ${name} has changed since it was applied: its SHA-256 is ${file.checksum}, applied was ${checksum}. Restore the file and write a new migration.`,
      );
    }
  });
  return files[ledger.length] ?? null;
}

function refuse(migration: string, message: string): never {
  throw new DatabaseRefusal('migrations', message, { migration });
}
