// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { chainCount, faceCount, unitsPerDegree } from '../../topology/arrangement.ts';
import { authalicHeight, radiansPerDegree } from '../../topology/ellipsoid.ts';
import type { FaceShare, FaceShares } from '../face-shares.ts';
import { areaUnder, type Frame } from '../frame.ts';
import type { Partition } from '../partition.ts';
import { faceAt } from '../raster.ts';
import { type ChainSums, sumChains } from './chain-sums.ts';
import { createCrossingFinder, insideToOutside, leftToRight, swapCrossings } from './crossings.ts';
import type { Outline } from './outline.ts';

/**
 * Square metres of polygons in each face, by walking: the outline is followed from face to face, boundaries it crosses
 * are followed from crossing to crossing, and by Green's theorem both together give each part. Faces that lie wholly
 * inside are found from their neighbours and taken at their known area. Null where the walk contradicts itself.
 *
 * `frame` is the one the outline was loaded in, or one whose origin lies as far from that one's as the footprint is to be
 * moved. One walk at a time; it keeps its working memory between calls.
 */
export type Walk = (outline: Outline, frame: Frame) => FaceShares | null;

/** Crossings as near as this along an edge, as a fraction of it, may come in either order. */
const sameCrossing = 1e-6;

export function createWalk(partition: Omit<Partition, 'walk'>): Walk {
  const { arrangement: a, raster, chainBounds, faceArea } = partition;
  const { vertexX, vertexY, chainStart, chainVertex, chainLeft, chainRight, faceChainStart, faceChain } = a;
  let working: ReturnType<typeof prepare> | null = null;
  const prepare = () => ({
    sums: sumChains(a),
    finder: createCrossingFinder(a, raster),
    faces: createTally(faceCount(a)),
    /** Number of the walk in which a chain was last dealt with. */
    chainDone: new Int32Array(chainCount(a)),
  });
  let number = 0;

  return (outline, frame) => {
    working ??= prepare();
    number++;
    const { sums, finder, faces, chainDone } = working;
    const pen = createPen(partition, frame, sums, faces);
    finder.found.count = 0;
    faces.begin();
    for (let r = 1; r < outline.ringStart.length; r++)
      if (!followRing(outline, outline.ringStart[r - 1]!, outline.ringStart[r]!)) return null;
    const inside = new Map<number, number>();
    const wholly = new Set<number>();
    if (!followChains()) return null;
    const whole = takeWhole();
    return close();

    /** Gives each stretch of a ring to the face it runs through. False if a crossing leaves another face than the one it is in. */
    function followRing(from: Outline, first: number, end: number): boolean {
      const { found } = finder;
      const begun = found.count;
      finder.add(from, frame, first, end);
      let x = from.x[first]!;
      let y = from.y[first]!;
      const start = faceAt(a, raster, x + frame.originX, y + frame.originY);
      let face = start;
      if (found.count > begun && !leaves(begun, start) && !promote(begun, start)) face = faceBefore(begun);
      const home = face;
      let next = begun;
      for (let corner = first; corner + 1 < end; corner++) {
        while (next < found.count && found.corner[next] === corner) {
          if (!leaves(next, face) && !promote(next, face)) return false;
          pen.outline(face, x, y, found.x[next]!, found.y[next]!);
          x = found.x[next]!;
          y = found.y[next]!;
          face = faceAfter(next);
          next++;
        }
        pen.outline(face, x, y, from.x[corner + 1]!, from.y[corner + 1]!);
        x = from.x[corner + 1]!;
        y = from.y[corner + 1]!;
      }
      return face === home;
    }

    function faceBefore(crossing: number): number {
      const { edge, turn } = finder.found;
      const chain = raster.edgeChain[edge[crossing]!]!;
      return turn[crossing]! & leftToRight ? chainLeft[chain]! : chainRight[chain]!;
    }
    function faceAfter(crossing: number): number {
      const { edge, turn } = finder.found;
      const chain = raster.edgeChain[edge[crossing]!]!;
      return turn[crossing]! & leftToRight ? chainRight[chain]! : chainLeft[chain]!;
    }
    function leaves(crossing: number, face: number): boolean {
      return faceBefore(crossing) === face;
    }
    /** Brings forward a crossing at the same place that does leave the face: through a corner their order is rounding's. */
    function promote(crossing: number, face: number): boolean {
      const { found } = finder;
      for (
        let other = crossing + 1;
        other < found.count &&
        found.corner[other] === found.corner[crossing] &&
        found.onOutline[other]! - found.onOutline[crossing]! < sameCrossing;
        other++
      )
        if (leaves(other, face)) {
          swapCrossings(found, other, crossing);
          return true;
        }
      return false;
    }

    /** Follows every crossed chain through its crossings. False if it does not pass in and out by turns. */
    function followChains(): boolean {
      const { count, edge, onEdge, turn } = finder.found;
      const order = sortedAlongChains();
      for (let i = 0; i < count; ) {
        const chain = raster.edgeChain[edge[order[i]!]!]!;
        chainDone[chain] = number;
        let within = isAmbiguous(i) ? startsInside(chain) : (turn[order[i]!]! & insideToOutside) !== 0;
        let last = -1;
        let metres = 0;
        for (; i < count && raster.edgeChain[edge[order[i]!]!] === chain; i++) {
          if (((turn[order[i]!]! & insideToOutside) !== 0) !== within) {
            if (!isAmbiguous(i)) return false;
            const next = order[i + 1]!;
            if (((turn[next]! & insideToOutside) !== 0) !== within) return false;
            order[i + 1] = order[i]!;
            order[i] = next;
          }
          if (within) metres += pen.chain(chain, finder.found, last, order[i]!);
          last = order[i]!;
          within = !within;
        }
        if (within) metres += pen.chain(chain, finder.found, last, -1);
        if (metres > 0) inside.set(chain, metres);
      }
      return true;

      /** Whether the crossing that follows on the boundary might as well come first. */
      function isAmbiguous(i: number): boolean {
        const [one, other] = [order[i]!, order[i + 1]!];
        return i + 1 < count && edge[one] === edge[other] && onEdge[other]! - onEdge[one]! < sameCrossing;
      }
    }

    function startsInside(chain: number): boolean {
      const vertex = chainVertex[chainStart[chain]!]!;
      return outline.contains(vertexX[vertex]! - frame.originX, vertexY[vertex]! - frame.originY);
    }

    function sortedAlongChains(): Int32Array {
      const { count, edge, onEdge } = finder.found;
      const order = new Int32Array(count);
      for (let i = 0; i < count; i++) order[i] = i;
      return order.sort(
        (one, other) => edge[one]! - edge[other]! || onEdge[one]! - onEdge[other]! || one - other,
      );
    }

    /** Chains that no ring crosses are inside or not as a whole; faces beyond those inside are inside as a whole. */
    function takeWhole(): number[] {
      const crossed = faces.touched.length;
      const found: number[] = [];
      const west = outline.west + frame.originX;
      const south = outline.south + frame.originY;
      const east = outline.east + frame.originX;
      const north = outline.north + frame.originY;
      for (let n = 0; n < faces.touched.length; n++) {
        const face = faces.touched[n]!;
        for (let i = faceChainStart[face]!; i < faceChainStart[face + 1]!; i++) {
          const chain = faceChain[i]!;
          if (chainDone[chain] === number) continue;
          if (n < crossed) {
            if (
              chainBounds[4 * chain]! > east ||
              chainBounds[4 * chain + 2]! < west ||
              chainBounds[4 * chain + 1]! > north ||
              chainBounds[4 * chain + 3]! < south
            )
              continue;
            const vertex = chainVertex[chainStart[chain]!]!;
            if (!outline.contains(vertexX[vertex]! - frame.originX, vertexY[vertex]! - frame.originY))
              continue;
          }
          chainDone[chain] = number;
          const other = chainLeft[chain] === face ? chainRight[chain]! : chainLeft[chain]!;
          if (!faces.isTouched(other)) found.push(other);
          const metres = pen.chain(chain, finder.found, -1, -1);
          if (metres > 0) inside.set(chain, metres);
          wholly.add(chain);
        }
      }
      return found;
    }

    /** Puts the shares together, or null if they do not close, do not fit their face, or do not add up to the whole. */
    function close(): FaceShares | null {
      const { amount, outlined, openX, openY } = faces;
      const total = pen.total();
      const tolerance = 1e-6 * total + 1e-6;
      // As the other method counts it: what rounding may leave of a face that is only near.
      const noise =
        1e-9 * total +
        1e-12 * (outline.east - outline.west) * frame.scaleX * (outline.north - outline.south) * frame.scaleY;
      const isWhole = new Set(whole);
      const shares: FaceShare[] = [];
      let sum = 0;
      for (const face of faces.touched) {
        if (Math.abs(openX[face]!) > gapBetweenEnds || Math.abs(openY[face]!) > gapBetweenEnds) return null;
        const share = isWhole.has(face) ? faceArea[face]! : amount[face]!;
        if (share < -tolerance || (face > 0 && share > faceArea[face]! + tolerance)) return null;
        if (isWhole.has(face) && Math.abs(amount[face]! - share) > tolerance) return null;
        sum += share;
        if (share > noise) shares.push({ face, amount: share, outline: outlined[face]! });
      }
      if (!(Math.abs(sum - total) <= tolerance)) return null;
      shares.sort((one, other) => one.face - other.face);
      return { shares, total, inside, wholly };
    }
  };
}

