import { type Coverage, createCoverage } from '../../geodata/jurisdiction/coverage.ts';
import { dutiesFrom } from '../../geodata/jurisdiction/duties.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import { unpackGeography } from '../../geodata/jurisdiction/pack.ts';
import { resolve } from '../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../geodata/jurisdiction/rules.ts';
import { boundaryLines } from './boundary-lines.ts';
import { asFeature, type FromWorker, type Question, type ToWorker } from './verdict-protocol.ts';

/**
 * The resolver in the browser: the same code over the same boundaries as on the server, so that a shape is judged while
 * the pointer moves. What it says is a preview; the server's answer is the verdict.
 */
let loaded: { readonly geography: EditionGeography; readonly coverage: Coverage } | null = null;
let duties: ReturnType<typeof dutiesFrom> = () => [];
const mostLines = 4000;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'load') {
    duties = dutiesFrom(data.duties);
    void load(data.edition);
  } else if (loaded === null) {
    return;
  } else if (data.type === 'judge') {
    judge(loaded.coverage, data.ticket, data.question);
  } else {
    say({
      type: 'lines',
      ticket: data.ticket,
      lines: boundaryLines(loaded.geography.arrangement, data.bounds, mostLines),
    });
  }
};

async function load(edition: number): Promise<void> {
  try {
    if (loaded?.geography.edition !== edition) {
      const response = await fetch(`/api/editions/${edition}/coverage`);
      if (!response.ok)
        throw new Error(`the server answered ${response.status} to the coverage of edition ${edition}`);
      const geography = unpackGeography(new Uint8Array(await response.arrayBuffer()));
      loaded = { geography, coverage: createCoverage(geography) };
    }
    say({ type: 'ready', edition });
  } catch (error) {
    say({ type: 'failed', edition, detail: error instanceof Error ? error.message : String(error) });
  }
}

function judge(coverage: Coverage, ticket: number, question: Question): void {
  const start = performance.now();
  const answer = resolve(coverage, asFeature(question), {
    rules: defaultRules,
    duties,
    ...(question.category === undefined ? {} : { category: question.category }),
    ...(question.kind === undefined ? {} : { kind: question.kind }),
    ...(question.blower === undefined ? {} : { blower: question.blower }),
  });
  say({ type: 'answer', ticket, answer, milliseconds: performance.now() - start });
}

function say(message: FromWorker): void {
  self.postMessage(message);
}
