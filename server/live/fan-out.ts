import type { Services } from '../services.ts';
import type { LiveEvent } from './event.ts';
import type { Encoded } from './feed.ts';
import type { Sink } from './sink.ts';

/** Milliseconds for which events are gathered before they are written: many at once cost each display one write. */
const gatherFor = 100;
/** Milliseconds between heartbeats: a client counts the age of its data from them. */
const heartbeat = 5_000;

/** What a client hears: everybody of one `key` hears the same, byte for byte. */
export interface Hearing {
  readonly key: string;
  readonly sees: (event: LiveEvent) => boolean;
  /** Without free text, for walls. */
  readonly silent: boolean;
}

export interface FanOut {
  /** Lets a client in, caught up from the event after `after`, or from now on with null; answers how to let it go. */
  readonly join: (hearing: Hearing, after: number | null, sink: Sink) => () => void;
}

interface Group {
  readonly hearing: Hearing;
  readonly sinks: Set<Sink>;
  gathered: Uint8Array[];
}

/**
 * One follower of the feed for all clients of this process. Events are encoded once by the feed, chosen once for each
 * group of clients that hear the same, gathered for a moment, and written to every socket of the group as one buffer: the
 * cost of a display is one write a tick, however many there are. An emergency's whistle is not made to wait.
 */
export function createFanOut({ feed, clock }: Pick<Services, 'feed' | 'clock'>): FanOut {
  const groups = new Map<string, Group>();
  /** All clients, those too that are still catching up. */
  const present = new Set<Sink>();
  let leaveFeed: (() => void) | null = null;
  let gathering: NodeJS.Timeout | null = null;
  let beating: NodeJS.Timeout | null = null;

  const flush = (group: Group) => {
    if (!group.gathered.length) return;
    const bytes = group.gathered.length === 1 ? group.gathered[0] : Buffer.concat(group.gathered);
    group.gathered = [];
    for (const sink of group.sinks) if (bytes && !sink.write(bytes)) group.sinks.delete(sink);
  };
  const flushAll = () => {
    if (gathering) clearTimeout(gathering);
    gathering = null;
    for (const group of groups.values()) flush(group);
  };
  const take = (encoded: Encoded): boolean => {
    for (const group of groups.values())
      if (group.hearing.sees(encoded.event)) group.gathered.push(bytesFor(group.hearing, encoded));
    if (isUrgent(encoded.event)) flushAll();
    else gathering ??= setTimeout(flushAll, gatherFor);
    return true;
  };
  const beat = () => {
    const bytes = tick(clock());
    for (const sink of present) sink.write(bytes);
  };
  const open = () => {
    leaveFeed = feed.subscribe({
      after: null,
      send: take,
      end: () => {
        flushAll();
        for (const sink of present) sink.end();
      },
    });
    beating = setInterval(beat, heartbeat);
  };
  const close = () => {
    leaveFeed?.();
    leaveFeed = null;
    if (beating) clearInterval(beating);
    if (gathering) clearTimeout(gathering);
    beating = gathering = null;
  };

  return {
    join(hearing, after, sink) {
      if (!present.size) open();
      present.add(sink);
      sink.write(tick(clock()));
      const stopCatchingUp = feed.catchUp({
        after,
        send: (encoded) =>
          !hearing.sees(encoded.event) || (sink.write(bytesFor(hearing, encoded)) && sink.drained()),
        done: () => {
          const group = groups.get(hearing.key) ?? { hearing, sinks: new Set(), gathered: [] };
          groups.set(hearing.key, group);
          // What is gathered was handed out before, and so the newcomer has it.
          flush(group);
          group.sinks.add(sink);
        },
      });
      return () => {
        stopCatchingUp();
        present.delete(sink);
        const group = groups.get(hearing.key);
        if (group?.sinks.delete(sink) && !group.sinks.size) groups.delete(hearing.key);
        if (!present.size) close();
      };
    },
  };
}

const encoder = new TextEncoder();

const tick = (now: Date): Uint8Array =>
  encoder.encode(`event: tick\ndata: ${JSON.stringify({ serverTime: now.toISOString() })}\n\n`);

const bytesFor = ({ silent }: Hearing, { bytes, publicBytes }: Encoded): Uint8Array =>
  silent ? publicBytes : bytes;

const isUrgent = ({ step, kind }: LiveEvent): boolean => step === 'whistle.blown' && kind === 'emergency';
