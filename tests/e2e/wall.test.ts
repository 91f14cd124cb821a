import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { headline, mapIdle, peopleAt } from './people.ts';

let server: RunningServer;
let wire: Wire;
const people = peopleAt(() => wire.address);
beforeAll(async () => {
  server = await startServer({ DEMO_SCALE: 'small' });
  wire = await openWire(server.address);
});
afterAll(async () => {
  await people.leave();
  wire?.close();
  await server?.stop();
});

/** Somebody who works at another desk, over a line of their own. */
async function deskOf(name: string) {
  const headers = { 'content-type': 'application/json', origin: server.address };
  const signedIn = await fetch(`${server.address}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name, password: 'demo' }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (method: string, path: string, body: unknown = {}) => {
    const answer = await fetch(server.address + path, {
      method,
      headers: { ...headers, cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as { readonly id: string; readonly display: { readonly id: string } };
  };
}

/** Blows a whistle on the building on the line; answers its number. */
async function blow(kind: 'enforcement' | 'emergency'): Promise<string> {
  const ask = await deskOf('coordinator-xicheng');
  const geometry = { type: 'Polygon', coordinates: [[...headline.corners, headline.corners[0]]] };
  const properties = { category: '01-01', kind, source: 'patrol' };
  const incident = await ask('POST', '/api/incidents', { type: 'Feature', geometry, properties });
  const item = kind === 'emergency' ? {} : { catalogueItem: '01-01' };
  return (await ask('POST', `/api/incidents/${incident.id}/whistles`, { kind, ...item })).id;
}

test('a wall shows its code, lights up when an administrator enters it, and shows a code again when it is shut out', async () => {
  const browser = await openBrowser();
  const { page } = await openPage(browser, wire.address, { width: 1280, height: 720 });
  await page.goto(`${wire.address}/wall?scenes=overview`);
  const code = page.getByTestId('pairing-code');
  await expect.poll(() => code.textContent(), { timeout: 60_000 }).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  const ask = await deskOf('admin');
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

test('a wall keeps its picture without a line and without its graphics card, misses nothing, and gives way to an emergency', async () => {
  const page = await people.signIn('wall', '/wall?scenes=overview,heat,seams&dwell=600', {
    width: 1280,
    height: 720,
  });
  await page.getByTestId('wall').waitFor();
  await mapIdle(page);

  wire.cut();
  const band = page.getByTestId('connection');
  await band.waitFor();
  expect(await band.textContent()).toMatch(/\d\d:\d\d 起与服务器断开/);
  expect(await page.locator('.wall-counts').count()).toBe(1);
  const missed = await blow('enforcement');
  wire.mend();
  await band.waitFor({ state: 'detached' });
  await page.getByTestId(`muster-${missed}`).or(page.locator('.wall-board-more')).first().waitFor();

  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.wall-map-canvas canvas');
    (canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context') ?? null)?.loseContext();
    canvas?.setAttribute('data-lost', 'yes');
  });
  await expect.poll(() => page.locator('canvas[data-lost]').count(), { timeout: 60_000 }).toBe(0);
  await mapIdle(page);
  expect(await page.locator('.wall-map-canvas canvas').count()).toBe(1);

  const urgent = await blow('emergency');
  await page.locator('[data-testid="wall"][data-scene="emergency"]').waitFor();
  await page.getByTestId(`muster-${urgent}`).waitFor();
});
