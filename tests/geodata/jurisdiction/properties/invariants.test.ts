import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Footprint, readFootprint } from '../../../../geodata/footprint.ts';
import { createAreaAmounts } from '../../../../geodata/jurisdiction/area-amounts.ts';
import { type Coverage, createCoverage } from '../../../../geodata/jurisdiction/coverage.ts';
import { measure } from '../../../../geodata/jurisdiction/overlap.ts';
import { resolve } from '../../../../geodata/jurisdiction/resolve.ts';
import { defaultRules, type Rules } from '../../../../geodata/jurisdiction/rules.ts';
import type { Verdict } from '../../../../geodata/jurisdiction/verdict.ts';
import { draw, drawings } from './drawing.ts';
import { createWorld, renamed, type World } from './world.ts';

/** Random cases of the widest property; the others take a part of it. */
const cases = Number(process.env.PROPERTY_CASES ?? 10_000);
const few = Math.ceil(cases / 10);
/** Different cities; each costs more than many cases over it. */
const worldSeeds = fc.integer({ min: 1, max: Math.max(12, Math.ceil(cases / 400)) });
const caseOf = fc.record({
  worldSeed: worldSeeds,
  faults: fc.boolean(),
  drawing: fc.constantFrom(...drawings),
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
});
type Case = typeof caseOf extends fc.Arbitrary<infer T> ? T : never;

const known = new Map<string, { readonly world: World; readonly coverage: Coverage }>();
function cityOf({ worldSeed, faults }: Pick<Case, 'worldSeed' | 'faults'>) {
  const key = `${worldSeed} ${faults}`;
  let found = known.get(key);
  if (!found) {
    const world = createWorld(worldSeed, faults);
    found = { world, coverage: createCoverage(world.geography) };
    known.set(key, found);
  }
  return found;
}

type Feature = ReturnType<typeof draw>;
const context = { rules: defaultRules, duties: () => [], detail: false } as const;

function judge(coverage: Coverage, feature: Feature, more: object = {}): Verdict | null {
  const answer = resolve(coverage, feature, { ...context, ...more });
  if ('verdict' in answer) return answer.verdict;
  expect(answer.refusal.wanted.zh).not.toBe('');
  return null;
}

/** The footprint, or null for a faulty drawing. */
function readDrawn(feature: Feature): Footprint | null {
  const read = readFootprint(feature);
  return 'refusal' in read ? null : read.footprint;
}

const holds = (runs: number, property: (drawn: Case) => void): void =>
  fc.assert(fc.property(caseOf, property), { numRuns: runs });

const roles = (verdict: Verdict, name = (code: string) => code) =>
  verdict.parties.map(({ jurisdiction, role }) => `${name(jurisdiction.code)} ${role}`).sort();

describe(`Whatever the boundaries and the drawing, ${cases} cases`, () => {
  test('shares, gaps and outside make one when overlaps count once; parents hold what children hold; the answer is one', () => {
    let judged = 0;
    holds(cases, (drawn) => {
      const { world, coverage } = cityOf(drawn);
      const feature = draw(world, drawn.drawing, drawn.seed);
      const footprint = readDrawn(feature);
      const verdict = judge(coverage, feature);
      expect(verdict === null).toBe(footprint === null);
      if (!footprint || !verdict) return;
      judged++;
      const { extent } = measure(coverage, footprint);
      const shares = extent.parts.reduce((sum, part) => sum + part.share, 0);
      const twice = extent.overlaps.reduce((sum, { share, owners }) => sum + share * (owners.length - 1), 0);
      expect(Math.abs(shares + extent.gap + extent.outside - twice - 1)).toBeLessThan(1e-6);
      for (const part of extent.parts) expect(part.share).toBeLessThan(1 + 1e-9);
      for (const part of extent.parts) expect(part.share).toBeGreaterThanOrEqual(0);
      expectNesting(coverage, footprint, extent);
      expectSound(verdict);
      expect(JSON.stringify(judge(coverage, feature))).toBe(JSON.stringify(verdict));
    });
    expect(judged).toBeGreaterThan(0.6 * cases);
  }, 600_000);
});

