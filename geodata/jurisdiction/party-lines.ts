import Flatbush from 'flatbush';
import { chainCount, faceCount } from '../topology/arrangement.ts';
import { assignThinFaces } from '../topology/assign.ts';
import { type Coverage, partiesOf } from './coverage.ts';

/**
 * The lines between parties, with thin gaps and overlaps given to one side, as seams are recorded. Worked out once for a
 * coverage.
 */
export interface PartyLines {
  /** Per face the party it counts as, as a place in `Coverage.parties`; -1 for gaps, the outside, and wide overlaps. */
  readonly partyOfFace: Int32Array;
  /** Chains with one party on their left and another on their right. */
  readonly chains: Int32Array;
  /** Those chains by their bounds in grid units; item i is chains[i]. */
  readonly index: Flatbush | null;
}

export function partyLinesOf(coverage: Coverage): PartyLines {
  let lines = known.get(coverage);
  if (!lines) {
    lines = findPartyLines(coverage);
    known.set(coverage, lines);
  }
  return lines;
}

const known = new WeakMap<Coverage, PartyLines>();

function findPartyLines(coverage: Coverage): PartyLines {
  const { arrangement: a } = coverage;
  const { owner } = assignThinFaces(a);
  const partyOfFace = new Int32Array(faceCount(a)).fill(-1);
  for (let face = 1; face < partyOfFace.length; face++) {
    const parties = partiesOf(coverage, face);
    const leaf = owner[face] ?? -1;
    // Communities that overlap inside one subdistrict are no contest between subdistricts.
    if (parties.length === 1) partyOfFace[face] = parties[0] ?? -1;
    else if (leaf >= 0) partyOfFace[face] = coverage.partyOfLeaf[leaf] ?? -1;
  }
  const chains: number[] = [];
  for (let chain = 0; chain < chainCount(a); chain++) {
    const left = partyOfFace[a.chainLeft[chain] ?? 0] ?? -1;
    const right = partyOfFace[a.chainRight[chain] ?? 0] ?? -1;
    if (left >= 0 && right >= 0 && left !== right) chains.push(chain);
  }
  if (chains.length === 0) return { partyOfFace, chains: new Int32Array(0), index: null };
  const index = new Flatbush(chains.length);
  for (const chain of chains) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = a.chainStart[chain] ?? 0; i < (a.chainStart[chain + 1] ?? 0); i++) {
      const x = a.vertexX[a.chainVertex[i] ?? 0] ?? 0;
      const y = a.vertexY[a.chainVertex[i] ?? 0] ?? 0;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
    index.add(west, south, east, north);
  }
  index.finish();
  return { partyOfFace, chains: Int32Array.from(chains), index };
}
