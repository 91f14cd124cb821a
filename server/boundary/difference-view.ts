import type { Sql } from 'postgres';
import {
  countIncidents,
  countSeams,
  findDifference,
  readPieces,
  saveDifference,
} from './difference-store.ts';
import type { ImportOrders } from './import-worker.ts';

/** Pieces of land shown, the largest first. */
const piecesShown = 2000;

/**
 * What changed between two editions, worked out by `compare` the first time it is asked for and kept; with the incidents
 * concerned as they are now.
 */
export async function readEditionDifference(
  sql: Sql,
  base: number,
  edition: number,
  compare: () => Promise<ImportOrders['compare']['answer']>,
) {
  let difference = await findDifference(sql, base, edition);
  if (!difference) {
    const made = await compare();
    await saveDifference(sql, made);
    ({ difference } = made);
  }
  const pieces = await readPieces(sql, base, edition, piecesShown);
  return {
    ...difference,
    incidents: await countIncidents(sql, base, edition),
    seams: await countSeams(sql, base, edition),
    shapes: {
      type: 'FeatureCollection' as const,
      features: pieces.map(({ number, geometry, ...properties }) => ({
        type: 'Feature' as const,
        id: number,
        properties,
        geometry,
      })),
    },
  };
}
