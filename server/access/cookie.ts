import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';

/** Whether the browser came by https, to this process or to the proxy before it. */
export const isSecure = (c: Context): boolean =>
  new URL(c.req.url).protocol === 'https:' ||
  c.req.header('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';

/**
 * Name of the session's cookie. Over https it begins with `__Host-`: a browser then takes it from this host alone, for all
 * paths, and only over https (RFC 6265bis, 4.1.3.2). Closed networks without a certificate keep plain http.
 */
export const sessionCookie = (c: Context): string =>
  isSecure(c) ? '__Host-shaotu_session' : 'shaotu_session';

/** Gives the browser its session; it forgets it after so many hours. */
export const giveSession = (c: Context, token: string, hours: number): void =>
  setCookie(c, sessionCookie(c), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure(c),
    // Chromium keeps no cookie for longer.
    maxAge: Math.min(hours, 24 * 400) * 3600,
  });

export const takeSession = (c: Context): void => {
  deleteCookie(c, sessionCookie(c), { path: '/', secure: isSecure(c) });
};
