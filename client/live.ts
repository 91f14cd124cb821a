import { useSyncExternalStore } from 'react';
import type { LiveEvent, Whistle } from './api.ts';
import { serverNow, setServerTime } from './ui/now.ts';

/** What the live feed has told so far. */
export interface Live {
  /** `since`: when the connection came or went, in milliseconds of the server's clock. */
  readonly connection: { readonly connected: boolean; readonly since: number };
  /** When the server was last heard of, in milliseconds of its clock: the age of the data counts from here. */
  readonly heardAt: number;
  readonly lastEventId: number;
  /** Newest first, at most 200. */
  readonly events: readonly LiveEvent[];
  /** By id, closed ones too until the screen is loaded anew. A whistle seen on the feed carries no actions. */
  readonly whistles: ReadonlyMap<string, Whistle>;
}

export const useLive = (): Live => useSyncExternalStore(subscribe, currentLive);

export const currentLive = (): Live => live;

/**
 * Starts from what a screen has loaded and follows the feed from `lastEventId` on, until `stopLive`. Called again it
 * takes the newer state and keeps the connection.
 */
export function startLive(known: {
  readonly whistles: readonly Whistle[];
  readonly events: readonly LiveEvent[];
  readonly lastEventId: number;
}): void {
  const now = serverNow();
  const newer = live.events.filter((event) => event.id > known.lastEventId).reverse();
  const start: Live = {
    ...live,
    heardAt: now,
    lastEventId: known.lastEventId,
    events: [],
    whistles: new Map(known.whistles.map((whistle) => [whistle.id, whistle])),
  };
  const seeded = { ...start, events: [...known.events].sort((a, b) => b.id - a.id).slice(0, remembered) };
  change(newer.reduce(reduce, seeded));
  if (following === undefined) {
    following = new AbortController();
    void follow(following.signal);
  }
}

export function stopLive(): void {
  following?.abort();
  following = undefined;
}

/** Calls `listener` once for every event that is new to this browser, in order; returns the way to stop it. */
export function onLiveEvent(listener: (event: LiveEvent) => void): () => void {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
}

/**
 * Calls `listener` when the feed goes on after an interruption. The events missed are told again, but a screen that shows
 * more than they tell loads its state anew.
 */
export function onLiveReset(listener: () => void): () => void {
  resetListeners.add(listener);
  return () => resetListeners.delete(listener);
}

/** The state after an event. An event seen before, by its id, changes nothing. */
export function reduce(state: Live, event: LiveEvent): Live {
  if (event.id <= state.lastEventId) return state;
  return {
    ...state,
    lastEventId: event.id,
    events: [event, ...state.events].slice(0, remembered),
    whistles:
      event.whistle === null ? state.whistles : new Map(state.whistles).set(event.whistle.id, event.whistle),
  };
}

/** One message of a text/event-stream. */
export interface StreamMessage {
  readonly type: string;
  readonly id: string;
  readonly data: string;
}

/**
 * Reads a text/event-stream piece by piece (WHATWG HTML, 9.2.6). Returns a function that takes the next piece and gives
 * the messages that are complete with it.
 */
export function createStreamReader(): (piece: string) => StreamMessage[] {
  let rest = '';
  return (piece) => {
    rest += piece;
    const messages: StreamMessage[] = [];
    for (let end = blankLine.exec(rest); end !== null; end = blankLine.exec(rest)) {
      const message = readMessage(rest.slice(0, end.index));
      rest = rest.slice(end.index + end[0].length);
      if (message.data !== '') messages.push(message);
    }
    return messages;
  };
}

const remembered = 200;
/** The server says `tick` every 5 s; after three of them missed the line is taken for dead. */
const silence = 16_000;
const firstWait = 500;
const longestWait = 15_000;

const blankLine = /\r\n\r\n|\n\n|\r\r/;

let live: Live = {
  connection: { connected: false, since: serverNow() },
  heardAt: 0,
  lastEventId: 0,
  events: [],
  whistles: new Map(),
};
let following: AbortController | undefined;
const listeners = new Set<() => void>();
const eventListeners = new Set<(event: LiveEvent) => void>();
const resetListeners = new Set<() => void>();
/** Whether a connection has stood before: the next one is a return. */
let stoodBefore = false;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: Live): void {
  live = next;
  for (const listener of listeners) listener();
}

/** Connects again and again until stopped; waits twice as long after each failure, and less at random than all together. */
async function follow(stopped: AbortSignal): Promise<void> {
  let wait = firstWait;
  while (!stopped.aborted) {
    const heard = await listen(stopped).catch(() => false);
    if (stopped.aborted) return;
    setConnected(false);
    if (heard) wait = firstWait;
    await pause(wait * (0.5 + Math.random() / 2), stopped);
    wait = Math.min(longestWait, wait * 2);
  }
}

/**
 * One connection, to its end. A fetch rather than an EventSource: it sends Last-Event-ID from the first request on, and
 * goes on after answers that would end an EventSource for good. True if anything was heard.
 */
async function listen(stopped: AbortSignal): Promise<boolean> {
  const line = new AbortController();
  const signal = AbortSignal.any([stopped, line.signal]);
  const deaf = () => setTimeout(() => line.abort(), silence);
  let watch = deaf();
  let heard = false;
  try {
    const response = await fetch('/api/live', {
      signal,
      cache: 'no-store',
      headers: { accept: 'text/event-stream', 'last-event-id': String(live.lastEventId) },
    });
    if (!response.ok || response.body === null) return false;
    setConnected(true);
    const read = createStreamReader();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      clearTimeout(watch);
      watch = deaf();
      heard = true;
      for (const message of read(piece.value)) take(message);
    }
    return heard;
  } finally {
    clearTimeout(watch);
    line.abort();
  }
}

function take(message: StreamMessage): void {
  const value: unknown = JSON.parse(message.data);
  if (message.type === 'tick') {
    const at = (value as { readonly serverTime?: unknown }).serverTime;
    if (typeof at === 'string') setServerTime(at);
    change({ ...live, heardAt: serverNow() });
  } else if (message.type === 'reset') {
    // The server has another log than the one the numbers came from: everything is read anew.
    change({ ...live, lastEventId: 0, events: [], heardAt: serverNow() });
    for (const listener of resetListeners) listener();
  } else {
    const event = value as LiveEvent;
    const before = live;
    const after = reduce(before, event);
    change({ ...after, heardAt: serverNow() });
    if (after !== before) for (const listener of eventListeners) listener(event);
  }
}

function setConnected(connected: boolean): void {
  if (live.connection.connected === connected) return;
  if (connected) {
    if (stoodBefore) for (const listener of resetListeners) listener();
    stoodBefore = true;
  }
  change({
    ...live,
    connection: { connected, since: connected ? serverNow() : Math.max(live.heardAt, live.connection.since) },
  });
}

function pause(milliseconds: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // Both ways out take the listener along: a screen that runs for months waits often.
    const end = () => {
      clearTimeout(timer);
      stopped.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    stopped.addEventListener('abort', end);
  });
}

function readMessage(block: string): StreamMessage {
  let type = 'message';
  let id = '';
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') type = value;
    else if (field === 'id') id = value;
    else if (field === 'data') data.push(value);
  }
  return { type, id, data: data.join('\n') };
}
