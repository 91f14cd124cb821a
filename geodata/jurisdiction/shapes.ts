import type { MultiPolygon, Polygon } from 'geojson';
import type { Footprint } from '../footprint.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import {
  type Cuttable,
  createNodes,
  cut,
  isInside,
  join,
  type Nodes,
  type Point,
  piecesOf,
  signedArea,
  tolerances,
} from './clip.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { type Frame, frameAt, fromPlane, toPlane } from './frame.ts';
import type { Extent } from './overlap.ts';
import { distanceToEdge, faceAt } from './raster.ts';
import type { Verdict } from './verdict.ts';

/** Pairs of edges to look at before a shape is not worth drawing in parts. */
const mostPairs = 300_000;

/**
 * Each party's part of the footprint, by code, for drawing alone: a part thinner than a line may be missing.
 * Parties with no part, and footprints without an area, have none.
 */
export function shapesOf(
  coverage: Coverage,
  footprint: Footprint,
  extent: Extent,
  verdict: Verdict,
): ReadonlyMap<string, Polygon | MultiPolygon> {
  const shapes = new Map<string, Polygon | MultiPolygon>();
  const [first] = footprint.polygons[0]?.[0] ?? [];
  if (!first) return shapes;
  const shared = verdict.parties.filter(({ share }) => share > 0 && share <= 1 - 1e-9);
  for (const { jurisdiction, share } of verdict.parties)
    if (share > 1 - 1e-9)
      shapes.set(jurisdiction.code, {
        type: 'MultiPolygon',
        coordinates: footprint.polygons.map((rings) => rings.map((ring) => ring.map(([x, y]) => [x, y]))),
      });
  if (shared.length === 0) return shapes;
  const frame = frameAt(...first);
  const outline = outlineEdges(footprint, frame);
  const borders = borderEdges(coverage, extent, frame, outline);
  if (outline.length * borders.length > mostPairs) return shapes;

  for (const tolerance of tolerances) {
    const nodes = createNodes(tolerance);
    const pieces = piecesByParty(coverage, frame, outline, borders, nodes);
    for (const { jurisdiction } of shared) {
      if (shapes.has(jurisdiction.code)) continue;
      const party = coverage.parties.findIndex(({ code }) => code === jurisdiction.code);
      const rings = join(pieces.get(party) ?? [], nodes);
      const shape = rings && toShape(rings, frame);
      if (shape) shapes.set(jurisdiction.code, shape);
    }
    if (shared.every(({ jurisdiction }) => shapes.has(jurisdiction.code))) break;
  }
  return shapes;
}

/** Directed pieces around each party's part, as pairs of nodes, with the part on their left. */
function piecesByParty(
  coverage: Coverage,
  frame: Frame,
  outline: readonly Cuttable[],
  borders: readonly Border[],
  nodes: Nodes,
): ReadonlyMap<number, (readonly [number, number])[]> {
  const boxes = boxesOf(outline);
  for (const edge of outline) edge.cuts.length = 0;
  for (const { edge: border } of borders) {
    border.cuts.length = 0;
    const [x0, y0] = border.from;
    const [x1, y1] = border.to;
    const west = Math.min(x0, x1) - tolerances[0];
    const south = Math.min(y0, y1) - tolerances[0];
    const east = Math.max(x0, x1) + tolerances[0];
    const north = Math.max(y0, y1) + tolerances[0];
    for (let at = 0; at < boxes.length; at += 4)
      if (
        (boxes[at] ?? 0) <= east &&
        (boxes[at + 2] ?? 0) >= west &&
        (boxes[at + 1] ?? 0) <= north &&
        (boxes[at + 3] ?? 0) >= south
      ) {
        const edge = outline[at >> 2];
        if (edge) cut(border, edge, nodes);
      }
  }
  const pieces = new Map<number, (readonly [number, number])[]>();
  const add = (party: number, from: number, to: number): void => {
    const list = pieces.get(party);
    if (list) list.push([from, to]);
    else pieces.set(party, [[from, to]]);
  };
  const cutNodes = new Set<number>();
  for (const { cuts } of outline) for (const { node } of cuts) cutNodes.add(node);
  let before = -1;
  let parties: Int32Array = nobody;
  for (const edge of outline)
    for (const [from, to] of piecesOf(edge, nodes)) {
      // Round a corner that no border comes near, an outline stays with the same.
      if (from !== before || cutNodes.has(from)) parties = partiesLeftOf(coverage, frame, nodes, from, to);
      before = to;
      for (let i = 0; i < parties.length; i++) add(parties[i] ?? 0, from, to);
    }
  for (const { edge, onLeft, onRight } of borders)
    for (const [from, to] of piecesOf(edge, nodes)) {
      if (!runsInside(outline, boxes, nodes, from, to)) continue;
      for (const party of onLeft) if (!onRight.includes(party)) add(party, from, to);
      for (const party of onRight) if (!onLeft.includes(party)) add(party, to, from);
    }
  return pieces;
}