/** Where nothing is claimed twice, an area's share is the sum of its children's. */
function expectNesting(
  coverage: Coverage,
  footprint: Footprint,
  { overlaps, total }: ReturnType<typeof measure>['extent'],
): void {
  if (overlaps.length > 0) return;
  for (const [parentLevel, level] of [
    ['city', 'district'],
    ['district', 'subdistrict'],
  ] as const) {
    const sums = new Map<string, number>();
    for (const { code, amount } of createAreaAmounts(coverage, level)(footprint)) {
      const parent = coverage.areas.get(code)?.parent ?? '';
      sums.set(parent, (sums.get(parent) ?? 0) + amount);
    }
    for (const { code, amount } of createAreaAmounts(coverage, parentLevel)(footprint))
      expect(Math.abs((sums.get(code) ?? 0) - amount) / total).toBeLessThan(1e-9);
  }
}

/** What every verdict must be, whatever it says. */
function expectSound(verdict: Verdict): void {
  const leads = verdict.parties.filter(({ role }) => role === 'lead');
  expect(leads).toHaveLength(verdict.outcome === 'unassigned' ? 0 : 1);
  expect(verdict.coordinator === null).toBe(verdict.outcome === 'unassigned');
  const codes = verdict.parties.map(({ jurisdiction }) => jurisdiction.code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const party of verdict.parties) {
    expect(party.why.zh).not.toBe('');
    expect(party.why.en).not.toBe('');
    expect(party.jurisdiction.path.at(-1)).toBe(party.jurisdiction.code);
  }
  expect(verdict.sentence.zh.endsWith('。')).toBe(true);
  expect(verdict.sentence.en.endsWith('.')).toBe(true);
  expect(JSON.stringify(verdict)).not.toMatch(/NaN|Infinity|undefined|null m/);
  for (const defect of verdict.defects) expect(defect.key.length).toBeGreaterThan(5);
}

describe(`The verdict stays the same, ${few} cases each`, () => {
  test('wherever rings begin and whichever way they run', () => {
    holds(few, (drawn) => {
      const { world, coverage } = cityOf(drawn);
      const feature = draw(world, drawn.drawing, drawn.seed);
      const verdict = judge(coverage, feature);
      const other = judge(coverage, turned(feature, drawn.seed));
      expect(other === null).toBe(verdict === null);
      if (!verdict || !other) return;
      expect(other.geometryHash).toBe(verdict.geometryHash);
      expect(roles(other)).toEqual(roles(verdict));
      expectSameShares(other, verdict, 1e-9);
    });
  }, 300_000);

  test('when the boundaries were drawn in another order', () => {
    holds(Math.ceil(few / 20), (drawn) => {
      const { world, coverage } = cityOf(drawn);
      const feature = draw(world, drawn.drawing, drawn.seed);
      const verdict = judge(coverage, feature);
      const { geography } = world;
      const shuffled = createCoverage({ ...geography, areas: geography.areas.toReversed() });
      const other = judge(shuffled, feature);
      expect(other === null).toBe(verdict === null);
      if (!verdict || !other) return;
      expect(roles(other)).toEqual(roles(verdict));
    });
  }, 300_000);
});

