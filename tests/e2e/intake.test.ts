import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../support/server.ts';
import { expectText, peopleAt } from './people.ts';

/**
 * A coordinator loads what the hotline exported: columns are known by their names, one row is at fault and comes back in a
 * file, the same file loads nothing a second time, and a loaded incident is found by the initials of its place.
 */
/** The demo city has no boundaries of long ago: what is loaded happened yesterday. */
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const csv = [
  '工单编号,诉求类型,来电时间,地址,经度,纬度,来电人,联系电话',
  `HL-1,暴露垃圾,${day} 09:30,椿树胡同甲 12 号,116.345200,39.890500,张三,13812345678`,
  `HL-2,占道经营,${day} 10:00,椿树胡同 20 号,116.345900,39.890600,,`,
  `HL-3,没有的类别,${day} 10:30,椿树胡同 21 号,116.346000,39.890700,,`,
].join('\r\n');
let server: RunningServer;
const people = peopleAt(() => server.address);
let xicheng: Page;

beforeAll(async () => {
  server = await startServer({ DEMO_SCALE: 'small' });
  xicheng = await people.signIn('coordinator-xicheng', '/intake');
  await xicheng.getByTestId('intake').waitFor();
});
afterAll(async () => {
  await people.leave();
  await server?.stop();
});

test('a file is sent, its columns are known, and its rows are shown with their areas', async () => {
  await send();
  await expectText(xicheng.getByTestId('intake-field-longitude'), /经度/);
  await expectText(xicheng.getByTestId('intake-field-sourceNumber'), /工单编号/);
  await xicheng.getByTestId('intake-preview').click();
  await expectText(xicheng.getByTestId('intake-rows'), /椿树胡同甲 12 号.*广安门外街道.*没有的类别/s);
  await expectText(xicheng.getByTestId('intake-looked'), /看了 3 行，2 行可以载入/);
  expect(new URL(xicheng.url()).searchParams.get('step')).toBe('preview');
});

test('what is sound is loaded, what is not can be downloaded', async () => {
  await xicheng.getByTestId('intake-run').click();
  await xicheng.getByTestId('intake-done').waitFor();
  await expectText(xicheng.getByTestId('intake-loaded'), /^2$/);
  await expectText(xicheng.getByTestId('intake-faulty'), /^1$/);
  const path = await xicheng.getByTestId('intake-faults').getAttribute('href');
  const file = await xicheng.request.get(`${server.address}${path}`);
  expect(file.headers()['content-disposition']).toMatch(/attachment.*faults\.csv/);
  expect(await file.text()).toContain('没有的类别');
});

test('the same file again says so, and loads nothing twice', async () => {
  await xicheng.goto(`${server.address}/intake`);
  await send();
  await expectText(xicheng.getByTestId('intake-earlier'), /载入过 2 件/);
  await xicheng.getByTestId('intake-preview').click();
  await xicheng.getByTestId('intake-run').click();
  await xicheng.getByTestId('intake-done').waitFor();
  await expectText(xicheng.getByTestId('intake-repeated'), /^2$/);
});

test('a loaded incident is found by the initials of its place, with its reporter in full', async () => {
  const search = await xicheng.request.get(`${server.address}/api/search?q=csht`);
  const { incidents } = (await search.json()) as { incidents: { id: string; place: string }[] };
  const loaded = incidents.find(({ place }) => place === '椿树胡同甲 12 号');
  const reporters = await xicheng.request.get(`${server.address}/api/incidents/${loaded?.id}/reporters`);
  expect(await reporters.text()).toMatch(/张三.*13812345678/s);
});

async function send(): Promise<void> {
  await xicheng
    .getByTestId('intake-file')
    .setInputFiles({ name: '热线导出.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await xicheng.getByTestId('intake-preview').waitFor();
}
