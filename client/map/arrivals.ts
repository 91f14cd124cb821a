import type { FeatureCollection, Point } from 'geojson';
import type { Lonlat } from '../../geodata/geometry.ts';
import { edgeLength } from '../../geodata/topology/ellipsoid.ts';

/** Somebody who has come, and where they stood. */
export interface Arrival {
  readonly position: Lonlat;
  /** Their name; empty for a point without one. */
  readonly label: string;
}

/** A point a place: those who stood within `reach` metres of each other share it, their names one under the other. */
export function arrivalFeatures(arrivals: readonly Arrival[], reach = 5): FeatureCollection<Point> {
  const places: { readonly position: Lonlat; readonly labels: string[] }[] = [];
  for (const { position, label } of arrivals) {
    const here = places.find((place) => edgeLength(...place.position, ...position) <= reach);
    if (here === undefined) places.push({ position, labels: [label] });
    else here.labels.push(label);
  }
  return {
    type: 'FeatureCollection',
    features: places.map(({ position, labels }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...position] },
      properties: { label: labels.filter(Boolean).join('\n') },
    })),
  };
}
