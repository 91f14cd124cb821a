import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFootprint } from '../../geodata/footprint.ts';
import { packGeography, unpackGeography } from '../../geodata/jurisdiction/pack.ts';
import { resolve } from '../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../geodata/jurisdiction/rules.ts';
import { readGeoJson } from '../../geodata/read/geojson.ts';
import { packArrangement, unpackArrangement } from '../../geodata/topology/pack.ts';
import { buildEdition } from '../../server/boundary/build.ts';
import { geographyOf, lonlat, ring, square, townOf, twoSides } from './jurisdiction/town.ts';

/** Random inputs for each reader. */
const cases = Number(process.env.FUZZ_CASES ?? 2_000);
/** Milliseconds that no input of this size may take; the slowest honest one takes a hundredth. */
const patience = 5_000;

const coverage = townOf(twoSides);
const context = { rules: defaultRules, duties: () => [] };

const layer = JSON.stringify({
  type: 'FeatureCollection',
  features: twoSides.map(({ code, name, polygons }) => ({
    type: 'Feature',
    properties: { code, name, parent: code.slice(0, 6) },
    geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(ring)) },
  })),
});
const footprint = JSON.stringify({
  type: 'Feature',
  properties: { category: '01-01', accuracy: 5, width: 8, crs: 'wgs84' },
  geometry: { type: 'Polygon', coordinates: [ring(square(-30, 0, 40, 50))] },
});

const numbers = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, 180, -180, 90, 1e308, -1e308, 5e-324, 116.32, 39.9, 2 ** 53),
  fc.double({ min: 116.2, max: 116.4, noNaN: true }),
);
const position = fc.oneof(
  fc.tuple(numbers, numbers).map((pair): unknown => pair),
  fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 })).map(lonlat),
  fc.anything(),
);
const line = fc.oneof(fc.array(position, { maxLength: 12 }), closed(position));
const geometry = fc.record({
  type: fc.oneof(
    fc.constantFrom('Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'),
    fc.constantFrom('GeometryCollection', '', null),
  ),
  coordinates: fc.oneof(
    position,
    line,
    fc.array(line, { maxLength: 4 }),
    fc.array(fc.array(line, { maxLength: 3 }), { maxLength: 3 }),
  ),
});
const properties = fc.oneof(
  fc.record(
    {
      accuracy: fc.oneof(numbers, fc.anything()),
      width: fc.oneof(numbers, fc.anything()),
      crs: fc.oneof(fc.constantFrom('wgs84', 'gcj02', 'bd09', 'EPSG:4490', 'unknown'), fc.anything()),
      category: fc.anything(),
      kind: fc.anything(),
      occurredAt: fc.anything(),
      geocode: fc.anything(),
    },
    { requiredKeys: [] },
  ),
  fc.anything(),
);

