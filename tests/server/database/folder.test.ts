import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/database/connect.ts';
import { makeTemplate } from '../../../server/database/embedded/template.ts';
import { testServer } from '../../support/database.ts';

const kills = 10;

describe.skipIf(testServer)('the data folder of the embedded database (a server keeps its own)', () => {
  let dataDir: string;
  beforeAll(async () => {
    await makeTemplate();
    dataDir = await mkdtemp(join(tmpdir(), 'shaotu-folder-'));
    // What a first start leaves that was killed half way: it must be begun anew.
    await mkdir(join(dataDir, 'database'));
    await writeFile(join(dataDir, 'database', 'PG_VERSION'), '18');
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  /** A process of its own that opens the folder and writes rows, telling each one the database has acknowledged. */
  function startWriter(): { process: ChildProcess; acknowledged: number[]; opened: Promise<unknown> } {
    const writer = fork(fileURLToPath(new URL('./writer.ts', import.meta.url)), [dataDir], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const acknowledged: number[] = [];
    writer.on('message', (id) => {
      if (typeof id === 'number') acknowledged.push(id);
    });
    return { process: writer, acknowledged, opened: once(writer, 'message') };
  }

  test(`a process killed ${kills} times while it writes loses no row that was acknowledged`, {
    timeout: 300_000,
  }, async () => {
    const acknowledged = new Set<number>();
    for (let kill = 0; kill < kills; kill++) {
      const writer = startWriter();
      await writer.opened;
      while (writer.acknowledged.length < 20 + kill * 7) await once(writer.process, 'message');
      writer.process.kill('SIGKILL');
      await once(writer.process, 'exit');
      for (const id of writer.acknowledged) acknowledged.add(id);
    }
    const database = await openDatabase({ dataDir });
    const rows = await database.sql<{ id: number; text: string }[]>`select id, text from written`;
    const found = new Set(rows.map(({ id }) => id));
    expect([...acknowledged].filter((id) => !found.has(id))).toEqual([]);
    expect(rows.filter(({ id, text }) => text !== String(id).repeat(100))).toEqual([]);
    // The index and the table agree: neither lost what the other kept.
    const [counted] = await database.sql`
        select count(*)::int as rows, count(distinct id)::int as ids from written where id >= 0`;
    expect(counted).toEqual({ rows: rows.length, ids: rows.length });
    console.log(`${kills} kills, ${acknowledged.size} rows acknowledged, ${rows.length} found`);
    await database.close();
  });

  test('a second process on the folder is refused and told who holds it, and is let in afterwards', {
    timeout: 120_000,
  }, async () => {
    const writer = startWriter();
    await writer.opened;
    await expect(openDatabase({ dataDir })).rejects.toMatchObject({
      code: 'folder-held',
      message: expect.stringContaining(`in use by process ${writer.process.pid}`),
      details: { pid: writer.process.pid, folder: dataDir },
    });
    writer.process.kill('SIGTERM');
    expect(await once(writer.process, 'exit')).toEqual([0, null]);
    const database = await openDatabase({ dataDir });
    await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'folder-held' });
    await database.close();
    expect(await readdir(dataDir)).toContain('database');
  });

  test('a folder made by another version of the engine is refused by name', async () => {
    const foreign = await mkdtemp(join(tmpdir(), 'shaotu-foreign-'));
    await writeFile(join(foreign, 'database.json'), '{"engine":"pglite-0.1.0-postgis-0.0.1"}');
    await expect(openDatabase({ dataDir: foreign })).rejects.toMatchObject({
      code: 'folder-foreign',
      message: expect.stringContaining('pglite-0.1.0'),
    });
    await rm(foreign, { recursive: true });
  });
});
