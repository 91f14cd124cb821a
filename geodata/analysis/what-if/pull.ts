import type { Line, Lonlat } from '../../geometry.ts';
import { edgeLength } from '../../topology/ellipsoid.ts';

/** A line to be pulled by handles: its vertices, and which of them the handles are. */
export interface Pulled {
  readonly line: Line;
  /** Places of the handles in the line, ascending; never its ends, which stay. */
  readonly handles: readonly number[];
}

/** Metres between handles, and the most of them a hand can tell apart. */
const between = 120;
const most = 24;

/** Puts handles at equal distances along a line; each becomes a vertex of it. A short line has one, in its middle. */
export function withHandles(line: Line): Pulled {
  const lengths = line.slice(1).map((to, i) => {
    const from = line[i] ?? to;
    return edgeLength(from[0], from[1], to[0], to[1]);
  });
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const count = Math.max(1, Math.min(most, Math.round(total / between) - 1));
  const made: Lonlat[] = line[0] ? [line[0]] : [];
  const handles: number[] = [];
  let gone = 0;
  let next = 1;
  lengths.forEach((length, i) => {
    const [from, to] = [line[i], line[i + 1]];
    if (!from || !to) return;
    const last = i === lengths.length - 1;
    for (; next <= count && (total * next) / (count + 1) <= gone + length; next++) {
      const part = length > 0 ? ((total * next) / (count + 1) - gone) / length : 0;
      if (!last && part >= 1) break;
      handles.push(made.length);
      made.push([from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]);
    }
    made.push(to);
    gone += length;
  });
  return { line: made, handles };
}

/**
 * Moves one handle to a place. What lies between it and its neighbours goes along, the less the nearer it is to them, so
 * that the line keeps its small shapes; the rest stays.
 */
export function pull({ line, handles }: Pulled, handle: number, to: Lonlat): Pulled {
  const at = handles[handle];
  const held = at === undefined ? undefined : line[at];
  if (at === undefined || !held) throw new Error(`got handle ${handle}, wanted one of ${handles.length}`);
  const before = handles[handle - 1] ?? 0;
  const after = handles[handle + 1] ?? line.length - 1;
  const [dx, dy] = [to[0] - held[0], to[1] - held[1]];
  const along = [0];
  for (let i = before + 1; i <= after; i++) {
    const [a, b] = [line[i - 1], line[i]];
    along.push((along.at(-1) ?? 0) + (a && b ? edgeLength(a[0], a[1], b[0], b[1]) : 0));
  }
  const distanceAt = (i: number): number => along[i - before] ?? 0;
  const moved = line.map((position, i): Lonlat => {
    if (i <= before || i >= after) return position;
    if (i === at) return to;
    const weight =
      i < at
        ? distanceAt(i) / distanceAt(at)
        : (distanceAt(after) - distanceAt(i)) / (distanceAt(after) - distanceAt(at));
    return [position[0] + dx * weight, position[1] + dy * weight];
  });
  return { line: moved, handles };
}
