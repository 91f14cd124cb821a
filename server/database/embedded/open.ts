import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseRefusal } from '../refusal.ts';
import { type EngineHost, startEngine } from './host.ts';
import { lockFolder } from './lock.ts';
import { engineVersions, findTemplate, writeWhole } from './template.ts';

export type EmbeddedStep = 'locking' | 'creating' | 'opening';

export interface EmbeddedLimits {
  /** Milliseconds a connection may hold the engine without saying anything; default 60 s. */
  readonly idleLimit?: number;
  /** Milliseconds one statement may take before the engine is taken for hung; default 10 minutes. */
  readonly hangLimit?: number;
}

/**
 * Opens the embedded engine on `dataDir`, alone. The engine's files are in `dataDir/database`; `dataDir/database.json`
 * is written once they are complete, and without it they are begun anew: a first start that was killed lost nothing.
 * What is committed survives the death of the process. It need not survive the loss of power: the engine does not wait
 * for the disk. Nor does it vacuum or analyse by itself: run ANALYZE after large imports.
 */
export async function openFolder(
  dataDir: string,
  limits: EmbeddedLimits,
  onStep: (step: EmbeddedStep) => void,
): Promise<EngineHost> {
  onStep('locking');
  const root = resolve(dataDir);
  const lock = await lockFolder(root);
  try {
    const folder = join(root, 'database');
    const mark = join(root, 'database.json');
    const complete = await isComplete(root, mark);
    onStep(complete ? 'opening' : 'creating');
    if (!complete) await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const template = complete ? null : await findTemplate();
    const host = await startEngine({ folder, template, ...withDefaults(limits) });
    if (!complete) await writeWhole(mark, Buffer.from(JSON.stringify({ engine: await engineVersions() })));
    void host.lost.then(() => lock.release());
    return {
      ...host,
      async stop() {
        await host.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Opens an engine that keeps its data in memory, beginning with a dumped data folder. */
export function openMemory(template: string | null, limits: EmbeddedLimits = {}): Promise<EngineHost> {
  return startEngine({ folder: null, template, ...withDefaults(limits) });
}

function withDefaults(limits: EmbeddedLimits) {
  return { idleLimit: limits.idleLimit ?? 60_000, hangLimit: limits.hangLimit ?? 600_000 };
}

async function isComplete(root: string, mark: string): Promise<boolean> {
  if (!(await readdir(root)).includes('database.json')) return false;
  const made = (JSON.parse(await readFile(mark, 'utf8')) as { engine: string }).engine;
  const engine = await engineVersions();
  if (made === engine) return true;
  throw new DatabaseRefusal(
    'folder-foreign',
    `The data folder ${root} was made by ${made}, this program has ${engine}. Set DATA_DIR to another folder, or start the version that made it.`,
    { folder: root, made, engine },
  );
}