test('naming one subdistrict as another swaps their roles, unless the smaller code decides', () => {
  const swap = (code: string) =>
    code === '110102002' ? '110102003' : code === '110102003' ? '110102002' : code;
  const swapped = new Map<string, Coverage>();
  let told = 0;
  holds(few, (drawn) => {
    const { world, coverage } = cityOf(drawn);
    const key = `${drawn.worldSeed} ${drawn.faults}`;
    const other = swapped.get(key) ?? createCoverage(renamed(world, swap));
    swapped.set(key, other);
    const feature = draw(world, drawn.drawing, drawn.seed);
    const [before, after] = [judge(coverage, feature), judge(other, feature)];
    expect(after === null).toBe(before === null);
    if (!before || !after) return;
    const byCode = [before, after].some(({ parties }) =>
      parties.some(({ rule }) => rule === 'smallest-code'),
    );
    const tied = before.parties.some(({ share }, i) =>
      before.parties.some((party, j) => i < j && Math.abs(party.share - share) < 1e-6),
    );
    if (byCode || tied) return;
    if (before.parties.some(({ jurisdiction }) => swap(jurisdiction.code) !== jurisdiction.code)) told++;
    expect(roles(after)).toEqual(roles(before, swap));
    expect(after.outcome).toBe(before.outcome);
  });
  expect(told).toBeGreaterThan(few / 20);
}, 300_000);

test('a wider impact zone never loses a party', () => {
  const withRadius = (impactRadius: number): Rules => ({
    ...defaultRules,
    categories: { ...defaultRules.categories, '01-03': { impactRadius } },
  });
  let grown = 0;
  holds(Math.ceil(few / 3), (drawn) => {
    const { world, coverage } = cityOf(drawn);
    const feature = draw(world, drawn.drawing, drawn.seed);
    const partiesWithin = (radius: number): string[] | null =>
      judge(coverage, feature, { category: '01-03', rules: withRadius(radius) })?.parties.map(
        ({ jurisdiction }) => jurisdiction.code,
      ) ?? null;
    const [small, large] = [partiesWithin(40), partiesWithin(250)];
    expect(large === null).toBe(small === null);
    if (!small || !large) return;
    expect(large).toEqual(expect.arrayContaining(small));
    if (large.length > small.length) grown++;
  });
  expect(grown).toBeGreaterThan(0);
}, 300_000);

test('with all details, and for every kind of drawing', () => {
  for (const drawing of drawings)
    for (let seed = 0; seed < 12; seed++) {
      const { world, coverage } = cityOf({ worldSeed: 1 + (seed % 6), faults: seed % 2 === 1 });
      const feature = draw(world, drawing, 7919 * seed);
      const verdict = judge(coverage, feature, { detail: true });
      if (!verdict) continue;
      expectSound(verdict);
      for (const party of verdict.parties)
        if (party.holding === null && (party.area ?? 0) > 1) expect(party.shape).not.toBeNull();
      expect({ ...verdict, parties: roles(verdict), wouldChange: [] }).toEqual({
        ...judge(coverage, feature),
        parties: roles(judge(coverage, feature) as Verdict),
        wouldChange: [],
      });
    }
}, 300_000);

function expectSameShares(one: Verdict, other: Verdict, tolerance: number): void {
  const shares = new Map(other.parties.map(({ jurisdiction, share }) => [jurisdiction.code, share]));
  for (const { jurisdiction, share } of one.parties)
    expect(Math.abs(share - (shares.get(jurisdiction.code) ?? Number.NaN))).toBeLessThan(tolerance);
}

/** The same shape with rings that begin elsewhere and run the other way, parts in reverse; lines run back. */
function turned(feature: Feature, seed: number): Feature {
  const { type, coordinates } = feature.geometry as { type: string; coordinates: never };
  const ring = (line: readonly unknown[]) => {
    const open = line.slice(0, -1);
    const start = seed % open.length;
    const run = [...open.slice(start), ...open.slice(0, start)];
    return [...run, run[0]].reverse();
  };
  const rings = (polygon: readonly (readonly unknown[])[]) => polygon.map(ring);
  const turnedCoordinates =
    type === 'Polygon'
      ? rings(coordinates)
      : type === 'MultiPolygon'
        ? (coordinates as readonly (readonly (readonly unknown[])[])[]).map(rings).reverse()
        : type === 'LineString'
          ? [...(coordinates as readonly unknown[])].reverse()
          : coordinates;
  return { ...feature, geometry: { type, coordinates: turnedCoordinates } };
}
