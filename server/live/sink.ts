import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Environment } from '../services.ts';

/** Bytes a client may lag behind before it is dropped; it comes back with Last-Event-ID and misses nothing. */
const patience = 4_000_000;

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
} as const;

/** Where the stream of one client goes. */
export interface Sink {
  /** False once the client is gone or has been dropped for being slow. */
  readonly write: (bytes: Uint8Array) => boolean;
  /** Once the client has taken most of what was written; false where it is gone. */
  readonly drained: () => boolean | Promise<boolean>;
  readonly end: () => void;
}

/**
 * Opens the stream of one client: on Node's own response where a socket is behind the request, which costs a tenth of a
 * web stream, else on a web stream. `onGone` is called once, whoever ended it.
 */
export function openSink(c: Context<Environment>, onGone: () => void): { sink: Sink; response: Response } {
  const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>;
  return outgoing && 'socket' in outgoing && outgoing.socket
    ? { sink: onSocket(outgoing as HttpBindings['outgoing'], onGone), response: RESPONSE_ALREADY_SENT }
    : onWebStream(c, onGone);
}

function onSocket(outgoing: HttpBindings['outgoing'], onGone: () => void): Sink {
  // The end of the connection is the end of the stream: framing it in chunks would double the work of each delivery.
  outgoing.removeHeader('transfer-encoding');
  outgoing.writeHead(200, { ...headers, connection: 'close' });
  outgoing.flushHeaders();
  outgoing.once('close', onGone);
  return {
    write(bytes) {
      if (outgoing.destroyed || outgoing.writableEnded) return false;
      // By what it has not taken of earlier writes: one that is large in itself makes nobody slow.
      if (outgoing.writableLength > patience) {
        outgoing.destroy();
        return false;
      }
      outgoing.write(bytes);
      return true;
    },
    drained: () =>
      !outgoing.writableNeedDrain ||
      new Promise((resolve) => {
        const settle = () => {
          outgoing.off('drain', settle).off('close', settle);
          resolve(!outgoing.destroyed);
        };
        outgoing.once('drain', settle).once('close', settle);
      }),
    end: () => {
      outgoing.end();
    },
  };
}

function onWebStream(c: Context<Environment>, onGone: () => void): { sink: Sink; response: Response } {
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null;
  let waiting = () => {};
  const gone = () => {
    if (!stream) return;
    stream = null;
    waiting();
    onGone();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stream = controller;
      },
      pull: () => waiting(),
      cancel: gone,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 65_536 }),
  );
  c.req.raw.signal.addEventListener('abort', gone);
  const sink: Sink = {
    write(bytes) {
      if (!stream) return false;
      if ((stream.desiredSize ?? 0) < -patience) {
        stream.error(new Error('too slow'));
        gone();
        return false;
      }
      stream.enqueue(bytes);
      return true;
    },
    drained: () =>
      (stream?.desiredSize ?? 0) > 0 ||
      new Promise((resolve) => {
        waiting = () => resolve(stream !== null);
        if (!stream) waiting();
      }),
    end() {
      stream?.close();
      gone();
    },
  };
  return { sink, response: c.body(body, 200, headers) };
}
