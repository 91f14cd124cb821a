import initGeos from 'geos-wasm';
import { geosGeomToGeojson } from 'geos-wasm/helpers';
import type { Rings } from '../../../geodata/geometry.ts';
import { multiPolygonWkb } from '../../../server/boundary/wkb.ts';
import { type Areas, boundsOf, metricArea, type Peer } from './peer.ts';

interface Shape {
  readonly geometry: number;
  readonly bounds: ReturnType<typeof boundsOf>;
}

/** GEOS in WebAssembly at its best: the footprint prepared, areas wholly inside it taken as they are, the others cut. */
export async function createGeos({ codes, polygons, index }: Areas): Promise<Peer<Shape>> {
  const geos = await initGeos();
  const number = geos.Module._malloc(8);
  const readWkb = (shape: readonly Rings[]): number => {
    const bytes = Buffer.from(multiPolygonWkb(shape), 'hex');
    const place = geos.Module._malloc(bytes.length);
    geos.Module.HEAPU8.set(bytes, place);
    const geometry = geos.GEOSGeomFromWKB_buf(place, bytes.length);
    geos.Module._free(place);
    return geometry;
  };
  const planar = (geometry: number): number => {
    geos.GEOSArea(geometry, number);
    return geos.Module.getValue(number, 'double');
  };
  const metric = (geometry: number): number => {
    const shape = geosGeomToGeojson(geometry, geos);
    return metricArea(polygonsIn(shape));
  };
  const areas = polygons.map(readWkb);
  const sizes = areas.map(planar);

  const overlay = (
    { geometry, bounds }: Shape,
    whole: (i: number) => number,
    part: (cut: number) => number,
  ) => {
    const amounts = new Map<string, number>();
    // The preparation belongs to the question: every footprint is asked once.
    const prepared = geos.GEOSPrepare(geometry);
    for (const i of index.search(...bounds)) {
      const area = areas[i] ?? 0;
      if (geos.GEOSPreparedContains(prepared, area) === 1) amounts.set(codes[i] ?? '', whole(i));
      else if (geos.GEOSPreparedIntersects(prepared, area) === 1) {
        const cut = geos.GEOSIntersection(area, geometry);
        amounts.set(codes[i] ?? '', part(cut));
        geos.GEOSGeom_destroy(cut);
      }
    }
    geos.GEOSPreparedGeom_destroy(prepared);
    return amounts;
  };
  return {
    about: 'GEOS 3.13 in WebAssembly, prepared, behind flatbush',
    read: ({ polygons: shape }) => ({ geometry: readWkb(shape), bounds: boundsOf(shape) }),
    ask: (shape) => overlay(shape, (i) => sizes[i] ?? 0, planar),
    check: (shape) => overlay(shape, (i) => metricArea(polygons[i] ?? []), metric),
  };
}

type Shaped = ReturnType<typeof geosGeomToGeojson>;

/** What has an area; touching edges and corners have none. */
function polygonsIn(shape: Shaped): readonly (readonly (readonly (readonly number[])[])[])[] {
  if (shape.type === 'Polygon') return [shape.coordinates];
  if (shape.type === 'MultiPolygon') return shape.coordinates;
  return shape.type === 'GeometryCollection' ? shape.geometries.flatMap(polygonsIn) : [];
}
