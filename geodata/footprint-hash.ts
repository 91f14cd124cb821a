import { sha256 } from '@noble/hashes/sha2.js';
import type { Line, Lonlat, Rings } from './geometry.ts';

/**
 * SHA-256 of a footprint, in lower-case hex: kind, accuracy, width, and positions in grid units of 1e-9 degree. Rings start at their
 * smallest position, and rings and parts are sorted, so that drawing the same thing another way round gives the same hash.
 */
export function canonicalHash(
  kind: 'point' | 'line' | 'polygon',
  shape: {
    readonly points: readonly Lonlat[];
    readonly lines: readonly Line[];
    readonly polygons: readonly Rings[];
  },
  accuracy: number,
  width: number,
): string {
  const parts =
    kind === 'point'
      ? shape.points.map((point) => numbers([point]))
      : kind === 'line'
        ? shape.lines.map((line) => smaller(numbers(line), numbers([...line].reverse())))
        : shape.polygons.map((rings) => {
            const [shell = [], ...holes] = rings.map((ring) => frame(turned(ring)));
            return [...shell, ...holes.sort(compare).flat()];
          });
  const values = [kinds.indexOf(kind), accuracy, width, ...parts.map(frame).sort(compare).flat()];
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setFloat64(i * 8, value, true);
  });
  return [...sha256(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const kinds = ['point', 'line', 'polygon'];

/** A run of numbers behind its length, so that runs put together stay apart. */
const frame = (run: number[]): number[] => [run.length, ...run];

const numbers = (line: Line): number[] =>
  line.flatMap(([x, y]) => [Math.round(x * 1e9), Math.round(y * 1e9)]);

/** An oriented ring, open, from its smallest position on. */
function turned(ring: Line): number[] {
  const open = numbers(ring.slice(0, -1));
  let start = 0;
  for (let i = 2; i < open.length; i += 2) {
    const dx = (open[i] ?? 0) - (open[start] ?? 0);
    if (dx < 0 || (dx === 0 && (open[i + 1] ?? 0) < (open[start + 1] ?? 0))) start = i;
  }
  return [...open.slice(start), ...open.slice(0, start)];
}

const smaller = (a: number[], b: number[]): number[] => (compare(a, b) <= 0 ? a : b);

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
