import { nextOf, type Outcome, type Outgoing, pauseAfter, type Refusal } from './outgoing.ts';

/** Where the queue lies on the phone; `update` reads and writes it in one go, other windows of the browser included. */
export interface Storage {
  readonly update: (
    change: (queue: readonly Outgoing[]) => readonly Outgoing[],
  ) => Promise<readonly Outgoing[]>;
}

/** The answer to one sending. `answer` is what the server said of a success. */
export interface Sent {
  readonly outcome: Outcome;
  readonly refusal: Refusal;
  readonly answer: unknown;
}

export interface OutboxParts {
  readonly storage: Storage;
  readonly send: (item: Outgoing) => Promise<Sent>;
  /** Runs a task while no other window sends. */
  readonly alone: <T>(task: () => Promise<T>) => Promise<T>;
  readonly newKey: () => string;
  /** Calls back after so many milliseconds; answers how not to. */
  readonly wait: (milliseconds: number, again: () => void) => () => void;
}

export interface OutboxState {
  readonly queue: readonly Outgoing[];
  /** Whether the last sending came to no answer: the line is bad. */
  readonly cut: boolean;
  /** Whether somebody must sign in before it goes on. */
  readonly signIn: boolean;
  /** Whether what was entered would outlive this page; false where the browser keeps nothing. */
  readonly kept: boolean;
}

/** What was entered and not yet answered, sent in order as the line allows. */
export interface Outbox {
  readonly state: () => OutboxState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Hears of everything the server has taken, with its answer. */
  readonly onSent: (listener: (item: Outgoing, answer: unknown) => void) => () => void;
  /** Keeps it, then sends what can be sent. */
  readonly add: (items: readonly Omit<Outgoing, 'key' | 'refusal'>[]) => Promise<void>;
  /** Sends a refused one anew, as another request. */
  readonly sendAgain: (key: string) => Promise<void>;
  readonly drop: (key: string) => Promise<void>;
  /** Tries now: the line may be back. */
  readonly flush: () => Promise<void>;
}

export function createOutbox({ storage, send, alone, newKey, wait }: OutboxParts): Outbox {
  let state: OutboxState = { queue: [], cut: false, signIn: false, kept: true };
  const listeners = new Set<() => void>();
  const sentListeners = new Set<(item: Outgoing, answer: unknown) => void>();
  let sending: Promise<void> | null = null;
  let failures = 0;
  let stopWaiting = () => {};

  const show = (change: Partial<OutboxState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const change = async (next: (queue: readonly Outgoing[]) => readonly Outgoing[]) => {
    try {
      show({ queue: await storage.update(next), kept: true });
    } catch {
      // A browser that keeps nothing (private window, full disk): it is held here, and the screen says so.
      show({ queue: next(state.queue), kept: false });
    }
  };
  const without = (key: string) => change((queue) => queue.filter((item) => item.key !== key));

  const sendAll = async () => {
    stopWaiting();
    await change((queue) => queue);
    for (let item = nextOf(state.queue); item !== null; item = nextOf(state.queue)) {
      const { key } = item;
      const { outcome, refusal, answer } = await send(item);
      if (outcome === 'later' || outcome === 'signIn') {
        failures++;
        show({ cut: outcome === 'later', signIn: outcome === 'signIn' });
        if (outcome === 'later') stopWaiting = wait(pauseAfter(failures), () => void flush());
        return;
      }
      failures = 0;
      if (outcome === 'sent') {
        await without(key);
        for (const listener of sentListeners) listener(item, answer);
      } else
        await change((queue) => queue.map((other) => (other.key === key ? { ...other, refusal } : other)));
      show({ cut: false, signIn: false });
    }
  };
  const flush = async (): Promise<void> => {
    sending ??= alone(sendAll).finally(() => {
      sending = null;
    });
    await sending;
  };

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onSent(listener) {
      sentListeners.add(listener);
      return () => sentListeners.delete(listener);
    },
    async add(items) {
      await change((queue) => [
        ...queue,
        ...items.map((item) => ({ ...item, key: newKey(), refusal: null })),
      ]);
      await flush();
      // What came while the last round was ending is not left lying.
      if (nextOf(state.queue) !== null && !state.cut && !state.signIn) await flush();
    },
    async sendAgain(key) {
      const again = newKey();
      await change((queue) =>
        queue.map((item) => (item.key === key ? { ...item, key: again, refusal: null } : item)),
      );
      await flush();
    },
    drop: without,
    flush,
  };
}