/** Grid units by which the boundary of a part may fail to close: rounding of crossings. */
const gapBetweenEnds = 1e-2;

/** Sums by face; only those touched since `begin` are current. */
function createTally(count: number) {
  const touched: number[] = [];
  const stamp = new Int32Array(count);
  const tally = {
    touched,
    amount: new Float64Array(count),
    outlined: new Float64Array(count),
    openX: new Float64Array(count),
    openY: new Float64Array(count),
    begin() {
      touched.length = 0;
      current++;
    },
    isTouched: (face: number): boolean => stamp[face] === current,
    touch(face: number) {
      if (stamp[face] === current) return;
      stamp[face] = current;
      touched.push(face);
      tally.amount[face] = 0;
      tally.outlined[face] = 0;
      tally.openX[face] = 0;
      tally.openY[face] = 0;
    },
  };
  let current = 0;
  return tally;
}

type Tally = ReturnType<typeof createTally>;

/** Draws the boundaries of parts: each stroke adds its area below, and what it leaves open, to the face beside it. */
function createPen(
  { arrangement: a }: Pick<Partition, 'arrangement'>,
  frame: Frame,
  sums: ChainSums,
  faces: Tally,
) {
  const { scaleX, scaleY, height, originX, originY } = frame;
  const { vertexX, vertexY, chainStart, chainVertex, chainLeft, chainRight } = a;
  const { amount, outlined, openX, openY } = faces;
  const base = authalicHeight(originY / unitsPerDegree);
  let whole = 0;
  /** Square metres, metres and position of the chain being followed. */
  let area = 0;
  let metres = 0;
  let x = 0;
  let y = 0;

  const below = (x0: number, y0: number, x1: number, y1: number): number =>
    areaUnder(height, y0 * scaleY, y1 * scaleY, (x0 - x1) * scaleX);
  const lengthOf = (dx: number, dy: number): number => Math.hypot(dx * scaleX, dy * scaleY);

  function stretch(toX: number, toY: number): void {
    area += below(x, y, toX, toY);
    metres += lengthOf(toX - x, toY - y);
    x = toX;
    y = toY;
  }

  /** From one place of `chainVertex` to a later one of the same chain. */
  function along(chain: number, from: number, to: number): void {
    const toX = vertexX[chainVertex[to]!]! - originX;
    const lift = (sums.base[chain]! - base) * ((x - toX) / unitsPerDegree) * radiansPerDegree;
    area += sums.area[to]! - sums.area[from]! + lift;
    metres += sums.metres[to]! - sums.metres[from]!;
    x = toX;
    y = vertexY[chainVertex[to]!]! - originY;
  }

  return {
    /** Square metres of the polygons. */
    total: (): number => whole,
    outline(face: number, x0: number, y0: number, x1: number, y1: number): void {
      const part = below(x0, y0, x1, y1);
      whole += part;
      faces.touch(face);
      amount[face] = amount[face]! + part;
      outlined[face] = outlined[face]! + lengthOf(x1 - x0, y1 - y0);
      openX[face] = openX[face]! + x1 - x0;
      openY[face] = openY[face]! + y1 - y0;
    },
    /** The stretch of a chain between two crossings, −1 for its end; gives its metres. */
    chain(
      chain: number,
      crossings: { edge: Int32Array; x: Float64Array; y: Float64Array },
      from: number,
      to: number,
    ): number {
      area = 0;
      metres = 0;
      const first = from < 0 ? chainStart[chain]! : crossings.edge[from]!;
      const last = to < 0 ? chainStart[chain + 1]! - 1 : crossings.edge[to]!;
      const startX = from < 0 ? vertexX[chainVertex[first]!]! - originX : crossings.x[from]!;
      const startY = from < 0 ? vertexY[chainVertex[first]!]! - originY : crossings.y[from]!;
      x = startX;
      y = startY;
      if (from >= 0 && (to < 0 || last > first)) {
        const corner = chainVertex[first + 1]!;
        stretch(vertexX[corner]! - originX, vertexY[corner]! - originY);
        if (last > first + 1) along(chain, first + 1, last);
      } else if (from < 0 && last > first) along(chain, first, last);
      if (to >= 0) stretch(crossings.x[to]!, crossings.y[to]!);
      const left = chainLeft[chain]!;
      const right = chainRight[chain]!;
      faces.touch(left);
      faces.touch(right);
      amount[left] = amount[left]! + area;
      amount[right] = amount[right]! - area;
      openX[left] = openX[left]! + x - startX;
      openY[left] = openY[left]! + y - startY;
      openX[right] = openX[right]! + startX - x;
      openY[right] = openY[right]! + startY - y;
      return metres;
    },
  };
}