describe('whatever comes in, there is an answer or a clear refusal, in bounded time', () => {
  test('a Feature of any shape and with any properties', () => {
    holds(fc.record({ type: fc.constant('Feature'), geometry, properties }), expectVerdictOrRefusal);
  });

  test('anything at all in the place of a Feature', () => {
    holds(fc.anything({ maxDepth: 4 }), expectVerdictOrRefusal);
  });

  test('the text of a footprint with bytes changed, cut and doubled', () => {
    let judged = 0;
    holds(damaged(Buffer.from(footprint)), (bytes) => {
      const parsed = parse(bytes.toString());
      if (parsed !== undefined && expectVerdictOrRefusal(parsed) === 'verdict') judged++;
    });
    expect(judged).toBeGreaterThan(0);
  });

  test('the text of a boundary file with bytes changed, cut and doubled: a report or a refusal', () => {
    const read = {
      level: 'subdistrict',
      code: 'code',
      name: 'name',
      parent: 'parent',
      crs: 'wgs84',
    } as const;
    const outcomes = new Set<string>();
    holds(damaged(Buffer.from(layer)), (bytes) => {
      const result = readGeoJson(bytes.toString(), {
        ...read,
        source: 'fuzz',
        city: { code: '110000', name: '北京市', nameEn: 'Beijing' },
      });
      if ('refusal' in result) {
        expect(result.refusal.message.zh).not.toBe('');
        expect(result.refusal.message.en).not.toBe('');
        outcomes.add('refused');
        return;
      }
      const built = buildEdition([result.layer]);
      if ('refusal' in built) {
        expect(built.refusal.zh).not.toBe('');
        outcomes.add('not built');
        return;
      }
      expect(built.report.findings.length).toBeGreaterThan(0);
      if (built.edition) outcomes.add('built');
      // What is not sound cannot be published.
      if (!built.edition) expect(built.report.errors).toBeGreaterThan(0);
    });
    expect(outcomes).toContain('refused');
    expect(outcomes).toContain('built');
  });

  test('a packed geography and a packed arrangement with bytes changed: unpacked, or refused with the reason', () => {
    const geography = geographyOf(twoSides);
    const refusals = new Set<string>();
    holds(damaged(Buffer.from(packGeography(geography))), (bytes) => {
      const error = errorOf(() => unpackGeography(bytes));
      if (error) refusals.add(error.constructor.name);
    });
    holds(damaged(Buffer.from(packArrangement(geography.arrangement))), (bytes) => {
      const error = errorOf(() => unpackArrangement(bytes));
      if (error) refusals.add(error.constructor.name);
    });
    expect(refusals).toContain('Error');
    // What a stray length would end in, if it were believed.
    expect(refusals).not.toContain('RangeError');
  });

  test('a ring of 20,000 corners that crosses itself everywhere, and one nested a thousand deep', () => {
    const random = (i: number) => Math.abs(Math.sin(12.9898 * i) * 43758.5453) % 1;
    const tangle = Array.from({ length: 19_999 }, (_, i) =>
      lonlat([2000 * random(i) - 1000, 2000 * random(i + 0.5) - 1000]),
    );
    const began = performance.now();
    expect(
      expectVerdictOrRefusal({
        type: 'Feature',
        properties: {},
        geometry: { type: 'Polygon', coordinates: [[...tangle, tangle[0]]] },
      }),
    ).toBe('refusal');
    let deep: unknown = [116.3, 39.9];
    for (let i = 0; i < 1000; i++) deep = [deep];
    expect(
      expectVerdictOrRefusal({
        type: 'Feature',
        properties: {},
        geometry: { type: 'Polygon', coordinates: deep },
      }),
    ).toBe('refusal');
    expect(performance.now() - began).toBeLessThan(2 * patience);
  });
});

function expectVerdictOrRefusal(input: unknown): 'verdict' | 'refusal' {
  const answer = resolve(coverage, input, context);
  if ('refusal' in answer) {
    const { code, got, wanted } = answer.refusal;
    expect(code).toMatch(/^[a-z-]+$/);
    expect(got.length).toBeLessThan(500);
    expect(wanted.zh).not.toBe('');
    expect(wanted.en).not.toBe('');
    expect(readFootprint(input, coverage.extent)).toMatchObject({ refusal: { code } });
    return 'refusal';
  }
  const { verdict } = answer;
  const shares = verdict.parties
    .filter(({ holding }) => holding === null)
    .reduce((sum, { share }) => sum + share, 0);
  expect(shares).toBeGreaterThanOrEqual(0);
  expect(shares).toBeLessThan(1 + 1e-6);
  expect(JSON.stringify(verdict)).not.toMatch(/NaN|Infinity/);
  return 'verdict';
}

function holds<T>(inputs: fc.Arbitrary<T>, property: (input: T) => unknown): void {
  fc.assert(
    fc.property(inputs, (input) => {
      const began = performance.now();
      property(input);
      expect(performance.now() - began).toBeLessThan(patience);
    }),
    { numRuns: cases },
  );
}

/** Bytes with some of them changed, some cut out, some doubled. */
const damaged = (bytes: Buffer): fc.Arbitrary<Buffer> =>
  fc
    .array(
      fc.record({
        at: fc.nat(bytes.length - 1),
        what: fc.constantFrom('change', 'cut', 'double', 'digit'),
        byte: fc.nat(255),
        length: fc.nat(40),
      }),
      { minLength: 0, maxLength: 6 },
    )
    .map((changes) => {
      let damage = Buffer.from(bytes);
      for (const { at, what, byte, length } of changes) {
        const place = Math.min(at, damage.length);
        if (what === 'change' || what === 'digit') {
          if (place < damage.length) damage[place] = what === 'digit' ? 48 + (byte % 10) : byte;
        } else {
          const [head, piece, tail] = [
            damage.subarray(0, place),
            damage.subarray(place, place + length),
            damage.subarray(place + length),
          ];
          damage = Buffer.concat(what === 'cut' ? [head, tail] : [head, piece, piece, tail]);
        }
      }
      return damage;
    });

function closed(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> {
  return fc
    .array(arbitrary, { minLength: 3, maxLength: 12 })
    .map((open) => [...open, structuredClone(open[0])]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function errorOf(run: () => unknown): Error | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
