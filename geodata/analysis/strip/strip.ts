import type { Line, Lonlat } from '../../geometry.ts';
import { edgeLength, metresPerRadian, radiansPerDegree } from '../../topology/ellipsoid.ts';

/** Where a place lies along a line: metres from its beginning to the spot nearest to it, and on which side. */
export interface Along {
  readonly metres: number;
  /** Metres from the place to that spot. */
  readonly distance: number;
  /** On the line's left; on the line itself counts as left. */
  readonly onLeft: boolean;
}

/** A line laid straight: parts follow each other in the order given, `at` finds a place on it and `spot` the place at a distance. */
export interface Strip {
  /** Metres. */
  readonly length: number;
  at(place: Lonlat): Along;
  /** The place so many metres from the beginning; the nearer end beyond them. */
  spot(metres: number): Lonlat;
}

interface Edge {
  readonly from: Lonlat;
  readonly to: Lonlat;
  /** Metres from the beginning of the line, and its own. */
  readonly start: number;
  readonly length: number;
}

/** Lays a line straight. Longitude and latitude in degrees, at least one edge of some length. */
export function layStraight(lines: readonly Line[]): Strip {
  const edges: Edge[] = [];
  let start = 0;
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1], line[i]];
      if (!from || !to) continue;
      const length = edgeLength(from[0], from[1], to[0], to[1]);
      if (length === 0) continue;
      edges.push({ from, to, start, length });
      start += length;
    }
  const [first] = edges;
  if (!first) throw new Error('got a line without an edge, wanted at least one');
  return {
    length: start,
    at: (place) => nearest(edges, place),
    spot: (metres) => {
      const edge = edges.findLast((one) => one.start <= metres) ?? first;
      const part = Math.min(1, Math.max(0, (metres - edge.start) / edge.length));
      return [
        edge.from[0] + (edge.to[0] - edge.from[0]) * part,
        edge.from[1] + (edge.to[1] - edge.from[1]) * part,
      ];
    },
  };
}

function nearest(edges: readonly Edge[], [lon, lat]: Lonlat): Along {
  const { north, east } = metresPerRadian(lat);
  const [perLon, perLat] = [east * radiansPerDegree, north * radiansPerDegree];
  let found = { metres: 0, distance: Infinity, onLeft: true };
  for (const { from, to, start, length } of edges) {
    const [ax, ay] = [(lon - from[0]) * perLon, (lat - from[1]) * perLat];
    const [dx, dy] = [(to[0] - from[0]) * perLon, (to[1] - from[1]) * perLat];
    const part = Math.max(0, Math.min(1, (ax * dx + ay * dy) / (dx * dx + dy * dy)));
    const distance = Math.hypot(ax - dx * part, ay - dy * part);
    if (distance < found.distance)
      found = { metres: start + length * part, distance, onLeft: dx * ay - dy * ax >= 0 };
  }
  return found;
}

/** Counts on both sides of a line, in equal steps along it. */
export interface Counts {
  /** Metres of a step. */
  readonly step: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Counts places in steps of about `step` metres; of a line that would need more than `most` of them the steps are longer. */
export function countAlong(
  length: number,
  places: readonly Along[],
  { step, most }: { readonly step: number; readonly most: number },
): Counts {
  const count = Math.max(1, Math.min(most, Math.round(length / step)));
  const sides = { left: new Array<number>(count).fill(0), right: new Array<number>(count).fill(0) };
  for (const { metres, onLeft } of places) {
    const at = Math.min(count - 1, Math.floor((metres / length) * count));
    const side = onLeft ? sides.left : sides.right;
    side[at] = (side[at] ?? 0) + 1;
  }
  return { step: length / count, ...sides };
}

/** Something returned at a place along a line. */
export interface Returned extends Along {
  readonly times: number;
  readonly place: string;
  readonly placeEn: string;
}

/** A spot that was returned so often that a consultation is due. */
export interface Pin {
  readonly metres: number;
  readonly times: number;
  readonly place: string;
  readonly placeEn: string;
}

/**
 * Spots returned twice or more. Places follow each other into one spot for as long as each lies within `reach` metres of
 * the one before; the spot stands where the most returns are and is called what that place is called.
 */
export function pinsOf(returned: readonly Returned[], reach: number): Pin[] {
  const spots: Returned[][] = [];
  for (const one of returned.filter(({ times }) => times > 0).sort((a, b) => a.metres - b.metres)) {
    const last = spots.at(-1);
    const before = last?.at(-1);
    if (last && before && one.metres - before.metres <= reach) last.push(one);
    else spots.push([one]);
  }
  return spots
    .map((spot): Pin => {
      const worst = spot.reduce((most, one) => (one.times > most.times ? one : most));
      const { metres, place, placeEn } = worst;
      return { metres, place, placeEn, times: spot.reduce((sum, { times }) => sum + times, 0) };
    })
    .filter(({ times }) => times >= 2);
}
