import { readFile } from 'node:fs/promises';
import { Agent, get, type IncomingMessage } from 'node:http';
import { demoPassword } from '../../server/access/demo.ts';

/** A server under measurement, with somebody signed in. */
export interface Visitor {
  readonly address: string;
  readonly cookie: string;
}

export async function signIn(address: string, name: string): Promise<Visitor> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: demoPassword }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || !cookie) throw new Error(`${name} could not sign in: ${await answer.text()}`);
  return { address, cookie };
}

/** Path of a boundary tile over the city's middle, of the edition in force. */
export async function tilePath({ address }: Visitor): Promise<string> {
  const health = (await (await fetch(`${address}/api/health`)).json()) as { edition: number };
  const [zoom, lon, lat] = [10, 116.39, 39.91];
  const x = Math.floor(((lon + 180) / 360) * 2 ** zoom);
  const angle = (lat * Math.PI) / 180;
  const y = Math.floor(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * 2 ** zoom);
  return `/tiles/${health.edition}/subdistrict/${zoom}/${x}/${y}.mvt`;
}

/** Gets a path so many times over a few connections that are kept open; throws on any answer but 200. Gives the bytes of one. */
export async function getOften({ address, cookie }: Visitor, path: string, times: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { cookie, 'accept-encoding': 'gzip' };
  let [left, bytes] = [times, 0];
  const one = () =>
    new Promise<number>((resolve, reject) => {
      get(`${address}${path}`, { agent, headers }, (answer: IncomingMessage) => {
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
        });
        answer.on('error', reject);
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve(size)
            : reject(new Error(`${path} was answered with ${answer.statusCode}, wanted 200`)),
        );
      }).on('error', reject);
    });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (left-- > 0) bytes = await one();
    }),
  );
  agent.destroy();
  return bytes;
}

const connections = 8;

/** Milliseconds of processor that a process of ours has used since it began; on Linux, which counts in hundredths of a second. */
export async function processorOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may hold blanks; the two times are the 14th and 15th fields.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
