import type { Env, Hono, Schema } from 'hono';
import { permissionOf } from './gate.ts';
import { type Grant, grantOf, type Permission, type Role } from './policy.ts';

/** One route and the permissions its guards ask for; none where who is signed in may do it, or anybody. */
export interface RoutePolicy {
  readonly method: string;
  readonly path: string;
  readonly permissions: readonly Permission[];
}

/** Every route of an app with the guards before it, in the order of their paths. */
export function routePolicies<E extends Env, S extends Schema, B extends string>(
  app: Hono<E, S, B>,
): RoutePolicy[] {
  const routes = new Map<string, { method: string; path: string }>();
  for (const { method, path } of app.routes)
    if (method !== 'ALL') routes.set(`${method} ${path}`, { method, path });
  return [...routes.values()]
    .map(({ method, path }) => {
      const guards = app.routes.filter((r) =>
        r.method === method ? r.path === path : r.method === 'ALL' && covers(r.path, path),
      );
      return {
        method,
        path,
        permissions: [...new Set(guards.flatMap((r) => permissionOf(r.handler) ?? []))],
      };
    })
    .sort((a, b) => (a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1));
}

/** What a role may do on a route: the narrowest of its grants; null where one is missing. */
export function grantOn(role: Role, { permissions }: RoutePolicy): Grant | null {
  const grants = permissions.map((permission) => grantOf(role, permission));
  if (grants.includes(null)) return null;
  return grants.find((grant) => grant !== 'all') ?? 'all';
}

/** Whether a middleware’s pattern, which may end with a star, stands before a path. */
function covers(pattern: string, path: string): boolean {
  if (!pattern.endsWith('*')) return pattern === path;
  const start = pattern.slice(0, -1);
  return path.startsWith(start) || `${path}/` === start;
}
