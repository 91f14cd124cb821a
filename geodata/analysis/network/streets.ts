// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import Flatbush from 'flatbush';
import type { Line, Lonlat } from '../../geometry.ts';
import { edgeLength } from '../../topology/ellipsoid.ts';

/** Streets as they are matched to and walked along: parts in a row, segments in a row, each with where it belongs. */
export interface Streets {
  /** Number of streets; a street is its place in the list given. */
  readonly count: number;
  readonly parts: readonly Line[];
  /** The street of each part. */
  readonly partStreet: Int32Array;
  /** Segments of part p are partStart[p] up to partStart[p + 1]. */
  readonly partStart: Int32Array;
  /** The part of each segment. */
  readonly segmentPart: Int32Array;
  /** Degrees: x and y of the first and then of the last end of each segment, four a segment. */
  readonly ends: Float64Array;
  /** Metres from the beginning of its part to each segment, and its own length. */
  readonly start: Float64Array;
  readonly length: Float64Array;
  /** Boxes of the segments in degrees; null where there are none. */
  readonly index: Flatbush | null;
}

/** Lays streets out; each is its parts (WGS84, one direction each). Repeated positions and parts of one position are left out. */
export function layOut(streets: readonly (readonly Line[])[]): Streets {
  const parts: Line[] = [];
  const partStreet: number[] = [];
  streets.forEach((lines, street) => {
    for (const line of lines) {
      const kept = line.filter((at, i) => i === 0 || !same(at, line[i - 1]!));
      if (kept.length < 2) continue;
      parts.push(kept);
      partStreet.push(street);
    }
  });
  const count = parts.reduce((sum, part) => sum + part.length - 1, 0);
  const partStart = new Int32Array(parts.length + 1);
  const segmentPart = new Int32Array(count);
  const ends = new Float64Array(4 * count);
  const start = new Float64Array(count);
  const length = new Float64Array(count);
  const index = count > 0 ? new Flatbush(count) : null;
  let s = 0;
  parts.forEach((part, p) => {
    let metres = 0;
    for (let i = 1; i < part.length; i++) {
      const [ax, ay] = part[i - 1]!;
      const [bx, by] = part[i]!;
      segmentPart[s] = p;
      ends.set([ax, ay, bx, by], 4 * s);
      start[s] = metres;
      length[s] = edgeLength(ax, ay, bx, by);
      metres += length[s]!;
      index?.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
      s++;
    }
    partStart[p + 1] = s;
  });
  index?.finish();
  return {
    count: streets.length,
    parts,
    partStreet: Int32Array.from(partStreet),
    partStart,
    segmentPart,
    ends,
    start,
    length,
    index,
  };
}

/** Metres along a part. */
export function partLength({ partStart, start, length }: Streets, part: number): number {
  const last = partStart[part + 1]! - 1;
  return start[last]! + length[last]!;
}

/** Metres of every street, all its parts together. */
export function streetLengths(streets: Streets): Float64Array {
  const metres = new Float64Array(streets.count);
  streets.partStreet.forEach((street, part) => {
    metres[street] = metres[street]! + partLength(streets, part);
  });
  return metres;
}

/** The position so many metres along a part, and the segment it lies on. */
export function positionAt(
  { partStart, start, length, ends }: Streets,
  part: number,
  metres: number,
): { readonly at: Lonlat; readonly segment: number } {
  let low = partStart[part]!;
  let high = partStart[part + 1]! - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (start[middle]! <= metres) low = middle;
    else high = middle - 1;
  }
  const t = Math.min(1, Math.max(0, (metres - start[low]!) / length[low]!));
  const [ax, ay] = [ends[4 * low]!, ends[4 * low + 1]!];
  return { at: [ax + (ends[4 * low + 2]! - ax) * t, ay + (ends[4 * low + 3]! - ay) * t], segment: low };
}

/** The stretch of a part between two distances along it, in metres. */
export function stretch(streets: Streets, part: number, from: number, to: number): Lonlat[] {
  const begin = positionAt(streets, part, from);
  const end = positionAt(streets, part, to);
  const line: Lonlat[] = [begin.at];
  for (let s = begin.segment + 1; s <= end.segment; s++)
    line.push([streets.ends[4 * s]!, streets.ends[4 * s + 1]!]);
  const last = line.at(-1)!;
  if (!same(last, end.at)) line.push(end.at);
  return line;
}

const same = (a: Lonlat, b: Lonlat): boolean => a[0] === b[0] && a[1] === b[1];
