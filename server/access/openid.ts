import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Sql } from 'postgres';
import { record } from '../audit/record.ts';
import type { OpenidConfig } from '../config.ts';
import { insertIdentity } from './account-store.ts';
import type { Role } from './policy.ts';
import { digest, newToken } from './session.ts';
import { insertSession } from './session-store.ts';

/** Minutes a person may take at the provider. */
const flowMinutes = 10;
/** Seconds within which the provider must answer. */
const providerPatience = 10;

/** A sign-in on its way: where to send the browser, and what it must bring back in a cookie. */
export interface Departure {
  readonly url: URL;
  readonly browser: string;
}

/** Why nobody was let in, or the session of who was. */
export type Arrival =
  | { readonly outcome: 'in'; readonly token: string; readonly role: Role; readonly returnTo: string }
  | { readonly outcome: 'stale' | 'refused' | 'noAccount' | 'closed' };

export interface Arriving {
  /** The address the provider sent the browser to, as registered, with what it added. */
  readonly url: URL;
  /** What `Departure.browser` gave, from the cookie. */
  readonly browser: string;
  readonly address: string;
  readonly agent: string;
  readonly replaced: string | null;
}

/**
 * Sign-in by an OpenID Connect provider: authorisation code with proof key (RFC 7636), state and nonce. What the provider
 * says of itself is read once and kept; a provider that cannot be reached is asked again the next time.
 */
export function createOpenid(config: OpenidConfig, sql: Sql) {
  let known: Promise<Configuration> | null = null;
  const provider = (): Promise<Configuration> => {
    known ??= discover(config).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };

  return {
    /** Notes that a browser leaves for the provider. `returnTo` is a path of ours. Throws where the provider does not answer. */
    async depart(returnTo: string, now: Date): Promise<Departure> {
      const settings = await provider();
      const flow = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const browser = newToken();
      await sql`delete from openid_flow where expires_at <= ${now}`;
      await sql`
        insert into openid_flow (state_hash, browser_hash, nonce, verifier, return_to, expires_at)
        values (${digest(flow.state)}, ${digest(browser)}, ${flow.nonce}, ${flow.verifier}, ${returnTo},
                ${new Date(now.getTime() + flowMinutes * 60_000)})`;
      const url = buildAuthorizationUrl(settings, {
        redirect_uri: config.redirect,
        scope: 'openid profile email',
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: 'S256',
      });
      return { url, browser };
    },

    /** Takes a browser that comes back: once, within ten minutes, and only the one that left. */
    async arrive({ url, browser, address, agent, replaced }: Arriving, now: Date): Promise<Arrival> {
      const state = url.searchParams.get('state') ?? '';
      const [flow] = await sql<{ nonce: string; verifier: string; returnTo: string }[]>`
        delete from openid_flow
        where state_hash = ${digest(state)} and browser_hash = ${digest(browser)} and expires_at > ${now}
        returning nonce, verifier, return_to as "returnTo"`;
      if (!flow) return { outcome: 'stale' };
      const tokens = await authorizationCodeGrant(await provider(), url, {
        expectedState: state,
        expectedNonce: flow.nonce,
        pkceCodeVerifier: flow.verifier,
        idTokenExpected: true,
      }).catch(() => null);
      const claims = tokens?.claims();
      if (!claims) return { outcome: 'refused' };
      const account = await findAccount(sql, config, claims, now);
      if (!account || account.closed) {
        const why = account ? 'closed' : 'noAccount';
        await sql.begin((tx) =>
          record(tx, {
            at: now,
            actor: null,
            action: 'session.refused',
            object: account ? `account:${account.name}` : null,
            details: { address, why, method: 'openid', subject: claims.sub },
          }),
        );
        return { outcome: why };
      }
      const token = await sql.begin(async (tx) => {
        const made = await insertSession(tx, account, { method: 'openid', address, agent }, replaced, now);
        await record(tx, {
          at: now,
          actor: account.name,
          action: 'session.opened',
          object: `account:${account.name}`,
          details: { address, method: 'openid' },
        });
        return made;
      });
      return { outcome: 'in', token, role: account.role, returnTo: flow.returnTo };
    },
  };
}

const discover = ({ issuer, clientId, clientSecret }: OpenidConfig): Promise<Configuration> =>
  discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: providerPatience,
    execute: [
      // The library leaves out signatures of tokens that came straight from the provider; a proxy between may be anybody's.
      enableNonRepudiationChecks,
      // The configuration lets http through on this very machine alone.
      ...(issuer.startsWith('http:') ? [allowInsecureRequests] : []),
    ],
  });

interface Found {
  readonly name: string;
  readonly role: Role;
  readonly closed: boolean;
}

/**
 * The account of a person: the one linked to it, else the one whose name the configured claim holds, which is linked from
 * then on unless it is linked to another person. An e-mail address counts only when the provider has verified it.
 */
async function findAccount(
  sql: Sql,
  { issuer, claim }: OpenidConfig,
  claims: Readonly<Record<string, unknown>> & { readonly sub: string },
  now: Date,
): Promise<Found | null> {
  const [linked] = await sql<Found[]>`
    select a.name, a.role, a.disabled_at is not null as closed
    from identity i join account a on a.name = i.account where i.issuer = ${issuer} and i.subject = ${claims.sub}`;
  if (linked) return linked;
  const value = claim === undefined ? undefined : claims[claim];
  if (typeof value !== 'string' || value === '') return null;
  if (claim === 'email' && claims.email_verified !== true) return null;
  return sql.begin(async (tx) => {
    const [named] = await tx<Found[]>`
      select name, role, disabled_at is not null as closed from account where name = ${value.toLowerCase()} and not system`;
    if (!named || named.closed) return named ?? null;
    if (!(await insertIdentity(tx, { issuer, subject: claims.sub, account: named.name }, now))) return null;
    await record(tx, {
      at: now,
      actor: named.name,
      action: 'identity.linked',
      object: `account:${named.name}`,
      details: { subject: claims.sub, claim: claim ?? '' },
    });
    return named;
  });
}
