import { type Box, inside, overlap, type Point } from './plates.ts';

export interface LabelToPlace {
  readonly id: string;
  /** Its mark on the screen, pixels. */
  readonly at: Point;
  readonly width: number;
  readonly height: number;
  /** Half the size of its mark. */
  readonly reach: number;
}

export interface PlacedLabel extends LabelToPlace {
  readonly x: number;
  readonly y: number;
}

/**
 * Gives each label, in order of importance, the first place beside its mark that no label, no other mark and no edge is
 * in the way of: right, left, below, above. One that finds none is left out. `others` are marks without a label, `reach`
 * half their size; all in pixels.
 */
export function placeLabels(
  labels: readonly LabelToPlace[],
  frame: Box,
  others: readonly Point[],
  reach: number,
): readonly PlacedLabel[] {
  const taken: Box[] = [...labels, ...others.map((at) => ({ at, reach }))].map((mark) => ({
    left: mark.at.x - mark.reach,
    right: mark.at.x + mark.reach,
    top: mark.at.y - mark.reach,
    bottom: mark.at.y + mark.reach,
  }));
  const placed: PlacedLabel[] = [];
  for (const label of labels) {
    const place = placesOf(label)
      .map((corner) => ({ ...label, ...corner }))
      .find((candidate) => {
        const box = boxOf(candidate);
        return inside(box, frame) && !taken.some((other) => overlap(box, other));
      });
    if (place === undefined) continue;
    taken.push(boxOf(place));
    placed.push(place);
  }
  return placed;
}

function placesOf({ at, width, height, reach }: LabelToPlace): readonly Point[] {
  const off = reach * 1.55;
  const middle = at.y - height / 2;
  return [
    { x: at.x + off, y: middle },
    { x: at.x - off - width, y: middle },
    { x: at.x + off * 0.4, y: at.y + off },
    { x: at.x - width - off * 0.4, y: at.y + off },
    { x: at.x + off * 0.4, y: at.y - off - height },
    { x: at.x - width / 2, y: at.y - off - height },
  ];
}

const boxOf = ({ x, y, width, height }: PlacedLabel): Box => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});
