import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { Database } from '../database/connect.ts';
import { hasNotes, withoutNotes } from '../whistle/public-view.ts';
import type { WhistleView } from '../whistle/view.ts';
import type { LiveEvent } from './event.ts';
import { readEvents } from './history.ts';
import { eventChannel } from './log.ts';

/** An event with its bytes on the wire, encoded once for all who hear it. */
export interface Encoded {
  readonly event: LiveEvent;
  readonly bytes: Uint8Array;
  /** The same without free text, for walls. */
  readonly publicBytes: Uint8Array;
}

export interface Listener {
  /** Number of the last event it has, or null to begin with what comes next. */
  readonly after: number | null;
  /** Called in order, without gaps; false ends the subscription (a slow or closed client). */
  readonly send: (encoded: Encoded) => boolean;
  /** Called when the feed stops: nothing more will come. */
  readonly end: () => void;
}

/** Who wants to be where the feed is. */
export interface Late {
  readonly after: number | null;
  /** Answers false, or a promise of it, to end: what is long ago may be much, and comes as fast as it is taken. */
  readonly send: (encoded: Encoded) => boolean | Promise<boolean>;
  /** Called when it has everything handed out so far: what comes next goes to those who follow by then. */
  readonly done: () => void;
}

export interface Feed {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Number of the last event handed out. */
  lastId(): number;
  /** Takes a whistle as a step of this process left it once committed, so that its events need not read it again. */
  offer(whistle: WhistleView): void;
  /** Catches up from `after`, then follows; answers how to leave. */
  subscribe(listener: Listener): () => void;
  /** Catches up from `after` and no more; answers how to stop. */
  catchUp(late: Late): () => void;
}

/** Reads whistles for the events of one batch; the case's own store, handed in. */
export type ReadWhistles = (sql: Sql, ids: readonly string[]) => Promise<readonly WhistleView[]>;

const batch = 200;
/** Whistles kept for the events that are on their way. */
const offeredAtMost = 200;

/**
 * One listener per process on the log's channel. A notification carries a number only; events are read from the log in
 * the order of their numbers, so nothing is lost or doubled when notifications are, and a listener that was lost and
 * came back just reads on.
 */
export function createFeed(database: Database, readWhistles: ReadWhistles, log: Logger): Feed {
  const followers = new Set<Listener>();
  const listeners = new Set<Listener>();
  let last = 0;
  let reading: Promise<void> | null = null;
  let again = false;
  let unlisten: (() => Promise<void>) | null = null;

  const offered = new Map<string, WhistleView>();

  /** The events with their whistles, as these are after the last of them or later. */
  const complete = async (events: readonly LiveEvent[]): Promise<Encoded[]> => {
    const lastOf = new Map(events.flatMap((e) => (e.whistleId === null ? [] : [[e.whistleId, e.id]])));
    const whistles = new Map<string, WhistleView>();
    for (const [id, lastStep] of lastOf) {
      const known = offered.get(id);
      if (known && Number(known.version) >= lastStep) whistles.set(id, known);
    }
    const unknown = [...lastOf.keys()].filter((id) => !whistles.has(id));
    for (const whistle of unknown.length ? await readWhistles(database.sql, unknown) : [])
      whistles.set(whistle.id, whistle);
    return events.map((e) => encode({ ...e, whistle: (e.whistleId && whistles.get(e.whistleId)) || null }));
  };

  const pullAll = async () => {
    let whole: boolean;
    do {
      again = false;
      const events = await readEvents(database.sql, last, null, batch);
      whole = events.length === batch;
      // Asked here, with no await before `last` moves where it says no: who comes later catches up from `last`.
      const heard = followers.size > 0 && events.length > 0;
      const encoded = heard ? await complete(events) : [];
      last = events.at(-1)?.id ?? last;
      for (const follower of followers)
        if (!encoded.every((one) => follower.send(one))) followers.delete(follower);
      // What is committed after the reading announces itself.
    } while (again || whole);
  };
  const pull = () => {
    if (reading) again = true;
    else
      reading = pullAll()
        .catch((error: unknown) =>
          log.error({ err: error }, 'the live feed could not read the log; it reads on with the next event'),
        )
        .finally(() => {
          reading = null;
        });
  };

  const catchUp = (late: Late): (() => void) => {
    let left = false;
    const run = async () => {
      let at = late.after ?? last;
      while (at < last && !left) {
        const events = await complete(await readEvents(database.sql, at, last, batch));
        if (!events.length) break;
        for (const encoded of events) if (left || !(await late.send(encoded))) return;
        at = events.at(-1)?.event.id ?? at;
      }
      // No await between the test above and this line: what is read later is told to those who follow.
      if (!left) late.done();
    };
    run().catch((error: unknown) => log.error({ err: error }, 'a live client could not catch up'));
    return () => {
      left = true;
    };
  };

  return {
    async start() {
      const [row] = await database.sql<{ last: string }[]>`select coalesce(max(id), 0) as last from event`;
      last = Number(row?.last ?? 0);
      unlisten = await database.listen(eventChannel, pull, pull);
      // What was written between the two lines above was announced to nobody.
      pull();
      await reading;
    },
    async stop() {
      await unlisten?.();
      await reading;
      followers.clear();
      for (const listener of listeners) listener.end();
    },
    lastId: () => last,
    offer(whistle) {
      offered.delete(whistle.id);
      offered.set(whistle.id, whistle);
      const [oldest] = offered.keys();
      if (offered.size > offeredAtMost && oldest !== undefined) offered.delete(oldest);
    },
    subscribe(listener) {
      listeners.add(listener);
      const stop = catchUp({ ...listener, done: () => followers.add(listener) });
      return () => {
        stop();
        followers.delete(listener);
        listeners.delete(listener);
      };
    },
    catchUp,
  };
}

const encoder = new TextEncoder();

function encode(event: LiveEvent): Encoded {
  const bytes = frame(event);
  const silent =
    (event.text && event.step !== 'side.fedBack') || (event.whistle !== null && hasNotes(event.whistle));
  if (!silent) return { event, bytes, publicBytes: bytes };
  return { event, bytes, publicBytes: frame(withoutFreeText(event)) };
}

/** A wall shows no free text but a side's own feedback: a note, a reason or a message may name a person. */
export function withoutFreeText(event: LiveEvent): LiveEvent {
  return {
    ...event,
    text: event.step === 'side.fedBack' ? event.text : '',
    whistle: event.whistle && withoutNotes(event.whistle),
  };
}

const frame = (event: LiveEvent): Uint8Array =>
  encoder.encode(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
