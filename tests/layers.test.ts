import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Files of a floor with the files of ours that each imports, as paths from the root. */
function importsOf(floor: string): { file: string; imports: { path: string; typeOnly: boolean }[] }[] {
  return readdirSync(join(root, floor), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => {
      const file = join(floor, name);
      const text = readFileSync(join(root, file), 'utf8');
      const statements = text.matchAll(
        /(?:import|export)\s+(type\s)?[^'";]*?from\s+'(\.[^']+)'|import\(\s*'(\.[^']+)'\s*\)|import\s+'(\.[^']+)'/g,
      );
      const imports = [...statements].map((m) => ({
        path: relative(root, resolve(root, dirname(file), m[2] ?? m[3] ?? m[4] ?? '')).split('?')[0] ?? '',
        typeOnly: m[1] !== undefined,
      }));
      return { file, imports };
    });
}

const breaches = (
  floor: string,
  allowed: (file: string, path: string, typeOnly: boolean) => boolean,
): string[] =>
  importsOf(floor).flatMap(({ file, imports }) =>
    imports
      .filter(({ path, typeOnly }) => !allowed(file, path, typeOnly))
      .map(({ path }) => `${file} → ${path}`),
  );

test('geodata imports nothing of ours but geodata', () => {
  expect(breaches('geodata', (_, path) => path.startsWith('geodata/'))).toEqual([]);
});

test('the server imports itself and geodata', () => {
  expect(
    breaches('server', (_, path) => /^(server|geodata)\//.test(path) || path === 'package.json'),
  ).toEqual([]);
});

test('the client imports itself and geodata, and the type of the routes through client/api.ts alone', () => {
  const allowed = (file: string, path: string, typeOnly: boolean) =>
    /^(client|geodata)\//.test(path) || (file === 'client/api.ts' && typeOnly && path === 'server/app.ts');
  expect(breaches('client', allowed)).toEqual([]);
});

test('screens do not import each other', () => {
  const shared = ['text', 'ui', 'map', 'draw'];
  const screens = readdirSync(join(root, 'client'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !shared.includes(entry.name))
    .map(({ name }) => name);
  const screenOf = (path: string) => screens.find((screen) => path.startsWith(`client/${screen}/`));
  const allowed = (file: string, path: string) =>
    !screenOf(path) ||
    screenOf(file) === screenOf(path) ||
    (!screenOf(file) && /^client\/(routes|text\/)/.test(file));
  expect(breaches('client', allowed)).toEqual([]);
});

test('a folder of the server does not reach into another folder’s store', () => {
  const folderOf = (path: string) => path.split('/')[1] ?? '';
  const composers = /^server\/(app|prepare|main|front|services)\.ts$|^server\/demo\//;
  const allowed = (file: string, path: string) =>
    !/store(\/|\.ts$)/.test(path) || folderOf(file) === folderOf(path) || composers.test(file);
  expect(breaches('server', allowed)).toEqual([]);
});
