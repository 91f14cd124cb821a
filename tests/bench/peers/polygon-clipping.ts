import { createRequire } from 'node:module';
import { type Areas, boundsOf, metricArea, type Peer, planarArea } from './peer.ts';

// Its typings know named exports only, its code a default one only.
const clipping: typeof import('polygon-clipping') = createRequire(import.meta.url)('polygon-clipping');

type Polygons = Parameters<typeof clipping.intersection>[0];

/** polygon-clipping with each area whose bounds meet the footprint's. */
export function createPolygonClipping({ codes, polygons, index }: Areas): Peer<Polygons> {
  const overlay = (shape: Polygons, measure: (part: ReturnType<typeof clipping.intersection>) => number) => {
    const amounts = new Map<string, number>();
    for (const i of index.search(...boundsOf(shape as never))) {
      const part = clipping.intersection(polygons[i] as unknown as Polygons, shape);
      if (part.length > 0) amounts.set(codes[i] ?? '', measure(part));
    }
    return amounts;
  };
  return {
    about: 'polygon-clipping behind flatbush',
    read: (footprint) => footprint.polygons as unknown as Polygons,
    ask: (shape) => overlay(shape, planarArea),
    check: (shape) => overlay(shape, metricArea),
  };
}
