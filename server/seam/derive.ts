import { rank } from '../../geodata/area.ts';
import type { EditionGeography } from '../../geodata/jurisdiction/edition.ts';
import type { Arrangement } from '../../geodata/topology/arrangement.ts';
import { assignThinFaces, contested } from '../../geodata/topology/assign.ts';
import { ownersOf } from '../../geodata/topology/face.ts';
import { findSeams } from '../../geodata/topology/seams.ts';
import { hierarchyOf } from '../boundary/hierarchy.ts';
import { type SeamLine, seamLines } from '../boundary/seam-lines.ts';

/** What seams are derived from: an edition's areas and the arrangement of its finest ones. */
export type Geography = Pick<EditionGeography, 'areas' | 'leaves' | 'arrangement'>;

/**
 * The lines between two parties (subdistricts, or the finest level above where there are none), each as far as it is
 * connected. The smaller code is on the left of every line. Thin gaps and overlaps belong to somebody here, so that no
 * seam breaks off at them. Throws where a leaf's way up passes an area that is not in the edition.
 */
export function deriveSeams({ areas, leaves, arrangement }: Geography): readonly SeamLine[] {
  const hierarchy = hierarchyOf(areas);
  const partyOf = leaves.map(
    (leaf) =>
      hierarchy
        .path(leaf)
        .findLast((code) => rank(hierarchy.areas.get(code)?.level ?? 'cell') <= rank('subdistrict')) ?? leaf,
  );
  // In order of code, since the smaller label is what findSeams puts on the left.
  const parties = [...new Set(partyOf)].sort();
  const number = new Map(parties.map((code, i) => [code, i]));
  const labels = labelFaces(
    arrangement,
    partyOf.map((code) => number.get(code) ?? 0),
  );
  return seamLines(findSeams(arrangement, labels).seams, parties, hierarchy);
}

/** The party each face counts as; an overlap of areas of one party is no overlap between parties. */
function labelFaces(arrangement: Arrangement, partyOfLeaf: readonly number[]): Int32Array {
  const { owner } = assignThinFaces(arrangement);
  return owner.map((leaf, face) => {
    if (leaf >= 0) return partyOfLeaf[leaf] ?? leaf;
    if (leaf !== contested) return leaf;
    const [first, ...others] = [...ownersOf(arrangement, face)].map((of) => partyOfLeaf[of] ?? contested);
    return first !== undefined && others.every((other) => other === first) ? first : contested;
  });
}
