import type { Rings } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { frameOf } from './face-shares.ts';
import { frameAt } from './frame.ts';
import { loadOutline } from './planar/outline.ts';
import type { Rules } from './rules.ts';

/**
 * Whom polygons leave alone once they are moved, where the areas alone make that plain: the code of the one party they
 * lie in, null where two parties have parts too large for a sliver, undefined where it takes all of the rules to tell.
 * Moves are in grid units east and north, rounded to whole ones: about a centimetre.
 */
export type PlainlyAlone = (east: number, north: number) => string | null | undefined;

/** The outline is loaded once; a move is another place for its origin. */
export function plainlyAlone(
  coverage: Coverage,
  polygons: readonly Rings[],
  { sliverArea, smallFootprint, smallFootprintShare }: Rules,
): PlainlyAlone {
  const { walk } = coverage.partition();
  const frame = frameOf(polygons);
  const outline = loadOutline(frame, polygons);
  return (east, north) => {
    const moved = frameAt(
      (frame.originX + Math.round(east)) / unitsPerDegree,
      (frame.originY + Math.round(north)) / unitsPerDegree,
    );
    const walked = walk(outline, moved);
    if (!walked) return undefined;
    const { shares, total } = walked;
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
  };
}
