import type { Line } from '../../geometry.ts';
import { lineLength } from '../../topology/ellipsoid.ts';
import { distanceToLine, loopBetween } from './loop.ts';

/** Incidents in two areas, as columns: where, on which side now (0 left, 1 right), joint or not, and days until settled. */
export interface Incidents {
  readonly longitude: readonly number[];
  readonly latitude: readonly number[];
  readonly side: readonly number[];
  readonly joint: readonly number[];
  /** Null where open. */
  readonly days: readonly (number | null)[];
}

/** Streets in two areas, cut into short pieces: the middle of each, its metres and its side now. */
export interface StreetPieces {
  readonly longitude: readonly number[];
  readonly latitude: readonly number[];
  readonly metres: readonly number[];
  readonly side: readonly number[];
}

export interface Ground {
  readonly line: Line;
  /** Square metres. */
  readonly areas: readonly [left: number, right: number];
  readonly incidents: Incidents;
  readonly streets: StreetPieces;
}

/** What one area has to carry. */
export interface SideLoad {
  readonly incidents: number;
  readonly joint: number;
  readonly settled: number;
  /** Mean days until settled; null where nothing was. */
  readonly meanDays: number | null;
  readonly squareMetres: number;
  readonly streetMetres: number;
}

export interface Load {
  readonly left: SideLoad;
  readonly right: SideLoad;
  /** Metres of the line, and incidents within `reach` metres of it. */
  readonly length: number;
  readonly atLine: number;
  /** Incidents that change sides. */
  readonly moved: number;
}

/** Metres within which an incident is at a seam. */
const reach = 50;

/** The load of both areas with the line between them where `line` runs; as it is now for the line of the ground itself. */
export function loadWith({ line: before, areas, incidents, streets }: Ground, line: Line): Load {
  const loop = loopBetween(before, line);
  const sides = [empty(), empty()] as const;
  let atLine = 0;
  let moved = 0;
  const { longitude, latitude, side, joint, days } = incidents;
  const at = boundsAround(line);
  for (let i = 0; i < longitude.length; i++) {
    const [lon, lat] = [longitude[i] ?? 0, latitude[i] ?? 0];
    const changes = loop.holds(lon, lat);
    if (changes) moved++;
    const now = sides[(side[i] === 1) !== changes ? 1 : 0];
    now.incidents++;
    now.joint += joint[i] ?? 0;
    const took = days[i] ?? null;
    if (took !== null) {
      now.settled++;
      now.days += took;
    }
    if (
      lon > at.west &&
      lon < at.east &&
      lat > at.south &&
      lat < at.north &&
      distanceToLine(line, [lon, lat]) <= reach
    )
      atLine++;
  }
  for (let i = 0; i < streets.metres.length; i++) {
    const changes = loop.holds(streets.longitude[i] ?? 0, streets.latitude[i] ?? 0);
    sides[(streets.side[i] === 1) !== changes ? 1 : 0].metres += streets.metres[i] ?? 0;
  }
  const load = (s: Sum, squareMetres: number): SideLoad => ({
    incidents: s.incidents,
    joint: s.joint,
    settled: s.settled,
    meanDays: s.settled === 0 ? null : s.days / s.settled,
    squareMetres,
    streetMetres: s.metres,
  });
  return {
    left: load(sides[0], areas[0] + loop.signedArea),
    right: load(sides[1], areas[1] - loop.signedArea),
    length: lineLength(line),
    atLine,
    moved,
  };
}

interface Sum {
  incidents: number;
  joint: number;
  settled: number;
  days: number;
  metres: number;
}
const empty = (): Sum => ({ incidents: 0, joint: 0, settled: 0, days: 0, metres: 0 });

/** Degrees that cover the reach anywhere people live. */
const around = 0.001;

function boundsAround(line: Line) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of line) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return { west: west - around, south: south - around, east: east + around, north: north + around };
}
