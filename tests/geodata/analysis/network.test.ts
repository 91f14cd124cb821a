import { describe, expect, test } from 'vitest';
import { densityAlong } from '../../../geodata/analysis/network/density.ts';
import { buildGraph } from '../../../geodata/analysis/network/graph.ts';
import { type Kernel, massUpTo } from '../../../geodata/analysis/network/kernel.ts';
import { cutLixels } from '../../../geodata/analysis/network/lixels.ts';
import { matchToStreets } from '../../../geodata/analysis/network/match.ts';
import { layOut, streetLengths, stretch } from '../../../geodata/analysis/network/streets.ts';
import type { Line } from '../../../geodata/geometry.ts';
import { at, line } from './metres.ts';

type Place = readonly [x: number, y: number];

const match = (lines: readonly Line[], places: readonly Place[], reach = 30) =>
  matchToStreets(
    layOut(lines.map((one) => [one])),
    places.map(([x, y]) => at(x, y)[0]),
    places.map(([x, y]) => at(x, y)[1]),
    reach,
  );

/** Masses on each street of incidents at some places, each street one line. */
function masses(
  lines: readonly Line[],
  places: readonly Place[],
  { bandwidth = 100, kernel = 'quartic' as Kernel, longest = 10, least = 0 } = {},
) {
  const streets = layOut(lines.map((one) => [one]));
  const graph = buildGraph(streets);
  const lixels = cutLixels(graph, longest);
  const { part, along } = match(lines, places);
  const { density, mass, left, events } = densityAlong(graph, lixels, part, along, {
    bandwidth,
    kernel,
    least,
  });
  const on = lines.map(() => 0);
  graph.edgePart.forEach((street, edge) => {
    for (let i = lixels.first[edge] ?? 0; i < (lixels.first[edge + 1] ?? 0); i++)
      on[street] = (on[street] ?? 0) + (density[i] ?? 0) * (lixels.length[edge] ?? 0);
  });
  return { on, density, mass, left, events, graph };
}

const quartic = massUpTo.quartic;

describe('an incident is matched to its street', () => {
  const [south, north] = [line([0, 0], [100, 0]), line([0, 50], [100, 50])];

  test('the nearest within reach, with the way along it, the distance and the side', () => {
    const found = match(
      [south, north],
      [
        [30, 20],
        [60, -10],
        [80, 29],
      ],
    );
    expect([...found.street]).toEqual([0, 0, 1]);
    [30, 60, 80].forEach((metres, i) => {
      expect(found.along[i]).toBeCloseTo(metres, 6);
    });
    [20, 10, 21].forEach((metres, i) => {
      expect(found.distance[i]).toBeCloseTo(metres, 6);
    });
    expect([...found.left]).toEqual([1, 0, 0]);
    expect(found.unmatched).toBe(0);
  });

  test('beyond the reach it is on none, and that is counted', () => {
    const found = match(
      [south],
      [
        [50, 30.01],
        [50, 29.99],
        [140, 0],
      ],
    );
    expect([...found.street]).toEqual([-1, 0, -1]);
    expect(found.distance[0]).toBeNaN();
    expect(found.unmatched).toBe(2);
  });

  test('of streets equally near the first of the list is taken, whichever way it is indexed', () => {
    expect([...match([south, north], [[50, 25]]).street]).toEqual([0]);
    expect([...match([north, south], [[50, 25]]).street]).toEqual([0]);
  });

  test('on the line itself it is on its left; past a corner it lies outside the turn', () => {
    expect([...match([south], [[50, 0]]).left]).toEqual([1]);
    const leftTurn = line([0, 0], [100, 0], [10, 20]);
    expect([
      ...match(
        [leftTurn],
        [
          [110, 3],
          [110, -3],
        ],
      ).left,
    ]).toEqual([0, 0]);
    const rightTurn = line([0, 0], [100, 0], [10, -20]);
    expect([
      ...match(
        [rightTurn],
        [
          [110, 3],
          [110, -3],
        ],
      ).left,
    ]).toEqual([1, 1]);
  });

  test('with no street at all nothing is matched', () => {
    expect(match([], [[0, 0]])).toMatchObject({ unmatched: 1 });
    expect(match([line([5, 5], [5, 5])], [[5, 5]])).toMatchObject({ unmatched: 1 });
  });
});

