import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/database/connect.ts';
import { testServer } from '../../support/database.ts';

const secret = 'geheim';

async function refusalOf(databaseUrl: string): Promise<Error & { code?: string }> {
  const error = await openDatabase({ databaseUrl, dataDir: '' }).then(
    () => new Error('opened'),
    (reason) => reason,
  );
  // However an error is printed, with its cause and all its fields, the password is not in it.
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
  return error;
}

test('an address that cannot be read is refused without repeating it', async () => {
  for (const url of [
    'nonsense',
    `mysql://user:${secret}@host/db`,
    `postgres://user:${secret}/half@host/db`,
    `postgres://user:a@${secret}@host/db`,
    `postgres://user:${secret}#x@host/db`,
    `postgres://user:${secret}@host:port/db`,
    `postgres://user:%zz${secret}@host/db`,
  ]) {
    expect(await refusalOf(url), url).toMatchObject({ name: 'DatabaseRefusal', code: 'url' });
  }
});

test('a server that does not answer is named by host, port and database', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => closed.once('listening', resolve));
  const { port } = closed.address() as { port: number };
  await new Promise((resolve) => closed.close(resolve));
  expect(await refusalOf(`postgres://user:${secret}@127.0.0.1:${port}/city`)).toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining(`127.0.0.1:${port}/city`),
  });
});

describe.skipIf(!testServer)(
  'a PostgreSQL server (only where TEST_DATABASE_URL or DATABASE_URL names one)',
  () => {
    test('that lacks the database says so', async () => {
      const url = new URL(testServer as string);
      url.pathname = '/no_such_city';
      expect(await refusalOf(url.href)).toMatchObject({
        code: 'unreachable',
        message: expect.stringContaining('"no_such_city" does not exist'),
      });
    });
  },
);
