import type { Boundaries } from './boundaries.ts';
import { headlineCodes } from './headline.ts';
import { ringOf } from './mesh.ts';
import { isInBlock } from './neighbourhood.ts';
import { contains, distance, distanceToSegment, type Point } from './plane.ts';
import { between, createRandom, type Random } from './random.ts';

export interface Building {
  readonly ring: readonly Point[];
  readonly storeys: number;
}

/** A street or a railway, and its width in metres. */
export interface Way {
  readonly line: readonly Point[];
  readonly width: number;
}

/** Lines whose both sides are built up on the demo map. */
const builtSeams: readonly (readonly [string, string])[] = [
  [headlineCodes.guanganmenwai, headlineCodes.taipingqiao],
  [headlineCodes.guanganmenwai, headlineCodes.yangfangdian],
  [headlineCodes.taipingqiao, headlineCodes.yangfangdian],
  ['110101002', '110101006'],
  ['110101002', '110102012'],
  ['110102007', '110108003'],
  ['110102010', '110108008'],
  ['110101010', '110105007'],
  ['110101013', '110105016'],
  ['110105018', '110106013'],
  ['110105002', '110105003'],
];
const headlineDistricts = new Set(Object.values(headlineCodes).map((code) => code.slice(0, 6)));
/** Metres from the headline building within which every block is built up. */
const reach = 1300;
const most = 4000;
/** Old city: courtyards; elsewhere slabs. */
const courtyardDistricts = /^11010(1|2(003|01[1-5]))/;

/** Rows of buildings on the cells along some seams and around the headline building, off streets, parks and water. */
export function drawBlocks(
  { mesh, leaf, headline }: Boundaries,
  ways: readonly Way[],
  taken: readonly (readonly Point[])[],
  seed: number,
): Building[] {
  const buildings: Building[] = [];
  const wayBoxes = ways.map(({ line }) => boxOf(line, 0));
  const takenBoxes = taken.map((ring) => boxOf(ring, 0));
  for (const face of builtFaces(mesh, leaf, headline.centre)) {
    const ring = ringOf(mesh, face);
    const box = boxOf(ring, 60);
    const streets = ways.filter((_, i) => overlaps(box, wayBoxes[i] as Box));
    const obstacles = taken.filter((_, i) => overlaps(box, takenBoxes[i] as Box));
    const code = leaf[face] as string;
    const random = createRandom(seed, `buildings ${code} ${face}`);
    for (const building of fill(ring, courtyardDistricts.test(code), random)) {
      const free =
        building.ring.every(
          (p) =>
            !isInBlock(headline.centre, p) &&
            obstacles.every((other) => !contains(other, p)) &&
            streets.every(({ line, width }) => isClear(p, line, width / 2 + 5)),
        ) && buildings.length < most;
      if (free) buildings.push(building);
    }
  }
  return buildings;
}

function builtFaces(mesh: Boundaries['mesh'], leaf: readonly string[], centre: Point): number[] {
  const seams = new Set(builtSeams.flatMap(([a, b]) => [`${a}-${b}`, `${b}-${a}`]));
  const faces = new Set<number>();
  leaf.forEach((code, face) => {
    if (
      code.length === 15 &&
      headlineDistricts.has(code.slice(0, 6)) &&
      ringOf(mesh, face).some((p) => distance(p, centre) < reach)
    )
      faces.add(face);
  });
  mesh.face.forEach((face, h) => {
    const code = leaf[face] ?? '';
    const other = leaf[mesh.face[h ^ 1] as number] ?? '';
    if (code.length === 15 && seams.has(`${code.slice(0, 9)}-${other.slice(0, 9)}`)) faces.add(face);
  });
  return [...faces];
}

/** Rows along the ring's longest side, as many as fit well inside it. */
function fill(ring: readonly Point[], courtyards: boolean, random: Random): Building[] {
  const [a, b] = longestSide(ring);
  const length = distance(a, b);
  const [cos, sin] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const flat = ring.map(([x, y]): Point => [x * cos + y * sin, -x * sin + y * cos]);
  const [west, south, east, north] = boxOf(flat, -12);
  const [depth, gap] = courtyards ? [7, 7] : [13, between(random, 24, 34)];
  const storeys = courtyards ? 1 : random() < 0.25 ? 18 : 6;
  const buildings: Building[] = [];
  for (let y = south; y + depth < north; y += depth + gap)
    for (let x = west; x < east; ) {
      const width = courtyards
        ? between(random, 9, 17)
        : storeys > 6
          ? between(random, 22, 30)
          : between(random, 38, 64);
      const corners: Point[] = [
        [x, y],
        [x + width, y],
        [x + width, y + depth],
        [x, y + depth],
      ];
      const fits = corners.every((p) => contains(flat, p) && isClear(p, [...flat, flat[0] as Point], 9));
      if (fits && random() < 0.9)
        buildings.push({ ring: corners.map(([u, v]) => [u * cos - v * sin, u * sin + v * cos]), storeys });
      x += fits ? width + (courtyards ? between(random, 2, 8) : between(random, 14, 26)) : 12;
    }
  return buildings;
}

function longestSide(ring: readonly Point[]): readonly [Point, Point] {
  let best: readonly [Point, Point] = [ring[0] as Point, ring[1] as Point];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length] as Point;
    if (distance(a, b) > distance(...best)) best = [a, b];
  });
  return best;
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(ring: readonly Point[], margin: number): Box {
  let [west, south] = ring[0] as Point;
  let [east, north] = [west, south];
  for (const [x, y] of ring) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [west - margin, south - margin, east + margin, north + margin];
}

const overlaps = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

const isClear = (p: Point, line: readonly Point[], metres: number): boolean =>
  line.every((b, i) => i === 0 || distanceToSegment(p, line[i - 1] as Point, b) > metres);
