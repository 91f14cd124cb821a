import { type StatementKind, statementKinds } from './statement.ts';
import {
  type Message,
  messages,
  parse,
  query,
  readBind,
  readClose,
  readOpening,
  readParse,
  readQuery,
  type Status,
  type,
} from './wire.ts';

/** A way to one connection of the driver. */
export interface Line {
  send(bytes: Uint8Array): void;
  close(): void;
}

/** What a connection sends before it waits for an answer: messages up to a Sync, a Query or a Flush. */
export interface Batch {
  readonly messages: Message[];
  /** Flush asks for the answers so far; only Sync and Query are answered by ReadyForQuery. */
  readonly end: 'ready' | 'flush';
  /** The kinds of the statements that this batch runs or prepares. */
  readonly kinds: readonly StatementKind[];
}

/** One connection of the driver, as the gateway sees it: what it has sent and what it holds in the engine. */
export class Client {
  readonly number: number;
  readonly line: Line;
  phase: 'opening' | 'open' | 'closed' = 'opening';
  /** What the last ReadyForQuery told it. */
  status: Status = 'I';
  /** Rolled back by the idle limit, and not yet told so. */
  expired = false;
  /** After an error it is not heard until its next Sync, as the protocol wants. */
  skipping = false;
  /** Channels it listens on. */
  readonly channels = new Set<string>();
  /** Its prepared statements by name. All connections share one session of the engine, so the gateway clears up after it. */
  readonly prepared = new Map<string, readonly StatementKind[]>();
  #inbox: Buffer = Buffer.alloc(0);

  constructor(number: number, line: Line) {
    this.number = number;
    this.line = line;
  }

  receive(bytes: Uint8Array): void {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#inbox = this.#inbox.length === 0 ? chunk : Buffer.concat([this.#inbox, chunk]);
  }

  /** Takes the first packet of the connection, once it is whole. */
  takeOpening(): 'unfinished' | 'ssl' | 'cancel' | 'startup' {
    const opening = readOpening(this.#inbox);
    if (opening.kind !== 'unfinished') this.#inbox = this.#inbox.subarray(opening.length);
    return opening.kind;
  }

  /** Takes one batch, once it is whole; 'terminate' when the connection says goodbye. */
  takeBatch(): Batch | 'unfinished' | 'terminate' {
    const taken: Message[] = [];
    let length = 0;
    for (const message of messages(this.#inbox)) {
      if (message.type === type.terminate) return 'terminate';
      taken.push(message);
      length += message.bytes.length;
      const ready = message.type === type.sync || message.type === type.query;
      if (!ready && message.type !== type.flush) continue;
      this.#inbox = this.#inbox.subarray(length);
      return this.#read(taken, ready ? 'ready' : 'flush');
    }
    return 'unfinished';
  }

  #read(taken: Message[], end: 'ready' | 'flush'): Batch {
    const kinds: StatementKind[] = [];
    for (const { type: kind, bytes } of taken) {
      if (kind === type.query) kinds.push(...statementKinds(readQuery(bytes)));
      else if (kind === type.parse) {
        const { name, text } = readParse(bytes);
        const found = statementKinds(text);
        this.prepared.set(name, found);
        kinds.push(...found);
      } else if (kind === type.bind) kinds.push(...(this.prepared.get(readBind(bytes)) ?? []));
      else if (kind === type.close) this.prepared.delete(readClose(bytes) ?? '');
    }
    return { messages: taken, end, kinds };
  }
}

/** The same messages, with `text` in place of every statement of the given kind. */
export function replaceStatements(batch: Batch, kind: StatementKind['kind'], text: string): Message[] {
  const concerned = (statement: string) => statementKinds(statement).some((found) => found.kind === kind);
  return batch.messages.map((message) => {
    if (message.type === type.query && concerned(readQuery(message.bytes))) {
      return { type: message.type, bytes: query(text) };
    }
    if (message.type === type.parse) {
      const prepared = readParse(message.bytes);
      if (concerned(prepared.text)) return { type: message.type, bytes: parse(prepared.name, text) };
    }
    return message;
  });
}
