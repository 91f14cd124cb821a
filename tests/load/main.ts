/**
 * 200 coordinators and officers take 50 steps a second for two minutes, on a server process and a database of its own:
 *   bash .ci/postgres.sh npm run load [-- --minutes 2 --rate 50 --people 200]
 * One step in ten is sent twice at once, as a bad line does. Afterwards the log is held against what was answered: no step
 * may be lost, none doubled. Prints one JSON line, and ends with 1 if the log does not agree. Where the machine cannot keep
 * up, everybody waits for an answer before they send again: `perSecond` is what it did, `p50` and `p99` run from the sending,
 * `fromDueP99` from when the step was due.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { createCity } from '../../geodata/city/index.ts';
import { testServer } from '../support/database.ts';
import { startServer } from '../support/server.ts';
import { type Case, openCase } from './case.ts';
import { addPeople, type People } from './people.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    rate: { type: 'string', default: '50' },
    people: { type: 'string', default: '200' },
  },
});
const [minutes, rate, count] = [values.minutes, values.rate, values.people].map(Number) as [
  number,
  number,
  number,
];
if (!testServer) {
  process.stderr.write('The load test wants a PostgreSQL server: bash .ci/postgres.sh npm run load\n');
  process.exit(64);
}

const server = await startServer({ DEMO_SCALE: 'small' });
const sql = postgres(server.databaseUrl ?? '', { max: 2, onnotice: () => {} });
try {
  const people = await addPeople(sql, server.address, count);
  const [serverBefore, ownBefore] = [processorTime(server.process.pid), process.cpuUsage()];
  const run = await takeSteps(people, rate, minutes * 60);
  const serverAfter = processorTime(server.process.pid);
  const own = process.cpuUsage(ownBefore);
  const log = await sql<{ step: string; count: number; distinct: number }[]>`
    select step, count(*)::int as count,
           count(distinct (incident_id, whistle_id, area_code, body ->> 'whoCode'))::int as distinct
    from event where actor like 'load-%' group by step`;
  const inLog = new Map(log.map((row) => [row.step, row]));
  const expected = [...run.written].map(([step, wanted]) => ({
    step,
    wanted,
    got: inLog.get(step)?.count ?? 0,
  }));
  const lost = expected.reduce((sum, { wanted, got }) => sum + Math.max(0, wanted - got), 0);
  const doubled =
    expected.reduce((sum, { wanted, got }) => sum + Math.max(0, got - wanted), 0) +
    log.reduce((sum, row) => sum + row.count - row.distinct, 0);
  const { times } = run;
  process.stdout.write(
    `${JSON.stringify({
      measure: 'steps.load',
      people: count,
      wantedPerSecond: rate,
      perSecond: Number((times.length / run.seconds).toFixed(1)),
      steps: times.length,
      sentTwice: run.sentTwice,
      closed: run.closed,
      refused: run.refused,
      lost,
      doubled,
      p50: at(times, 0.5),
      p99: at(times, 0.99),
      fromDueP99: at(run.fromDue, 0.99),
      serverCpu:
        serverBefore === null || serverAfter === null
          ? null
          : Number(((serverAfter - serverBefore) / times.length).toFixed(1)),
      ownCpu: Number(((own.user + own.system) / 1000 / times.length).toFixed(1)),
      unit: 'ms',
    })}\n`,
  );
  if (run.refused) process.stderr.write(`The server said:\n${server.output().slice(-4000)}\n`);
  if (lost || doubled || run.refused || !times.length) process.exitCode = 1;
} finally {
  await sql.end();
  await server.stop();
}

/** Milliseconds of processor time that a process has used; null where the system does not tell (proc_pid_stat(5)). */
function processorTime(pid: number | undefined): number | null {
  try {
    // After the name, which stands in brackets and may hold anything: fields 14 and 15, in hundredths of a second.
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return ((user ?? Number.NaN) + (system ?? Number.NaN)) * 10;
  } catch {
    return null;
  }
}

/** The time that so large a part of the times does not exceed, in ms. */
function at(times: readonly number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Number((sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1));
}

/** Starts `perSecond` steps each second, of whichever case waits longest, and begins cases where none waits. */
async function takeSteps(people: People, perSecond: number, seconds: number) {
  const { building } = createCity({ scale: 'small' }).landmarks.headline;
  const waiting: Case[] = [];
  const written = new Map<string, number>();
  const times: number[] = [];
  const fromDue: number[] = [];
  const under = new Set<Promise<void>>();
  let [sentTwice, refused, closed, begun] = [0, 0, 0, 0];

  const take = async (of: Case, due: number): Promise<void> => {
    const step = of.next();
    const twice = step.person.random() < 0.1;
    if (twice) sentTwice++;
    const from = performance.now();
    const answers = await Promise.all(
      Array.from({ length: twice ? 2 : 1 }, () => step.person.post(step.path, step.body, step.key)),
    );
    times.push(performance.now() - from);
    fromDue.push(performance.now() - due);
    // Of two sent at once the second may be told to wait for the first: one answer is enough.
    const answer = answers.find(({ status }) => status < 300);
    if (!answer) {
      refused++;
      process.stderr.write(`${step.path} was refused: ${JSON.stringify(answers[0])}\n`);
      return;
    }
    for (const [name, rows] of step.writes(answer.body)) written.set(name, (written.get(name) ?? 0) + rows);
    if (of.advance(answer.body)) waiting.push(of);
    else closed++;
  };

  const begin = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = begin + (n * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    // Nobody sends a second step before the first is answered.
    while (under.size >= count) await Promise.race(under);
    const work = take(waiting.shift() ?? openCase(people, building, begun++), due);
    under.add(work);
    void work.finally(() => under.delete(work));
  }
  await Promise.all(under);
  return { times, fromDue, written, sentTwice, refused, closed, seconds: (performance.now() - begin) / 1000 };
}
