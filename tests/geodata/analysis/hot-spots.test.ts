import { describe, expect, test } from 'vitest';
import { falseDiscovery, hotSpots } from '../../../geodata/analysis/hot-spots.ts';

describe('hot spots by Gi*', () => {
  /** The example of PySAL's esda.G_Local (getisord.py, star=True, transform='B'): six places, neighbours within 15. */
  const places = [
    [10, 10],
    [20, 10],
    [40, 10],
    [15, 20],
    [30, 20],
    [30, 30],
  ] as const;
  const values = [2, 3, 3.2, 5, 8, 7];
  const neighbours = places.map(([x, y], i) =>
    places.flatMap(([u, v], j) => (j !== i && Math.hypot(u - x, v - y) <= 15 ? [j] : [])),
  );

  test('equal the published values', () => {
    const published = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331];
    hotSpots(values, neighbours).forEach((spot, i) => {
      expect(spot.z).toBeCloseTo(published[i] ?? NaN, 8);
    });
  });

  test('the first worked by hand: 10 against 3 × 4.7, over 2.1871 √(9 / 5)', () => {
    const [first] = hotSpots(values, neighbours);
    expect(first?.z).toBeCloseTo((10 - 14.1) / (2.187083 * Math.sqrt(9 / 5)), 5);
    expect(first).toMatchObject({ value: 2, neighbours: 2 });
  });

  test('p is that of the normal distribution', () => {
    // Two places of opposite value beside nobody: z is ±1 there, ±1.959964 has p 0.05.
    const [low, high] = hotSpots([0, 1], [[], []]);
    expect(high?.z).toBeCloseTo(1, 12);
    expect(low?.z).toBeCloseTo(-1, 12);
    expect(high?.p).toBeCloseTo(0.3173105, 6);
    const [six] = hotSpots(values, neighbours).slice(-1);
    expect(six?.p).toBeCloseTo(0.042945, 6);
  });

  test('nothing stands out where all is equal, where everything is a neighbour, or where there is one place or none', () => {
    for (const spot of hotSpots([0.1, 0.1, 0.1], [[1], [0, 2], [1]]))
      expect(spot).toMatchObject({ z: 0, p: 1, q: 1 });
    for (const spot of hotSpots(
      [1, 2, 3],
      [
        [1, 2],
        [0, 2],
        [0, 1],
      ],
    ))
      expect(spot.z).toBe(0);
    expect(hotSpots([7], [[]])).toEqual([{ z: 0, p: 1, q: 1, value: 7, neighbours: 0 }]);
    expect(hotSpots([], [])).toEqual([]);
  });
});

describe('the correction for asking everywhere', () => {
  test('takes what Benjamini and Hochberg took in 1995, table 1: four of fifteen at 0.05', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    const q = falseDiscovery(p);
    expect(q.filter((one) => one <= 0.05)).toHaveLength(4);
    expect(q[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
    // The sixth would be 0.0695, but the seventh is lower and carries it along.
    expect(q[5]).toBeCloseTo((0.0298 * 15) / 7, 12);
    expect(falseDiscovery([...p].reverse())).toEqual([...q].reverse());
  });
});
