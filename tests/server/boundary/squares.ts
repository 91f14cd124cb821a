import type { Level } from '../../../geodata/area.ts';
import { readGeoJson } from '../../../geodata/read/geojson.ts';
import type { BoundaryLayer } from '../../../geodata/read/layer.ts';

/** A rectangle of whole hundredths of a degree, about 850 m by 1,110 m each: west, south, east, north. */
export const box = (west: number, south: number, east: number, north: number): number[][][] => {
  const [w, s, e, n] = [116 + west / 100, 39 + south / 100, 116 + east / 100, 39 + north / 100];
  return [
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ],
  ];
};

export interface Row {
  readonly code?: string | null;
  readonly name?: string;
  readonly parent?: string;
  readonly parentName?: string;
  readonly shape: number[][][];
}

/** A layer of made-up areas; names are their codes unless given. */
export function layerOf(level: Level, rows: readonly Row[]): BoundaryLayer {
  const features = rows.map(({ code = null, name, parent, parentName, shape }) => ({
    type: 'Feature',
    properties: { code, name: name ?? code, parent: parent ?? null, parentName: parentName ?? null },
    geometry: { type: 'Polygon', coordinates: shape },
  }));
  const fields = { code: 'code', name: 'name', parent: 'parent', parentName: 'parentName' };
  const read = readGeoJson(
    { type: 'FeatureCollection', features },
    { level, ...fields, crs: 'wgs84', source: `${level}.geojson` },
  );
  if ('refusal' in read) throw new Error(read.refusal.message.en);
  return read.layer;
}

const west = { parent: '110102', parentName: '西城区' };
const south = { parent: '110106', parentName: '丰台区' };

/** Two districts side by side, of two subdistricts each, that fit together exactly. */
export const fourSquares: readonly Row[] = [
  { code: '110102001', name: '甲街道', ...west, shape: box(0, 10, 10, 20) },
  { code: '110102002', name: '乙街道', ...west, shape: box(10, 10, 20, 20) },
  { code: '110106001', name: '丙街道', ...south, shape: box(0, 0, 10, 10) },
  { code: '110106002', name: '丁街道', ...south, shape: box(10, 0, 20, 10) },
];
