import { readFileSync, readlinkSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseRefusal } from '../refusal.ts';

/** Who holds a folder, as its lock file says. */
interface Holder {
  readonly pid: number;
  /** When the process started, in clock ticks since boot, from /proc; null where there is no /proc. Tells a reused pid. */
  readonly started: string | null;
  /** Host, boot and process namespace in which `pid` means something. */
  readonly realm: string;
  readonly since: string;
  readonly released?: true;
}

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes the folder for this process alone, or throws DatabaseRefusal 'folder-held'. The engine has no lock of its own,
 * and two of them on one folder destroy it.
 *
 * Node has no flock. Instead, whoever finds the highest-numbered lock file dead creates the next number, which only one
 * process can do, and holds the folder if no higher one has appeared. A file is not removed by its holder but marked
 * released, so that no number comes twice; the next holder removes the older ones. A process that is killed leaves a
 * file that names a dead process, which stops nobody.
 */
export async function lockFolder(folder: string, patience: Patience = defaultPatience): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  for (;;) {
    const [highest = 0] = await lockNumbers(folder);
    if (highest > 0) await refuseIfHeld(folder, lockPath(folder, highest), patience);
    const path = lockPath(folder, highest + 1);
    try {
      await writeFile(path, JSON.stringify(self()), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    const [now, ...older] = await lockNumbers(folder);
    if (now !== highest + 1) {
      await rm(path, { force: true });
      continue;
    }
    for (const number of older) await rm(lockPath(folder, number), { force: true });
    return hold(path, patience);
  }
}

/** Milliseconds: how often a holder shows that it lives, and how long others watch for it where pids mean nothing. */
export interface Patience {
  readonly beat: number;
  readonly watch: number;
  readonly old: number;
}

const defaultPatience: Patience = { beat: 2000, watch: 12_000, old: 60_000 };

function hold(path: string, { beat }: Patience): FolderLock {
  const heart = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, beat);
  heart.unref();
  return {
    async release() {
      clearInterval(heart);
      await writeFile(path, JSON.stringify({ ...self(), released: true }));
    },
  };
}

async function refuseIfHeld(folder: string, path: string, patience: Patience): Promise<void> {
  const holder = await readHolder(path);
  if (!holder || holder.released) return;
  const held = holder.realm === realm() ? isAlive(holder) : await beats(path, patience.watch, patience.old);
  if (!held) return;
  throw new DatabaseRefusal(
    'folder-held',
    `The data folder ${folder} is in use by process ${holder.pid} since ${holder.since}. Stop that process, or set DATA_DIR to another folder.`,
    { folder, pid: holder.pid, since: holder.since },
  );
}

/** The holder, or null if its file is gone or was never finished. */
async function readHolder(path: string): Promise<Holder | null> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) return null;
    try {
      return JSON.parse(text) as Holder;
    } catch {
      // Another process is between creating its file and writing it.
      await sleep(100);
    }
  }
  return null;
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.started === startOf(holder.pid);
}

/** Whether somebody in another container or on another host still touches the file. */
async function beats(path: string, watch: number, old: number): Promise<boolean> {
  const touched = async () => (await stat(path).catch(() => null))?.mtimeMs ?? 0;
  const before = await touched();
  if (Date.now() - before > old) return false;
  const until = Date.now() + watch;
  while (Date.now() < until) {
    await sleep(Math.min(250, watch));
    if ((await touched()) !== before) return true;
  }
  return false;
}

/** Numbers of the lock files in the folder, highest first. */
async function lockNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .map((name) => Number(/^lock\.(\d+)$/.exec(name)?.[1] ?? 0))
    .filter((number) => number > 0)
    .sort((a, b) => b - a);
}

const lockPath = (folder: string, number: number) => join(folder, `lock.${number}`);

const self = (): Holder => ({
  pid: process.pid,
  started: startOf(process.pid),
  realm: realm(),
  since: new Date().toISOString(),
});

function startOf(pid: number): string | null {
  try {
    // The second field is the program's name in brackets and may hold spaces; start time is the 22nd.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return fields?.[19] ?? null;
  } catch {
    return null;
  }
}

function realm(): string {
  const read = (get: () => string) => {
    try {
      return get().trim();
    } catch {
      return '';
    }
  };
  const boot = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  return [hostname(), boot, read(() => readlinkSync('/proc/self/ns/pid'))].join(' ');
}
