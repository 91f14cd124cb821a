import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SeamDetail, SeamView } from '../../server/seam/view.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expectText, headline, peopleAt } from './people.ts';

/**
 * A coordinator finds the seam of the building on the line, records what it follows, makes an agreement and ends it;
 * an incident along a line that nobody has recorded opens a survey ticket, and an engineer closes it.
 */
const key = `${headline.east}|${headline.west}`;
let server: RunningServer;
const people = peopleAt(() => server.address);
let xicheng: Page;

beforeAll(async () => {
  server = await startServer({ DEMO_SCALE: 'small' });
  xicheng = await people.signIn('coordinator-xicheng', '/seams');
  await xicheng.getByTestId('seams').waitFor();
});
afterAll(async () => {
  await people.leave();
  await server?.stop();
});

test('a seam is found by the pinyin initials of its sides', async () => {
  await xicheng.getByTestId('seam-search').fill('gaw tpq');
  await expect.poll(() => xicheng.locator('.seam-row').count(), { timeout: 60_000 }).toBe(1);
  await expectText(xicheng.getByTestId(`seam-${key}`), /广安门外 × 太平桥.*墙基/);
  expect(new URL(xicheng.url()).searchParams.get('q')).toBe('gaw tpq');
});

test('its page says how long it is, who its sides are, and that they have no agreement', async () => {
  await xicheng.getByTestId(`seam-${key}`).click();
  const page = xicheng.getByTestId('seam-page');
  await expectText(page, /西城 × 丰台.*区界.*\d (km|m)/);
  await expectText(page, /广安门外街道.*西城区.*110102020.*太平桥街道.*丰台区.*110106002/);
  await expectText(page, /两侧还没有协议。/);
});

test('its page says, in words and on the map, which end is 0 m', async () => {
  const page = xicheng.getByTestId('seam-page');
  await expectText(page, /0 m：北端，邻羊坊店街道（116\.\d{4}, 39\.\d{4}）.*2\.8 km：南端，邻白纸坊街道/);
  await expect.poll(() => xicheng.locator('.seam-end').allTextContents()).toEqual(['0 m', '2.8 km']);
});

test('what it follows is recorded with its accuracy, and stays after a reload', async () => {
  await button('修改').first().click();
  await choose('basis-select', '道路中心线');
  await xicheng.getByRole('spinbutton', { name: '精度（± 米）' }).fill('0.3');
  await submit();
  await expectText(part('依据'), /道路中心线.*±0\.3 m.*coordinator-xicheng/);
  await xicheng.reload();
  await expectText(part('依据'), /道路中心线.*±0\.3 m/);
});

test('an agreement for one category holds until it is ended, with a reason that stays on record', async () => {
  await button('订立协议').click();
  await choose('agreement-category', '暴露垃圾');
  await xicheng.getByTestId('agreement-text').fill('由广安门外街道牵头清理');
  await submit();
  await expectText(part('协议'), /暴露垃圾生效.*广安门外街道牵头.*由广安门外街道牵头清理/);

  await button('提前结束').click();
  await xicheng.getByLabel('为什么提前结束').fill('改由太平桥街道负责');
  await submit();
  await expectText(part('协议'), /暴露垃圾已结束.*提前结束：改由太平桥街道负责/);
});

test('an incident along a line that nobody has recorded opens a ticket, which an engineer closes', async () => {
  const { seam, ticket } = await meetUnrecorded();
  const engineer = await people.signIn('engineer', '/tickets');
  const row = engineer.getByTestId(`ticket-${ticket}`);
  await expectText(row, /无依据/);
  await row.click();
  expect(await engineer.getByRole('link', { name: '去登记依据' }).getAttribute('href')).toContain(
    seam.left.code,
  );
  await engineer.getByRole('button', { name: '关闭工单' }).click();
  await engineer.getByTestId('ticket-note').fill('沿道路中心线，已立界桩');
  await engineer.getByTestId('seam-submit').click();
  await row.waitFor({ state: 'detached' });
  await engineer.goto(`${server.address}/tickets?status=closed`);
  await row.click();
  await expectText(engineer.getByTestId('tickets'), /沿道路中心线，已立界桩.*engineer/);
});

test('no page wrote an error to its console or asked anyone but its own origin', () => {
  expect(people.watches.flatMap((watch) => watch.faults)).toEqual([]);
});

const button = (name: string) => xicheng.getByRole('button', { name, exact: true });
const part = (title: string) =>
  xicheng.locator('.seam-part', { has: xicheng.getByRole('heading', { name: title, exact: true }) });

async function submit(): Promise<void> {
  const sent = xicheng.getByTestId('seam-submit');
  await sent.click();
  await sent.waitFor({ state: 'detached' });
}

/** Chooses an option of a list by its words. */
async function choose(list: string, option: string): Promise<void> {
  await xicheng.getByTestId(list).click();
  await xicheng.keyboard.type(option);
  await xicheng.locator('.ant-select-item-option', { hasText: option }).first().click();
}

/** Submits an incident along the first stretch of a line without basis; answers the line and its ticket. */
const meetUnrecorded = (): Promise<{ seam: SeamView; ticket: string }> =>
  xicheng.evaluate(async () => {
    const ask = async <T>(path: string, body?: unknown): Promise<T> => {
      const response = await fetch(path, {
        ...(body !== undefined && {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json() as Promise<T>;
    };
    const { seams } = await ask<{ seams: SeamView[] }>('/api/seams?area=110102&basis=none&limit=1');
    const [seam] = seams;
    if (!seam) throw new Error('every line of the district has a basis');
    const { shape } = await ask<SeamDetail>(`/api/seams/${encodeURIComponent(seam.key)}`);
    const stretch = shape.coordinates[0]?.slice(0, 2);
    const { tickets } = await ask<{ tickets: { id: string }[] }>('/api/incidents', {
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: stretch },
      properties: { category: '01-01', width: 3, accuracy: 1 },
    });
    return { seam, ticket: tickets[0]?.id ?? '' };
  });
