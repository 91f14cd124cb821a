import { describe, expect, test } from 'vitest';
import { readFootprint } from '../../geodata/footprint.ts';
import type { Bounds } from '../../geodata/geometry.ts';

const city: Bounds = [115.4, 39.4, 117.6, 41.1];
const feature = (geometry: unknown, properties: unknown = {}) => ({ type: 'Feature', geometry, properties });
const polygon = (...rings: number[][][]) => ({ type: 'Polygon', coordinates: rings });
const square = (west: number, south: number, side: number) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const circle = (corners: number) => {
  const ring = Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners;
    return [116.3 + 0.01 * Math.cos(angle), 39.9 + 0.01 * Math.sin(angle)];
  });
  return polygon([...ring, ring[0] ?? []]);
};
const read = (input: unknown) => {
  const result = readFootprint(input, city);
  if ('refusal' in result) throw new Error(JSON.stringify(result.refusal));
  return result.footprint;
};
const refusal = (input: unknown) => {
  const result = readFootprint(input, city);
  if ('footprint' in result) throw new Error('was not refused');
  return result.refusal;
};

describe('A footprint is refused, with its place in the input,', () => {
  const point = { type: 'Point', coordinates: [116.3, 39.9] };
  test.each<[string, unknown, string, string]>([
    ['when it is no Feature', null, 'not-a-feature', ''],
    ['when it is a bare geometry', point, 'not-a-feature', ''],
    ['without a geometry', feature(null), 'no-geometry', '/geometry'],
    [
      'as a collection',
      feature({ type: 'GeometryCollection', geometries: [] }),
      'unknown-geometry',
      '/geometry/type',
    ],
    [
      'as a type from the object prototype',
      feature({ type: 'constructor', coordinates: [] }),
      'unknown-geometry',
      '/geometry/type',
    ],
    ['without coordinates', feature({ type: 'Point' }), 'bad-coordinates', '/geometry/coordinates'],
    [
      'with text for coordinates',
      feature({ type: 'Point', coordinates: ['116', '39'] }),
      'not-finite',
      '/geometry/coordinates/0',
    ],
    [
      'with one coordinate',
      feature({ type: 'Point', coordinates: [116] }),
      'not-finite',
      '/geometry/coordinates/1',
    ],
    [
      'with NaN',
      feature({
        type: 'LineString',
        coordinates: [
          [116.3, 39.9],
          [116.3, Number.NaN],
        ],
      }),
      'not-finite',
      '/geometry/coordinates/1/1',
    ],
    [
      'with infinity',
      feature({ type: 'Point', coordinates: [Infinity, 39.9] }),
      'not-finite',
      '/geometry/coordinates/0',
    ],
    ['as an empty polygon', feature(polygon()), 'empty', '/geometry/coordinates'],
    ['as an empty ring', feature(polygon([])), 'empty', '/geometry/coordinates/0'],
    [
      'as an empty multipoint',
      feature({ type: 'MultiPoint', coordinates: [] }),
      'empty',
      '/geometry/coordinates',
    ],
    [
      'as a line of one position',
      feature({ type: 'LineString', coordinates: [[116.3, 39.9]] }),
      'too-short',
      '/geometry/coordinates',
    ],
    [
      'as a line without length',
      feature({
        type: 'LineString',
        coordinates: [
          [116.3, 39.9],
          [116.3, 39.9],
        ],
      }),
      'empty',
      '/geometry/coordinates',
    ],
    [
      'with an open ring',
      feature(polygon(square(116.3, 39.9, 0.01).slice(0, 4))),
      'open-ring',
      '/geometry/coordinates/0',
    ],
    [
      'with a ring of two corners',
      feature(
        polygon([
          [116.3, 39.9],
          [116.4, 39.9],
          [116.3, 39.9],
        ]),
      ),
      'too-short',
      '/geometry/coordinates/0',
    ],
    [
      'nested too shallow',
      feature({ type: 'Polygon', coordinates: square(116.3, 39.9, 0.01) }),
      'bad-coordinates',
      '/geometry/coordinates/0/0',
    ],
    [
      'nested too deep',
      feature({ type: 'Point', coordinates: [[116.3, 39.9]] }),
      'not-finite',
      '/geometry/coordinates/0',
    ],
    [
      'off the globe',
      feature({ type: 'Point', coordinates: [216.3, 39.9] }),
      'out-of-range',
      '/geometry/coordinates',
    ],
    [
      'across the antimeridian',
      feature({
        type: 'LineString',
        coordinates: [
          [179.9, 39.9],
          [-179.9, 39.9],
        ],
      }),
      'antimeridian',
      '/geometry/coordinates',
    ],
    ['wider than any city', feature(polygon(square(100, 30, 8))), 'too-large', '/geometry/coordinates'],
    ['with a negative accuracy', feature(point, { accuracy: -1 }), 'bad-measure', '/properties/accuracy'],
    [
      'with an accuracy of 50 km',
      feature(point, { accuracy: 50_000 }),
      'bad-measure',
      '/properties/accuracy',
    ],
    ['with text for accuracy', feature(point, { accuracy: '5' }), 'bad-measure', '/properties/accuracy'],
    ['with a negative width', feature(point, { width: -8 }), 'bad-measure', '/properties/width'],
    ['with NaN for a width', feature(point, { width: Number.NaN }), 'bad-measure', '/properties/width'],
    ['with an unknown kind', feature(point, { kind: 'urgent' }), 'bad-kind', '/properties/kind'],
    ['with a number for a category', feature(point, { category: 1 }), 'bad-category', '/properties/category'],
    [
      'with no time for a time',
      feature(point, { occurredAt: 'yesterday' }),
      'bad-time',
      '/properties/occurredAt',
    ],
    [
      'in an unknown reference system',
      feature(point, { crs: 'EPSG:32650' }),
      'unknown-crs',
      '/properties/crs',
    ],
    ['with a list for properties', feature(point, []), 'bad-properties', '/properties'],
  ])('%s', (_, input, code, pointer) => {
    expect(refusal(input)).toMatchObject({ code, pointer });
    expect(refusal(input).wanted.zh).not.toBe('');
    expect(refusal(input).wanted.en).not.toBe('');
  });

  test('when it crosses itself, with the place', () => {
    const bow = [
      [116.3, 39.9],
      [116.31, 39.91],
      [116.31, 39.9],
      [116.3, 39.91],
      [116.3, 39.9],
    ];
    const { code, at } = refusal(feature(polygon(bow)));
    expect(code).toBe('faulty-polygon');
    expect(at?.[0]).toBeCloseTo(116.305, 6);
    expect(at?.[1]).toBeCloseTo(39.905, 6);
  });

  test('when a hole reaches out of it or its parts overlap', () => {
    expect(refusal(feature(polygon(square(116.3, 39.9, 0.01), square(116.305, 39.905, 0.01)))).code).toBe(
      'faulty-polygon',
    );
    const overlapping = [[square(116.3, 39.9, 0.01)], [square(116.305, 39.905, 0.01)]];
    expect(refusal(feature({ type: 'MultiPolygon', coordinates: overlapping })).code).toBe('faulty-polygon');
  });

  test('with longitude and latitude swapped, which it says', () => {
    for (const coordinates of [
      [39.9, 116.3],
      [39.95, 116.4],
    ]) {
      const { code, at } = refusal(feature({ type: 'Point', coordinates }));
      expect(code).toBe('swapped-coordinates');
      expect(at).toEqual([...coordinates].reverse());
    }
    // Where both are small numbers only the city's bounds can tell.
    const lisbon: Bounds = [-9.3, 38.6, -9.0, 38.9];
    const result = readFootprint(feature({ type: 'Point', coordinates: [38.7, -9.1] }), lisbon);
    expect(result).toMatchObject({ refusal: { code: 'swapped-coordinates' } });
  });

  test('with 200,000 vertices, of which it looks at none', () => {
    const huge = feature(circle(200_000));
    const { code, got } = refusal(huge);
    expect(code).toBe('too-many-vertices');
    expect(got).toBe('200001');
  });
});

