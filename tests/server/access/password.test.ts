import { expect, test } from 'vitest';
import { hashPassword, passwordMatches } from '../../../server/access/password.ts';

test('a password matches its own hash and no other', async () => {
  const hash = await hashPassword('吹哨报到-2026');
  expect(await passwordMatches('吹哨报到-2026', hash)).toBe(true);
  expect(await passwordMatches('吹哨报到-2025', hash)).toBe(false);
});

test('two hashes of one password differ by their salt', async () => {
  expect(await hashPassword('demo')).not.toBe(await hashPassword('demo'));
});

test('a malformed hash matches nothing', async () => {
  for (const hash of ['', 'scrypt', 'scrypt$1$2$3', 'plain$demo'])
    expect(await passwordMatches('demo', hash)).toBe(false);
});
