import { describe, expect, test } from 'vitest';
import { assignThinFaces, nobody } from '../../../geodata/topology/assign.ts';
import { dissolve } from '../../../geodata/topology/dissolve.ts';
import { lineLength, polygonsArea, ringArea } from '../../../geodata/topology/ellipsoid.ts';
import { findSeams } from '../../../geodata/topology/seams.ts';
import { area, arranged, box, place, ring } from './shapes.ts';

const ownersOfAll = (features: Parameters<typeof arranged>[0]) => {
  const { arrangement } = arranged(features);
  return { arrangement, owner: assignThinFaces(arrangement).owner };
};

/** Four quarters about one point, numbered from the south-west, row by row. */
const quarters = [
  area([box(0, 0, 2, 2)]),
  area([box(2, 0, 4, 2)]),
  area([box(0, 2, 2, 4)]),
  area([box(2, 2, 4, 4)]),
];

describe('seams', () => {
  test('two neighbours share one seam, with the smaller number on its left', () => {
    const { arrangement, owner } = ownersOfAll([area([box(0, 0, 2, 2)]), area([box(2, 0, 4, 2)])]);
    const { seams, borders, pairs, junctions } = findSeams(arrangement, owner);
    expect(seams).toHaveLength(1);
    const [seam] = seams;
    expect(seam).toMatchObject({ left: 0, right: 1 });
    expect(seam?.lines).toEqual([
      [place(2, 0), place(2, 2)].map(([x, y]) => [expect.closeTo(x, 9), expect.closeTo(y, 9)]),
    ]);
    expect(seam?.length).toBeCloseTo(lineLength([place(2, 0), place(2, 2)]), 3);
    expect(borders.map(({ left, right }) => [left, right])).toEqual([
      [nobody, 0],
      [nobody, 1],
    ]);
    expect(pairs).toBe(1);
    expect(junctions).toEqual([]);
  });

  test('four quarters meet at a junction, and opposite ones share no seam', () => {
    const { arrangement, owner } = ownersOfAll(quarters);
    const { seams, pairs, junctions } = findSeams(arrangement, owner);
    expect(seams.map(({ left, right }) => [left, right])).toEqual([
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(pairs).toBe(4);
    expect(junctions).toMatchObject([{ labels: [0, 1, 2, 3] }]);
  });

  test('a seam goes on across a point where other chains end, as one line', () => {
    const halves = [area([box(0, 0, 4, 2)]), area([box(0, 2, 2, 4)]), area([box(2, 2, 4, 4)])];
    const { arrangement, owner } = ownersOfAll(halves);
    const joined = owner.map((of) => (of === 2 ? 1 : of));
    const { seams } = findSeams(arrangement, joined);
    expect(seams).toHaveLength(1);
    expect(seams[0]?.chains).toHaveLength(2);
    expect(seams[0]?.lines).toHaveLength(1);
    expect(seams[0]?.lines[0]).toHaveLength(3);
  });

  test('neighbours that part and meet again share two seams of one pair', () => {
    const lake = ring([1.5, 1], [2.5, 1], [2.5, 2], [1.5, 2]);
    const west = area([ring([0, 0], [2, 0], [2, 1], [1.5, 1], [1.5, 2], [2, 2], [2, 3], [0, 3])]);
    const east = area([ring([4, 0], [4, 3], [2, 3], [2, 2], [2.5, 2], [2.5, 1], [2, 1], [2, 0])]);
    const { arrangement, owner } = ownersOfAll([west, east, area([lake])]);
    const { seams, pairs } = findSeams(arrangement, owner);
    expect(seams.filter(({ left, right }) => left === 0 && right === 1)).toHaveLength(2);
    expect(pairs).toBe(3);
  });

  test('the seam around an exclave is a closed line', () => {
    const { arrangement, owner } = ownersOfAll([
      area([box(0, 0, 4, 4), box(1, 1, 2, 2)]),
      area([box(1, 1, 2, 2)]),
    ]);
    const [seam] = findSeams(arrangement, owner).seams;
    expect(seam?.lines).toHaveLength(1);
    expect(seam?.lines[0]?.at(0)).toEqual(seam?.lines[0]?.at(-1));
    expect(lineLength(seam?.lines[0] ?? [])).toBeCloseTo(seam?.length ?? 0, 6);
  });

  test('labels of another arrangement are a mistake', () => {
    const { arrangement } = arranged(quarters);
    expect(() => findSeams(arrangement, new Int32Array(2))).toThrow('2 labels for 5 faces');
    expect(() => dissolve(arrangement, new Int32Array(2))).toThrow('2 labels for 5 faces');
  });
});

describe('outlines of an upper level', () => {
  test('children of one parent lose the lines between them', () => {
    const { arrangement, owner } = ownersOfAll(quarters);
    const [south, north] = dissolve(
      arrangement,
      owner.map((of) => (of < 0 ? of : Math.floor(of / 2))),
    );
    expect(south?.label).toBe(0);
    expect(south?.polygons).toHaveLength(1);
    expect(polygonsArea(south?.polygons ?? [])).toBeCloseTo(polygonsArea([[box(0, 0, 4, 2)]]), 3);
    expect(polygonsArea(north?.polygons ?? [])).toBeCloseTo(polygonsArea([[box(0, 2, 4, 4)]]), 3);
  });

  test('children that only meet at a point stay two parts', () => {
    const { arrangement, owner } = ownersOfAll(quarters);
    const [diagonal] = dissolve(
      arrangement,
      owner.map((of) => (of === 0 || of === 3 ? 7 : nobody)),
    );
    expect(diagonal?.label).toBe(7);
    expect(diagonal?.polygons.map((rings) => rings.length)).toEqual([1, 1]);
  });

  test('a shell runs counter-clockwise, its hole clockwise, also where they touch at a point', () => {
    const touching = [
      area([ring([0, 0], [6, 0], [6, 6], [0, 6]), ring([0, 0], [3, 1], [1, 3])]),
      area([ring([0, 0], [3, 1], [1, 3])]),
    ];
    const { arrangement, owner } = ownersOfAll(touching);
    const [around] = dissolve(arrangement, owner);
    expect(around?.polygons).toHaveLength(1);
    const [shell = [], hole = []] = around?.polygons[0] ?? [];
    expect(ringArea(shell)).toBeGreaterThan(0);
    expect(ringArea(hole)).toBeLessThan(0);
    for (const line of [shell, hole]) {
      expect(line[0]).toEqual(line.at(-1));
      expect(new Set(line.slice(1).map(String)).size).toBe(line.length - 1);
    }
  });
});
