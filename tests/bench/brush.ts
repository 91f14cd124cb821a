import type { CDPSession, Page } from 'playwright-core';
import { encodeWire, type Wire } from '../../geodata/analysis/wire.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { startServer } from '../support/server.ts';
import type { Bench } from './bench.ts';
import type { Measured } from './measure.ts';
import { median, percentile } from './statistics.ts';

/** Moves of the pointer while the span is dragged, and milliseconds between two. */
const [moves, pause] = [120, 30];

/**
 * Drags the desk's span over incidents in a browser: what the worker needs for a count, and how long the page's own thread
 * was held at a stretch, which nobody notices below 50 ms. It is held, too, while it waits for what draws, which is slow
 * without a graphics card, so its processor time is told beside. The incidents take the place of the demo city's.
 */
export async function measureBrush(bench: Bench, wire: Wire): Promise<Measured> {
  const server = await startServer({ DEMO_SCALE: bench.scale });
  const browser = await openBrowser();
  try {
    const { page } = await openPage(browser, server.address);
    await page.addInitScript({ content: listen });
    // An answer that is made up here is not unpacked by the browser: it comes as it is.
    const body = Buffer.from(encodeWire(wire));
    await page.route('**/api/plan/columns', (route) =>
      route.fulfill({
        body,
        headers: { 'content-type': 'application/octet-stream' },
      }),
    );
    await page.goto(`${server.address}/plan`);
    await page.getByTestId('sign-in-planner').click();
    await page.getByTestId('plan-legend').waitFor();
    await drag(page);
    await page.evaluate('window.counted.length = 0');
    const tasks = await tasksWhile(await page.context().newCDPSession(page), () => drag(page));
    const counted = await page.evaluate<number[]>('window.counted');
    if (counted.length < 10) throw new Error(`got ${counted.length} counts, wanted 10 at least`);
    const held = longOf(tasks.map(({ dur = 0 }) => dur / 1000));
    const busy = longOf(tasks.map(({ tdur = 0 }) => tdur / 1000));
    return {
      ours: median(counted),
      peer: null,
      n: wire.header.count,
      note: `all pictures of the desk counted anew in the browser's worker while a span was dragged, ${counted.length} times; p95 ${percentile(counted, 95).toFixed(0)} ms; tasks of the page's own thread over 50 ms: ${held}, by its processor time ${busy}; map drawn by software`,
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

function longOf(milliseconds: readonly number[]): string {
  const long = milliseconds.filter((one) => one > 50);
  const most = milliseconds.reduce((longest, one) => Math.max(longest, one), 0);
  return `${long.length === 0 ? 'none' : long.length} (longest ${most.toFixed(0)} ms)`;
}

/** An event of Chromium's trace: microseconds from start to end, and those that its thread ran on a processor. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** The tasks that the threads of pages ran meanwhile; there is one page. */
async function tasksWhile(session: CDPSession, act: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const pages = new Set(
    events.filter(({ args }) => args.name === 'CrRendererMain').map((event) => threadOf(event)),
  );
  return events.filter((event) => event.name.endsWith('RunTask') && pages.has(threadOf(event)));
}

/** Runs in the page before anything else, so it is text: keeps what the worker says a count took. */
const listen = `
  window.counted = [];
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (data?.told === 'counted') window.counted.push(data.milliseconds);
      });
    }
  };
`;

/** Draws a new span in the histogram, to and fro. */
async function drag(page: Page): Promise<void> {
  const box = await page.getByTestId('plan-brush').boundingBox();
  if (!box) throw new Error('the histogram has no box');
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const;
  await page.mouse.move(...at(0.2));
  await page.mouse.down();
  for (let move = 0; move < moves; move++) {
    await page.mouse.move(...at(0.55 + 0.3 * Math.sin(move / 15)));
    await page.waitForTimeout(pause);
  }
  await page.mouse.up();
}
