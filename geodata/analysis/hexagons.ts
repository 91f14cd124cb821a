import { cellArea, cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { type IncidentColumns, unitsPerDegree } from './incidents.ts';
import type { Grouping } from './tally.ts';

/** H3’s resolution of half a square kilometre a hexagon in Beijing (0.74 on the average of the Earth), about a community. */
const resolution = 8;

/** Hexagons with the rows that lie in each. */
export interface Hexagons {
  /** H3 indexes. */
  readonly codes: readonly string[];
  readonly grouping: Grouping;
}

const known = new WeakMap<IncidentColumns, Hexagons>();

/** The hexagon of every incident inside the city; worked out once for the same columns. */
export function hexagonsOf(columns: IncidentColumns): Hexagons {
  const before = known.get(columns);
  if (before !== undefined) return before;
  const { count, area, longitude, latitude } = columns;
  const places = new Map<string, number>();
  const groupOf = new Int32Array(count).fill(-1);
  for (let row = 0; row < count; row++) {
    if ((area[row] ?? -1) < 0) continue;
    const cell = latLngToCell(
      (latitude[row] ?? 0) / unitsPerDegree,
      (longitude[row] ?? 0) / unitsPerDegree,
      resolution,
    );
    const place = places.get(cell) ?? places.size;
    places.set(cell, place);
    groupOf[row] = place;
  }
  const made = { codes: [...places.keys()], grouping: { groupOf, groups: places.size, by: 'row' as const } };
  known.set(columns, made);
  return made;
}

/**
 * All hexagons that can be reached from some, one beside the other, as long as their middles (longitude, latitude) lie
 * where they may: those of a city, with and without incidents.
 */
export function hexagonsAround(
  some: readonly string[],
  inside: (middles: Float64Array) => ArrayLike<number>,
): string[] {
  const found = new Set(some);
  for (let edge = [...found]; edge.length > 0; ) {
    const next = [...new Set(edge.flatMap((cell) => gridDisk(cell, 1)))].filter((cell) => !found.has(cell));
    const leaves = inside(Float64Array.from(next.flatMap((cell) => middleOf(cell))));
    edge = next.filter((_, i) => (leaves[i] ?? -1) >= 0);
    for (const cell of edge) found.add(cell);
  }
  return [...found].sort();
}

/** Hexagons beside one, itself not among them. */
export const hexagonsBeside = (cell: string): string[] => gridDisk(cell, 1).filter((one) => one !== cell);

/** Longitude and latitude of the middle. */
export function middleOf(cell: string): [longitude: number, latitude: number] {
  const [latitude, longitude] = cellToLatLng(cell);
  return [longitude, latitude];
}

/** Of the one hexagon: they differ by half over the Earth. */
export const squareMetresOf = (cell: string): number => cellArea(cell, 'm2');
