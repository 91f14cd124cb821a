import { createHash, randomBytes } from 'node:crypto';
import { type Grant, grantOf, type Permission, type Role } from './policy.ts';

/** Somebody signed in, and what the policy needs to know of them. */
export interface Account {
  readonly name: string;
  readonly displayName: string;
  readonly displayNameEn: string;
  readonly role: Role;
  /** Area a coordinator acts for; null for the whole city. */
  readonly areaCode: string | null;
  /** Body an officer belongs to; null for none. */
  readonly bodyCode: string | null;
}

/** An account that is here, by a session or by a key. */
export interface Presence {
  readonly account: Account;
  readonly via: 'session' | 'key';
  /** Number of the session or the key. */
  readonly id: string;
  /** Version of the account as it was read. */
  readonly version: number;
  /** Nothing is open to it but choosing a password of its own. */
  readonly mustChange: boolean;
}

export interface SessionLimits {
  /** Without a request it ends after so many hours. */
  readonly idleHours: number;
  /** It ends after so many hours in any case. */
  readonly longestHours: number;
}

/** A desk is signed in to for a shift, a phone for a day, and a wall runs for months with nobody by it. */
export const sessionLimits: Readonly<Record<Role, SessionLimits>> = {
  wall: { idleHours: 24 * 30, longestHours: 24 * 400 },
  coordinator: { idleHours: 4, longestHours: 12 },
  officer: { idleHours: 12, longestHours: 24 },
  planner: { idleHours: 4, longestHours: 12 },
  engineer: { idleHours: 4, longestHours: 12 },
  admin: { idleHours: 1, longestHours: 12 },
};

export const grant = (account: Account, permission: Permission): Grant | null =>
  grantOf(account.role, permission);

/**
 * Whether the account may use a permission on something whose parties are `paths` (codes from the city down) and whose
 * summoned bodies are `bodies`.
 */
export function mayOn(
  account: Account,
  permission: Permission,
  paths: readonly (readonly string[])[],
  bodies: readonly string[] = [],
): boolean {
  switch (grant(account, permission)) {
    case 'all':
      return true;
    case 'area':
      return account.areaCode === null || paths.some((path) => path.includes(account.areaCode ?? ''));
    case 'body':
      return account.bodyCode !== null && bodies.includes(account.bodyCode);
    default:
      return false;
  }
}

/** A secret nobody can guess: 256 random bits in base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 of a token, under which it is kept: tokens are random, so no salt and no slow hash is needed. */
export const digest = (token: string): string => createHash('sha256').update(token).digest('hex');
