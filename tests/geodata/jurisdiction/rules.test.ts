import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFootprint } from '../../../geodata/footprint.ts';
import type { Agreement, Holding } from '../../../geodata/jurisdiction/records.ts';
import { type ResolveContext, resolve } from '../../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../../geodata/jurisdiction/rules.ts';
import type { Verdict } from '../../../geodata/jurisdiction/verdict.ts';
import { line, point } from './golden/golden-case.ts';
import { bridge, exclave, onHoldings, onSeam, river, three, two, wideGap } from './golden/towns.ts';
import { type Place, polygonFeature, square } from './town.ts';

function judge(
  coverage: ReturnType<typeof two>,
  input: unknown,
  more: Partial<ResolveContext> = {},
): Verdict {
  const resolved = resolve(coverage, input, { rules: defaultRules, duties: () => [], ...more });
  if ('refusal' in resolved) throw new Error(JSON.stringify(resolved.refusal));
  return resolved.verdict;
}

const roles = ({ parties }: Verdict) =>
  parties.map(({ jurisdiction, role, rule }) => `${jurisdiction.name} ${role} ${rule}`);
const road = (places: readonly Place[], width = 20) => line(places, { width });
const half = polygonFeature(square(-30, 0, 20, 40));

describe('A boundary road', () => {
  const along = (metres: number) =>
    road([
      [0, 0],
      [0, metres],
      [200, metres],
    ]);

  test('runs along the line for at least half its length', () => {
    expect(judge(two(), along(210)).defects.map(({ kind }) => kind)).toEqual(['no-basis']);
    expect(judge(two(), along(150)).defects).toEqual([]);
  });

  test('does not become one by crossing the line, however wide', () => {
    const crossing = road(
      [
        [-100, 0],
        [100, 10],
      ],
      60,
    );
    expect(judge(two(), crossing)).toMatchObject({ outcome: 'joint', defects: [] });
  });

  test('lies on the line as far as the line’s accuracy goes: drawn 5 m beside it, it is both sides’ where that is 6 m', () => {
    const beside = line([
      [5, 0],
      [5, 300],
    ]);
    expect(judge(two(), beside).outcome).toBe('sole');
    const verdict = judge(two(), beside, { records: onSeam({ accuracy: 6 }) });
    expect(verdict.outcome).toBe('joint');
    expect(roles(verdict)).toEqual(['广安门外街道 lead smallest-code', '太平桥街道 assist boundary-road']);
    expect(verdict.parties[1]?.distance).toBeCloseTo(5, 1);
  });

  test('is its holder’s but for what of it lies in the other side', () => {
    const verdict = judge(
      two(),
      road([
        [0, 0],
        [0, 300],
        [-100, 300],
      ]),
      { records: onSeam({ basis: 'wallFoot', holder: '110102020' }) },
    );
    expect(roles(verdict)).toEqual(['广安门外街道 lead largest-share', '太平桥街道 assist joint-share']);
  });

  test('names what it met: the record’s key, its basis and the metres along it', () => {
    const { seams } = judge(two(), along(300), {
      records: onSeam({ basis: 'kerb', key: '110102020|110106002#2' }),
    });
    expect(seams).toEqual([
      {
        key: '110102020|110106002#2',
        left: '110102020',
        right: '110106002',
        length: expect.closeTo(300, 1),
        basis: 'kerb',
        agreement: null,
      },
    ]);
  });
});

describe('The accuracy of a line decides what is a slip of it', () => {
  const slip = polygonFeature(square(-1.5, 0, 40, 13));
  test('1.5 m is one where nothing is known, and none where the line is known within 0.1 m', () => {
    expect(judge(two(), slip).touched).toHaveLength(1);
    expect(judge(two(), slip, { records: onSeam({ accuracy: 0.1 }) }).touched).toEqual([]);
  });
});

describe('An agreement', () => {
  const lead = (agreements: readonly Agreement[], more: Partial<ResolveContext> = {}) =>
    judge(two(), half, {
      records: onSeam({ agreements }),
      at: '2026-06-01T00:00:00Z',
      ...more,
    }).parties[0];
  const agreed = (more: Partial<Agreement>): Agreement => ({
    id: 'a',
    category: null,
    lead: '110102020',
    from: '2026-01-01T00:00:00Z',
    until: null,
    ...more,
  });

  test('decides the lead against the larger share', () => {
    expect(lead([agreed({})])).toMatchObject({
      role: 'lead',
      rule: 'agreement',
      share: expect.closeTo(0.4, 3),
    });
  });
  test('holds from its first day until before its last, and without a time not at all', () => {
    expect(lead([agreed({ until: '2026-06-01T00:00:00Z' })])?.rule).toBe('largest-share');
    expect(lead([agreed({ from: '2026-06-02T00:00:00Z' })])?.rule).toBe('largest-share');
    expect(lead([agreed({})], { at: undefined })?.rule).toBe('largest-share');
  });
  test('for the category stands before one for all; one for another category does not count', () => {
    const both = [agreed({ category: '01-02', lead: '110106002', id: 'b' }), agreed({})];
    expect(lead(both, { category: '01-02' })?.jurisdiction.code).toBe('110106002');
    expect(lead(both, { category: '01-04' })?.jurisdiction.code).toBe('110102020');
  });
  test('stands before who came first', () => {
    expect(
      lead([agreed({})], { kind: 'emergency', onSite: [{ code: '110106002', at: '2026-06-01T00:10:00Z' }] })
        ?.rule,
    ).toBe('agreement');
  });
  test('between two sides counts only where both must answer', () => {
    const inside = polygonFeature(square(-60, 0, -20, 40));
    expect(
      judge(two(), inside, { records: onSeam({ agreements: [agreed({})] }), at: '2026-06-01T00:00:00Z' })
        .parties[0]?.rule,
    ).toBe('sole');
  });
});

