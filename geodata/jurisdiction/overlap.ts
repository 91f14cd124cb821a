import type { Footprint } from '../footprint.ts';
import type { Rings } from '../geometry.ts';
import { type Arrangement, faceWidth } from '../topology/arrangement.ts';
import { type Coverage, partiesOf } from './coverage.ts';
import { distanceToChains, distanceToParty, nearestBoundary } from './distance.ts';
import { type FaceShare, type FaceShares, faceShares } from './face-shares.ts';
import { lineShares, pointShares } from './line-shares.ts';
import { halvesOf } from './middle-line.ts';
import { faceProbabilities } from './probability.ts';
import type { Jurisdiction } from './verdict.ts';

/** What lies where: all that `decide` knows of the geometry. */
export interface Measurement {
  readonly kind: Footprint['kind'];
  readonly edition: number;
  readonly hash: string;
  /** Square metres; metres, null but for lines; metres. */
  readonly area: number;
  readonly length: number | null;
  readonly accuracy: number;
  /** False where the reference system is unknown. */
  readonly certain: boolean;
  readonly extent: Extent;
  /** The same for the footprint's other extent (see Footprint), null where there is none. */
  readonly other: Extent | null;
  /** Points with an accuracy: metres to the nearest line between two parties, null if there is none in reach. */
  readonly boundary: number | null;
}

/** One extent of a footprint, laid over the areas. Shares are of the whole, 0 to 1. */
export interface Extent {
  readonly parts: readonly Part[];
  readonly gaps: readonly Gap[];
  readonly overlaps: readonly Overlap[];
  /** Sums of the above, and what lies outside all areas. Parts + gap + outside − Σ overlaps × (owners − 1) = 1. */
  readonly gap: number;
  readonly overlap: number;
  readonly outside: number;
  /** Shares by face. */
  readonly faces: readonly FaceShare[];
  readonly total: number;
  /** Metres of each chain inside the extent, and the chains that are inside from end to end. */
  readonly inside: FaceShares['inside'];
  readonly wholly: FaceShares['wholly'];
}

/** The part in one party's area, overlaps included. */
interface Part {
  readonly jurisdiction: Jurisdiction;
  readonly share: number;
  /** Square metres; null where the footprint has no extent. */
  readonly area: number | null;
  /** Equivalent width in metres: twice the area over the perimeter. */
  readonly width: number;
  /** Of the true place lying here; null but for points with an accuracy. */
  readonly probability: number | null;
  /** Metres to the area: from the footprint, or from the place given for a point. */
  readonly distance: number;
}

/** A part in nobody's area. */
interface Gap {
  readonly face: number;
  readonly share: number;
  readonly area: number | null;
  /** Equivalent width of the part. */
  readonly width: number;
  /** Equivalent width of the whole gap. */
  readonly gapWidth: number;
  /** Parties around it, longest shared border first. */
  readonly neighbours: readonly {
    readonly jurisdiction: Jurisdiction;
    /** Metres. */
    readonly border: number;
    readonly distance: number;
  }[];
}

/** A part in the areas of several parties. */
interface Overlap {
  readonly face: number;
  readonly share: number;
  readonly area: number | null;
  readonly width: number;
  /** Equivalent width of the whole overlap. */
  readonly overlapWidth: number;
  /** Codes of the parties that claim it, ascending. */
  readonly owners: readonly string[];
  /** Of each of them, what of the part lies on its side of the middle line of the overlap; together 1. */
  readonly halves: readonly number[];
}

/** Lays a footprint over the areas of one edition. */
export function measure(coverage: Coverage, footprint: Footprint): Measurement {
  const probabilities =
    footprint.kind === 'point' && footprint.accuracy > 0 ? partyProbabilities(coverage, footprint) : null;
  const extent = extentOf(coverage, footprint, footprint.polygons, probabilities);
  return {
    kind: footprint.kind,
    edition: coverage.edition,
    hash: footprint.hash,
    area: footprint.area,
    length: footprint.length,
    accuracy: footprint.accuracy,
    certain: footprint.certain,
    extent,
    other: footprint.other ? otherExtent(coverage, footprint, footprint.other.polygons, extent) : null,
    boundary: footprint.kind === 'point' ? nearestBoundary(coverage, footprint) : null,
  };
}

