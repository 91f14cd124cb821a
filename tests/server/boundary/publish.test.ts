import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCoverage } from '../../../geodata/jurisdiction/coverage.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import type { BuiltEdition } from '../../../server/boundary/draw-edition.ts';
import { createEditions } from '../../../server/boundary/editions.ts';
import type { ImportReport } from '../../../server/boundary/report.ts';
import {
  findInForceAt,
  listEditions,
  loadGeography,
  publishEdition,
  saveDraft,
} from '../../../server/boundary/store.ts';
import type { Database } from '../../../server/database/connect.ts';
import { openTestDatabase } from '../../support/database.ts';
import { fourSquares, layerOf, type Row } from './squares.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => database.close());

const noon = new Date('2026-05-08T12:00:00+08:00');
const evening = new Date('2026-05-08T18:00:00+08:00');

async function built(
  rows: readonly Row[],
  overEdition: number | null,
): Promise<{ edition: BuiltEdition; report: ImportReport }> {
  const base = overEdition === null ? null : await loadGeography(database.sql, overEdition);
  const made = buildEdition([layerOf('subdistrict', rows)], { base });
  if ('refusal' in made || !made.edition) throw new Error('no edition was made');
  return { edition: made.edition, report: made.report };
}

describe('an edition', () => {
  let draft: number;
  let made: { edition: BuiltEdition; report: ImportReport };

  test('rests as a draft that decides nothing', async () => {
    made = await built(fourSquares, null);
    draft = await saveDraft(database.sql, made.edition, made.report, { name: '四块', schematic: true });
    const [stored] = await listEditions(database.sql);
    expect(stored).toMatchObject({
      id: draft,
      status: 'checked',
      name: '四块',
      schematic: true,
      validFrom: null,
    });
    expect(stored?.areas).toEqual({ city: 1, district: 2, subdistrict: 4 });
    expect(await loadGeography(database.sql, draft)).toBeNull();
  });

  test('has shapes that PostGIS finds valid, as large as on the ellipsoid', async () => {
    const rows = await database.sql<
      { code: string; valid: boolean; size: number; area: number; inside: boolean }[]
    >`
      select code, st_isvalid(shape) as valid, st_area(shape::geography) as size, area_m2 as area, st_contains(shape, label) as inside
      from boundary where edition_id = ${draft}`;
    expect(rows).toHaveLength(7);
    for (const { valid, size, area, inside } of rows) {
      expect(valid).toBe(true);
      expect(inside).toBe(true);
      // The sides of a square drawn in degrees are no geodesics: PostGIS measures along those.
      expect(Math.abs(area / size - 1)).toBeLessThan(1e-3);
    }
  });

  test('takes effect in a running process when it is published', async () => {
    const editions = createEditions(database);
    await editions.start();
    expect(editions.current()).toBeNull();
    const heard = new Promise<number>((resolve) => editions.onPublished(resolve));
    expect(await publishEdition(database.sql, draft, made.edition, { at: noon, actor: 'engineer' })).toEqual({
      edition: draft,
    });
    expect(await heard).toBe(draft);
    expect(editions.currentEdition()).toBe(draft);
    expect(editions.schematic()).toBe(true);
    expect(editions.current()?.locate(116.05, 39.15)).toEqual(['110102001']);
    expect(await editions.describe(draft)).toMatchObject({ name: '四块', bounds: [116, 39, 116.2, 39.2] });
    await editions.stop();
  });

  test('is written down in the log, with its seams and its geography', async () => {
    const [event] = await database.sql`select step, actor, body from event order by id desc limit 1`;
    expect(event).toEqual({
      step: 'edition.published',
      actor: 'engineer',
      body: { edition: draft, published: draft, validFrom: noon.toISOString() },
    });
    const seams = await database.sql<{ key: string; level: string; length: number; measured: number }[]>`
      select key, level, length_m as length, st_length(shape::geography) as measured from seam where edition_id = ${draft} order by key`;
    expect(seams.map(({ key, level }) => `${key} ${level}`)).toEqual([
      '110102001|110102002 subdistrict',
      '110102001|110106001 district',
      '110102002|110106002 district',
      '110106001|110106002 subdistrict',
    ]);
    for (const { length, measured } of seams) expect(Math.abs(length / measured - 1)).toBeLessThan(1e-4);
    const geography = await loadGeography(database.sql, draft);
    expect(geography && createCoverage(geography).leaves).toEqual(made.edition.leaves);
  });

  test('is published once', async () => {
    expect(
      await publishEdition(database.sql, draft, made.edition, { at: evening, actor: 'engineer' }),
    ).toEqual({
      refused: 'not-a-draft',
      status: 'published',
    });
  });

  test('with errors nobody accepted is never published', async () => {
    const faulty = await built([...fourSquares, { ...fourSquares[0], code: null } as Row], draft);
    const id = await saveDraft(database.sql, faulty.edition, faulty.report, { name: 'faulty' });
    expect(
      await publishEdition(database.sql, id, faulty.edition, { at: evening, actor: 'engineer' }),
    ).toMatchObject({ refused: 'errors' });
    expect((await listEditions(database.sql))[0]).toMatchObject({ id, status: 'draft' });
  });

  test('ends when the next begins, and stays what it was', async () => {
    const renamed = fourSquares.map((row, i) => (i === 0 ? { ...row, name: '新名街道' } : row));
    const next = await built(renamed, draft);
    const outdated = await built(fourSquares, null);
    const id = await saveDraft(database.sql, next.edition, next.report, { name: '改名' });
    expect(await publishEdition(database.sql, id, next.edition, { at: evening, actor: 'engineer' })).toEqual({
      edition: id,
    });
    expect(await findInForceAt(database.sql, new Date(evening.getTime() - 1))).toBe(draft);
    expect(await findInForceAt(database.sql, evening)).toBe(id);
    expect(await findInForceAt(database.sql, new Date(noon.getTime() - 1))).toBeNull();
    expect(
      (await loadGeography(database.sql, draft))?.areas.find(({ code }) => code === '110102001')?.name,
    ).toBe('甲街道');

    const late = await saveDraft(database.sql, outdated.edition, outdated.report, { name: 'late' });
    expect(
      await publishEdition(database.sql, late, outdated.edition, { at: evening, actor: 'engineer' }),
    ).toEqual({
      refused: 'outdated',
      base: null,
      inForce: id,
    });
  });

  test('is caught up with by a process that missed the notice', async () => {
    const [current] = await database.sql<
      { id: number }[]
    >`select id from edition where status = 'published' and valid_to is null`;
    const editions = createEditions(database);
    await editions.start();
    expect(editions.currentEdition()).toBe(current?.id);
    expect((await editions.load(draft))?.areas.get('110102001')?.name).toBe('甲街道');
    expect(editions.byNumber(draft)?.edition).toBe(draft);
    expect(await editions.load(9999)).toBeNull();
    await editions.stop();
  });
});
