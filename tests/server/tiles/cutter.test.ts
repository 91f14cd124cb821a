import { gunzipSync } from 'node:zlib';
import type { Feature, MultiLineString, MultiPolygon, Point, Position } from 'geojson';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCity } from '../../../geodata/city/index.ts';
import { type Coverage, createCoverage } from '../../../geodata/jurisdiction/coverage.ts';
import type { EditionGeography } from '../../../geodata/jurisdiction/edition.ts';
import { readGeoJson } from '../../../geodata/read/geojson.ts';
import { simplify } from '../../../geodata/topology/simplify.ts';
import { buildEdition } from '../../../server/boundary/build.ts';
import {
  areaFeatures,
  type DrawnEdition,
  labelFeatures,
  prepareEdition,
  seamFeatures,
} from '../../../server/tiles/boundary-features.ts';
import { createCutter } from '../../../server/tiles/cutter.ts';
import { bandOf, bands, layerPlans, tileLayers } from '../../../server/tiles/layers.ts';

let geography: EditionGeography;
let edition: DrawnEdition;
let coverage: Coverage;

beforeAll(() => {
  const city = createCity({ scale: 'small' });
  const layers = city.layers.map(({ level, features }) => {
    const fields = {
      code: 'code',
      name: 'name',
      nameEn: 'nameEn',
      parent: 'parent',
      parentName: 'parentName',
    };
    const read = readGeoJson(features, { level, ...fields, city: city.city, crs: 'wgs84' });
    if ('refusal' in read) throw new Error(read.refusal.message.en);
    return read.layer;
  });
  const built = buildEdition(layers);
  if ('refusal' in built || !built.edition) throw new Error('no edition was made');
  const { areas, leaves, arrangement } = built.edition;
  geography = { edition: 1, areas, leaves, arrangement };
  edition = prepareEdition(geography);
  coverage = createCoverage(geography);
});

