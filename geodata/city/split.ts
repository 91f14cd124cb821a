import { around, end, type Mesh, splitEdge, splitFace, start } from './mesh.ts';
import { along, cross, distance, distanceToSegment, onGrid, type Point, turn } from './plane.ts';
import { between, type Random } from './random.ts';

/** How a face is cut: along streets in town, in any direction in the country; never through a quiet place. */
export interface CutStyle {
  readonly street: boolean;
  readonly quiet: readonly Quiet[];
}

/** A disc no cut may enter; metres. */
export interface Quiet {
  readonly at: Point;
  readonly reach: number;
}

/** A straight way across a face, between points of two of its edges. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly a: Point;
  readonly b: Point;
  readonly cost: number;
}

/** No cut ends closer than this to a corner; metres. */
const clearance = 12;
/** A cut that costs less is taken without looking further: as long as a square is wide, and a tenth off the part asked for. */
const goodEnough = 1.4;

/**
 * Cuts a face into `count` faces of about one size, by halves. Every cut ends on the edges that are there, for both
 * their faces, so that neighbours go on sharing all their vertices. Returns all faces and the lines of the cuts.
 */
export function split(
  mesh: Mesh,
  face: number,
  count: number,
  style: CutStyle,
  random: Random,
): { readonly faces: number[]; readonly cuts: (readonly Point[])[] } {
  if (count <= 1) return { faces: [face], cuts: [] };
  const few = Math.floor(count / 2);
  const part = few / count;
  const cut = bestCut(mesh, face, part, style, random);
  if (!cut) return { faces: [face], cuts: [] };
  const path = bend(mesh, face, cut, style, random);
  const from = endAt(mesh, cut.from, cut.a);
  const to = endAt(mesh, cut.to, cut.b);
  const fresh = splitFace(mesh, from, to, path);
  const line = [start(mesh, from), ...path, start(mesh, to)];
  const one = split(mesh, fresh, few, style, random);
  const other = split(mesh, face, count - few, style, random);
  return { faces: [...one.faces, ...other.faces], cuts: [line, ...one.cuts, ...other.cuts] };
}

/** Tries a few parallel lines in two directions; wants the asked part left of the cut, a short cut and no sharp corners. */
function bestCut(mesh: Mesh, face: number, part: number, style: CutStyle, random: Random): Cut | null {
  const edges = around(mesh, face);
  const ring = edges.map((h) => start(mesh, h));
  const base = style.street ? between(random, -0.05, 0.05) : between(random, 0, Math.PI / 2);
  const wanted = part * between(random, 0.9, 1.1);
  const prefix = crossSums(ring);
  const total = prefix.at(-1) ?? 0;
  let best: Cut | null = null;
  for (const angle of [base, base + Math.PI / 2]) {
    const heading: Point = [Math.cos(angle), Math.sin(angle)];
    const heights = ring.map(([x, y]) => y * heading[0] - x * heading[1]);
    const low = Math.min(...heights);
    const high = Math.max(...heights);
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
      if (best && best.cost < goodEnough) break;
      const level = low + (high - low) * (t + between(random, -0.03, 0.03));
      for (const [i, j, a, b] of chords(ring, heights, level, heading)) {
        const left = areaBetween(ring, prefix, i, j, a, b) / total;
        const share = Math.min(Math.abs(left - wanted), Math.abs(1 - left - wanted));
        const length = distance(a, b);
        const cost =
          share * 4 + length / Math.sqrt(Math.abs(total) / 2) + (Math.min(left, 1 - left) < 0.15 ? 5 : 0);
        if (best && cost >= best.cost) continue;
        if (length < 3 * clearance || isDisturbed([a, b], style.quiet)) continue;
        if (share > 0.3 || !isOpen(mesh, edges, i, a) || !isOpen(mesh, edges, j, b)) continue;
        // The smaller part is asked for on the left of the cut.
        best =
          Math.abs(left - wanted) <= Math.abs(1 - left - wanted)
            ? { from: edges[i] as number, to: edges[j] as number, a, b, cost }
            : { from: edges[j] as number, to: edges[i] as number, a: b, b: a, cost };
      }
    }
  }
  return best;
}