test('A shape that must be grown by an accuracy or a width may have fewer vertices', () => {
  expect(refusal(feature(circle(5_000), { accuracy: 5 })).code).toBe('too-many-vertices');
  const places = Array.from({ length: 51 }, (_, i) => [116.3 + i * 1e-4, 39.9]);
  expect(refusal(feature({ type: 'MultiPoint', coordinates: places }, { accuracy: 5 })).got).toBe('51');
  expect(read(feature({ type: 'MultiPoint', coordinates: places })).kind).toBe('point');
});

describe('A footprint is read', () => {
  test('with 20,000 vertices', () => {
    const footprint = read(feature(circle(19_999)));
    expect(footprint.kind).toBe('polygon');
  });

  test('with heights left out, and shells and holes turned the right way', () => {
    const shell = square(116.3, 39.9, 0.01)
      .reverse()
      .map((position) => [...position, 50]);
    const { polygons, geometry } = read(feature(polygon(shell, square(116.303, 39.903, 0.002))));
    expect(geometry.coordinates[0]).toEqual(square(116.3, 39.9, 0.01).reverse());
    expect(polygons).toEqual([[square(116.3, 39.9, 0.01), square(116.303, 39.903, 0.002).reverse()]]);
  });

  test('with the same hash for the same thing drawn another way, and another for another', () => {
    const ring = square(116.3, 39.9, 0.01);
    const turned = [...ring.slice(2, 4), ...ring.slice(0, 3)];
    const hash = (coordinates: number[][], properties = {}) =>
      read(feature(polygon(coordinates), properties)).hash;
    expect(hash(turned)).toBe(hash(ring));
    expect(hash([...turned].reverse())).toBe(hash(ring));
    expect(hash(ring)).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(square(116.3, 39.9, 0.0100001))).not.toBe(hash(ring));
    expect(hash(ring, { accuracy: 5 })).not.toBe(hash(ring));
    const line = [
      [116.3, 39.9],
      [116.31, 39.9],
      [116.31, 39.91],
    ];
    const lineHash = (coordinates: number[][]) => read(feature({ type: 'LineString', coordinates })).hash;
    expect(lineHash([...line].reverse())).toBe(lineHash(line));
  });

  test('as a line as wide as it is, or as uncertain, whichever is more', () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [116.3, 39.9],
        [116.31, 39.9],
      ],
    };
    const width = (properties: object) => {
      const { area, length } = read(feature(line, properties));
      return area / (length ?? 1);
    };
    expect(width({ width: 30 })).toBeCloseTo(30.8, 0);
    expect(width({ width: 30, accuracy: 10 })).toBeCloseTo(30.8, 0);
    expect(width({ width: 8, accuracy: 15 })).toBeCloseTo(30.8, 0);
    expect(read(feature(line)).polygons).toEqual([]);
  });

  test('as a disc around a place known within a radius', () => {
    const { area } = read(feature({ type: 'Point', coordinates: [116.3, 39.9] }, { accuracy: 20 }));
    expect(area).toBeCloseTo(Math.PI * 400, 0);
  });

  test('once, where two lines or places lie over each other', () => {
    const twice = {
      type: 'MultiLineString',
      coordinates: [
        [
          [116.3, 39.9],
          [116.31, 39.9],
        ],
        [
          [116.3, 39.9],
          [116.31, 39.9],
        ],
      ],
    };
    const once = {
      type: 'LineString',
      coordinates: [
        [116.3, 39.9],
        [116.31, 39.9],
      ],
    };
    expect(read(feature(twice, { width: 10 })).area).toBeCloseTo(read(feature(once, { width: 10 })).area, 0);
  });

  test('in an unknown reference system as within 600 m, and never as certain', () => {
    const footprint = read(
      feature({ type: 'Point', coordinates: [116.3, 39.9] }, { crs: 'unknown', accuracy: 5 }),
    );
    expect(footprint).toMatchObject({ accuracy: 600, certain: false });
  });
});
