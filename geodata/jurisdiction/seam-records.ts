import type { Bounds, Lonlat } from '../geometry.ts';
import type { Records, SeamRecord } from './records.ts';

/** Records of seams by their two sides; worked out once for a set of records. */
interface SeamBook {
  readonly byPair: ReadonlyMap<string, readonly SeamRecord[]>;
  /** Metres: the least accurate seam on record. */
  readonly widest: number;
}

/** `one|other` with the smaller code first, as seams are keyed. */
export const pairKey = (one: string, other: string): string =>
  one < other ? `${one}|${other}` : `${other}|${one}`;

/** The record of the line between two parties at a place: of several lines of the same pair the nearest; null for none. */
export function recordAt(records: Records, pair: string, [longitude, latitude]: Lonlat): SeamRecord | null {
  let nearest: SeamRecord | null = null;
  let shortest = Infinity;
  for (const record of bookOf(records).byPair.get(pair) ?? []) {
    const away = distanceTo(record.bounds, longitude, latitude);
    if (away < shortest) [nearest, shortest] = [record, away];
  }
  return nearest;
}

export const leastAccurate = (records: Records): number => bookOf(records).widest;

const books = new WeakMap<Records, SeamBook>();

function bookOf(records: Records): SeamBook {
  const known = books.get(records);
  if (known) return known;
  const byPair = new Map<string, SeamRecord[]>();
  let widest = 0;
  for (const record of records.seams) {
    const pair = pairKey(record.left, record.right);
    const list = byPair.get(pair);
    if (list) list.push(record);
    else byPair.set(pair, [record]);
    for (const { accuracy } of [record, ...record.stretches]) widest = Math.max(widest, accuracy ?? 0);
  }
  const book = { byPair, widest };
  books.set(records, book);
  return book;
}

/** Degrees from a place to a box, and inside it a little by the box's size: of two boxes around a place the smaller is nearer. */
function distanceTo([west, south, east, north]: Bounds, longitude: number, latitude: number): number {
  const x = Math.max(west - longitude, 0, longitude - east);
  const y = Math.max(south - latitude, 0, latitude - north);
  return x > 0 || y > 0 ? 1 + Math.hypot(x, y) : Math.hypot(east - west, north - south) / 1e3;
}
