import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bounds } from '../../../geodata/geometry.ts';
import { isWithin, snapToSlice, widestSlice } from '../../../geodata/jurisdiction/slice-grid.ts';

const box = fc
  .tuple(
    fc.double({ min: -179, max: 178, noNaN: true }),
    fc.double({ min: -89, max: 88, noNaN: true }),
    fc.double({ min: 1e-4, max: 1, noNaN: true }),
    fc.double({ min: 1e-4, max: 1, noNaN: true }),
  )
  .map(([west, south, width, height]): Bounds => [west, south, west + width, south + height]);

test('a slice holds the view it was asked for, is not much larger, and asked for again is the same', () => {
  fc.assert(
    fc.property(box, (view) => {
      const slice = snapToSlice(view);
      if (!slice) {
        expect(Math.max(view[2] - view[0], view[3] - view[1])).toBeGreaterThan(widestSlice / 2);
        return;
      }
      const slack = 1e-9;
      expect(isWithin([view[0] + slack, view[1] + slack, view[2] - slack, view[3] - slack], slice)).toBe(
        true,
      );
      const span = Math.max(view[2] - view[0], view[3] - view[1]);
      expect(slice[2] - slice[0]).toBeLessThanOrEqual(Math.max(0.04, 3 * span) + 1e-9);
      expect(snapToSlice(slice)).toEqual(slice);
    }),
  );
});

test('views a little apart share their slice', () => {
  expect(snapToSlice([116.301, 39.901, 116.329, 39.919])).toEqual([116.3, 39.9, 116.34, 39.92]);
  expect(snapToSlice([116.305, 39.905, 116.333, 39.915])).toEqual([116.3, 39.9, 116.34, 39.92]);
});

test('what is wider than a slice may be has none', () => {
  expect(snapToSlice([115, 39, 117, 41])).toBeNull();
});
