import type { Rings } from '../geometry.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { faceShares } from './face-shares.ts';
import type { Rules } from './rules.ts';

/**
 * Whom polygons leave alone, where the areas alone make that plain: the code of the one party they lie in, null where two
 * parties have parts too large for a sliver, undefined where it takes all of the rules to tell.
 */
export function plainlyAlone(
  coverage: Coverage,
  polygons: readonly Rings[],
  { sliverArea, smallFootprint, smallFootprintShare }: Rules,
): string | null | undefined {
  const { shares, total } = faceShares(coverage.partition(), polygons);
  const least = total < smallFootprint ? smallFootprintShare * total : sliverArea;
  let found = -1;
  for (const { face, amount } of shares) {
    const owners = partiesOf(coverage, face);
    const [party = -1] = owners;
    if (owners.length !== 1 || amount < least) continue;
    if (found >= 0 && found !== party) return null;
    found = party;
  }
  return shares.length === 1 && found >= 0 ? coverage.parties[found]?.code : undefined;
}
