import { scrypt, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/**
 * argon2id with 19 MiB, two passes and one lane: OWASP Password Storage Cheat Sheet, the first of its recommended sets
 * for servers short of memory. A check takes some 20 ms.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const currentPrefix = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

/** Hash of a password with a fresh salt, in PHC form. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost);

/** Whether `password` is the one that `hash` was made of, argon2 or scrypt. A malformed hash matches nothing. */
export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  if (hash.startsWith('scrypt$')) return matchesScrypt(password, hash);
  return verify(hash, normal(password)).catch(() => false);
}

/** Whether a hash should be made anew at the next occasion, being of an older kind. */
export const isOutdated = (hash: string): boolean => !hash.startsWith(currentPrefix);

/** A hash that nothing matches in practice, so that an unknown name costs as long as a wrong password; made once. */
export function unmatchableHash(): Promise<string> {
  unmatchable ??= hashPassword(crypto.randomUUID());
  return unmatchable;
}
let unmatchable: Promise<string> | undefined;

/** What was hashed before: `scrypt$N$r$p$salt$key`, salt and key in base64url (RFC 7914). */
async function matchesScrypt(password: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt, key] = hash.split('$');
  if (!salt || !key) return false;
  const expected = Buffer.from(key, 'base64url');
  const options = { N: Number(N), r: Number(r), p: Number(p) };
  const actual = await new Promise<Buffer>((resolve, reject) =>
    scrypt(normal(password), Buffer.from(salt, 'base64url'), expected.length, options, (error, derived) =>
      error ? reject(error) : resolve(derived),
    ),
  );
  return timingSafeEqual(expected, actual);
}

/** The same signs typed on another keyboard are the same password: RFC 8265 asks for a normal form. */
const normal = (password: string): string => password.normalize('NFKC');
