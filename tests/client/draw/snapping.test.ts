import { describe, expect, test } from 'vitest';
import { findSnap, type SnapLine } from '../../../client/draw/snapping.ts';
import type { Lonlat } from '../../../geodata/geometry.ts';

/** One unit a pixel, to keep the figures readable. */
const project = ([x, y]: Lonlat) => ({ x, y });
const line = (target: SnapLine['target'], ...points: Lonlat[]): SnapLine => ({ target, line: points });

describe('a corner is put', () => {
  test('on the corner of a building, although its edge is nearer', () => {
    const snap = findSnap([line('building', [0, 0], [100, 0], [100, 50])], { x: 94, y: 1 }, project);
    expect(snap).toEqual({ position: [100, 0], target: 'building', corner: true });
  });

  test('on the nearest point of a line where no corner is within reach', () => {
    const snap = findSnap([line('boundary', [0, 0], [100, 0])], { x: 50, y: 6 }, project);
    expect(snap).toEqual({ position: [50, 0], target: 'boundary', corner: false });
  });

  test('on a boundary rather than on the middle of the street that lies as near', () => {
    const lines = [line('street', [0, 5], [100, 5]), line('boundary', [0, 0], [100, 0])];
    expect(findSnap(lines, { x: 50, y: 2.5 }, project)?.target).toBe('boundary');
  });

  test('nowhere when nothing is within reach', () => {
    expect(findSnap([line('boundary', [0, 0], [100, 0])], { x: 50, y: 9 }, project)).toBeNull();
    expect(findSnap([], { x: 0, y: 0 }, project)).toBeNull();
  });
});

test('a line whose ends fall on one pixel does no harm', () => {
  expect(findSnap([line('boundary', [0, 0], [0, 0])], { x: 3, y: 0 }, project)?.position).toEqual([0, 0]);
});
