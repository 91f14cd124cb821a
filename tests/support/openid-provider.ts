import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider says of the person who signs in next. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/** A small OpenID Connect provider on a port of this machine: discovery, code flow with proof key, tokens signed by RS256. */
export interface OpenidProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in next. */
  readonly person: (claims: Claims) => void;
  /** What the next ID token says otherwise than it should: a forged nonce, another audience. */
  readonly forge: (claims: Readonly<Record<string, unknown>>) => void;
  /** Lets the next ID token be signed by a key that is not published. */
  readonly signWrongly: () => void;
  readonly close: () => Promise<void>;
}

interface Grant {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirect: string;
  readonly claims: Claims;
}

export async function openOpenidProvider(): Promise<OpenidProvider> {
  const [clientId, clientSecret] = ['shaotu', randomBytes(12).toString('hex')];
  const published = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const grants = new Map<string, Grant>();
  let person: Claims = { sub: 'nobody' };
  let forged: Readonly<Record<string, unknown>> = {};
  let wrongly = false;
  let issuer = '';

  const idToken = (grant: Grant): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      aud: clientId,
      iat: now,
      exp: now + 300,
      nonce: grant.nonce,
      ...grant.claims,
      ...forged,
    };
    const key = wrongly ? other.privateKey : published.privateKey;
    forged = {};
    wrongly = false;
    const head = encode({ alg: 'RS256', kid: 'one', typ: 'JWT' });
    const signed = `${head}.${encode(claims)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (url.pathname === '/.well-known/openid-configuration')
      return json(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      });
    if (url.pathname === '/keys')
      return json(200, {
        keys: [{ ...published.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
      });
    if (url.pathname === '/authorize') {
      const asked = (name: string) => url.searchParams.get(name) ?? '';
      const code = randomBytes(16).toString('hex');
      grants.set(code, {
        challenge: asked('code_challenge'),
        nonce: asked('nonce'),
        redirect: asked('redirect_uri'),
        claims: person,
      });
      const back = new URL(asked('redirect_uri'));
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked('state'));
      response.writeHead(302, { location: back.href });
      return response.end();
    }
    if (url.pathname === '/token') {
      const given = new URLSearchParams(await textOf(request));
      const grant = grants.get(given.get('code') ?? '');
      grants.delete(given.get('code') ?? '');
      const challenge = createHash('sha256')
        .update(given.get('code_verifier') ?? '')
        .digest('base64url');
      const good =
        grant?.challenge === challenge &&
        grant.redirect === given.get('redirect_uri') &&
        given.get('client_secret') === clientSecret;
      if (!good) return json(400, { error: 'invalid_grant' });
      return json(200, {
        access_token: 'opaque',
        token_type: 'Bearer',
        expires_in: 300,
        id_token: idToken(grant),
      });
    }
    return json(404, { error: 'not_found' });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    clientId,
    clientSecret,
    person: (claims) => {
      person = claims;
    },
    forge: (claims) => {
      forged = claims;
    },
    signWrongly: () => {
      wrongly = true;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}