const nobody = new Int32Array(0);

const outlineEdges = (footprint: Footprint, frame: Frame): Cuttable[] =>
  footprint.polygons.flat().flatMap((ring) => {
    const points = ring.map((position) => toPlane(frame, position));
    return points.slice(1).flatMap((to, i): Cuttable[] => {
      const from = points[i];
      return !from || (from[0] === to[0] && from[1] === to[1]) ? [] : [{ from, to, cuts: [] }];
    });
  });

interface Border {
  readonly edge: Cuttable;
  readonly onLeft: Int32Array;
  readonly onRight: Int32Array;
}

/** Edges between parties near the footprint. */
function borderEdges(
  coverage: Coverage,
  extent: Extent,
  frame: Frame,
  outline: readonly Cuttable[],
): Border[] {
  const { arrangement: a, chainDivides } = coverage;
  const chains = new Set<number>();
  for (const { face } of extent.faces)
    for (let i = a.faceChainStart[face] ?? 0; i < (a.faceChainStart[face + 1] ?? 0); i++) {
      const chain = a.faceChain[i] ?? 0;
      if (chainDivides[chain] === 1) chains.add(chain);
    }
  const { west, south, east, north } = boundsOf(outline);
  const borders: Border[] = [];
  for (const chain of chains) {
    const onLeft = partiesOf(coverage, a.chainLeft[chain] ?? 0);
    const onRight = partiesOf(coverage, a.chainRight[chain] ?? 0);
    let from: Point = [0, 0];
    let fromX = Number.NaN;
    let fromY = 0;
    const first = a.chainStart[chain] ?? 0;
    const end = a.chainStart[chain + 1] ?? 0;
    for (let i = first; i < end; i++) {
      const vertex = a.chainVertex[i] ?? 0;
      const x = ((a.vertexX[vertex] ?? 0) - frame.originX) * frame.scaleX;
      const y = ((a.vertexY[vertex] ?? 0) - frame.originY) * frame.scaleY;
      if (
        i > first &&
        (x >= west || fromX >= west) &&
        (x <= east || fromX <= east) &&
        (y >= south || fromY >= south) &&
        (y <= north || fromY <= north)
      ) {
        if (from[0] !== fromX || from[1] !== fromY) from = [fromX, fromY];
        const to: Point = [x, y];
        borders.push({ edge: { from, to, cuts: [] }, onLeft, onRight });
        from = to;
      }
      fromX = x;
      fromY = y;
    }
  }
  return borders;
}