test('Who came first leads an emergency only', () => {
  const onSite = [{ code: '110102020', at: '2026-06-01T00:10:00Z' }];
  expect(judge(two(), half, { onSite }).parties[0]?.rule).toBe('largest-share');
  expect(judge(two(), half, { onSite, kind: 'emergency' }).parties[0]?.rule).toBe('earliest-on-site');
});

describe('Bodies beside the areas', () => {
  test('stand under the area of their level, and have a say in who coordinates', () => {
    const inside = polygonFeature(square(280, 285, 320, 315));
    const verdict = judge(two(), inside, { records: onHoldings(river) });
    expect(verdict.outcome).toBe('sole');
    expect(verdict.coordinator?.code).toBe('110000');
    expect(verdict.parties[1]).toMatchObject({
      jurisdiction: { path: ['110000', 'water-110000'], level: 'city' },
      holding: { kind: 'water', id: 'w1' },
      role: 'assist',
      share: expect.closeTo(1, 6),
      shape: null,
      departments: [],
    });
  });

  test('without a level stand alone and coordinate nothing', () => {
    const owned: Holding = { ...river, id: 'p', kind: 'parcel', level: null };
    const verdict = judge(two(), polygonFeature(square(280, 285, 320, 315)), { records: onHoldings(owned) });
    expect(verdict.parties[1]?.jurisdiction.path).toEqual(['water-110000']);
    expect(verdict.coordinator?.code).toBe('110102020');
  });

  test('come once, however many pieces they hold, and not at all for a hair of one', () => {
    const second: Holding = { ...river, id: 'w2', name: '支流', nameEn: 'Branch' };
    const verdict = judge(two(), polygonFeature(square(280, 285, 320, 315)), {
      records: onHoldings(river, second),
    });
    expect(verdict.parties.filter(({ holding }) => holding !== null)).toHaveLength(1);
    const beside = polygonFeature(square(280, 319.9, 320, 360));
    expect(judge(two(), beside, { records: onHoldings(river) }).parties).toHaveLength(1);
  });

  test('come once for holdings of two kinds, as what may have to lead, and are told why by both', () => {
    const park: Holding = { ...bridge, id: 'g1', kind: 'park', name: '绿地', nameEn: 'Green' };
    const { parties } = judge(two(), polygonFeature(square(280, 285, 320, 315)), {
      records: onHoldings(park, bridge),
    });
    const bodies = parties.filter(({ holding }) => holding !== null);
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toMatchObject({ role: 'lead', rule: 'asset-manager', holding: { kind: 'asset' } });
    const owner: Holding = { ...park, id: 'p1', kind: 'parcel' };
    const beside = judge(two(), polygonFeature(square(280, 285, 320, 315)), {
      records: onHoldings(park, owner),
    }).parties.filter(({ holding }) => holding !== null);
    expect(beside.map(({ why }) => why.en)).toEqual([
      expect.stringMatching(/^Authority for Green, .*%; Owns Green, .*%$/),
    ]);
  });

  test('an area that manages an asset in its own land is one party, with both reasons', () => {
    const own: Holding = {
      ...bridge,
      body: { code: '110102020', name: '广安门外街道办事处', nameEn: "Guang'anmenwai Office" },
      level: 'subdistrict',
    };
    const { parties, outcome } = judge(two(), polygonFeature(square(280, 285, 320, 315)), {
      records: onHoldings(own),
    });
    expect(outcome).toBe('sole');
    expect(parties).toHaveLength(1);
    expect(parties[0]).toMatchObject({
      jurisdiction: { code: '110102020', level: 'subdistrict' },
      holding: null,
      role: 'lead',
      rule: 'asset-manager',
      share: expect.closeTo(1, 6),
    });
    expect(parties[0]?.why.en).toMatch(/^Manages /);
    const corner = judge(two(), polygonFeature(square(310, 285, 350, 315)), { records: onHoldings(own) });
    expect(corner.parties.map(({ why }) => why.en)).toEqual([
      expect.stringMatching(/^The only area; Manages /),
    ]);
  });

  test('an asset’s manager does not lead from a corner of it', () => {
    const mostlyBeside = polygonFeature(square(310, 285, 350, 315));
    const verdict = judge(two(), mostlyBeside, { records: onHoldings(bridge) });
    expect(roles(verdict)).toEqual(['广安门外街道 lead sole', '西城区道路养护中心 assist asset']);
  });

  test('are found by a line and by a point too', () => {
    const shared = (input: object) =>
      judge(two(), input, { records: onHoldings(river) }).parties.find(({ holding }) => holding !== null)
        ?.share;
    expect(
      shared(
        line([
          [500, 260],
          [500, 340],
        ]),
      ),
    ).toBeCloseTo(0.5, 3);
    expect(shared(point([500, 300]))).toBe(1);
    expect(shared(point([500, 300], { accuracy: 10 }))).toBeCloseTo(1, 6);
  });
});

