import type { Rings } from '../geometry.ts';
import { type Arrangement, faceCount } from '../topology/arrangement.ts';
import { type Below, type Columns, createColumns } from './columns.ts';
import { type Frame, frameAt, shear } from './frame.ts';
import type { Partition } from './partition.ts';
import { loadOutline } from './planar/outline.ts';
import type { FaceAreas } from './planar/walk.ts';

/** How much of a footprint lies in one face. */
export interface FaceShare {
  readonly face: number;
  /** Square metres, metres along, or weight of points: whatever the footprint is measured in. */
  readonly amount: number;
  /** Metres of the footprint's outline in the face; 0 for lines and points. */
  readonly outline: number;
  /** The same and the chains inside the footprint on either side: metres around the part. */
  readonly perimeter: number;
}

export interface FaceShares {
  readonly shares: readonly FaceShare[];
  /** What all shares add up to. */
  readonly total: number;
  /** Metres of each chain that run inside the footprint; chains that do not reach it are left out. */
  readonly inside: ReadonlyMap<number, number>;
  /** Those of them that are known to run inside from end to end. */
  readonly wholly: ReadonlySet<number>;
}

/**
 * Square metres of polygons in each face they reach. Shells counter-clockwise, holes clockwise, not overlapping.
 * Walked where that holds, else summed over trapezoids, which holds for any partition and any polygons.
 */
export function faceShares(partition: Partition, polygons: readonly Rings[]): FaceShares {
  const frame = frameOf(polygons);
  partition.counts.measured++;
  const walked = partition.walk(loadOutline(frame, polygons), frame);
  if (walked) return walked;
  partition.counts.fallbacks++;
  return trapezoidShares(partition, polygons, frame);
}

/** The same areas without anything else: in half the time, and much less for large footprints. Holds until the next question. */
export function faceAreas(partition: Partition, polygons: readonly Rings[]): FaceAreas {
  const frame = frameOf(polygons);
  partition.counts.measured++;
  const walked = partition.walk.areas(loadOutline(frame, polygons), frame);
  if (walked) return walked;
  partition.counts.fallbacks++;
  return areasOf(trapezoidShares(partition, polygons, frame).shares);
}

/** Faces and amounts of shares as lists. */
export const areasOf = (shares: readonly FaceShare[]): FaceAreas => ({
  count: shares.length,
  face: Int32Array.from(shares, ({ face }) => face),
  area: Float64Array.from(shares, ({ amount }) => amount),
});

/** The same by trapezoids alone: tens of times slower for large footprints, and with no topology to go wrong. */
export function trapezoidShares(
  partition: Partition,
  polygons: readonly Rings[],
  frame = frameOf(polygons),
): FaceShares {
  const columns = createColumns(frame, polygons);
  const sums = createChainSums(partition, columns);
  // What rounding may leave of a face that is only near.
  const noise = 1e-9 * columns.area + 1e-12 * (columns.east - columns.west) * (columns.north - columns.south);
  const shares: Omit<FaceShare, 'perimeter'>[] = [];
  let found = 0;
  const add = (face: number): void => {
    const share = sums.faceShare(face);
    if (share === null) return;
    if (share.amount <= noise) return;
    shares.push(share);
    found += share.amount;
  };
  const { faceIndex } = partition;
  if (faceIndex) for (const item of faceIndex.search(...unitBounds(columns))) add(item + 1);
  if (columns.area - found > noise) add(0);
  if (faceCount(partition.arrangement) < 2)
    shares.push({ face: 0, amount: columns.area, outline: columns.perimeter });
  shares.sort((one, other) => one.face - other.face);
  const { inside, wholly } = sums.inside();
  return {
    shares: addPerimeters(partition.arrangement, shares, inside),
    total: columns.area,
    inside,
    wholly,
  };
}

function addPerimeters(
  { chainLeft, chainRight }: Arrangement,
  shares: readonly Omit<FaceShare, 'perimeter'>[],
  inside: ReadonlyMap<number, number>,
): FaceShare[] {
  const around = new Map(shares.map(({ face, outline }) => [face, outline]));
  for (const [chain, metres] of inside)
    for (const face of [chainLeft[chain] ?? 0, chainRight[chain] ?? 0])
      around.set(face, (around.get(face) ?? 0) + metres);
  return shares.map((share) => ({ ...share, perimeter: around.get(share.face) ?? 0 }));
}

