import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, createBench, type Scale } from './bench.ts';
import { fanOutMeasures } from './fan-out.ts';
import { heatMeasures } from './heat.ts';
import { intakeMeasures } from './intake.ts';
import { failedLine, type Line, lineOf, type Measure } from './measure.ts';
import { pointMeasures } from './points.ts';
import { previewMeasures } from './preview.ts';
import { startMeasures } from './starts.ts';
import { storingMeasures } from './storing.ts';
import { tileMeasures } from './tiles.ts';
import { verdictMeasures } from './verdicts.ts';

const measures: readonly Measure[] = [
  ...verdictMeasures,
  ...pointMeasures,
  ...storingMeasures,
  ...intakeMeasures,
  ...previewMeasures,
  ...tileMeasures,
  ...fanOutMeasures,
  ...heatMeasures,
  ...startMeasures,
];
const scales: readonly Scale[] = ['full', 'demo', 'small'];

/** Milliseconds until a measure is given up. */
const patience = 20 * 60_000;

/**
 * `npm run bench [-- PREFIX…]`: prints one JSON line for each measure whose name begins with a prefix, all without any.
 * BENCH_CITY chooses the city, the full one by default; DATABASE_URL a server in place of the embedded engine. Ends with
 * 1 where a measure failed or a peer answered otherwise; no figure, however bad, makes it fail.
 */
async function main(prefixes: readonly string[]): Promise<number> {
  const scale = scales.find((one) => one === (process.env.BENCH_CITY || 'full'));
  if (!scale) throw new Error(`BENCH_CITY: got ${process.env.BENCH_CITY}, wanted ${scales.join(', ')}`);
  const wanted = measures.filter(
    ({ name }) => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix)),
  );
  if (wanted.length === 0)
    throw new Error(
      `got ${prefixes.join(' ')}, wanted beginnings of ${measures.map((m) => m.name).join(' ')}`,
    );
  say(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, city ${scale}, ${load()}`);
  const bench = createBench(scale);
  let failed = 0;
  for (const measure of wanted) {
    say(measure.name);
    const line = await lineFor(measure, bench);
    if (line.error !== undefined) failed++;
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  await bench.close().catch(complain);
  say(load());
  return failed > 0 ? 1 : 0;
}

/** A measure that fails, or that does not end, says so in its line, and the next one has its turn. */
async function lineFor(measure: Measure, bench: Bench): Promise<Line> {
  const given = new AbortController();
  try {
    const late = sleep(patience, undefined, { signal: given.signal }).then(() => {
      throw new Error(`no answer after ${patience / 60_000} minutes`);
    });
    return lineOf(measure, await Promise.race([measure.run(bench), late]));
  } catch (error) {
    return failedLine(measure, error);
  } finally {
    given.abort();
  }
}

const load = () =>
  `load average ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`;
const say = (text: string) => process.stderr.write(`${text}\n`);

const complain = (error: unknown) => say(error instanceof Error ? error.message : String(error));

// What a measure left behind may fail later: that is no reason to lose the others.
process.on('unhandledRejection', complain);
process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  complain(error);
  return 1;
});
// A measure that was given up may still hold the process.
process.exit();
