// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import type { Area } from '../area.ts';
import type { Bounds } from '../geometry.ts';
import { type Arrangement, chainCount, faceCount, unitsPerDegree } from '../topology/arrangement.ts';
import { measureChainsAndFaces } from '../topology/measure.ts';
import type { Coverage } from './coverage.ts';
import type { EditionGeography } from './edition.ts';
import { faceAt, visitEdges } from './raster.ts';
import { keepChains, listChains } from './regions.ts';

/**
 * An edition's geography with its finest lines only within `bounds`, and only the lines between parties elsewhere; null
 * for nothing finer than parties at all. Verdicts over it are those over the whole, to the last byte and wherever they
 * are asked for: verdicts stand on the lines between parties, and those are all here, in their order.
 *
 * What it cannot know: finest areas outside the bounds. A place there is told its party, and a code of a finest area
 * there is unknown.
 */
export function sliceGeography(coverage: Coverage, bounds: Bounds | null): EditionGeography {
  const base = coverage.byParty();
  if (bounds === null || base === coverage) return byParty(coverage);
  const { arrangement: a } = coverage;
  const keepFace = facesIn(coverage, bounds);
  const regions = numberRegions(coverage, keepFace);
  const keep = new Uint8Array(chainCount(a));
  for (let chain = 0; chain < keep.length; chain++)
    keep[chain] =
      coverage.chainDivides[chain] === 1 ||
      keepFace[a.chainLeft[chain]!] === 1 ||
      keepFace[a.chainRight[chain]!] === 1
        ? 1
        : 0;
  const { leaves, ownersOfFace } = numberLeaves(coverage, keepFace);
  const shape = keepChains(a, keep, regions.numberOfFace);
  const faceOwnerStart = new Int32Array(regions.count + 1);
  const faceOwner: number[] = [];
  for (let face = 0; face < faceCount(a); face++) {
    const number = regions.numberOfFace[face]!;
    if (regions.firstFace[number] !== face) continue;
    faceOwner.push(...ownersOfFace(face));
    faceOwnerStart[number + 1] = faceOwner.length;
  }
  const arrangement: Arrangement = {
    ...shape,
    ...measureChainsAndFaces(shape, regions.count),
    ...listChains(shape, regions.count),
    faceOwnerStart,
    faceOwner: Int32Array.from(faceOwner),
    featureCount: leaves.length,
  };
  return { edition: coverage.edition, areas: areasFor(coverage, leaves), leaves, arrangement };
}

function byParty(coverage: Coverage): EditionGeography {
  const { edition, leaves, arrangement } = coverage.byParty();
  return { edition, areas: areasFor(coverage, leaves), leaves, arrangement };
}

/** The leaves, and every area with parts: anybody's place in the hierarchy is known but that of finest areas elsewhere. */
function areasFor({ areas }: Coverage, leaves: readonly string[]): Area[] {
  const kept = new Set<string | null>(leaves);
  for (const { parent } of areas.values()) kept.add(parent);
  return [...areas.values()].filter(({ code }) => kept.has(code));
}

/** 1 for every face that comes into the bounds, but the outside. */
function facesIn({ arrangement: a, raster }: Coverage, [west, south, east, north]: Bounds): Uint8Array {
  const keep = new Uint8Array(faceCount(a));
  // A face that meets the bounds has an edge there, or lies around all of them.
  const [x, y] = [((west + east) / 2) * unitsPerDegree, ((south + north) / 2) * unitsPerDegree];
  keep[faceAt(a, raster, x, y)] = 1;
  visitEdges(
    raster,
    west * unitsPerDegree,
    south * unitsPerDegree,
    east * unitsPerDegree,
    north * unitsPerDegree,
    (edge) => {
      const chain = raster.edgeChain[edge]!;
      keep[a.chainLeft[chain]!] = 1;
      keep[a.chainRight[chain]!] = 1;
    },
  );
  keep[0] = 0;
  return keep;
}

/**
 * Numbers for the faces of a slice: each kept face for itself, the others of one region together, in the order of their
 * first faces, so that regions come in the same order as in the whole.
 */
function numberRegions({ arrangement: a, regionOfFace }: Coverage, keepFace: Uint8Array) {
  const regions = regionOfFace();
  const numberOfRegion = new Map<number, number>();
  const numberOfFace = new Int32Array(faceCount(a));
  const firstFace: number[] = [];
  for (let face = 0; face < numberOfFace.length; face++) {
    const region = regions[face]!;
    let number = keepFace[face] === 1 ? undefined : numberOfRegion.get(region);
    if (number === undefined) {
      number = firstFace.push(face) - 1;
      if (keepFace[face] === 0) numberOfRegion.set(region, number);
    }
    numberOfFace[face] = number;
  }
  return { numberOfFace, firstFace, count: firstFace.length };
}

/** Parties first, each a leaf of its own in the order of the whole, then the finest areas of the faces kept. */
function numberLeaves(coverage: Coverage, keepFace: Uint8Array) {
  const { arrangement: a, faceParty, facePartyStart } = coverage;
  const leaves = coverage.parties.map(({ code }) => code);
  const numbers = new Map(leaves.map((code, i) => [code, i]));
  const ownersIn = (face: number): number[] =>
    [...a.faceOwner.subarray(a.faceOwnerStart[face], a.faceOwnerStart[face + 1])].map(
      (leaf) => numbers.get(coverage.leaves[leaf]!)!,
    );
  // Numbered in the order of the whole's leaves, not of its faces.
  const finest = new Set<number>();
  for (let face = 0; face < keepFace.length; face++)
    if (keepFace[face] === 1)
      for (let i = a.faceOwnerStart[face]!; i < a.faceOwnerStart[face + 1]!; i++) finest.add(a.faceOwner[i]!);
  for (const leaf of [...finest].sort((one, other) => one - other)) {
    const code = coverage.leaves[leaf]!;
    if (!numbers.has(code)) numbers.set(code, leaves.push(code) - 1);
  }
  return {
    leaves,
    ownersOfFace: (face: number): readonly number[] =>
      keepFace[face] === 1
        ? ownersIn(face).sort((one, other) => one - other)
        : [...faceParty.subarray(facePartyStart[face], facePartyStart[face + 1])],
  };
}
