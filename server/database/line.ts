import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { type Batch, Client } from './embedded/client.ts';
import {
  errorResponse,
  messages,
  readStatus,
  readyForQuery,
  type Status,
  sslRequest,
  type,
  withoutParameter,
} from './embedded/wire.ts';

export interface ServerAddress {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** As postgres.js reads `sslmode`: false, 'require', 'prefer', 'allow', 'verify-full' or settings of tls.connect. */
  readonly ssl: unknown;
}

/** Gives connections to a server for postgres.js's `socket` option, taking the hosts in turn. */
export function createLines({ host, port, ssl }: ServerAddress): () => Promise<Duplex> {
  let turn = 0;
  return async () => {
    let failure: unknown;
    for (let attempt = 0; attempt < host.length; attempt++) {
      const index = turn++ % host.length;
      try {
        return guardLine(await open(decodeURIComponent(host[index] as string), port[index] as number, ssl));
      } catch (error) {
        failure = error;
      }
    }
    return failedLine(failure as Error);
  };
}

/**
 * Stands between postgres.js 3.4.9 and a server, to keep three of the driver's faults from doing harm:
 * - rows of a statement that fails half way are counted towards the next answer on the connection (porsager/postgres
 *   #1181): rows are held back until their statement has succeeded;
 * - a connection lost in a transaction throws outside of any promise (#1208), or lets the rest of the transaction run
 *   outside of it (#1216): the loss is told as an SQL error, statement by statement, until the transaction has ended;
 * - a connection that closes while the driver is about to write keeps the bytes, puts them before its next start and
 *   never sends that (#1208): `padding` makes a start long enough to be sent at once, and the line takes both out again.
 * A connection from `sql.reserve` cannot be saved from the second: use `sql.begin`.
 */
function guardLine(server: Duplex): Duplex {
  const driver = new Client(0, { send: () => {}, close: () => {} });
  const unanswered: Batch[] = [];
  let rows: Buffer[] = [];
  let inbox: Buffer = Buffer.alloc(0);
  let welcomed = false;
  let status: Status = 'I';
  let lost: Error | null = null;
  let ending = false;

  const line = new Duplex({
    read: () => server.resume(),
    write(chunk: Buffer, _encoding, done) {
      const bytes = driver.phase === 'opening' ? cleanStart(chunk) : chunk;
      note(bytes);
      if (!lost) server.write(bytes, () => done());
      else done();
      // Not at once: the driver is still in the middle of its write.
      if (lost) process.nextTick(tellLoss);
    },
    final(done) {
      ending = true;
      server.end(() => done());
    },
    destroy(error, done) {
      server.destroy();
      done(error);
    },
  });
  Object.defineProperty(line, 'readyState', { get: () => (line.destroyed ? 'closed' : 'open') });
  server.on('data', receive);
  server.on('error', lose);
  server.on('close', () => lose(new Error('the server closed the connection')));
  return line;

  /** Takes down what the driver waits for. */
  function note(chunk: Buffer): void {
    driver.receive(Buffer.from(chunk));
    if (driver.phase === 'opening') {
      const opening = driver.takeOpening();
      ending ||= opening === 'cancel';
      if (opening !== 'unfinished') driver.phase = 'open';
    }
    for (let batch = driver.takeBatch(); typeof batch === 'object'; batch = driver.takeBatch())
      unanswered.push(batch);
  }

  function receive(chunk: Buffer): void {
    inbox = inbox.length === 0 ? chunk : Buffer.concat([inbox, chunk]);
    const out: Buffer[] = [];
    let read = 0;
    for (const message of messages(inbox)) {
      read += message.bytes.length;
      if (message.type === type.dataRow) {
        rows.push(message.bytes);
        continue;
      }
      if (message.type !== type.error) out.push(...rows);
      rows = [];
      out.push(message.bytes);
      if (message.type === type.readyForQuery) settle(readStatus(message.bytes));
    }
    inbox = inbox.subarray(read);
    if (out.length > 0 && !line.push(Buffer.concat(out))) server.pause();
  }

  function settle(now: Status): void {
    welcomed = true;
    status = now;
    const ready = unanswered.findIndex(({ end }) => end === 'ready');
    unanswered.splice(0, ready + 1);
  }

  function lose(reason: Error): void {
    if (lost || line.destroyed) return;
    lost = reason;
    if (ending) line.destroy();
    else if (!welcomed) line.destroy(reason);
    else if (status === 'I' && unanswered.length === 0) line.destroy();
    else tellLoss();
  }

  /** Answers everything the driver waits for with the loss. */
  function tellLoss(): void {
    if (line.destroyed || unanswered.length === 0) return;
    const out: Buffer[] = [];
    for (const batch of unanswered.splice(0)) {
      if (!driver.skipping) out.push(errorResponse('ERROR', connectionFailure, lossText(lost as Error)));
      driver.skipping = batch.end === 'flush';
      if (driver.skipping) continue;
      if (batch.kinds.some(({ kind }) => kind === 'commit' || kind === 'rollback')) status = 'I';
      else if (status === 'T') status = 'E';
      out.push(readyForQuery(status));
    }
    line.push(Buffer.concat(out));
    if (status === 'I' && !driver.skipping) process.nextTick(() => line.destroy());
  }
}

