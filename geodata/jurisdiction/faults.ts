import { faceWidth } from '../topology/arrangement.ts';
import { placeInFace } from '../topology/face.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { chainsOf, otherSide } from './overlap.ts';
import type { Defect } from './verdict.ts';

/**
 * A gap or an overlap as a whole. Its key names what it is, the parties concerned, and a place inside it to a
 * ten-thousandth of a degree, so that two incidents in the same one find it to be the same.
 */
export function faultOf(coverage: Coverage, face: number): Defect {
  const { arrangement: a, parties } = coverage;
  const owners = partiesOf(coverage, face);
  const kind = owners.length === 0 ? 'gap' : 'overlap';
  const around = new Set(owners);
  if (kind === 'gap')
    for (const chain of chainsOf(a, face))
      for (const party of partiesOf(coverage, otherSide(a, chain, face))) around.add(party);
  const codes = [...around].map((party) => parties[party]?.code ?? '').sort();
  const at = placeInFace(a, face);
  return {
    kind,
    key: `${kind}:${codes.join('|')}@${at.map((degrees) => degrees.toFixed(4)).join(',')}`,
    at,
    codes,
    width: faceWidth(a, face),
    area: a.faceArea[face] ?? 0,
  };
}
