import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import type { Measure, Measured } from './measure.ts';
import { getOften, signIn, tilePath } from './served.ts';
import { median } from './statistics.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const runsAgain = 3;
const patience = 15 * 60_000;

/** From `npm start` to the first tile of the map, on the embedded engine whatever DATABASE_URL says. */
export const startMeasures: readonly Measure[] = [
  {
    name: 'start.first',
    unit: 's',
    run: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'shaotu-start-'));
      try {
        return told([await start(folder)], 'an empty data folder, the demo city as it comes');
      } finally {
        await remove(folder);
      }
    },
  },
  {
    name: 'start.again',
    unit: 's',
    run: async (bench: Bench) => {
      const folder = await mkdtemp(join(tmpdir(), 'shaotu-start-'));
      try {
        await start(folder, bench.scale);
        const times: number[] = [];
        for (let run = 0; run < runsAgain; run++) times.push(await start(folder, bench.scale));
        return told(times, `a data folder used before, ${bench.scale} city`);
      } finally {
        await remove(folder);
      }
    },
  },
];

const told = (times: readonly number[], note: string): Measured => ({
  ours: median(times),
  peer: null,
  n: times.length,
  note: `npm start to health 200 and the first tile, ${note}; the engine's dumped folder is at hand, as npm ci leaves it`,
});

/** Seconds to the first tile; the server is stopped after it. */
async function start(folder: string, scale = 'demo'): Promise<number> {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: folder,
      DEMO: '1',
      DEMO_SCALE: scale,
      LOG_LEVEL: 'warn',
      PORT: String(port),
    },
    stdio: 'ignore',
    // A group of its own: npm does not hand every signal on.
    detached: true,
  });
  try {
    await healthy(address, child);
    const visitor = await signIn(address, 'wall');
    await getOften(visitor, await tilePath(visitor), 1);
    return (performance.now() - began) / 1000;
  } finally {
    if (child.pid !== undefined) await endGroup(child.pid);
  }
}

/** Ends a group of processes and waits for the last of them: npm itself is gone before the server has written its last. */
async function endGroup(group: number): Promise<void> {
  const until = performance.now() + 60_000;
  let signal: NodeJS.Signals | 0 = 'SIGTERM';
  for (;;) {
    try {
      process.kill(-group, signal);
    } catch {
      return;
    }
    signal = performance.now() > until ? 'SIGKILL' : 0;
    await sleep(50);
  }
}

const remove = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });

async function healthy(address: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + patience;
  while (performance.now() < until) {
    if (child.exitCode !== null)
      throw new Error(`npm start ended with ${child.exitCode} before it was ready`);
    const answer = await fetch(`${address}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`npm start was not ready within ${patience / 60_000} minutes`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('got no port, wanted a free one');
  return address.port;
}
