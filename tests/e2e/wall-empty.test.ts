import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asUsual, fileOf } from '../server/boundary/desk.ts';
import { fourSquares } from '../server/boundary/squares.ts';
import { openBrowser, openPage, type Watch } from '../support/browser.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { type Desk, deskOf } from './desks.ts';
import { expectText, mapIdle } from './people.ts';

/** A wall of a city in which there is nothing yet: no boundaries, then boundaries but no incident and no whistle. */
const password = 'lilac-alley-third-tree';
let folder: string;
let server: RunningServer;
let browser: Browser;
let ask: Desk;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shaotu-empty-'));
  await writeFile(join(folder, 'password'), password);
  server = await startServer({ DEMO: '0', ADMIN_PASSWORD_FILE: join(folder, 'password') });
  ask = await deskOf(server.address, 'admin', password);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a wall of an empty city says what is missing, and shows the map by itself once boundaries are published', async () => {
  const { page, watch } = await openPage(browser, server.address, { width: 1280, height: 720 });
  await page.goto(`${server.address}/wall?dwell=5&theme=light`);
  const code = page.getByTestId('pairing-code');
  await expect.poll(() => code.textContent(), { timeout: 60_000 }).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  await ask('POST', '/api/displays', { code: await code.textContent(), name: '指挥大厅' });

  await expectText(page.getByTestId('no-edition'), /还没有发布边界版本/);
  const wall = page.getByTestId('wall');
  expect(await wall.getAttribute('data-scene')).toBe('overview');
  expect(await page.locator('.wall-counts dd').allTextContents()).toEqual(['0 件', '0 件', '0 家', '0 件']);
  expect(await page.locator('.wall-rate-note').first().textContent()).toContain('本月暂无');
  await expectText(page.locator('.wall-board-empty'), /没有正在集结的哨/);
  await expectText(page.getByTestId('ticker'), /还没有动态/);

  await page.evaluate(() => Reflect.set(window, 'marked', true));
  await publishSquares();
  await page.getByTestId('no-edition').waitFor({ state: 'detached' });
  await expectText(page.locator('.wall-top h1'), /北京市|110000/);
  await page.locator('[data-testid="wall"][data-scene="heat"]').waitFor();
  await mapIdle(page);
  await expectText(page.getByTestId('ranking'), /今天还没有事件/);
  await page.locator('[data-testid="wall"][data-scene="seams"]').waitFor();
  await expectText(page.getByTestId('ranking'), /事件还太少，不足以排名/);
  expect(await page.evaluate(() => Reflect.has(window, 'marked'))).toBe(true);
  expect(faultsOf(watch)).toEqual([]);
});

async function publishSquares(): Promise<void> {
  const sent = await ask('POST', '/api/editions/uploads?name=squares.geojson', fileOf(fourSquares));
  await ask('POST', `/api/editions/uploads/${sent.upload}/check`, asUsual);
  const look = () => ask('GET', `/api/editions/uploads/${sent.upload}`);
  await expect.poll(async () => (await look()).state, { timeout: 60_000 }).toBe('checked');
  await ask('POST', `/api/editions/${(await look()).edition}/publish`, {});
}

/** What went wrong on the page. Being asked again for what is not there yet is no fault. */
const faultsOf = ({ faults }: Watch) => faults.filter((fault) => !/404|401/.test(fault));
