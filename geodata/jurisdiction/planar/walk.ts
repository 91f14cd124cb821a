// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { chainCount, faceCount } from '../../topology/arrangement.ts';
import type { FaceShare, FaceShares } from '../face-shares.ts';
import type { Frame } from '../frame.ts';
import type { Partition } from '../partition.ts';
import { faceAt } from '../raster.ts';
import { goesOut, isAmbiguous, orderAlongChains, sameCrossing } from './along-chains.ts';
import {
  chainStride,
  doneIn,
  firstNode,
  firstX,
  firstY,
  indexChains,
  lastNode,
  leftFace,
  rightFace,
  wholeMetres,
} from './chain-index.ts';
import { createCrossingFinder, leftToRight, swapCrossings } from './crossings.ts';
import { containsPoint, type Outline } from './outline.ts';
import { createPen } from './pen.ts';
import { createTally } from './tally.ts';

/**
 * Square metres of polygons in each face, by walking: the outline is followed from face to face, boundaries it crosses
 * are followed from crossing to crossing, and by Green's theorem both together give each part. Faces that lie wholly
 * inside are found from their neighbours and taken at their known area. Null where the walk contradicts itself.
 *
 * `frame` is the one the outline was loaded in, or one whose origin lies as far from that one's as the footprint is to be
 * moved. One walk at a time; it keeps its working memory between calls.
 */
export interface Walk {
  (outline: Outline, frame: Frame): FaceShares | null;
  /** The areas alone, without metres and chains: for a third of the time. An answer holds until the next walk. */
  areas(outline: Outline, frame: Frame): FaceAreas | null;
}

/** Square metres of a footprint in face `face[i]`: `area[i]`, for `count` faces in the order they were met. */
export interface FaceAreas {
  readonly count: number;
  readonly face: Int32Array;
  readonly area: Float64Array;
}

export function createWalk(partition: Omit<Partition, 'walk'>): Walk {
  // Most partitions are never walked: what it takes is made at the first walk.
  let prepared: Walk | null = null;
  const ready = (): Walk => {
    prepared ??= prepare(partition);
    return prepared;
  };
  const walk = (outline: Outline, frame: Frame) => ready()(outline, frame);
  return Object.assign(walk, {
    areas: (outline: Outline, frame: Frame) => ready().areas(outline, frame),
  });
}

/** Square metres by which parts may miss the whole. */
const toleranceOf = (total: number): number => 1e-6 * total + 1e-6;
/** Grid units by which the boundary of a part may fail to close: rounding of crossings. */
const gapBetweenEnds = 1e-2;
/** How often chains of a face are asked to follow their neighbours before they are looked up. */
const roundsByNeighbours = 3;
/** Numbers of walks are told apart up to this one, then counted anew. */
const mostWalks = 2 ** 29;

