import { randomBytes, scryptSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hashPassword, isOutdated, passwordMatches } from '../../../server/access/password.ts';
import { refusePassword } from '../../../server/access/password-rules.ts';

test('a password matches its own hash and no other', async () => {
  const hash = await hashPassword('吹哨报到-2026');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordMatches('吹哨报到-2026', hash)).toBe(true);
  expect(await passwordMatches('吹哨报到-2025', hash)).toBe(false);
});

test('full-width signs are the same password as plain ones', async () => {
  expect(await passwordMatches('Ａｂｃ１２３', await hashPassword('Abc123'))).toBe(true);
});

test('two hashes of one password differ by their salt', async () => {
  expect(await hashPassword('demo')).not.toBe(await hashPassword('demo'));
});

test('a hash by scrypt still matches and is due to be made anew', async () => {
  const hash = scryptHash('demo');
  expect(await passwordMatches('demo', hash)).toBe(true);
  expect(await passwordMatches('Demo', hash)).toBe(false);
  expect(isOutdated(hash)).toBe(true);
  expect(isOutdated(await hashPassword('demo'))).toBe(false);
  expect(isOutdated('$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHQ$aGFzaA')).toBe(true);
});

test('a malformed hash matches nothing', async () => {
  for (const hash of ['', 'none', 'scrypt', 'scrypt$1$2$3', 'plain$demo', '$argon2id$v=19$broken'])
    expect(await passwordMatches('demo', hash)).toBe(false);
});

describe('a new password', () => {
  const refused = (password: string, name = 'zhang.wei') =>
    refusePassword(password, { name, demo: false })?.en ?? null;

  test('has twelve characters at least, a Chinese one counting as one', () => {
    expect(refused('short-1')).toBe('A password has at least 12 characters, got 7');
    expect(refused('看得见的管不了管得了的看不见')).toBeNull();
    expect(refused('x'.repeat(257))).toContain('at most 256');
  });

  test('is not made of the account’s name', () => {
    expect(refused('Zhang.Wei-2026')).toContain('name');
    expect(refused('Zhang.Wei likes long walks')).toBeNull();
  });

  test('is none of the commonest, nor one repeated, turned into a row of keys or followed by a year', () => {
    for (const common of [
      'password1234',
      'PasswordPassword',
      'admin2026admin',
      'qwertyuiop123',
      '123456789012',
      'aaaaaaaaaaaa',
      'abababababab',
      '1qaz2wsx3edc',
      'woaibeijing2026',
      'pass-word-1234',
    ])
      expect(refused(common), common).not.toBeNull();
    expect(refused('丁香胡同口的第三棵槐树')).toContain('12');
    expect(refused('lilac-alley-third-tree')).toBeNull();
  });

  test('may be anything of four characters in a demo, whose passwords are public', () => {
    expect(refusePassword('demo', { name: 'officer', demo: true })).toBeNull();
    expect(refusePassword('abc', { name: 'officer', demo: true })).not.toBeNull();
  });

  test('is never repeated in the refusal', () => {
    for (const password of ['hunter2', 'password1234']) {
      const why = refusePassword(password, { name: 'zhang', demo: false });
      expect(`${why?.zh} ${why?.en}`).not.toContain(password);
    }
  });
});

function scryptHash(password: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32, { N: 2 ** 14, r: 8, p: 1 });
  return ['scrypt', 2 ** 14, 8, 1, salt.toString('base64url'), key.toString('base64url')].join('$');
}
