import type { Footprint } from '../footprint.ts';
import type { Line, Lonlat, Rings } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { type Frame, frameAt, fromPlane, toPlane } from './frame.ts';
import { createInside } from './inside.ts';
import { distanceToEdge, facesAt } from './raster.ts';

/** Metres: a wider overlap is a place of its own, which nobody splits. */
const widest = 20;
/** Metres from one cut across an overlap to the next, and how many there are at most on either side. */
const step = 0.25;
const mostCuts = 1_000;

/** An edge in the frame's plane. */
type Edge = readonly [x0: number, y0: number, x1: number, y1: number];

/**
 * What of a footprint's part in an overlap of two parties lies on either side of the overlap's middle line, the parties in
 * the order given; sums to 1. The overlap is cut across from side to side, and the near half of each cut is that side's.
 * Lines are told step by step, places one by one. Half and half where that cannot be told: in wide overlaps and those of
 * more than two.
 */
export function halvesOf(
  coverage: Coverage,
  { polygons, lines, points }: Pick<Footprint, 'polygons' | 'lines' | 'points'>,
  face: number,
  width: number,
  owners: readonly number[],
): readonly number[] {
  const even = owners.map(() => 1 / owners.length);
  const [start] = polygons[0]?.[0] ?? lines[0] ?? points;
  if (owners.length !== 2 || width > widest || !start) return even;
  const frame = frameAt(...start);
  const sides = owners.map((owner) => edgesBeside(coverage, frame, face, owner));
  const [one = [], other = []] = sides;
  if (one.length === 0 || other.length === 0) return even;
  const sums =
    polygons.length > 0
      ? sumOfCuts(frame, polygons, width, one, other)
      : nearerOf(coverage, frame, [...stepsOf(frame, lines, one, other), ...points], face, one, other);
  const total = sums[0] + sums[1];
  return total > 0 ? [sums[0] / total, sums[1] / total] : even;
}

/** The edges of a face beyond which one party alone owns the land. */
function edgesBeside(coverage: Coverage, frame: Frame, face: number, owner: number): Edge[] {
  const { arrangement: a } = coverage;
  const edges: Edge[] = [];
  for (let i = a.faceChainStart[face] ?? 0; i < (a.faceChainStart[face + 1] ?? 0); i++) {
    const chain = a.faceChain[i] ?? 0;
    const beyond = (a.chainLeft[chain] === face ? a.chainRight[chain] : a.chainLeft[chain]) ?? 0;
    const parties = partiesOf(coverage, beyond);
    if (parties.length !== 1 || parties[0] !== owner) continue;
    for (let place = a.chainStart[chain] ?? 0; place + 1 < (a.chainStart[chain + 1] ?? 0); place++) {
      const [x0, y0] = toPlane(frame, placeAt(coverage, place));
      const [x1, y1] = toPlane(frame, placeAt(coverage, place + 1));
      edges.push([x0, y0, x1, y1]);
    }
  }
  return edges;
}

