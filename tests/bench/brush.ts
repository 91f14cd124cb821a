import type { Page } from 'playwright-core';
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
 * was held at a stretch, which nobody notices below 50 ms. The incidents take the place of the demo city's.
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
    await page.evaluate('window.counted.length = 0; window.held.length = 0');
    await drag(page);
    const counted = await page.evaluate<number[]>('window.counted');
    const held = await page.evaluate<number[]>('window.held');
    if (counted.length < 10) throw new Error(`got ${counted.length} counts, wanted 10 at least`);
    const long =
      held.length === 0 ? 'none' : `${held.length}, the longest ${Math.max(...held).toFixed(0)} ms`;
    return {
      ours: median(counted),
      peer: null,
      n: wire.header.count,
      note: `all pictures of the desk counted anew in the browser's worker while a span was dragged, ${counted.length} times; p95 ${percentile(counted, 95).toFixed(0)} ms; tasks of the page's own thread over 50 ms: ${long}; map drawn by software`,
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Runs in the page before anything else, so it is text: keeps what the worker says a count took, and each long task. */
const listen = `
  window.counted = [];
  window.held = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.held.push(duration);
  }).observe({ type: 'longtask' });
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
