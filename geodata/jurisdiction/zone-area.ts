// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Footprint } from '../footprint.ts';
import type { Lonlat } from '../geometry.ts';
import { type Piece, type Stretch, stretchNear, together } from './along.ts';
import { type Frame, frameAt, toPlane } from './frame.ts';
import { distanceToEdge } from './raster.ts';

/** Beyond so many positions a zone is taken for the one around their convex hull: to look at all pairs of edges takes time. */
const mostPositions = 1_000;
/** Where two edges reach exactly as far, this part of the radius gives what they reach to the first of them. */
const hair = 1e-11;

/**
 * Square metres of everything within `reach` metres of a footprint's positions: of points, lines, or polygons.
 *
 * The outline of such a zone is made of stretches beside edges and of arcs around corners. Of each, what another edge reaches
 * too is left out, and by Green's theorem the rest gives the area; nothing is ever joined, so there is no topology to go wrong.
 */
export function zoneArea(footprint: Footprint, reach: number): number {
  const { kind, points, lines, polygons } = footprint;
  const paths = kind === 'point' ? points.map((point) => [point]) : kind === 'line' ? lines : polygons.flat();
  const positions = paths.flat();
  if (positions.length === 0) return 0;
  const frame = frameAt(...middleOf(positions));
  if (positions.length > mostPositions) return aroundHull(hullOf(frame, positions), reach);
  const edges = edgesOf(frame, paths);
  let area = 0;
  for (let i = 0; i < edges.length; i++) {
    const { piece, corner, first } = edges[i]!;
    const { x0, y0, x1, y1, length } = piece;
    if (length > 0) area += beside(edges, i, reach, 1);
    if (length > 0 && kind === 'line') area += beside(edges, i, reach, -1) + around(edges, i, reach, x1, y1);
    // Around a corner belongs to the first edge there: the one before, but where a path begins.
    if (kind === 'polygon') area += around(edges, first ? i : i - 1, reach, x0, y0, corner.from, corner.turn);
    else if (first) area += around(edges, i, reach, x0, y0);
  }
  return area;
}

interface Edge {
  readonly piece: Piece;
  /** Of a ring: the direction, in radians, from which an arc around its start begins, and by how much it turns left; 0 where it turns right. */
  readonly corner: { readonly from: number; readonly turn: number };
  /** Whether a path begins with it. */
  readonly first: boolean;
}

/** A single position makes an edge without length. */
function edgesOf(frame: Frame, paths: readonly (readonly Lonlat[])[]): Edge[] {
  return paths.flatMap((path) => {
    const places = path.map((position) => toPlane(frame, position));
    const [[startX, startY] = [0, 0]] = places;
    const pieces: Piece[] = [];
    for (let i = 1; i < places.length; i++) {
      const [x0, y0] = places[i - 1]!;
      const [x1, y1] = places[i]!;
      const length = Math.hypot(x1 - x0, y1 - y0);
      if (length > 0) pieces.push({ x0, y0, x1, y1, length });
    }
    if (pieces.length === 0) pieces.push({ x0: startX, y0: startY, x1: startX, y1: startY, length: 0 });
    return pieces.map((piece, i): Edge => {
      const before = pieces[(i + pieces.length - 1) % pieces.length]!;
      const from = Math.atan2(before.y1 - before.y0, before.x1 - before.x0) - Math.PI / 2;
      const to = Math.atan2(piece.y1 - piece.y0, piece.x1 - piece.x0) - Math.PI / 2;
      const turn = (to - from + 4 * Math.PI) % (2 * Math.PI);
      return { piece, corner: { from, turn: turn < Math.PI ? turn : 0 }, first: i === 0 };
    });
  });
}

/** How far another edge reaches where an edge is asked what is its own. */
const reachBefore = (other: number, own: number, reach: number): number =>
  reach * (other < own ? 1 + hair : 1 - hair);

/**
 * Edges that reach some of a stretch or arc of the outline, no place of which is farther than `half` from its middle; null
 * where one of them reaches all of it, which most of a bent outline is told by at once.
 */
function reachingEdges(
  edges: readonly Edge[],
  own: number,
  reach: number,
  middleX: number,
  middleY: number,
  half: number,
): number[] | null {
  const reaching: number[] = [];
  for (let i = 0; i < edges.length; i++) {
    const { x0, y0, x1, y1 } = edges[i]!.piece;
    const near = reachBefore(i, own, reach);
    const away = distanceToEdge(x0 - middleX, y0 - middleY, x1 - middleX, y1 - middleY);
    if (away < near - half && i !== own) return null;
    if (away <= near + half) reaching.push(i);
  }
  return reaching;
}

/** What the stretch on the right of an edge (side 1) or on its left (−1) adds to the area. */
function beside(edges: readonly Edge[], own: number, reach: number, side: 1 | -1): number {
  const { x0, y0, x1, y1, length } = edges[own]!.piece;
  const shiftX = (side * reach * (y1 - y0)) / length;
  const shiftY = (-side * reach * (x1 - x0)) / length;
  const moved = { x0: x0 + shiftX, y0: y0 + shiftY, x1: x1 + shiftX, y1: y1 + shiftY, length };
  const reaching = reachingEdges(
    edges,
    own,
    reach,
    (moved.x0 + moved.x1) / 2,
    (moved.y0 + moved.y1) / 2,
    length / 2,
  );
  if (!reaching) return 0;
  const taken: Stretch[] = [];
  for (const i of reaching) {
    if (i === own) continue;
    const stretch = stretchNear(moved, edges[i]!.piece, reachBefore(i, own, reach));
    if (stretch) taken.push(stretch);
  }
  // Twice the triangle between the origin and the stretch; on the left of a line the outline runs back.
  return (side * left(taken, 1) * (moved.x0 * moved.y1 - moved.x1 * moved.y0)) / 2;
}

