import type { Bounds } from '../geometry.ts';

/** Degrees of the finest grid that slices are cut on; coarser ones are 2, 4, 8 … times as wide. */
const finest = 0.02;

/** Degrees either way of the largest slice; who looks at more is served by the lines between parties. */
export const widestSlice = 1.28;

/**
 * Bounds enlarged to the finest grid of which they take at most four steps either way, so that views a little apart ask
 * for the same slice and find it kept; what is on the grid stays as it is. Null for what is too wide for a slice.
 */
export function snapToSlice([west, south, east, north]: Bounds): Bounds | null {
  for (let step = finest; ; step *= 2) {
    // A bound on the grid, written in decimals, must stay where it is.
    const down = (degrees: number): number => rounded(Math.floor(degrees / step + 1e-9) * step);
    const up = (degrees: number): number => rounded(Math.ceil(degrees / step - 1e-9) * step);
    const snapped: Bounds = [down(west), down(south), up(east), up(north)];
    const span = Math.max(snapped[2] - snapped[0], snapped[3] - snapped[1]);
    if (span > widestSlice + 1e-9) return null;
    if (span <= 4 * step + 1e-9) return snapped;
  }
}

const rounded = (degrees: number): number => Math.round(degrees * 100) / 100;

/** Whether bounds lie within others. */
export const isWithin = (inner: Bounds, outer: Bounds): boolean =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
