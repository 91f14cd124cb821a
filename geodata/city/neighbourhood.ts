import type { NamedCourse } from './lanes.ts';
import { onGrid, type Point } from './plane.ts';

/** Half the size of the block that is drawn by hand, in metres from the headline building. */
const neighbourhoodReach = { east: 215, north: 190 } as const;

/** The block is turned this much anticlockwise, like the building itself. */
const tilt = (1.5 * Math.PI) / 180;

/** A place so many metres east and north of the building's middle, in the block's own directions. */
function inBlock(centre: Point, east: number, north: number): Point {
  return onGrid([
    centre[0] + east * Math.cos(tilt) - north * Math.sin(tilt),
    centre[1] + east * Math.sin(tilt) + north * Math.cos(tilt),
  ]);
}

/** Whether a point lies in the block. */
export function isInBlock(centre: Point, [x, y]: Point): boolean {
  return (
    Math.abs(x - centre[0]) < neighbourhoodReach.east && Math.abs(y - centre[1]) < neighbourhoodReach.north
  );
}

type Street = readonly [name: string, rank: NamedCourse['class'], width: number, ...places: number[]];

const streets: readonly Street[] = [
  ['小马厂路', 'secondary', 19, -420, -92, -180, -89, 0, -88, 180, -87, 330, -84],
  ['货场北路', 'lane', 12, -330, 103, -175, 104, -36, 105],
  ['站东街', 'lane', 13, -97, 104, -97, 0, -96, -88, -95, -190, -98, -300],
  ['小马厂东巷', 'lane', 9, 62, -88, 62, 90, 61, 190, 66, 290],
  ['小马厂北巷', 'lane', 7, 62, 85, 134, 85],
  ['马连道北街', 'secondary', 21, 141, -300, 138, -190, 137, -88, 136, 90, 134, 200, 139, 320],
  ['红莲北巷', 'lane', 7, 19, -88, 18, -190, 24, -280],
  ['站前巷', 'lane', 7, -97, 10, -190, 9, -290, 12],
  ['马连道北巷', 'lane', 9, 136, 62, 230, 63, 320, 60],
];

/** Streets around the headline building. */
export const neighbourhoodLanes = (centre: Point): NamedCourse[] =>
  streets.map(([name, rank, width, ...places]) => ({
    name,
    class: rank,
    width,
    line: pairs(places).map(([x, y]) => inBlock(centre, x, y)),
    subdistrict: '110102020',
  }));

/** Buildings: west, south, east and north edge in metres, storeys. */
const buildings: readonly (readonly [number, number, number, number, number])[] = [
  [-62, 66, -30, 96, 1],
  [-60, -1, -38, 54, 1],
  [-58, -69, -38, -12, 1],
  [-33, -70, -23, -42, 1],
  [-17, 54, -5, 77, 2],
  [-16, -72, 2, -58, 2],
  [10, 74, 22, 90, 2],
  [11, 54, 21, 66, 1],
  [-146, 122, -103, 174, 12],
  [-91, 122, -47, 174, 14],
  [-46, 132, -20, 174, 9],
  [21, 150, 53, 162, 6],
  [21, 127, 53, 139, 6],
  [22, 104, 54, 116, 6],
  [22, 94, 52, 101, 1],
  [68, 160, 124, 178, 6],
  [69, 126, 122, 139, 6],
  [68, 94, 122, 107, 6],
  [68, 58, 121, 72, 6],
  [69, 35, 122, 48, 6],
  [68, 11, 122, 24, 6],
  [69, -14, 121, -1, 6],
  [68, -38, 122, -25, 6],
  [69, -74, 122, -61, 6],
  [153, 128, 179, 154, 22],
  [155, 82, 181, 108, 22],
  [152, 36, 206, 50, 6],
  [152, 9, 206, 23, 6],
  [152, -19, 206, -5, 6],
  [152, -45, 206, -31, 6],
  [152, -72, 206, -58, 6],
  [-178, 48, -140, 62, 4],
  [-176, -12, -150, 0, 5],
  [-142, -12, -110, 0, 5],
  [-178, -44, -152, -31, 5],
  [-146, -44, -108, -31, 5],
  [-178, -76, -130, -62, 5],
  [30, -142, 92, -128, 10],
  [104, -141, 126, -128, 10],
  [32, -182, 92, -166, 10],
  [-84, -140, -30, -110, 4],
  [-84, -182, -30, -152, 4],
  [152, -128, 200, -112, 6],
  [152, -158, 200, -142, 6],
];

/** What else stands on the block: rings of buildings and of the park, and the tracks of the goods yard. */
export function neighbourhoodGround(centre: Point): {
  readonly buildings: readonly { readonly ring: Point[]; readonly storeys: number; readonly name: string }[];
  readonly park: Point[];
  readonly tracks: readonly Point[][];
} {
  const box = (west: number, south: number, east: number, north: number): Point[] =>
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ].map(([x = 0, y = 0]) => inBlock(centre, x, y));
  const sheds = buildings.map(([west, south, east, north, storeys], i) => ({
    ring: box(west, south, east, north),
    storeys,
    name: i === 1 ? '东货场' : '',
  }));
  return {
    buildings: [...sheds, ...courtyards().map((edges) => ({ ring: box(...edges), storeys: 1, name: '' }))],
    park: box(-182, -186, -106, -104),
    tracks: [-74, -69].map((x) => [98, 30, -40, -79].map((y) => inBlock(centre, x + y / 90, y))),
  };
}

/** Small houses in two uneven columns between the line and the alley. */
function courtyards(): [number, number, number, number][] {
  const houses: [number, number, number, number][] = [];
  for (let row = 0; row < 17; row++) {
    const south = -76 + row * 9.2 + (row % 3);
    for (const [column, west] of [27, 42].entries()) {
      const bit = (row * 7 + column * 5) % 11;
      if (bit === 0) continue;
      const inset = (bit % 4) * 0.9;
      houses.push([west + inset, south, west + 13 - (bit % 3), south + 4.6 + (bit % 3) * 0.7]);
    }
  }
  return houses;
}

function pairs(numbers: readonly number[]): (readonly [number, number])[] {
  const list: (readonly [number, number])[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) list.push([numbers[i] ?? 0, numbers[i + 1] ?? 0]);
  return list;
}
