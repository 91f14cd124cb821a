import type { Sql } from 'postgres';
import { record } from '../audit/record.ts';
import { hashPassword, isOutdated, passwordMatches, unmatchableHash } from './password.ts';
import type { Role } from './policy.ts';
import { insertSession } from './session-store.ts';
import { attemptSucceeded, beginAttempt, type Counted } from './throttle.ts';

/** What came of an attempt to sign in. */
export type SignedIn =
  | { readonly outcome: 'in'; readonly token: string; readonly role: Role }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'wait'; readonly seconds: number };

export interface Attempt {
  readonly name: string;
  readonly password: string;
  readonly address: string;
  readonly agent: string;
  /** Token of the session the browser had before: it ends, so that nobody who knew it shares the new one. */
  readonly replaced: string | null;
}

/**
 * Checks name and password and begins a session. Does not say which of the two was wrong, takes as long for a name that
 * nobody has, and says that an account is closed only to who knows its password.
 */
export async function signIn(sql: Sql, attempt: Attempt, now: Date): Promise<SignedIn> {
  const { name, password, address } = attempt;
  const counted: readonly Counted[] = [
    { by: 'account', name },
    { by: 'address', name: address },
  ];
  const seconds = await beginAttempt(sql, counted, now);
  if (seconds > 0) return { outcome: 'wait', seconds };
  const [row] = await sql<{ passwordHash: string | null; role: Role; closed: boolean }[]>`
    select password_hash as "passwordHash", role, disabled_at is not null as closed
    from account where name = ${name} and not system`;
  const matches = await passwordMatches(password, row?.passwordHash ?? (await unmatchableHash()));
  if (!row?.passwordHash || !matches || row.closed) {
    const why = matches && row?.closed ? 'closed' : 'wrong';
    await sql.begin((tx) =>
      record(tx, {
        at: now,
        actor: null,
        action: 'session.refused',
        // What is typed for a name may be a password: only names that exist are written down.
        object: row ? `account:${name}` : null,
        details: { address, why },
      }),
    );
    return { outcome: why };
  }
  await attemptSucceeded(sql, counted);
  const renewed = isOutdated(row.passwordHash) ? await hashPassword(password) : null;
  const token = await sql.begin(async (tx) => {
    if (renewed)
      await tx`
        update account set password_hash = ${renewed} where name = ${name} and password_hash = ${row.passwordHash}`;
    const made = await insertSession(
      tx,
      { name, role: row.role },
      { method: 'password', address, agent: attempt.agent },
      attempt.replaced,
      now,
    );
    await record(tx, {
      at: now,
      actor: name,
      action: 'session.opened',
      object: `account:${name}`,
      details: { address, method: 'password' },
    });
    return made;
  });
  return { outcome: 'in', token, role: row.role };
}