/** Startup parameter that makes a start longer than what postgres.js keeps back to send together with more. */
export const padding = { padding: ' '.repeat(1024) };

/** A start without padding and without the messages of a connection before it. */
function cleanStart(bytes: Buffer): Buffer {
  let stale = 0;
  // A start begins with its length, whose first byte is zero; every other message begins with a letter.
  for (const message of messages(bytes)) {
    if (message.type === 0) break;
    stale += message.bytes.length;
  }
  return withoutParameter(bytes.subarray(stale), 'padding');
}

/** SQLSTATE connection_failure. */
const connectionFailure = '08006';

const lossText = (reason: Error) =>
  `The connection to the database was lost (${reason.message}); what was not committed is rolled back.`;

/** Milliseconds a host is given to take a connection before the next one is tried. */
const connectLimit = 10_000;

async function open(host: string, port: number, ssl: unknown): Promise<Duplex> {
  const socket = host.startsWith('/') ? connectTcp(`${host}/.s.PGSQL.${port}`) : connectTcp(port, host);
  socket.setTimeout(connectLimit, () => socket.destroy(new Error(`${host}:${port} does not answer`)));
  await happened(socket, 'connect');
  socket.setNoDelay(true);
  // A host that vanished without a word is noticed within half a minute: Node probes ten times, a second apart.
  socket.setKeepAlive(true, 15_000);
  if (ssl) return secure(socket, host, ssl);
  socket.setTimeout(0);
  return socket;
}

async function secure(socket: Socket, host: string, ssl: unknown): Promise<Duplex> {
  socket.write(sslRequest);
  const [answer] = (await happened(socket, 'data')) as [Buffer];
  if (answer[0] !== 'S'.charCodeAt(0)) {
    socket.setTimeout(0);
    if (ssl === 'prefer' || ssl === 'allow') return socket;
    socket.destroy();
    throw new Error(`${host} does not speak TLS`);
  }
  const lax = ssl === 'require' || ssl === 'prefer' || ssl === 'allow';
  const secured = connectTls({
    socket,
    ...(isIP(host) ? {} : { servername: host }),
    ...(lax ? { rejectUnauthorized: false } : typeof ssl === 'object' ? ssl : {}),
  });
  await happened(secured, 'secureConnect');
  socket.setTimeout(0);
  return secured;
}

/** The arguments of the next such event; rejects if the socket fails or closes first. */
function happened(socket: Socket, event: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      socket.off(event, good).off('error', bad).off('close', gone);
      act();
    };
    const good = (...values: unknown[]) => settle(() => resolve(values));
    const bad = (error: Error) => settle(() => reject(error));
    const gone = () => settle(() => reject(new Error('the server closed the connection')));
    socket.on(event, good).on('error', bad).on('close', gone);
  });
}

/** A line that fails as a socket does: postgres.js gives up a slot of its pool for good if `socket` itself rejects. */
function failedLine(error: Error): Duplex {
  const line = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  setImmediate(() => line.destroy(error));
  return line;
}
