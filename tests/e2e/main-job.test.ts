import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { Lonlat } from '../../geodata/geometry.ts';
import { openBrowser, openPage, type Watch } from '../support/browser.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { differingPixels } from './pixels.ts';

/**
 * The main job with the mouse: the building on the line is drawn, judged, whistled for and followed to its end by two
 * coordinators in two browsers, while a third shows it on the wall.
 */
const west = '110106002';
const east = '110102020';
const zoom = 18.5;
const corners = (createCity({ scale: 'small' }).landmarks.headline.building.coordinates[0] ?? []).slice(
  0,
  4,
) as unknown as Lonlat[];
const centre: Lonlat = [mean(corners.map(([lon]) => lon)), mean(corners.map(([, lat]) => lat))];

let server: RunningServer;
const browsers: Browser[] = [];
let xicheng: Page;
let fengtai: Page;
let wall: Page;
const watches: Watch[] = [];

beforeAll(async () => {
  server = await startServer();
  xicheng = await signIn('coordinator-xicheng', `/coordinate?at=${centre[0]}~${centre[1]}~${zoom}`);
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await server?.stop();
});

test('the map shows its labels: the same view in two languages differs, and twice in one does not', async () => {
  const english = await signIn(
    'coordinator-xicheng',
    `/coordinate?at=${centre[0]}~${centre[1]}~${zoom}&lang=en`,
  );
  const [chinese, again, translated] = [await middle(xicheng), await middle(xicheng), await middle(english)];
  expect(await differingPixels(xicheng, chinese, again)).toBeLessThan(20);
  expect(await differingPixels(xicheng, chinese, translated)).toBeGreaterThan(300);
  await english.context().browser()?.close();
});

test('the building drawn with the mouse is one third in Xicheng and two thirds in Fengtai', async () => {
  await draw(xicheng, corners);
  const card = xicheng.getByTestId('verdict-card');
  await expectText(card.getByTestId(`party-${west}`).getByTestId('share'), /66\.7\s*%/);
  await expectText(card.getByTestId(`party-${east}`).getByTestId('share'), /33\.3\s*%/);
  expect(await card.getByTestId('verdict-outcome').getAttribute('data-outcome')).toBe('joint');
  expect(await card.getByTestId(`party-${west}`).getAttribute('data-role')).toBe('lead');
  expect(await card.getByTestId('verdict-coordinator').getAttribute('data-code')).toBe('110000');
  await expectText(card.getByTestId('verdict-sentence'), /太平桥街道牵头，北京市协调/);
});

test('Xicheng blows the joint whistle, and the wall shows it without a reload', async () => {
  // Of one area's whistles every card fits; of the whole city's the last ones are only counted.
  wall = await signIn('wall', `/wall?scenes=overview&area=${east}`);
  await wall.getByTestId('wall').waitFor();
  await expect.poll(() => cards(wall), { timeout: 120_000 }).not.toEqual([]);
  const before = await cards(wall);
  await wall.evaluate(() => Object.assign(window, { neverReloaded: true }));

  await xicheng.getByTestId('blow').click();
  await xicheng.getByTestId('case').waitFor();
  const id = new URL(xicheng.url()).searchParams.get('whistle') ?? '';
  expect(id).toMatch(/^\d+$/);
  expect(before).not.toContain(`muster-${id}`);
  await wall.getByTestId(`muster-${id}`).first().waitFor();
  expect(await wall.evaluate(() => 'neverReloaded' in window)).toBe(true);
});

test('both sides check in and feed back, each in its own browser', async () => {
  fengtai = await signIn(
    'coordinator-fengtai',
    `/coordinate?whistle=${new URL(xicheng.url()).searchParams.get('whistle')}`,
  );
  for (const page of [xicheng, fengtai]) {
    await page.getByTestId('case').waitFor();
    for (let body = 0; body < 4; body++) await step(page, 'checkIn');
    await expect.poll(() => page.getByTestId('action-checkIn').count(), { timeout: 60_000 }).toBe(0);
    await step(page, 'feedback', '已拆除本侧部分');
  }
});

test('the blower verifies and releases, both sides sign, and it is closed on both and on the wall', async () => {
  await step(xicheng, 'verify');
  await step(xicheng, 'release');
  await step(xicheng, 'sign');
  await step(fengtai, 'sign');
  for (const page of [xicheng, fengtai])
    await expect
      .poll(() => page.getByTestId('case').getAttribute('data-stage'), { timeout: 60_000 })
      .toBe('closed');
  const id = new URL(xicheng.url()).searchParams.get('whistle');
  await expect.poll(() => cards(wall), { timeout: 60_000 }).not.toContain(`muster-${id}`);
});

test('no page wrote an error to its console or asked anyone but its own origin', () => {
  expect(watches.flatMap((watch) => watch.faults)).toEqual([]);
});

test('SIGTERM ends the server cleanly', async () => {
  await Promise.all(browsers.splice(0).map((browser) => browser.close()));
  expect(await server.stop()).toBe(0);
});

async function signIn(account: string, path: string): Promise<Page> {
  const browser = await openBrowser();
  browsers.push(browser);
  const { page, watch } = await openPage(browser, server.address);
  watches.push(watch);
  await page.goto(`${server.address}${path}`);
  await page.getByTestId(`sign-in-${account}`).click();
  return page;
}

/** Clicks the corners of a polygon on the map and ends it by Enter. North is up: Web Mercator places a corner on the screen. */
async function draw(page: Page, ring: readonly Lonlat[]): Promise<void> {
  await page.getByTestId('tool-polygon').click();
  const box = await page.getByTestId('map').boundingBox();
  if (!box) throw new Error('the map has no box');
  const scale = (512 * 2 ** zoom) / (2 * Math.PI);
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const mercator = (lat: number) => Math.log(Math.tan(Math.PI / 4 + radians(lat) / 2));
  for (const [lon, lat] of ring) {
    const x = box.x + box.width / 2 + radians(lon - centre[0]) * scale;
    const y = box.y + box.height / 2 - (mercator(lat) - mercator(centre[1])) * scale;
    await page.mouse.move(x, y, { steps: 4 });
    await page.waitForTimeout(300);
    await page.mouse.click(x, y);
    await page.waitForTimeout(300);
  }
  await page.keyboard.press('Enter');
}

async function step(page: Page, action: string, text?: string): Promise<void> {
  const button = page.getByTestId(`action-${action}`);
  await expect.poll(() => button.isEnabled(), { timeout: 60_000 }).toBe(true);
  await button.click();
  if (text !== undefined) await page.getByTestId('feedback-text').fill(text);
  const submit = page.getByTestId('step-submit');
  await submit.click();
  await submit.waitFor({ state: 'detached' });
}

/** The middle of the map, where nothing floats over it, once it is still. */
async function middle(page: Page): Promise<Buffer> {
  await mapIdle(page);
  const box = await page.getByTestId('map').boundingBox();
  if (!box) throw new Error('the map has no box');
  return page.screenshot({
    clip: { x: box.x + 120, y: box.y + 60, width: box.width - 240, height: box.height - 160 },
  });
}

async function mapIdle(page: Page): Promise<void> {
  await expect
    .poll(() => page.getByTestId('map').getAttribute('data-idle'), { timeout: 180_000, interval: 500 })
    .toBe('true');
}

const cards = (page: Page) =>
  page
    .locator('[data-testid^="muster-"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-testid') ?? ''));

async function expectText(locator: ReturnType<Page['locator']>, pattern: RegExp): Promise<void> {
  await expect.poll(() => locator.first().textContent(), { timeout: 120_000 }).toMatch(pattern);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
