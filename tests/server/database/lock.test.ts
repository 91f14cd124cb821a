import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../../server/database/embedded/lock.ts';

const quick = { beat: 20, watch: 300, old: 5000 };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shaotu-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const held = { code: 'folder-held' };
const holderFile = async () => join(folder, (await readdir(folder))[0] as string);

test('a folder is held until it is released, and then free again, many times', async () => {
  for (let round = 0; round < 5; round++) {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject(held);
    await lock.release();
  }
  expect((await readdir(folder)).length).toBe(1);
});

test('of many who want a free folder at once, one gets it', async () => {
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
  expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1);
});

test('the lock of a killed process stops nobody, and of many who find it one gets the folder', async () => {
  const holder = await startHolder();
  await expect(lockFolder(folder)).rejects.toMatchObject(held);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
  expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1);
});

test('a process that happens to have the number of a dead holder does not hold the folder', async () => {
  const lock = await lockFolder(folder);
  await lock.release();
  const path = await holderFile();
  const { released: _, ...holder } = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...holder, started: '1' }));
  await (await lockFolder(folder)).release();
});

test('a holder in another container holds the folder while it shows that it lives, and no longer', async () => {
  const lock = await lockFolder(folder, quick);
  const path = await holderFile();
  const holder = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...holder, realm: 'elsewhere' }));
  await expect(lockFolder(folder, quick)).rejects.toMatchObject(held);
  await lock.release();
  await writeFile(path, JSON.stringify({ ...holder, realm: 'elsewhere' }));
  await (await lockFolder(folder, quick)).release();
});

test('a lock file that has not been touched for long is not waited for', async () => {
  await writeFile(
    join(folder, 'lock.7'),
    JSON.stringify({ pid: 1, started: null, realm: 'elsewhere', since: '' }),
  );
  await utimes(join(folder, 'lock.7'), 0, 0);
  const begun = performance.now();
  await lockFolder(folder, { ...quick, watch: 60_000 });
  expect(performance.now() - begun).toBeLessThan(30_000);
});

test('a lock file that was never finished stops nobody', async () => {
  await writeFile(join(folder, 'lock.3'), '{"pid":');
  await (await lockFolder(folder)).release();
});

async function startHolder(): Promise<ChildProcess> {
  const program = `
    const { lockFolder } = await import(${JSON.stringify(new URL('../../../server/database/embedded/lock.ts', import.meta.url).href)});
    await lockFolder(${JSON.stringify(folder)});
    console.log('held');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  await sleep(0);
  return holder;
}
