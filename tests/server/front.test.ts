import { expect, test } from 'vitest';
import { createFront } from '../../server/front.ts';
import type { ServerState } from '../../server/state.ts';

const front = (state: ServerState) => createFront({ state: () => state, prepared: () => null });
const preparing: ServerState = {
  status: 'preparing',
  progress: { step: { zh: '发布边界', en: 'Publishing the boundaries' }, done: 0.5 },
};

test('health answers 503 with the step under way while the server prepares', async () => {
  const response = await front(preparing).request('/api/health');
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual(preparing);
});

test('routes say that they are not ready, and what is being done', async () => {
  const response = await front(preparing).request('/api/incidents', { headers: { 'accept-language': 'en' } });
  expect(response.status).toBe(503);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({
    type: 'urn:shaotu:problem:not-ready',
    detail: 'Preparing: Publishing the boundaries',
  });
});

test('every answer carries headers that keep a page within its own origin', async () => {
  const { headers } = await front(preparing).request('/api/health');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('content-security-policy')).not.toContain('http');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

test('a server that is stopping takes nothing new', async () => {
  const response = await front({ status: 'stopping' }).request('/api/incidents', { method: 'POST' });
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ detail: '服务正在停止' });
});

test('a browser that came by https is told to stay there, one without is told nothing', async () => {
  const over = async (url: string, headers = {}) =>
    (await front(preparing).request(url, { headers })).headers.get('strict-transport-security');
  expect(await over('https://shaotu.test/api/health')).toBe('max-age=31536000');
  expect(await over('http://shaotu.test/api/health', { 'x-forwarded-proto': 'https' })).toBe(
    'max-age=31536000',
  );
  expect(await over('http://shaotu.test/api/health')).toBeNull();
});

test('a page may ask where the phone is, and for nothing else of the device', async () => {
  const policy = (await front(preparing).request('/api/health')).headers.get('permissions-policy');
  expect(policy).toContain('geolocation=(self)');
  expect(policy).toContain('camera=()');
  expect(policy).toContain('microphone=()');
});
