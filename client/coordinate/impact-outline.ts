import type { MultiPolygon } from 'geojson';
import type { FootprintGeometry, Lonlat, Rings } from '../../geodata/geometry.ts';
import type { Verdict } from '../../geodata/jurisdiction/verdict.ts';

/**
 * The edge of a verdict's impact zone, for drawing alone: who is reached was decided without it. Null where there is no
 * zone, and until it has been worked out: then `again` is called once. The code that grows shapes is fetched when first needed.
 */
export function impactOutline(
  geometry: FootprintGeometry,
  verdict: Verdict | null,
  again: () => void,
): MultiPolygon | null {
  if (verdict?.impact == null) return null;
  const key = `${verdict.geometryHash} ${verdict.impact.radius}`;
  if (last.key === key) return last.outline;
  last = { key, outline: null };
  const { accuracy, area, length } = verdict.footprint;
  // A line's own half width, as far as it has one.
  const half = length !== null && length > 0 ? area / length / 2 : 0;
  void growBy(geometry, verdict.impact.radius + Math.max(accuracy, half)).then((outline) => {
    if (last.key !== key) return;
    last = { key, outline };
    again();
  });
  return null;
}

let last: { readonly key: string; readonly outline: MultiPolygon | null } = { key: '', outline: null };

async function growBy(geometry: FootprintGeometry, metres: number): Promise<MultiPolygon> {
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
