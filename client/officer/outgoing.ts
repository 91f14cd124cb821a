/** Something an officer entered, on its way to the server. Kept on the phone until the server has answered it. */
export interface Outgoing {
  /** UUID, sent as Idempotency-Key: however often it is sent, the server counts it once. */
  readonly key: string;
  readonly whistleId: string;
  /** Step of the whistle it takes: the last part of the address. */
  readonly step: string;
  /** What is sent: JSON, or a photo with what it shows. */
  readonly content:
    | { readonly json: object }
    | { readonly photo: Blob; readonly moment: Moment; readonly body: string };
  /** When it was entered, in milliseconds of the server's clock. */
  readonly enteredAt: number;
  /** What the server said where it did not take it; null while it waits. */
  readonly refusal: Refusal | null;
}

export type Moment = 'before' | 'after';

export interface Refusal {
  readonly title: string;
  readonly detail: string;
}

/** What an answer means for what was sent. */
export type Outcome = 'sent' | 'later' | 'signIn' | 'refused';

/**
 * Reads an answer of the server: HTTP status, 0 where there was none, and the problem's type. A step that somebody of the
 * same body has taken already is as good as sent.
 */
export function outcomeOf(status: number, type: string): Outcome {
  if (status >= 200 && status < 300) return 'sent';
  if (status === 401) return 'signIn';
  if (status === 409 && type.endsWith(':already-done')) return 'sent';
  if (status === 409 && type.endsWith(':still-answering')) return 'later';
  return status === 0 || status === 408 || status === 425 || status === 429 || status >= 500
    ? 'later'
    : 'refused';
}

/**
 * The next to send: the oldest that waits, but for those that follow a refused step of their whistle, which would be
 * refused as well. A refused photo holds nothing up.
 */
export function nextOf(queue: readonly Outgoing[]): Outgoing | null {
  const held = new Set<string>();
  for (const item of queue) {
    if (item.refusal !== null) {
      if ('json' in item.content) held.add(item.whistleId);
    } else if (!held.has(item.whistleId)) return item;
  }
  return null;
}

/** Milliseconds to wait after so many failures in a row: 2 s, 4 s … a minute. */
export const pauseAfter = (failures: number): number => Math.min(60_000, 1000 * 2 ** Math.max(1, failures));

/** A UUID (RFC 9562, version 4) where `crypto.randomUUID` is missing: a page of plain http has no such function. */
export function newKey(random: Uint8Array = crypto.getRandomValues(new Uint8Array(16))): string {
  const bytes = Uint8Array.from(random);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
