import type { MultiLineString } from 'geojson';
import type { Sql } from 'postgres';
import type { Coverage } from '../../geodata/jurisdiction/coverage.ts';

/** Metres of a piece that is counted where its middle lies. */
const piece = 15;
const metresPerDegree = 111_195;

/**
 * Metres of street in each finest area of an edition. Streets are taken in short pieces, each to the area that its middle
 * lies in: a street along a line goes to either side, piece by piece. Null where there are no streets on record.
 */
export async function readStreetLengths(sql: Sql, coverage: Coverage): Promise<Float64Array | null> {
  const lanes = await sql<
    { shape: MultiLineString }[]
  >`select st_asgeojson(shape, 7)::jsonb as shape from lane`;
  if (lanes.length === 0) return null;
  const middles: number[] = [];
  const lengths: number[] = [];
  for (const line of lanes.flatMap(({ shape }) => shape.coordinates))
    for (let i = 1; i < line.length; i++) {
      const [x = 0, y = 0] = line[i - 1] ?? [];
      const [toX = 0, toY = 0] = line[i] ?? [];
      const length = metresBetween(x, y, toX, toY);
      const pieces = Math.max(1, Math.ceil(length / piece));
      for (let p = 0; p < pieces; p++) {
        const along = (p + 0.5) / pieces;
        middles.push(x + (toX - x) * along, y + (toY - y) * along);
        lengths.push(length / pieces);
      }
    }
  const leaves = coverage.locateAll(Float64Array.from(middles));
  const sums = new Float64Array(coverage.leaves.length);
  leaves.forEach((leaf, index) => {
    if (leaf >= 0) sums[leaf] = (sums[leaf] ?? 0) + (lengths[index] ?? 0);
  });
  return sums;
}

/** Of two places near each other, in degrees: on the sphere, within half a percent of the ellipsoid. */
function metresBetween(x: number, y: number, toX: number, toY: number): number {
  const east = (toX - x) * Math.cos((((y + toY) / 2) * Math.PI) / 180);
  return Math.hypot(east, toY - y) * metresPerDegree;
}
