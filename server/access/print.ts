import { createApp } from '../app.ts';
import type { Services } from '../services.ts';
import { type Grant, grantOf, permissions, roles } from './policy.ts';
import { grantOn, routePolicies } from './route-policy.ts';

/** Prints who may do what, by permission and by route: `npm run policy`. */
function main(): void {
  const heads = [...roles];
  const lines = (rows: readonly (readonly [string, readonly (Grant | null)[]])[]): string => {
    const width = Math.max(...rows.map(([name]) => name.length)) + 2;
    const line = (name: string, cells: readonly string[]) =>
      `${name.padEnd(width)}${cells.map((cell) => cell.padEnd(12)).join('')}`.trimEnd();
    return [
      line('', heads),
      ...rows.map(([name, grants]) =>
        line(
          name,
          grants.map((g) => g ?? '·'),
        ),
      ),
    ].join('\n');
  };
  const routes = routePolicies(createApp(nothing as Services));
  process.stdout.write(
    [
      'all: anywhere   area: where the account’s area or one below it is a party   body: where its body is summoned   ·: never',
      lines(permissions.map((p) => [p, roles.map((role) => grantOf(role, p))])),
      'Routes; those without a permission are for everybody who is signed in, /api/session for anybody',
      lines(routes.map((r) => [`${r.method} ${plain(r.path)}`, roles.map((role) => grantOn(role, r))])),
      '',
    ].join('\n\n'),
  );
}

/** A path without the patterns of its parameters. */
const plain = (path: string): string => path.replace(/\{[^/]*\}/g, '');

/** Routes are only listed, never asked: whatever they stand on is never touched. */
const nothing: unknown = new Proxy(() => nothing, { get: () => nothing, apply: () => nothing });

main();
