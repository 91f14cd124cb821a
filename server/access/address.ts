import type { Context } from 'hono';

/**
 * Where a request comes from. Each proxy of ours adds the address it was asked from at the end of X-Forwarded-For, so that
 * with `proxies` of them the last but so many is the first that nobody else can have written.
 */
export const addressBehind =
  (proxies: number, direct: (c: Context) => string) =>
  (c: Context): string => {
    if (proxies === 0) return direct(c);
    const named = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
    return named.at(-proxies) || direct(c);
  };
