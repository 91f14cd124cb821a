import { along, cross, distance, type Point, turn } from './plane.ts';
import { between, type Random } from './random.ts';

/** The two triangles between a Voronoi edge and its sites: paths that stay in their own kite never meet another. */
export interface Kite {
  readonly a: Point;
  readonly b: Point;
  readonly left: Point;
  readonly right: Point;
}

/**
 * A line that keeps to streets: runs along one axis with a few jogs across, as city seams do. Where the kite is too
 * narrow at its ends, the line leaves them straight. Points between a and b.
 */
export function streetPath(kite: Kite, random: Random): Point[] {
  const { a, b } = kite;
  if (distance(a, b) < 120) return [];
  const drift = [0.3, 0.7].map((t) => between(random, -0.2, 0.2) + t);
  for (const lead of [0, 0.06, 0.12, 0.2, 0.3])
    for (let jogs = 1; jogs <= 9; jogs++) {
      const path = jogged(along(a, b, lead), along(a, b, 1 - lead), jogs, drift[jogs % 2] ?? 0.5);
      const whole = lead === 0 ? path.slice(1, -1) : path;
      if (fits(kite, whole)) return densify([a, ...whole, b], 160).slice(1, -1);
    }
  return densify([a, b], 160).slice(1, -1);
}

/** From a to b along the longer axis, stepping aside `jogs` times, `at` a part of the way through each stretch. */
function jogged(a: Point, b: Point, jogs: number, at: number): Point[] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const path: Point[] = [a];
  for (let i = 0; i < jogs; i++) {
    const t = (i + at) / jogs;
    for (const s of [i / jogs, (i + 1) / jogs])
      path.push(
        Math.abs(dx) > Math.abs(dy) ? [a[0] + dx * t, a[1] + dy * s] : [a[0] + dx * s, a[1] + dy * t],
      );
  }
  return [...path, b];
}

/** A line that keeps to ridges and streams: the midpoint moved aside, again and again. Points between a and b. */
export function ridgePath(kite: Kite, random: Random): Point[] {
  const { a, b } = kite;
  for (let rough = 0.17; rough > 0.02; rough /= 1.6) {
    const path = displace(a, b, rough, random);
    if (fits(kite, path) && isSimple([a, ...path, b])) return path;
  }
  return [];
}

/** Further vertices, so that no piece is longer than `reach` metres. */
function densify(path: readonly Point[], reach: number): Point[] {
  const dense: Point[] = [];
  path.forEach((p, i) => {
    const last = path[i - 1];
    if (last) {
      const pieces = Math.ceil(distance(last, p) / reach);
      for (let j = 1; j < pieces; j++) dense.push(along(last, p, j / pieces));
    }
    dense.push(p);
  });
  return dense;
}

/** Whether a path from a to b through the points stays well inside its kite. */
export function fits({ a, b, left, right }: Kite, path: readonly Point[], margin = 0.86): boolean {
  const middle = along(a, b, 0.5);
  const tips = [along(middle, left, margin), along(middle, right, margin)];
  return densify([a, ...path, b], 60)
    .slice(1, -1)
    .every((p) => tips.some((tip) => inTriangle(p, a, b, tip)));
}

function displace(a: Point, b: Point, rough: number, random: Random): Point[] {
  const length = distance(a, b);
  if (length < 420) return [];
  const aside = between(random, -rough, rough);
  const t = between(random, 0.4, 0.6);
  const middle: Point = [
    a[0] + (b[0] - a[0]) * t - (b[1] - a[1]) * aside,
    a[1] + (b[1] - a[1]) * t + (b[0] - a[0]) * aside,
  ];
  return [...displace(a, middle, rough, random), middle, ...displace(middle, b, rough, random)];
}

function isSimple(path: readonly Point[]): boolean {
  for (let i = 1; i < path.length; i++)
    for (let j = i + 2; j < path.length; j++)
      if (cross(path[i - 1] as Point, path[i] as Point, path[j - 1] as Point, path[j] as Point)) return false;
  return true;
}

function inTriangle(p: Point, a: Point, b: Point, c: Point): boolean {
  const s = turn(a, b, p);
  const t = turn(b, c, p);
  const u = turn(c, a, p);
  const slack = 1e-6 * Math.abs(turn(a, b, c));
  return (s >= -slack && t >= -slack && u >= -slack) || (s <= slack && t <= slack && u <= slack);
}
