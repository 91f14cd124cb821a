import { type Area, type Level, rank } from '../area.ts';
import type { Bounds } from '../geometry.ts';
import { type Arrangement, faceCount, unitsPerDegree } from '../topology/arrangement.ts';
import { facesAtAll } from './bulk.ts';
import type { EditionGeography } from './edition.ts';
import { createPartition, type Partition } from './partition.ts';
import { createRaster, facesAt, type Raster } from './raster.ts';
import { findRegions, joinRegions } from './regions.ts';
import type { Jurisdiction } from './verdict.ts';

/** An edition's geography, indexed so that any footprint is measured in about a millisecond. */
export interface Coverage {
  readonly edition: number;
  readonly areas: ReadonlyMap<string, Area>;
  readonly arrangement: Arrangement;
  readonly raster: Raster;
  /** Bounds of all areas. */
  readonly extent: Bounds;
  /** Code of feature i of the arrangement. */
  readonly leaves: readonly string[];
  /** Areas that are called as parties: subdistricts, or the finest level above where there are none. */
  readonly parties: readonly Area[];
  /** Place in `parties` of feature i. */
  readonly partyOfLeaf: Int32Array;
  /** Parties that own face f, each once, ascending: faceParty[facePartyStart[f] .. facePartyStart[f + 1]). */
  readonly facePartyStart: Int32Array;
  readonly faceParty: Int32Array;
  /** 1 for a chain whose two sides belong to different parties, or to different numbers of them, or are the city's edge. */
  readonly chainDivides: Uint8Array;
  /** What measuring takes, made when first asked for. */
  partition(): Partition;
  /**
   * The same land with faces of the same parties joined, which is all that verdicts are about: of 60,000 cells it has the
   * lines of a few hundred subdistricts. Its leaves are the parties. Itself where every leaf is a party.
   */
  byParty(): Coverage;
  /** The face of `byParty` that each face lies in, made when first asked for. */
  regionOfFace(): Int32Array;
  /** Codes from the city down to the area itself. */
  pathOf(code: string): readonly string[];
  jurisdictionOf(code: string): Jurisdiction;
  /** The area's ancestor of that level, or itself; null where its path has none. */
  ancestorAt(code: string, level: Level): string | null;
  /** Codes of the finest areas at a place: none outside the city or in a gap, several on a line or in an overlap. */
  locate(longitude: number, latitude: number): readonly string[];
  /**
   * For many places at once, given as longitude and latitude in turn: the feature each lies in, -1 for none. A place on a
   * line or in an overlap gets one of the features there, always the same.
   */
  locateAll(positions: Float64Array): Int32Array;
}

