import type { LineString, Polygon } from 'geojson';
import type { Boundaries } from './boundaries.ts';
import { drawBlocks, type Way } from './buildings.ts';
import { readRows, ribbon, roundedBox, smooth } from './curves.ts';
import type { DrawnLane } from './lanes.ts';
import { neighbourhoodGround } from './neighbourhood.ts';
import { lakes, parks, railways, rivers } from './places/landscape.ts';
import { outline } from './places/outline.ts';
import { contains, type Point, signedArea, toLonlat, toPlane } from './plane.ts';
import { createRandom, hashWord } from './random.ts';
import { romanise } from './romanise.ts';

/** What the map shows under the boundaries. `storeys` is 0 for all but buildings; names may be empty. */
export interface Ground {
  readonly class: 'park' | 'water' | 'building' | 'rail';
  readonly name: string;
  readonly nameEn: string;
  readonly storeys: number;
  readonly geometry: Polygon | LineString;
}

/** Parks, water, railways and buildings; in the small city only what lies within it. */
export function drawGround(boundaries: Boundaries, lanes: readonly DrawnLane[], seed: number): Ground[] {
  const { headline, places } = boundaries;
  const near = nearPlaces(places.map(({ lon, lat }) => toPlane(lon, lat)));
  const block = neighbourhoodGround(headline.centre);
  const green = readBoxes(parks)
    .filter(({ at }) => near(at))
    .map(({ name, at, width, height }) => ({
      name,
      ring: isWild(width)
        ? blob(name, at, width, height, 0.85, 0.12)
        : blob(name, at, width, height, 0.42, 0.035),
    }));
  const lying = readBoxes(lakes)
    .filter(({ at }) => near(at))
    .map(({ name, at, width, height }) => ({ name, ring: blob(name, at, width, height, 0.85, 0.13) }));
  const running = riverCourses(boundaries).map(({ name, width, line }) => ({
    name,
    ring: ribbon(line, width),
  }));
  const water = [...lying, ...running];
  const tracks = readRows(railways, false)
    .filter(({ places: way }) => way.some(near))
    .map(({ name, places: way }) => ({ name, line: smooth(way, 300) }));
  const taken = [...green, ...water].map(({ ring }) => ring);
  return [
    ...green.map(({ name, ring }) => area('park', name, ring)),
    area('park', '红莲公园', block.park),
    ...water.map(({ name, ring }) => area('water', name, ring)),
    ...tracks.map(({ name, line }) => rail(name, line)),
    ...block.tracks.map((line) => rail('', line)),
    area(
      'building',
      '',
      headline.building.slice(0, -1).map(([lon, lat]) => toPlane(lon, lat)),
      2,
    ),
    ...block.buildings.map(({ ring, storeys, name }) => area('building', name, ring, storeys)),
    ...drawBlocks(
      boundaries,
      [...lanes, ...tracks.map(({ line }) => ({ line, width: 24 }))],
      taken,
      seed,
    ).map(({ ring, storeys }) => area('building', '', ring, storeys)),
  ];
}

/** The middle of each river, and its width in metres; in the small city only of those that pass it. */
export function riverCourses({ places }: Pick<Boundaries, 'places'>): (Way & { readonly name: string })[] {
  const near = nearPlaces(places.map(({ lon, lat }) => toPlane(lon, lat)));
  return readRows(rivers, true)
    .filter(({ places: way }) => way.some(near))
    .map(({ name, size, places: way }) => ({ name, line: meander(name, way, size), width: size }));
}

function area(rank: Ground['class'], name: string, ring: readonly Point[], storeys = 0): Ground {
  const shell = signedArea(ring) > 0 ? ring : ring.toReversed();
  const coordinates = [[...shell, shell[0] as Point].map((p) => [...toLonlat(p)])];
  return { class: rank, name, nameEn: english(name), storeys, geometry: { type: 'Polygon', coordinates } };
}

const rail = (name: string, line: readonly Point[]): Ground => ({
  class: 'rail',
  name,
  nameEn: english(name),
  storeys: 0,
  geometry: { type: 'LineString', coordinates: line.map((p) => [...toLonlat(p)]) },
});

/** A forest rather than a garden with a wall. */
const isWild = (width: number): boolean => width > 2400;

const kinds: readonly (readonly [zh: string, en: string])[] = [
  ['森林公园', 'Forest Park'],
  ['郊野公园', 'Country Park'],
  ['公园', 'Park'],
  ['水库', 'Reservoir'],
  ['铁路', 'Railway'],
  ['引水渠', 'Canal'],
  ['湿地', 'Wetland'],
  ['货场', 'Goods Yard'],
];

const known: Readonly<Record<string, string>> = {
  颐和园: 'Summer Palace',
  圆明园: 'Old Summer Palace',
  天坛公园: 'Temple of Heaven',
  北京动物园: 'Beijing Zoo',
  奥林匹克森林公园: 'Olympic Forest Park',
  国家植物园: 'National Botanical Garden',
  环球影城: 'Universal Resort',
  东货场: 'East Goods Yard',
};

/** A park's, a river's or a railway's name in English. */
export function english(name: string): string {
  if (name === '') return '';
  if (known[name]) return known[name];
  const [zh, en] = kinds.find(([kind]) => name.endsWith(kind)) ?? ['', ''];
  const stem = romanise(name.slice(0, name.length - zh.length));
  return en ? `${stem} ${en}` : stem;
}

interface Box {
  readonly name: string;
  readonly at: Point;
  readonly width: number;
  readonly height: number;
}

const readBoxes = (table: string): Box[] =>
  table
    .trim()
    .split('\n')
    .map((row) => {
      const [name = '', ...numbers] = row.split(' ');
      const [lon = 0, lat = 0, width = 0, height = 0] = numbers.map(Number);
      return { name, at: toPlane(lon, lat), width, height };
    });

/** A rounded box with an uneven edge. */
function blob(
  name: string,
  at: Point,
  width: number,
  height: number,
  roundness: number,
  uneven: number,
): Point[] {
  const phase = (hashWord(name) >>> 8) / 1000;
  const points = Math.round(Math.min(120, Math.max(28, (width + height) / 120)));
  return roundedBox([0, 0], width, height, points, roundness).map(([x, y], i) => {
    const angle = (2 * Math.PI * i) / points;
    const swell =
      1 +
      uneven *
        (Math.sin(2 * angle + phase) +
          0.7 * Math.sin(3 * angle + 2 * phase) +
          0.5 * Math.sin(7 * angle + 3 * phase));
    return [at[0] + x * swell, at[1] + y * swell];
  });
}

/** A river's way, swinging from side to side by about its own width. */
function meander(name: string, way: readonly Point[], width: number): Point[] {
  const random = createRandom(0, name);
  const sway = width < 60 ? width * 0.4 : width * 1.1;
  return smooth(
    smooth(way, 2200).map(
      ([x, y]): Point => [x + (random() - 0.5) * 2 * sway, y + (random() - 0.5) * 2 * sway],
    ),
    width < 60 ? 150 : 260,
  );
}

/** Whether a point is in the city and no further from a subdistrict's place than its district may reach. */
function nearPlaces(places: readonly Point[]): (p: Point) => boolean {
  const edge = outline.map(([lon, lat]) => toPlane(lon, lat));
  const whole = places.length > 300;
  return (p) =>
    whole
      ? contains(edge, p) || edge.some((q) => Math.hypot(q[0] - p[0], q[1] - p[1]) < 9000)
      : places.some((q) => Math.hypot(q[0] - p[0], q[1] - p[1]) < 2500);
}
