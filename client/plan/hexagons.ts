import { cellToBoundary } from 'h3-js';
import { middleOf } from '../../geodata/analysis/hexagons.ts';

/** Corners of a hexagon as a closed ring, longitude first. */
export const ringOf = (cell: string): [number, number][] => cellToBoundary(cell, true) as [number, number][];

/** Its middle as people write places: 39.901, 116.346. */
export function hexagonName(cell: string): string {
  const [longitude, latitude] = middleOf(cell);
  return `${latitude.toFixed(3)}, ${longitude.toFixed(3)}`;
}
