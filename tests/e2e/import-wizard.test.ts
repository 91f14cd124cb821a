import type { FeatureCollection, Polygon } from 'geojson';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lonlat } from '../../geodata/geometry.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expectText, mapIdle, peopleAt } from './people.ts';

/**
 * An engineer brings a file of four subdistricts with a gap between them, reads it as guessed, looks at the gap, accepts
 * it, looks at what changes, and puts it in force.
 */
let server: RunningServer;
const people = peopleAt(() => server.address);
let engineer: Page;

beforeAll(async () => {
  server = await startServer({ DEMO_SCALE: 'small' });
  engineer = await people.signIn('engineer', '/admin/editions');
  await engineer.getByTestId('edition-1').waitFor();
});
afterAll(async () => {
  await people.leave();
  await server?.stop();
});

test('nothing can be done before there is a file, and every step says so', async () => {
  for (const step of ['crs', 'fields', 'check', 'difference', 'publish'])
    expect(await engineer.getByTestId(`step-${step}`).getAttribute('data-state')).toBe('waiting');
});

test('a file that is none is refused with what was wrong, and nothing is lost', async () => {
  await send('notes.geojson', '{"type":"Feature"}');
  await expectText(engineer.getByTestId('refusal'), /FeatureCollection/);
});

test('coordinates and fields of a file are guessed, and a person agrees', async () => {
  await send('街道界.geojson', JSON.stringify(withGap()));
  await engineer.getByTestId('crs-EPSG:4490').waitFor();
  await engineer.getByTestId('next').click();
  await expectText(engineer.getByTestId('step-fields'), /XZQDM/);
  await engineer.getByTestId('check').click();
  await engineer.getByTestId('report').waitFor();
});

test('the report counts the gap, and keeps checks that found nothing', async () => {
  const gap = engineer.getByTestId('finding-gap');
  expect(await gap.getAttribute('data-standing')).toBe('error');
  await expectText(gap, /1.*无任何单位覆盖/);
  expect(await engineer.getByTestId('finding-overlap').getAttribute('data-standing')).toBe('passed');
  expect(await engineer.getByTestId('step-publish').getAttribute('data-state')).toBe('waiting');
});

test('the gap is shown on the map, with a card that says who lies around it', async () => {
  await engineer.getByTestId('view-gap-1').click();
  await expectText(engineer.getByTestId('inset'), /缺口.*甲街道/s);
  await mapIdle(engineer);
  expect(new URL(engineer.url()).searchParams.get('find')).toBe('gap-1');
});

test('a link to it shows a colleague the same', async () => {
  const link = engineer.url();
  await engineer.goto('about:blank');
  await engineer.goto(link);
  await expectText(engineer.getByTestId('inset'), /缺口/);
});

test('each kind of error is accepted by name, after it is said what that means', async () => {
  await accept('gap', /不属于任何街道/);
  const left = engineer.locator('[data-standing="error"]');
  while ((await left.count()) > 0) {
    const name = await left.first().getAttribute('data-testid');
    await accept(name?.replace('finding-', '') ?? '', /./);
  }
  await expect.poll(() => engineer.getByTestId('errors').textContent(), { timeout: 60_000 }).toBe('0');
});

test('the difference to the edition in force is listed, largest first, with who is new', async () => {
  await engineer.getByTestId('to-difference').click();
  await expectText(engineer.getByTestId('changed-area'), /km²/);
  await engineer.getByTestId('changed-110102901').waitFor();
});

test('what publishing will do is said before it is done', async () => {
  await engineer.getByTestId('to-publish').click();
  await expectText(engineer.getByTestId('consequences'), /版本 2 立即生效，版本 1 在同一刻失效/);
  await expectText(engineer.getByTestId('consequences'), /个单位有变化，.* 换了归属/);
  await expectText(engineer.getByTestId('publish'), /发布版本 2，现在生效/);
  await engineer.getByTestId('publish').click();
  await expectText(engineer.getByTestId('edition-title'), /2/);
  await engineer.getByTestId('look-areas').click();
  await expectText(engineer.getByTestId('areas'), /甲街道/);
});

test('a planner may look at editions, but not load any', async () => {
  const planner = await people.signIn('planner', '/admin/editions?edition=2&view=report');
  await expectText(planner.getByTestId('edition-title'), /2/);
  expect(await planner.getByTestId('step-file').count()).toBe(0);
  expect(await planner.locator('[data-testid^="accept-"]').count()).toBe(0);
});

test('no page wrote an error to its console but for the file that was refused', () => {
  const faults = people.watches.flatMap((watch) => watch.faults);
  expect(faults.filter((fault) => !/400 .*\/api\/editions\/uploads/.test(fault))).toEqual([]);
});

const send = (name: string, text: string) =>
  engineer
    .getByTestId('file')
    .setInputFiles({ name, mimeType: 'application/geo+json', buffer: Buffer.from(text) });

async function accept(kind: string, meaning: RegExp): Promise<void> {
  const finding = engineer.getByTestId(`finding-${kind}`);
  const button = engineer.getByTestId(`accept-${kind}`);
  if ((await button.count()) === 0) await finding.getByRole('button').first().click();
  await button.click();
  await expectText(engineer.getByRole('dialog'), meaning);
  await engineer.locator('.accept-ok').click();
  await expect.poll(() => finding.getAttribute('data-standing'), { timeout: 60_000 }).toBe('accepted');
  await engineer.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Four squares of two kilometres around a small one that nobody has. */
function withGap(): FeatureCollection<Polygon> {
  const [west, south] = [116.36, 39.9] as const;
  const at = (x: number, y: number): Lonlat => [west + 0.01 * x, south + 0.01 * y];
  const area = (code: string, name: string, ...corners: readonly Lonlat[]) => ({
    type: 'Feature' as const,
    properties: { XZQDM: code, XZQMC: name, QXDM: code.slice(0, 6), QXMC: '西城区' },
    geometry: {
      type: 'Polygon' as const,
      coordinates: [[...corners, corners[0] ?? at(0, 0)].map(([lon, lat]) => [lon, lat])],
    },
  });
  const file = {
    type: 'FeatureCollection' as const,
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } },
    features: [
      area('110102901', '甲街道', at(0, 0), at(2, 0), at(2, 1.5), at(1.5, 1.5), at(1.5, 2), at(0, 2)),
      area('110102902', '乙街道', at(2, 0), at(4, 0), at(4, 2), at(2.5, 2), at(2.5, 1.5), at(2, 1.5)),
      area('110102903', '丙街道', at(0, 2), at(1.5, 2), at(1.5, 2.5), at(2, 2.5), at(2, 4), at(0, 4)),
      area('110102904', '丁街道', at(2.5, 2), at(4, 2), at(4, 4), at(2, 4), at(2, 2.5), at(2.5, 2.5)),
    ],
  };
  return file;
}
