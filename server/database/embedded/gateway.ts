import { type Batch, Client, type Line, replaceStatements } from './client.ts';
import type { StatementKind } from './statement.ts';
import {
  closeStatement,
  errorResponse,
  type Message,
  messages,
  query,
  readChannel,
  readStatus,
  readyForQuery,
  sync,
  tlsRefused,
  type,
  welcome,
} from './wire.ts';

/** Runs protocol messages in the engine's one session and gives all it answered. Rejects only when the engine is broken. */
export type Engine = (bytes: Uint8Array) => Promise<Buffer>;

export interface GatewayOptions {
  /** Milliseconds a connection may hold the engine without saying anything. */
  readonly idleLimit: number;
  /** The engine's parameters, told to every connection at its start. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Called once when the engine broke; nothing is served after it. */
  readonly onBroken: (error: unknown) => void;
}

export interface Gateway {
  /** Takes a new connection in. */
  connect(line: Line): { receive(bytes: Uint8Array): void; vanish(): void };
  /** Waits for the batch under way, rolls back what is unfinished, and serves nothing after. */
  stop(): Promise<void>;
}

/**
 * Lets many connections of the driver share the one session of the embedded engine.
 * The engine belongs to one connection from its first message until ReadyForQuery says idle, so that a transaction is
 * never interleaved with another. Whoever comes meanwhile waits in line.
 */
export function createGateway(engine: Engine, options: GatewayOptions): Gateway {
  const clients = new Set<Client>();
  const line: Client[] = [];
  let owner: Client | null = null;
  let overdue = false;
  let idle: NodeJS.Timeout | undefined;
  let serving = false;
  let served: Promise<void> = Promise.resolve();
  let count = 0;

  return { connect, stop };

  function connect(to: Line) {
    const client = new Client(++count, to);
    clients.add(client);
    return {
      receive(bytes: Uint8Array) {
        if (client.phase === 'closed') return;
        client.receive(bytes);
        if (client.phase === 'opening') open(client);
        if (client.phase === 'open') enqueue(client);
      },
      vanish: () => part(client),
    };
  }

  async function stop(): Promise<void> {
    for (const client of clients) part(client);
    await served;
  }

  function open(client: Client): void {
    const opening = client.takeOpening();
    if (opening === 'ssl') {
      client.line.send(tlsRefused);
      open(client);
    }
    // One session cannot be told to stop another's statement: a cancel request is dropped, as the protocol allows.
    if (opening === 'cancel') part(client);
    if (opening === 'startup') {
      client.phase = 'open';
      client.line.send(welcome(options.parameters, client.number));
    }
  }

  function enqueue(client: Client): void {
    if (client !== owner && !line.includes(client)) line.push(client);
    pump();
  }

  /** Forgets a connection; what it leaves in the engine is cleared up in its turn. */
  function part(client: Client): void {
    if (client.phase === 'closed') return;
    client.phase = 'closed';
    client.line.close();
    clients.delete(client);
    enqueue(client);
  }

  function pump(): void {
    if (!serving) served = serve();
  }

  async function serve(): Promise<void> {
    serving = true;
    clearTimeout(idle);
    try {
      for (let client = next(); client; client = next()) {
        if (client.phase === 'closed') await clearUpAfter(client);
        else {
          const batch = client.takeBatch();
          if (batch === 'terminate') part(client);
          else if (batch !== 'unfinished') await run(client, batch);
          else if (client === owner) {
            if (!overdue) break;
            await expire(client);
          }
        }
      }
      overdue = false;
      if (owner) idle = setTimeout(expireNext, options.idleLimit);
    } catch (error) {
      options.onBroken(error);
    } finally {
      serving = false;
    }
  }

  function next(): Client | undefined {
    return owner ?? line.shift();
  }

  async function run(client: Client, batch: Batch): Promise<void> {
    overdue = false;
    if (client.skipping && !endsSkipping(batch)) return;
    if (client.expired && !answerExpired(client, batch)) return;
    owner = client;
    noteChannels(client, batch.kinds);
    const bytes = client.skipping ? sync : Buffer.concat(guarded(batch).map((message) => message.bytes));
    client.skipping = false;

    const answer = await exchange(bytes, batch.messages.some(asksForPieces));
    if (batch.end === 'flush') {
      client.skipping = answer.failed;
      client.line.send(answer.rest);
      return;
    }
    if (!answer.ready) throw new Error('The embedded engine ended a batch without ReadyForQuery.');
    client.status = readStatus(answer.ready);
    client.line.send(Buffer.concat([answer.rest, answer.ready]));
    if (batch.kinds.some(({ kind }) => kind === 'unlisten' || kind === 'unlistenAll')) await listenAgain();
    if (client.status === 'I') release(client);
  }

  function release(client: Client): void {
    owner = null;
    line.push(client);
  }

  /**
   * Runs bytes in the engine and sorts what comes out: notifications go to their listeners at once; of the
   * ReadyForQuery messages only the last is given back, for the engine adds one after each error as well; and rows
   * of a statement that failed half way are dropped, for postgres.js 3.4.9 would count them towards its next answer.
   * Where GEOS throws, the engine leaves the statement without an error, as if it had been empty or asked for in pieces:
   * where it was not, that is told as the failure it is.
   */
  async function exchange(
    bytes: Uint8Array,
    inPieces = false,
  ): Promise<{ rest: Buffer; ready: Buffer | null; failed: boolean }> {
    const kept: Buffer[] = [];
    let firstRow = 0;
    let ready: Buffer | null = null;
    let failed = false;
    for (const message of messages(await engine(bytes))) {
      if (message.type === type.notification) notify(message.bytes);
      else if (message.type === type.readyForQuery) ready = message.bytes;
      else {
        const gaveUp =
          message.type === type.emptyQuery || (message.type === type.portalSuspended && !inPieces);
        if (gaveUp || message.type === type.error) {
          failed = true;
          kept.length = firstRow;
        }
        kept.push(gaveUp ? errorResponse('ERROR', internalError, engineGaveUp) : message.bytes);
        if (message.type !== type.dataRow) firstRow = kept.length;
      }
    }
    return { rest: Buffer.concat(kept), ready, failed };
  }

  function notify(notification: Buffer): void {
    const channel = readChannel(notification);
    for (const client of clients)
      if (client.channels.has(channel)) client.line.send(Buffer.from(notification));
  }

  /** UNLISTEN of one connection deafens the whole session: listen again to what others wait for. */
  async function listenAgain(): Promise<void> {
    const wanted = new Set([...clients].flatMap((client) => [...client.channels]));
    if (wanted.size > 0 && owner?.status !== 'E') await exchange(query([...wanted].map(listenTo).join(';')));
  }

  function expireNext(): void {
    overdue = true;
    pump();
  }

  async function expire(client: Client): Promise<void> {
    overdue = false;
    await exchange(rollBack);
    client.expired = true;
    owner = null;
  }

  /**
   * Answers a connection that was rolled back by the idle limit until it has ended its transaction; true when the
   * engine shall see the batch after all. The connection is not cut: postgres.js would throw outside of any promise.
   */
  function answerExpired(client: Client, batch: Batch): boolean {
    const ends = (kind: 'commit' | 'rollback') => batch.kinds.some((statement) => statement.kind === kind);
    if (ends('rollback')) {
      client.expired = false;
      return true;
    }
    if (client.skipping) client.skipping = false;
    else client.line.send(errorResponse('ERROR', idleInTransaction, tooLongIdle(options.idleLimit)));
    if (batch.end === 'flush') client.skipping = true;
    else {
      if (client.status === 'I' || ends('commit')) client.expired = false;
      client.status = client.expired ? 'E' : 'I';
      client.line.send(readyForQuery(client.status));
      line.push(client);
    }
    return false;
  }

  async function clearUpAfter(client: Client): Promise<void> {
    if (client === owner) {
      owner = null;
      await exchange(rollBack);
    }
    const statements = [...client.prepared.keys()].filter((name) => name !== '').map(closeStatement);
    if (statements.length > 0) await exchange(Buffer.concat([...statements, sync]));
    const deserted = [...client.channels].filter(
      (channel) => ![...clients].some((c) => c.channels.has(channel)),
    );
    if (deserted.length > 0)
      await exchange(query(deserted.map((channel) => `un${listenTo(channel)}`).join(';')));
    client.prepared.clear();
    client.channels.clear();
  }
}