/** Square metres, nearly, of polygons on either side of the middle line. */
function sumOfCuts(
  frame: Frame,
  polygons: readonly Rings[],
  width: number,
  one: readonly Edge[],
  other: readonly Edge[],
): readonly [number, number] {
  const inside = createInside(frame, polygons);
  const box = boxOf(frame, polygons, 2 * width);
  const metresIn = (x0: number, y0: number, x1: number, y1: number): number =>
    inside
      .stretches(x0, y0, x1, y1)
      .reduce((sum, [from, to]) => sum + (to - from) * Math.hypot(x1 - x0, y1 - y0), 0);
  /** Cuts that begin on one side: what lies on that side of the middle, and beyond it. */
  const cutsFrom = (side: readonly Edge[], opposite: readonly Edge[]): [number, number] => {
    const near = side.map((edge) => within(edge, box)).filter((edge) => edge !== null);
    const length = near.reduce((sum, [x0, y0, x1, y1]) => sum + Math.hypot(x1 - x0, y1 - y0), 0);
    const apart = Math.max(step, length / mostCuts);
    const sums: [number, number] = [0, 0];
    for (const [x0, y0, x1, y1] of near) {
      const metres = Math.hypot(x1 - x0, y1 - y0);
      const count = Math.ceil(metres / apart);
      for (let i = 0; i < count; i++) {
        const t = (i + 0.5) / count;
        const [x, y] = [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
        const [endX, endY] = nearestOn(opposite, x, y);
        const [middleX, middleY] = [(x + endX) / 2, (y + endY) / 2];
        sums[0] += (metresIn(x, y, middleX, middleY) * metres) / count;
        sums[1] += (metresIn(middleX, middleY, endX, endY) * metres) / count;
      }
    }
    return sums;
  };
  const [ahead, back] = [cutsFrom(one, other), cutsFrom(other, one)];
  return [ahead[0] + back[1], ahead[1] + back[0]];
}

/** Places at equal steps along what of lines comes near an overlap with these sides: each stands for as many metres. */
function stepsOf(
  frame: Frame,
  lines: readonly Line[],
  one: readonly Edge[],
  other: readonly Edge[],
): readonly Lonlat[] {
  const ends = [...one, ...other].flatMap(([x0, y0, x1, y1]): [number, number][] => [
    [x0, y0],
    [x1, y1],
  ]);
  const box = boxAround(ends, step);
  const near = lines.flatMap((line) =>
    line.slice(1).map((to, i) => within([...toPlane(frame, line[i] ?? to), ...toPlane(frame, to)], box)),
  );
  const edges = near.filter((edge) => edge !== null);
  const length = edges.reduce((sum, [x0, y0, x1, y1]) => sum + Math.hypot(x1 - x0, y1 - y0), 0);
  const apart = Math.max(step, length / mostCuts);
  const places: Lonlat[] = [];
  // The steps go on from edge to edge, so that all of them are as long.
  let next = apart / 2;
  for (const [x0, y0, x1, y1] of edges) {
    const metres = Math.hypot(x1 - x0, y1 - y0);
    for (; next < metres; next += apart)
      places.push(fromPlane(frame, x0 + (next / metres) * (x1 - x0), y0 + (next / metres) * (y1 - y0)));
    next -= metres;
  }
  return places;
}

/** How many places of a face are nearer to either side; one in the very middle is half of each. */
function nearerOf(
  coverage: Coverage,
  frame: Frame,
  points: readonly Lonlat[],
  face: number,
  one: readonly Edge[],
  other: readonly Edge[],
): readonly [number, number] {
  const sums: [number, number] = [0, 0];
  for (const point of points) {
    const [unitX, unitY] = [point[0] * unitsPerDegree, point[1] * unitsPerDegree];
    if (!facesAt(coverage.arrangement, coverage.raster, unitX, unitY).includes(face)) continue;
    const [x, y] = toPlane(frame, point);
    const [here, there] = [one, other].map((edges) => {
      const [endX, endY] = nearestOn(edges, x, y);
      return Math.hypot(endX - x, endY - y);
    }) as [number, number];
    const part = Math.abs(here - there) < 1e-6 ? 0.5 : here < there ? 1 : 0;
    sums[0] += part;
    sums[1] += 1 - part;
  }
  return sums;
}

function nearestOn(edges: readonly Edge[], x: number, y: number): readonly [number, number] {
  let found: readonly [number, number] = [x, y];
  let least = Infinity;
  for (const [x0, y0, x1, y1] of edges) {
    const distance = distanceToEdge(x0 - x, y0 - y, x1 - x, y1 - y);
    if (distance >= least) continue;
    least = distance;
    const [dx, dy] = [x1 - x0, y1 - y0];
    const squared = dx * dx + dy * dy;
    const t = squared > 0 ? Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / squared)) : 0;
    found = [x0 + t * dx, y0 + t * dy];
  }
  return found;
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(frame: Frame, polygons: readonly Rings[], margin: number): Box {
  return boxAround(
    polygons.flatMap(([shell = []]) => shell.map((position) => toPlane(frame, position))),
    margin,
  );
}

function boxAround(places: readonly (readonly [x: number, y: number])[], margin: number): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of places) {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  return [west - margin, south - margin, east + margin, north + margin];
}

/** The stretch of an edge in a box (Liang and Barsky 1984), null for none. */
function within([x0, y0, x1, y1]: Edge, [west, south, east, north]: Box): Edge | null {
  let [from, to] = [0, 1];
  for (const [move, room] of [
    [x0 - x1, x0 - west],
    [x1 - x0, east - x0],
    [y0 - y1, y0 - south],
    [y1 - y0, north - y0],
  ] as const) {
    if (move === 0 && room < 0) return null;
    if (move < 0) from = Math.max(from, room / move);
    if (move > 0) to = Math.min(to, room / move);
  }
  if (!(to > from)) return null;
  return [x0 + from * (x1 - x0), y0 + from * (y1 - y0), x0 + to * (x1 - x0), y0 + to * (y1 - y0)];
}

function placeAt({ arrangement: a }: Coverage, place: number): Lonlat {
  const vertex = a.chainVertex[place] ?? 0;
  return [(a.vertexX[vertex] ?? 0) / unitsPerDegree, (a.vertexY[vertex] ?? 0) / unitsPerDegree];
}
