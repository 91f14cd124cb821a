// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, unitsPerDegree } from '../../topology/arrangement.ts';
import { authalicHeight, radiansPerDegree } from '../../topology/ellipsoid.ts';
import { areaUnder, type Frame } from '../frame.ts';
import {
  baseHeight,
  type ChainIndex,
  chainStride,
  firstX,
  firstY,
  lastX,
  lastY,
  leftFace,
  rightFace,
  wholeArea,
  wholeMetres,
} from './chain-index.ts';
import type { Crossings } from './crossings.ts';
import type { Tally } from './tally.ts';

/** Draws the boundaries of parts: each stroke adds its area below, and what it leaves open, to the faces beside it. */
export interface Pen {
  /** `lengths` false leaves all metres at 0. */
  begin(frame: Frame, lengths: boolean): void;
  /** Square metres of the polygons whose outline was drawn. */
  total(): number;
  /** A piece of the footprint's outline, with the face on its left. */
  outline(face: number, x0: number, y0: number, x1: number, y1: number): void;
  /** A chain from end to end; gives its metres. */
  wholeChain(chain: number): number;
  /** The stretch of a chain between two crossings, −1 for its end; gives its metres. */
  stretch(chain: number, crossings: Crossings, from: number, to: number): number;
}

export function createPen(a: Arrangement, index: ChainIndex, faces: Tally): Pen {
  const { chainStart } = a;
  const { whole, fraction, placeXY, placeArea, metres: metresTo } = index;
  const { amount, outlined, rimmed, openX, openY } = faces;
  let frame: Frame = { originX: 0, originY: 0, scaleX: 0, scaleY: 0, height: flat };
  let lengths = true;
  // In memory of their own: numbers that functions share are otherwise put away anew at every change.
  const sums = new Float64Array(2);
  const [total, ground] = [0, 1] as const;

  const below = ({ height, scaleX, scaleY }: Frame, x0: number, y0: number, x1: number, y1: number): number =>
    areaUnder(height, y0 * scaleY, y1 * scaleY, (x0 - x1) * scaleX);
  const lengthOf = ({ scaleX, scaleY }: Frame, dx: number, dy: number): number =>
    Math.sqrt(dx * dx * scaleX * scaleX + dy * dy * scaleY * scaleY);
  /** A chain's areas are counted from its own first vertex; this brings them down to the frame's ground. */
  const lift = (record: number, dx: number): number =>
    (fraction[record / 2 + baseHeight]! - sums[ground]!) * (dx / unitsPerDegree) * radiansPerDegree;

  function give(record: number, area: number, metres: number, dx: number, dy: number): void {
    const left = faces.placeOf(whole[record + leftFace]!);
    amount[left]! += area;
    rimmed[left]! += metres;
    openX[left]! += dx;
    openY[left]! += dy;
    const right = faces.placeOf(whole[record + rightFace]!);
    amount[right]! -= area;
    rimmed[right]! += metres;
    openX[right]! -= dx;
    openY[right]! -= dy;
  }

  return {
    begin(within, withLengths) {
      frame = within;
      lengths = withLengths;
      sums[total] = 0;
      sums[ground] = authalicHeight(frame.originY / unitsPerDegree);
    },
    total: () => sums[total]!,
    outline(face, x0, y0, x1, y1) {
      const part = below(frame, x0, y0, x1, y1);
      sums[total]! += part;
      const place = faces.placeOf(face);
      amount[place]! += part;
      if (lengths) outlined[place]! += lengthOf(frame, x1 - x0, y1 - y0);
      openX[place]! += x1 - x0;
      openY[place]! += y1 - y0;
    },
    wholeChain(chain) {
      const record = chain * chainStride;
      const dx = whole[record + lastX]! - whole[record + firstX]!;
      const dy = whole[record + lastY]! - whole[record + firstY]!;
      const metres = lengths ? fraction[record / 2 + wholeMetres]! : 0;
      give(record, fraction[record / 2 + wholeArea]! + lift(record, -dx), metres, dx, dy);
      return metres;
    },
    stretch(chain, crossings, from, to) {
      const record = chain * chainStride;
      const { originX, originY } = frame;
      // Between the edges that it begins and ends in, a stretch is what the running sums differ by.
      const first = from < 0 ? chainStart[chain]! : crossings.edge[from]! + 1;
      const last = to < 0 ? chainStart[chain + 1]! - 1 : crossings.edge[to]!;
      const startX = from < 0 ? whole[record + firstX]! - originX : crossings.x[from]!;
      const startY = from < 0 ? whole[record + firstY]! - originY : crossings.y[from]!;
      let x = startX;
      let y = startY;
      let area = 0;
      let metres = 0;
      if (last >= first) {
        const cornerX = placeXY[4 * first]! - originX;
        const cornerY = placeXY[4 * first + 1]! - originY;
        if (from >= 0) {
          area = below(frame, x, y, cornerX, cornerY);
          if (lengths) metres = lengthOf(frame, cornerX - x, cornerY - y);
        }
        x = placeXY[4 * last]! - originX;
        y = placeXY[4 * last + 1]! - originY;
        if (last > first) {
          area += placeArea[2 * last + 1]! - placeArea[2 * first + 1]! + lift(record, cornerX - x);
          if (lengths) metres += metresTo[last]! - metresTo[first]!;
        }
      }
      if (to >= 0) {
        const endX = crossings.x[to]!;
        const endY = crossings.y[to]!;
        area += below(frame, x, y, endX, endY);
        if (lengths) metres += lengthOf(frame, endX - x, endY - y);
        x = endX;
        y = endY;
      }
      give(record, area, metres, x - startX, y - startY);
      return metres;
    },
  };
}

const flat: Frame['height'] = { c2: 0, c3: 0, c4: 0, c5: 0, c6: 0 };
