import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { testServer } from './database.ts';

/** This checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A server process as anyone starts it, with the demo city, on a port and a database of its own. */
export interface RunningServer {
  readonly address: string;
  readonly process: ChildProcess;
  /** Its database on the test server; null for the embedded engine. */
  readonly databaseUrl: string | null;
  /** Everything it has printed so far. */
  readonly output: () => string;
  /** Ends the process and keeps its data. */
  readonly halt: () => Promise<void>;
  /** Starts it again on the same port and data; `from`: another checkout, a version that was deployed meanwhile. */
  readonly resume: (from?: string) => Promise<void>;
  /** Sends SIGTERM, once, and answers the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts `npm start`'s command and waits for the address it prints when ready. */
export async function startServer(env: Record<string, string> = {}): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), `shaotu-${randomBytes(3).toString('hex')}-`));
  const database = await createEmptyDatabase();
  let output = '';
  const launch = async (from: string, port: string): Promise<{ child: ChildProcess; address: string }> => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: from,
      env: {
        ...process.env,
        DATA_DIR: folder,
        DEMO: '1',
        LOG_LEVEL: 'warn',
        ...(database ? { DATABASE_URL: database.url } : {}),
        ...env,
        PORT: port,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const before = output.length;
    const address = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString();
        const ready = /ready: (http:\S+)/.exec(output.slice(before));
        if (ready?.[1]) resolve(ready[1]);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.on('exit', (code) =>
        reject(new Error(`the server ended with ${code} before it was ready:\n${output}`)),
      );
    });
    return { child, address };
  };
  let { child, address } = await launch(root, env.PORT ?? '0');
  const halt = async (): Promise<number | null> => {
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    if (child.exitCode === null) child.kill('SIGTERM');
    return child.exitCode ?? (await ended);
  };
  const end = async (): Promise<number | null> => {
    const code = await halt();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  let ending: Promise<number | null> | null = null;
  return {
    address,
    get process() {
      return child;
    },
    databaseUrl: database?.url ?? null,
    output: () => output,
    async halt() {
      await halt();
    },
    async resume(from = root) {
      ({ child, address } = await launch(from, new URL(address).port));
    },
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
