import type { Line, Lonlat } from '../../geodata/geometry.ts';
import { edgeLength, metresPerRadian, radiansPerDegree } from '../../geodata/topology/ellipsoid.ts';
import type { Strip } from './view.ts';

/** Steps along a line: never shorter than 50 m, never more than 80. */
const shortest = 50;
const most = 80;

/**
 * Counts places by the side of a line they lie on, in equal steps along it; parts of the line follow each other in the
 * order given. A place counts at the spot of the line nearest to it; one on the line itself is on its left.
 */
export function stripOf(lines: readonly Line[], places: readonly Lonlat[]): Strip {
  const edges = edgesOf(lines);
  const last = edges.at(-1);
  const total = last ? last.start + last.length : 0;
  const count = Math.max(1, Math.min(most, Math.floor(total / shortest)));
  const step = total / count;
  const [left, right] = [new Array<number>(count).fill(0), new Array<number>(count).fill(0)];
  for (const place of places) {
    const { metres, onLeft } = nearest(edges, place);
    const at = Math.min(count - 1, Math.floor(metres / (step || 1)));
    const side = onLeft ? left : right;
    side[at] = (side[at] ?? 0) + 1;
  }
  return { step, left, right };
}

interface Edge {
  readonly from: Lonlat;
  readonly to: Lonlat;
  /** Metres from the beginning of the line, and its own. */
  readonly start: number;
  readonly length: number;
}

function edgesOf(lines: readonly Line[]): readonly Edge[] {
  const edges: Edge[] = [];
  let start = 0;
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1], line[i]];
      if (!from || !to) continue;
      const length = edgeLength(from[0], from[1], to[0], to[1]);
      edges.push({ from, to, start, length });
      start += length;
    }
  return edges;
}

function nearest(edges: readonly Edge[], [lon, lat]: Lonlat): { metres: number; onLeft: boolean } {
  const { north, east } = metresPerRadian(lat);
  const [perLon, perLat] = [east * radiansPerDegree, north * radiansPerDegree];
  let found = { metres: 0, onLeft: true };
  let least = Infinity;
  for (const { from, to, start, length } of edges) {
    const [ax, ay] = [(lon - from[0]) * perLon, (lat - from[1]) * perLat];
    const [dx, dy] = [(to[0] - from[0]) * perLon, (to[1] - from[1]) * perLat];
    const squared = dx * dx + dy * dy;
    const part = squared > 0 ? Math.max(0, Math.min(1, (ax * dx + ay * dy) / squared)) : 0;
    const distance = (ax - dx * part) ** 2 + (ay - dy * part) ** 2;
    if (distance >= least) continue;
    least = distance;
    found = { metres: start + length * part, onLeft: dx * ay - dy * ax >= 0 };
  }
  return found;
}