/** SQLSTATE idle_in_transaction_session_timeout. */
const idleInTransaction = '25P03';

const tooLongIdle = (limit: number) =>
  `The transaction was rolled back: its connection said nothing for ${limit / 1000} s while it held the embedded database, which serves one transaction at a time.`;

const internalError = 'XX000';

const engineGaveUp =
  'The embedded engine gave up in the middle of a statement, most likely in an overlay of geometries: give ST_Intersection and its like a grid size, or set DATABASE_URL';

const rollBack = Buffer.concat([sync, query('rollback')]);

const listenTo = (channel: string) => `listen "${channel.replaceAll('"', '""')}"`;

/** Inside the wasm engine COPY FROM STDIN would read on past the end of the batch: let it raise an error instead. */
const copyRefusal = `do $$ begin raise exception using errcode = 'feature_not_supported', message =
  'COPY FROM STDIN is not available on the embedded database: use insert … select from unnest(…), or set DATABASE_URL';
end $$`;

function guarded(batch: Batch) {
  return batch.kinds.some(({ kind }) => kind === 'copyFromStdin')
    ? replaceStatements(batch, 'copyFromStdin', copyRefusal)
    : batch.messages;
}

/** An Execute message ends with the most rows it wants, 0 for all of them: only a cursor sets a limit. */
const asksForPieces = ({ type: kind, bytes }: Message): boolean =>
  kind === type.execute && bytes.readUInt32BE(bytes.length - 4) > 0;

const endsSkipping = (batch: Batch) => batch.messages.at(-1)?.type === type.sync;

function noteChannels(client: Client, kinds: readonly StatementKind[]): void {
  for (const statement of kinds) {
    if (statement.kind === 'listen') client.channels.add(statement.channel);
    if (statement.kind === 'unlisten') client.channels.delete(statement.channel);
    if (statement.kind === 'unlistenAll') client.channels.clear();
  }
}
