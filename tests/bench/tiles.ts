import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openTestCity } from '../support/city.ts';
import { startServer } from '../support/server.ts';
import type { Measure } from './measure.ts';
import { getOften, processorOf, signIn, tilePath, type Visitor } from './served.ts';
import { median } from './statistics.ts';

const requests = 5_000;
const rounds = 3;
const bareServer = fileURLToPath(new URL('./bare-server.ts', import.meta.url));

/** What a tile costs that has been cut before, in milliseconds of the server's processor. */
export const tileMeasures: readonly Measure[] = [
  {
    name: 'tile.cached',
    unit: 'ms of processor',
    run: async (bench) => {
      const server = await startServer({ DEMO_SCALE: bench.scale });
      const visitor = await signIn(server.address, 'wall');
      const path = await tilePath(visitor);
      const bytes = await getOften(visitor, path, 500);
      const bare = await startBare(bytes);
      try {
        await getOften(bare.visitor, '/', 500);
        const [ours, peer]: [number[], number[]] = [[], []];
        for (let round = 0; round < rounds; round++) {
          ours.push(await costOf(server.process, () => getOften(visitor, path, requests)));
          peer.push(await costOf(bare.process, () => getOften(bare.visitor, '/', requests)));
        }
        return {
          ours: median(ours),
          peer: median(peer),
          n: requests * rounds,
          note: `over HTTP to a signed-in visitor, ${bytes} bytes gzipped; peer: node:http that writes as many bytes and does nothing else, the floor`,
        };
      } finally {
        bare.process.kill();
        await server.stop();
      }
    },
  },
  {
    name: 'tile.cached.route',
    unit: 'ms of processor',
    run: async () => {
      const city = await openTestCity({ incidents: 0 });
      try {
        const client = await city.as('wall');
        const edition = city.services.editions.currentEdition();
        const path = `/tiles/${edition}/subdistrict/10/843/387.mvt`;
        const headers = { cookie: client.cookie, 'accept-encoding': 'gzip' };
        const ask = async (times: number) => {
          for (let i = 0; i < times; i++) {
            const answer = await city.app.request(path, { headers });
            if (answer.status !== 200)
              throw new Error(`${path} was answered with ${answer.status}, wanted 200`);
            await answer.arrayBuffer();
          }
        };
        await ask(500);
        const before = process.cpuUsage();
        await ask(requests);
        const { user, system } = process.cpuUsage(before);
        return {
          ours: (user + system) / 1000 / requests,
          peer: null,
          n: requests,
          note: 'the routes alone, without a socket; small city',
        };
      } finally {
        await city.close();
      }
    },
  },
];

/** Milliseconds of a process for one of the requests made to it. */
async function costOf({ pid = 0 }: ChildProcess, task: () => Promise<unknown>): Promise<number> {
  const before = await processorOf(pid);
  await task();
  return ((await processorOf(pid)) - before) / requests;
}

async function startBare(bytes: number): Promise<{ process: ChildProcess; visitor: Visitor }> {
  const child = spawn(process.execPath, ['--import', 'tsx', bareServer, String(bytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, visitor: { address: `http://127.0.0.1:${String(port).trim()}`, cookie: '' } };
}
