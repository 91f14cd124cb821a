import type { Footprint } from '../footprint.ts';
import type { Lonlat } from '../geometry.ts';
import { chainCount, faceCount, unitsPerDegree } from '../topology/arrangement.ts';
import { Groups } from '../topology/groups.ts';
import type { Coverage } from './coverage.ts';
import { distanceToChains } from './distance.ts';
import { frameAt, toPlane } from './frame.ts';
import type { Extent } from './overlap.ts';
import { partyLinesOf } from './party-lines.ts';

/** An exclave that a footprint reaches. */
export interface ExclaveMet {
  /** Codes: whose it is, and inside whom it lies. */
  readonly owner: string;
  readonly host: string;
  /** Part of the footprint in it, 0 to 1. */
  readonly share: number;
  /** Metres from the footprint to the owner's main part. */
  readonly distance: number;
  /** Metres from the footprint to the middle of the owner's main part and of the host's. */
  readonly ownerSeat: number;
  readonly hostSeat: number;
}

/** The exclaves a footprint reaches, by the faces of its extent. */
export function exclavesMet(coverage: Coverage, footprint: Footprint, extent: Extent): readonly ExclaveMet[] {
  const exclaves = exclavesOf(coverage);
  if (exclaves.size === 0) return [];
  const amounts = new Map<Exclave, number>();
  for (const { face, amount } of extent.faces) {
    const exclave = exclaves.get(face);
    if (exclave) amounts.set(exclave, (amounts.get(exclave) ?? 0) + amount);
  }
  if (amounts.size === 0) return [];
  const at = footprint.points[0] ?? footprint.lines[0]?.[0] ?? footprint.polygons[0]?.[0]?.[0];
  if (!at) return [];
  const frame = frameAt(...at);
  const away = (seat: Lonlat): number => Math.hypot(...toPlane(frame, seat));
  return [...amounts].map(([{ owner, host, ownerOutline, ownerSeat, hostSeat }, amount]) => ({
    owner: coverage.parties[owner]?.code ?? '',
    host: coverage.parties[host]?.code ?? '',
    share: amount / extent.total,
    distance: distanceToChains(coverage, footprint, ownerOutline),
    ownerSeat: away(ownerSeat),
    hostSeat: away(hostSeat),
  }));
}

/** A part of a party that lies inside another: places in `Coverage.parties`. */
interface Exclave {
  readonly owner: number;
  readonly host: number;
  /** Chains around the owner's main part. */
  readonly ownerOutline: readonly number[];
  /** Centres of gravity of the two main parts. */
  readonly ownerSeat: Lonlat;
  readonly hostSeat: Lonlat;
}

/** Part of its outline that must lie against strangers: the rest may be a slip of the lines. */
const strange = 0.95;
/** Metres of mean width under which a part is dust. */
const leastWidth = 4;

const known = new WeakMap<Coverage, ReadonlyMap<number, Exclave>>();

function exclavesOf(coverage: Coverage): ReadonlyMap<number, Exclave> {
  let exclaves = known.get(coverage);
  if (!exclaves) {
    exclaves = findExclaves(coverage);
    known.set(coverage, exclaves);
  }
  return exclaves;
}

/** A connected part of a party. */
interface Part {
  readonly root: number;
  readonly party: number;
  area: number;
  perimeter: number;
  /** Metres of outline against each other party. */
  readonly borders: Map<number, number>;
}

/**
 * Parts of parties that lie inside others, by face: a part that is not its party's largest and whose outline runs against
 * parties of another parent, or against one other party alone.
 */
