import { Delaunay } from 'd3-delaunay';
import type { Area } from '../../../geodata/area.ts';
import type { Lonlat, Rings } from '../../../geodata/geometry.ts';
import { type Coverage, createCoverage } from '../../../geodata/jurisdiction/coverage.ts';
import type { EditionGeography } from '../../../geodata/jurisdiction/edition.ts';
import { frameAt, fromPlane } from '../../../geodata/jurisdiction/frame.ts';
import { arrange } from '../../../geodata/topology/arrange.ts';

/** Metres east and north of the town's middle. */
export type Place = readonly [east: number, north: number];

/** A subdistrict (or a finer area) drawn in metres; several polygons, each shell first. */
export interface Drawn {
  readonly code: string;
  readonly name?: string;
  readonly nameEn?: string;
  readonly level?: Area['level'];
  readonly parent?: string;
  readonly polygons: readonly (readonly (readonly Place[])[])[];
}

const frame = frameAt(116.32, 39.9);

export const lonlat = ([east, north]: Place): Lonlat => fromPlane(frame, east, north);

/** A closed ring through some places. */
export const ring = (places: readonly Place[]): Lonlat[] => {
  const open = places.map(lonlat);
  return open[0] ? [...open, open[0]] : [];
};

export const square = (west: number, south: number, east: number, north: number): Place[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];

/** The districts and the city above subdistricts whose codes begin with theirs. */
const above: readonly Area[] = [
  { code: '110000', name: '北京市', nameEn: 'Beijing', level: 'city', parent: null },
  { code: '110102', name: '西城区', nameEn: 'Xicheng', level: 'district', parent: '110000' },
  { code: '110106', name: '丰台区', nameEn: 'Fengtai', level: 'district', parent: '110000' },
];

export function geographyOf(drawn: readonly Drawn[], extra: readonly Area[] = []): EditionGeography {
  const arranged = arrange(
    drawn.map(({ polygons }) => ({ polygons: polygons.map((rings) => rings.map(ring)) })),
  );
  if ('refusal' in arranged) throw new Error(`The test's town cannot be arranged: ${arranged.refusal.got}`);
  return {
    edition: 1,
    areas: [
      ...above,
      ...extra,
      ...drawn.map(({ code, name, nameEn, level, parent }) => ({
        code,
        name: name ?? code,
        nameEn: nameEn ?? code,
        level: level ?? ('subdistrict' as const),
        parent: parent ?? code.slice(0, 6),
      })),
    ],
    leaves: drawn.map(({ code }) => code),
    arrangement: arranged.arrangement,
  };
}

export const townOf = (drawn: readonly Drawn[], extra: readonly Area[] = []): Coverage =>
  createCoverage(geographyOf(drawn, extra));

/** 太平桥街道 in the west, 广安门外街道 in the east, 2 km each way; their line runs north through the middle of town. */
export const twoSides: readonly Drawn[] = [
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
    polygons: [[square(0, -2000, 2000, 2000)]],
  },
];

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A town of communities in subdistricts of two districts, 4 km across, organic in shape. `faults` leaves some communities
 * out, which makes gaps, and lays some over their neighbours, which makes overlaps.
 */
export function randomTown(seed: number, faults: boolean): readonly Drawn[] {
  const random = randomFrom(seed);
  const sites = Array.from({ length: 40 }, (): [number, number] => [
    4000 * random() - 2000,
    4000 * random() - 2000,
  ]);
  const cells = Delaunay.from(sites).voronoi([-2000, -2000, 2000, 2000]);
  return sites.flatMap(([x, y], i): Drawn[] => {
    const cell = (cells.cellPolygon(i) as Place[] | null)?.slice(0, -1);
    if (!cell || (faults && random() < 0.1)) return [];
    const swollen = faults && random() < 0.1 ? 1.15 : 1;
    const polygon = cell.map(([px, py]): Place => [x + swollen * (px - x), y + swollen * (py - y)]);
    const subdistrict = `${x < 0 ? '110106' : '110102'}00${1 + Math.floor((y + 2000) / 1001)}`;
    return [
      {
        code: `${subdistrict}${String(i + 1).padStart(3, '0')}`,
        level: 'community',
        parent: subdistrict,
        polygons: [[polygon]],
      },
    ];
  });
}

/** The subdistricts that communities of a random town belong to. */
export const subdistrictsOf = (drawn: readonly Drawn[]): Area[] =>
  [...new Set(drawn.map(({ parent }) => parent ?? ''))].map((code) => ({
    code,
    name: code,
    nameEn: code,
    level: 'subdistrict',
    parent: code.slice(0, 6),
  }));

/** A star-shaped polygon with, sometimes, a hole: never crossing itself. */
export function randomPolygon(random: () => number, centre: Place, size: number): Rings {
  const corners = 3 + Math.floor(20 * random());
  const turn = 2 * Math.PI * random();
  const star = (scale: number): Lonlat[] =>
    ring(
      Array.from({ length: corners }, (_, i): Place => {
        const angle = turn + (2 * Math.PI * i) / corners;
        const radius = scale * size * (0.5 + 0.5 * random());
        return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
      }),
    );
  const shell = star(1);
  return random() < 0.3 ? [shell, star(0.2).reverse()] : [shell];
}

export const feature = (
  geometry: { readonly type: string; readonly coordinates: unknown },
  properties: Readonly<Record<string, unknown>> = {},
) => ({ type: 'Feature', geometry, properties });

export const polygonFeature = (
  places: readonly Place[],
  properties: Readonly<Record<string, unknown>> = {},
) => feature({ type: 'Polygon', coordinates: [ring(places)] }, properties);
