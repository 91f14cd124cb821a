import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { notFound, valid } from '../errors.ts';
import type { Environment, Services } from '../services.ts';
import { giveSession, isSecure, sessionCookie } from './cookie.ts';
import { createOpenid } from './openid.ts';
import type { Presences } from './presence.ts';
import { sessionLimits } from './session.ts';

/** What the browser keeps while it is at the provider. */
const flowCookie = (c: Context): string => (isSecure(c) ? '__Host-shaotu_openid' : 'shaotu_openid');
const flowSeconds = 600;

/** A path of this site, and no address elsewhere in its disguise. */
const ourPath = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])[^\r\n]*$/, 'must be an address')
  .default('/');

/** `/api/session/openid`: sign in at an OpenID Connect provider, where one is configured. */
export const openidRoutes = (
  { database, config, clock, log }: Services,
  presences: Presences,
  address: (c: Context) => string,
) => {
  const openid = config.openid ? createOpenid(config.openid, database.sql) : null;
  /** A person stands before these answers, not a program: the sign-in page says in words what went wrong. */
  const back = (c: Context, problem: string) => c.redirect(`/sign-in?problem=${problem}`, 302);
  const configured = () => {
    if (openid && config.openid) return { openid, redirect: config.openid.redirect };
    throw notFound({ zh: '统一身份认证', en: 'OpenID provider' }, 'OIDC_ISSUER');
  };

  return new Hono<Environment>()
    .get(
      '/',
      describeRoute({ summary: 'Leave for the OpenID provider; with a session, to `to` afterwards' }),
      valid('query', z.object({ to: ourPath })),
      async (c) => {
        const { openid } = configured();
        const departure = await openid.depart(c.req.valid('query').to, clock()).catch((error: unknown) => {
          log.error({ err: error }, 'the OpenID provider does not answer');
          return null;
        });
        if (!departure) return back(c, 'openid-unreachable');
        setCookie(c, flowCookie(c), departure.browser, {
          path: '/',
          httpOnly: true,
          // The provider’s page sends the browser back: a strict cookie would stay behind.
          sameSite: 'Lax',
          secure: isSecure(c),
          maxAge: flowSeconds,
        });
        return c.redirect(departure.url.href, 302);
      },
    )
    .get('/callback', describeRoute({ summary: 'Come back from the OpenID provider' }), async (c) => {
      const { openid, redirect } = configured();
      const arriving = {
        // What was registered, not what a proxy may have made of it.
        url: new URL(new URL(c.req.url).search, redirect),
        browser: getCookie(c, flowCookie(c)) ?? '',
        address: address(c),
        agent: c.req.header('user-agent') ?? '',
        replaced: getCookie(c, sessionCookie(c)) ?? null,
      };
      deleteCookie(c, flowCookie(c), { path: '/', secure: isSecure(c) });
      const arrival = await openid.arrive(arriving, clock()).catch((error: unknown) => {
        log.error({ err: error }, 'the OpenID provider does not answer');
        return null;
      });
      if (!arrival) return back(c, 'openid-unreachable');
      if (arrival.outcome !== 'in') return back(c, problems[arrival.outcome]);
      presences.changed();
      giveSession(c, arrival.token, sessionLimits[arrival.role].longestHours);
      return c.redirect(arrival.returnTo, 302);
    });
};

const problems = {
  stale: 'openid-stale',
  refused: 'openid-refused',
  noAccount: 'openid-no-account',
  closed: 'account-disabled',
} as const;
