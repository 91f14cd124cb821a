import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer } from '../support/database.ts';
import { type RunningServer, startServer } from '../support/server.ts';

/** A process from its first start to its second: what it tells, what it refuses, what it finishes and what it keeps. */
let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shaotu-start-'));
  server = await startServer({ DATA_DIR: folder });
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const signIn = async (address: string): Promise<string> => {
  const response = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'planner', password: 'demo' }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
};

test('the terminal shows how far the preparation is, step by step, in both languages', () => {
  const steps = server.output().match(/^ *\d+ % {2}.+ \/ .+$/gm) ?? [];
  expect(steps.length).toBeGreaterThan(5);
  const done = steps.map((line) => Number.parseInt(line, 10));
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(done.at(-1)).toBe(100);
});

test('a ready server says so, with its database and edition', async () => {
  const response = await fetch(`${server.address}/api/health`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    status: 'ready',
    database: testServer ? 'postgres' : 'embedded',
    edition: 1,
  });
});

test('the page it serves keeps to its own origin', async () => {
  const response = await fetch(`${server.address}/coordinate`);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<div id="root">');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
});

test('a second process on the same folder is refused with a clear message in both languages', async ({
  skip,
}) => {
  if (testServer) skip('only the embedded engine has a folder of its own');
  await expect(startServer({ DATA_DIR: folder })).rejects.toThrow(
    /ended with 1[\s\S]*无法启动：数据目录正被另一个进程使用/,
  );
});

test('SIGTERM lets a request under way finish, ends live streams, and exits with 0', async () => {
  const cookie = await signIn(server.address);
  const live = await fetch(`${server.address}/api/live`, { headers: { cookie } });
  const body = JSON.stringify({ name: 'planner', password: 'demo' });
  const half = request(`${server.address}/api/session`, {
    method: 'POST',
    agent: new Agent({ keepAlive: false }),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  });
  half.flushHeaders();
  // The server has begun with it, and waits for the rest.
  await once(half, 'continue');
  const stopped = server.stop();
  const open = () =>
    fetch(`${server.address}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(open, { timeout: 5_000 }).toBe(false);
  half.end(body);
  const [answer] = (await once(half, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  answer.resume();
  await live.text();
  expect(await stopped).toBe(0);
});

test('the audit log of a stopped server holds, as the command that checks it says', async ({ skip }) => {
  if (testServer) skip('each process of this test has a database of its own on the server');
  const check = (...words: string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/audit/cli.ts', ...words], {
      env: { ...process.env, DATA_DIR: folder },
    });
  const { stdout } = await check();
  expect(stdout).toMatch(/audit log: [1-9]\d* rows? holds?\nlast: [1-9]\d*:[0-9a-f]{64}\n$/);
  await expect(check('--expect', 'what')).rejects.toMatchObject({ code: 2 });
});

test('the next start finds everything there and prepares nothing anew', async ({ skip }) => {
  if (testServer) skip('each process of this test has a database of its own on the server');
  server = await startServer({ DATA_DIR: folder });
  expect(server.output()).not.toContain('发布边界');
  const cookie = await signIn(server.address);
  const { whistles } = (await (
    await fetch(`${server.address}/api/whistles`, { headers: { cookie } })
  ).json()) as { whistles: unknown[] };
  expect(whistles.length).toBeGreaterThan(10);
});
