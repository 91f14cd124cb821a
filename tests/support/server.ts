import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { testServer } from './database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A server process as anyone starts it, with the demo city, on a port and a database of its own. */
export interface RunningServer {
  readonly address: string;
  readonly process: ChildProcess;
  /** Its database on the test server; null for the embedded engine. */
  readonly databaseUrl: string | null;
  /** Everything it has printed so far. */
  readonly output: () => string;
  /** Sends SIGTERM, once, and answers the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts `npm start`'s command and waits for the address it prints when ready. */
export async function startServer(env: Record<string, string> = {}): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), `shaotu-${randomBytes(3).toString('hex')}-`));
  const database = await createEmptyDatabase();
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: folder,
      DEMO: '1',
      LOG_LEVEL: 'warn',
      ...(database ? { DATABASE_URL: database.url } : {}),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /ready: (http:\S+)/.exec(output);
      if (ready?.[1]) resolve(ready[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) =>
      reject(new Error(`the server ended with ${code} before it was ready:\n${output}`)),
    );
  });
  const end = async (): Promise<number | null> => {
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    if (child.exitCode === null) child.kill('SIGTERM');
    const code = child.exitCode ?? (await ended);
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  let ending: Promise<number | null> | null = null;
  return {
    address,
    process: child,
    databaseUrl: database?.url ?? null,
    output: () => output,
    stop: () => {
      ending ??= end();
      return ending;
    },
  };
}

/** A database of the process's own on the test server, where there is one; null for the embedded engine. */
async function createEmptyDatabase(): Promise<{ url: string; drop: () => Promise<void> } | null> {
  if (!testServer) return null;
  const sql = postgres(testServer, { max: 1, onnotice: () => {} });
  const name = `shaotu_started_${randomBytes(6).toString('hex')}`;
  await sql`create database ${sql(name)}`;
  const url = new URL(testServer);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => {
      await sql`drop database ${sql(name)} with (force)`;
      await sql.end();
    },
  };
}
