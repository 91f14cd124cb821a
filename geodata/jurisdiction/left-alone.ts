import type { Rings } from '../geometry.ts';
import { unitsPerDegree } from '../topology/arrangement.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { frameOf } from './face-shares.ts';
import { frameAt } from './frame.ts';
import { createMovedParts, type Parts } from './moved-parts.ts';
import { loadOutline } from './planar/outline.ts';
import type { Rules } from './rules.ts';
import { type SeamRun, toleranceOn } from './seam-runs.ts';

/**
 * Whom polygons leave alone once they are moved, where the areas alone make that plain: the code of the one party they
 * lie in, null where two parties have parts too large for a sliver, undefined where it takes all of the rules to tell.
 * Moves are in grid units east and north.
 */
export type PlainlyAlone = (east: number, north: number) => string | null | undefined;

/** How far areas, as parts of the whole, and widths may be off; what is nearer to a threshold is told by all of the rules. */
const doubtfulArea = 1e-6;
const doubtfulWidth = 1e-3;

/**
 * The polygons are prepared once, and a move is another place for their origin. First the lines at hand are asked, and
 * where they are not enough, all faces.
 */
export function plainlyAlone(
  coverage: Coverage,
  polygons: readonly Rings[],
  rules: Rules,
  seams: readonly SeamRun[],
): PlainlyAlone {
  const movedParts = createMovedParts(coverage, polygons);
  const conclude = createConclusion(rules, seams);
  let byFaces: PlainlyAlone | null = null;
  return (east, north) => {
    const moved = movedParts(east, north);
    if (!moved) {
      byFaces ??= plainlyByFaces(coverage, polygons, rules);
      return byFaces(east, north);
    }
    const found = conclude(moved);
    return typeof found === 'number' ? coverage.parties[found]?.code : found;
  };
}

/** From the parts of a place without gaps and overlaps to the party that counts, null for several, undefined in doubt. */
function createConclusion(rules: Rules, seams: readonly SeamRun[]) {
  const { sliverArea, smallFootprint, smallFootprintShare, tolerance } = rules;
  const thinnest = Math.min(tolerance, ...seams.map(({ record }) => toleranceOn(record, rules)));
  return ({ parties, area, perimeter, total }: Parts): number | null | undefined => {
    const doubt = doubtfulArea * total;
    if (Math.abs(total - smallFootprint) <= doubt) return undefined;
    const least = total < smallFootprint ? smallFootprintShare * total : sliverArea;
    let found = -1;
    let plain = true;
    for (let i = 0; i < parties.length; i++) {
      const amount = area[i] ?? 0;
      if (amount >= least + doubt) {
        if (found >= 0) return null;
        found = parties[i] ?? -1;
      } else if (amount > doubt) {
        const thin = 2 * amount < (1 - doubtfulWidth) * thinnest * (perimeter[i] ?? 0);
        if (amount > least - doubt || !thin) plain = false;
      }
    }
    return plain && found >= 0 ? found : undefined;
  };
}

/** The same by all faces, where two parts alone may tell: rounded to whole grid units, about a centimetre. */
function plainlyByFaces(
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
