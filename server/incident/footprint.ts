import { readFootprint } from '../../geodata/footprint.ts';
import type { FootprintGeometry, Lonlat } from '../../geodata/geometry.ts';

/** What is kept of a footprint: in WGS84, whatever it was given in. `centre` is the middle of its bounds. */
export interface KeptFootprint {
  readonly geometry: FootprintGeometry;
  readonly accuracy: number;
  readonly width: number;
  readonly centre: Lonlat;
}

/** The footprint of a Feature that has been judged, and so is known to be sound. */
export function footprintOf(feature: unknown): KeptFootprint {
  const read = readFootprint(feature);
  if ('refusal' in read) throw new Error(`a judged footprint was refused: ${read.refusal.code}`);
  const { geometry, accuracy, width } = read.footprint;
  return { geometry, accuracy, width, centre: centreOf(geometry) };
}

function centreOf(geometry: FootprintGeometry): Lonlat {
  const flat = geometry.coordinates.flat(Number.POSITIVE_INFINITY) as number[];
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const [lon = 0, lat = 0] = [flat[i], flat[i + 1]];
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [(west + east) / 2, (south + north) / 2];
}