describe('streets are cut where they meet', () => {
  const degrees = (lines: readonly Line[]) => {
    const { nodeStart, nodeCount } = buildGraph(layOut(lines.map((one) => [one])));
    return Array.from({ length: nodeCount }, (_, n) => (nodeStart[n + 1] ?? 0) - (nodeStart[n] ?? 0)).sort();
  };

  test('at a crossing that has no vertex', () => {
    expect(degrees([line([-100, 0], [100, 0]), line([0, -100], [0, 100])])).toEqual([1, 1, 1, 1, 4]);
  });

  test('where an end comes within a metre of another street, and not where it stays further off', () => {
    const street = line([-100, 0], [100, 0]);
    expect(degrees([street, line([0, 0.6], [0, 100])])).toEqual([1, 1, 1, 3]);
    expect(degrees([street, line([0, 2], [0, 100])])).toEqual([1, 1, 1, 1]);
  });

  test('at shared vertices, and once where several streets share one', () => {
    expect(
      degrees([line([-100, 0], [0, 0], [100, 0]), line([0, -100], [0, 0], [0, 100]), line([0, 0], [70, 70])]),
    ).toEqual([1, 1, 1, 1, 1, 5]);
  });

  test('a street that crosses itself, and a ring that closes', () => {
    expect(degrees([line([0, 0], [100, 0], [100, 50], [50, 50], [50, -50])])).toEqual([1, 1, 4]);
    expect(degrees([line([0, 0], [100, 0], [100, 100], [0, 100], [0, 0])])).toEqual([2]);
  });

  test('and the stretches together are the street', () => {
    const streets = layOut([[line([0, 0], [40, 30], [120, 30])]]);
    expect(streetLengths(streets)[0]).toBeCloseTo(130, 6);
    expect(stretch(streets, 0, 25, 70).map(([x, y]) => [x, y])).toEqual(
      line([20, 15], [40, 30], [60, 30]).map(([x, y]) => [expect.closeTo(x, 10), expect.closeTo(y, 10)]),
    );
  });
});

