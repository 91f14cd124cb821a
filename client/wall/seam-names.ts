import { type Box, inside, overlap, type Point } from './plates.ts';

/** A stretch of a seam on the screen, with the codes of the areas to its left and right on the way from `from` to `to`. */
export interface SeamStretch {
  readonly from: Point;
  readonly to: Point;
  readonly left: string;
  readonly right: string;
}

/** The name of an area beside a seam; the codes of the areas within it begin with its own. */
export interface SeamName {
  readonly code: string;
  readonly width: number;
  readonly height: number;
}

export interface PlacedName {
  readonly code: string;
  /** Top left corner. */
  readonly x: number;
  readonly y: number;
  /** The side of its text that stands at the seam: of names over and under a seam, always the left one. */
  readonly align: 'left' | 'right';
}

/**
 * Places the names of the two areas of a seam along it, each on its own side: beside the seam, as far up as nothing that is
 * `taken` is in the way, or else, where it runs across the screen, over and under it, as far to the left as that allows.
 * Names keep `gap` off the seam. Null where neither is possible. All in pixels.
 */
export function placeSeamNames(
  stretches: readonly SeamStretch[],
  names: readonly [SeamName, SeamName],
  frame: Box,
  taken: readonly Box[],
  gap: number,
): readonly [PlacedName, PlacedName] | null {
  return along('y', stretches, names, frame, taken, gap) ?? along('x', stretches, names, frame, taken, gap);
}

/** `axis` is the one that the seam follows: y of a seam that runs up and down. */
function along(
  axis: 'x' | 'y',
  stretches: readonly SeamStretch[],
  names: readonly [SeamName, SeamName],
  frame: Box,
  taken: readonly Box[],
  gap: number,
): readonly [PlacedName, PlacedName] | null {
  const upright = axis === 'y';
  const length = Math.max(...names.map(({ width, height }) => (upright ? height : width)));
  const [start, end] = upright ? [frame.top, frame.bottom] : [frame.left, frame.right];
  for (let at = start; at + length <= end; at += length / 4) {
    const band = withinBand(stretches, axis, at, at + length);
    if (band === null) continue;
    // Of a stretch that runs up the screen the left side is west; of one that runs to the right, it is above.
    const before = sideOf(
      band.first,
      upright ? band.first.to.y < band.first.from.y : band.first.to.x > band.first.from.x,
    );
    const after = sideOf(
      band.last,
      upright ? band.last.to.y > band.last.from.y : band.last.to.x < band.last.from.x,
    );
    const one = names.find(({ code }) => before.startsWith(code));
    const other = names.find(({ code }) => after.startsWith(code));
    if (one === undefined || other === undefined || one === other) continue;
    const placed: readonly [PlacedName, PlacedName] = upright
      ? [
          { code: one.code, x: band.least - gap - one.width, y: at, align: 'right' },
          { code: other.code, x: band.most + gap, y: at, align: 'left' },
        ]
      : [
          { code: one.code, x: at, y: band.least - gap - one.height, align: 'left' },
          { code: other.code, x: at, y: band.most + gap, align: 'left' },
        ];
    const boxes = [boxOf(placed[0], one), boxOf(placed[1], other)];
    const free = (box: Box) =>
      inside(box, frame) &&
      !taken.some((thing) => overlap(box, thing)) &&
      !stretches.some((stretch) => crosses(stretch, box, gap / 2));
    if (boxes.every(free)) return placed;
  }
  return null;
}

/** The part of a seam between two levels of `axis`; null where it does not reach from one to the other. */
function withinBand(stretches: readonly SeamStretch[], axis: 'x' | 'y', start: number, end: number) {
  const across = axis === 'y' ? 'x' : 'y';
  let [from, to, least, most] = [Infinity, -Infinity, Infinity, -Infinity];
  let first: SeamStretch | null = null;
  let last: SeamStretch | null = null;
  for (const stretch of stretches) {
    const { from: a, to: b } = stretch;
    const low = Math.max(start, Math.min(a[axis], b[axis]));
    const high = Math.min(end, Math.max(a[axis], b[axis]));
    if (low >= high) continue;
    from = Math.min(from, low);
    to = Math.max(to, high);
    for (const level of [low, high]) {
      const place = a[across] + ((level - a[axis]) / (b[axis] - a[axis])) * (b[across] - a[across]);
      if (place < least) [least, first] = [place, stretch];
      if (place > most) [most, last] = [place, stretch];
    }
  }
  const slack = (end - start) / 20;
  if (first === null || last === null || from > start + slack || to < end - slack) return null;
  return { least, most, first, last };
}

/** Whether a line comes within `margin` of a box. */
export function crosses({ from, to }: Pick<SeamStretch, 'from' | 'to'>, box: Box, margin: number): boolean {
  let [start, end] = [0, 1];
  for (const [a, b, low, high] of [
    [from.x, to.x, box.left - margin, box.right + margin],
    [from.y, to.y, box.top - margin, box.bottom + margin],
  ] as const) {
    if (a === b) {
      if (a < low || a > high) return false;
      continue;
    }
    const [one, other] = [(low - a) / (b - a), (high - a) / (b - a)];
    start = Math.max(start, Math.min(one, other));
    end = Math.min(end, Math.max(one, other));
  }
  return start <= end;
}

const sideOf = ({ left, right }: SeamStretch, ofLeft: boolean): string => (ofLeft ? left : right);

const boxOf = ({ x, y }: PlacedName, { width, height }: SeamName): Box => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});
