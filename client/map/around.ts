import type { MultiPolygon } from 'geojson';
import type { FootprintGeometry, Lonlat, Rings } from '../../geodata/geometry.ts';

/** Everything within `metres` of a footprint, for drawing alone. The code that grows shapes is fetched when first needed. */
export async function around(geometry: FootprintGeometry, metres: number): Promise<MultiPolygon> {
  const { disc, grow } = await import('../../geodata/buffer.ts');
  const polygons = (): Rings[] => {
    switch (geometry.type) {
      case 'Point':
        return [disc(geometry.coordinates as unknown as Lonlat, metres)];
      case 'MultiPoint':
        return grow({ type: 'MultiPoint', coordinates: geometry.coordinates as unknown as Lonlat[] }, metres);
      case 'LineString':
        return grow(
          { type: 'MultiLineString', coordinates: [geometry.coordinates as unknown as Lonlat[]] },
          metres,
        );
      case 'MultiLineString':
        return grow(
          { type: 'MultiLineString', coordinates: geometry.coordinates as unknown as Lonlat[][] },
          metres,
        );
      case 'Polygon':
        return grow(
          { type: 'MultiPolygon', coordinates: [geometry.coordinates as unknown as Rings] },
          metres,
        );
      default:
        return grow(
          { type: 'MultiPolygon', coordinates: geometry.coordinates as unknown as Rings[] },
          metres,
        );
    }
  };
  return { type: 'MultiPolygon', coordinates: polygons() as unknown as MultiPolygon['coordinates'] };
}
