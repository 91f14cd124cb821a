import type { GeoJSONStoreFeatures } from 'terra-draw';
import type { FootprintGeometry } from '../../geodata/geometry.ts';
import type { Tool } from './tools.ts';

/** A shape as terra-draw's store has it: a hole is a polygon of its own there. */
export function asStored(geometry: FootprintGeometry): GeoJSONStoreFeatures[] {
  const feature = (stored: object, mode: Tool) =>
    ({ type: 'Feature', geometry: stored, properties: { mode } }) as GeoJSONStoreFeatures;
  if (geometry.type === 'Point') return [feature(geometry, 'point')];
  if (geometry.type === 'LineString') return [feature(geometry, 'linestring')];
  if (geometry.type !== 'Polygon') return [];
  return geometry.coordinates.map((ring, index) =>
    feature({ type: 'Polygon', coordinates: [ring] }, index === 0 ? 'polygon' : 'hole'),
  );
}

/** terra-draw keeps its handles and guides in the same store as what was drawn. */
export function isDrawn({ properties }: GeoJSONStoreFeatures): boolean {
  return !guides.some((guide) => properties[guide] === true);
}
const guides = [
  'edited',
  'selectionPoint',
  'midPoint',
  'closingPoint',
  'snappingPoint',
  'coordinatePoint',
] as const;
