import { Duplex } from 'node:stream';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { EngineData, EngineOrder, EngineReport } from './engine.ts';

export interface EngineOptions {
  readonly folder: string | null;
  readonly template: string | null;
  /** Milliseconds a connection may hold the engine without saying anything. */
  readonly idleLimit: number;
  /** Milliseconds one statement may take before the engine is taken for hung. */
  readonly hangLimit: number;
}

export interface EngineHost {
  /** A new connection, for the driver's `socket` option. */
  socket(): Duplex;
  /** Resolves with the reason when the engine is lost; never otherwise. */
  readonly lost: Promise<Error>;
  /** Closes the engine and its files; every connection must have ended. */
  stop(): Promise<void>;
}

/** Starts the worker thread with the engine and waits until it serves. Rejects when it cannot start. */
export async function startEngine(options: EngineOptions): Promise<EngineHost> {
  const busySince = new SharedArrayBuffer(4);
  const { folder, template, idleLimit, hangLimit } = options;
  const data: EngineData = { folder, template, idleLimit, busySince };
  const worker = new Worker(new URL('./engine.ts', import.meta.url), {
    workerData: data,
    execArgv: ['--import', typescriptLoader()],
  });
  const lines = new Set<Duplex>();
  const order = (what: EngineOrder, give: MessagePort[] = []) => worker.postMessage(what, give);
  let reason: Error | null = null;
  let stopping = false;
  let tellLost: (reason: Error) => void;
  const lost = new Promise<Error>((resolve) => {
    tellLost = resolve;
  });

  function lose(why: string): void {
    if (reason || stopping) return;
    reason = new Error(`The embedded database is lost: ${why}. Start again; what was committed is kept.`);
    clearInterval(watchdog);
    void worker.terminate();
    for (const line of lines) line.destroy(reason);
    tellLost(reason);
  }

  const watchdog = setInterval(
    () => {
      const since = Atomics.load(new Int32Array(busySince), 0);
      if (since > 0 && Date.now() - since * 1000 > hangLimit) {
        lose(`one statement has run for more than ${Math.round(hangLimit / 1000)} s`);
      }
    },
    Math.min(1000, hangLimit / 2),
  );
  watchdog.unref();

  worker.on('error', (error) => lose(`its thread failed with "${error.message}"`));
  worker.on('exit', (code) => lose(`its thread ended with code ${code}`));
  worker.on('message', (report: EngineReport) => {
    if ('broken' in report) lose(`the engine failed with "${report.broken}"`);
  });

  const late = setTimeout(() => lose(`it did not start within ${startLimit / 1000} s`), startLimit);
  const ready = reported(worker, 'ready');
  const failure = await Promise.race([ready, lost]);
  clearTimeout(late);
  if (failure) throw failure;

  return { socket, lost, stop };

  function socket(): Duplex {
    const { port1, port2 } = new MessageChannel();
    const line = createLine(port1);
    lines.add(line);
    line.once('close', () => lines.delete(line));
    // Later, when the driver has put its listeners on it.
    if (reason) setImmediate(() => line.destroy(reason as Error));
    else order({ connect: port2 }, [port2]);
    return line;
  }

  async function stop(): Promise<void> {
    if (reason || stopping) return;
    stopping = true;
    const stopped = reported(worker, 'stopped');
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    order({ stop: true });
    await Promise.race([stopped, ended]);
    clearInterval(watchdog);
    await worker.terminate();
  }
}

/** Milliseconds; a first start without a template takes 40 s on a loaded machine. */
const startLimit = 300_000;

/** One end of a message channel as the stream postgres.js wants for a socket. */
function createLine(port: MessagePort): Duplex {
  const line = new Duplex({
    read() {},
    write(chunk: Uint8Array, _encoding, done) {
      const own = Uint8Array.from(chunk);
      port.postMessage(own, [own.buffer]);
      done();
    },
    final(done) {
      done();
      line.destroy();
    },
    destroy(error, done) {
      port.close();
      done(error);
    },
  });
  // postgres.js says goodbye only to a socket that is 'open'.
  Object.defineProperty(line, 'readyState', { get: () => (line.destroyed ? 'closed' : 'open') });
  port.on('message', (bytes: Uint8Array) =>
    line.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
  );
  port.on('close', () => line.destroy());
  return line;
}

function reported(worker: Worker, what: 'ready' | 'stopped'): Promise<null> {
  return new Promise((resolve) => {
    worker.on('message', (report: EngineReport) => {
      if (what in report) resolve(null);
    });
  });
}

/**
 * A module that lets the worker read TypeScript, whatever has started this thread (node, tsx, vitest) and wherever.
 * `--import tsx` registers itself in the main thread only, and threads do not inherit it.
 */
export function typescriptLoader(): string {
  const tsx = import.meta.resolve('tsx/esm/api');
  return `data:text/javascript,import{register}from${JSON.stringify(tsx)};register()`;
}