describe('The impact zone', () => {
  test('tells those it reaches, or calls them where the category asks for it', () => {
    const radius = (impactPromotes: boolean) => ({
      ...defaultRules,
      categories: { '09-09': { impactRadius: 80, impactPromotes } },
    });
    const input = polygonFeature(square(50, 0, 90, 40), { category: '09-09' });
    const told = judge(two(), input, { rules: radius(false) });
    expect(told.outcome).toBe('sole');
    expect(told.impact).toEqual({
      radius: 80,
      area: expect.closeTo(40 * 40 + 160 * 80 + Math.PI * 6400, -2),
    });
    expect(roles(told)).toEqual(['广安门外街道 lead sole', '太平桥街道 inform impact']);
    expect(told.parties[1]?.distance).toBeCloseTo(50, 1);
    const called = judge(two(), input, { rules: radius(true) });
    expect(called.outcome).toBe('joint');
    expect(roles(called)).toEqual(['广安门外街道 lead sole', '太平桥街道 assist impact']);
    expect(called.coordinator?.code).toBe('110000');
  });

  test('never takes away a duty, and a wider one loses nobody', () => {
    const categoryOf = (impactRadius: number) => ({
      ...defaultRules,
      categories: { '09-09': { impactRadius, impactPromotes: true } },
    });
    fc.assert(
      fc.property(
        fc.integer({ min: -600, max: 600 }),
        fc.integer({ min: 1400, max: 2600 }),
        fc.integer({ min: 1, max: 400 }),
        (east, north, radius) => {
          const input = polygonFeature(square(east, north, east + 30, north + 30), { category: '09-09' });
          const codes = (by: number): string[] =>
            judge(three(), input, { rules: categoryOf(by), detail: false }).parties.map(
              ({ jurisdiction }) => jurisdiction.code,
            );
          expect(codes(2 * radius)).toEqual(expect.arrayContaining(codes(radius)));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('A fault of the boundaries', () => {
  test('has one key, wherever in it and however it is met', () => {
    const keys = [
      point([2, 0]),
      polygonFeature(square(1, 700, 4, 730)),
      line([
        [-50, -900],
        [50, -900],
      ]),
    ].map((input) => judge(wideGap(), input).defects.map(({ key }) => key));
    expect(new Set(keys.flat()).size).toBe(1);
    expect(keys.every((list) => list.length === 1)).toBe(true);
    const [gap] = judge(wideGap(), point([2, 0])).defects;
    expect(gap).toMatchObject({
      kind: 'gap',
      codes: ['110102009', '110102010', '110102020', '110106002'],
      width: expect.closeTo(5, 1),
      area: expect.closeTo(5 * 4000, -2),
    });
  });
});

describe('An exclave', () => {
  test('across its edge is shared by what lies where', () => {
    const verdict = judge(exclave(), polygonFeature(square(4880, 50, 4920, 100)));
    expect(roles(verdict)).toEqual(['广安门外街道 lead smallest-code', '太平桥街道 assist joint-share']);
  });
  test('leaves the main part as it is', () => {
    expect(roles(judge(exclave(), polygonFeature(square(-500, 0, -450, 50))))).toEqual([
      '太平桥街道 lead sole',
    ]);
  });
});

describe('An address found by a geocoder', () => {
  const read = (properties: object) => readFootprint(point([0, 0], properties));
  test('is known as well as what it was found by, unless its accuracy is stated', () => {
    expect(read({ geocode: 'house' })).toMatchObject({ footprint: { accuracy: 20 } });
    expect(read({ geocode: 'subdistrict' })).toMatchObject({ footprint: { accuracy: 1500 } });
    expect(read({ geocode: 'street', accuracy: 8 })).toMatchObject({ footprint: { accuracy: 8 } });
  });
  test('is refused where that is no kind we know', () => {
    expect(read({ geocode: 'constructor' })).toMatchObject({
      refusal: { code: 'bad-geocode', pointer: '/properties/geocode', got: '"constructor"' },
    });
  });
});
