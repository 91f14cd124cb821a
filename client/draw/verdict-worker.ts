import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';
import { dutiesFrom } from '../../geodata/jurisdiction/duties.ts';
import { noRecords, type Records } from '../../geodata/jurisdiction/records.ts';
import { resolve } from '../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../geodata/jurisdiction/rules.ts';
import { boundaryLines } from './boundary-lines.ts';
import { openSlices, type Slices } from './slices.ts';
import { asFeature, type FromWorker, type Question, type ToWorker } from './verdict-protocol.ts';

/**
 * The resolver in the browser: the same code over the same boundaries as on the server, so that a shape is judged while
 * the pointer moves. What it says is a preview; the server's answer is the verdict.
 */
let loaded: { readonly edition: number; readonly slices: Slices; readonly records: Records } | null = null;
let duties: ReturnType<typeof dutiesFrom> = () => [];
const mostLines = 4000;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'load') {
    duties = dutiesFrom(data.duties);
    void load(data.edition);
  } else if (loaded === null) {
    return;
  } else if (data.type === 'judge') {
    void judge(loaded, data.ticket, data.question);
  } else {
    void tellLines(loaded.slices, data);
  }
};

async function load(edition: number): Promise<void> {
  try {
    const [slices, records] = await Promise.all([
      loaded?.edition === edition ? loaded.slices : openSlices(edition, fetchBytes),
      fetchRecords(edition),
    ]);
    loaded = { edition, slices, records };
    say({ type: 'ready', edition });
  } catch (error) {
    say({ type: 'failed', edition, detail: error instanceof Error ? error.message : String(error) });
  }
}

async function fetchBytes(path: string): Promise<Uint8Array | null> {
  const response = await fetch(path);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`the server answered ${response.status} to ${path}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function fetchRecords(edition: number): Promise<Records> {
  const response = await fetch(`/api/records?edition=${edition}`);
  if (response.status === 404) return noRecords;
  if (!response.ok) throw new Error(`the server answered ${response.status} to the records of ${edition}`);
  return (await response.json()) as Records;
}

async function judge({ slices, records }: NonNullable<typeof loaded>, ticket: number, question: Question) {
  const { blower } = question;
  const coverage = await coverageFor(slices, blower);
  const start = performance.now();
  const answer = resolve(coverage, asFeature(question), {
    rules: defaultRules,
    duties,
    records,
    at: new Date().toISOString(),
    ...(question.category === undefined ? {} : { category: question.category }),
    ...(question.kind === undefined ? {} : { kind: question.kind }),
    ...(blower === undefined ? {} : { blower }),
  });
  say({ type: 'answer', ticket, answer, milliseconds: performance.now() - start });
}

/** The lines between parties know everybody's superiors but those of finest areas: for one that blows, the whole is fetched. */
const coverageFor = (slices: Slices, blower: string | undefined): Coverage | Promise<Coverage> =>
  blower === undefined || slices.coverage.areas.has(blower)
    ? slices.coverage
    : slices.whole().catch(() => slices.coverage);

/** Asked after every move of the map, so the slice is there before anybody draws in it. */
async function tellLines(slices: Slices, { ticket, bounds }: Extract<ToWorker, { type: 'lines' }>) {
  const arrangement = await slices.around(bounds).catch(() => slices.coverage.arrangement);
  say({ type: 'lines', ticket, lines: boundaryLines(arrangement, bounds, mostLines) });
}

function say(message: FromWorker): void {
  self.postMessage(message);
}
