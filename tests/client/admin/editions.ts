import type { Polygon } from 'geojson';
import type {
  AreaChange,
  Defect,
  Edition,
  Finding,
  FoundItem,
  Upload,
} from '../../../client/admin/contract.ts';
import type { Lonlat } from '../../../geodata/geometry.ts';

export const edition = (given: Partial<Edition>): Edition => ({
  id: 1,
  status: 'published',
  name: '街道界',
  schematic: false,
  createdAt: '2026-03-01T00:00:00Z',
  createdBy: 'engineer',
  publishedAt: null,
  publishedBy: null,
  validFrom: null,
  validTo: null,
  areas: { subdistrict: 3 },
  errors: 0,
  warnings: 0,
  accepted: [],
  base: null,
  ...given,
});

export const finding = (given: Partial<Finding>): Finding => ({
  kind: 'gap',
  severity: 'error',
  accepted: false,
  count: 1,
  area: null,
  width: null,
  items: [],
  ...given,
});

export const item = (given: Partial<FoundItem>): FoundItem => ({
  features: [1],
  codes: ['110102001'],
  names: ['甲街道'],
  at: [116.4, 39.9],
  area: null,
  width: null,
  detail: { zh: '四邻', en: 'between' },
  ...given,
});

/** A square around `at` with sides of `side` degrees. */
export const square = ([lon, lat]: Lonlat, side = 0.002): Polygon => {
  const [west, south, east, north] = [lon - side / 2, lat - side / 2, lon + side / 2, lat + side / 2];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
};

export const defect = (
  given: Partial<Defect['properties']>,
  geometry: Defect['geometry'] = square([116.4, 39.9]),
): Defect => ({
  type: 'Feature',
  geometry,
  properties: {
    kind: 'gap',
    severity: 'error',
    area: null,
    width: null,
    codes: ['110102001'],
    names: ['甲街道'],
    neighbours: [],
    missing: null,
    detail: { zh: '四邻', en: 'between' },
    ...given,
  },
});

export const change = (given: Partial<AreaChange>): AreaChange => ({
  code: '110102001',
  name: '甲街道',
  nameEn: 'Jia',
  level: 'subdistrict',
  kind: 'moved',
  kinds: ['moved'],
  before: null,
  after: null,
  gained: 0,
  lost: 0,
  from: [],
  to: [],
  bounds: [116.3, 39.8, 116.5, 40],
  ...given,
});

export const upload = (given: Partial<Upload>): Upload => ({
  upload: 'a',
  name: '街道界.geojson',
  bytes: 1000,
  features: 3,
  crs: {
    guess: 'wgs84',
    reason: { zh: '重合', en: 'fits' },
    candidates: [{ crs: 'wgs84', fit: 0.9 }],
    compared: 40,
    stated: null,
  },
  fields: [],
  guess: { level: 'subdistrict', code: 'XZQDM', name: 'XZQMC', nameEn: null, parent: null, parentName: null },
  preview: null,
  state: 'uploaded',
  step: null,
  fraction: 0,
  edition: null,
  refusal: null,
  seconds: null,
  account: 'engineer',
  at: '2026-05-08T01:00:00Z',
  expiresAt: '2026-05-09T01:00:00Z',
  ...given,
});
