import { type Frame, toPlane } from './frame.ts';
import { distanceToEdge } from './raster.ts';
import type { SeamRecord } from './records.ts';

/** A part of an edge, between two fractions of it, with the stretch it belongs to: its place in the record, -1 for none. */
export interface EdgePart {
  readonly from: number;
  readonly to: number;
  readonly stretch: number;
}

/** Metres within which an edge of a seam is part of a stretch: both were cut from the same line. */
const sameLine = 0.5;

/** Cuts edges of a seam, in the frame's plane, where its stretches begin and end. */
export function createEdgeCutter(
  frame: Frame,
  { stretches }: SeamRecord,
): (x0: number, y0: number, x1: number, y1: number) => readonly EdgePart[] {
  const paths = stretches.map(({ lines }) =>
    lines.map((line) => line.map((position) => toPlane(frame, position))),
  );
  const ends = paths.flat().flatMap((path) => [path.slice(0, 1), path.slice(-1)].flat());
  /** The stretch that a place of the seam lies in. */
  const stretchAt = (x: number, y: number): number =>
    paths.findIndex((lines) =>
      lines.some((path) =>
        path.some(([x1, y1], i) => {
          const [x0, y0] = path[i - 1] ?? [x1, y1];
          return distanceToEdge(x0 - x, y0 - y, x1 - x, y1 - y) <= sameLine;
        }),
      ),
    );
  return (x0, y0, x1, y1) => {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const squared = dx * dx + dy * dy;
    if (!(squared > 0)) return [];
    const cuts = ends
      .filter(([x, y]) => distanceToEdge(x0 - x, y0 - y, x1 - x, y1 - y) <= sameLine)
      .map(([x, y]) => ((x - x0) * dx + (y - y0) * dy) / squared)
      .filter((t) => t > 0 && t < 1)
      .sort((one, other) => one - other);
    return [...cuts, 1].flatMap((to, i): EdgePart[] => {
      const from = cuts[i - 1] ?? 0;
      const middle = (from + to) / 2;
      return to > from ? [{ from, to, stretch: stretchAt(x0 + middle * dx, y0 + middle * dy) }] : [];
    });
  };
}

/** The record as it stands for one of its stretches, or beside all of them. */
export function recordOnStretch(record: SeamRecord, stretch: number): SeamRecord {
  const { basis, holder, accuracy } = record.stretches[stretch] ?? record;
  return { ...record, basis, holder, accuracy };
}
