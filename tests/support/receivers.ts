import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';

/** A request as another system received it. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

/** What a receiver answers: a status, with a place to be sent to where it redirects; null never answers. */
export interface Reply {
  readonly status: number;
  readonly location?: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What it answers from now on. */
  answer: (request: Received) => Reply | null;
  readonly close: () => Promise<void>;
}

/** A real HTTP server on a port of its own, which keeps all that it is sent. */
export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString();
      const one = { headers: request.headers, body, path: request.url ?? '' };
      receiver.received.push(one);
      const reply = receiver.answer(one);
      if (reply)
        response.writeHead(reply.status, reply.location ? { location: reply.location } : {}).end('thanks');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: () => ({ status: 204 }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

/** A letter as a mail server took it. */
export interface Mail {
  readonly from: string;
  readonly to: string[];
  readonly data: string;
}

export interface MailServer {
  readonly url: string;
  readonly mails: Mail[];
  readonly close: () => Promise<void>;
}

/** A real SMTP server (RFC 5321, as much as a sender needs), which keeps all letters. */
export async function openMailServer(): Promise<MailServer> {
  const mails: Mail[] = [];
  const server = createTcpServer((socket) => {
    let [rest, from, to, data]: [string, string, string[], string | null] = ['', '', [], null];
    const say = (line: string) => socket.write(`${line}\r\n`);
    const command = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO') say('250 receiver');
      else if (verb === 'MAIL') {
        from = /<(.*?)>/.exec(line)?.[1] ?? '';
        say('250 ok');
      } else if (verb === 'RCPT') {
        to.push(/<(.*?)>/.exec(line)?.[1] ?? '');
        say('250 ok');
      } else if (verb === 'DATA') {
        data = '';
        say('354 go on');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    };
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      rest += piece.toString();
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data === null) command(line);
        else if (line === '.') {
          mails.push({ from, to, data });
          [from, to, data] = ['', [], null];
          say('250 taken');
        } else data += `${line.replace(/^\.\./, '.')}\n`;
      }
    });
    say('220 receiver');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