/** Worked by hand from the definition: Okabe, Satoh & Sugihara 2009; the kernel's integral up to u is (15 u − 10 u³ + 3 u⁵) / 16. */
describe('the kernel runs along streets and splits equally at junctions', () => {
  test('on a single line it is the kernel itself', () => {
    const { density, on } = masses([line([0, 0], [1000, 0])], [[500, 5]]);
    expect(on[0]).toBeCloseTo(1, 12);
    // From the middle to 10 of 100 m: (1.5 − 0.01 + 0.00003) / 16 = 0.093126875, over 10 m.
    expect(density[50]).toBeCloseTo(0.0093126875, 8);
    expect(density[49]).toBeCloseTo(0.0093126875, 8);
    expect(density[60]).toBe(0);
    expect(density[59]).toBeGreaterThan(0);
  });

  test('a dead end cuts off what would go on', () => {
    // 10 of 50 m lie before the end: (3 − 0.08 + 0.00096) / 16 = 0.18256 of the half that goes there.
    const { mass } = masses([line([0, 0], [100, 0])], [[90, 0]], { bandwidth: 50 });
    expect(mass).toBeCloseTo(0.5 + 0.18256, 8);
  });

  test('at a T each of the two other arms gets half of what arrives', () => {
    const arms = [line([-200, 0], [0, 0]), line([0, 0], [200, 0]), line([0, 0], [0, 200])];
    const { on, mass } = masses(arms, [[0, 20]]);
    expect(on[0]).toBeCloseTo((0.5 - 0.18256) / 2, 8);
    expect(on[1]).toBeCloseTo((0.5 - 0.18256) / 2, 8);
    expect(on[2]).toBeCloseTo(0.5 + 0.18256, 8);
    expect(mass).toBeCloseTo(1, 12);
  });

  test('at a cross each of the three others gets a third, though nobody drew a vertex there', () => {
    const { on } = masses([line([-200, 0], [200, 0]), line([0, -200], [0, 200])], [[-20, 0]]);
    const beyond = 0.5 - 0.18256;
    expect(on[0]).toBeCloseTo(0.5 + 0.18256 + beyond / 3, 8);
    expect(on[1]).toBeCloseTo((2 * beyond) / 3, 8);
  });

  test('on the node itself each of its four edges gets an eighth of both sides together', () => {
    const arms = [
      line([-200, 0], [0, 0]),
      line([0, 0], [200, 0]),
      line([0, 0], [0, 200]),
      line([0, -200], [0, 0]),
    ];
    const { on, mass } = masses(arms, [[0, 0]]);
    for (const one of on) expect(one).toBeCloseTo(0.25, 12);
    expect(mass).toBeCloseTo(1, 12);
  });

  test('around a triangle both ways meet and add up', () => {
    const height = Math.sqrt(60 ** 2 - 30 ** 2);
    const sides = [line([0, 0], [60, 0]), line([60, 0], [30, height]), line([30, height], [0, 0])];
    const { on, mass } = masses(sides, [[30, 0]]);
    // 30 m each way on its own side; then 60 m of the next; then the last 10 of 100 m on the one after.
    expect(on[0]).toBeCloseTo(2 * quartic(0.3), 6);
    expect(on[1]).toBeCloseTo(quartic(0.9) - quartic(0.3) + (0.5 - quartic(0.9)), 6);
    expect(on[2]).toBeCloseTo(on[1] ?? 0, 6);
    expect(mass).toBeCloseTo(1, 12);
  });

  test('a second junction splits what the first has left', () => {
    const arms = [
      line([0, 0], [100, 0]),
      line([0, 0], [0, 100]),
      line([0, -100], [0, 0]),
      line([100, 0], [100, 100]),
      line([100, -100], [100, 0]),
    ];
    const { on } = masses(arms, [[0, 50]], { bandwidth: 200, kernel: 'epanechnikov' });
    const upTo = massUpTo.epanechnikov;
    // Half of what passes the first node at 50 m goes east; at 150 m half of that goes up, half down.
    expect(on[0]).toBeCloseTo((upTo(0.75) - upTo(0.25)) / 2, 8);
    expect(on[3]).toBeCloseTo((0.5 - upTo(0.75)) / 4, 8);
    expect(on[4]).toBeCloseTo((0.5 - upTo(0.75)) / 4, 8);
  });

  test('masses do not depend on how long lixels are', () => {
    const lines = [line([-200, 0], [200, 0]), line([0, -200], [0, 200])];
    const fine = masses(
      lines,
      [
        [-20, 0],
        [3, 0],
        [0, 77],
      ],
      { longest: 1 },
    );
    const coarse = masses(
      lines,
      [
        [-20, 0],
        [3, 0],
        [0, 77],
      ],
      { longest: 170 },
    );
    expect(coarse.mass).toBeCloseTo(3, 10);
    fine.on.forEach((one, i) => {
      expect(coarse.on[i]).toBeCloseTo(one, 10);
    });
  });

  test('all incidents at one point are so many times one; none are nothing', () => {
    const lines = [line([-200, 0], [200, 0]), line([0, -200], [0, 200])];
    const one = masses(lines, [[30, 0]]);
    const many = masses(lines, Array<Place>(500).fill([30, 0]));
    expect(many.events).toBe(500);
    one.density.forEach((value, i) => {
      expect(many.density[i]).toBeCloseTo(500 * value, 9);
    });
    expect(masses(lines, [])).toMatchObject({ mass: 0, events: 0, left: 0 });
    expect(masses(lines, [[500, 500]])).toMatchObject({ mass: 0, events: 0 });
  });

  test('in a thicket of junctions branches too thin are left, and what they would have taken is told', () => {
    const lines = Array.from({ length: 13 }, (_, i) => [
      line([0, i * 20], [240, i * 20]),
      line([i * 20, 0], [i * 20, 240]),
    ]).flat();
    const { mass, left } = masses(lines, [[115, 120]], { least: 1 / 100 });
    expect(left).toBeGreaterThan(0.001);
    expect(mass + left).toBeCloseTo(1, 9);
    expect(masses(lines, [[115, 120]], { least: 1 / 4096 }).left).toBeLessThan(0.001);
  });
});
