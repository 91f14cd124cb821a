import { Hono } from 'hono';
import { pino } from 'pino';
import type { Role } from '../../../server/access/policy.ts';
import { editionRoutes } from '../../../server/boundary/edition-routes.ts';
import { createEditions, type Editions } from '../../../server/boundary/editions.ts';
import { createImportThread, type ImportThread } from '../../../server/boundary/import-thread.ts';
import type { OnPublish } from '../../../server/boundary/publish.ts';
import { boundaryRoutes } from '../../../server/boundary/routes.ts';
import type { Database } from '../../../server/database/connect.ts';
import { Problem, problemResponse } from '../../../server/errors.ts';
import type { Environment } from '../../../server/services.ts';
import { openTestDatabase } from '../../support/database.ts';
import type { Row } from './squares.ts';

// biome-ignore lint/suspicious/noExplicitAny: what an answer holds is for each test to say
type Body = any;

/** The routes of boundaries and editions over a database of their own, asked as anyone may ask. */
export interface Desk {
  readonly database: Database;
  readonly editions: Editions;
  readonly thread: ImportThread;
  readonly setClock: (at: string) => void;
  readonly ask: (
    method: string,
    path: string,
    body?: unknown,
    options?: { readonly role?: Role; readonly type?: string },
  ) => Promise<{ readonly status: number; readonly body: Body }>;
  /** Sends a file in, checks it, waits, and answers how the upload then stands. */
  readonly load: (rows: readonly Row[], options?: object) => Promise<Body>;
  /** What changed in an edition, asked until the comparison is done. */
  readonly compared: (edition: number) => Promise<{ readonly status: number; readonly body: Body }>;
  readonly close: () => Promise<void>;
}

export async function openDesk(onPublish?: OnPublish): Promise<Desk> {
  const database = await openTestDatabase();
  let now = new Date('2026-05-08T04:00:00Z');
  const clock = () => now;
  const editions = createEditions(database, { clock });
  await editions.start();
  const thread = createImportThread();
  const services = { database, editions, clock, log: pino({ level: 'silent' }) };
  const app = new Hono<Environment>()
    .use(async (c, next) => {
      const role = (c.req.header('x-role') ?? 'engineer') as Role;
      c.set('account', {
        name: role,
        displayName: role,
        displayNameEn: role,
        role,
        areaCode: null,
        bodyCode: null,
      });
      await next();
    })
    .route('/api', boundaryRoutes(services))
    .route(
      '/api',
      // Impatient, so that a first comparison is always said to be under way.
      editionRoutes(services, {
        checks: thread,
        views: thread,
        patience: 0,
        ...(onPublish && { onPublish }),
      }),
    );
  app.onError((error, c) => {
    if (error instanceof Problem) return problemResponse(c, error);
    throw error;
  });

  const ask: Desk['ask'] = async (
    method,
    path,
    body,
    { role = 'engineer', type = 'application/json' } = {},
  ) => {
    const response = await app.request(`/api${path}`, {
      method,
      headers: {
        'accept-language': 'en',
        'x-role': role,
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
  return {
    database,
    editions,
    thread,
    setClock: (at) => {
      now = new Date(at);
    },
    ask,
    async load(rows, options = {}) {
      const sent = await ask('POST', '/editions/uploads?name=file.geojson', fileOf(rows));
      if (sent.status !== 201) throw new Error(`the file was not taken: ${JSON.stringify(sent.body)}`);
      const path = `/editions/uploads/${sent.body.upload}`;
      const begun = await ask('POST', `${path}/check`, { ...asUsual, ...options });
      if (begun.status !== 202) throw new Error(`the check did not begin: ${JSON.stringify(begun.body)}`);
      for (;;) {
        const { body } = await ask('GET', path);
        if (body.state !== 'checking') return body;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async compared(edition) {
      for (;;) {
        const answer = await ask('GET', `/editions/${edition}/differences`);
        if (answer.status !== 202) return answer;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async close() {
      await thread.close();
      await editions.stop();
      await database.close();
    },
  };
}

/** How the files of `fileOf` are read. */
export const asUsual = {
  level: 'subdistrict',
  code: 'XZQDM',
  name: 'XZQMC',
  parent: 'QXDM',
  parentName: 'QXMC',
  crs: 'wgs84',
} as const;

/** A file of areas as an office would send it. */
export const fileOf = (rows: readonly Row[], members: object = {}) => ({
  type: 'FeatureCollection',
  ...members,
  features: rows.map(({ code = null, name, parent, parentName, shape }) => ({
    type: 'Feature',
    properties: { XZQDM: code, XZQMC: name ?? code, QXDM: parent ?? null, QXMC: parentName ?? null },
    geometry: { type: 'Polygon', coordinates: shape },
  })),
});
