import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { Lonlat } from '../../geodata/geometry.ts';
import { openBrowser, openPage, type Watch } from '../support/browser.ts';

/** The building on the line as a person finds it: its corners, its middle, and a zoom at which it fills the map. */
export const headline = (() => {
  const ring = createCity({ scale: 'small' }).landmarks.headline.building.coordinates[0] ?? [];
  const corners = ring.slice(0, 4) as unknown as readonly Lonlat[];
  const mean = (of: (corner: Lonlat) => number) =>
    corners.reduce((sum, corner) => sum + of(corner), 0) / corners.length;
  const centre: Lonlat = [mean(([lon]) => lon), mean(([, lat]) => lat)];
  const zoom = 18.5;
  return {
    corners,
    centre,
    zoom,
    path: `/coordinate?at=${centre[0]}~${centre[1]}~${zoom}`,
    west: '110106002',
    east: '110102020',
  };
})();

/** Everybody who has signed in, each with a browser of their own, and what went wrong on their pages. */
export interface People {
  readonly signIn: (account: string, path: string, size?: { width: number; height: number }) => Promise<Page>;
  readonly watches: readonly Watch[];
  readonly leave: () => Promise<void>;
}

export function peopleAt(address: () => string): People {
  const browsers: Browser[] = [];
  const watches: Watch[] = [];
  return {
    watches,
    async signIn(account, path, size = { width: 1920, height: 1080 }) {
      const browser = await openBrowser();
      browsers.push(browser);
      const { page, watch } = await openPage(browser, address(), size);
      watches.push(watch);
      // A wall does not send people to the sign-in page: it shows its code.
      const door = path.startsWith('/wall') ? `/sign-in?to=${encodeURIComponent(path)}` : path;
      await page.goto(`${address()}${door}`);
      await page.getByTestId(`sign-in-${account}`).click();
      return page;
    },
    async leave() {
      await Promise.all(browsers.splice(0).map((browser) => browser.close()));
    },
  };
}

/** Clicks the corners of the building on the map and ends it by Enter. North is up: Web Mercator places a corner on the screen. */
export async function drawBuilding(page: Page): Promise<void> {
  await page.getByTestId('tool-polygon').click();
  const box = await boxOf(page);
  const scale = (512 * 2 ** headline.zoom) / (2 * Math.PI);
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const mercator = (lat: number) => Math.log(Math.tan(Math.PI / 4 + radians(lat) / 2));
  for (const [lon, lat] of headline.corners) {
    const x = box.x + box.width / 2 + radians(lon - headline.centre[0]) * scale;
    const y = box.y + box.height / 2 - (mercator(lat) - mercator(headline.centre[1])) * scale;
    await page.mouse.move(x, y, { steps: 4 });
    await page.waitForTimeout(300);
    await page.mouse.click(x, y);
    await page.waitForTimeout(300);
  }
  await page.keyboard.press('Enter');
}

/** Takes a step of the case that is open on the page. */
export async function take(page: Page, action: string, text?: string): Promise<void> {
  const button = page.getByTestId(`action-${action}`);
  await expect.poll(() => button.isEnabled(), { timeout: 60_000 }).toBe(true);
  await button.click();
  if (text !== undefined) await page.getByTestId('feedback-text').fill(text);
  const submit = page.getByTestId('step-submit');
  await submit.click();
  await submit.waitFor({ state: 'detached' });
}

/** Waits until the map has drawn all it has to. */
export const mapIdle = (page: Page): Promise<void> =>
  expect
    .poll(() => page.locator('[data-idle]').first().getAttribute('data-idle'), {
      timeout: 180_000,
      interval: 500,
    })
    .toBe('true');

/** A picture of the middle of the map, where nothing floats over it. */
export async function middleOfMap(page: Page): Promise<Buffer> {
  await mapIdle(page);
  const box = await boxOf(page);
  return page.screenshot({
    clip: { x: box.x + 120, y: box.y + 60, width: box.width - 240, height: box.height - 160 },
  });
}

export async function expectText(locator: ReturnType<Page['locator']>, pattern: RegExp): Promise<void> {
  await expect.poll(() => locator.first().textContent(), { timeout: 120_000 }).toMatch(pattern);
}

/** Number of the whistle that is open on the page. */
export const whistleOn = (page: Page): string => new URL(page.url()).searchParams.get('whistle') ?? '';

async function boxOf(page: Page) {
  const box = await page.getByTestId('map').boundingBox();
  if (!box) throw new Error('the map has no box');
  return box;
}
