import type { Sql } from 'postgres';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { record } from '../audit/record.ts';
import { hashPassword, passwordMatches, unmatchableHash } from './password.ts';
import { refusePassword } from './password-rules.ts';
import type { Presence } from './session.ts';
import { endSessions } from './session-store.ts';
import { attemptSucceeded, beginAttempt, type Counted } from './throttle.ts';

/** What came of changing one's own password. */
export type Changed =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'refused'; readonly why: Bilingual }
  | { readonly outcome: 'wait'; readonly seconds: number };

/** Changes the password of who is here, who must know the present one; every other session of the account ends. */
export async function changePassword(
  sql: Sql,
  presence: Presence,
  {
    current,
    password,
    demo,
  }: { readonly current: string; readonly password: string; readonly demo: boolean },
  now: Date,
): Promise<Changed> {
  const { name } = presence.account;
  const why = refusePassword(password, { name, demo }) ?? (current === password ? unchanged : null);
  if (why) return { outcome: 'refused', why };
  const counted: readonly Counted[] = [{ by: 'account', name }];
  const seconds = await beginAttempt(sql, counted, now);
  if (seconds > 0) return { outcome: 'wait', seconds };
  const [row] = await sql<{ passwordHash: string | null }[]>`
    select password_hash as "passwordHash" from account where name = ${name} and disabled_at is null`;
  const known = row?.passwordHash ?? (await unmatchableHash());
  if (!(await passwordMatches(current, known))) return { outcome: 'wrong' };
  await attemptSucceeded(sql, counted);
  const passwordHash = await hashPassword(password);
  await sql.begin(async (tx) => {
    await tx`
      update account set password_hash = ${passwordHash}, must_change = false where name = ${name}`;
    const ended = await endSessions(tx, name, { spared: presence.id });
    await record(tx, {
      at: now,
      actor: name,
      action: 'password.changed',
      object: `account:${name}`,
      details: { ended },
    });
  });
  return { outcome: 'changed' };
}

const unchanged: Bilingual = {
  zh: '新密码和现在的一样',
  en: 'The new password is the same as the present one',
};