function findExclaves(coverage: Coverage): ReadonlyMap<number, Exclave> {
  const { arrangement: a, parties } = coverage;
  const { partyOfFace } = partyLinesOf(coverage);
  const groups = new Groups(faceCount(a));
  for (let chain = 0; chain < chainCount(a); chain++) {
    const [left, right] = [a.chainLeft[chain] ?? 0, a.chainRight[chain] ?? 0];
    if (partyOfFace[left] === partyOfFace[right] && (partyOfFace[left] ?? -1) >= 0) groups.join(left, right);
  }
  const parts = new Map<number, Part>();
  const largest = new Map<number, Part>();
  for (let face = 1; face < partyOfFace.length; face++) {
    const party = partyOfFace[face] ?? -1;
    if (party < 0) continue;
    const root = groups.rootOf(face);
    const part = parts.get(root) ?? {
      root,
      party,
      area: 0,
      perimeter: 0,
      borders: new Map<number, number>(),
    };
    parts.set(root, part);
    part.area += a.faceArea[face] ?? 0;
    if (part.area > (largest.get(party)?.area ?? -1)) largest.set(party, part);
  }
  if (parts.size === largest.size) return new Map();
  addBorders(coverage, partyOfFace, (face) => parts.get(groups.rootOf(face)));
  const found = new Map<number, Exclave>();
  for (const part of parts.values()) {
    const host = hostOf(coverage, part);
    const main = largest.get(part.party);
    const hostMain = host === null ? undefined : largest.get(host);
    if (host === null || !main || !hostMain || main === part) continue;
    const isMain = (whole: Part) => (face: number) => groups.rootOf(face) === whole.root;
    const ownerOutline = outlineOf(coverage, isMain(main));
    found.set(part.root, {
      owner: part.party,
      host,
      ownerOutline,
      ownerSeat: centreOf(coverage, ownerOutline, isMain(main)),
      hostSeat: centreOf(coverage, outlineOf(coverage, isMain(hostMain)), isMain(hostMain)),
    });
  }
  const ofFace = new Map<number, Exclave>();
  for (let face = 1; found.size > 0 && face < partyOfFace.length; face++) {
    const exclave = found.get(groups.rootOf(face));
    if (exclave && parties[partyOfFace[face] ?? -1]) ofFace.set(face, exclave);
  }
  return ofFace;
}

function addBorders(
  { arrangement: a }: Coverage,
  partyOfFace: Int32Array,
  partAt: (face: number) => Part | undefined,
): void {
  for (let chain = 0; chain < chainCount(a); chain++) {
    const sides = [a.chainLeft[chain] ?? 0, a.chainRight[chain] ?? 0];
    const [left = -1, right = -1] = sides.map((face) => partyOfFace[face] ?? -1);
    if (left === right) continue;
    const length = a.chainLength[chain] ?? 0;
    for (const [face = 0, other] of [
      [sides[0], right],
      [sides[1], left],
    ] as const) {
      const part = partAt(face);
      if (!part) continue;
      part.perimeter += length;
      if (other >= 0) part.borders.set(other, (part.borders.get(other) ?? 0) + length);
    }
  }
}

/** The party with the longest border around a part that lies among strangers; null for one that does not, and for dust. */
function hostOf({ parties }: Coverage, { party, area, perimeter, borders }: Part): number | null {
  if (perimeter === 0 || (2 * area) / perimeter < leastWidth) return null;
  const parent = parties[party]?.parent;
  const [longest] = [...borders].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  if (!longest) return null;
  let foreign = 0;
  for (const [other, length] of borders) if (parties[other]?.parent !== parent) foreign += length;
  return Math.max(foreign, longest[1]) >= strange * perimeter ? longest[0] : null;
}

const outlineOf = ({ arrangement: a }: Coverage, belongs: (face: number) => boolean): number[] => {
  const chains: number[] = [];
  for (let chain = 0; chain < chainCount(a); chain++)
    if (belongs(a.chainLeft[chain] ?? 0) !== belongs(a.chainRight[chain] ?? 0)) chains.push(chain);
  return chains;
};

/** Centre of gravity of what some chains enclose. */
function centreOf(
  { arrangement: a }: Coverage,
  chains: readonly number[],
  belongs: (face: number) => boolean,
): Lonlat {
  const origin = a.chainVertex[a.chainStart[chains[0] ?? 0] ?? 0] ?? 0;
  const [originX, originY] = [a.vertexX[origin] ?? 0, a.vertexY[origin] ?? 0];
  let [twice, momentX, momentY] = [0, 0, 0];
  for (const chain of chains) {
    const side = belongs(a.chainLeft[chain] ?? 0) ? 1 : -1;
    for (let i = a.chainStart[chain] ?? 0; i + 1 < (a.chainStart[chain + 1] ?? 0); i++) {
      const [p, q] = [a.chainVertex[i] ?? 0, a.chainVertex[i + 1] ?? 0];
      const [x0, y0] = [(a.vertexX[p] ?? 0) - originX, (a.vertexY[p] ?? 0) - originY];
      const [x1, y1] = [(a.vertexX[q] ?? 0) - originX, (a.vertexY[q] ?? 0) - originY];
      const cross = side * (x0 * y1 - x1 * y0);
      twice += cross;
      momentX += (x0 + x1) * cross;
      momentY += (y0 + y1) * cross;
    }
  }
  return [
    (originX + momentX / (3 * twice)) / unitsPerDegree,
    (originY + momentY / (3 * twice)) / unitsPerDegree,
  ];
}
