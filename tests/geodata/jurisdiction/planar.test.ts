import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFootprint } from '../../../geodata/footprint.ts';
import type { Lonlat, Rings } from '../../../geodata/geometry.ts';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';
import { type FaceShares, faceShares, trapezoidShares } from '../../../geodata/jurisdiction/face-shares.ts';
import { createPartition, type Partition } from '../../../geodata/jurisdiction/partition.ts';
import { determinant, sideOfBoundary, sideOfOutline } from '../../../geodata/jurisdiction/planar/side.ts';
import { unitsPerDegree } from '../../../geodata/topology/arrangement.ts';
import {
  feature,
  type Place,
  randomFrom,
  randomPolygon,
  randomTown,
  subdistrictsOf,
  townOf,
} from './town.ts';

const towns = new Map<number, Coverage>();
function town(seed: number): Coverage {
  const drawn = randomTown(seed, seed % 2 === 0);
  const found = towns.get(seed) ?? townOf(drawn, subdistrictsOf(drawn));
  towns.set(seed, found);
  return found;
}

/** As the verdict reads it; null where what chance drew is no sound polygon. */
function polygonsOf(rings: Rings): readonly Rings[] | null {
  const read = readFootprint(feature({ type: 'Polygon', coordinates: rings }));
  return 'refusal' in read ? null : read.footprint.polygons;
}

/** Corners put on corners of boundaries, on their edges, or left where they are. */
function snapped(coverage: Coverage, rings: Rings, random: () => number): Rings {
  const { vertexX, vertexY, chainStart, chainVertex } = coverage.arrangement;
  const corner = (position: Lonlat): Lonlat => {
    const chance = random();
    if (chance < 0.4) return position;
    let [nearest, shortest] = [0, Infinity];
    for (let place = 0; place < chainVertex.length; place++) {
      const v = chainVertex[place] ?? 0;
      const distance = Math.hypot(
        (vertexX[v] ?? 0) / unitsPerDegree - position[0],
        (vertexY[v] ?? 0) / unitsPerDegree - position[1],
      );
      if (distance < shortest) [nearest, shortest] = [place, distance];
    }
    const isLast = chainStart.includes(nearest + 1);
    const [v, w] = [chainVertex[nearest] ?? 0, chainVertex[isLast ? nearest : nearest + 1] ?? 0];
    const along = chance < 0.7 ? 0 : random();
    return [
      ((vertexX[v] ?? 0) * (1 - along) + (vertexX[w] ?? 0) * along) / unitsPerDegree,
      ((vertexY[v] ?? 0) * (1 - along) + (vertexY[w] ?? 0) * along) / unitsPerDegree,
    ];
  };
  return rings.map((ring) => {
    const open = ring.slice(0, -1).map(corner);
    return open[0] ? [...open, open[0]] : [];
  });
}

/** The same faces with the same parts of the footprint, but for what nobody can draw. */
function expectSame(got: FaceShares, wanted: FaceShares): void {
  const amounts = (of: FaceShares) => new Map(of.shares.map(({ face, amount }) => [face, amount]));
  const [these, those] = [amounts(got), amounts(wanted)];
  for (const face of new Set([...these.keys(), ...those.keys()]))
    expect(Math.abs((these.get(face) ?? 0) - (those.get(face) ?? 0))).toBeLessThan(
      1e-6 * wanted.total + 1e-6,
    );
}

const seeds = fc.integer({ min: 0, max: 1e9 });
const townSeeds = fc.integer({ min: 1, max: 6 });

function randomRings(random: () => number): Rings {
  const centre: Place = [5000 * random() - 2500, 5000 * random() - 2500];
  return randomPolygon(random, centre, 10 ** (0.5 + 3 * random()));
}

