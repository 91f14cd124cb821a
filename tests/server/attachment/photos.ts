import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { createCity } from '../../../geodata/city/index.ts';
import { createApp } from '../../../server/app.ts';
import type { IncidentDetail } from '../../../server/incident/view.ts';
import type { WhistleView } from '../../../server/whistle/view.ts';
import { clientWith, openTestCity, type TestCity, type TestClient } from '../../support/city.ts';

/** The building on the line with a whistle blown on it, and a folder of its own for the photos. */
export interface PhotoCity {
  readonly city: TestCity;
  readonly app: TestCity['app'];
  readonly folder: string;
  readonly whistle: WhistleView;
  readonly as: (name: string) => Promise<TestClient>;
  readonly close: () => Promise<void>;
}

export async function openPhotoCity(): Promise<PhotoCity> {
  const city = await openTestCity({ incidents: 0 });
  const folder = await mkdtemp(join(tmpdir(), 'shaotu-photos-'));
  const { services } = city;
  const app = createApp({ ...services, config: { ...services.config, dataDir: folder } });
  const as = async (name: string) => clientWith(app, (await city.as(name)).cookie);
  const xicheng = await as('coordinator-xicheng');
  return {
    city,
    app,
    folder,
    whistle: await blowOnTheBuilding(xicheng),
    as,
    close: async () => {
      await city.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Submits the two-storey building and blows the joint whistle on it. */
export async function blowOnTheBuilding(coordinator: TestClient): Promise<WhistleView> {
  const { building } = createCity({ scale: 'small' }).landmarks.headline;
  const feature = {
    type: 'Feature',
    geometry: building,
    properties: { category: '01-01', kind: 'enforcement', source: 'patrol' },
  };
  const incident = await coordinator.post<IncidentDetail>('/api/incidents', feature);
  const blown = await coordinator.post<WhistleView>(`/api/incidents/${incident.body.id}/whistles`, {
    kind: 'enforcement',
    catalogueItem: '01-01',
  });
  if (blown.status !== 201) throw new Error(`no whistle: ${JSON.stringify(blown.body)}`);
  return blown.body;
}

/** A photo of one colour, with whatever `dress` puts on it. */
export const picture = (
  colour: string,
  dress: (image: Sharp) => Sharp = (image) => image.jpeg(),
): Promise<Buffer> =>
  dress(sharp({ create: { width: 64, height: 48, channels: 3, background: colour } })).toBuffer();

export const formWith = (
  photo: Uint8Array | null,
  fields: Readonly<Record<string, string>> = {},
): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (photo) form.set('photo', new File([Buffer.from(photo)], 'photo.jpg', { type: 'image/jpeg' }));
  return form;
};

/** Sends a form as a browser does, from a page of the same origin. */
export async function sendForm<T = { type: string; detail: string }>(
  app: TestCity['app'],
  cookie: string,
  path: string,
  form: FormData,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: T; headers: Headers }> {
  const response = await app.request(path, {
    method: 'POST',
    headers: { cookie, origin: 'http://localhost', 'accept-language': 'zh', ...headers },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as T, headers: response.headers };
}
