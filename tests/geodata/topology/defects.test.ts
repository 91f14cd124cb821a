import { describe, expect, test } from 'vitest';
import { assignThinFaces, contested, nobody } from '../../../geodata/topology/assign.ts';
import { findDefects } from '../../../geodata/topology/defects.ts';
import { polygonsArea } from '../../../geodata/topology/ellipsoid.ts';
import { area, arranged, box, isInRing, ring, step } from './shapes.ts';

/** Steps that are so many metres from west to east at the origin. */
const metres = (m: number): number => m / 85.5;

/** West and east of a meridian, apart by so many metres (or overlapping, if negative), closed by a third to the south. */
const neighbours = (apart: number) => [
  area([box(0, 0, 2, 2)]),
  area([box(2 + metres(apart), 0, 4, 2)]),
  area([box(0, -1, 4, 0)]),
  area([box(0, 2, 4, 3)]),
];

describe('gaps and overlaps', () => {
  test.each([
    [0.05, 'dust'],
    [1, 'sliver'],
    [5, 'wide'],
  ] as const)('a gap of %s m is %s, and all its neighbours are named', (apart, kind) => {
    const { gaps, overlaps } = findDefects(arranged(neighbours(apart)).arrangement);
    expect(overlaps).toEqual([]);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatchObject({ class: kind, owners: [], neighbours: [0, 1, 2, 3] });
    expect(gaps[0]?.width).toBeCloseTo(apart, 0);
  });

  test('an overlap of 1 m is a sliver of both, with its area, its bounds and a place inside it', () => {
    const { gaps, overlaps } = findDefects(arranged(neighbours(-1)).arrangement);
    expect(gaps).toEqual([]);
    const [sliver] = overlaps;
    const outline = box(2 - metres(1), 0, 2, 2);
    expect(sliver).toMatchObject({ class: 'sliver', owners: [0, 1], neighbours: [2, 3] });
    expect(sliver?.area).toBeCloseTo(polygonsArea([[outline]]), 0);
    expect(isInRing(sliver?.at ?? [0, 0], outline)).toBe(true);
    expect((sliver?.bounds[3] ?? 0) - (sliver?.bounds[1] ?? 0)).toBeCloseTo(2 * step, 6);
  });

  test('a hole that nobody fills is a gap, and what is outside all areas is none', () => {
    const { gaps } = findDefects(arranged([area([box(0, 0, 4, 4), box(1, 1, 3, 3)])]).arrangement);
    expect(gaps).toMatchObject([{ class: 'wide', neighbours: [0] }]);
  });

  test('the place to point at lies within a gap shaped like a hook', () => {
    const hook = ring([1, 1], [5, 1], [5, 5], [4, 5], [4, 2], [1, 2]);
    const { gaps } = findDefects(arranged([area([box(0, 0, 6, 6), hook])]).arrangement);
    expect(isInRing(gaps[0]?.at ?? [0, 0], hook)).toBe(true);
  });

  test('what counts as dust and as sliver can be said', () => {
    const { gaps } = findDefects(arranged(neighbours(1)).arrangement, { dust: 1.5, sliver: 3 });
    expect(gaps[0]?.class).toBe('dust');
  });
});

describe('thin faces given to one owner', () => {
  test('a gap goes to the neighbour with the longest common border', () => {
    const features = [
      area([box(0, 0, 2, 2)]),
      area([box(2 + metres(1), 0, 4, 1)]),
      area([box(2 + metres(1), 1, 4, 2)]),
      area([box(0, -1, 4, 0)]),
      area([box(0, 2, 4, 3)]),
    ];
    const { arrangement } = arranged(features);
    const { owner, healed } = assignThinFaces(arrangement);
    expect(healed).toHaveLength(1);
    expect(healed[0]).toMatchObject({ to: 0 });
    expect(healed[0]?.area).toBeCloseTo(2 * 111, -1);
    expect([...owner].filter((of) => of === 0)).toHaveLength(2);
  });

  test('an overlap only goes to one of those who claim it', () => {
    const { arrangement } = arranged(neighbours(-1));
    const { healed } = assignThinFaces(arrangement);
    expect([0, 1]).toContain(healed[0]?.to);
  });

  test('wide gaps stay nobody’s and wide overlaps contested', () => {
    const wide = arranged([area([box(0, 0, 2, 2)]), area([box(1, 0, 3, 2), box(2.2, 0.5, 2.8, 1.5)])]);
    const { owner, healed } = assignThinFaces(wide.arrangement);
    expect(healed).toEqual([]);
    expect([...owner].sort((a, b) => a - b)).toEqual([contested, nobody, nobody, 0, 1]);
  });

  test('dust between dust is given away in rounds', () => {
    // Two thin overlaps side by side, the inner one touching nobody's own ground along its length.
    const features = [
      area([box(0, 0, 2 + metres(0.2), 2)]),
      area([box(2, 0, 2 + metres(0.4), 2)]),
      area([box(2 + metres(0.1), 0, 4, 2)]),
    ];
    const { owner } = assignThinFaces(arranged(features).arrangement);
    expect(owner.slice(1).every((of) => of >= 0)).toBe(true);
  });
});