/** Parties with at least this probability are worth naming. */
const unlikely = 1e-4;

export function extentOf(
  coverage: Coverage,
  footprint: Footprint,
  polygons: readonly Rings[],
  probabilities: ReadonlyMap<number, number> | null,
): Extent {
  const measured =
    polygons.length > 0
      ? faceShares(coverage.partition(), polygons)
      : footprint.kind === 'line'
        ? lineShares(coverage, footprint.lines)
        : pointShares(coverage, footprint.points);
  const flat = polygons.length === 0;
  const { total, shares } = measured;
  const perimeters = perimetersOf(coverage, measured);
  const area = (amount: number): number | null => (flat ? null : amount);
  const width = (amount: number, perimeter: number): number => (perimeter > 0 ? (2 * amount) / perimeter : 0);

  const amounts = new Map<number, number>();
  const gaps: Gap[] = [];
  const overlaps: Overlap[] = [];
  let outside = 0;
  for (const { face, amount } of shares)
    for (const party of partiesOf(coverage, face)) amounts.set(party, (amounts.get(party) ?? 0) + amount);
  for (const { face, amount, perimeter } of shares) {
    const owners = partiesOf(coverage, face);
    if (face !== 0 && owners.length === 1) continue;
    const part = { face, share: amount / total, area: area(amount), width: width(amount, perimeter) };
    const whole = faceWidth(coverage.arrangement, face);
    if (face === 0) outside += amount / total;
    else if (owners.length === 0)
      gaps.push({ ...part, gapWidth: whole, neighbours: neighboursOf(coverage, footprint, face, amounts) });
    else {
      const codeOf = (party: number): string => coverage.parties[party]?.code ?? '';
      const sorted = [...owners].sort((one, other) => (codeOf(one) < codeOf(other) ? -1 : 1));
      overlaps.push({
        ...part,
        overlapWidth: whole,
        owners: sorted.map(codeOf),
        halves: halvesOf(coverage, { ...footprint, polygons }, face, whole, sorted),
      });
    }
  }
  for (const [party, probability] of probabilities ?? [])
    if (probability > unlikely && !amounts.has(party)) amounts.set(party, 0);
  const parts = [...amounts].map(([party, amount]): Part => {
    const code = coverage.parties[party]?.code ?? '';
    return {
      jurisdiction: coverage.jurisdictionOf(code),
      share: amount / total,
      area: area(amount),
      width: width(amount, perimeters.get(party) ?? 0),
      probability: probabilities ? (probabilities.get(party) ?? 0) : null,
      distance: footprint.kind !== 'point' && amount > 0 ? 0 : distanceToParty(coverage, footprint, party),
    };
  });
  const sum = (items: readonly { readonly share: number }[]): number =>
    items.reduce((all, { share }) => all + share, 0);
  return {
    parts: parts.sort(
      (one, other) =>
        (other.probability ?? other.share) - (one.probability ?? one.share) ||
        (one.jurisdiction.code < other.jurisdiction.code ? -1 : 1),
    ),
    gaps,
    overlaps,
    gap: sum(gaps),
    overlap: sum(overlaps),
    outside,
    faces: shares,
    total,
    inside: measured.inside,
    wholly: measured.wholly,
  };
}

