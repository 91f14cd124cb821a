import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ObjectStorage } from '../../../server/config.ts';

/** An object storage in memory that takes only requests signed with its secret, the signature worked out anew. */
export interface TestBucket {
  readonly storage: ObjectStorage;
  readonly objects: ReadonlyMap<string, Buffer>;
  /** Answers the next so many requests by 503. */
  readonly fail: (times: number) => void;
  readonly close: () => Promise<void>;
}

export async function openBucket(): Promise<TestBucket> {
  const objects = new Map<string, Buffer>();
  const secret = 'a secret of the test';
  let failures = 0;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const end = (status: number, answer: Buffer | string = '') => response.writeHead(status).end(answer);
    const path = request.url ?? '';
    if (failures-- > 0) return end(503, '<Error><Code>SlowDown</Code></Error>');
    if (!signed(request, body, secret)) return end(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>');
    if (request.method === 'PUT') {
      objects.set(path, body);
      return end(200);
    }
    const object = objects.get(path);
    return object ? end(200, object) : end(404, '<Error><Code>NoSuchKey</Code></Error>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    storage: {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'photos',
      accessKey: 'shaotu',
      secretKey: secret,
      region: 'cn-north-1',
    },
    objects,
    fail: (times) => {
      failures = times;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Signature Version 4 from its parts: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signed({ method, url = '', headers }: IncomingMessage, body: Buffer, secret: string): boolean {
  const [, scope = '', names = '', signature = ''] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(headers.authorization ?? '') ??
    [];
  const declared = String(headers['x-amz-content-sha256']);
  if (method === 'PUT' && declared !== createHash('sha256').update(body).digest('hex')) return false;
  const canonical = [
    method,
    url,
    '',
    ...names.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    declared,
  ].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    headers['x-amz-date'],
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
  const key = scope
    .split('/')
    .reduce<Buffer | string>((derived, part) => hmac(derived, part), `AWS4${secret}`);
  return createHmac('sha256', key).update(toSign).digest('hex') === signature;
}