/** Throws where the geography contradicts itself: a leaf or a parent that is no area. */
export function createCoverage(geography: EditionGeography): Coverage {
  const { arrangement, leaves } = geography;
  const areas = new Map(geography.areas.map((area) => [area.code, area]));
  const paths = new Map<string, readonly string[]>();
  const areaOf = (code: string): Area => {
    const area = areas.get(code);
    if (!area)
      throw new Error(`Edition ${geography.edition} names area ${code}, which is not among its areas`);
    return area;
  };
  const pathOf = (code: string): readonly string[] => {
    let path = paths.get(code);
    if (!path) {
      const { parent } = areaOf(code);
      path = parent === null ? [code] : [...pathOf(parent), code];
      paths.set(code, path);
    }
    return path;
  };
  const ancestorAt = (code: string, level: Level): string | null =>
    pathOf(code).find((ancestor) => areaOf(ancestor).level === level) ?? null;

  const parties: Area[] = [];
  const numbers = new Map<string, number>();
  const partyOfLeaf = Int32Array.from(leaves, (leaf) => {
    const code =
      pathOf(leaf).findLast((ancestor) => rank(areaOf(ancestor).level) <= rank('subdistrict')) ?? leaf;
    let number = numbers.get(code);
    if (number === undefined) {
      number = parties.push(areaOf(code)) - 1;
      numbers.set(code, number);
    }
    return number;
  });

  const raster = createRaster(arrangement);
  const owned = ownFaces(arrangement, partyOfLeaf);
  const chainDivides = divide(arrangement, owned);
  let partition: Partition | null = null;
  let byParty: Coverage | null = null;
  let regionOfFace: Int32Array | null = null;
  const coverage: Coverage = {
    edition: geography.edition,
    areas,
    arrangement,
    raster,
    extent: boundsOf(arrangement),
    leaves,
    parties,
    partyOfLeaf,
    ...owned,
    chainDivides,
    partition() {
      partition ??= createPartition(arrangement, raster);
      return partition;
    },
    byParty() {
      byParty ??=
        leaves.length === parties.length
          ? coverage
          : createCoverage({
              ...geography,
              leaves: parties.map(({ code }) => code),
              arrangement: joinRegions(arrangement, owned, chainDivides, parties.length),
            });
      return byParty;
    },
    regionOfFace() {
      regionOfFace ??= findRegions(arrangement, chainDivides).regionOfFace;
      return regionOfFace;
    },
    pathOf,
    ancestorAt,
    jurisdictionOf(code) {
      const { name, nameEn, level } = areaOf(code);
      return { code, name, nameEn, level, path: pathOf(code) };
    },
    locate(longitude, latitude) {
      const found = new Set<string>();
      for (const face of facesAt(arrangement, raster, longitude * unitsPerDegree, latitude * unitsPerDegree))
        for (const leaf of ownersOf(arrangement, face)) found.add(leaves[leaf] ?? '');
      return [...found].sort();
    },
    locateAll(positions) {
      const found = facesAtAll(arrangement, raster, positions);
      for (let i = 0; i < found.length; i++) {
        const face = found[i] ?? 0;
        const owner = arrangement.faceOwnerStart[face] ?? 0;
        found[i] =
          owner < (arrangement.faceOwnerStart[face + 1] ?? 0) ? (arrangement.faceOwner[owner] ?? -1) : -1;
      }
      return found;
    },
  };
  return coverage;
}

/** Features that own a face. */
export const ownersOf = (a: Arrangement, face: number): Int32Array =>
  a.faceOwner.subarray(a.faceOwnerStart[face], a.faceOwnerStart[face + 1]);

/** Parties that own a face, as places in `parties`. */
export const partiesOf = (coverage: Coverage, face: number): Int32Array =>
  coverage.faceParty.subarray(coverage.facePartyStart[face], coverage.facePartyStart[face + 1]);

function boundsOf({ vertexX, vertexY }: Arrangement): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < vertexX.length; i++) {
    const x = vertexX[i] ?? 0;
    const y = vertexY[i] ?? 0;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  if (west > east) return [0, 0, 0, 0];
  return [west / unitsPerDegree, south / unitsPerDegree, east / unitsPerDegree, north / unitsPerDegree];
}

function ownFaces(a: Arrangement, partyOfLeaf: Int32Array) {
  const facePartyStart = new Int32Array(faceCount(a) + 1);
  const faceParty: number[] = [];
  for (let face = 0; face < faceCount(a); face++) {
    const owners = new Set<number>();
    for (const leaf of ownersOf(a, face)) owners.add(partyOfLeaf[leaf] ?? 0);
    faceParty.push(...[...owners].sort((one, other) => one - other));
    facePartyStart[face + 1] = faceParty.length;
  }
  return { facePartyStart, faceParty: Int32Array.from(faceParty) };
}

function divide(
  a: Arrangement,
  { facePartyStart, faceParty }: Pick<Coverage, 'facePartyStart' | 'faceParty'>,
): Uint8Array {
  return Uint8Array.from(a.chainLeft, (left, chain) => {
    const right = a.chainRight[chain] ?? 0;
    // The outside is joined to nothing, not even to a gap that only touches it.
    if (left === 0 || right === 0) return 1;
    const start = facePartyStart[left] ?? 0;
    const other = facePartyStart[right] ?? 0;
    const count = (facePartyStart[left + 1] ?? 0) - start;
    if (count !== (facePartyStart[right + 1] ?? 0) - other) return 1;
    for (let i = 0; i < count; i++) if (faceParty[start + i] !== faceParty[other + i]) return 1;
    return 0;
  });
}
