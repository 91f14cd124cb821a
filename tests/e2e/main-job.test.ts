import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../support/server.ts';
import { drawBuilding, expectText, headline, middleOfMap, peopleAt, take, whistleOn } from './people.ts';
import { differingPixels } from './pixels.ts';

/**
 * The main job with the mouse: the building on the line is drawn, judged, whistled for and followed to its end by two
 * coordinators in two browsers, while a third shows it on the wall.
 */
const { west, east } = headline;
let server: RunningServer;
const people = peopleAt(() => server.address);
let xicheng: Page;
let fengtai: Page;
let wall: Page;

beforeAll(async () => {
  server = await startServer({ DEMO_SCALE: 'small' });
  xicheng = await people.signIn('coordinator-xicheng', headline.path);
});
afterAll(async () => {
  await people.leave();
  await server?.stop();
});

test('the map shows its labels: the same view in two languages differs, and twice in one does not', async () => {
  const english = await people.signIn('coordinator-xicheng', `${headline.path}&lang=en`);
  const pictures = [
    await middleOfMap(xicheng),
    await middleOfMap(xicheng),
    await middleOfMap(english),
  ] as const;
  expect(await differingPixels(xicheng, pictures[0], pictures[1])).toBeLessThan(20);
  expect(await differingPixels(xicheng, pictures[0], pictures[2])).toBeGreaterThan(300);
  await english.context().browser()?.close();
});

test('the building drawn with the mouse is one third in Xicheng and two thirds in Fengtai', async () => {
  await drawBuilding(xicheng);
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
  wall = await people.signIn('wall', `/wall?scenes=overview&area=${east}`);
  await expect.poll(() => cards(wall), { timeout: 120_000 }).not.toEqual([]);
  const before = await cards(wall);
  await wall.evaluate(() => Object.assign(window, { neverReloaded: true }));

  await xicheng.getByTestId('blow').click();
  await xicheng.getByTestId('case').waitFor();
  const id = whistleOn(xicheng);
  expect(id).toMatch(/^\d+$/);
  expect(before).not.toContain(`muster-${id}`);
  await wall.getByTestId(`muster-${id}`).first().waitFor();
  expect(await wall.evaluate(() => 'neverReloaded' in window)).toBe(true);
});

test('both sides check in and feed back, each in its own browser', async () => {
  fengtai = await people.signIn('coordinator-fengtai', `/coordinate?whistle=${whistleOn(xicheng)}`);
  for (const page of [xicheng, fengtai]) {
    await page.getByTestId('case').waitFor();
    for (let body = 0; body < 4; body++) await take(page, 'checkIn');
    await expect.poll(() => page.getByTestId('action-checkIn').count(), { timeout: 60_000 }).toBe(0);
    await take(page, 'feedback', '已拆除本侧部分');
  }
});

test('the blower verifies and releases, both sides sign, and it is closed on both and on the wall', async () => {
  await take(xicheng, 'verify');
  await take(xicheng, 'release');
  await take(xicheng, 'sign');
  await take(fengtai, 'sign');
  for (const page of [xicheng, fengtai])
    await expect
      .poll(() => page.getByTestId('case').getAttribute('data-stage'), { timeout: 60_000 })
      .toBe('closed');
  const id = whistleOn(xicheng);
  await expect.poll(() => cards(wall), { timeout: 60_000 }).not.toContain(`muster-${id}`);
});

test('no page wrote an error to its console or asked anyone but its own origin', () => {
  expect(people.watches.flatMap((watch) => watch.faults)).toEqual([]);
});

test('SIGTERM ends the server cleanly', async () => {
  await people.leave();
  expect(await server.stop()).toBe(0);
});

const cards = (page: Page) =>
  page
    .locator('[data-testid^="muster-"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-testid') ?? ''));
