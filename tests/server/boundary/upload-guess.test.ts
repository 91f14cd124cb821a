import gcoord from 'gcoord';
import { describe, expect, test } from 'vitest';
import type { EditionGeography } from '../../../geodata/jurisdiction/edition.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import { inspectUpload } from '../../../server/boundary/upload-inspect.ts';
import { fileOf } from './desk.ts';
import { fourSquares, layerOf } from './squares.ts';

const base = ((): EditionGeography => {
  const built = buildEdition([layerOf('subdistrict', fourSquares)]);
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  const { areas, leaves, arrangement } = built.edition;
  return { edition: 1, areas, leaves, arrangement };
})();

const facts = (file: object, before: EditionGeography | null = base) => {
  const seen = inspectUpload(JSON.stringify(file), before);
  if ('fault' in seen) throw new Error(seen.fault.detail.en);
  return seen.facts;
};
const fault = (text: string) => {
  const seen = inspectUpload(text, base);
  if ('facts' in seen) throw new Error('the file was taken');
  return seen.fault;
};
/** The same areas with their corners in another reference system. */
const shifted = (crs: typeof gcoord.GCJ02 | typeof gcoord.BD09) =>
  fileOf(
    fourSquares.map((row) => ({
      ...row,
      shape: row.shape.map((ring) =>
        ring.map(([x = 0, y = 0]) => gcoord.transform([x, y], gcoord.WGS84, crs)),
      ),
    })),
  );

describe('the reference system of a file', () => {
  test('is told by where its areas lie against those of the same codes', () => {
    expect(facts(fileOf(fourSquares)).crs).toMatchObject({ guess: 'wgs84', compared: 4 });
    expect(facts(shifted(gcoord.GCJ02)).crs.guess).toBe('gcj02');
    expect(facts(shifted(gcoord.BD09)).crs.guess).toBe('bd09');
    const { candidates } = facts(shifted(gcoord.GCJ02)).crs;
    expect(candidates.map(({ crs }) => crs)[0]).toBe('gcj02');
    expect(candidates[0]?.fit).toBeGreaterThan(0.999);
    expect(candidates[1]?.fit).toBeLessThan(0.95);
  });

  test('is what the file says where nothing contradicts it, even if shifted coordinates are labelled as WGS84', () => {
    const member = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } } };
    expect(facts(fileOf(fourSquares, member)).crs).toMatchObject({ guess: 'EPSG:4490', stated: 'EPSG:4490' });
    expect(facts(fileOf(fourSquares, member), null).crs).toMatchObject({ guess: 'EPSG:4490', compared: 0 });
    const mislabelled = {
      ...shifted(gcoord.GCJ02),
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
    };
    expect(facts(mislabelled).crs.guess).toBe('gcj02');
  });

  test('is left to a person where nothing tells', () => {
    const unknown = facts(fileOf(fourSquares), null).crs;
    expect(unknown).toMatchObject({ guess: null, candidates: [{ fit: null }, { fit: null }, { fit: null }] });
    expect(unknown.reason.en).toContain('choose one');
  });
});

describe('the fields of a file', () => {
  test('are known by what is in them and how they go together', () => {
    const { guess, fields } = facts(fileOf(fourSquares));
    expect(guess).toEqual({
      level: 'subdistrict',
      code: 'XZQDM',
      name: 'XZQMC',
      nameEn: null,
      parent: 'QXDM',
      parentName: 'QXMC',
    });
    expect(fields[0]).toEqual({
      name: 'XZQDM',
      kind: 'text',
      filled: 4,
      distinct: 4,
      samples: ['110102001', '110102002', '110106001', '110106002'],
    });
  });

  test('are known whatever they are called, with codes as numbers or filled up with zeros', () => {
    const features = Array.from({ length: 12 }, (_, i) => ({
      type: 'Feature',
      properties: {
        OBJECTID: i + 1,
        a: 110102001000 + 1000 * i,
        b: `${'甲乙丙丁戊己庚辛壬癸子丑'[i]}${i % 3 ? '街道' : '镇'}`,
        c: `${'ABCDEFGHIJKL'[i]}ian Subdistrict`,
        Shape_Area: 1000.5 + i,
      },
      geometry: { type: 'Polygon', coordinates: fourSquares[0]?.shape },
    }));
    expect(facts({ type: 'FeatureCollection', features }).guess).toMatchObject({
      level: 'subdistrict',
      code: 'a',
      name: 'b',
      parent: null,
    });
  });

  test('are not guessed where nothing looks like them', () => {
    const features = [
      {
        type: 'Feature',
        properties: { x: 1, y: 'foo' },
        geometry: { type: 'Polygon', coordinates: fourSquares[0]?.shape },
      },
    ];
    expect(facts({ type: 'FeatureCollection', features }).guess).toEqual({
      level: null,
      code: null,
      name: null,
      nameEn: null,
      parent: null,
      parentName: null,
    });
  });
});

describe('a file that is none of boundaries', () => {
  const withGeometry = (geometry: unknown) =>
    JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] });
  test.each([
    ['{', ''],
    ['[]', '/type'],
    ['{"type":"Topology"}', '/type'],
    ['{"type":"FeatureCollection","features":[]}', '/features'],
    ['{"type":"FeatureCollection","features":[7]}', '/features/0/type'],
    [withGeometry(null), '/features'],
    [withGeometry({ type: 'Point', coordinates: [116, 39] }), '/features/0/geometry/type'],
    [withGeometry({ type: 'Polygon', coordinates: 'no' }), '/features/0/geometry/coordinates'],
    [
      withGeometry({
        type: 'Polygon',
        coordinates: [
          [
            [116, 39],
            [116, '39'],
          ],
        ],
      }),
      '/features/0/geometry/coordinates/0/1',
    ],
    [withGeometry({ type: 'Polygon', coordinates: [[[39, 116]]] }), '/features/0/geometry/coordinates/0/0'],
    [
      withGeometry({ type: 'MultiPolygon', coordinates: [[[[440000, 4420000]]]] }),
      '/features/0/geometry/coordinates/0/0/0',
    ],
  ])('is refused with the place of the fault: %s', (text, pointer) => {
    expect(fault(text).pointer).toBe(pointer);
  });

  test('is refused however deep it goes', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(
      fault(
        `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":${deep}}}]}`,
      ).pointer,
    ).toBe('/features/0/geometry/coordinates/0/0');
    expect(fault(`{"type":${deep}}`).pointer).toBe('/type');
  });
});
