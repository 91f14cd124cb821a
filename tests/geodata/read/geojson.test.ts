import { describe, expect, test } from 'vitest';
import { type ReadOptions, readGeoJson } from '../../../geodata/read/geojson.ts';

const options: ReadOptions = {
  level: 'subdistrict',
  code: 'code',
  name: 'name',
  parent: 'parent',
  parentName: 'of',
  crs: 'wgs84',
};
const ring = [
  [116.3, 39.9],
  [116.31, 39.9],
  [116.31, 39.91],
  [116.3, 39.9],
];
const feature = (properties: object = {}, geometry: unknown = { type: 'Polygon', coordinates: [ring] }) => ({
  type: 'Feature',
  properties: { code: '110102020', name: '广安门外街道', parent: '110102', of: '西城区', ...properties },
  geometry,
});
const file = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

const rowsOf = (source: unknown, changes: Partial<ReadOptions> = {}) => {
  const result = readGeoJson(source, { ...options, ...changes });
  if ('refusal' in result) throw new Error(result.refusal.message.en);
  return result.layer.rows;
};
const refusalOf = (source: unknown, changes: Partial<ReadOptions> = {}) => {
  const result = readGeoJson(source, { ...options, ...changes });
  if ('layer' in result) throw new Error('the file was read');
  return result.refusal;
};

describe('a file of boundaries', () => {
  test('gives one row a feature, in the order of the file', () => {
    const rows = rowsOf(JSON.stringify(file(feature(), feature({ code: 110102021, name: '天宁寺' }))));
    expect(
      rows.map(({ feature, code, name, parent, parentName }) => ({
        feature,
        code,
        name,
        parent,
        parentName,
      })),
    ).toEqual([
      { feature: 1, code: '110102020', name: '广安门外街道', parent: '110102', parentName: '西城区' },
      { feature: 2, code: '110102021', name: '天宁寺', parent: '110102', parentName: '西城区' },
    ]);
    expect(rows[0]?.polygons).toEqual([[ring]]);
  });

  test('may begin with a byte order mark', () => {
    expect(rowsOf(`\ufeff${JSON.stringify(file(feature()))}`)).toHaveLength(1);
  });

  test('has codes without the zeros that fill them to twelve digits', () => {
    const [row] = rowsOf(file(feature({ code: '110102020000', parent: '110102000000' })));
    expect(row).toMatchObject({ code: '110102020', parent: '110102' });
  });

  test('has null for a code that is missing, empty or no code', () => {
    const rows = rowsOf(
      file(feature(), feature({ code: null }), feature({ code: ' ' }), feature({ code: { a: 1 } })),
    );
    expect(rows.map((row) => row.code)).toEqual(['110102020', null, null, null]);
  });

  test('keeps what is wrong with a shape, with its place', () => {
    const open = { type: 'Polygon', coordinates: [ring.slice(0, 3)] };
    const rows = rowsOf(
      file(
        feature({}, open),
        feature({}, null),
        feature({}, { type: 'Polygon', coordinates: [ring.slice(0, 1)] }),
      ),
    );
    expect(rows.map((row) => row.faults)).toEqual([
      [{ fault: 'unclosed', at: [116.31, 39.91] }],
      [{ fault: 'no-shape', at: null }],
      [{ fault: 'too-few-positions', at: [116.3, 39.9] }],
    ]);
    expect(rows.map((row) => row.polygons.length)).toEqual([1, 0, 0]);
  });
});

describe('the stated reference system', () => {
  test('GCJ-02 is converted: half a kilometre in Beijing', () => {
    const [row] = rowsOf(file(feature()), { crs: 'gcj02' });
    const [longitude, latitude] = row?.polygons[0]?.[0]?.[0] ?? [0, 0];
    expect((116.3 - longitude) * 85_400).toBeGreaterThan(400);
    expect((39.9 - latitude) * 111_000).toBeGreaterThan(100);
  });

  test('CGCS2000 is WGS84 for this purpose', () => {
    expect(rowsOf(file(feature()), { crs: 'EPSG:4490' })[0]?.polygons).toEqual([[ring]]);
  });

  test('any other is refused, with what is supported', () => {
    const refusal = refusalOf(file(feature()), { crs: 'EPSG:32650' });
    expect(refusal.code).toBe('unknown-crs');
    expect(refusal.message.en).toContain('cgcs2000');
    expect(refusal.message.zh).toContain('EPSG:32650');
  });

  test('may not contradict what the file says of itself', () => {
    const says = (name: string) => ({ ...file(feature()), crs: { type: 'name', properties: { name } } });
    expect(refusalOf(says('urn:ogc:def:crs:EPSG::4548')).code).toBe('crs-contradicted');
    expect(refusalOf(says('urn:ogc:def:crs:EPSG::4490'), { crs: 'gcj02' }).code).toBe('crs-contradicted');
    expect(rowsOf(says('urn:ogc:def:crs:OGC:1.3:CRS84'))).toHaveLength(1);
    expect(rowsOf(says('urn:ogc:def:crs:EPSG::4490'))).toHaveLength(1);
  });
});

describe('what cannot be read', () => {
  test.each([
    ['text that is no JSON', '{', 'not-json'],
    ['JSON that is no FeatureCollection', { type: 'Feature' }, 'not-features'],
    ['null', null, 'not-features'],
    ['a collection of nothing', file(), 'not-features'],
    ['a list with something else in it', file(feature(), 7), 'not-features'],
    ['lines', file(feature({}, { type: 'LineString', coordinates: ring })), 'not-polygons'],
    [
      'a coordinate that is no number',
      file(feature({}, { type: 'Polygon', coordinates: [[['a', 1]]] })),
      'position',
    ],
    [
      'a coordinate that is not finite',
      file(feature({}, { type: 'Polygon', coordinates: [[[Number.NaN, 1]]] })),
      'position',
    ],
  ])('%s is refused', (_what, source, code) => {
    expect(refusalOf(source).code).toBe(code);
  });

  test('swapped longitude and latitude are named as such', () => {
    const swapped = { type: 'Polygon', coordinates: [ring.map(([x, y]) => [y, x])] };
    expect(refusalOf(file(feature({}, swapped))).message.en).toContain('swapped');
  });

  test('projected coordinates are named as such', () => {
    const metres = { type: 'Polygon', coordinates: [[[447_000, 4_418_000]]] };
    expect(refusalOf(file(feature({}, metres))).message.en).toContain('projected');
  });

  test('a field that no feature has is a slip, and the fields there are get listed', () => {
    const refusal = refusalOf(file(feature()), { code: 'XZQDM' });
    expect(refusal.code).toBe('no-field');
    expect(refusal.message.en).toContain('code, name, parent, of');
  });
});
