import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levels } from '../../../geodata/area.ts';
import { type Footprint, readFootprint } from '../../../geodata/footprint.ts';
import type { Lonlat, Rings } from '../../../geodata/geometry.ts';
import { createAreaAmounts } from '../../../geodata/jurisdiction/area-amounts.ts';
import { type Coverage, createCoverage } from '../../../geodata/jurisdiction/coverage.ts';
import { measure } from '../../../geodata/jurisdiction/overlap.ts';
import { unitsPerDegree } from '../../../geodata/topology/arrangement.ts';
import {
  feature,
  geographyOf,
  lonlat,
  type Place,
  randomFrom,
  randomPolygon,
  randomTown,
  ring,
  square,
  subdistrictsOf,
  townOf,
  twoSides,
} from './town.ts';

const towns = new Map<string, Coverage>();
function town(seed: number, faults: boolean): Coverage {
  const key = `${seed} ${faults}`;
  let coverage = towns.get(key);
  if (!coverage) {
    const drawn = randomTown(seed, faults);
    coverage = townOf(drawn, subdistrictsOf(drawn));
    towns.set(key, coverage);
  }
  return coverage;
}

function footprintOf(geometry: { type: string; coordinates: unknown }, properties = {}): Footprint {
  const read = readFootprint(feature(geometry, properties));
  if ('refusal' in read) throw new Error(JSON.stringify(read.refusal));
  return read.footprint;
}

const seeds = fc.integer({ min: 0, max: 1e9 });
const townSeeds = fc.integer({ min: 1, max: 5 });

/** Any kind of footprint, anywhere in town or just outside. */
function randomFootprint(seed: number): Footprint {
  const random = randomFrom(seed);
  const centre: Place = [5000 * random() - 2500, 5000 * random() - 2500];
  const size = 10 ** (1 + 2.3 * random());
  const line = (): Lonlat[] =>
    Array.from({ length: 2 + Math.floor(4 * random()) }, () =>
      lonlat([centre[0] + size * (random() - 0.5), centre[1] + size * (random() - 0.5)]),
    );
  switch (Math.floor(6 * random())) {
    case 0:
      return footprintOf({ type: 'Point', coordinates: lonlat(centre) }, { accuracy: 200 * random() });
    case 1:
      return footprintOf({ type: 'LineString', coordinates: line() }, { width: 30 * random() });
    case 2:
      return footprintOf({ type: 'LineString', coordinates: line() });
    case 3:
      return footprintOf({ type: 'Point', coordinates: lonlat(centre) });
    default:
      return footprintOf({ type: 'Polygon', coordinates: randomPolygon(random, centre, size) });
  }
}

