import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';
import { resolve } from '../../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../../geodata/jurisdiction/rules.ts';
import type { Party } from '../../../geodata/jurisdiction/verdict.ts';
import { unitsPerDegree } from '../../../geodata/topology/arrangement.ts';
import { polygonsArea } from '../../../geodata/topology/ellipsoid.ts';
import {
  feature,
  lonlat,
  randomFrom,
  randomPolygon,
  randomTown,
  ring,
  square,
  subdistrictsOf,
  townOf,
  twoSides,
} from './town.ts';

function partiesOf(coverage: Coverage, coordinates: unknown): readonly Party[] {
  const resolved = resolve(coverage, feature({ type: 'Polygon', coordinates }), {
    rules: defaultRules,
    duties: () => [],
  });
  if ('refusal' in resolved) throw new Error(JSON.stringify(resolved.refusal));
  return resolved.verdict.parties.filter(({ share }) => share > 0);
}

const areaOf = ({ shape }: Party): number =>
  shape === null
    ? 0
    : polygonsArea((shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates) as never);

describe('The part of the footprint drawn for a party', () => {
  test('is as large as it was measured', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 4 }), (seed, townSeed) => {
        const random = randomFrom(seed);
        const drawn = randomTown(townSeed, true);
        const centre = [3000 * random() - 1500, 3000 * random() - 1500] as const;
        const rings = randomPolygon(random, centre, 10 ** (1 + 2 * random()));
        for (const party of partiesOf(townOf(drawn, subdistrictsOf(drawn)), rings))
          expect(Math.abs(areaOf(party) - (party.area ?? 0))).toBeLessThan(0.5 + 1e-3 * (party.area ?? 0));
      }),
      { numRuns: 120 },
    );
  });

  test('is drawn also where two crossings come nearer to each other than anybody can draw', () => {
    // Found among thousands by chance: town, and place in its series.
    for (const [townSeed, place] of [
      [2, 508],
      [3, 216],
    ] as const) {
      const drawn = randomTown(townSeed, true);
      const random = randomFrom(31 * townSeed);
      const rings = Array.from({ length: place + 1 }, () => {
        const centre = [4000 * random() - 2000, 4000 * random() - 2000] as const;
        return randomPolygon(random, centre, 10 ** (0.7 + 2.6 * random()));
      });
      const parties = partiesOf(townOf(drawn, subdistrictsOf(drawn)), rings.at(-1));
      expect(parties.length).toBeGreaterThan(1);
      for (const party of parties) expect(areaOf(party) / (party.area ?? 0)).toBeCloseTo(1, 1);
    }
  });

  test('keeps to lines the footprint was snapped to', () => {
    const coverage = townOf(twoSides);
    const onLine = Math.round(lonlat([0, 0])[0] * unitsPerDegree) / unitsPerDegree;
    // One side runs along the line, 20 m of another area lie beyond its corner.
    const snapped = ring(square(0, 0, 40, 50)).map(([x, y]) => [Math.max(onLine, x), y]);
    const [only, ...others] = partiesOf(coverage, [snapped]);
    expect(others).toEqual([]);
    expect(only && areaOf(only)).toBeCloseTo(2000, 0);
  });

  test('leaves out the hole of a footprint, and comes in several pieces where it must', () => {
    const rings = [
      ring(square(-100, 0, 100, 100)),
      ring(square(-20, -0, 20, 90).map(([x, y]) => [x, y + 5])),
    ];
    for (const party of partiesOf(townOf(twoSides), rings)) {
      expect(party.shape?.type).toBe('Polygon');
      expect(areaOf(party)).toBeCloseTo(10_000 - 20 * 90, -1);
    }
    const comb = ring([
      [-50, 0],
      [10, 0],
      [10, 10],
      [-10, 10],
      [-10, 20],
      [10, 20],
      [10, 30],
      [-50, 30],
    ]);
    const parties = partiesOf(townOf(twoSides), [comb]);
    expect(parties.map(({ shape }) => [shape?.type, shape?.coordinates.length])).toEqual([
      ['Polygon', 1],
      ['MultiPolygon', 2],
    ]);
  });
});
