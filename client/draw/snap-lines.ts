import type { Geometry } from 'geojson';
import type { Map as MapLibreMap, PointLike } from 'maplibre-gl';
import type { Line, Lonlat } from '../../geodata/geometry.ts';
import { cornerReach, type Pixel, type SnapLine, type SnapTarget } from './snapping.ts';

/**
 * What lies near the pointer on the map as it is drawn now. Buildings come from the tiles with every digit they are
 * stored with, once rounded; `exact` boundaries, where the worker has sent them, need no rounding.
 */
export function linesNear(map: MapLibreMap, pointer: Pixel, exact: readonly Line[] | null): SnapLine[] {
  const box: [PointLike, PointLike] = [
    [pointer.x - cornerReach, pointer.y - cornerReach],
    [pointer.x + cornerReach, pointer.y + cornerReach],
  ];
  const layers = Object.keys(layerTargets).filter(
    (id) => map.getLayer(id) !== undefined && (exact === null || layerTargets[id] !== 'boundary'),
  );
  const drawn = map.queryRenderedFeatures(box, { layers }).flatMap((feature) => {
    const target = layerTargets[feature.layer.id];
    return target === undefined
      ? []
      : linesOf(feature.geometry).map((line) => ({ target, line: line.map(rounded) }));
  });
  return [...(exact ?? []).map((line) => ({ target: 'boundary' as const, line })), ...drawn];
}

/** To 1e-7 degree, as all geometry of ours is stored. */
const rounded = ([lon, lat]: Lonlat): Lonlat => [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];

const layerTargets: Record<string, SnapTarget> = {
  'boundary-district': 'boundary',
  'boundary-subdistrict': 'boundary',
  'boundary-community': 'boundary',
  'boundary-cell': 'boundary',
  building: 'building',
  'street-arterial': 'street',
  'street-secondary': 'street',
  'street-lane': 'street',
};

function linesOf(geometry: Geometry): Line[] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates as unknown as Line];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates as unknown as Line[];
    case 'MultiPolygon':
      return geometry.coordinates.flat() as unknown as Line[];
    default:
      return [];
  }
}