const text = (tile: Uint8Array | null): string => (tile ? gunzipSync(tile).toString('utf8') : '');
const address = (z: number, [longitude, latitude]: Position): [number, number, number] => {
  const phi = ((latitude ?? 0) * Math.PI) / 180;
  const down = (1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2;
  return [z, Math.floor((((longitude ?? 0) + 180) / 360) * 2 ** z), Math.floor(down * 2 ** z)];
};
const middle: Position = [116.33, 39.88];

describe('a region', () => {
  test('has the whole areas that reach into it, and every line within it, and no more', () => {
    const within = [116.3, 39.87, 116.36, 39.91] as const;
    const all = areaFeatures(edition, geography.arrangement, 'cell');
    const own = areaFeatures(edition, geography.arrangement, 'cell', within);
    const reaches = ({ geometry }: Feature) => {
      const corners = (geometry as MultiPolygon).coordinates.flat(2);
      const [xs, ys] = [corners.map(([x]) => x ?? 0), corners.map(([, y]) => y ?? 0)];
      const [west, south, east, north] = within;
      return (
        Math.min(...xs) <= east &&
        Math.max(...xs) >= west &&
        Math.min(...ys) <= north &&
        Math.max(...ys) >= south
      );
    };
    expect(own.length).toBeLessThan(all.length);
    expect(own).toEqual(all.filter(reaches));
    const inside = ([x = 0, y = 0]: Position) =>
      x > within[0] && x < within[2] && y > within[1] && y < within[3];
    const pieces = (features: readonly Feature[]) =>
      features
        .flatMap(({ geometry, properties }) =>
          (geometry as MultiLineString).coordinates.flatMap((line) =>
            line.filter(inside).map((at) => `${properties?.key} ${properties?.level} ${at}`),
          ),
        )
        .sort();
    expect(pieces(seamFeatures(edition, geography.arrangement, 'cell', within))).toEqual(
      pieces(seamFeatures(edition, geography.arrangement, 'cell')),
    );
  });
});

describe('polygons of a level', () => {
  test.each(bands.map(({ metres }) => metres))(
    'leave no crack between neighbours when lines may move %d m',
    (metres) => {
      const simplified = metres === 0 ? geography.arrangement : simplify(geography.arrangement, metres);
      const times = new Map<string, number>();
      for (const feature of areaFeatures(edition, simplified, 'subdistrict'))
        for (const rings of (feature.geometry as MultiPolygon).coordinates)
          for (const ring of rings)
            for (let i = 1; i < ring.length; i++) {
              const edge = [String(ring[i - 1]), String(ring[i])].sort().join(' ');
              times.set(edge, (times.get(edge) ?? 0) + 1);
            }
      const single = [...times.values()].filter((n) => n === 1).length;
      expect(Math.max(...times.values())).toBe(2);
      // What is drawn by one area alone is the outline of the city, or of a gap.
      const outline = seamFeatures(edition, simplified, 'subdistrict').filter((line) =>
        ['city', 'gap'].includes(line.properties?.level),
      );
      const outlineEdges = outline
        .flatMap((line) => (line.geometry as MultiLineString).coordinates)
        .reduce((sum, line) => sum + line.length - 1, 0);
      expect(single).toBe(outlineEdges);
    },
  );

  test('come with a label inside each', () => {
    const simplified = simplify(geography.arrangement, 4);
    const labels = labelFeatures(edition, simplified, 'subdistrict');
    expect(labels.length).toBeGreaterThan(20);
    for (const label of labels) {
      const [longitude = 0, latitude = 0] = (label.geometry as Point).coordinates;
      const [leaf] = coverage.locate(longitude, latitude);
      expect(leaf && coverage.ancestorAt(leaf, 'subdistrict')).toBe(label.properties?.code);
    }
  });
});

describe('seams', () => {
  const between = (lines: readonly Feature[], pair: string) =>
    lines.filter((line) => line.properties?.pair === pair);

  test('are found by the pair of subdistricts at every zoom, though finer ones have keys of their own', () => {
    const pair = '110102020|110106002';
    const coarse = between(seamFeatures(edition, geography.arrangement, 'subdistrict'), pair);
    const fine = between(seamFeatures(edition, geography.arrangement, 'cell'), pair);
    expect(coarse.map((line) => line.properties?.key)).toContain(pair);
    expect(fine.length).toBeGreaterThan(coarse.length);
    for (const line of [...coarse, ...fine]) expect(line.properties?.level).toBe('district');
  });

  test('inside one subdistrict belong to no pair', () => {
    const inner = seamFeatures(edition, geography.arrangement, 'cell').filter(
      (line) => line.properties?.level === 'cell',
    );
    expect(inner.length).toBeGreaterThan(10);
    expect(new Set(inner.map((line) => line.properties?.pair))).toEqual(new Set(['']));
  });
});

describe('tiles', () => {
  const street: Feature = {
    type: 'Feature',
    properties: { name: '小巷', nameEn: 'Alley', class: 'lane', width: 4 },
    geometry: {
      type: 'LineString',
      coordinates: [
        [116.329, 39.88],
        [116.331, 39.88],
      ],
    },
  };
  const pond: Feature = {
    type: 'Feature',
    properties: { name: '莲花池', nameEn: 'Lotus Pond', class: 'water', storeys: 0 },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [116.32, 39.87],
          [116.34, 39.87],
          [116.34, 39.89],
          [116.32, 39.87],
        ],
      ],
    },
  };
  const cutter = () => createCutter(geography, () => ({ streets: [street], ground: [pond] }));

  test('hold polygons under the name of their layer, and labels', () => {
    const tile = text(cutter().cut('subdistrict', ...address(12, middle)));
    expect(tile).toContain('subdistrict');
    expect(tile).toContain('label');
    expect(tile).toContain('街道');
    expect(text(cutter().cut('district', ...address(9, middle)))).toContain('Xicheng');
  });

  test('are empty below the zoom a layer begins at, and outside the city', () => {
    expect(cutter().cut('community', ...address(11, middle))).toBeNull();
    expect(cutter().cut('cell', ...address(13, middle))).toBeNull();
    expect(cutter().cut('subdistrict', ...address(12, [121.47, 31.23]))).toBeNull();
  });

  test('of seams show finer levels only as one comes closer', () => {
    const levels = (z: number) => {
      const tile = text(cutter().cut('seam', ...address(z, middle)));
      // Values stand in a tile as text with its length before it, so that "district" is not found in "subdistrict".
      return ['district', 'subdistrict', 'community', 'cell'].filter((level) =>
        tile.includes(String.fromCharCode(level.length) + level),
      );
    };
    expect(levels(7)).toEqual(['district']);
    expect(levels(10)).toEqual(['district', 'subdistrict']);
    expect(levels(15)).toContain('cell');
  });

  test('of streets and ground follow their class', () => {
    expect(cutter().cut('street', ...address(13, middle))).toBeNull();
    expect(text(cutter().cut('street', ...address(14, middle)))).toContain('小巷');
    expect(text(cutter().cut('ground', ...address(10, middle)))).toContain('莲花池');
  });
});

test('every zoom has a band, and every layer its plan', () => {
  expect([0, 8, 9, 12, 13, 16].map(bandOf)).toEqual([0, 0, 1, 2, 3, 4]);
  for (const layer of tileLayers) expect(layerPlans[layer].minzoom).toBeLessThan(layerPlans[layer].maxzoom);
});
