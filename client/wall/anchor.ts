import type { MultiPolygon, Polygon, Position } from 'geojson';

/**
 * A point well inside the largest polygon of a shape, for the end of a leader, [longitude, latitude]: the middle of the
 * longest stretch that the level line through the middle of its height has inside.
 */
export function anchorOf(shape: Polygon | MultiPolygon): [number, number] {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  const largest = polygons.reduce((most, polygon) =>
    Math.abs(area(polygon[0] ?? [])) > Math.abs(area(most[0] ?? [])) ? polygon : most,
  );
  const lats = (largest[0] ?? []).map(([, lat = 0]) => lat);
  const level = (Math.min(...lats) + Math.max(...lats)) / 2;
  const crossings = largest.flatMap((ring) => crossingsOf(ring, level)).sort((a, b) => a - b);
  let best: readonly [number, number] = [crossings[0] ?? 0, crossings[0] ?? 0];
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    const [from = 0, to = 0] = crossings.slice(index, index + 2);
    if (to - from > best[1] - best[0]) best = [from, to];
  }
  return [(best[0] + best[1]) / 2, level];
}

/** Where a ring crosses a latitude. */
function crossingsOf(ring: readonly Position[], level: number): number[] {
  return ring.slice(1).flatMap(([lon = 0, lat = 0], index) => {
    const [lonBefore = 0, latBefore = 0] = ring[index] ?? [];
    if (latBefore > level === lat > level) return [];
    return [lonBefore + ((level - latBefore) / (lat - latBefore)) * (lon - lonBefore)];
  });
}

function area(ring: readonly Position[]): number {
  return ring.slice(1).reduce((sum, [x = 0, y = 0], index) => {
    const [x0 = 0, y0 = 0] = ring[index] ?? [];
    return sum + x0 * y - x * y0;
  }, 0);
}
