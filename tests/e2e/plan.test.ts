import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Heat } from '../../server/plan/heat.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expectText, headline, mapIdle, peopleAt } from './people.ts';

/**
 * A planner looks back: by area, by hour, along streets and seams, at what comes again, at a line moved; and takes it
 * away. The figures on the screen are those that the server counts.
 */
let server: RunningServer;
const people = peopleAt(() => server.address);
let planner: Page;
/** The seam of the building on the line. */
const seam = `${headline.west}|${headline.east}`.split('|').sort().join('|');

beforeAll(async () => {
  server = await startServer({ DEMO_SCALE: 'small' });
  planner = await people.signIn('planner', '/plan');
  await planner.getByTestId('plan-legend').waitFor();
});
afterAll(async () => {
  await people.leave();
  await server?.stop();
});

const heat = (query: string): Promise<Heat> =>
  planner.evaluate(async (asked) => (await fetch(`/api/plan/heat?${asked}`)).json(), query);

test('the ranking begins with the subdistrict that the server counts most in', async () => {
  const { rows, total } = await heat('level=subdistrict');
  const most = rows.toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))[0];
  const first = planner.locator('[data-testid^="plan-row-"]').first();
  expect(await first.getAttribute('data-testid')).toBe(`plan-row-${most?.code}`);
  await expectText(first, new RegExp(most?.count.toLocaleString('en') ?? ''));
  await expectTotal(total);
});

test('an hour that is pointed at narrows everything beside it, and stays in the address', async () => {
  const { hours } = await heat('level=subdistrict');
  await planner.getByTestId('plan-hour-1-9').click();
  await expectTotal(hours[24 + 9] ?? -1);
  expect(new URL(planner.url()).searchParams.get('hours')).not.toBeNull();
  await planner.getByTestId('plan-hours-clear').click();
});

test('a link with filters shows a colleague the same figures', async () => {
  const { total } = await heat('level=district&kind=emergency&area=110102');
  const before = await expectMore(total);
  await planner.goto(`${server.address}/plan?level=district&kind=emergency&area=110102`);
  await expectTotal(total);
  expect(total).toBeLessThan(before);
  await mapIdle(planner);
});

test('an empty time says so', async () => {
  await planner.goto(`${server.address}/plan?from=2001-01-01&to=2001-01-02`);
  await expectText(planner.locator('.plan-empty'), /没有事件/);
});

test('hot spots come with the figures behind them', async () => {
  await planner.goto(`${server.address}/plan?show=gi`);
  const area = planner.locator('[data-testid^="plan-hot-1"]').first();
  await area.click();
  await expectText(planner.getByTestId('plan-hot-facts'), /z.*p.*q/s);
});

test('the map leaves as a picture, and the desk as a report', async () => {
  await planner.goto(`${server.address}/plan?level=district`);
  await planner.getByTestId('plan-legend').waitFor();
  await mapIdle(planner);
  const take = async (item: RegExp) => {
    await planner.getByTestId('plan-export').click();
    const [download] = await Promise.all([planner.waitForEvent('download'), planner.getByText(item).click()]);
    return (await readFile(await download.path())).toString('latin1');
  };
  expect((await take(/PNG/)).slice(1, 4)).toBe('PNG');
  const report = await take(/PDF/);
  expect(report.slice(0, 5)).toBe('%PDF-');
  expect(report).toContain('/Subtype /Image');
});

test('streets are ranked per kilometre, with a legend in the same unit', async () => {
  await planner.goto(`${server.address}/plan?tab=streets`);
  await planner.getByTestId('plan-streets').waitFor();
  await expectText(planner.getByTestId('plan-legend'), /km/);
  expect(await planner.locator('[data-testid^="plan-row-"]').count()).toBeGreaterThan(3);
});

test('the seam of the building has a cost, a strip along it, and a sandbox', async () => {
  await planner.goto(`${server.address}/plan?tab=seams&selected=${encodeURIComponent(seam)}`);
  await planner.getByTestId('cost-strip').waitFor();
  await expectText(planner.getByTestId('cost-name'), /广安门外.*太平桥|太平桥.*广安门外/s);
  await planner.goto(`${server.address}/plan?tab=whatIf&selected=${encodeURIComponent(seam)}`);
  await planner.getByTestId('what-if-load').waitFor();
  const count = planner.getByTestId('what-if-load').locator('td').first();
  await expectText(count, /\d/);
});

test('places where the same comes again are listed with when they may come next', async () => {
  await planner.goto(`${server.address}/plan?tab=recurring`);
  await planner.getByTestId('plan-recurring').waitFor();
  await planner.locator('[data-testid^="plan-place-"]').first().click();
  await planner.getByTestId('plan-place-facts').waitFor();
});

test('a place is taken up with a note, marked in the list, and found by that', async () => {
  const facts = planner.getByTestId('plan-place-taken');
  await facts.waitFor({ timeout: 20_000 });
  await facts.getByRole('textbox').fill('每周一清理');
  await planner.getByTestId('plan-take-up').click();
  await expectText(facts, /每周一清理/);
  await planner.goto(`${server.address}/plan?tab=recurring&takenUp=yes`);
  const rows = planner.locator('[data-testid^="plan-place-"]');
  await expectText(rows.first(), /已认领/);
  expect(await rows.count()).toBe(1);
});

test('streets, hexagons and recurring places leave as tables and as shapes', async () => {
  for (const view of ['tab=streets', 'level=hexagon', 'tab=recurring']) {
    await planner.goto(`${server.address}/plan?${view}`);
    for (const [kind, begins] of [
      ['csv', /^\ufeff?[\w"]+,/],
      ['geojson', /^\{"type":"FeatureCollection"/],
    ] as const) {
      await planner.getByTestId('plan-export').click();
      const [download] = await Promise.all([
        planner.waitForEvent('download'),
        planner.getByTestId(`plan-export-${kind}`).click(),
      ]);
      expect(await readFile(await download.path(), 'utf8'), `${view} ${kind}`).toMatch(begins);
    }
  }
});

test('hot spots of hexagons, and the picture of a playback, are links like any other', async () => {
  await planner.goto(`${server.address}/plan?show=gi&level=hexagon`);
  await planner.getByTestId('plan-hot-spots').waitFor();
  expect(await planner.locator('[data-testid^="plan-hot-8"]').count()).toBeGreaterThan(3);
  await planner.goto(`${server.address}/plan?level=district&frame=5`);
  expect(await planner.getByTestId('plan-frame').inputValue()).toBe('5');
});

test('no page wrote an error to its console', () => {
  expect(people.watches.flatMap((watch) => watch.faults)).toEqual([]);
});

const shown = async (): Promise<number> =>
  Number(await planner.getByTestId('plan-heat').getAttribute('data-total'));
const expectTotal = (total: number) => expect.poll(shown, { timeout: 60_000 }).toBe(total);
async function expectMore(total: number): Promise<number> {
  await expect.poll(shown, { timeout: 60_000 }).toBeGreaterThan(total);
  return shown();
}
