import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A message to another system. `id` is the same at every attempt. */
export interface Message {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly payload: unknown;
}

/** How an attempt ended; `gone`: the receiver wants no more of it (410), so it is not tried again. */
export type Attempt =
  | { readonly ok: true; readonly status: number | null }
  | { readonly ok: false; readonly status: number | null; readonly error: string; readonly gone?: boolean };

const prefix = 'whsec_';
/** Bytes of an answer that are read before the connection is dropped: the status is all that counts. */
const answerBytes = 16_384;

/** A new key of 32 bytes, as the Standard Webhooks specification writes them. */
export const newSecret = (): string => prefix + randomBytes(32).toString('base64');

/**
 * The header `webhook-signature` (Standard Webhooks 1.0): `v1,` and base64 of HMAC-SHA256 over id, time and body, joined
 * by dots. `timestamp` in whole seconds since 1970.
 */
export function signature(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Whether a header carries the signature, among others or alone. */
export function signatureMatches(
  header: string,
  secret: string,
  id: string,
  timestamp: number,
  body: string,
): boolean {
  const wanted = Buffer.from(signature(secret, id, timestamp, body));
  return header.split(' ').some((one) => {
    const given = Buffer.from(one);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

/**
 * Sends a message once. Addresses within a closed network are as good as any; a redirect is a failure, since it would
 * carry the message to an address that nobody entered.
 */
export async function sendWebhook(message: Message, now: Date, timeout: number): Promise<Attempt> {
  const body = JSON.stringify(message.payload);
  const timestamp = Math.floor(now.getTime() / 1000);
  try {
    const response = await fetch(message.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Shaotu',
        'webhook-id': message.id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signature(message.secret, message.id, timestamp, body),
      },
      body,
    });
    await readSome(response);
    const { status } = response;
    if (status >= 200 && status < 300) return { ok: true, status };
    const error =
      status >= 300 && status < 400 ? `a redirect (${status}), which is not followed` : `HTTP ${status}`;
    return { ok: false, status, error, gone: status === 410 };
  } catch (error) {
    return { ok: false, status: null, error: reasonOf(error) };
  }
}

/** Reads an answer as far as it is of use, so that the connection can be used again; a longer one is cut off. */
async function readSome(response: Response): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  let read = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    read += piece.value.byteLength;
    if (read > answerBytes) return reader.cancel();
  }
}

/** What a person can act on: refused, timed out, unknown host. Never more than 300 characters. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 300);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = (cause as NodeJS.ErrnoException).code;
  return (code ? `${code}: ${cause.message}` : cause.message).slice(0, 300);
}
