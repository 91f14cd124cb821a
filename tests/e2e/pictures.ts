import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { type RunningServer, startServer } from '../support/server.ts';
import { drawBuilding, expectText, headline, mapIdle, peopleAt, take, whistleOn } from './people.ts';

/** `npm run pictures`: takes the README's pictures anew, of the main job as a person sees it. */
const folder = fileURLToPath(new URL('../pictures/', import.meta.url));
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

  const wall = await people.signIn('wall', '/wall?scenes=overview');
  await wall.waitForTimeout(12_000);
  await picture(wall, 'wall');
  const joint = await people.signIn('wall', `/wall?scenes=joint&dwell=600&area=${headline.east}`);
  await joint.waitForTimeout(15_000);
  await picture(joint, 'wall-joint');
});

test('the page of a seam and the report on an edition', async () => {
  const seam = encodeURIComponent(`${headline.east}|${headline.west}`);
  const coordinator = await people.signIn('coordinator-xicheng', `/seams/${seam}`);
  await coordinator.getByTestId('seam-page').waitFor();
  await coordinator.waitForTimeout(4_000);
  await picture(coordinator, 'seam');

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
  await page.screenshot({ path: `${folder}${name}.png` });
}
