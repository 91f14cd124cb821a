import { createTransport } from 'nodemailer';
import type { Attempt } from './webhook.ts';
import { reasonOf } from './webhook.ts';

/** A letter in the recipient's language. */
export interface Letter {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  readonly send: (letter: Letter) => Promise<Attempt>;
  readonly close: () => void;
}

/** Milliseconds for each of: to connect, to be greeted, and between two words of the server. */
const timeout = 10_000;

/**
 * Sends mail through an SMTP server: `url` as smtp://user:password@host:port or smtps://…, `from` the sender's address.
 * A server that has STARTTLS is spoken to through it.
 */
export function createMailer(url: string, from: string): Mailer {
  const transport = createTransport(url, {
    from,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as never);
  const domain = from.split('@').at(-1)?.replace(/>$/, '') ?? 'localhost';
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({
          to,
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { ok: true, status: null };
      } catch (error) {
        return { ok: false, status: null, error: reasonOf(error) };
      }
    },
    close: () => transport.close(),
  };
}