describe('Whatever the footprint', () => {
  test('its shares, gaps and outside add up to one when overlaps are counted once', () => {
    fc.assert(
      fc.property(seeds, townSeeds, fc.boolean(), (seed, townSeed, faults) => {
        const { extent } = measure(town(townSeed, faults), randomFootprint(seed));
        const shares = extent.parts.reduce((sum, part) => sum + part.share, 0);
        const twice = extent.overlaps.reduce(
          (sum, { share, owners }) => sum + share * (owners.length - 1),
          0,
        );
        expect(shares + extent.gap + extent.outside - twice).toBeCloseTo(1, 6);
      }),
      { numRuns: 600 },
    );
  });

  test('an area holds what its children hold, at every level', () => {
    fc.assert(
      fc.property(seeds, townSeeds, (seed, townSeed) => {
        const coverage = town(townSeed, false);
        const footprint = randomFootprint(seed);
        const { total } = measure(coverage, footprint).extent;
        for (const level of levels.slice(1, 4)) {
          const parents = createAreaAmounts(coverage, levels[levels.indexOf(level) - 1] ?? 'city');
          const sums = new Map<string, number>();
          for (const { code, amount } of createAreaAmounts(coverage, level)(footprint)) {
            const parent = coverage.areas.get(code)?.parent ?? '';
            sums.set(parent, (sums.get(parent) ?? 0) + amount);
          }
          for (const { code, amount } of parents(footprint))
            expect((sums.get(code) ?? 0) / total).toBeCloseTo(amount / total, 9);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('amounts asked for alone are those of the whole measurement, what two areas claim counted for both', () => {
    fc.assert(
      fc.property(seeds, townSeeds, fc.boolean(), (seed, townSeed, faulty) => {
        const coverage = town(townSeed, faulty).byParty();
        const footprint = randomFootprint(seed);
        const { parts, total } = measure(coverage, footprint).extent;
        const amounts = new Map(
          createAreaAmounts(coverage, null)(footprint).map(({ code, amount }) => [code, amount]),
        );
        for (const { jurisdiction, share } of parts)
          expect((amounts.get(jurisdiction.code) ?? 0) / total).toBeCloseTo(share, 9);
        expect(amounts.size).toBe(parts.filter(({ share }) => share > 0).length);
      }),
      { numRuns: 200 },
    );
  });

  test('the probabilities of a place add up to one, with those of no area', () => {
    fc.assert(
      fc.property(
        seeds,
        townSeeds,
        fc.double({ min: 0.1, max: 300, noNaN: true }),
        (seed, townSeed, accuracy) => {
          const random = randomFrom(seed);
          const coordinates = lonlat([3000 * random() - 1500, 3000 * random() - 1500]);
          const { extent } = measure(
            town(townSeed, false),
            footprintOf({ type: 'Point', coordinates }, { accuracy }),
          );
          const sum = extent.parts.reduce((all, part) => all + (part.probability ?? 0), 0);
          expect(sum).toBeGreaterThan(1 - 1e-3);
          expect(sum).toBeLessThan(1 + 1e-6);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('A polygon measures the same', () => {
  const shares = (coverage: Coverage, polygons: readonly Rings[]) =>
    measure(coverage, footprintOf({ type: 'MultiPolygon', coordinates: polygons })).extent.parts.map(
      ({ jurisdiction, share }) => ({ code: jurisdiction.code, share }),
    );
  /** The same parties, with shares that differ by less than `tolerance`: what is left is the order of summation. */
  const expectSame = (
    got: ReturnType<typeof shares>,
    wanted: ReturnType<typeof shares>,
    tolerance: number,
  ): void => {
    const byCode = (parts: ReturnType<typeof shares>) =>
      parts.toSorted((a, b) => a.code.localeCompare(b.code));
    const [these, those] = [byCode(got), byCode(wanted)];
    expect(these.map(({ code }) => code)).toEqual(those.map(({ code }) => code));
    these.forEach(({ share }, i) => {
      expect(Math.abs(share - (those[i]?.share ?? Number.NaN))).toBeLessThan(tolerance);
    });
  };
  const turned = (line: readonly Lonlat[], by: number): Lonlat[] => {
    const open = line.slice(0, -1);
    const start = by % open.length;
    const run = [...open.slice(start), ...open.slice(0, start)];
    return run[0] ? [...run, run[0]] : [];
  };

  test('wherever its rings begin, whichever way they run, and in whatever order its parts come', () => {
    fc.assert(
      fc.property(seeds, townSeeds, fc.nat(40), fc.boolean(), (seed, townSeed, by, reverse) => {
        const random = randomFrom(seed);
        const polygons = [randomPolygon(random, [-900, 100], 700), randomPolygon(random, [900, -100], 700)];
        const other = [...polygons]
          .reverse()
          .map((rings) => rings.map((line) => (reverse ? turned(line, by).reverse() : turned(line, by))));
        const coverage = town(townSeed, true);
        expectSame(shares(coverage, other), shares(coverage, polygons), 1e-9);
        const hash = (coordinates: readonly Rings[]) =>
          footprintOf({ type: 'MultiPolygon', coordinates }).hash;
        expect(hash(other)).toBe(hash(polygons));
      }),
      { numRuns: 150 },
    );
  });

  test('when boundaries are cut into more edges', () => {
    fc.assert(
      fc.property(seeds, townSeeds, (seed, townSeed) => {
        const geography = geographyOf(randomTown(townSeed, true), subdistrictsOf(randomTown(townSeed, true)));
        const polygons = [randomPolygon(randomFrom(seed), [0, 0], 1500)];
        const coarse = withDoubledUnits(geography);
        expectSame(
          shares(createCoverage(withMiddles(coarse)), polygons),
          shares(createCoverage(coarse), polygons),
          1e-9,
        );
      }),
      { numRuns: 25 },
    );
  });

  test('when it is moved east together with the boundaries', () => {
    fc.assert(
      fc.property(seeds, townSeeds, fc.integer({ min: -20e7, max: 20e7 }), (seed, townSeed, units) => {
        const drawn = randomTown(townSeed, true);
        const geography = geographyOf(drawn, subdistrictsOf(drawn));
        const { arrangement } = geography;
        const moved = createCoverage({
          ...geography,
          arrangement: { ...arrangement, vertexX: arrangement.vertexX.map((x) => x + units) },
        });
        const rings = randomPolygon(randomFrom(seed), [0, 0], 1500);
        const east = rings.map((line) => line.map(([x, y]): Lonlat => [x + units / unitsPerDegree, y]));
        expectSame(shares(moved, [east]), shares(createCoverage(geography), [rings]), 1e-7);
      }),
      { numRuns: 25 },
    );
  });
});

describe('Numbers', () => {
  test('2,000 m² by one third and two thirds', () => {
    const { extent, area } = measure(
      townOf(twoSides),
      footprintOf({ type: 'Polygon', coordinates: [ring(square(-80 / 3, 0, 40 / 3, 50))] }),
    );
    expect(area).toBeCloseTo(2000, 1);
    expect(extent.parts.map((part) => part.jurisdiction.code)).toEqual(['110106002', '110102020']);
    expect(extent.parts[0]?.share).toBeCloseTo(2 / 3, 5);
    expect(extent.parts[0]?.area).toBeCloseTo(4000 / 3, 1);
    // Twice the area over the perimeter: 2 · (26.7 · 50) / (2 · (26.7 + 50)).
    expect(extent.parts[0]?.width).toBeCloseTo(17.39, 1);
    expect(extent.parts[1]?.width).toBeCloseTo(10.53, 1);
  });

  test('a hole in the footprint counts for nobody', () => {
    const { extent } = measure(
      townOf(twoSides),
      footprintOf({
        type: 'Polygon',
        coordinates: [ring(square(-100, 0, 100, 100)), ring(square(10, 10, 90, 90))],
      }),
    );
    expect(extent.parts[1]?.area).toBeCloseTo(100 * 100 - 80 * 80, 0);
  });

  test('a hole in an area is not part of it', () => {
    const coverage = townOf([
      {
        code: '110102001',
        polygons: [[square(-1000, -1000, 1000, 1000), square(-100, -100, 100, 100).reverse()]],
      },
      { code: '110106001', polygons: [[square(-100, -100, 100, 100)]] },
    ]);
    const { extent } = measure(
      coverage,
      footprintOf({ type: 'Polygon', coordinates: [ring(square(-50, -50, 50, 50))] }),
    );
    expect(extent.parts.map((part) => [part.jurisdiction.code, part.share.toFixed(9)])).toEqual([
      ['110106001', '1.000000000'],
    ]);
    const { extent: whole } = measure(
      coverage,
      footprintOf({ type: 'Polygon', coordinates: [ring(square(-500, -500, 500, 500))] }),
    );
    expect(whole.parts.find((part) => part.jurisdiction.code === '110106001')?.share).toBeCloseTo(0.04, 4);
  });

  test('an alley of 301 m by 8 m', () => {
    const line = footprintOf(
      { type: 'LineString', coordinates: [lonlat([100, -150.5]), lonlat([100, 150.5])] },
      { width: 8 },
    );
    expect(line.length).toBeCloseTo(301, 1);
    // The alley and the round ends beyond it.
    expect(line.area).toBeCloseTo(301 * 8 + Math.PI * 16, -1);
  });

  test('a line without width is shared by length, and along a boundary half and half', () => {
    const across = measure(
      townOf(twoSides),
      footprintOf({ type: 'LineString', coordinates: [lonlat([-30, 0]), lonlat([10, 0])] }),
    );
    expect(across.length).toBeCloseTo(40, 3);
    expect(across.extent.parts.map((part) => part.share.toFixed(4))).toEqual(['0.7500', '0.2500']);
    const along = measure(
      townOf(twoSides),
      footprintOf({ type: 'LineString', coordinates: [lonlat([0, -30]), lonlat([0, 10])] }),
    );
    expect(along.extent.parts.map((part) => part.share.toFixed(4))).toEqual(['0.5000', '0.5000']);
  });

  test('a point on a line belongs to both sides, a corner to all', () => {
    const parts = (place: Place, drawn = twoSides) =>
      measure(townOf(drawn), footprintOf({ type: 'Point', coordinates: lonlat(place) })).extent.parts.map(
        (part) => part.jurisdiction.code,
      );
    expect(parts([0, 10])).toEqual(['110102020', '110106002']);
    expect(parts([0, 2000])).toEqual(['110102020', '110106002']);
    expect(parts([5, 10])).toEqual(['110102020']);
    const three = [...twoSides, { code: '110102010', polygons: [[square(-2000, 2000, 2000, 3000)]] }];
    expect(parts([0, 2000], three)).toEqual(['110102010', '110102020', '110106002']);
  });

  test('8 m inside and known within 5 m, 20 m: as likely as the normal distribution says', () => {
    const likely = (accuracy: number) =>
      measure(townOf(twoSides), footprintOf({ type: 'Point', coordinates: lonlat([8, 0]) }, { accuracy }));
    // Φ(8 / (5 / 2.45)) and Φ(8 / (20 / 2.45)).
    expect(likely(5).extent.parts[0]?.probability).toBeCloseTo(0.999956, 5);
    expect(likely(20).extent.parts[0]?.probability).toBeCloseTo(0.836457, 5);
    expect(likely(20).boundary).toBeCloseTo(8, 2);
    expect(likely(20).extent.parts[1]?.distance).toBeCloseTo(8, 2);
  });
});

/** Every vertex on an even number of grid units, so that the middle of an edge is on the grid too. */
function withDoubledUnits(geography: ReturnType<typeof geographyOf>): ReturnType<typeof geographyOf> {
  const { arrangement } = geography;
  const even = (list: Int32Array): Int32Array => list.map((value) => 2 * Math.round(value / 2));
  return {
    ...geography,
    arrangement: { ...arrangement, vertexX: even(arrangement.vertexX), vertexY: even(arrangement.vertexY) },
  };
}

function withMiddles(geography: ReturnType<typeof geographyOf>): ReturnType<typeof geographyOf> {
  const a = geography.arrangement;
  const x = [...a.vertexX];
  const y = [...a.vertexY];
  const chainStart = [0];
  const chainVertex: number[] = [];
  for (let chain = 0; chain < a.chainLeft.length; chain++) {
    const run = [...a.chainVertex.subarray(a.chainStart[chain], a.chainStart[chain + 1])];
    run.forEach((vertex, i) => {
      const next = run[i + 1];
      chainVertex.push(vertex);
      if (next === undefined) return;
      chainVertex.push(x.push(((x[vertex] ?? 0) + (x[next] ?? 0)) / 2) - 1);
      y.push(((y[vertex] ?? 0) + (y[next] ?? 0)) / 2);
    });
    chainStart.push(chainVertex.length);
  }
  return {
    ...geography,
    arrangement: {
      ...a,
      vertexX: Int32Array.from(x),
      vertexY: Int32Array.from(y),
      chainStart: Int32Array.from(chainStart),
      chainVertex: Int32Array.from(chainVertex),
    },
  };
}
