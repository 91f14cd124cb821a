import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenidProvider, openOpenidProvider } from '../../support/openid-provider.ts';
import { type Door, openDoor, type Reply } from './door.ts';

const redirect = 'https://shaotu.test/api/session/openid/callback';
let provider: OpenidProvider;
let door: Door;
beforeAll(async () => {
  provider = await openOpenidProvider();
  const { issuer, clientId, clientSecret } = provider;
  door = await openDoor({
    openid: { issuer, clientId, clientSecret, redirect, claim: 'preferred_username', name: '统一认证' },
  });
});
afterAll(async () => {
  await door.close();
  await provider.close();
});

interface Trip {
  readonly cookie: string;
  /** Where the provider sends the browser back to. */
  readonly back: string;
}

/** Leaves for the provider, whose page sends the browser back at once. */
async function leave(to = '/coordinate'): Promise<Trip> {
  const departure = await door.ask('GET', `/api/session/openid?to=${encodeURIComponent(to)}`, {
    https: true,
  });
  expect(departure.status).toBe(302);
  const there = await fetch(departure.headers.get('location') ?? '', { redirect: 'manual' });
  const back = new URL(there.headers.get('location') ?? '');
  expect(back.origin + back.pathname).toBe(redirect);
  return { cookie: departure.cookie, back: back.pathname + back.search };
}

const arrive = ({ cookie, back }: Trip): Promise<Reply> => door.ask('GET', back, { cookie, https: true });
const who = async ({ cookie }: Reply) =>
  (await door.ask('GET', '/api/session', { cookie, https: true })).body.account?.name ?? null;

test('who is known by the configured claim comes in, to where they wanted, and is linked from then on', async () => {
  provider.person({ sub: 'p-1', preferred_username: 'planner' });
  const first = await arrive(await leave('/coordinate?view=3'));
  expect(first.headers.get('location')).toBe('/coordinate?view=3');
  expect(first.cookie).toMatch(/^__Host-shaotu_session=/);
  expect(await who(first)).toBe('planner');
  provider.person({ sub: 'p-1', preferred_username: 'renamed-elsewhere' });
  expect(await who(await arrive(await leave()))).toBe('planner');
});

test('another person of the same name does not come in as the one who is linked', async () => {
  provider.person({ sub: 'p-2', preferred_username: 'planner' });
  const refused = await arrive(await leave());
  expect(refused.headers.get('location')).toBe('/sign-in?problem=openid-no-account');
});

test('who has no account is told so', async () => {
  provider.person({ sub: 'p-3', preferred_username: 'stranger' });
  expect((await arrive(await leave())).headers.get('location')).toBe('/sign-in?problem=openid-no-account');
});

test('an administrator links by hand, and unlinks', async () => {
  const admin = await door.enter('admin');
  provider.person({ sub: 'p-4' });
  await door.ask('PUT', '/api/accounts/engineer/identity', { cookie: admin, body: { subject: 'p-4' } });
  expect(await who(await arrive(await leave()))).toBe('engineer');
  const taken = await door.ask('PUT', '/api/accounts/officer/identity', {
    cookie: admin,
    body: { subject: 'p-4' },
  });
  expect(taken.status).toBe(409);
  await door.ask('DELETE', '/api/accounts/engineer/identity', { cookie: admin, body: {} });
  expect((await arrive(await leave())).headers.get('location')).toContain('openid-no-account');
});

test('a closed account stays closed', async () => {
  const admin = await door.enter('admin');
  provider.person({ sub: 'p-5', preferred_username: 'officer' });
  await door.ask('POST', '/api/accounts/officer/disable', { cookie: admin, body: {} });
  expect((await arrive(await leave())).headers.get('location')).toBe('/sign-in?problem=account-disabled');
});

test('a way back is good once, for the browser that left, for ten minutes', async () => {
  provider.person({ sub: 'p-1' });
  const stale = '/sign-in?problem=openid-stale';
  const trip = await leave();
  expect(
    (await arrive({ ...trip, cookie: '__Host-shaotu_openid=somebody-else' })).headers.get('location'),
  ).toBe(stale);
  expect(await who(await arrive(trip))).toBe('planner');
  expect((await arrive(trip)).headers.get('location')).toBe(stale);
  const late = await leave();
  door.later(600_000);
  expect((await arrive(late)).headers.get('location')).toBe(stale);
});

test.each([
  ['a nonce of another sign-in', () => provider.forge({ nonce: 'other' })],
  ['a token for another client', () => provider.forge({ aud: 'somebody-else' })],
  ['a token that has expired', () => provider.forge({ exp: 1 })],
  ['a key nobody published', () => provider.signWrongly()],
])('%s lets nobody in', async (_, spoil) => {
  provider.person({ sub: 'p-1' });
  const trip = await leave();
  spoil();
  expect((await arrive(trip)).headers.get('location')).toBe('/sign-in?problem=openid-refused');
});

test('nobody is sent to another site afterwards', async () => {
  for (const to of ['https://evil.test', '//evil.test', '/\\evil.test'])
    expect((await door.ask('GET', `/api/session/openid?to=${encodeURIComponent(to)}`)).status, to).toBe(400);
});

test('the page offers it only where it is configured, and a provider that is away is said to be', async () => {
  expect((await door.ask('GET', '/api/session')).body.openid).toEqual({ name: '统一认证' });
  const without = await openDoor({}, door.database);
  expect((await without.ask('GET', '/api/session')).body.openid).toBeNull();
  expect((await without.ask('GET', '/api/session/openid')).status).toBe(404);
  const openid = {
    issuer: 'http://127.0.0.1:9',
    clientId: 'x',
    clientSecret: 'x',
    redirect,
    claim: undefined,
    name: 'x',
  };
  const away = await openDoor({ openid }, door.database);
  const reply = await away.ask('GET', '/api/session/openid');
  expect(reply.headers.get('location')).toBe('/sign-in?problem=openid-unreachable');
});