/** Pieces of the level line inside the ring: [edge left by, edge reached, point, point]. */
function chords(
  ring: readonly Point[],
  heights: readonly number[],
  level: number,
  direction: Point,
): (readonly [number, number, Point, Point])[] {
  const hits: { edge: number; at: Point; reach: number }[] = [];
  for (let i = 0; i < ring.length; i++) {
    const g = (heights[i] ?? 0) - level;
    const h = (heights[(i + 1) % ring.length] ?? 0) - level;
    if (g >= 0 === h >= 0) continue;
    const at = along(ring[i] as Point, ring[(i + 1) % ring.length] as Point, g / (g - h));
    hits.push({ edge: i, at, reach: at[0] * direction[0] + at[1] * direction[1] });
  }
  hits.sort((p, q) => p.reach - q.reach);
  const pieces: (readonly [number, number, Point, Point])[] = [];
  for (let k = 0; k + 1 < hits.length; k += 2) {
    const p = hits[k];
    const q = hits[k + 1];
    if (p && q) pieces.push([p.edge, q.edge, p.at, q.at]);
  }
  return pieces;
}

/** Twice the area, from the first corner, of the fan over edges 0 to i. */
function crossSums(ring: readonly Point[]): number[] {
  const sums = [0];
  const origin = ring[0] as Point;
  for (let i = 0; i < ring.length; i++)
    sums.push((sums[i] ?? 0) + turn(origin, ring[i] as Point, ring[(i + 1) % ring.length] as Point));
  return sums;
}

/** Twice the area left of the way from a (on edge i) straight to b (on edge j): b, the ring from j on round to i, a. */
function areaBetween(
  ring: readonly Point[],
  prefix: readonly number[],
  i: number,
  j: number,
  a: Point,
  b: Point,
): number {
  const n = ring.length;
  const origin = ring[0] as Point;
  const afterJ = ring[(j + 1) % n] as Point;
  const corner = ring[i] as Point;
  const total = prefix[n] ?? 0;
  const whole =
    j < i ? (prefix[i] ?? 0) - (prefix[j + 1] ?? 0) : total - (prefix[j + 1] ?? 0) + (prefix[i] ?? 0);
  return turn(origin, b, afterJ) + whole + turn(origin, corner, a) + turn(origin, a, b);
}

/** A cut may end here: on an edge that takes a new vertex, off its corners. */
function isOpen(mesh: Mesh, edges: readonly number[], i: number, p: Point): boolean {
  const h = edges[i] as number;
  return (
    !mesh.frozen.has(h >> 1) &&
    distance(start(mesh, h), end(mesh, h)) > 3 * clearance &&
    distance(p, start(mesh, h)) > clearance &&
    distance(p, end(mesh, h)) > clearance
  );
}

/** A cut with a bend or a jog in it, where there is room; [] where there is not. */
function bend(mesh: Mesh, face: number, cut: Cut, style: CutStyle, random: Random): Point[] {
  const { a, b } = cut;
  const length = distance(a, b);
  if (length < 180) return [];
  const across: Point = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  const at = (t: number, aside: number): Point =>
    onGrid([a[0] + (b[0] - a[0]) * t + across[0] * aside, a[1] + (b[1] - a[1]) * t + across[1] * aside]);
  const ring = around(mesh, face).map((h) => start(mesh, h));
  for (let sway = style.street ? 0.035 : 0.1; sway * length > 5; sway /= 2) {
    const jog = length * between(random, 0.4 * sway, sway) * (random() < 0.5 ? 1 : -1);
    const t = between(random, 0.3, 0.7);
    const path =
      style.street && random() < 0.5
        ? [at(t, 0), at(t + between(random, -0.004, 0.004), jog)]
        : [
            at(t * 0.5, jog * between(random, 0.2, 0.8)),
            at(t, jog),
            at((1 + t) / 2, jog * between(random, -0.6, 0.6)),
          ];
    const line = [a, ...path, b];
    if (!isDisturbed(line, style.quiet) && isClear(ring, line)) return path;
  }
  return [];
}

/** Whether the line keeps off the ring's edges but for its two ends. */
function isClear(ring: readonly Point[], line: readonly Point[]): boolean {
  const inner = line.slice(1, -1);
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const p = ring[j] as Point;
    const q = ring[i] as Point;
    for (let k = 1; k < line.length; k++)
      if (cross(p, q, line[k - 1] as Point, line[k] as Point)) {
        const first = k === 1 && distanceToSegment(line[0] as Point, p, q) < 0.1;
        const last = k === line.length - 1 && distanceToSegment(line.at(-1) as Point, p, q) < 0.1;
        if (!first && !last) return false;
      }
    if (inner.some((point) => distanceToSegment(point, p, q) < clearance)) return false;
  }
  return true;
}

const isDisturbed = (line: readonly Point[], quiet: readonly Quiet[]): boolean =>
  quiet.some(({ at, reach }) =>
    line.some((p, i) => i > 0 && distanceToSegment(at, line[i - 1] as Point, p) < reach),
  );

const endAt = (mesh: Mesh, h: number, p: Point): number => splitEdge(mesh, h, onGrid(p));
