// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, chainCount, faceCount } from '../topology/arrangement.ts';
import { Groups } from '../topology/groups.ts';
import { measureChainsAndFaces } from '../topology/measure.ts';

/** Parties that own each face, stored as `Arrangement.faceOwner` has features. */
export interface PartyOwners {
  readonly facePartyStart: Int32Array;
  readonly faceParty: Int32Array;
}

/**
 * Faces of the same parties joined where they meet. Verdicts are about parties: of 60,000 cells they need the lines of a
 * few hundred subdistricts. Faces, chains and vertices keep their order, so that any finer arrangement between the same
 * parties gives the very same arrangement. Its features are the parties.
 */
export function joinRegions(
  a: Arrangement,
  { facePartyStart, faceParty }: PartyOwners,
  chainDivides: Uint8Array,
  partyCount: number,
): Arrangement {
  const { regionOfFace, firstFace } = findRegions(a, chainDivides);
  const count = firstFace.length;
  const faceOwnerStart = new Int32Array(count + 1);
  const faceOwner: number[] = [];
  for (let region = 0; region < count; region++) {
    const face = firstFace[region]!;
    for (let i = facePartyStart[face]!; i < facePartyStart[face + 1]!; i++) faceOwner.push(faceParty[i]!);
    faceOwnerStart[region + 1] = faceOwner.length;
  }
  const shape = keepChains(a, chainDivides, regionOfFace);
  return {
    ...shape,
    ...measureChainsAndFaces(shape, count),
    ...listChains(shape, count),
    faceOwnerStart,
    faceOwner: Int32Array.from(faceOwner),
    featureCount: partyCount,
  };
}

/** The region of every face, and the first face of every region, in the order of first faces: region 0 is the outside. */
export function findRegions(
  a: Arrangement,
  chainDivides: Uint8Array,
): { readonly regionOfFace: Int32Array; readonly firstFace: readonly number[] } {
  const groups = new Groups(faceCount(a));
  for (let chain = 0; chain < chainCount(a); chain++)
    if (chainDivides[chain] === 0) groups.join(a.chainLeft[chain]!, a.chainRight[chain]!);
  const regionOfRoot = new Int32Array(faceCount(a)).fill(-1);
  const regionOfFace = new Int32Array(faceCount(a));
  const firstFace: number[] = [];
  for (let face = 0; face < faceCount(a); face++) {
    const root = groups.rootOf(face);
    if (regionOfRoot[root]! < 0) regionOfRoot[root] = firstFace.push(face) - 1;
    regionOfFace[face] = regionOfRoot[root]!;
  }
  return { regionOfFace, firstFace };
}

type Shape = Pick<
  Arrangement,
  'vertexX' | 'vertexY' | 'chainStart' | 'chainVertex' | 'chainLeft' | 'chainRight'
>;

/** Some of the chains of an arrangement between faces with new numbers, and the vertices they need, in their order. */
export function keepChains(a: Arrangement, keep: Uint8Array, faceNumber: Int32Array): Shape {
  const vertexNumber = new Int32Array(a.vertexX.length).fill(-1);
  let chains = 0;
  let places = 0;
  for (let chain = 0; chain < chainCount(a); chain++) {
    if (keep[chain] === 0) continue;
    chains++;
    places += a.chainStart[chain + 1]! - a.chainStart[chain]!;
    for (let i = a.chainStart[chain]!; i < a.chainStart[chain + 1]!; i++) vertexNumber[a.chainVertex[i]!] = 0;
  }
  let vertices = 0;
  for (let v = 0; v < vertexNumber.length; v++) if (vertexNumber[v] === 0) vertexNumber[v] = vertices++;
  const vertexX = new Int32Array(vertices);
  const vertexY = new Int32Array(vertices);
  for (let v = 0; v < vertexNumber.length; v++) {
    const number = vertexNumber[v]!;
    if (number < 0) continue;
    vertexX[number] = a.vertexX[v]!;
    vertexY[number] = a.vertexY[v]!;
  }
  const chainStart = new Int32Array(chains + 1);
  const chainVertex = new Int32Array(places);
  const chainLeft = new Int32Array(chains);
  const chainRight = new Int32Array(chains);
  let next = 0;
  let place = 0;
  for (let chain = 0; chain < chainCount(a); chain++) {
    if (keep[chain] === 0) continue;
    for (let i = a.chainStart[chain]!; i < a.chainStart[chain + 1]!; i++)
      chainVertex[place++] = vertexNumber[a.chainVertex[i]!]!;
    chainLeft[next] = faceNumber[a.chainLeft[chain]!]!;
    chainRight[next] = faceNumber[a.chainRight[chain]!]!;
    chainStart[++next] = place;
  }
  return { vertexX, vertexY, chainStart, chainVertex, chainLeft, chainRight };
}

/** The chains around every face, each once, ascending. */
export function listChains(
  { chainLeft, chainRight }: Pick<Arrangement, 'chainLeft' | 'chainRight'>,
  count: number,
): Pick<Arrangement, 'faceChainStart' | 'faceChain'> {
  const faceChainStart = new Int32Array(count + 1);
  for (let chain = 0; chain < chainLeft.length; chain++) {
    faceChainStart[chainLeft[chain]! + 1]!++;
    if (chainRight[chain] !== chainLeft[chain]) faceChainStart[chainRight[chain]! + 1]!++;
  }
  for (let face = 0; face < count; face++) faceChainStart[face + 1]! += faceChainStart[face]!;
  const next = faceChainStart.slice();
  const faceChain = new Int32Array(faceChainStart[count]!);
  for (let chain = 0; chain < chainLeft.length; chain++) {
    faceChain[next[chainLeft[chain]!]!++] = chain;
    if (chainRight[chain] !== chainLeft[chain]) faceChain[next[chainRight[chain]!]!++] = chain;
  }
  return { faceChainStart, faceChain };
}
