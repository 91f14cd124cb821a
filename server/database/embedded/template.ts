/**
 * A dumped data folder with the extensions created, so that a first start need not run initdb and CREATE EXTENSION,
 * which take three times as long as unpacking. Run as a program it makes the dump, if there is none yet.
 */
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';

const cache = fileURLToPath(new URL('../../../.cache/embedded/', import.meta.url));

/** Versions of the engine and its PostGIS; a data folder made by others may not open. */
export async function engineVersions(): Promise<string> {
  const versions = await Promise.all(
    ['@electric-sql/pglite', '@electric-sql/pglite-postgis'].map(packageVersion),
  );
  return `pglite-${versions[0]}-postgis-${versions[1]}`;
}

/** Path of the dump for these versions, or null if it has not been made. */
export async function findTemplate(): Promise<string | null> {
  const path = join(cache, `${await engineVersions()}.tgz`);
  return (await exists(path)) ? path : null;
}

/** Makes the dump if it is missing, and gives its path. */
export async function makeTemplate(): Promise<string> {
  const path = join(cache, `${await engineVersions()}.tgz`);
  if (await exists(path)) return path;
  const database = await PGlite.create({ extensions: { postgis } });
  await database.exec('create extension postgis');
  const dump = await database.dumpDataDir('gzip');
  await database.close();
  await writeWhole(path, new Uint8Array(await dump.arrayBuffer()));
  return path;
}

/** Writes a file that others see whole or not at all. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, bytes);
  await rename(draft, path);
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

async function packageVersion(name: string): Promise<string> {
  const entry = createRequire(import.meta.url).resolve(name);
  const folder = entry.slice(0, entry.lastIndexOf(`${name}/`) + name.length);
  return (JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`Embedded database template: ${await makeTemplate()}`);
}