/** Parties just left of the middle of a piece of the footprint's outline: inside the footprint. */
function partiesLeftOf(
  coverage: Coverage,
  frame: Frame,
  { points, tolerance }: Nodes,
  from: number,
  to: number,
): Int32Array {
  const [x0, y0] = points[from] ?? [0, 0];
  const [x1, y1] = points[to] ?? [0, 0];
  const step = (2 * tolerance) / Math.hypot(x1 - x0, y1 - y0);
  const [longitude, latitude] = fromPlane(
    frame,
    (x0 + x1) / 2 - step * (y1 - y0),
    (y0 + y1) / 2 + step * (x1 - x0),
  );
  return partiesOf(
    coverage,
    faceAt(coverage.arrangement, coverage.raster, longitude * unitsPerDegree, latitude * unitsPerDegree),
  );
}

/** Whether a piece of a border runs inside the outline, not along it. */
function runsInside(
  outline: readonly Cuttable[],
  boxes: Float64Array,
  { points, tolerance }: Nodes,
  from: number,
  to: number,
): boolean {
  const [x0, y0] = points[from] ?? [0, 0];
  const [x1, y1] = points[to] ?? [0, 0];
  const x = (x0 + x1) / 2;
  const y = (y0 + y1) / 2;
  let inside = false;
  for (let at = 0; at < boxes.length; at += 4) {
    // Only edges over or near the middle have a say.
    if ((boxes[at + 3] ?? 0) < y - tolerance) continue;
    if ((boxes[at] ?? 0) > x + tolerance || (boxes[at + 2] ?? 0) < x - tolerance) continue;
    const { from: start, to: end } = outline[at >> 2] ?? { from: [x, y], to: [x, y] };
    const [startX, startY] = start;
    const [endX, endY] = end;
    if (
      (boxes[at + 1] ?? 0) <= y + tolerance &&
      distanceToEdge(startX - x, startY - y, endX - x, endY - y) <= tolerance
    )
      return false;
    if (startX <= x !== endX <= x && startY + ((endY - startY) * (x - startX)) / (endX - startX) > y)
      inside = !inside;
  }
  return inside;
}

/** West, south, east and north of each edge in turn. */
function boxesOf(edges: readonly Span[]): Float64Array {
  const boxes = new Float64Array(4 * edges.length);
  edges.forEach(({ from, to }, i) => {
    boxes[4 * i] = Math.min(from[0], to[0]);
    boxes[4 * i + 1] = Math.min(from[1], to[1]);
    boxes[4 * i + 2] = Math.max(from[0], to[0]);
    boxes[4 * i + 3] = Math.max(from[1], to[1]);
  });
  return boxes;
}

/** Shells with the holes that lie in them; null for nothing. */
function toShape(rings: readonly Point[][], frame: Frame): Polygon | MultiPolygon | null {
  const sized = rings.map((ring) => ({ ring, area: signedArea(ring) }));
  const shells = sized.filter(({ area }) => area > 0).sort((one, other) => one.area - other.area);
  const polygons = shells.map(({ ring }) => [ring]);
  for (const { ring } of sized.filter(({ area }) => area < 0)) {
    const [at = [0, 0]] = ring;
    const home = shells.findIndex((shell) => isInside(at, edgesOf(shell.ring)));
    polygons[home]?.push(ring);
  }
  const coordinates = polygons.map((parts) =>
    parts.map((ring) => ring.map(([x, y]) => fromPlane(frame, x, y))),
  );
  const [only] = coordinates;
  if (!only) return null;
  return coordinates.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates };
}

const edgesOf = (ring: readonly Point[]) => ring.slice(1).map((to, i) => ({ from: ring[i] ?? to, to }));

type Span = Pick<Cuttable, 'from' | 'to'>;

/** Of all that comes within the widest tolerance of edges that go round. */
function boundsOf(edges: readonly Span[]) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { from } of edges) {
    west = Math.min(west, from[0]);
    east = Math.max(east, from[0]);
    south = Math.min(south, from[1]);
    north = Math.max(north, from[1]);
  }
  const [spare] = tolerances;
  return { west: west - spare, south: south - spare, east: east + spare, north: north + spare };
}
