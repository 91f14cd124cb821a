import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCity } from '../../geodata/city/index.ts';
import type { Lonlat } from '../../geodata/geometry.ts';
import type { PhotoView } from '../../server/attachment/view.ts';
import type { WhistleView } from '../../server/whistle/view.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { expectText, headline, mapIdle, peopleAt } from './people.ts';

/**
 * The officer's phone at 390 × 844: on the way to the building on the line, there, at work with the line cut, and waiting
 * to be let go. Two whistles: to one the officer comes, the other is answered from afar.
 */
const phone = { width: 390, height: 844 };
const body = '110106-urban';
const [lon, lat] = headline.centre;
let server: RunningServer;
const people = peopleAt(() => server.address);
let coordinator: Page;
let officer: Page;
let near: WhistleView;
let far: WhistleView;

beforeAll(async () => {
  server = await startServer({ DEMO_SCALE: 'small' });
  coordinator = await people.signIn('coordinator-xicheng', '/coordinate');
  near = await blow();
  far = await blow();
});
afterAll(async () => {
  await people.leave();
  await server?.stop();
});

test('a phone that may not say where it is asks for a reason and says why', async () => {
  officer = await people.signIn('officer', `/officer?whistle=${near.id}`, phone);
  await expectText(officer.getByTestId('position'), /定位|位置/);
  await officer.getByTestId('check-in').click();
  await officer.getByTestId('check-in-reason').waitFor();
  expect(await officer.getByTestId('check-in').isDisabled()).toBe(true);
});

test('on the way it shows the map, the time left, how far it is, and that checking in needs a reason', async () => {
  await stand([lon - 0.0035, lat]);
  await officer.reload();
  await mapIdle(officer);
  await expectText(officer.getByTestId('away'), /直线 2\d\d m.*步行约 \d+ 分钟/);
  await expectText(officer.getByTestId('position'), /直线距范围 2\d\d m。现在报到须说明原因/);
  await expectText(officer.getByRole('timer'), /^\d\d:\d\d$/);
  expect(await officer.getByTestId('check-in').getAttribute('data-on-site')).toBe('false');
  expect(await summons(near)).toMatchObject({ readAt: expect.any(String), checkedInAt: null });
});

test('off site, with a reason, the check-in is taken and marked as such', async () => {
  await officer.goto(`${server.address}/officer?whistle=${far.id}`);
  await officer.getByTestId('check-in').click();
  await officer.getByTestId('check-in-reason').fill('受阻于封路，先在线接入');
  await officer.getByText('双报到', { exact: true }).click();
  await officer.getByTestId('check-in').click();
  await phase('working');
  expect((await checkedIn(far)).checkIn).toMatchObject({
    onSite: false,
    form: 'doubleCheckIn',
    reason: '受阻于封路，先在线接入',
  });
});

test('with several summonses the officer chooses from a list, what is missing on top', async () => {
  await officer.goto(`${server.address}/officer`);
  await officer.getByTestId('calls').waitFor();
  const rows = await officer
    .locator('[data-testid^="call-"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-testid')));
  expect(rows[0]).toBe(`call-${near.id}`);
  expect(rows).toContain(`call-${far.id}`);
  await officer.getByTestId(`call-${near.id}`).click();
  await phase('called');
  expect(new URL(officer.url()).searchParams.get('whistle')).toBe(near.id);
});

test('on site one press checks in', async () => {
  await stand([lon, lat + 0.0003]);
  const button = officer.getByTestId('check-in');
  await expect.poll(() => button.getAttribute('data-on-site'), { timeout: 60_000 }).toBe('true');
  await button.click();
  await phase('working');
  expect((await checkedIn(near)).checkIn).toMatchObject({ onSite: true, form: 'doubleCheckIn', reason: '' });
});

test('with the line cut, words and photos are kept, and outlive the page', async () => {
  await officer.getByTestId('work-text').fill('已责令停工，现场围挡');
  await officer.getByTestId('photo-before').setInputFiles(await photo('#a07050'));
  await officer.locator('.photo-thumb').waitFor();
  await officer.reload();
  await officer.locator('.photo-thumb').waitFor();
  expect(await officer.getByTestId('work-text').inputValue()).toBe('已责令停工，现场围挡');

  // The page is kept once it has settled.
  await expect.poll(keptFiles, { timeout: 120_000 }).toContain('/officer');
  await officer.context().setOffline(true);
  await officer.getByTestId('photo-after').setInputFiles(await photo('#507050'));
  await expect.poll(() => officer.locator('.photo-thumb').count(), { timeout: 30_000 }).toBe(2);
  await officer.getByTestId('send-feedback').click();
  await expectText(officer.getByTestId('unsent'), /3 项待发送.*网络不通，恢复后自动发送/);
  await phase('waiting');
  expect((await summons(near)).feedbackAt).toBeNull();
});

