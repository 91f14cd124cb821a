// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { accumulate } from './grid-points.ts';
import { Groups } from './groups.ts';

/** What the walk around faces needs to know of chains. */
export interface ChainGeometry {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly pointCount: number;
  readonly chainStart: Int32Array;
  readonly chainVertex: Int32Array;
}

/**
 * Every chain c as two half-chains: 2c along it, 2c + 1 against it; h ^ 1 is the other half. A half-chain has one face,
 * on its left.
 */
export interface HalfChains {
  /** The half-chain that follows h around its face, counter-clockwise for the outer boundary. */
  readonly next: Int32Array;
  /** Half-chains that leave point v, counter-clockwise: around[aroundStart[v] .. aroundStart[v + 1]). */
  readonly aroundStart: Int32Array;
  readonly around: Int32Array;
}

type ChainRuns = Pick<ChainGeometry, 'chainStart' | 'chainVertex'>;

export const tailOf = ({ chainStart, chainVertex }: ChainRuns, h: number): number =>
  h & 1 ? chainVertex[chainStart[(h >> 1) + 1]! - 1]! : chainVertex[chainStart[h >> 1]!]!;

/** The vertex after the tail. */
const secondOf = ({ chainStart, chainVertex }: ChainRuns, h: number): number =>
  h & 1 ? chainVertex[chainStart[(h >> 1) + 1]! - 2]! : chainVertex[chainStart[h >> 1]! + 1]!;

/** Points grouped by the chains between them; only ends of chains are joined. */
export function joinEnds({
  pointCount,
  chainStart,
  chainVertex,
}: Pick<ChainGeometry, 'pointCount' | 'chainStart' | 'chainVertex'>): Groups {
  const groups = new Groups(pointCount);
  for (let c = 0; c + 1 < chainStart.length; c++)
    groups.join(chainVertex[chainStart[c]!]!, chainVertex[chainStart[c + 1]! - 1]!);
  return groups;
}

/** Orders half-chains around every node by exact angle and joins each to the one its face goes on with. */
export function linkHalfChains(geometry: ChainGeometry): HalfChains {
  const halves = 2 * (geometry.chainStart.length - 1);
  const aroundStart = new Int32Array(geometry.pointCount + 1);
  for (let h = 0; h < halves; h++) aroundStart[tailOf(geometry, h) + 1]!++;
  accumulate(aroundStart);
  const around = new Int32Array(halves);
  const free = aroundStart.slice();
  for (let h = 0; h < halves; h++) around[free[tailOf(geometry, h)]!++] = h;
  const next = new Int32Array(halves);
  for (let v = 0; v < geometry.pointCount; v++) {
    const first = aroundStart[v]!;
    const end = aroundStart[v + 1]!;
    if (end === first) continue;
    sortByAngle(geometry, v, around.subarray(first, end));
    // A face on the left goes on with the nearest way out clockwise of the way in.
    for (let i = first; i < end; i++) next[around[i]! ^ 1] = around[i > first ? i - 1 : end - 1]!;
  }
  return { next, aroundStart, around };
}

function sortByAngle(geometry: ChainGeometry, v: number, halves: Int32Array): void {
  if (halves.length > 16) {
    halves.sort((g, h) => compareAngles(geometry, v, g, h));
    return;
  }
  // Nearly every node has three or four: an insertion sort without allocation.
  for (let i = 1; i < halves.length; i++) {
    const h = halves[i]!;
    let j = i;
    for (; j > 0 && compareAngles(geometry, v, halves[j - 1]!, h) > 0; j--) halves[j] = halves[j - 1]!;
    halves[j] = h;
  }
}

function compareAngles(geometry: ChainGeometry, v: number, g: number, h: number): number {
  const { x, y } = geometry;
  const toG = secondOf(geometry, g);
  const toH = secondOf(geometry, h);
  const gx = x[toG]! - x[v]!;
  const gy = y[toG]! - y[v]!;
  const hx = x[toH]! - x[v]!;
  const hy = y[toH]! - y[v]!;
  const lowerG = gy < 0 || (gy === 0 && gx < 0) ? 1 : 0;
  const lowerH = hy < 0 || (hy === 0 && hx < 0) ? 1 : 0;
  return lowerG - lowerH || gy * hx - gx * hy;
}
