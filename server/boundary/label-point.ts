import polylabel from 'polylabel';
import type { Line, Lonlat, Rings } from '../../geodata/geometry.ts';

/** Where to write an area's name: deep inside its largest part. Degrees, WGS84; null for an area without extent. */
export function labelPoint(polygons: readonly Rings[]): Lonlat | null {
  let largest: Rings | null = null;
  let most = 0;
  for (const rings of polygons) {
    const size = Math.abs(doubleArea(rings[0] ?? []));
    if (size > most) [largest, most] = [rings, size];
  }
  if (!largest) return null;
  const [origin] = largest[0] ?? [];
  if (!origin) return null;
  const squeeze = Math.cos((origin[1] * Math.PI) / 180);
  const flat = largest.map((ring) =>
    ring.map(([longitude, latitude]): [number, number] => [
      (longitude - origin[0]) * squeeze,
      latitude - origin[1],
    ]),
  );
  // A twelfth of the area's own size is about a letter at the scales where its name is written.
  const [x, y] = polylabel(flat, Math.sqrt(most) / 12);
  return [origin[0] + x / squeeze, origin[1] + y];
}

function doubleArea(ring: Line): number {
  const [origin] = ring;
  let sum = 0;
  for (let i = 1; origin && i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    if (a && b) sum += (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1]);
  }
  return sum;
}
