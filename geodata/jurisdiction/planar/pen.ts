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
  /** The stretch of a chain between two crossings, −1 for its end; gives its metres. */
  chain(chain: number, crossings: Crossings, from: number, to: number): number;
}

export function createPen(a: Arrangement, index: ChainIndex, faces: Tally): Pen {
  const { chainStart } = a;
  const { whole, fraction, placeXY, placeArea, metres: metresTo } = index;
  const { amount, outlined, rimmed, openX, openY } = faces;
  let [originX, originY, scaleX, scaleY, ground] = [0, 0, 0, 0, 0];
  let height: Frame['height'] = { c2: 0, c3: 0, c4: 0, c5: 0, c6: 0 };
  let lengths = true;
  let total = 0;
  /** Square metres, metres and position of the chain being followed. */
  let [area, metres, x, y] = [0, 0, 0, 0];

  const below = (x0: number, y0: number, x1: number, y1: number): number =>
    areaUnder(height, y0 * scaleY, y1 * scaleY, (x0 - x1) * scaleX);
  const lengthOf = (dx: number, dy: number): number =>
    Math.sqrt(dx * dx * scaleX * scaleX + dy * dy * scaleY * scaleY);
  /** A chain's areas are counted from its own first vertex; this brings them down to the frame's ground. */
  const lift = (chain: number, dx: number): number =>
    (fraction[(chain * chainStride) / 2 + baseHeight]! - ground) * (dx / unitsPerDegree) * radiansPerDegree;

  function stretch(toX: number, toY: number): void {
    area += below(x, y, toX, toY);
    if (lengths) metres += lengthOf(toX - x, toY - y);
    x = toX;
    y = toY;
  }

  /** From one place of `chainVertex` to a later one of the same chain. */
  function along(chain: number, from: number, to: number): void {
    const toX = placeXY[4 * to]! - originX;
    area += placeArea[2 * to + 1]! - placeArea[2 * from + 1]! + lift(chain, x - toX);
    if (lengths) metres += metresTo[to]! - metresTo[from]!;
    x = toX;
    y = placeXY[4 * to + 1]! - originY;
  }

  function give(chain: number, dx: number, dy: number): void {
    const left = faces.placeOf(whole[chain * chainStride + leftFace]!);
    amount[left]! += area;
    rimmed[left]! += metres;
    openX[left]! += dx;
    openY[left]! += dy;
    const right = faces.placeOf(whole[chain * chainStride + rightFace]!);
    amount[right]! -= area;
    rimmed[right]! += metres;
    openX[right]! -= dx;
    openY[right]! -= dy;
  }

  return {
    begin(frame, withLengths) {
      ({ originX, originY, scaleX, scaleY, height } = frame);
      ground = authalicHeight(originY / unitsPerDegree);
      lengths = withLengths;
      total = 0;
    },
    total: () => total,
    outline(face, x0, y0, x1, y1) {
      const part = below(x0, y0, x1, y1);
      total += part;
      const place = faces.placeOf(face);
      amount[place]! += part;
      if (lengths) outlined[place]! += lengthOf(x1 - x0, y1 - y0);
      openX[place]! += x1 - x0;
      openY[place]! += y1 - y0;
    },
    chain(chain, crossings, from, to) {
      const record = chain * chainStride;
      if (from < 0 && to < 0) {
        const dx = whole[record + lastX]! - whole[record + firstX]!;
        area = fraction[record / 2 + wholeArea]! + lift(chain, -dx);
        metres = lengths ? fraction[record / 2 + wholeMetres]! : 0;
        give(chain, dx, whole[record + lastY]! - whole[record + firstY]!);
        return metres;
      }
      area = 0;
      metres = 0;
      const first = from < 0 ? chainStart[chain]! : crossings.edge[from]!;
      const last = to < 0 ? chainStart[chain + 1]! - 1 : crossings.edge[to]!;
      const startX = from < 0 ? whole[record + firstX]! - originX : crossings.x[from]!;
      const startY = from < 0 ? whole[record + firstY]! - originY : crossings.y[from]!;
      x = startX;
      y = startY;
      if (from >= 0 && (to < 0 || last > first)) {
        stretch(placeXY[4 * first + 4]! - originX, placeXY[4 * first + 5]! - originY);
        if (last > first + 1) along(chain, first + 1, last);
      } else if (from < 0 && last > first) along(chain, first, last);
      if (to >= 0) stretch(crossings.x[to]!, crossings.y[to]!);
      give(chain, x - startX, y - startY);
      return metres;
    },
  };
}
