import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import type { Facts } from './facts.ts';
import type { Mailer } from './mail.ts';
import { type Patience, waitAfter } from './settings.ts';
import { type Attempt, sendWebhook } from './webhook.ts';
import { wordingOf } from './words.ts';

const claimFile = fileURLToPath(new URL('./claim.sql', import.meta.url));

export interface Delivering {
  readonly sql: Sql;
  readonly clock: () => Date;
  /** 0 to 1, for the jitter of waits. */
  readonly random: () => number;
  readonly patience: Patience;
  /** Null where no mail is configured. */
  readonly mailer: Mailer | null;
  readonly timeZone: string;
}

interface Claimed {
  readonly id: string;
  readonly channel: 'webhook' | 'email';
  readonly recipient: string;
  readonly endpointId: string | null;
  readonly noticeId: string | null;
  readonly messageId: string;
  readonly step: string;
  readonly payload: unknown;
  readonly attempts: number;
}

/** Recipients served at a time. */
const atOnce = 20;

/**
 * Carries what is due, one delivery for each recipient, and writes down how each attempt ended. Nothing is held in a
 * transaction while the network answers. An attempt whose process died is made again: receivers tell a repetition by its
 * id. Answers how many were tried.
 */
export async function deliverDue(delivering: Delivering): Promise<number> {
  const { sql, clock, patience, mailer } = delivering;
  const now = clock();
  const until = new Date(now.getTime() + patience.lease);
  const claimed = await sql.file<Claimed[]>(claimFile, [now, until, atOnce]);
  await Promise.all(
    claimed.map(async (one) => {
      const attempt =
        one.channel === 'webhook' ? await carry(delivering, one) : await write(delivering, one, mailer);
      await settle(delivering, one, until, attempt);
    }),
  );
  return claimed.length;
}

async function carry({ sql, clock, patience }: Delivering, one: Claimed): Promise<Attempt> {
  const [endpoint] = await sql<{ url: string; secret: string }[]>`
    select url, secret from notice_endpoint where id = ${one.endpointId}`;
  if (!endpoint) return gone('the endpoint was removed');
  const { messageId: id, payload } = one;
  return sendWebhook({ id, ...endpoint, payload }, clock(), patience.attempt);
}

async function write({ sql, timeZone }: Delivering, one: Claimed, mailer: Mailer | null): Promise<Attempt> {
  if (!mailer) return { ok: false, status: null, error: 'no mail server is configured (SMTP_URL)' };
  const [row] = await sql<{ facts: Facts; language: 'zh' | 'en'; email: string | null }[]>`
    select n.facts, s.language, s.email
    from notice n join notice_setting s on s.account = n.account where n.id = ${one.noticeId}`;
  if (!row?.email) return gone('the account has no address any more');
  const { title, detail } = wordingOf(one.step, row.facts, timeZone);
  const { language, email } = row;
  return mailer.send({
    id: one.messageId,
    to: email,
    subject: `${title[language]} ${row.facts.number}`.trim(),
    text: `${title[language]}\n${detail[language]}\n`,
  });
}

async function settle(
  { sql, clock, random, patience }: Delivering,
  { id, attempts }: Claimed,
  lease: Date,
  attempt: Attempt,
): Promise<void> {
  const now = clock();
  if (attempt.ok) {
    await sql`
      update notice_delivery
      set state = 'sent', settled_at = ${now}, leased_until = null, last_error = null, last_status = ${attempt.status}
      where id = ${id} and leased_until = ${lease}`;
    return;
  }
  const dead = attempt.gone === true || attempts >= patience.attempts;
  const next = new Date(now.getTime() + waitAfter(patience, attempts, random()));
  await sql`
    update notice_delivery
    set state = ${dead ? 'dead' : 'waiting'}, settled_at = ${dead ? now : null}, leased_until = null,
        next_at = ${dead ? now : next}, last_error = ${attempt.error}, last_status = ${attempt.status}
    where id = ${id} and leased_until = ${lease}`;
}

const gone = (error: string): Attempt => ({ ok: false, status: null, error, gone: true });
