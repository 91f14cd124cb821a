import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bounds, Lonlat } from '../../../geodata/geometry.ts';
import { type Coverage, createCoverage } from '../../../geodata/jurisdiction/coverage.ts';
import type { EditionGeography } from '../../../geodata/jurisdiction/edition.ts';
import { packSlice, unpackSlice } from '../../../geodata/jurisdiction/pack-slice.ts';
import { resolve } from '../../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../../geodata/jurisdiction/rules.ts';
import { sliceGeography } from '../../../geodata/jurisdiction/slice.ts';
import {
  type Drawn,
  feature,
  lonlat,
  type Place,
  randomFrom,
  randomPolygon,
  randomTown,
  square,
  subdistrictsOf,
  townOf,
} from './town.ts';

/** Gaps and overlaps by chance, an exclave of one district in the other, and a hole that is nobody's. */
function oddTown(seed: number): readonly Drawn[] {
  const exclave = square(1500, -300, 1700, -100);
  const hole = square(-1700, 200, -1500, 400);
  return [
    ...randomTown(seed, true),
    { code: '110106009001', level: 'community', parent: '110106009', polygons: [[exclave]] },
    {
      code: '110106009002',
      level: 'community',
      parent: '110106009',
      polygons: [[square(-2600, -500, -2000, 500), hole.map(([x, y]): Place => [x - 700, y])]],
    },
  ];
}

const towns = new Map<number, Coverage>();
function town(seed: number): Coverage {
  const found = towns.get(seed) ?? townOf(oddTown(seed), subdistrictsOf(oddTown(seed)));
  towns.set(seed, found);
  return found;
}

const boundsOf = ([west, south]: Place, [east, north]: Place): Bounds => [
  ...lonlat([west, south]),
  ...lonlat([east, north]),
];

const overTheWire = (geography: EditionGeography): Coverage =>
  createCoverage(unpackSlice(packSlice(geography)));

function randomFeature(random: () => number, centre: Place): object {
  const size = 10 ** (1 + 2 * random());
  const line = (): Lonlat[] =>
    Array.from({ length: 2 + Math.floor(4 * random()) }, () =>
      lonlat([centre[0] + size * (random() - 0.5), centre[1] + size * (random() - 0.5)]),
    );
  const accuracy = random() < 0.5 ? 0 : 60 * random();
  const category = random() < 0.3 ? { category: '05-03' } : {};
  switch (Math.floor(4 * random())) {
    case 0:
      return feature({ type: 'Point', coordinates: lonlat(centre) }, { accuracy, ...category });
    case 1:
      return feature({ type: 'LineString', coordinates: line() }, { width: 30 * random(), ...category });
    default:
      return feature(
        { type: 'Polygon', coordinates: randomPolygon(random, centre, size) },
        { accuracy: size < 100 ? accuracy : 0, ...category },
      );
  }
}

const bytesOf = (coverage: Coverage, asked: object): string =>
  JSON.stringify(resolve(coverage, asked, { rules: defaultRules, duties: () => [], blower: '110106001' }));

describe('A slice of an edition', () => {
  test('gives the same verdict as the whole, to the last byte, inside its bounds and outside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 4 }), (seed, townSeed) => {
        const random = randomFrom(seed);
        const whole = town(townSeed);
        const corner: Place = [3000 * random() - 2000, 3000 * random() - 2000];
        const bounds = boundsOf(corner, [corner[0] + 900, corner[1] + 900]);
        const slice = overTheWire(sliceGeography(whole, random() < 0.2 ? null : bounds));
        for (let i = 0; i < 6; i++) {
          const reach = i < 4 ? 900 : 4000;
          const asked = randomFeature(random, [corner[0] + reach * random(), corner[1] + reach * random()]);
          expect(bytesOf(slice, asked)).toBe(bytesOf(whole, asked));
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('has the very lines between parties that the whole has', () => {
    for (const seed of [1, 2, 3]) {
      const whole = town(seed);
      for (const bounds of [null, boundsOf([-500, -500], [500, 500])]) {
        const slice = overTheWire(sliceGeography(whole, bounds));
        expect(slice.byParty().arrangement).toEqual(whole.byParty().arrangement);
        expect(slice.parties).toEqual(whole.parties);
      }
    }
  });

  test('knows every finest area within its bounds, and only parties elsewhere', () => {
    const whole = town(2);
    const bounds = boundsOf([-500, -500], [500, 500]);
    const slice = createCoverage(sliceGeography(whole, bounds));
    const random = randomFrom(5);
    for (let i = 0; i < 300; i++) {
      const place = lonlat([1000 * random() - 500, 1000 * random() - 500]);
      expect(slice.locate(...place)).toEqual(whole.locate(...place));
    }
    const far = lonlat([1200, 1200]);
    const party = whole.locate(...far).map((code) => whole.ancestorAt(code, 'subdistrict'));
    expect(party.length).toBeGreaterThan(0);
    expect(slice.locate(...far)).toEqual(party);
    expect(slice.arrangement.vertexX.length).toBeLessThan(whole.arrangement.vertexX.length);
  });
});

describe('Bytes that are no slice', () => {
  const bytes = packSlice(sliceGeography(town(1), null));
  test('are told apart by their beginning, and missed where they are cut short', () => {
    expect(() => unpackSlice(new Uint8Array(20))).toThrow(/no slice/);
    expect(() => unpackSlice(bytes.slice(0, bytes.length - 5))).toThrow(/cut short/);
    const newer = bytes.slice();
    newer[4] = 9;
    expect(() => unpackSlice(newer)).toThrow(/version 9/);
  });
});
