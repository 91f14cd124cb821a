import type { Lonlat } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { faceProbabilities } from './probability.ts';
import { facesAt } from './raster.ts';
import type { Rules } from './rules.ts';

/**
 * How much less likely than wanted a place known within `accuracy` metres is to lie in one party alone; 0 or less where it
 * is likely enough. Undefined in a gap or an overlap, where it takes all of the rules to tell. `party` is a place in
 * `Coverage.parties`.
 */
export function excessAround(
  coverage: Coverage,
  [longitude, latitude]: Lonlat,
  accuracy: number,
  party: number,
  { soleProbability, jointProbability }: Rules,
): number | undefined {
  const { arrangement, raster } = coverage;
  const faces = facesAt(arrangement, raster, longitude * unitsPerDegree, latitude * unitsPerDegree);
  if (faces.some((face) => face !== 0 && partiesOf(coverage, face).length !== 1)) return undefined;
  const probabilities = new Map<number, number>();
  for (const [face, probability] of faceProbabilities(coverage, [longitude, latitude], accuracy))
    for (const owner of partiesOf(coverage, face))
      probabilities.set(owner, (probabilities.get(owner) ?? 0) + probability);
  const own = probabilities.get(party) ?? 0;
  let other = 0;
  for (const [owner, probability] of probabilities) if (owner !== party) other = Math.max(other, probability);
  // Sure of one, or sure of no other: with two parties that is the same.
  return Math.min(soleProbability - own, Math.max(other - jointProbability, jointProbability - own) + 1e-12);
}