/** What an arc around a place adds to the area, from a direction on and turning left. */
function around(
  edges: readonly Edge[],
  own: number,
  reach: number,
  x: number,
  y: number,
  from = 0,
  turn = 2 * Math.PI,
): number {
  if (!(turn > 0)) return 0;
  const middle = from + turn / 2;
  const [middleX, middleY] = [x + reach * Math.cos(middle), y + reach * Math.sin(middle)];
  const reaching = reachingEdges(edges, own, reach, middleX, middleY, (reach * turn) / 2);
  if (!reaching) return 0;
  const taken: Stretch[] = [];
  for (const i of reaching) {
    const { x0, y0, x1, y1, length } = edges[i]!.piece;
    const near = reachBefore(i, own, reach);
    noteTaken(taken, x0 - x, y0 - y, x1 - x, y1 - y, length, reach, near, from, turn);
  }
  let area = 0;
  let start = 0;
  const add = (to: number): void => {
    if (!(to > start)) return;
    const [a, b] = [from + start, from + to];
    area += reach * (reach * (b - a) + x * (Math.sin(b) - Math.sin(a)) - y * (Math.cos(b) - Math.cos(a)));
  };
  for (const [first, last] of together(taken)) {
    add(first);
    start = last;
  }
  add(turn);
  return area / 2;
}

/** Notes which stretches of an arc around the origin lie within `near` of an edge, counted from where it begins. */
function noteTaken(
  taken: Stretch[],
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  length: number,
  reach: number,
  near: number,
  from: number,
  turn: number,
): void {
  const cuts = [0, turn];
  const cutAt = (direction: number): void => {
    const angle = (((direction - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI);
    if (angle > 0 && angle < turn) cuts.push(angle);
  };
  const cutAround = (x: number, y: number): void => {
    const away = Math.hypot(x, y);
    const cosine = (away * away + reach * reach - near * near) / (2 * away * reach);
    if (!(Math.abs(cosine) < 1)) return;
    const [direction, half] = [Math.atan2(y, x), Math.acos(cosine)];
    cutAt(direction - half);
    cutAt(direction + half);
  };
  cutAround(x0, y0);
  if (length > 0) {
    cutAround(x1, y1);
    const along = Math.atan2(y1 - y0, x1 - x0);
    // Of the origin from the edge's line, positive on the line's left.
    const off = (y0 * (x1 - x0) - x0 * (y1 - y0)) / -length;
    for (const side of [near, -near]) {
      const sine = (side - off) / reach;
      if (!(Math.abs(sine) <= 1)) continue;
      cutAt(along + Math.asin(sine));
      cutAt(along + Math.PI - Math.asin(sine));
    }
  }
  cuts.sort((one, other) => one - other);
  for (let i = 1; i < cuts.length; i++) {
    const middle = from + (cuts[i - 1]! + cuts[i]!) / 2;
    const [x, y] = [reach * Math.cos(middle), reach * Math.sin(middle)];
    if (distanceToEdge(x0 - x, y0 - y, x1 - x, y1 - y) < near) taken.push([cuts[i - 1]!, cuts[i]!]);
  }
}

/** How much of a whole is not taken. */
const left = (taken: readonly Stretch[], whole: number): number =>
  together(taken).reduce((rest, [from, to]) => rest - (to - from), whole);

type Place = readonly [x: number, y: number];

/** The convex hull, open, counter-clockwise (Andrew's monotone chain, 1979). */
function hullOf(frame: Frame, positions: readonly Lonlat[]): readonly Place[] {
  const sorted = positions
    .map((position) => toPlane(frame, position))
    .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  const half = (ordered: readonly Place[]): Place[] => {
    const chain: Place[] = [];
    for (const [x, y] of ordered) {
      for (;;) {
        const [px, py] = chain.at(-2) ?? [Number.NaN, 0];
        const [qx, qy] = chain.at(-1) ?? [0, 0];
        // Also where there are not two yet: a comparison with NaN is false.
        if (!((qx - px) * (y - py) - (qy - py) * (x - px) <= 0)) break;
        chain.pop();
      }
      chain.push([x, y]);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Around a convex shape its own area, a strip along its sides, and a disc in all at its corners (Steiner 1840). */
function aroundHull(hull: readonly Place[], reach: number): number {
  let [doubled, perimeter] = [0, 0];
  hull.forEach(([x, y], i) => {
    const [nextX, nextY] = hull[(i + 1) % hull.length] ?? [x, y];
    doubled += x * nextY - nextX * y;
    perimeter += Math.hypot(nextX - x, nextY - y);
  });
  return doubled / 2 + perimeter * reach + Math.PI * reach * reach;
}

function middleOf(positions: readonly Lonlat[]): Lonlat {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of positions) {
    west = Math.min(west, longitude);
    south = Math.min(south, latitude);
    east = Math.max(east, longitude);
    north = Math.max(north, latitude);
  }
  return [(west + east) / 2, (south + north) / 2];
}
