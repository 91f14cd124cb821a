import { Worker } from 'node:worker_threads';
import { typescriptLoader } from '../database/embedded/host.ts';
import { intakeLimits } from './limits.ts';
import { type FileFault, fileFault, type Table } from './table.ts';

/** Megabytes that a reading thread's objects may take. */
const memory = 1536;

/** Reads a file, gzipped, in a thread of its own: all sheets, or the one named. A file that takes too long or too much is refused. */
export function readTable(
  gzipped: Uint8Array,
  sheet: string | null = null,
): Promise<Table | { readonly fault: FileFault }> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
      execArgv: ['--import', typescriptLoader()],
      workerData: { gzipped, sheet },
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    const timer = setTimeout(
      () =>
        end(() =>
          resolve(
            fileFault(
              `${intakeLimits.reading / 1000} s`,
              `读取超过 ${intakeLimits.reading / 1000} 秒，已放弃；请分成几个文件`,
              `Reading took more than ${intakeLimits.reading / 1000} s and was given up; split it into several files`,
            ),
          ),
        ),
      intakeLimits.reading,
    );
    const end = (tell: () => void): void => {
      clearTimeout(timer);
      tell();
      void worker.terminate();
    };
    worker.once('message', (table) => end(() => resolve(table)));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end(() =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? resolve(
              fileFault(
                `${memory} MB`,
                '文件太大，读取时内存不够；请分成几个文件',
                'The file takes too much memory to read; split it into several files',
              ),
            )
          : reject(error),
      ),
    );
    worker.once('exit', (code) => end(() => reject(new Error(`the reading thread ended with ${code}`))));
  });
}
