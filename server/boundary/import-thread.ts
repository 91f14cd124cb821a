import { Worker } from 'node:worker_threads';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { typescriptLoader } from '../database/embedded/host.ts';
import type { Answer, ImportOrders, Order } from './import-worker.ts';

type Ask = <K extends keyof ImportOrders>(
  order: K,
  ask: ImportOrders[K]['ask'],
  onProgress?: (step: Bilingual, fraction: number) => void,
) => Promise<ImportOrders[K]['answer']>;

/** A thread for work that would keep the server from answering, one job at a time. It starts when needed and ends when idle. */
export interface ImportThread {
  /** Runs a job once those before it are done. A job may ask for several things, one after another. */
  run<T>(job: (ask: Ask) => Promise<T>): Promise<T>;
  /** Jobs waiting or under way. */
  readonly jobs: number;
  close(): Promise<void>;
}

/** Milliseconds without a job after which the thread ends and gives its memory back. */
const idleFor = 30_000;
/** Megabytes that its objects may take: a file of 200 MB becomes about eight times that. */
const memory = 4096;

export function createImportThread(): ImportThread {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let jobs = 0;
  let idle: NodeJS.Timeout | undefined;

  const running = (): Worker => {
    if (worker) return worker;
    const started = new Worker(new URL('./import-worker.ts', import.meta.url), {
      execArgv: ['--import', typescriptLoader()],
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    started.unref();
    worker = started;
    const gone = (): void => {
      if (worker === started) worker = null;
    };
    started.on('error', gone);
    started.on('exit', gone);
    return started;
  };
  const ask: Ask = (order, wanted, onProgress = () => {}) =>
    new Promise((resolve, reject) => {
      const thread = running();
      const end = (): void => {
        thread.off('message', hear);
        thread.off('error', fail);
        thread.off('exit', exit);
        thread.unref();
      };
      const fail = (error: unknown): void => {
        end();
        reject(error instanceof Error ? error : new Error(String(error)));
      };
      const exit = (code: number): void =>
        fail(new Error(`the import thread ended with ${code} at "${order}"`));
      const hear = (message: Answer): void => {
        if ('progress' in message) onProgress(message.progress.step, message.progress.fraction);
        else if ('failure' in message) fail(new Error(`"${order}" failed: ${message.failure}`));
        else {
          end();
          resolve(message.answer as never);
        }
      };
      thread.on('message', hear);
      thread.on('error', fail);
      thread.on('exit', exit);
      thread.ref();
      thread.postMessage({ order, ask: wanted } as Order);
    });
  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = worker;
    worker = null;
    await ending?.terminate();
  };

  return {
    run(job) {
      jobs++;
      clearTimeout(idle);
      const result = last.then(() => job(ask));
      last = result
        .catch(() => {})
        .then(() => {
          jobs--;
          if (jobs === 0) idle = setTimeout(() => void end(), idleFor).unref();
        });
      return result;
    },
    get jobs() {
      return jobs;
    },
    close: end,
  };
}
