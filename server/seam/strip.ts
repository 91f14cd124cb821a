import type { Line, Lonlat } from '../../geodata/geometry.ts';
import { measureLine } from './line-measure.ts';
import type { Strip } from './view.ts';

/** Steps along a line: never shorter than 50 m, never more than 80. */
const shortest = 50;
const most = 80;

/**
 * Counts places by the side of a line they lie on, in equal steps along it; parts of the line follow each other in the
 * order given. A place counts at the spot of the line nearest to it; one on the line itself is on its left.
 */
export function stripOf(lines: readonly Line[], places: readonly Lonlat[]): Strip {
  const line = measureLine(lines);
  const count = Math.max(1, Math.min(most, Math.floor(line.length / shortest)));
  const step = line.length / count;
  const [left, right] = [new Array<number>(count).fill(0), new Array<number>(count).fill(0)];
  for (const place of places) {
    const { metres, onLeft } = line.nearest(place);
    const at = Math.min(count - 1, Math.floor(metres / (step || 1)));
    const side = onLeft ? left : right;
    side[at] = (side[at] ?? 0) + 1;
  }
  return { step, left, right };
}
