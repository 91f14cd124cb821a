import { area, featureCollection, intersect, multiPolygon } from '@turf/turf';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import type { Rings } from '../../../geodata/geometry.ts';
import { type Areas, boundsOf, metricArea, type Peer } from './peer.ts';

interface Shape {
  readonly feature: Feature<MultiPolygon>;
  readonly bounds: ReturnType<typeof boundsOf>;
}

/** @turf/intersect with each area whose bounds meet the footprint's. */
export function createTurf({ codes, polygons, index }: Areas): Peer<Shape> {
  const areas = polygons.map(featureOf);
  const overlay = (
    { feature, bounds }: Shape,
    measure: (part: Feature<Polygon | MultiPolygon>) => number,
  ) => {
    const amounts = new Map<string, number>();
    for (const i of index.search(...bounds)) {
      const part = intersect(featureCollection([areas[i] as Feature<MultiPolygon>, feature]));
      if (part) amounts.set(codes[i] ?? '', measure(part));
    }
    return amounts;
  };
  return {
    about: '@turf/intersect behind flatbush',
    read: (footprint) => ({
      feature: featureOf(footprint.polygons),
      bounds: boundsOf(footprint.polygons),
    }),
    ask: (shape) => overlay(shape, area),
    check: (shape) =>
      overlay(shape, ({ geometry }) =>
        metricArea(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates),
      ),
  };
}

const featureOf = (polygons: readonly Rings[]): Feature<MultiPolygon> =>
  multiPolygon(polygons as unknown as Position[][][]);
