import type { Rings } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { tolerancesOf } from './claims.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { frameOf } from './face-shares.ts';
import { frameAt } from './frame.ts';
import { createMovedParts, type Parts } from './moved-parts.ts';
import { loadOutline } from './planar/outline.ts';
import type { Rules } from './rules.ts';
import type { SeamRun } from './seam-runs.ts';

/**
 * How much is too much for polygons to lie in one party alone once they are moved, as far as the areas alone tell: the
 * square root of the part that counts most beside the party's own, against what would be a sliver, less 1. Infinite
 * where that is not known; undefined where it takes all of the rules to tell. Moves are in grid units east and north;
 * `party` is a place in `Coverage.parties`.
 */
export type ExcessBeside = (party: number, east: number, north: number) => number | undefined;

/** How far areas, as parts of the whole, and widths may be off. */
const doubtfulArea = 2e-7;
const doubtfulWidth = 1e-3;
/** What is nearer to a threshold than that counts as too much, unless it could be this part of what is allowed: then it takes all of the rules. */
const mostDoubt = 0.02;

/**
 * The polygons are prepared once, and a move is another place for their origin. First the lines at hand are asked, and
 * where they are not enough, all faces.
 */
export function excessBeside(
  coverage: Coverage,
  polygons: readonly Rings[],
  rules: Rules,
  seams: readonly SeamRun[],
): ExcessBeside {
  const movedParts = createMovedParts(coverage, polygons);
  const excessOf = createExcess(coverage, rules, seams);
  let byFaces: ReturnType<typeof aloneByFaces> | null = null;
  return (party, east, north) => {
    const moved = movedParts(east, north);
    if (moved) return excessOf(moved, party);
    byFaces ??= aloneByFaces(coverage, polygons, rules);
    const alone = byFaces(east, north);
    return alone === undefined ? undefined : alone === party ? -Infinity : Infinity;
  };
}

/** What of a place without gaps and overlaps lies beside a party's own part, against what would be a sliver. */
function createExcess(coverage: Coverage, rules: Rules, seams: readonly SeamRun[]) {
  const { sliverArea, smallFootprint, smallFootprintShare, tolerance } = rules;
  const tolerances = tolerancesOf(seams, rules);
  const toleranceOf = (party: number): number =>
    (tolerances.size > 0 ? tolerances.get(coverage.parties[party]?.code ?? '') : undefined) ?? tolerance;
  return ({ parties, area, perimeter, total }: Parts, own: number): number | undefined => {
    const doubt = doubtfulArea * total;
    if (Math.abs(total - smallFootprint) <= doubt) return undefined;
    const least = total < smallFootprint ? smallFootprintShare * total : sliverArea;
    let most = 0;
    let ownArea = 0;
    for (let i = 0; i < parties.length; i++) {
      const party = parties[i] ?? -1;
      const amount = area[i] ?? 0;
      if (party === own) ownArea = amount;
      else if (amount > doubt)
        most = Math.max(most, amount / least, (2 * amount) / (perimeter[i] ?? 0) / toleranceOf(party));
    }
    if (Math.abs(most - 1) <= doubt / least && doubt > mostDoubt * least) return undefined;
    // Where the own part might be a sliver too it takes more to tell.
    if (most < 1 && ownArea < least + doubt) return undefined;
    return Math.sqrt(most * (1 + Math.max(doubt / least, doubtfulWidth))) - 1;
  };
}

/**
 * The same by all faces, where two parts alone may tell, rounded to whole grid units, about a centimetre: the one party, -1
 * where several have parts too large for a sliver, undefined where it takes all of the rules.
 */
function aloneByFaces(
  coverage: Coverage,
  polygons: readonly Rings[],
  { sliverArea, smallFootprint, smallFootprintShare }: Rules,
): (east: number, north: number) => number | undefined {
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
      if (found >= 0 && found !== party) return -1;
      found = party;
    }
    return shares.length === 1 && found >= 0 ? found : undefined;
  };
}
