import type { Polygon } from 'geojson';
import type { FootprintGeometry } from '../geometry.ts';
import type { WhistleKind } from '../jurisdiction/verdict.ts';
import type { Boundaries } from './boundaries.ts';
import { facesOf } from './division.ts';
import { headlineCodes } from './headline.ts';
import type { DrawnLane } from './lanes.ts';
import { ringOf } from './mesh.ts';
import { along, contains, distance, type Point, toLonlat, toPlane } from './plane.ts';
import type { Source } from './rhythm.ts';

/** A whistle under way, to be blown again by the steps that anyone takes. */
export interface CityCase {
  readonly kind: WhistleKind;
  readonly category: string;
  readonly place: string;
  readonly placeEn: string;
  readonly note: string;
  readonly geometry: FootprintGeometry;
  /** 95 % radius and width of a line in metres, where they matter. */
  readonly accuracy?: number;
  readonly width?: number;
  readonly source: Source;
  readonly blownMinutesAgo: number;
  /** Minutes after the whistle at which the summoned arrived, in the order of their summonses; more than there are means all. */
  readonly checkIns: readonly number[];
  readonly fedBack: boolean;
  readonly verified: boolean;
}

/** Where a case lies: on the line between two subdistricts (part of it in the first), by a junction, or within one. */
type Spot =
  | { readonly on: readonly [string, string]; readonly at: number; readonly part: number }
  | { readonly within: string }
  | { readonly junction: true };

interface Script extends Omit<CityCase, 'geometry'> {
  readonly spot: Spot;
  /** Width and depth of the footprint in metres. */
  readonly size: readonly [number, number];
}

const all = [4, 5, 7, 8, 9, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24];
const { guanganmenwai, taipingqiao } = headlineCodes;

const scripts: readonly Script[] = [
  {
    kind: 'enforcement',
    category: '06-01',
    place: '三路居路',
    placeEn: 'Sanluju Road',
    note: '沿街餐馆油烟直排，楼体跨两区',
    spot: { on: [guanganmenwai, taipingqiao], at: 0.62, part: 0.42 },
    size: [38, 16],
    source: 'hotline12345',
    blownMinutesAgo: 39,
    checkIns: [7, 11, 15, 18, 24],
    fedBack: false,
    verified: false,
  },
  {
    kind: 'enforcement',
    category: '01-03',
    place: '货场北路三方交界处',
    placeEn: 'Huochang North Road, where three districts meet',
    note: '渣土与生活垃圾混堆，约 20 车',
    spot: { junction: true },
    size: [34, 26],
    source: 'cellOfficer',
    blownMinutesAgo: 25,
    checkIns: [8, 10, 13],
    fedBack: false,
    verified: false,
  },
  {
    kind: 'enforcement',
    category: '01-02',
    place: '红莲南路',
    placeEn: 'Honglian South Road',
    note: '早市外溢，占用机动车道',
    spot: { within: guanganmenwai },
    size: [70, 9],
    source: 'patrol',
    blownMinutesAgo: 17,
    checkIns: [6, 9, 12],
    fedBack: false,
    verified: false,
  },
  {
    kind: 'enforcement',
    category: '05-01',
    place: '美术馆东街',
    placeEn: 'Meishuguan East Street',
    note: '地铁口共享单车淤积，压占盲道',
    spot: { on: ['110101002', '110101006'], at: 0.5, part: 0.55 },
    size: [46, 12],
    source: 'chat',
    blownMinutesAgo: 8,
    checkIns: [5],
    fedBack: false,
    verified: false,
  },
  {
    kind: 'emergency',
    category: '04-01',
    place: '民安街',
    placeEn: 'Min’an Street',
    note: '燃气管线被挖断，已警戒 50 米',
    spot: { within: '110101005' },
    size: [30, 30],
    source: 'hotline12345',
    blownMinutesAgo: 47,
    checkIns: all,
    fedBack: false,
    verified: false,
  },
  {
    kind: 'enforcement',
    category: '06-01',
    place: '翠微路',
    placeEn: 'Cuiwei Road',
    note: '小区底商油烟扰民，第三次投诉',
    spot: { within: '110108001' },
    size: [24, 18],
    source: 'hotline12345',
    blownMinutesAgo: 48,
    checkIns: [9, 26],
    fedBack: false,
    verified: false,
  },
  {
    kind: 'priority',
    category: '07-03',
    place: '新街口外大街',
    placeEn: 'Xinjiekou Outer Street',
    note: '架空线入地，两侧同步验收',
    spot: { on: ['110102010', '110108008'], at: 0.45, part: 0.5 },
    size: [26, 90],
    source: 'committee',
    blownMinutesAgo: 168,
    checkIns: all.map((minutes) => minutes * 3),
    fedBack: true,
    verified: true,
  },
  {
    kind: 'enforcement',
    category: '03-02',
    place: '蒲芳路',
    placeEn: 'Pufang Road',
    note: '夜间拆改承重墙，无施工许可',
    spot: { within: '110106013' },
    size: [28, 15],
    source: 'hotline12345',
    blownMinutesAgo: 38,
    checkIns: [8, 21],
    fedBack: false,
    verified: false,
  },
  {
    kind: 'priority',
    category: '07-01',
    place: '志新路',
    placeEn: 'Zhixin Road',
    note: '路面空洞，雷达复测后回填',
    spot: { within: '110108010' },
    size: [22, 14],
    source: 'cellOfficer',
    blownMinutesAgo: 88,
    checkIns: [14, 31],
    fedBack: false,
    verified: false,
  },
  {
    kind: 'enforcement',
    category: '01-02',
    place: '潘家园路',
    placeEn: 'Panjiayuan Road',
    note: '旧货地摊占道，人流密集',
    spot: { within: '110105018' },
    size: [64, 12],
    source: 'patrol',
    blownMinutesAgo: 68,
    checkIns: [6, 11, 17],
    fedBack: false,
    verified: false,
  },
  {
    kind: 'priority',
    category: '07-02',
    place: '阜通东大街',
    placeEn: 'Futong East Street',
    note: '下凹桥区积水点，泵站改造',
    spot: { within: '110105026' },
    size: [40, 30],
    source: 'petition',
    blownMinutesAgo: 42,
    checkIns: [20],
    fedBack: false,
    verified: false,
  },
  {
    kind: 'enforcement',
    category: '02-01',
    place: '农展馆南路',
    placeEn: 'Nongzhanguan South Road',
    note: '楼顶违规广告牌，限期拆除',
    spot: { within: '110105012' },
    size: [20, 8],
    source: 'cellOfficer',
    blownMinutesAgo: 54,
    checkIns: all,
    fedBack: true,
    verified: false,
  },
  {
    kind: 'enforcement',
    category: '03-01',
    place: '闵庄路',
    placeEn: 'Minzhuang Road',
    note: '夜间浇筑超时，居民集中反映',
    spot: { within: '110108027' },
    size: [60, 44],
    source: 'hotline12345',
    blownMinutesAgo: 31,
    checkIns: [13],
    fedBack: false,
    verified: false,
  },
];

