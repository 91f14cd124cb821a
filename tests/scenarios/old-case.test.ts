import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildEdition } from '../../server/boundary/build.ts';
import { loadGeography, publishEdition, saveDraft } from '../../server/boundary/store.ts';
import type { IncidentDetail } from '../../server/incident/view.ts';
import type { WhistleView } from '../../server/whistle/view.ts';
import { box, fourSquares, layerOf, type Row } from '../server/boundary/squares.ts';
import { openTestCity, type TestCity, type TestClient } from '../support/city.ts';

/**
 * A shed that lies across the line between 西城 and 丰台 in May. In June the line moves, and the shed lies in 丰台 alone:
 * the case of May stays a case of May.
 */
const [north, south] = ['110102001', '110106001'];
const shed = {
  type: 'Polygon',
  coordinates: [
    [
      [116.05, 39.0999],
      [116.0504, 39.0999],
      [116.0504, 39.1002],
      [116.05, 39.1002],
      [116.05, 39.0999],
    ],
  ],
};
const feature = (occurredAt?: string) => ({
  type: 'Feature',
  geometry: shed,
  properties: { category: '01-01', kind: 'enforcement', ...(occurredAt && { occurredAt }) },
});
/** The southern district reaches a little further north. */
const moved: readonly Row[] = fourSquares.map((row) => {
  if (row.code === '110102001') return { ...row, shape: box(0, 11, 10, 20) };
  if (row.code === '110106001') return { ...row, shape: box(0, 0, 10, 11) };
  return row;
});

interface Again {
  readonly edition: number;
  readonly verdict: IncidentDetail['verdict'];
  readonly differs: {
    readonly added: readonly { readonly code: string }[];
    readonly removed: readonly { readonly code: string }[];
    readonly lead: {
      readonly from: { readonly code: string };
      readonly to: { readonly code: string };
    } | null;
  };
}

let city: TestCity;
let fengtai: TestClient;
let [first, second] = [0, 0];
let incident: IncidentDetail;

async function publish(rows: readonly Row[], base: number | null, at: string): Promise<number> {
  const { database, editions } = city.services;
  city.setClock(new Date(at));
  const over = base === null ? null : await loadGeography(database.sql, base);
  const built = buildEdition([layerOf('subdistrict', rows)], {
    base: over,
  });
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  const id = await saveDraft(database.sql, built.edition, built.report, { name: at });
  const inForce = new Promise<void>((resolve) => {
    const stop = editions.onPublished(() => {
      stop();
      resolve();
    });
  });
  const published = await publishEdition(database.sql, id, built.edition, {
    at: new Date(at),
    actor: 'test',
  });
  if ('refused' in published) throw new Error(`not published: ${published.refused}`);
  await inForce;
  return id;
}

beforeAll(async () => {
  city = await openTestCity({ demo: false });
  first = await publish(fourSquares, null, '2026-05-01T00:00:00Z');
  city.setClock(new Date('2026-05-20T01:00:00Z'));
  fengtai = await city.as('coordinator-fengtai');
  incident = (await fengtai.post<IncidentDetail>('/api/incidents', feature())).body;
  second = await publish(moved, first, '2026-06-01T00:00:00Z');
  // Nobody stays signed in for weeks.
  fengtai = await city.as('coordinator-fengtai');
});
afterAll(() => city.close());

test('the case of May was judged by the lines of May', () => {
  expect(incident.verdict.edition).toBe(first);
  expect(incident.verdict.parties.map((p) => p.jurisdiction.code)).toEqual([north, south]);
});

test('what happens now is judged by the lines of now, what happened in May by those of May', async () => {
  const now = await fengtai.post<IncidentDetail['verdict']>('/api/verdicts', feature());
  expect([now.body.edition, now.body.parties.map((p) => p.jurisdiction.code)]).toEqual([second, [south]]);
  const then = await fengtai.post<IncidentDetail['verdict']>(
    '/api/verdicts',
    feature('2026-05-31T23:59:59Z'),
  );
  expect([then.body.edition, then.body.parties.length]).toEqual([first, 2]);
  const late = await fengtai.post<IncidentDetail>('/api/incidents', feature('2026-05-25T08:00:00+08:00'));
  expect([late.status, late.body.verdict.edition]).toEqual([201, first]);
});

test.each(['/api/verdicts', '/api/incidents'])(
  'what happened before there were any lines is refused by %s, and nothing is kept',
  async (path) => {
    const answer = await fengtai.post<{ type: string; detail: string; errors: { pointer: string }[] }>(
      path,
      feature('2026-04-30T12:00:00Z'),
    );
    expect([answer.status, answer.body.type]).toEqual([422, 'urn:shaotu:problem:no-edition-then']);
    expect(answer.body.errors[0]?.pointer).toBe('#/properties/occurredAt');
    expect(answer.body.detail).toContain('还没有生效的边界版本');
  },
);

test('asked again under the lines of now it loses a party and gets another lead, and stays what it was', async () => {
  const { status, body } = await fengtai.get<Again>(`/api/incidents/${incident.id}/verdict?edition=current`);
  expect([status, body.edition]).toEqual([200, second]);
  expect(body.differs.added).toEqual([]);
  expect(body.differs.removed.map(({ code }) => code)).toEqual([north]);
  expect([body.differs.lead?.from.code, body.differs.lead?.to.code]).toEqual([north, south]);
  const stored = await fengtai.get<IncidentDetail>(`/api/incidents/${incident.id}`);
  expect(stored.body.verdict).toEqual(incident.verdict);
  expect(stored.body.verdictId).toBe(incident.verdictId);
});

test('under its own lines it is what it was', async () => {
  const { body } = await fengtai.get<Again>(`/api/incidents/${incident.id}/verdict?edition=${first}`);
  expect(body.verdict.parties).toEqual(incident.verdict.parties);
  expect(body.differs).toEqual({ added: [], removed: [], lead: null });
});

test('there is no asking by lines that were never published, nor for who may not see the case', async () => {
  const ask = (who: TestClient, edition: string) =>
    who.get(`/api/incidents/${incident.id}/verdict?edition=${edition}`);
  expect((await ask(fengtai, '99')).status).toBe(404);
  expect((await ask(fengtai, 'yesterday')).status).toBe(400);
  expect((await ask(await city.as('officer'), 'current')).status).toBe(403);
});

test('a whistle blown in June on the case of May calls the parties of May, and a new drawing stays in May too', async () => {
  const { status, body } = await fengtai.post<WhistleView>(`/api/incidents/${incident.id}/whistles`, {
    kind: 'enforcement',
  });
  expect(status).toBe(201);
  expect(body.verdict.edition).toBe(first);
  expect(body.sides.map((s) => s.areaCode)).toEqual([north, south]);
  const further = shed.coordinates.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon + 0.0001, lat]));
  const redrawn = await fengtai.post<WhistleView>(`/api/whistles/${body.id}/redraw`, {
    geometry: { type: 'Polygon', coordinates: further },
    verdict: body.verdictId,
    reason: '位置偏东十米',
  });
  expect([redrawn.status, redrawn.body.verdict.edition]).toEqual([200, first]);
  expect(redrawn.body.sides).toHaveLength(2);
});
