import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { Lonlat } from '../../geodata/geometry.ts';

/**
 * A place for a name inside a shape: the middle of the longest stretch of land on some lines that cross its largest part
 * from west to east, lines near its middle before those near its ends.
 */
export function labelPoint(shape: Polygon | MultiPolygon): Lonlat {
  const parts = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  const largest = parts.reduce((most, part) => (extent(part) > extent(most) ? part : most), parts[0] ?? []);
  const { south, north } = heights(largest);
  let best: Lonlat = [largest[0]?.[0]?.[0] ?? 0, largest[0]?.[0]?.[1] ?? 0];
  let widest = 0;
  for (const [place, weight] of lines) {
    const lat = south + (north - south) * place;
    const crossings = largest.flatMap((ring) => crossingsOf(ring, lat)).sort((a, b) => a - b);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const [west = 0, east = 0] = [crossings[at], crossings[at + 1]];
      if ((east - west) * weight <= widest) continue;
      widest = (east - west) * weight;
      best = [(west + east) / 2, lat];
    }
  }
  return best;
}

/** Where the lines lie between south and north, and what each counts. */
const lines = [
  [0.5, 1],
  [0.4, 0.95],
  [0.6, 0.95],
  [0.3, 0.8],
  [0.7, 0.8],
] as const;

function crossingsOf(ring: readonly Position[], lat: number): number[] {
  return ring.slice(1).flatMap(([lon1 = 0, lat1 = 0], index) => {
    const [lon0 = 0, lat0 = 0] = ring[index] ?? [];
    return lat0 <= lat !== lat1 <= lat ? [lon0 + ((lat - lat0) / (lat1 - lat0)) * (lon1 - lon0)] : [];
  });
}

function heights(part: readonly (readonly Position[])[]): { south: number; north: number } {
  const lats = (part[0] ?? []).map(([, lat = 0]) => lat);
  return {
    south: lats.reduce((a, b) => Math.min(a, b), Infinity),
    north: lats.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

/** Twice the surface within the outer ring, in square degrees: good enough to tell the largest part. */
function extent(part: readonly (readonly Position[])[]): number {
  const ring = part[0] ?? [];
  const twice = ring.slice(1).reduce((sum, [lon1 = 0, lat1 = 0], index) => {
    const [lon0 = 0, lat0 = 0] = ring[index] ?? [];
    return sum + lon0 * lat1 - lon1 * lat0;
  }, 0);
  return Math.abs(twice);
}