/** Sums over chains, each worked out once though two faces ask for it. */
function createChainSums(partition: Partition, columns: Columns) {
  const { arrangement: a, chainBounds, faceBounds } = partition;
  const { frame } = columns;
  const sums = new Map<number, Below>();
  const wholeChains = new Map<number, number>();

  /** Bounds in the sheared plane, on the safe side. */
  const box = { west: 0, south: 0, east: 0, north: 0 };
  function setBox(bounds: Int32Array, item: number): void {
    box.south = ((bounds[4 * item + 1] ?? 0) - frame.originY) * frame.scaleY;
    box.north = ((bounds[4 * item + 3] ?? 0) - frame.originY) * frame.scaleY;
    box.west = ((bounds[4 * item] ?? 0) - frame.originX) * frame.scaleX + shear * box.south;
    box.east = ((bounds[4 * item + 2] ?? 0) - frame.originX) * frame.scaleX + shear * box.north;
  }

  function sumOf(chain: number): Below {
    const known = sums.get(chain);
    if (known) return known;
    const sum = { area: 0, outline: 0, inside: 0 };
    setBox(chainBounds, chain);
    if (box.east > columns.west && box.west < columns.east && box.north > columns.south) {
      const from = a.chainStart[chain] ?? 0;
      const to = (a.chainStart[chain + 1] ?? 0) - 1;
      if (box.south >= columns.north) columns.addAll(vertexX(a, frame, from), vertexX(a, frame, to), sum);
      else addEdges(a, columns, from, to, sum);
    }
    sums.set(chain, sum);
    return sum;
  }

  return {
    /** Null for a face out of reach. */
    faceShare(face: number): Omit<FaceShare, 'perimeter'> | null {
      const first = a.faceChainStart[face] ?? 0;
      const end = a.faceChainStart[face + 1] ?? 0;
      if (face > 0) {
        setBox(faceBounds, face);
        const place = columns.place(box.west, box.south, box.east, box.north);
        if (place === 'outside') return null;
        if (place === 'inside') {
          for (let i = first; i < end; i++) {
            const chain = a.faceChain[i] ?? 0;
            wholeChains.set(chain, a.chainLength[chain] ?? 0);
          }
          return { face, amount: partition.faceArea[face] ?? 0, outline: 0 };
        }
      }
      // The outside has no upper edge to close it: all of the footprint is below infinity.
      let amount = face === 0 ? columns.area : 0;
      let outline = face === 0 ? columns.perimeter : 0;
      for (let i = first; i < end; i++) {
        const chain = a.faceChain[i] ?? 0;
        const sum = sumOf(chain);
        const side = a.chainLeft[chain] === face ? 1 : -1;
        amount += side * sum.area;
        outline += side * sum.outline;
      }
      return { face, amount, outline: Math.max(0, outline) };
    },
    inside(): Pick<FaceShares, 'inside' | 'wholly'> {
      const inside = new Map(wholeChains);
      for (const [chain, sum] of sums) if (sum.inside > 0) inside.set(chain, sum.inside);
      return { inside, wholly: new Set(wholeChains.keys()) };
    },
  };
}

function addEdges(a: Arrangement, columns: Columns, from: number, to: number, sum: Below): void {
  const { frame } = columns;
  let x0 = vertexX(a, frame, from);
  let y0 = vertexY(a, frame, from);
  for (let i = from + 1; i <= to; i++) {
    const x1 = vertexX(a, frame, i);
    const y1 = vertexY(a, frame, i);
    if (y0 >= columns.north && y1 >= columns.north) columns.addAll(x0, x1, sum);
    else if (y0 > columns.south || y1 > columns.south) columns.addBelow(x0, y0, x1, y1, sum);
    x0 = x1;
    y0 = y1;
  }
}

const vertexY = (a: Arrangement, frame: Frame, place: number): number =>
  ((a.vertexY[a.chainVertex[place] ?? 0] ?? 0) - frame.originY) * frame.scaleY;

const vertexX = (a: Arrangement, frame: Frame, place: number): number =>
  ((a.vertexX[a.chainVertex[place] ?? 0] ?? 0) - frame.originX) * frame.scaleX +
  shear * vertexY(a, frame, place);

/** A frame around the middle of polygons. */
export function frameOf(polygons: readonly Rings[]): Frame {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (const [shell = []] of polygons)
    for (let i = 0; i < shell.length; i++) {
      const longitude = shell[i]?.[0] ?? 0;
      const latitude = shell[i]?.[1] ?? 0;
      if (longitude < west) west = longitude;
      if (longitude > east) east = longitude;
      if (latitude < south) south = latitude;
      if (latitude > north) north = latitude;
    }
  return frameAt((west + east) / 2, (south + north) / 2);
}

/** Bounds of the columns in grid units, wide enough for the shear. */
function unitBounds(columns: Columns): [number, number, number, number] {
  const { frame } = columns;
  const slant = shear * Math.max(Math.abs(columns.south), Math.abs(columns.north));
  return [
    (columns.west - slant) / frame.scaleX + frame.originX,
    columns.south / frame.scaleY + frame.originY,
    (columns.east + slant) / frame.scaleX + frame.originX,
    columns.north / frame.scaleY + frame.originY,
  ];
}
