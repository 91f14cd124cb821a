import { appendFile, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';
import { type RunningServer, root, startServer } from '../support/server.ts';
import { blowOn, deskOf } from './desks.ts';
import { mapIdle, peopleAt } from './people.ts';

let server: RunningServer;
let deployed: string | null = null;
const people = peopleAt(() => server.address);
beforeAll(async () => {
  server = await startServer({ DEMO_SCALE: 'small' });
});
afterAll(async () => {
  await people.leave();
  await server?.stop();
  if (deployed !== null) await rm(deployed, { recursive: true, force: true });
});

test('a wall shows its code, lights up when an administrator enters it, and shows a code again when it is shut out', async () => {
  const browser = await openBrowser();
  const { page } = await openPage(browser, server.address, { width: 1280, height: 720 });
  await page.goto(`${server.address}/wall?scenes=overview`);
  const code = page.getByTestId('pairing-code');
  await expect.poll(() => code.textContent(), { timeout: 60_000 }).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  const ask = await deskOf(server.address, 'admin');
  const { display } = await ask('POST', '/api/displays', {
    code: await code.textContent(),
    name: '指挥大厅',
  });
  await page.getByTestId('wall').waitFor();
  await ask('DELETE', `/api/displays/${display.id}`);
  await code.waitFor();
  expect(await page.getByTestId('pairing').textContent()).toContain('已到期或被撤销');
  await browser.close();
});

let wall: Page;
/** Whether the page is still the one that was marked: one loaded anew knows nothing of it. */
const mark = () => wall.evaluate(() => Reflect.set(window, 'marked', true));
const marked = () => wall.evaluate(() => Reflect.has(window, 'marked')).catch(() => null);

test('a wall keeps its map when the graphics card takes its context away', async () => {
  wall = await people.signIn('wall', '/wall?scenes=overview', { width: 1280, height: 720 });
  await wall.getByTestId('wall').waitFor();
  await mapIdle(wall);
  await wall.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.wall-map-canvas canvas');
    (canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context') ?? null)?.loseContext();
    canvas?.setAttribute('data-lost', 'yes');
  });
  await expect.poll(() => wall.locator('canvas[data-lost]').count(), { timeout: 60_000 }).toBe(0);
  await mapIdle(wall);
  expect(await wall.locator('.wall-map-canvas canvas').count()).toBe(1);
});

test('a wall of several screens draws its map with all their pixels, and no text under 1/72 of its height', async () => {
  await wall.setViewportSize({ width: 6000, height: 720 });
  const measured = () =>
    wall.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.wall-map-canvas canvas');
      const texts = [...document.querySelectorAll('.wall *')].filter((element) =>
        [...element.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim()),
      );
      return {
        shown: Math.round(canvas?.getBoundingClientRect().width ?? 0),
        drawn: canvas?.width ?? 0,
        least: Math.min(...texts.map((element) => Number.parseFloat(getComputedStyle(element).fontSize))),
      };
    });
  await expect.poll(async () => (await measured()).shown, { timeout: 30_000 }).toBeGreaterThan(4096);
  await expect
    .poll(async () => Math.abs((await measured()).drawn - (await measured()).shown))
    .toBeLessThan(2);
  expect((await measured()).least).toBeGreaterThanOrEqual(720 / 72);
  await wall.setViewportSize({ width: 1280, height: 720 });
});

test('a wall over a server that is started again stays, says how old its data is, and catches up', async () => {
  await mark();
  await server.halt();
  const band = wall.getByTestId('connection');
  await band.waitFor();
  expect(await band.textContent()).toMatch(/\d\d:\d\d 起与服务器断开/);
  await expect
    .poll(() => wall.getByTestId('age').textContent(), { timeout: 15_000 })
    .toMatch(/数据 ([5-9]|\d\d) 秒前/);
  expect(await wall.locator('.wall-counts dd').count()).toBe(4);
  expect(await wall.locator('.wall-map-canvas canvas').count()).toBe(1);

  await server.resume();
  const whistle = await blowOn(server.address, 'enforcement');
  await band.waitFor({ state: 'detached' });
  await wall.getByTestId(`muster-${whistle}`).or(wall.locator('.wall-board-more')).first().waitFor();
  expect(await marked()).toBe(true);
});

test('a wall gives way to an emergency, over which a new version waits; then it is loaded anew, once', async () => {
  const whistle = await blowOn(server.address, 'emergency');
  await wall.locator('[data-testid="wall"][data-scene="emergency"]').waitFor();
  await wall.getByTestId(`muster-${whistle}`).waitFor();
  deployed = await deploy();
  await server.halt();
  await server.resume(deployed);
  await wall.getByTestId('connection').waitFor({ state: 'detached' });
  // Longer than a wall takes to look for a new version once its server is back.
  await wall.waitForTimeout(5_000);
  expect(await marked()).toBe(true);

  for (const name of ['coordinator-xicheng', 'coordinator-fengtai']) {
    const ask = await deskOf(server.address, name);
    await ask('POST', `/api/whistles/${whistle}/check-ins`, { reason: '已到现场' });
  }
  await expect.poll(marked, { timeout: 60_000 }).toBe(false);
  await wall.getByTestId('wall').waitFor();
  await mark();
  await wall.waitForTimeout(5_000);
  expect(await marked()).toBe(true);
});

/** This checkout with a client built anew, as far as a server needs it. */
async function deploy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'shaotu-deployed-'));
  for (const part of ['server', 'geodata', 'dist', 'package.json', 'tsconfig.json'])
    await cp(join(root, part), join(folder, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await appendFile(join(folder, 'dist', 'index.html'), '<!-- built anew -->\n');
  return folder;
}