/** The whistles under way, where the city has the areas for them. */
export function drawCases(boundaries: Boundaries, lanes: readonly DrawnLane[]): CityCase[] {
  return scripts.flatMap(({ spot, size, ...told }) => {
    const lane = lanes.find(
      ({ name, subdistrict }) => name === told.place && 'within' in spot && subdistrict === spot.within,
    );
    const ring = placeRing(boundaries, spot, size, lane?.line ?? null);
    if (!ring) return [];
    const geometry: Polygon = {
      type: 'Polygon',
      coordinates: [[...ring, ring[0] as Point].map((p) => [...toLonlat(p)])],
    };
    return [{ ...told, geometry }];
  });
}

function placeRing(
  boundaries: Boundaries,
  spot: Spot,
  [width, depth]: readonly [number, number],
  street: readonly Point[] | null,
): Point[] | null {
  const { headline, borders, places } = boundaries;
  if ('junction' in spot) return box(headline.junction, [1, 0.03], width, depth);
  if ('within' in spot) {
    const place = places.find(({ code }) => code === spot.within);
    if (!place) return null;
    if (!street)
      return box(roomNear(boundaries, spot.within, toPlane(place.lon, place.lat)), [1, 0.04], width, depth);
    const [a, b] = pieceOf(street, straightest(street, Math.floor(street.length / 3), width));
    return box(along(a, b, 0.5), [b[0] - a[0], b[1] - a[1]], width, depth);
  }
  const [one, other] = spot.on;
  const pieces = borders
    .filter(({ left, right }) => (left === one && right === other) || (left === other && right === one))
    .sort((a, b) => b.line.length - a.line.length);
  const border = pieces[0];
  if (!border) return null;
  const first = Math.max(0, Math.min(border.line.length - 2, Math.floor(spot.at * (border.line.length - 1))));
  const index = straightest(border.line, first, Math.max(width, depth));
  const [a, b] = pieceOf(border.line, index);
  const length = distance(a, b);
  const out: Point = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  // The left side gets its part of the width; the line runs on through the footprint's depth.
  const part = border.left === one ? spot.part : 1 - spot.part;
  const shift = (part - 0.5) * width;
  const middle: Point = [(a[0] + b[0]) / 2 + out[0] * shift, (a[1] + b[1]) / 2 + out[1] * shift];
  return box(middle, out, width, Math.min(depth, length * 0.8));
}

const pieceOf = (line: readonly Point[], i: number): readonly [Point, Point] => [
  line[i] as Point,
  line[i + 1] as Point,
];

/** The first piece from `from` on that is long enough, else the longest. */
function straightest(line: readonly Point[], from: number, wanted: number): number {
  let longest = from;
  const length = (i: number): number => distance(line[i] as Point, line[i + 1] as Point);
  for (let i = from; i + 1 < line.length; i++) {
    if (length(i) > wanted * 1.2) return i;
    if (length(i) > length(longest)) longest = i;
  }
  return longest;
}

/** The middle of the face that is nearest to a place, well inside its area. */
function roomNear({ mesh, leaf }: Boundaries, area: string, place: Point): Point {
  const middles = facesOf(leaf, area)
    .map((face) => ringOf(mesh, face))
    .map((ring) => ({ ring, at: middleOf(ring) }))
    .filter(({ ring, at }) => contains(ring, at))
    .sort((a, b) => distance(a.at, place) - distance(b.at, place));
  return middles[0]?.at ?? place;
}

function middleOf(ring: readonly Point[]): Point {
  const [x, y] = ring.reduce((sum, p) => [sum[0] + p[0], sum[1] + p[1]], [0, 0] as Point);
  return [x / ring.length, y / ring.length];
}

/** A rectangle about a point, its width along the direction. */
function box([x, y]: Point, [dx, dy]: Point, width: number, depth: number): Point[] {
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  return [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([i = 0, j = 0]) => [
    x + (i * width * ux) / 2 - (j * depth * uy) / 2,
    y + (i * width * uy) / 2 + (j * depth * ux) / 2,
  ]);
}
