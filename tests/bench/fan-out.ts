import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createCity } from '../../geodata/city/index.ts';
import { startServer } from '../support/server.ts';
import type { Measure } from './measure.ts';
import { processorOf, signIn } from './served.ts';
import { percentile } from './statistics.ts';

const fanOutServer = fileURLToPath(new URL('./fan-out-server.ts', import.meta.url));
const displays = 2_000;
const posts = 20;
const city = createCity({ scale: 'small' });

/** What it costs to tell an event to one display more, and how long after its POST an incident is on 2,000 of them. */
export const fanOutMeasures: readonly Measure[] = [
  {
    name: 'fanout.delivery',
    unit: 'µs of processor',
    run: async () => {
      const ours = await costOfDelivery('ours', 500, 4_000);
      const peer = await costOfDelivery('peer', 500, 200);
      return {
        ours: ours.cost,
        peer: peer.cost,
        n: ours.deliveries,
        note: `500 displays over HTTP, 100 events a tick of 100 ms, ${ours.bytes} bytes an event, server's processor, system calls included; ${Math.round(1e6 / ours.cost)} deliveries/s a core; peer: Hono's streamSSE, ${peer.deliveries} deliveries`,
      };
    },
  },
  {
    name: 'fanout.p99',
    unit: 'ms',
    run: async () => {
      const server = await startServer({ DEMO_SCALE: 'small' });
      try {
        const wall = await signIn(server.address, 'wall');
        const coordinator = await signIn(server.address, 'coordinator-xicheng');
        const arrivals: { readonly id: string; readonly at: number }[] = [];
        const sockets = await openDisplays(server.address, '/api/live', displays, wall.cookie, (id) =>
          arrivals.push({ id, at: performance.now() }),
        );
        await sleep(2_000);
        const times: number[] = [];
        for (let n = 0; n < posts; n++) {
          arrivals.length = 0;
          const posted = performance.now();
          await submit(server.address, coordinator.cookie, n);
          const until = posted + 20_000;
          while (arrivals.length < displays && performance.now() < until) await sleep(10);
          if (arrivals.length < displays)
            throw new Error(`an incident reached ${arrivals.length} of ${displays} displays within 20 s`);
          times.push(...arrivals.map(({ at }) => at - posted));
          await sleep(200);
        }
        for (const socket of sockets) socket.destroy();
        return {
          ours: percentile(times, 99),
          peer: null,
          n: times.length,
          note: `from POST /api/incidents, verdict and commit included, to arrival on ${displays} displays, median ${Math.round(percentile(times, 50))} ms; displays in this process, ${server.databaseUrl ? 'PostgreSQL' : 'embedded engine'}`,
        };
      } finally {
        await server.stop();
      }
    },
  },
];

/** Microseconds of the server's processor for one event to one display. */
async function costOfDelivery(side: 'ours' | 'peer', clients: number, events: number) {
  const child = spawn(process.execPath, ['--import', 'tsx', fanOutServer, side], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  try {
    const port = (await lines.next()).value;
    let got = 0;
    let bytes = 0;
    const sockets = await openDisplays(
      `http://127.0.0.1:${port}`,
      '/',
      clients,
      '',
      () => got++,
      (n) => {
        bytes += n;
      },
    );
    const run = async (count: number) => {
      const wanted = got + count * clients;
      child.stdin.write(`${count}\n`);
      await lines.next();
      const until = performance.now() + 120_000;
      while (got < wanted && performance.now() < until) await sleep(20);
      if (got < wanted) throw new Error(`${got} of ${wanted} deliveries within two minutes`);
    };
    await run(100);
    [got, bytes] = [0, 0];
    const before = await processorOf(child.pid ?? 0);
    await run(events);
    const spent = (await processorOf(child.pid ?? 0)) - before;
    for (const socket of sockets) socket.destroy();
    return { cost: (spent * 1000) / got, deliveries: got, bytes: Math.round(bytes / got) };
  } finally {
    await end(child);
  }
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

/** Displays as bare sockets, so that they cost the machine little; `onEvent` hears the number of each event. */
async function openDisplays(
  address: string,
  path: string,
  count: number,
  cookie: string,
  onEvent: (id: string) => void,
  onBytes: (count: number) => void = () => {},
): Promise<Socket[]> {
  const { hostname, port } = new URL(address);
  const sockets: Socket[] = [];
  for (let n = 0; n < count; n++) {
    const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncookie: ${cookie}\r\n\r\n`);
    // Answered before the next asks: the door of a server is not what is measured.
    const [first] = (await once(socket, 'data')) as [Buffer];
    if (!first.includes('200 OK')) throw new Error(`no stream: ${first.toString('latin1').slice(0, 200)}`);
    let rest = Buffer.alloc(0);
    socket.on('data', (piece: Buffer) => {
      onBytes(piece.length);
      const all = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
      const end = all.lastIndexOf('\n\n');
      if (end >= 0)
        for (let at = all.indexOf('id: '); at >= 0 && at < end; at = all.indexOf('id: ', at + 4))
          if (at === 0 || all[at - 1] === 10) onEvent(all.toString('latin1', at + 4, all.indexOf('\n', at)));
      rest = Buffer.from(all.subarray(end >= 0 ? end + 2 : 0));
    });
    sockets.push(socket);
  }
  return sockets;
}

/** An incident on the building on the line, a little beside the one before. */
async function submit(address: string, cookie: string, n: number): Promise<void> {
  const { building } = city.landmarks.headline;
  const moved = building.coordinates.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon + n * 1e-6, lat]));
  const answer = await fetch(`${address}/api/incidents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({
      type: 'Feature',
      geometry: { ...building, coordinates: moved },
      properties: { category: '01-01', kind: 'enforcement', source: 'patrol' },
    }),
  });
  if (!answer.ok) throw new Error(`the incident was refused: ${await answer.text()}`);
}