describe('Walking the outline finds the same parts as cutting the footprint into trapezoids', () => {
  test('wherever a footprint is drawn', () => {
    fc.assert(
      fc.property(seeds, townSeeds, fc.boolean(), (seed, townSeed, parties) => {
        const coverage = parties ? town(townSeed).byParty() : town(townSeed);
        const polygons = polygonsOf(randomRings(randomFrom(seed)));
        if (!polygons) return;
        expectSame(
          faceShares(coverage.partition(), polygons),
          trapezoidShares(coverage.partition(), polygons),
        );
      }),
      { numRuns: 150 },
    );
  });

  test('with corners and edges on boundaries and on their corners', () => {
    fc.assert(
      fc.property(seeds, townSeeds, (seed, townSeed) => {
        const random = randomFrom(seed);
        const coverage = town(townSeed);
        const polygons = polygonsOf(snapped(coverage, randomRings(random), random));
        if (!polygons) return;
        expectSame(
          faceShares(coverage.partition(), polygons),
          trapezoidShares(coverage.partition(), polygons),
        );
      }),
      { numRuns: 150 },
    );
  });

  test('along the outline of an area: that area, whole and alone', () => {
    for (const drawn of randomTown(3, false)) {
      const coverage = town(3);
      const face = coverage.leaves.indexOf(drawn.code);
      const whole = townOf([drawn], subdistrictsOf([drawn])).arrangement;
      const ring = [...whole.chainVertex].map(
        (v): Lonlat => [(whole.vertexX[v] ?? 0) / unitsPerDegree, (whole.vertexY[v] ?? 0) / unitsPerDegree],
      );
      const { shares, total } = faceShares(coverage.partition(), [[ring]]);
      const own = shares.filter(
        ({ face: at }) =>
          coverage.arrangement.faceOwner[coverage.arrangement.faceOwnerStart[at] ?? 0] === face,
      );
      expect(own).toHaveLength(1);
      expect((own[0]?.amount ?? 0) / total).toBeCloseTo(1, 6);
    }
  });

  test('and hardly ever needs them', () => {
    const { counts } = town(5).partition();
    const before = { ...counts };
    const random = randomFrom(11);
    for (let i = 0; i < 300; i++) {
      const rings = randomRings(random);
      const polygons = polygonsOf(i % 2 === 0 ? rings : snapped(town(5), rings, random));
      if (polygons) faceShares(town(5).partition(), polygons);
    }
    expect(counts.measured - before.measured).toBeGreaterThan(150);
    expect(counts.fallbacks - before.fallbacks).toBeLessThan(3);
  });
});

describe('Where the index contradicts itself', () => {
  /** The same faces, with some edges said to belong to another boundary than theirs. */
  function corrupted({ arrangement, raster }: Coverage, random: () => number): Partition {
    const chains = arrangement.chainLeft.length;
    return createPartition(arrangement, {
      ...raster,
      edgeChain: raster.edgeChain.map((chain) => (random() < 0.5 ? chain : Math.floor(chains * random()))),
    });
  }

  test('trapezoids give the right answer, and it is counted', () => {
    const random = randomFrom(7);
    const coverage = town(1);
    const broken = corrupted(coverage, random);
    let crossed = 0;
    for (let i = 0; i < 150; i++) {
      const polygons = polygonsOf(randomPolygon(random, [1500 * random() - 700, 1500 * random() - 700], 900));
      if (!polygons) continue;
      const wanted = trapezoidShares(coverage.partition(), polygons);
      if (wanted.shares.length > 3) crossed++;
      expectSame(faceShares(broken, polygons), wanted);
    }
    expect(crossed).toBeGreaterThan(50);
    expect(broken.counts.fallbacks).toBeGreaterThan(0.9 * crossed);
  });

  test('a whole face of the wrong size is noticed', () => {
    const coverage = town(1);
    const broken = createPartition(coverage.arrangement);
    broken.faceArea.fill(1);
    const polygons = polygonsOf(randomPolygon(randomFrom(1), [0, 0], 1500));
    faceShares(broken, polygons ?? []);
    expect(broken.counts.fallbacks).toBe(1);
  });
});

test('Places looked up together lie where each lies for itself', () => {
  const coverage = town(2);
  const [west, south, east, north] = coverage.extent;
  const random = randomFrom(3);
  const positions = Float64Array.from({ length: 6000 }, (_, i) => {
    const [from, to] = i % 2 === 0 ? [west, east] : [south, north];
    // Some lie outside, one is no place at all.
    return i === 100 ? Number.NaN : from + (1.4 * random() - 0.2) * (to - from);
  });
  const together = coverage.locateAll(positions);
  for (let i = 0; i < together.length; i++)
    expect(together[i]).toBe(coverage.locateAll(positions.subarray(2 * i, 2 * i + 2))[0]);
  expect(new Set(together).size).toBeGreaterThan(20);
});

describe('Sides are exact', () => {
  test('where doubles cannot tell them apart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -(2 ** 41), max: 2 ** 41 }), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: -2, max: 2 }),
        ([a = 0, b = 0, c = 0, d = 0], off) => {
          const sign = (value: bigint): number => (value > 0n ? 1 : value < 0n ? -1 : 0);
          const exact = (p: number, q: number, r: number, s: number): number =>
            sign(BigInt(p) * BigInt(s) - BigInt(q) * BigInt(r));
          expect(Math.sign(determinant(a, b, c, d))).toBe(exact(a, b, c, d));
          // Nearly parallel: the products agree in all digits of a double.
          expect(Math.sign(determinant(a, b, a + off, b))).toBe(exact(a, b, a + off, b));
        },
      ),
    );
  });

  test('and never undecided: what lies on an edge counts as on one side of it, the same from either end', () => {
    expect(sideOfBoundary(0, 0, 10, 0, 5, 0)).toBeLessThan(0);
    expect(sideOfBoundary(10, 0, 0, 0, 5, 0)).toBeGreaterThan(0);
    expect(sideOfOutline(0, 0, 0, 10, 0, 5)).toBeGreaterThan(0);
    expect(sideOfOutline(0, 10, 0, 0, 0, 5)).toBeLessThan(0);
  });
});
