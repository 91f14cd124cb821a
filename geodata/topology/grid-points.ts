// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { unitsPerDegree } from './arrangement.ts';

/** Where a grid lies and how fine it is. */
export interface GridFrame {
  /** Degrees of the point (0, 0). */
  readonly longitude: number;
  readonly latitude: number;
  readonly unitsPerDegree: number;
}

/** The grid of all boundaries: 1e-7 degree, about a centimetre. */
export const boundaryFrame: GridFrame = { longitude: 0, latitude: 0, unitsPerDegree };

/** Points on a grid, each kept once and numbered in the order of coming. */
export class GridPoints {
  count = 0;
  readonly frame: GridFrame;
  x: Int32Array;
  y: Int32Array;
  /** Open addressing; -1 is free. At most half full. */
  #slots: Int32Array;

  constructor(expected: number, frame: GridFrame) {
    this.frame = frame;
    this.x = new Int32Array(Math.max(16, expected));
    this.y = new Int32Array(Math.max(16, expected));
    this.#slots = new Int32Array(powerOfTwo(2 * Math.max(16, expected))).fill(-1);
  }

  /** The number of the point nearest to a position in degrees. */
  idAt(lon: number, lat: number): number {
    const { longitude, latitude, unitsPerDegree } = this.frame;
    return this.id(nearest((lon - longitude) * unitsPerDegree), nearest((lat - latitude) * unitsPerDegree));
  }

  /** The number of the point, a new one if it was not there. */
  id(x: number, y: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hash(x, y) & mask;
    for (let i = slots[slot]!; i >= 0; i = slots[slot]!) {
      if (this.x[i] === x && this.y[i] === y) return i;
      slot = (slot + 1) & mask;
    }
    const id = this.count++;
    this.x = grown(this.x, this.count);
    this.y = grown(this.y, this.count);
    this.x[id] = x;
    this.y[id] = y;
    slots[slot] = id;
    if (2 * this.count > slots.length) this.#rehash();
    return id;
  }

  lonlat(id: number): readonly [number, number] {
    const { longitude, latitude, unitsPerDegree } = this.frame;
    return [longitude + this.x[id]! / unitsPerDegree, latitude + this.y[id]! / unitsPerDegree];
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let i = 0; i < this.count; i++) {
      let slot = hash(this.x[i]!, this.y[i]!) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = i;
    }
    this.#slots = slots;
  }
}

/** Nearest grid unit; halves go up, so that moving by whole units changes nothing. */
const nearest = (units: number): number => Math.floor(units + 0.5);

/** Mixes two integers well in the low bits. */
export function hash(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b ^ (b >>> 15), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

export function powerOfTwo(atLeast: number): number {
  let n = 16;
  while (n < atLeast) n *= 2;
  return n;
}

/** The same list with room for `length` items, at least doubled when it has to grow. */
export function grown(list: Int32Array, length: number): Int32Array {
  if (length <= list.length) return list;
  const larger = new Int32Array(Math.max(length, 2 * list.length));
  larger.set(list);
  return larger;
}

/** Turns counts at [i + 1] into starts, in place. */
export function accumulate(counts: Int32Array): Int32Array {
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
  return counts;
}
