// biome-ignore-all lint/style/noNonNullAssertion: every index is within bounds by construction, and checks would cost the inner loops
import { type Arrangement, unitsPerDegree } from '../../topology/arrangement.ts';
import { authalicHeight, radiansPerDegree } from '../../topology/ellipsoid.ts';
import { areaUnder, type Frame } from '../frame.ts';
import { type ChainIndex, endsOf } from './chain-index.ts';
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
  const { vertexX, vertexY, chainStart, chainVertex, chainLeft, chainRight } = a;
  const { ends, base, area: areaTo, metres: metresTo, wholeArea, wholeMetres } = index;
  const { amount, outlined, rimmed, openX, openY } = faces;
  let [originX, originY, scaleX, scaleY, ground] = [0, 0, 0, 0, 0];
  let height: Frame['height'] = { c2: 0, c3: 0, c4: 0, c5: 0, c6: 0 };
  let lengths = true;
  let whole = 0;
  /** Square metres, metres and position of the chain being followed. */
  let [area, metres, x, y] = [0, 0, 0, 0];

  const below = (x0: number, y0: number, x1: number, y1: number): number =>
    areaUnder(height, y0 * scaleY, y1 * scaleY, (x0 - x1) * scaleX);
  const lengthOf = (dx: number, dy: number): number =>
    Math.sqrt(dx * dx * scaleX * scaleX + dy * dy * scaleY * scaleY);
  /** A chain's areas are counted from its own first vertex; this brings them down to the frame's ground. */
  const lift = (chain: number, dx: number): number =>
    (base[chain]! - ground) * (dx / unitsPerDegree) * radiansPerDegree;

  function stretch(toX: number, toY: number): void {
    area += below(x, y, toX, toY);
    if (lengths) metres += lengthOf(toX - x, toY - y);
    x = toX;
    y = toY;
  }

  /** From one place of `chainVertex` to a later one of the same chain. */
  function along(chain: number, from: number, to: number): void {
    const toX = vertexX[chainVertex[to]!]! - originX;
    area += areaTo[to]! - areaTo[from]! + lift(chain, x - toX);
    if (lengths) metres += metresTo[to]! - metresTo[from]!;
    x = toX;
    y = vertexY[chainVertex[to]!]! - originY;
  }

  function give(chain: number, dx: number, dy: number): void {
    const left = faces.placeOf(chainLeft[chain]!);
    amount[left]! += area;
    rimmed[left]! += metres;
    openX[left]! += dx;
    openY[left]! += dy;
    const right = faces.placeOf(chainRight[chain]!);
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
      whole = 0;
    },
    total: () => whole,
    outline(face, x0, y0, x1, y1) {
      const part = below(x0, y0, x1, y1);
      whole += part;
      const place = faces.placeOf(face);
      amount[place]! += part;
      if (lengths) outlined[place]! += lengthOf(x1 - x0, y1 - y0);
      openX[place]! += x1 - x0;
      openY[place]! += y1 - y0;
    },
    chain(chain, crossings, from, to) {
      const end = endsOf * chain;
      if (from < 0 && to < 0) {
        const dx = ends[end + 2]! - ends[end]!;
        area = wholeArea[chain]! + lift(chain, -dx);
        metres = lengths ? wholeMetres[chain]! : 0;
        give(chain, dx, ends[end + 3]! - ends[end + 1]!);
        return metres;
      }
      area = 0;
      metres = 0;
      const first = from < 0 ? chainStart[chain]! : crossings.edge[from]!;
      const last = to < 0 ? chainStart[chain + 1]! - 1 : crossings.edge[to]!;
      const startX = from < 0 ? ends[end]! - originX : crossings.x[from]!;
      const startY = from < 0 ? ends[end + 1]! - originY : crossings.y[from]!;
      x = startX;
      y = startY;
      if (from >= 0 && (to < 0 || last > first)) {
        const corner = chainVertex[first + 1]!;
        stretch(vertexX[corner]! - originX, vertexY[corner]! - originY);
        if (last > first + 1) along(chain, first + 1, last);
      } else if (from < 0 && last > first) along(chain, first, last);
      if (to >= 0) stretch(crossings.x[to]!, crossings.y[to]!);
      give(chain, x - startX, y - startY);
      return metres;
    },
  };
}
