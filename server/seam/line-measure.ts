import type { Line, Lonlat } from '../../geodata/geometry.ts';
import { edgeLength, metresPerRadian, radiansPerDegree } from '../../geodata/topology/ellipsoid.ts';

/** An edge of a line, WGS84. */
interface Edge {
  readonly from: Lonlat;
  readonly to: Lonlat;
  /** Metres from the beginning of the line, and its own. */
  readonly start: number;
  readonly length: number;
}

/** A line to be measured along; its parts follow each other in the order given. */
export interface MeasuredLine {
  /** Metres. */
  readonly length: number;
  /** The spot of the line nearest to a place: metres along the line, and whether the place lies on its left; one on the line does. */
  nearest(place: Lonlat): { readonly metres: number; readonly onLeft: boolean };
  /** The place so many metres along the line. */
  placeAt(metres: number): Lonlat;
  /** What lies between two distances along the line, part by part. */
  between(from: number, to: number): Line[];
}

export function measureLine(lines: readonly Line[]): MeasuredLine {
  const parts: Edge[][] = [];
  let length = 0;
  for (const line of lines) {
    const part: Edge[] = [];
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1], line[i]];
      if (!from || !to) continue;
      const metres = edgeLength(from[0], from[1], to[0], to[1]);
      part.push({ from, to, start: length, length: metres });
      length += metres;
    }
    parts.push(part);
  }
  const edges = parts.flat();
  return {
    length,
    nearest: (place) => nearestOn(edges, place),
    placeAt(metres) {
      const edge = edges.find(({ start, length: own }) => metres <= start + own) ?? edges.at(-1);
      return edge ? placeOn(edge, metres) : [0, 0];
    },
    between: (from, to) =>
      parts.flatMap((part): Line[] => {
        const met = part.filter(({ start, length: own }) => start + own > from && start < to);
        const [first] = met;
        return first ? [[placeOn(first, from), ...met.map((edge) => placeOn(edge, to))]] : [];
      }),
  };
}

/** The place of an edge so many metres along the line, or the end of it that is nearer. */
function placeOn({ from, to, start, length }: Edge, metres: number): Lonlat {
  const part = length > 0 ? Math.max(0, Math.min(1, (metres - start) / length)) : 0;
  return [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])];
}

function nearestOn(edges: readonly Edge[], [lon, lat]: Lonlat): { metres: number; onLeft: boolean } {
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
