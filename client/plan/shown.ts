import type { Map as MapLibreMap } from 'maplibre-gl';
import type { LegendEntry } from './colouring.ts';

/** The classes that a map on the desk is coloured by, as its legend says them. */
export interface ShownLegend {
  readonly title: string;
  readonly unit: string;
  readonly entries: readonly LegendEntry[];
}

/** What stands on the planner's desk now, for whoever takes its picture: held outside React, as the map is. */
let map: MapLibreMap | null = null;
let legend: ShownLegend | null = null;

export const shownMap = (): MapLibreMap | null => map;
export const shownLegend = (): ShownLegend | null => legend;

/** Says that a map stands; answers how to say that it is gone. */
export function showMap(shown: MapLibreMap): () => void {
  map = shown;
  return () => {
    if (map === shown) map = null;
  };
}

/** Says that a legend stands; answers how to say that it is gone. */
export function showLegend(shown: ShownLegend): () => void {
  legend = shown;
  return () => {
    if (legend === shown) legend = null;
  };
}
