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
        : shape.polygons.map(([shell = [], ...holes]) =>
            together([turned(shell), ...holes.map(turned).sort(compareFramed)]),
          );
  const values = together(parts.sort(compareFramed), [kinds.indexOf(kind), accuracy, width]);
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat64(i * 8, values[i] ?? 0, true);
  let hash = '';
  for (const byte of sha256(bytes)) hash += hexadecimal[byte];
  return hash;
}

const kinds = ['point', 'line', 'polygon'];

const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Runs of numbers one after the other, each behind its length, so that runs put together stay apart. */
function together(runs: readonly Float64Array[], head: readonly number[] = []): Float64Array {
  let length = head.length;
  for (const run of runs) length += 1 + run.length;
  const values = new Float64Array(length);
  values.set(head);
  let place = head.length;
  for (const run of runs) {
    values[place] = run.length;
    values.set(run, place + 1);
    place += 1 + run.length;
  }
  return values;
}

function numbers(line: Line, count = line.length): Float64Array {
  const run = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const [x, y] = line[i] ?? [0, 0];
    run[2 * i] = Math.round(x * 1e9);
    run[2 * i + 1] = Math.round(y * 1e9);
  }
  return run;
}

/** An oriented ring, open, from its smallest position on. */
function turned(ring: Line): Float64Array {
  const open = numbers(ring, Math.max(0, ring.length - 1));
  let start = 0;
  for (let i = 2; i < open.length; i += 2) {
    const dx = (open[i] ?? 0) - (open[start] ?? 0);
    if (dx < 0 || (dx === 0 && (open[i + 1] ?? 0) < (open[start + 1] ?? 0))) start = i;
  }
  const run = new Float64Array(open.length);
  run.set(open.subarray(start));
  run.set(open.subarray(0, start), open.length - start);
  return run;
}

const smaller = (a: Float64Array, b: Float64Array): Float64Array => (compare(a, b) <= 0 ? a : b);

/** Shorter runs before longer ones, as their lengths stand before them. */
const compareFramed = (a: Float64Array, b: Float64Array): number => a.length - b.length || compare(a, b);

function compare(a: Float64Array, b: Float64Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
