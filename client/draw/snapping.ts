import type { Line, Lonlat } from '../../geodata/geometry.ts';

/** What a corner can be put on. */
export type SnapTarget = 'boundary' | 'building' | 'street';

export interface SnapLine {
  readonly target: SnapTarget;
  readonly line: Line;
}

export interface Snap {
  readonly position: Lonlat;
  readonly target: SnapTarget;
  /** On a corner of the target, or somewhere along it. */
  readonly corner: boolean;
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Pixels within which a pointer is drawn to a corner, and to a line. */
export const cornerReach = 12;
export const lineReach = 8;

/**
 * The corner or the point on a line that a pointer means, or null where nothing is within reach. Corners win over
 * lines, and among lines within reach boundaries and buildings win over the middle of a street.
 */
export function findSnap(
  lines: readonly SnapLine[],
  pointer: Pixel,
  project: (position: Lonlat) => Pixel,
): Snap | null {
  let corner: { distance: number; snap: Snap } | null = null;
  let along: { distance: number; snap: Snap } | null = null;
  for (const { target, line } of lines) {
    const handicap = target === 'street' ? 3 : 0;
    let before: { position: Lonlat; pixel: Pixel } | null = null;
    for (const position of line) {
      const pixel = project(position);
      const toCorner = Math.hypot(pixel.x - pointer.x, pixel.y - pointer.y) + handicap;
      if (toCorner <= cornerReach && toCorner < (corner?.distance ?? Number.POSITIVE_INFINITY))
        corner = { distance: toCorner, snap: { position, target, corner: true } };
      if (before) {
        const part = nearestPart(before.pixel, pixel, pointer);
        const foot = {
          x: before.pixel.x + (pixel.x - before.pixel.x) * part,
          y: before.pixel.y + (pixel.y - before.pixel.y) * part,
        };
        const toLine = Math.hypot(foot.x - pointer.x, foot.y - pointer.y) + handicap;
        if (toLine <= lineReach && toLine < (along?.distance ?? Number.POSITIVE_INFINITY))
          along = {
            distance: toLine,
            snap: { position: between(before.position, position, part), target, corner: false },
          };
      }
      before = { position, pixel };
    }
  }
  return (corner ?? along)?.snap ?? null;
}

/** Where on the segment a–b the point nearest to p lies, 0 to 1. */
function nearestPart(a: Pixel, b: Pixel, p: Pixel): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  if (length === 0) return 0;
  return Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
}

const between = (a: Lonlat, b: Lonlat, part: number): Lonlat => [
  a[0] + (b[0] - a[0]) * part,
  a[1] + (b[1] - a[1]) * part,
];
