import type { Sql } from 'postgres';

/** Failed attempts that cost no waiting; mistyping is human, and an office may share one address. */
const free = { account: 5, address: 30 } as const;
const firstWaitSeconds = 5;
const longestWaitSeconds = 900;
/** Hours without a failure after which the past ones are forgotten. */
const memoryHours = 1;

export interface Standing {
  readonly failures: number;
  readonly lastAt: Date;
  readonly blockedUntil: Date | null;
}

/** Whose failures are counted. */
export interface Counted {
  readonly by: 'account' | 'address';
  readonly name: string;
}

/** Seconds to wait after so many failures: none at first, then 5, 10, 20 … up to 15 minutes. */
export function waitAfter(failures: number, by: Counted['by']): number {
  const over = failures - free[by];
  return over < 0 ? 0 : Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** Math.min(over, 20));
}

/**
 * Counts an attempt as failed before it is tried, so that many at once are not all free. Returns 0 if it may be tried, else
 * the seconds to wait; then nothing was counted.
 */
export async function beginAttempt(sql: Sql, counted: readonly Counted[], now: Date): Promise<number> {
  return sql.begin(async (tx) => {
    await tx`delete from sign_in_wait where last_at < ${new Date(now.getTime() - 24 * 3_600_000)}`;
    let wait = 0;
    const standings: { readonly key: string; readonly by: Counted['by']; readonly standing: Standing }[] = [];
    for (const { by, name } of inOrder(counted)) {
      const key = keyOf({ by, name });
      await tx`insert into sign_in_wait (key, failures, last_at) values (${key}, 0, ${now}) on conflict (key) do nothing`;
      const [standing] = await tx<Standing[]>`
        select failures, last_at as "lastAt", blocked_until as "blockedUntil"
        from sign_in_wait where key = ${key} for update`;
      if (!standing) throw new Error(`the attempts of ${key} could not be counted`);
      wait = Math.max(wait, secondsLeft(standing, now));
      standings.push({ key, by, standing });
    }
    if (wait > 0) return wait;
    for (const { key, by, standing } of standings) {
      const forgotten = now.getTime() - standing.lastAt.getTime() > memoryHours * 3_600_000;
      const failures = (forgotten ? 0 : standing.failures) + 1;
      const seconds = waitAfter(failures, by);
      const until = seconds > 0 ? new Date(now.getTime() + seconds * 1000) : null;
      await tx`
        update sign_in_wait set failures = ${failures}, last_at = ${now}, blocked_until = ${until} where key = ${key}`;
    }
    return 0;
  });
}

/** Takes back what `beginAttempt` counted: the attempt was good. The account’s past failures are forgotten, the address keeps its own. */
export async function attemptSucceeded(sql: Sql, counted: readonly Counted[]): Promise<void> {
  for (const one of inOrder(counted)) {
    if (one.by === 'account') await sql`delete from sign_in_wait where key = ${keyOf(one)}`;
    else
      await sql`
        update sign_in_wait set failures = greatest(failures - 1, 0), blocked_until = null where key = ${keyOf(one)}`;
  }
}

const secondsLeft = ({ blockedUntil }: Standing, now: Date): number =>
  blockedUntil ? Math.max(0, Math.ceil((blockedUntil.getTime() - now.getTime()) / 1000)) : 0;

const keyOf = ({ by, name }: Counted): string => `${by}:${name}`;

/** Rows are locked in one order by everybody: two sign-ins never wait for each other. */
const inOrder = (counted: readonly Counted[]): readonly Counted[] =>
  [...counted].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
