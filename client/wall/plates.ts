/** A point or a box on the screen, in pixels; y grows downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Whether two boxes cover a common part of the screen. */
export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
/** Whether a box lies wholly in another. */
export const inside = (a: Box, b: Box): boolean =>
  a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

export interface Plate {
  /** Top left corner of the plate. */
  readonly x: number;
  readonly y: number;
  readonly side: 'left' | 'right';
  /** End of the leader on the plate; the other end is the anchor. */
  readonly leader: Point;
}

/**
 * Places a plate for each part of a footprint beside the whole of it, on the side where the part lies, each on the
 * height of its anchor as far as the others allow; parts one over the other go to the right, where there is room.
 * `anchors` lie in the parts; `footprint` is the box of the whole; plates keep `gap` off it and within `frame`.
 */
export function placePlates(
  anchors: readonly Point[],
  footprint: Box,
  plate: { readonly width: number; readonly height: number },
  gap: number,
  frame: Box,
): readonly Plate[] {
  const middle = (footprint.left + footprint.right) / 2;
  const spread = (footprint.right - footprint.left) * 0.08;
  const sideOf = ({ x }: Point): Plate['side'] => (x < middle - spread ? 'left' : 'right');
  const tops = new Map<number, number>();
  for (const side of ['left', 'right'] as const) {
    const members = anchors
      .map((anchor, index) => ({ anchor, index }))
      .filter(({ anchor }) => sideOf(anchor) === side)
      .sort((a, b) => a.anchor.y - b.anchor.y);
    const placed = spreadOut(
      members.map(({ anchor }) => anchor.y - plate.height / 2),
      plate.height + gap / 3,
      frame.top,
      frame.bottom - plate.height,
    );
    for (const [order, { index }] of members.entries()) tops.set(index, placed[order] ?? 0);
  }
  return anchors.map((anchor, index) => {
    const side = sideOf(anchor);
    const x =
      side === 'left'
        ? Math.max(frame.left, footprint.left - gap - plate.width)
        : Math.min(frame.right - plate.width, footprint.right + gap);
    const y = tops.get(index) ?? 0;
    return { x, y, side, leader: { x: side === 'left' ? x + plate.width : x, y: y + plate.height / 2 } };
  });
}

/** Values in ascending order moved apart to at least `step`, within `least` and `most` as far as they fit. */
function spreadOut(values: readonly number[], step: number, least: number, most: number): number[] {
  const moved: number[] = [];
  for (const value of values) moved.push(Math.max(value, (moved.at(-1) ?? least - step) + step));
  let ceiling = most;
  for (let index = moved.length - 1; index >= 0; index--) {
    moved[index] = Math.min(moved[index] ?? 0, ceiling);
    ceiling = (moved[index] ?? 0) - step;
  }
  return moved;
}
