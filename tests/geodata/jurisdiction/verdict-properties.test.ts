import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Lonlat } from '../../../geodata/geometry.ts';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';
import { createCoverage } from '../../../geodata/jurisdiction/coverage.ts';
import { packGeography, unpackGeography } from '../../../geodata/jurisdiction/pack.ts';
import { type ResolveContext, resolve } from '../../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../../geodata/jurisdiction/rules.ts';
import type { Department, Verdict } from '../../../geodata/jurisdiction/verdict.ts';
import {
  feature,
  geographyOf,
  lonlat,
  randomFrom,
  randomPolygon,
  randomTown,
  subdistrictsOf,
  townOf,
  twoSides,
} from './town.ts';

const department = (code: string, name: string, nameEn: string): Department => ({
  code,
  name,
  nameEn,
  posting: 'body',
});
const departments = [
  department('urban', '城市管理综合执法', 'Urban management'),
  department('planning', '规划和自然资源', 'Planning'),
  department('housing', '住房和城乡建设', 'Housing'),
];
const context: ResolveContext = { rules: defaultRules, duties: () => departments };

function judge(coverage: Coverage, input: unknown, more: Partial<ResolveContext> = {}): Verdict {
  const resolved = resolve(coverage, input, { ...context, ...more });
  if ('refusal' in resolved) throw new Error(JSON.stringify(resolved.refusal));
  return resolved.verdict;
}

const two = townOf(twoSides);

describe('Any verdict', () => {
  const seeds = fc.integer({ min: 0, max: 1e9 });
  const polygon = (seed: number) => {
    const random = randomFrom(seed);
    return feature({
      type: 'Polygon',
      coordinates: randomPolygon(
        random,
        [3000 * random() - 1500, 3000 * random() - 1500],
        600 * random() + 5,
      ),
    });
  };

  test('comes out in the same bytes from the same input', () => {
    const drawn = randomTown(3, true);
    const coverages = [townOf(drawn, subdistrictsOf(drawn)), townOf(drawn, subdistrictsOf(drawn))] as const;
    fc.assert(
      fc.property(seeds, (seed) => {
        const [one, other] = coverages.map((coverage) => JSON.stringify(judge(coverage, polygon(seed))));
        expect(other).toBe(one);
      }),
      { numRuns: 30 },
    );
  });

  test('swaps the roles when the areas swap their names, but for the smallest code', () => {
    const names = twoSides.map(({ code, name = '', nameEn = '' }) => ({ code, name, nameEn }));
    const swapped = townOf(twoSides.map((drawn, i) => ({ ...drawn, ...names[1 - i] })));
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomFrom(seed);
        const input = feature({
          type: 'Polygon',
          coordinates: randomPolygon(random, [60 * random() - 30, 0], 60),
        });
        const [one, other] = [judge(two, input), judge(swapped, input)];
        if (one.parties[0]?.rule === 'smallest-code') return;
        const other2 = new Map(names.map(({ code }, i) => [code, names[1 - i]?.code]));
        expect(other.parties.map(({ jurisdiction, role }) => [jurisdiction.code, role])).toEqual(
          one.parties.map(({ jurisdiction, role }) => [other2.get(jurisdiction.code), role]),
        );
      }),
      { numRuns: 100 },
    );
  });

  test('is the same after the geography has been packed for the wire', () => {
    const drawn = randomTown(4, true);
    const geography = geographyOf(drawn, subdistrictsOf(drawn));
    const bytes = packGeography(geography);
    const unpacked = unpackGeography(bytes);
    expect(unpacked.areas).toEqual(geography.areas);
    expect(unpacked.leaves).toEqual(geography.leaves);
    const [here, there] = [createCoverage(geography), createCoverage(unpacked)];
    for (let seed = 0; seed < 20; seed++)
      expect(judge(there, polygon(seed))).toEqual(judge(here, polygon(seed)));
    expect(() => unpackGeography(bytes.slice(0, 40))).toThrow(/wanted a geography/);
    expect(() => unpackGeography(new Uint8Array(40))).toThrow(/no packed geography/);
  });

  test('moved as it says leaves that party alone', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomFrom(seed);
        const rings = randomPolygon(random, [40 * random() - 20, 0], 50);
        for (const { move, result } of judge(two, feature({ type: 'Polygon', coordinates: rings }))
          .wouldChange) {
          if (!move) continue;
          const bearing = (move.bearing * Math.PI) / 180;
          const [x0, y0] = lonlat([0, 0]);
          const [x1, y1] = lonlat([
            Math.sin(bearing) * (move.metres + 0.05),
            Math.cos(bearing) * (move.metres + 0.05),
          ]);
          const moved = rings.map((line) => line.map(([x, y]): Lonlat => [x + x1 - x0, y + y1 - y0]));
          const { parties } = judge(two, feature({ type: 'Polygon', coordinates: moved }));
          expect(parties.map(({ jurisdiction }) => `${jurisdiction.name}单独`)).toEqual([result.zh]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
