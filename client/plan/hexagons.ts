import { cellToBoundary, cellToLatLng, latLngToCell } from 'h3-js';
import { unitsPerDegree } from '../../geodata/analysis/incidents.ts';
import type { Wire } from '../../geodata/analysis/wire.ts';
import type { Hexagons } from './bins.ts';

/** H3’s resolution of 0.74 km² a hexagon, about a community in the city. */
const resolution = 8;

/** Square metres of such a hexagon on average. */
export const hexagonArea = 737_327;

const known = new WeakMap<Wire, ReturnType<Hexagons>>();

/** The hexagon of every incident inside the city; worked out once. */
export const hexagonsOf: Hexagons = (wire) => {
  const before = known.get(wire);
  if (before !== undefined) return before;
  const { count, area, longitude, latitude } = wire.columns;
  const places = new Map<string, number>();
  const groupOf = new Int32Array(count).fill(-1);
  for (let row = 0; row < count; row++) {
    if ((area[row] ?? -1) < 0) continue;
    const cell = latLngToCell(
      (latitude[row] ?? 0) / unitsPerDegree,
      (longitude[row] ?? 0) / unitsPerDegree,
      resolution,
    );
    let place = places.get(cell);
    if (place === undefined) {
      place = places.size;
      places.set(cell, place);
    }
    groupOf[row] = place;
  }
  const made = { codes: [...places.keys()], grouping: { groupOf, groups: places.size, by: 'row' as const } };
  known.set(wire, made);
  return made;
};

/** Corners of a hexagon as a closed ring, longitude first. */
export const ringOf = (cell: string): [number, number][] => cellToBoundary(cell, true) as [number, number][];

/** Its middle as people write places: 39.9012 N 116.3456 E. */
export function middleOf(cell: string): string {
  const [latitude, longitude] = cellToLatLng(cell);
  return `${latitude.toFixed(3)}, ${longitude.toFixed(3)}`;
}
