/**
 * The part of PostgreSQL's frontend/backend protocol 3.0 that the gateway has to understand.
 * Layouts: https://www.postgresql.org/docs/current/protocol-message-formats.html
 * Every message but the first of a connection is: one byte of type, four of length (its own four included), body.
 */

export const type = {
  // from the client
  bind: letter('B'),
  close: letter('C'),
  execute: letter('E'),
  flush: letter('H'),
  parse: letter('P'),
  query: letter('Q'),
  sync: letter('S'),
  terminate: letter('X'),
  // from the engine
  dataRow: letter('D'),
  emptyQuery: letter('I'),
  error: letter('E'),
  notification: letter('A'),
  parameterStatus: letter('S'),
  portalSuspended: letter('s'),
  readyForQuery: letter('Z'),
} as const;

/** What ReadyForQuery says: idle, in a transaction block, in a failed one. */
export type Status = 'I' | 'T' | 'E';

export interface Message {
  readonly type: number;
  /** The whole message, type and length included. */
  readonly bytes: Buffer;
}

/** The whole messages at the head of `bytes`; what is left after the last one is an unfinished message. */
export function* messages(bytes: Buffer): Generator<Message> {
  let at = 0;
  while (at + 5 <= bytes.length) {
    const end = at + 1 + bytes.readUInt32BE(at + 1);
    if (end > bytes.length) return;
    yield { type: bytes[at] as number, bytes: bytes.subarray(at, end) };
    at = end;
  }
}

export type Opening =
  | { readonly kind: 'startup' | 'ssl' | 'cancel'; readonly length: number }
  | { readonly kind: 'unfinished' };

/** The first packet of a connection, which has no type byte: a start, a wish for TLS, or a cancel request. */
export function readOpening(bytes: Buffer): Opening {
  if (bytes.length < 8 || bytes.length < bytes.readUInt32BE(0)) return { kind: 'unfinished' };
  const length = bytes.readUInt32BE(0);
  const code = bytes.readUInt32BE(4);
  if (code === 80877103 || code === 80877104) return { kind: 'ssl', length };
  return { kind: code === 80877102 ? 'cancel' : 'startup', length };
}

/** Name and text of a Parse message. */
export function readParse(message: Buffer): { name: string; text: string } {
  const name = readString(message, 5);
  return { name: name.value, text: readString(message, name.end).value };
}

export const readQuery = (message: Buffer): string => readString(message, 5).value;

/** Name of the prepared statement a Bind message uses; empty for the unnamed one. */
export const readBind = (message: Buffer): string => readString(message, readString(message, 5).end).value;

/** Name of the prepared statement a Close message gives up, or null if it closes a portal. */
export const readClose = (message: Buffer): string | null =>
  message[5] === letter('S') ? readString(message, 6).value : null;

export const readStatus = (readyForQuery: Buffer): Status =>
  String.fromCharCode(readyForQuery[5] as number) as Status;

/** Channel of a NotificationResponse. */
export const readChannel = (notification: Buffer): string => readString(notification, 9).value;

/** Name and value of a ParameterStatus. */
export function readParameter(parameterStatus: Buffer): [name: string, value: string] {
  const name = readString(parameterStatus, 5);
  return [name.value, readString(parameterStatus, name.end).value];
}

/** A start without one of its parameters; other first packets as they are. */
export function withoutParameter(opening: Buffer, name: string): Buffer {
  if (readOpening(opening).kind !== 'startup') return opening;
  const parts = opening.toString('utf8', 8).split('\0');
  const kept = parts.flatMap((part, index) =>
    index % 2 === 0 && part !== name && part !== '' ? [index] : [],
  );
  const body = Buffer.concat([
    opening.subarray(4, 8),
    ...kept.flatMap((index) => [string(parts[index] as string), string(parts[index + 1] as string)]),
    string(''),
  ]);
  return Buffer.concat([length(4 + body.length), body]);
}

/** A start as user and database `postgres`, in protocol 3.0. */
export const startup = (() => {
  const body = Buffer.concat([Buffer.from([0, 3, 0, 0]), string('user'), string('postgres'), string('')]);
  return Buffer.concat([length(4 + body.length), body]);
})();

/** The wish for TLS. */
export const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** The protocol's answer "no" to a wish for TLS. */
export const tlsRefused = Buffer.from('N');

export const sync = message('S', Buffer.alloc(0));

export const query = (text: string): Buffer => message('Q', string(text));

/** A Parse message without parameter types. */
export const parse = (name: string, text: string): Buffer =>
  message('P', Buffer.concat([string(name), string(text), Buffer.alloc(2)]));

export const closeStatement = (name: string): Buffer =>
  message('C', Buffer.concat([Buffer.from('S'), string(name)]));

export const readyForQuery = (status: Status): Buffer => message('Z', Buffer.from(status));

/** `code` is an SQLSTATE. */
export const errorResponse = (severity: 'ERROR' | 'FATAL', code: string, text: string): Buffer =>
  message(
    'E',
    Buffer.concat([
      string(`S${severity}`),
      string(`V${severity}`),
      string(`C${code}`),
      string(`M${text}`),
      Buffer.alloc(1),
    ]),
  );

/** The answer to a start: no password, the engine's parameters, and the number that stands for the backend's pid. */
export function welcome(parameters: ReadonlyMap<string, string>, number: number): Buffer {
  const key = Buffer.alloc(8);
  key.writeUInt32BE(number);
  return Buffer.concat([
    message('R', Buffer.alloc(4)),
    ...[...parameters].map(([name, value]) => message('S', Buffer.concat([string(name), string(value)]))),
    message('K', key),
    readyForQuery('I'),
  ]);
}

function message(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind);
  head.writeUInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

function length(bytes: number): Buffer {
  const field = Buffer.alloc(4);
  field.writeUInt32BE(bytes);
  return field;
}

function string(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function readString(bytes: Buffer, start: number): { value: string; end: number } {
  const zero = bytes.indexOf(0, start);
  return { value: bytes.toString('utf8', start, zero), end: zero + 1 };
}

function letter(of: string): number {
  return of.charCodeAt(0);
}
