import { useSyncExternalStore } from 'react';

/**
 * The server's clock in this browser, in milliseconds since 1970, renewed once a second for all readers together.
 * Countdowns and rings read this and never the browser's own clock, which may be minutes off.
 */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => second);
}

/** The server's clock at this moment. */
export const serverNow = (): number => Date.now() + offset;

/**
 * Tells what the server's clock said. `sentAt` is when the question left (this browser's clock): half the way there and
 * back is counted as age. An answer that took longer than one already held is no better, and is ignored for a minute.
 */
export function setServerTime(serverTime: string, sentAt: number = Date.now()): void {
  const at = Date.parse(serverTime);
  if (Number.isNaN(at)) return;
  const received = Date.now();
  const trip = received - sentAt;
  if (trip > bestTrip && received - setAt < 60_000) return;
  bestTrip = trip;
  setAt = received;
  offset = at + trip / 2 - received;
}

let offset = 0;
let bestTrip = Number.POSITIVE_INFINITY;
let setAt = 0;

let second = wholeSecond();
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearTimeout(timer);
      timer = undefined;
    }
  };
}

/** Fires just after each full second of the server's clock, so that all walls of a hall change together. */
function tick(): void {
  const now = wholeSecond();
  if (now !== second) {
    second = now;
    for (const listener of listeners) listener();
  }
  timer = setTimeout(tick, 1000 - (serverNow() % 1000) + 5);
}

function wholeSecond(): number {
  return Math.floor(serverNow() / 1000) * 1000;
}
