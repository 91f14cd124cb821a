import Flatbush from 'flatbush';
import type { Line, Lonlat } from '../../geodata/geometry.ts';
import { edgeLength, metresPerRadian, radiansPerDegree } from '../../geodata/topology/ellipsoid.ts';

/** A line and how much of another runs along it. */
export interface Coincidence {
  /** Place in the list the index was made of. */
  readonly line: number;
  /** Part of the asked line's length, 0 to 1. */
  readonly share: number;
  /** Whether most of that runs in the opposite direction. */
  readonly opposite: boolean;
}

/** Finds which of some lines another runs along, the largest share first. */
export type Coincide = (lines: readonly Line[]) => readonly Coincidence[];

/** Places looked at along one line: every 2 m of a short one. */
const most = 200;
const closest = 2;

/**
 * An index of lines (each of one or more parts, WGS84) that says which of them another line coincides with: within
 * `tolerance` metres, looked at in up to 200 places along it.
 */
export function indexLines(all: readonly (readonly Line[])[], tolerance: number): Coincide {
  const segments: { readonly line: number; readonly from: Lonlat; readonly to: Lonlat }[] = [];
  all.forEach((lines, line) => {
    for (const part of lines)
      for (let i = 1; i < part.length; i++) {
        const [from, to] = [part[i - 1], part[i]];
        if (from && to) segments.push({ line, from, to });
      }
  });
  if (segments.length === 0) return () => [];
  const index = new Flatbush(segments.length);
  for (const { from, to } of segments)
    index.add(
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.max(from[0], to[0]),
      Math.max(from[1], to[1]),
    );
  index.finish();

  return (lines) => {
    const met = new Map<number, { places: number; opposite: number }>();
    let places = 0;
    for (const { at, along } of placesOn(lines)) {
      places++;
      const { north, east } = metresPerRadian(at[1]);
      const [perLon, perLat] = [east * radiansPerDegree, north * radiansPerDegree];
      const [x, y] = [tolerance / perLon, tolerance / perLat];
      const here = new Map<number, { distance: number; opposite: boolean }>();
      for (const found of index.search(at[0] - x, at[1] - y, at[0] + x, at[1] + y)) {
        const segment = segments[found];
        if (!segment) continue;
        const [ax, ay] = [(segment.from[0] - at[0]) * perLon, (segment.from[1] - at[1]) * perLat];
        const [dx, dy] = [
          (segment.to[0] - segment.from[0]) * perLon,
          (segment.to[1] - segment.from[1]) * perLat,
        ];
        const distance = distanceFromOrigin(ax, ay, dx, dy);
        if (distance > tolerance || distance >= (here.get(segment.line)?.distance ?? Infinity)) continue;
        here.set(segment.line, { distance, opposite: dx * along[0] * perLon + dy * along[1] * perLat < 0 });
      }
      for (const [line, { opposite }] of here) {
        const count = met.get(line) ?? { places: 0, opposite: 0 };
        count.places++;
        if (opposite) count.opposite++;
        met.set(line, count);
      }
    }
    return [...met]
      .map(([line, count]) => ({
        line,
        share: count.places / places,
        opposite: 2 * count.opposite > count.places,
      }))
      .sort((a, b) => b.share - a.share || a.line - b.line);
  };
}

/** Places at equal distances along a line, with the direction there in degrees. */
function* placesOn(lines: readonly Line[]): Generator<{ readonly at: Lonlat; readonly along: Lonlat }> {
  const edges = lines.flatMap((part) =>
    part.slice(1).flatMap((to, i) => {
      const from = part[i];
      return from ? [{ from, to, length: edgeLength(from[0], from[1], to[0], to[1]) }] : [];
    }),
  );
  const total = edges.reduce((sum, { length }) => sum + length, 0);
  const step = Math.max(closest, total / most);
  let next = Math.min(step, total) / 2;
  let gone = 0;
  for (const { from, to, length } of edges) {
    const along: Lonlat = [to[0] - from[0], to[1] - from[1]];
    for (; next <= gone + length && length > 0; next += step) {
      const part = (next - gone) / length;
      yield { at: [from[0] + along[0] * part, from[1] + along[1] * part], along };
    }
    gone += length;
  }
}

/** Metres from the origin to the segment that begins at (ax, ay) and goes (dx, dy). */
function distanceFromOrigin(ax: number, ay: number, dx: number, dy: number): number {
  const squared = dx * dx + dy * dy;
  const part = squared > 0 ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / squared)) : 0;
  return Math.hypot(ax + dx * part, ay + dy * part);
}
