/**
 * A wall in a browser over a server that is never quiet: 5,000 incidents that move, whistles that open and close, and a
 * line that is cut every minute.
 *   bash .ci/postgres.sh npm run soak [-- --minutes 30 --incidents 5000]
 * Measures heap after garbage collection, DOM nodes and listeners every ten seconds once the first fifth of the run, two
 * minutes at most, is over. Prints one JSON line, and ends with 1 where they are not flat or the wall fell behind.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import postgres, { type Sql } from 'postgres';
import { createCity } from '../../geodata/city/index.ts';
import { append } from '../../server/live/log.ts';
import { type Case, openCase } from '../load/case.ts';
import { addPeople, type People } from '../load/people.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { testServer } from '../support/database.ts';
import { startServer } from '../support/server.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { growthOf, isFlat, type Sample } from './flat.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, incidents: { type: 'string', default: '5000' } },
});
const [minutes, incidents] = [Number(values.minutes), Number(values.incidents)];
if (!testServer) {
  process.stderr.write('The soak test wants a PostgreSQL server: bash .ci/postgres.sh npm run soak\n');
  process.exit(64);
}
const moving = 20;
const openAtOnce = 6;
const cutFor = 8_000;
const sampleEvery = 10_000;

const server = await startServer({ DEMO_SCALE: 'small' });
const sql = postgres(server.databaseUrl ?? '', { max: 4, onnotice: () => {} });
const wire = await openWire(server.address);
const browser = await openBrowser();
try {
  const people = await addPeople(sql, server.address, 24);
  const { page } = await openPage(browser, wire.address);
  await page.goto(`${wire.address}/sign-in?to=${encodeURIComponent('/wall?dwell=10')}`);
  await page.getByTestId('sign-in-wall').click();
  await page.getByTestId('wall').waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');

  const stopped = new AbortController();
  const until = Date.now() + minutes * 60_000;
  const work = Promise.all([
    moveIncidents(sql, stopped.signal),
    workOnCases(people, stopped.signal),
    cutEveryMinute(wire, stopped.signal),
  ]);
  await sleep(Math.min(120_000, minutes * 12_000));
  const samples: Sample[] = [];
  while (Date.now() < until) {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    samples.push({ heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') });
    await sleep(sampleEvery);
  }
  stopped.abort();
  const [moved, cases, cuts] = await work;
  wire.mend();
  const [last] = await sql<{ id: string }[]>`select max(id) as id from event`;
  const caught = await page
    .getByTestId('connection')
    .waitFor({ state: 'detached', timeout: 60_000 })
    .then(
      () => true,
      () => false,
    );
  const growth = growthOf(samples);
  const flat = isFlat(growth) && caught;
  const end = samples.at(-1);
  process.stdout.write(
    `${JSON.stringify({
      measure: 'wall.soak',
      minutes,
      incidents,
      moved,
      whistlesClosed: cases,
      cuts,
      events: Number(last?.id ?? 0),
      samples: samples.length,
      heapMB: end && Number((end.heap / 1e6).toFixed(1)),
      nodes: end?.nodes,
      listeners: end?.listeners,
      growth,
      caughtUp: caught,
      flat,
    })}\n`,
  );
  if (!flat) process.exitCode = 1;
} finally {
  await browser.close();
  wire.close();
  await sql.end();
  await server.stop();
}

/** Moves incidents a little, so many a second, and says so on the feed; answers how many. */
async function moveIncidents(db: Sql, stopped: AbortSignal): Promise<number> {
  const ids = (await db<{ id: string }[]>`select id from incident order by id desc limit ${incidents}`).map(
    ({ id }) => id,
  );
  let moved = 0;
  while (!stopped.aborted) {
    const some = Array.from({ length: moving }, (_, n) => ids[(moved + n) % ids.length] ?? '0');
    await db.begin(async (tx) => {
      await tx`
        update incident set location = st_translate(location, 0.00001 * (1 - 2 * (id % 2)), 0)
        where id = any(${some}::bigint[])`;
      for (const incidentId of some)
        await append(tx, { at: new Date(), step: 'incident.redrawn', incidentId });
    });
    moved += moving;
    await sleep(1_000);
  }
  return moved;
}

/** Takes cases from submission to their end, a few at once; answers how many were closed. */
async function workOnCases(people: People, stopped: AbortSignal): Promise<number> {
  const { building } = createCity({ scale: 'small' }).landmarks.headline;
  const open: Case[] = [];
  let [begun, closed] = [0, 0];
  while (!stopped.aborted) {
    const next = open.length < openAtOnce ? openCase(people, building, begun++) : open.shift();
    const step = next?.next();
    if (next && step) {
      const { status, body } = await step.person.post(step.path, step.body, randomUUID());
      if (status >= 300) process.stderr.write(`${step.path} was refused: ${JSON.stringify(body)}\n`);
      else if (next.advance(body)) open.push(next);
      else closed += 1;
    }
    await sleep(250);
  }
  return closed;
}

async function cutEveryMinute(line: Wire, stopped: AbortSignal): Promise<number> {
  let cuts = 0;
  while (!stopped.aborted) {
    await sleep(60_000 - cutFor, undefined, { signal: stopped }).catch(() => {});
    if (stopped.aborted) break;
    line.cut();
    cuts += 1;
    await sleep(cutFor);
    line.mend();
  }
  return cuts;
}
