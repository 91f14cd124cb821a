/**
 * The worker thread in which the embedded engine runs: PGlite (PostgreSQL in WebAssembly) with PostGIS.
 * Its answers come synchronously, so it must not share a thread with the server.
 */
import { readFile } from 'node:fs/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { createGateway, type Engine } from './gateway.ts';
import { messages, readParameter, startup, type } from './wire.ts';

export interface EngineData {
  /** Folder of the data; null keeps them in memory. */
  readonly folder: string | null;
  /** A dumped data folder to begin with, for a folder that is still empty; null begins with initdb. */
  readonly template: string | null;
  readonly idleLimit: number;
  /** One Int32 shared with the server's thread: seconds of `performance.timeOrigin` time since which the engine is at work, 0 at rest. */
  readonly busySince: SharedArrayBuffer;
}

export type EngineOrder = { readonly connect: MessagePort } | { readonly stop: true };

export type EngineReport =
  | { readonly ready: true }
  | { readonly stopped: true }
  | { readonly broken: string };

const { folder, template, idleLimit, busySince } = workerData as EngineData;
const port = parentPort as MessagePort;
const report = (what: EngineReport) => port.postMessage(what);

const database = await PGlite.create({
  ...(folder === null ? {} : { dataDir: folder }),
  ...(template === null ? {} : { loadDataDir: await readTemplate(template) }),
  extensions: { postgis },
  startParams: [...PGlite.defaultStartParams, ...settings()],
});

const clock = new Int32Array(busySince);
const engine: Engine = async (bytes) => {
  const chunks: Buffer[] = [];
  Atomics.store(clock, 0, Math.max(1, Math.round(Date.now() / 1000)));
  // A copy of each chunk: it is a view of memory that the engine uses again.
  await database.execProtocolRawStream(bytes, {
    syncToFs: false,
    onRawData: (data) => chunks.push(Buffer.from(data)),
  });
  Atomics.store(clock, 0, 0);
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
};

const gateway = createGateway(engine, {
  idleLimit,
  parameters: await readParameters(),
  onBroken: (error) => report({ broken: error instanceof Error ? error.message : String(error) }),
});

port.on('message', (order: EngineOrder) => {
  if ('connect' in order) connect(order.connect);
  else void stop();
});
report({ ready: true });

function connect(line: MessagePort): void {
  const client = gateway.connect({
    send(bytes) {
      const own = Uint8Array.from(bytes);
      line.postMessage(own, [own.buffer]);
    },
    close: () => line.close(),
  });
  line.on('message', (bytes: Uint8Array) => client.receive(bytes));
  line.on('close', () => client.vanish());
}

async function stop(): Promise<void> {
  await gateway.stop();
  await database.close();
  report({ stopped: true });
}

async function readTemplate(path: string): Promise<Blob> {
  return new Blob([await readFile(path)], {
    type: path.endsWith('gz') ? 'application/gzip' : 'application/x-tar',
  });
}

async function readParameters(): Promise<Map<string, string>> {
  const parameters = new Map<string, string>();
  for (const message of messages(await engine(startup))) {
    if (message.type === type.parameterStatus) parameters.set(...readParameter(message.bytes));
  }
  return parameters;
}

/** One session has the machine to itself; a small WAL keeps the start after a crash short. */
function settings(): string[] {
  const values = { max_wal_size: '128MB', min_wal_size: '32MB', work_mem: '32MB', TimeZone: 'UTC' };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