/** The other extent, with areas that the footprint itself does not meet at their distance from it. */
function otherExtent(
  coverage: Coverage,
  footprint: Footprint,
  polygons: readonly Rings[],
  main: Extent,
): Extent {
  const { arrangement: a } = coverage;
  const other = extentOf(coverage, footprint, polygons, null);
  const met = new Set(main.parts.map(({ jurisdiction }) => jurisdiction.code));
  const parts = other.parts.map((part): Part => {
    if (met.has(part.jurisdiction.code)) return part;
    const party = coverage.parties.findIndex(({ code }) => code === part.jurisdiction.code);
    const owns = (face: number): boolean => partiesOf(coverage, face).includes(party);
    const chains = other.faces
      .filter(({ face }) => owns(face))
      .flatMap(({ face }) => [...chainsOf(a, face)].filter((chain) => !owns(otherSide(a, chain, face))));
    return { ...part, distance: distanceToChains(coverage, footprint, chains) };
  });
  return { ...other, parts };
}

/** Metres around the part of the footprint in each party: its own outline and the lines that cut it off. */
function perimetersOf(coverage: Coverage, { shares, inside }: FaceShares): ReadonlyMap<number, number> {
  const { facePartyStart, faceParty, arrangement } = coverage;
  const perimeters = new Map<number, number>();
  const add = (party: number, metres: number): void => {
    perimeters.set(party, (perimeters.get(party) ?? 0) + metres);
  };
  for (const { face, outline } of shares) for (const party of partiesOf(coverage, face)) add(party, outline);
  const owns = (face: number, party: number): boolean => {
    for (let i = facePartyStart[face] ?? 0; i < (facePartyStart[face + 1] ?? 0); i++)
      if (faceParty[i] === party) return true;
    return false;
  };
  const addBeside = (face: number, beyond: number, metres: number): void => {
    for (let i = facePartyStart[face] ?? 0; i < (facePartyStart[face + 1] ?? 0); i++) {
      const party = faceParty[i] ?? 0;
      if (!owns(beyond, party)) add(party, metres);
    }
  };
  for (const [chain, metres] of inside) {
    const left = arrangement.chainLeft[chain] ?? 0;
    const right = arrangement.chainRight[chain] ?? 0;
    addBeside(left, right, metres);
    addBeside(right, left, metres);
  }
  return perimeters;
}

function partyProbabilities(coverage: Coverage, footprint: Footprint): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const point of footprint.points)
    for (const [face, probability] of faceProbabilities(coverage, point, footprint.accuracy))
      for (const party of partiesOf(coverage, face))
        sums.set(party, (sums.get(party) ?? 0) + probability / footprint.points.length);
  return sums;
}

/** `met` holds the parties that the footprint itself reaches. */
function neighboursOf(
  coverage: Coverage,
  footprint: Footprint,
  gap: number,
  met: ReadonlyMap<number, number>,
): Gap['neighbours'] {
  const { arrangement: a } = coverage;
  const borders = new Map<number, { border: number; chains: number[] }>();
  for (const chain of chainsOf(a, gap))
    for (const party of partiesOf(coverage, otherSide(a, chain, gap))) {
      const entry = borders.get(party) ?? { border: 0, chains: [] };
      entry.border += a.chainLength[chain] ?? 0;
      entry.chains.push(chain);
      borders.set(party, entry);
    }
  return [...borders]
    .map(([party, { border, chains }]) => ({
      jurisdiction: coverage.jurisdictionOf(coverage.parties[party]?.code ?? ''),
      border,
      distance:
        footprint.kind !== 'point' && met.has(party) ? 0 : distanceToChains(coverage, footprint, chains),
    }))
    .sort(
      (one, other) => other.border - one.border || (one.jurisdiction.code < other.jurisdiction.code ? -1 : 1),
    );
}

export const chainsOf = (a: Arrangement, face: number): Int32Array =>
  a.faceChain.subarray(a.faceChainStart[face], a.faceChainStart[face + 1]);

export const otherSide = (a: Arrangement, chain: number, face: number): number =>
  (a.chainLeft[chain] === face ? a.chainRight[chain] : a.chainLeft[chain]) ?? 0;
