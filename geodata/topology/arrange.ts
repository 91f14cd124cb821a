// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Arrangement } from './arrangement.ts';
import { type Chains, traceChains } from './chains.ts';
import { type Faces, traceFaces } from './faces.ts';
import { measureChainsAndFaces } from './measure.ts';
import { type Noded, nodeRings } from './noding.ts';
import { type ArrangeRefusal, type Patience, patienceWithBoundaries } from './refusal.ts';
import { findRingFaults, type RingFault } from './ring-faults.ts';
import { type Drawn, type RingTable, readRings } from './rings.ts';
import {
  chainsOfFaces,
  type FaceChains,
  type Owners,
  ownersOfFaces,
  type Windings,
  windingsOfFaces,
} from './winding.ts';

/** An arrangement, what is wrong with the rings it was made of, and what is needed to check it. */
export interface Arranged {
  readonly arrangement: Arrangement;
  readonly faults: readonly RingFault[];
  readonly evidence: Evidence;
}

/** Hears how far it has come, 0 to 1: most of the time goes into noding. */
export type OnProgress = (fraction: number) => void;

/** How the arrangement came about. Point numbers here are those of `rings.points`, not of the arrangement's vertices. */
export interface Evidence {
  readonly rings: RingTable;
  readonly noded: Noded;
  readonly chains: Chains;
  readonly faces: Faces;
  readonly around: FaceChains;
  readonly windings: Windings;
  readonly owners: Owners;
}

/**
 * All boundaries as one planar partition. Rings may have any direction and any fault; boundaries that meet without
 * sharing vertices are cut where they meet, within 1e-7 degree of where they were drawn.
 * Refuses, as a value, what is not finite, too large, or so disorderly that it would fall to dust.
 */
export function arrange(
  features: readonly Drawn[],
  onProgress: OnProgress = () => {},
): Arranged | { readonly refusal: ArrangeRefusal } {
  onProgress(0);
  const rings = readRings(features);
  if ('refusal' in rings) return rings;
  const evidence = partition(rings, patienceWithBoundaries, (fraction) => onProgress(0.15 + 0.65 * fraction));
  if ('refusal' in evidence) return evidence;
  const { chains, faces, around, owners } = evidence;
  const vertices = usedVertices(rings, chains);
  const shape = {
    ...vertices,
    chainStart: chains.start,
    chainLeft: faces.chainLeft,
    chainRight: faces.chainRight,
  };
  const arrangement: Arrangement = {
    ...shape,
    ...measureChainsAndFaces(shape, faces.count),
    faceChainStart: around.start,
    faceChain: around.chain,
    faceOwnerStart: owners.start,
    faceOwner: owners.owner,
    featureCount: features.length,
  };
  onProgress(0.85);
  const faults = findRingFaults(evidence);
  onProgress(1);
  return { arrangement, faults, evidence };
}

/** The planar partition itself, on whatever grid the rings lie. */
export function partition(
  rings: RingTable,
  patience: Patience,
  onProgress: OnProgress = () => {},
): Evidence | { readonly refusal: ArrangeRefusal } {
  onProgress(0);
  const noded = nodeRings(rings, patience);
  if ('refusal' in noded) return noded;
  onProgress(0.6);
  const { points } = rings;
  const chains = traceChains(noded, points.count, rings.place.length);
  const faces = traceFaces(points, noded, chains);
  if ('refusal' in faces) return faces;
  const around = chainsOfFaces(faces);
  onProgress(0.85);
  const windings = windingsOfFaces(points, chains, faces, around);
  if ('refusal' in windings) return windings;
  return { rings, noded, chains, faces, around, windings, owners: ownersOfFaces(rings, windings) };
}

/** Leaves out points that no chain passes (tips of spikes) and renumbers the rest. */
function usedVertices(
  { points }: RingTable,
  chains: Chains,
): Pick<Arrangement, 'vertexX' | 'vertexY' | 'chainVertex'> {
  const number = new Int32Array(points.count).fill(-1);
  for (const v of chains.vertex) number[v] = 0;
  let used = 0;
  for (let v = 0; v < points.count; v++) if (number[v] === 0) number[v] = used++;
  const vertexX = new Int32Array(used);
  const vertexY = new Int32Array(used);
  for (let v = 0; v < points.count; v++)
    if (number[v]! >= 0) {
      vertexX[number[v]!] = points.x[v]!;
      vertexY[number[v]!] = points.y[v]!;
    }
  return { vertexX, vertexY, chainVertex: chains.vertex.map((v) => number[v]!) };
}
