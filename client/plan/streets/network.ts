// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Feature, FeatureCollection, LineString } from 'geojson';
import { type Classes, classOf } from '../../../geodata/analysis/classes.ts';
import type { Bounds } from '../../../geodata/geometry.ts';

/** The streets of the city cut into short pieces, as the server packs them. */
export interface Network {
  readonly count: number;
  /** Number of each piece's street. */
  readonly street: Uint32Array;
  /** Positions of piece i are start[i] up to start[i + 1] of `position`, longitude and latitude in units of 1e-7 degrees. */
  readonly start: Uint32Array;
  readonly position: Int32Array;
}

const unitsPerDegree = 1e7;

/** Reads what `/api/plan/streets/network` answers. */
export function readNetwork(packed: ArrayBuffer): Network {
  const [count = 0, points = 0] = new Uint32Array(packed, 0, 2);
  const startAt = 4 * (2 + count);
  return {
    count,
    street: new Uint32Array(packed, 8, count),
    start: new Uint32Array(packed, startAt, count + 1),
    position: new Int32Array(packed, startAt + 4 * (count + 1), 2 * points),
  };
}

/** A stretch of one street whose pieces follow each other and fall into one class. */
export type Run = Feature<LineString, { readonly street: number; readonly class: number }>;

/**
 * The pieces with a density drawn as few lines: those that follow each other on one street and fall into one class are
 * one. A piece outside what is looked at (not a number) or without any density is left out.
 */
export function runsOf(
  { count, street, start, position }: Network,
  density: Float32Array,
  classes: Classes,
): FeatureCollection<LineString, Run['properties']> {
  const features: Run[] = [];
  const at = (point: number): [number, number] => [
    position[2 * point]! / unitsPerDegree,
    position[2 * point + 1]! / unitsPerDegree,
  ];
  let run: Run | null = null;
  for (let i = 0; i < count; i++) {
    const place = classOf(classes, density[i]!);
    if (place === 0) {
      run = null;
      continue;
    }
    const first = start[i]!;
    const goesOn =
      run !== null &&
      run.properties.street === street[i] &&
      run.properties.class === place &&
      position[2 * first] === position[2 * first - 2] &&
      position[2 * first + 1] === position[2 * first - 1];
    if (!goesOn || run === null) {
      run = {
        type: 'Feature',
        properties: { street: street[i]!, class: place },
        geometry: { type: 'LineString', coordinates: [at(first)] },
      };
      features.push(run);
    }
    for (let point = first + 1; point < start[i + 1]!; point++) run.geometry.coordinates.push(at(point));
  }
  return { type: 'FeatureCollection', features };
}

/** The lines of one street. */
export function streetLines(
  { count, street, start, position }: Network,
  id: number,
): FeatureCollection<LineString> {
  const features: Feature<LineString>[] = [];
  for (let i = 0; i < count; i++) {
    if (street[i] !== id) continue;
    const coordinates: [number, number][] = [];
    for (let point = start[i]!; point < start[i + 1]!; point++)
      coordinates.push([position[2 * point]! / unitsPerDegree, position[2 * point + 1]! / unitsPerDegree]);
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } });
  }
  return { type: 'FeatureCollection', features };
}

/** West, south, east and north of some lines; null of none. */
export function boundsOf({ features }: FeatureCollection<LineString>): Bounds | null {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry } of features)
    for (const [lon = 0, lat = 0] of geometry.coordinates) {
      west = Math.min(west, lon);
      south = Math.min(south, lat);
      east = Math.max(east, lon);
      north = Math.max(north, lat);
    }
  return west > east ? null : [west, south, east, north];
}
