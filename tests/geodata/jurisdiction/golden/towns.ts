import type { Coverage } from '../../../../geodata/jurisdiction/coverage.ts';
import type { Holding, Records, SeamRecord } from '../../../../geodata/jurisdiction/records.ts';
import { type Drawn, lonlat, type Place, ring, square, townOf, twoSides } from '../town.ts';

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** 太平桥街道 in the west, 广安门外街道 in the east, their line running north through the middle of town. */
export const two: () => Coverage = once(() => townOf(twoSides));

/** The same with 卢沟桥街道 of Fengtai across the north, so that three meet at (0, 2000). */
export const three: () => Coverage = once(() =>
  townOf([
    ...twoSides,
    {
      code: '110106003',
      name: '卢沟桥街道',
      nameEn: 'Lugouqiao',
      polygons: [[square(-2000, 2000, 2000, 4000)]],
    },
  ]),
);

const sides = (west: readonly Place[], east: readonly Place[]): Drawn[] => [
  { code: '110106002', name: '太平桥街道', nameEn: 'Taipingqiao', polygons: [[west]] },
  { code: '110102020', name: '广安门外街道', nameEn: "Guang'anmenwai", polygons: [[east]] },
];

/** Two areas with a strip of so many metres between them that is nobody's, closed off in the north and the south. */
const apart = (metres: number): Coverage =>
  townOf([
    ...sides(square(-2000, -2000, 0, 2000), square(metres, -2000, 2000, 2000)),
    { code: '110102010', name: '牛街街道', nameEn: 'Niujie', polygons: [[square(-2000, 2000, 2000, 2100)]] },
    {
      code: '110102009',
      name: '白纸坊街道',
      nameEn: 'Baizhifang',
      polygons: [[square(-2000, -2100, 2000, -2000)]],
    },
  ]);
export const wideGap: () => Coverage = once(() => apart(5));

/** A strip of 3 m that is nobody's, longest against the west. */
export const narrowGap: () => Coverage = once(() =>
  townOf([
    {
      code: '110106002',
      name: '太平桥街道',
      nameEn: 'Taipingqiao',
      polygons: [[square(-2000, -2000, 0, 2000)]],
    },
    {
      code: '110102020',
      name: '广安门外街道',
      nameEn: "Guang'anmenwai",
      polygons: [[square(3, -2000, 2000, 500)]],
    },
    { code: '110102010', name: '牛街街道', nameEn: 'Niujie', polygons: [[square(3, 500, 2000, 2000)]] },
    {
      code: '110106021',
      name: '丰台街道',
      nameEn: 'Fengtai Subdistrict',
      polygons: [[square(-2000, 2000, 3, 2100)]],
    },
    {
      code: '110106022',
      name: '新村街道',
      nameEn: 'Xincun',
      polygons: [[square(-2000, -2100, 3, -2000)]],
    },
  ]),
);

/** Both claim a strip of so many metres. */
const overlapping = (metres: number): Coverage =>
  townOf(sides(square(-2000, -2000, metres, 2000), square(0, -2000, 2000, 2000)));
export const wideOverlap: () => Coverage = once(() => overlapping(30));
export const narrowOverlap: () => Coverage = once(() => overlapping(3));

/** A hole of 200 m in 广安门外街道 that is 牛街街道. */
export const holed: () => Coverage = once(() =>
  townOf([
    ...sides(square(-2000, -2000, 0, 2000), square(0, -2000, 2000, 2000)).map((drawn, i) =>
      i === 0
        ? drawn
        : { ...drawn, polygons: [[square(0, -2000, 2000, 2000), square(900, 0, 1100, 200).reverse()]] },
    ),
    { code: '110102010', name: '牛街街道', nameEn: 'Niujie', polygons: [[square(900, 0, 1100, 200)]] },
  ]),
);

/** An exclave of 太平桥街道, 235 m by 200 m (4.7 ha), inside 广安门外街道, 5 km from the rest of it. */
export const exclave: () => Coverage = once(() =>
  townOf([
    {
      code: '110106002',
      name: '太平桥街道',
      nameEn: 'Taipingqiao',
      polygons: [[square(-2000, -2000, 0, 2000)], [square(4900, 0, 5135, 200)]],
    },
    {
      code: '110102020',
      name: '广安门外街道',
      nameEn: "Guang'anmenwai",
      polygons: [[square(0, -2000, 8000, 2000), square(4900, 0, 5135, 200).reverse()]],
    },
  ]),
);

const seamOf = (more: Partial<SeamRecord>): SeamRecord => {
  const [west, south] = lonlat([-1, -2000]);
  const [east, north] = lonlat([1, 2000]);
  return {
    key: '110102020|110106002',
    left: '110102020',
    right: '110106002',
    bounds: [west, south, east, north],
    basis: null,
    holder: null,
    accuracy: null,
    stretches: [],
    agreements: [],
    ...more,
  };
};

/** What is on record about the line through the middle of town. */
export const onSeam = (more: Partial<SeamRecord>): Records => ({ seams: [seamOf(more)], holdings: [] });

export const onHoldings = (...holdings: readonly Holding[]): Records => ({ seams: [], holdings });

const parcel = (id: string, south: number, north: number, owner: string, ownerEn: string): Holding => ({
  id,
  kind: 'parcel',
  name: `${id} 号地块`,
  nameEn: `Plot ${id}`,
  body: { code: `owner-${id}`, name: owner, nameEn: ownerEn },
  level: null,
  width: 0,
  geometry: {
    type: 'Polygon',
    coordinates: [ring(square(80, south, 120, north)).map(([x, y]) => [x, y])],
  },
});

/** Three plots from south to north, each a third of a road 300 m long, 30 m wide and round at its ends. */
export const parcels: readonly Holding[] = [
  parcel('7', -15, 96.07, '建工集团', 'Construction Group'),
  parcel('8', 96.07, 203.93, '供销公司', 'Supply Company'),
  parcel('9', 203.93, 315, '第二中学', 'No. 2 Middle School'),
];

const line = (places: readonly Place[]) => ({
  type: 'LineString' as const,
  coordinates: places.map((place) => [...lonlat(place)]),
});

export const river: Holding = {
  id: 'w1',
  kind: 'water',
  name: '莲花河',
  nameEn: 'Lianhua River',
  body: { code: 'water-110000', name: '市水务局', nameEn: 'City Water Authority' },
  level: 'city',
  width: 40,
  geometry: line([
    [-2000, 300],
    [2000, 300],
  ]),
};

export const bridge: Holding = {
  id: 'a1',
  kind: 'asset',
  name: '三路居桥',
  nameEn: 'Sanluju Bridge',
  body: { code: 'roads-110102', name: '西城区道路养护中心', nameEn: 'Xicheng Road Maintenance' },
  level: 'district',
  width: 30,
  geometry: line([
    [300, 280],
    [300, 320],
  ]),
};
