import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, test } from 'vitest';
import { type RunningServer, startServer } from '../support/server.ts';
import { drawBuilding, expectText, headline, mapIdle, peopleAt, take, whistleOn } from './people.ts';

/** `npm run pictures`: takes the README's pictures anew, as a person sees the screens; none wider than 1920. */
const folder = fileURLToPath(new URL('../pictures/', import.meta.url));
const walls = [
  { name: 'wall', path: '/wall?scenes=overview', size: { width: 1920, height: 1080 } },
  {
    name: 'wall-joint',
    path: `/wall?scenes=joint&dwell=600&area=${headline.east}`,
    size: { width: 3840, height: 2160 },
  },
  { name: 'wall-ultrawide', path: '/wall?scenes=overview', size: { width: 7680, height: 2160 } },
  { name: 'wall-portrait', path: '/wall?scenes=overview&lang=en', size: { width: 1080, height: 1920 } },
];
const desks = [
  { name: 'plan-heat', path: '/plan' },
  { name: 'plan-streets-en', path: '/plan?tab=streets&lang=en' },
  { name: 'plan-seams', path: '/plan?tab=seams' },
];
let server: RunningServer;
const people = peopleAt(() => server.address);

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  server = await startServer();
});
afterAll(async () => {
  await people.leave();
  await server?.stop();
});

test('the verdict in both languages, the case and the walls', async () => {
  const english = await people.signIn('coordinator-xicheng', `${headline.path}&lang=en`);
  await judged(english);
  await picture(english, 'verdict-en');

  const xicheng = await people.signIn('coordinator-xicheng', headline.path);
  await judged(xicheng);
  await picture(xicheng, 'verdict');
  await xicheng.getByTestId('blow').click();
  await xicheng.getByTestId('case').waitFor();
  for (let body = 0; body < 2; body++) await take(xicheng, 'checkIn');
  const fengtai = await people.signIn('coordinator-fengtai', `/coordinate?whistle=${whistleOn(xicheng)}`);
  await fengtai.getByTestId('case').waitFor();
  for (let body = 0; body < 2; body++) await take(fengtai, 'checkIn');
  await take(fengtai, 'feedback', '施工已停，人员撤出');
  await xicheng.waitForTimeout(4_000);
  await picture(xicheng, 'case');

  for (const { name, path, size } of walls) {
    const wall = await people.signIn('wall', path, size);
    await wall.waitForTimeout(15_000);
    await picture(wall, name);
    await wall.close();
  }
});

test('the planner’s desk', async () => {
  for (const { name, path } of desks) {
    const planner = await people.signIn('planner', path);
    await planner.waitForTimeout(10_000);
    await picture(planner, name);
    await planner.close();
  }
});

test('the report on an edition', async () => {
  const engineer = await people.signIn('engineer', '/admin/editions?edition=1&view=report');
  await engineer.waitForTimeout(6_000);
  await picture(engineer, 'import');
});

async function judged(page: Page): Promise<void> {
  await mapIdle(page);
  await drawBuilding(page);
  await expectText(page.getByTestId('verdict-card').getByTestId('share'), /66\.7/);
  await page.waitForTimeout(3_000);
}

async function picture(page: Page, name: string): Promise<void> {
  await mapIdle(page);
  await sharp(await page.screenshot())
    .resize({ width: 1920, withoutEnlargement: true })
    .webp({ quality: 85, effort: 6 })
    .toFile(`${folder}${name}.webp`);
}