test('without a line the page opens again, with what it showed and what is unsent', async () => {
  await officer.reload();
  await expectText(officer.getByTestId('unsent'), /3 项待发送/);
  await phase('waiting');
  const kept = await keptFiles();
  expect(kept.filter((path) => path !== '/officer' && !path.startsWith('/assets/'))).toEqual([]);
});

test('when the line is back it is sent by itself, each thing once', async () => {
  await officer.context().setOffline(false);
  await officer.getByTestId('unsent').waitFor({ state: 'detached' });
  const links = officer.getByTestId('sent-photos').getByRole('link');
  await expect.poll(() => links.allTextContents(), { timeout: 60_000 }).toEqual(['处置前 1', '处置后 1']);
  expect(await summons(near)).toMatchObject({ feedback: '已责令停工，现场围挡' });
  const { photos } = await ask<{ photos: PhotoView[] }>(`/api/whistles/${near.id}/attachments`);
  expect(photos.map(({ moment, bodyCode }) => [moment, bodyCode])).toEqual([
    ['before', body],
    ['after', body],
  ]);
  const { log } = await ask<{ log: { step: string; whoCode?: string }[] }>(
    `/api/incidents/${near.incidentId}`,
  );
  expect(log.filter(({ step }) => step === 'summons.checkedIn')).toHaveLength(1);
  await expectText(officer.getByTestId('waits-for'), /还有 7 家未报到/);
});

test('an ended session says so, keeps what was entered, and sends it after the next sign-in', async () => {
  await officer.goto(`${server.address}/officer?whistle=${far.id}`);
  await phase('working');
  await officer.getByTestId('work-text').fill('已线上会商');
  await officer.context().clearCookies();
  await expect
    .poll(() => officer.evaluate(() => fetch('/api/whistles').then(({ status }) => status)), {
      timeout: 30_000,
    })
    .toBe(401);
  await officer.getByTestId('send-feedback').click();
  await officer.getByTestId('signed-out').getByRole('button').click();
  await officer.getByTestId('sign-in-officer').click();
  await phase('waiting');
  await expect.poll(async () => (await summons(far)).feedback, { timeout: 60_000 }).toBe('已线上会商');
});

test('no page wrote an error to its console but for the line that was cut and the session that ended', () => {
  const faults = people.watches.flatMap((watch) => watch.faults);
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of 401/.test(fault))).toEqual(
    [],
  );
});

/** Blows the joint whistle on the building, as the coordinator. */
async function blow(): Promise<WhistleView> {
  const { building } = createCity({ scale: 'small' }).landmarks.headline;
  const properties = { category: '01-01', kind: 'enforcement', source: 'patrol' };
  const incident = await post<{ id: string }>('/api/incidents', {
    type: 'Feature',
    geometry: building,
    properties,
  });
  return post<WhistleView>(`/api/incidents/${incident.id}/whistles`, {
    kind: 'enforcement',
    catalogueItem: '01-01',
  });
}

async function post<T>(path: string, data: object): Promise<T> {
  const response = await coordinator.request.post(`${server.address}${path}`, { data });
  expect(response.status(), await response.text()).toBe(201);
  return (await response.json()) as T;
}

async function ask<T>(path: string): Promise<T> {
  return (await (await coordinator.request.get(`${server.address}${path}`)).json()) as T;
}

/** The officer's summons as it stands on the server. */
async function summons({ id }: WhistleView): Promise<WhistleView['summonses'][number]> {
  const { summonses } = await ask<WhistleView>(`/api/whistles/${id}`);
  const own = summonses.find(({ bodyCode }) => bodyCode === body);
  if (!own) throw new Error(`whistle ${id} does not call ${body}`);
  return own;
}

/** The officer's summons once the server has its check-in: the phone goes on before. */
async function checkedIn(whistle: WhistleView): Promise<WhistleView['summonses'][number]> {
  await expect.poll(async () => (await summons(whistle)).checkedInAt, { timeout: 60_000 }).not.toBeNull();
  return summons(whistle);
}

/** Paths of what the phone keeps of the page. */
const keptFiles = (): Promise<string[]> =>
  officer.evaluate(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().map(({ url }) => new URL(url).pathname);
  });

/** Puts the phone somewhere, and lets it say so. */
async function stand([longitude, latitude]: Lonlat): Promise<void> {
  const context = officer.context();
  await context.grantPermissions(['geolocation'], { origin: server.address });
  await context.setGeolocation({ longitude, latitude, accuracy: 12 });
}

const phase = (wanted: string): Promise<void> =>
  expect
    .poll(() => officer.getByTestId('call').getAttribute('data-phase'), { timeout: 120_000 })
    .toBe(wanted);

async function photo(background: string) {
  const buffer = await sharp({ create: { width: 1200, height: 900, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return [{ name: 'photo.jpg', mimeType: 'image/jpeg', buffer }];
}
