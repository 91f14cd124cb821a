import { distance, type Point, toPlane } from './plane.ts';

/** A name, its numbers, and places given as longitude and latitude one after the other. */
export interface Row {
  readonly name: string;
  readonly size: number;
  readonly places: readonly Point[];
}

/** Rows of a table: name, the size if there is one, pairs of longitude and latitude. */
export function readRows(table: string, sized: boolean): Row[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...rest] = line.trim().split(' ');
      const numbers = rest.map(Number);
      const size = sized ? (numbers.shift() ?? 0) : 0;
      const places: Point[] = [];
      for (let i = 0; i + 1 < numbers.length; i += 2)
        places.push(toPlane(numbers[i] ?? 0, numbers[i + 1] ?? 0));
      return { name, size, places };
    });
}

/** A smooth way through all the points, in pieces of about `step` metres (Catmull–Rom). */
export function smooth(points: readonly Point[], step: number): Point[] {
  const line: Point[] = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const b = points[i] as Point;
    const c = points[i + 1] as Point;
    const a = points[i - 1] ?? b;
    const d = points[i + 2] ?? c;
    const pieces = Math.max(1, Math.round(distance(b, c) / step));
    for (let j = 0; j < pieces; j++) {
      const t = j / pieces;
      const at = (k: 0 | 1): number =>
        0.5 *
        (2 * b[k] +
          (c[k] - a[k]) * t +
          (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t +
          (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t * t * t);
      line.push([at(0), at(1)]);
    }
  }
  line.push(points.at(-1) as Point);
  return line;
}

/** A closed rounded rectangle: a superellipse, anticlockwise from the east, without the last point. */
export function roundedBox(
  centre: Point,
  width: number,
  height: number,
  points: number,
  roundness = 0.45,
): Point[] {
  return Array.from({ length: points }, (_, i) => {
    const angle = (2 * Math.PI * i) / points;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return [
      centre[0] + (width / 2) * Math.sign(c) * Math.abs(c) ** roundness,
      centre[1] + (height / 2) * Math.sign(s) * Math.abs(s) ** roundness,
    ];
  });
}

/** The ring around a line, `width` metres wide. */
export function ribbon(line: readonly Point[], width: number): Point[] {
  const side = (sign: number): Point[] =>
    line.map((p, i) => {
      const a = line[i - 1] ?? p;
      const b = line[i + 1] ?? p;
      const length = distance(a, b) || 1;
      const half = (sign * width) / 2 / length;
      return [p[0] - (b[1] - a[1]) * half, p[1] + (b[0] - a[0]) * half];
    });
  return [...side(-1), ...side(1).reverse()];
}