function prepare({ arrangement: a, raster, faceArea }: Omit<Partition, 'walk'>): Walk {
  const { faceChainStart, faceChain } = a;
  const index = indexChains(a);
  const { whole, fraction, faceBeyond } = index;
  const finder = createCrossingFinder(a, raster);
  const { found } = finder;
  const faces = createTally(faceCount(a));
  const { met, amount, openX, openY } = faces;
  const pen = createPen(a, index, faces);
  /** Twice the number of the walk in which a node was last seen, and 1 more if it was inside. */
  const nodeSeen = new Int32Array(index.nodeCount);
  const answer = { count: 0, face: new Int32Array(faceCount(a)), area: new Float64Array(faceCount(a)) };
  let number = 0;
  let order: Float64Array = new Float64Array(256);
  let outline: Outline;
  let frame: Frame;
  let lengths = true;
  let inside = new Map<number, number>();
  let wholly = new Set<number>();

  return Object.assign(
    (given: Outline, within: Frame): FaceShares | null => {
      inside = new Map();
      wholly = new Set();
      return follow(given, within, true) ? shares() : null;
    },
    {
      areas: (given: Outline, within: Frame): FaceAreas | null =>
        follow(given, within, false) ? areas() : null,
    },
  );

  /** False where the parts do not close, do not fit their face, or do not add up to the whole. */
  function follow(given: Outline, within: Frame, withLengths: boolean): boolean {
    if (++number === mostWalks) {
      number = 1;
      for (let chain = 0; chain < chainCount(a); chain++) whole[chain * chainStride + doneIn] = 0;
      nodeSeen.fill(0);
    }
    outline = given;
    frame = within;
    lengths = withLengths;
    found.count = 0;
    faces.begin();
    pen.begin(frame, lengths);
    const { ringStart } = outline;
    for (let r = 1; r < ringStart.length; r++)
      if (!followRing(ringStart[r - 1]!, ringStart[r]!)) return false;
    if (!followChains()) return false;
    const crossed = faces.count;
    takeChains(crossed);
    if (!takeFaces(crossed)) return false;
    return isSound(crossed);
  }

  /** Gives each stretch of a ring to the face it runs through. False if a crossing leaves another face than the one it is in. */
  function followRing(first: number, end: number): boolean {
    const begun = found.count;
    finder.add(outline, frame, first, end);
    const corners = outline;
    let x = corners.x[first]!;
    let y = corners.y[first]!;
    let face = faceAt(a, raster, x + frame.originX, y + frame.originY);
    if (found.count > begun && faceBefore(begun) !== face && !promote(begun, face)) face = faceBefore(begun);
    const home = face;
    let next = begun;
    for (let corner = first; corner + 1 < end; corner++) {
      while (next < found.count && found.corner[next] === corner) {
        if (faceBefore(next) !== face && !promote(next, face)) return false;
        const toX = found.x[next]!;
        const toY = found.y[next]!;
        pen.outline(face, x, y, toX, toY);
        x = toX;
        y = toY;
        face = faceAfter(next);
        next++;
      }
      const toX = corners.x[corner + 1]!;
      const toY = corners.y[corner + 1]!;
      pen.outline(face, x, y, toX, toY);
      x = toX;
      y = toY;
    }
    return face === home;
  }

  function faceBefore(crossing: number): number {
    const record = found.chain[crossing]! * chainStride;
    return whole[record + (found.turn[crossing]! & leftToRight ? leftFace : rightFace)]!;
  }

  function faceAfter(crossing: number): number {
    const record = found.chain[crossing]! * chainStride;
    return whole[record + (found.turn[crossing]! & leftToRight ? rightFace : leftFace)]!;
  }

  /** Brings forward a crossing at the same place that does leave the face: through a corner their order is rounding's. */
  function promote(crossing: number, face: number): boolean {
    for (
      let other = crossing + 1;
      other < found.count &&
      found.corner[other] === found.corner[crossing] &&
      found.onOutline[other]! - found.onOutline[crossing]! < sameCrossing;
      other++
    )
      if (faceBefore(other) === face) {
        swapCrossings(found, other, crossing);
        return true;
      }
    return false;
  }

  /** Follows every crossed chain through its crossings. False if it does not pass in and out by turns. */
  function followChains(): boolean {
    const { count } = found;
    order = orderAlongChains(found, order);
    for (let i = 0; i < count; ) {
      const chain = found.chain[order[i]!]!;
      const record = chain * chainStride;
      whole[record + doneIn] = number;
      let within = isAmbiguous(found, order, i) ? contains(chain) : goesOut(found, order, i);
      noteNode(whole[record + firstNode]!, within);
      let last = -1;
      let metres = 0;
      for (; i < count && found.chain[order[i]!] === chain; i++) {
        if (goesOut(found, order, i) !== within) {
          if (!isAmbiguous(found, order, i) || goesOut(found, order, i + 1) !== within) return false;
          const next = order[i + 1]!;
          order[i + 1] = order[i]!;
          order[i] = next;
        }
        if (within) metres += pen.stretch(chain, found, last, order[i]!);
        last = order[i]!;
        within = !within;
      }
      if (within) metres += pen.stretch(chain, found, last, -1);
      noteNode(whole[record + lastNode]!, within);
      if (lengths && metres > 0) inside.set(chain, metres);
    }
    return true;
  }

  function noteNode(node: number, within: boolean): void {
    nodeSeen[node] = 2 * number + (within ? 1 : 0);
  }

  /** Of a chain that no ring crosses: 1 inside, 0 not, as one of its ends is; −1 where neither end has been seen. */
  function stateOf(chain: number): number {
    const from = whole[chain * chainStride + firstNode]!;
    const to = whole[chain * chainStride + lastNode]!;
    const seen = nodeSeen[from]! >> 1 === number ? nodeSeen[from]! : nodeSeen[to]!;
    if (seen >> 1 !== number) return -1;
    nodeSeen[from] = seen;
    nodeSeen[to] = seen;
    return seen & 1;
  }

  /** Whether a chain's first vertex lies inside the outline. */
  function contains(chain: number): boolean {
    return containsPoint(
      outline,
      whole[chain * chainStride + firstX]! - frame.originX,
      whole[chain * chainStride + firstY]! - frame.originY,
    );
  }

  /** Chains around crossed faces that no ring crosses: inside as a whole, or not at all. The faces beyond those inside are met. */
  function takeChains(crossed: number): void {
    for (let place = 0; place < crossed; place++) {
      const face = met[place]!;
      // What is known of one chain is known of the next, if not in the order they are listed in.
      let left = 1;
      for (let round = 0; round < roundsByNeighbours && left > 0; round++) left = takeAround(face, false);
      if (left > 0) takeAround(face, true);
    }
  }

  /** Takes the chains around a face of which it is known where they lie, or all; gives how many are left. */
  function takeAround(face: number, all: boolean): number {
    let left = 0;
    for (let i = faceChainStart[face]!; i < faceChainStart[face + 1]!; i++) {
      const chain = faceChain[i]!;
      const record = chain * chainStride;
      if (whole[record + doneIn] === number) continue;
      let state = stateOf(chain);
      if (state < 0 && all) {
        state = contains(chain) ? 1 : 0;
        noteNode(whole[record + firstNode]!, state === 1);
        noteNode(whole[record + lastNode]!, state === 1);
      }
      if (state < 0) left++;
      else whole[record + doneIn] = number;
      if (state < 1) continue;
      const metres = pen.wholeChain(chain);
      if (lengths) {
        inside.set(chain, metres);
        wholly.add(chain);
      }
    }
    return left;
  }

  /**
   * Faces beyond chains inside are inside as a whole, and so are those beyond them, up to crossed ones. False once there
   * is more of them than the footprint holds.
   */
  function takeFaces(crossed: number): boolean {
    const most = pen.total() + toleranceOf(pen.total());
    let sum = 0;
    for (let place = crossed; place < faces.count; place++) {
      const face = met[place]!;
      sum += faceArea[face]!;
      if (face === 0 || sum > most) return false;
      amount[place] = faceArea[face]!;
      faces.rimmed[place] = 0;
      for (let i = faceChainStart[face]!; i < faceChainStart[face + 1]!; i++) {
        faces.placeOf(faceBeyond[i]!);
        if (!lengths) continue;
        const chain = faceChain[i]!;
        const record = chain * chainStride;
        const metres = fraction[record / 2 + wholeMetres]!;
        faces.rimmed[place]! += metres;
        if (whole[record + doneIn] === number) continue;
        whole[record + doneIn] = number;
        inside.set(chain, metres);
        wholly.add(chain);
      }
    }
    return true;
  }

  function isSound(crossed: number): boolean {
    const total = pen.total();
    const allowed = toleranceOf(total);
    let sum = 0;
    for (let place = 0; place < crossed; place++) {
      const share = amount[place]!;
      sum += share;
      if (Math.abs(openX[place]!) > gapBetweenEnds || Math.abs(openY[place]!) > gapBetweenEnds) return false;
      if (share < -allowed || (met[place]! > 0 && share > faceArea[met[place]!]! + allowed)) return false;
    }
    for (let place = crossed; place < faces.count; place++) sum += amount[place]!;
    return Math.abs(sum - total) <= allowed;
  }

  /** As the other method counts it: what rounding may leave of a face that is only near. */
  function noiseOf(): number {
    const { west, south, east, north } = outline;
    return 1e-9 * pen.total() + 1e-12 * (east - west) * frame.scaleX * (north - south) * frame.scaleY;
  }

  function areas(): FaceAreas {
    const noise = noiseOf();
    let count = 0;
    for (let place = 0; place < faces.count; place++) {
      const share = amount[place]!;
      if (share <= noise) continue;
      answer.face[count] = met[place]!;
      answer.area[count++] = share;
    }
    answer.count = count;
    return answer;
  }

  function shares(): FaceShares {
    const noise = noiseOf();
    const found: FaceShare[] = [];
    for (const face of met.slice(0, faces.count).sort()) {
      const place = faces.placeOf(face);
      const share = amount[place]!;
      if (share <= noise) continue;
      const around = faces.outlined[place]!;
      found.push({ face, amount: share, outline: around, perimeter: around + faces.rimmed[place]! });
    }
    return { shares: found, total: pen.total(), inside, wholly };
  }
}
