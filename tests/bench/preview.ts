import type { Page } from 'playwright-core';
import { openBrowser, openPage } from '../support/browser.ts';
import { startServer } from '../support/server.ts';
import type { Measure } from './measure.ts';
import { median, percentile, rounded } from './statistics.ts';

const frames = 400;
const warmingFrames = 150;
/** A browser that draws by software may take half a second a frame: so long is drawn at most, and so many answers will do. */
const patience = 90_000;
const fewest = 30;
/** Pixels from the middle of the map to the corners drawn. */
const reach = 260;

/** What a verdict takes in the browser's worker while a polygon follows the pointer. */
export const previewMeasures: readonly Measure[] = [
  {
    name: 'preview.compute',
    unit: 'ms (p95)',
    run: async (bench) => {
      const server = await startServer({ DEMO_SCALE: bench.scale });
      const browser = await openBrowser();
      try {
        const { page } = await openPage(browser, server.address);
        await page.addInitScript({ content: listenToWorkers });
        const [lon, lat] = bench.city().landmarks.threeDistricts.at;
        await page.goto(`${server.address}/coordinate?at=${lon}~${lat}~16`);
        await page.getByTestId('sign-in-coordinator-xicheng').click();
        await page.getByTestId('tool-polygon').click();
        // Asked again and again from here: the page's own policy lets nothing be evaluated there later on.
        while (!(await page.evaluate<boolean>('window.workerReady'))) await page.waitForTimeout(100);
        // The first stroke warms the worker up, as a user's first one does; what is told is what the next ones take.
        await draw(page, warmingFrames);
        await page.evaluate('window.workerTimes.length = 0');
        await follow(page, frames);
        const times = await page.evaluate<number[]>('window.workerTimes');
        if (times.length < fewest) throw new Error(`got ${times.length} answers, wanted ${fewest} at least`);
        return {
          ours: percentile(times, 95),
          peer: null,
          n: times.length,
          note: `answers while the pointer drew a polygon of some hundred metres where three districts meet, after a first stroke that warmed the worker up; median ${rounded(median(times))} ms; the whole verdict with shapes and moves; ${bench.size()} areas`,
        };
      } finally {
        await browser.close();
        await server.stop();
      }
    },
  },
];

/** Runs in the page before anything else, so it is text: keeps what the worker says each answer took. */
const listenToWorkers = `
  window.workerTimes = [];
  window.workerReady = false;
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (data?.type === 'ready') window.workerReady = true;
        if (data?.type === 'answer') window.workerTimes.push(data.milliseconds);
      });
    }
  };
`;

/** Sets three corners around the middle of the map, and leads the fourth about for some frames. */
async function draw(page: Page, count: number): Promise<void> {
  const at = await placesOn(page);
  for (const corner of [0.6, 2.2, 3.8]) {
    await page.mouse.move(...at(corner, reach));
    await page.waitForTimeout(200);
    await page.mouse.click(...at(corner, reach));
    await page.waitForTimeout(200);
  }
  await follow(page, count);
}

/** Leads the corner in hand about the middle of the map. */
async function follow(page: Page, count: number): Promise<void> {
  const at = await placesOn(page);
  const until = performance.now() + patience;
  for (let frame = 0; frame < count && performance.now() < until; frame++) {
    await page.mouse.move(...at(4.6 + 0.9 * Math.sin(frame / 20), reach * (0.6 + 0.4 * Math.sin(frame / 7))));
    await page.waitForTimeout(16);
  }
}

/** Places of the page by their direction, in radians, and distance, in pixels, from the middle of the map. */
async function placesOn(page: Page): Promise<(angle: number, distance: number) => [number, number]> {
  const box = await page.getByTestId('map').boundingBox();
  if (!box) throw new Error('the map has no box');
  return (angle, distance) => [
    box.x + box.width / 2 + distance * Math.cos(angle),
    box.y + box.height / 2 + distance * Math.sin(angle),
  ];
}
