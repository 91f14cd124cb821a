import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { toWgs84 } from '../../../geodata/crs.ts';
import type { Coverage } from '../../../geodata/jurisdiction/coverage.ts';
import { type ResolveContext, resolve } from '../../../geodata/jurisdiction/resolve.ts';
import { defaultRules } from '../../../geodata/jurisdiction/rules.ts';
import type { Department, Verdict } from '../../../geodata/jurisdiction/verdict.ts';
import { type Drawn, feature, lonlat, type Place, polygonFeature, square, townOf, twoSides } from './town.ts';

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

const roles = ({ parties }: Verdict) =>
  parties.map(({ jurisdiction, role, rule }) => `${jurisdiction.name} ${role} ${rule}`);
const point = (place: Place, properties = {}) =>
  feature({ type: 'Point', coordinates: lonlat(place) }, properties);
const two = townOf(twoSides);

describe('A building of 2,000 m², one third in Guang’anmenwai, two thirds in Taipingqiao', () => {
  const building = polygonFeature(square(-80 / 3, 0, 40 / 3, 50), { category: '01-01' });
  const verdict = judge(two, building, { blower: '110102020' });

  test('is joint; Taipingqiao leads by the larger share, the city coordinates', () => {
    expect(verdict.outcome).toBe('joint');
    expect(roles(verdict)).toEqual(['太平桥街道 lead largest-share', '广安门外街道 assist joint-share']);
    expect(verdict.coordinator?.code).toBe('110000');
    expect(verdict.parties.map(({ departments }) => departments.length)).toEqual([3, 3]);
  });

  test('gives its reasons in both languages', () => {
    expect(verdict.parties.map(({ why }) => why)).toEqual([
      { zh: '最大份额，领先 33.3 点', en: 'Largest share, ahead by 33.3 points' },
      { zh: '份额 ≥ 5 %，吹哨方', en: 'Share ≥ 5 %, blows the whistle' },
    ]);
    expect(verdict.sentence).toEqual({
      zh: '该楼三分之二在丰台区太平桥街道，三分之一在西城区广安门外街道，任何一方不能单独结案；太平桥街道牵头，北京市协调。',
      en: "Two thirds of the building stand in Taipingqiao, Fengtai, one third in Guang'anmenwai, Xicheng. Neither side can close it alone. Taipingqiao leads; Beijing coordinates.",
    });
  });

  test('says how far it would have to lie to be one side’s alone', () => {
    expect(verdict.wouldChange.map(({ zh, en, result }) => [zh, en, result.zh])).toEqual([
      ['整体西移 13.0 m', 'Moved 13.0 m west', '太平桥街道单独'],
      ['整体东移 26.3 m', 'Moved 26.3 m east', '广安门外街道单独'],
      ['份额差小于 10 点', 'Shares within 10 points', '吹哨方牵头'],
    ]);
  });

  test('carries each side’s part for drawing', () => {
    const widths = verdict.parties.map(({ shape }) => {
      expect(shape?.type).toBe('Polygon');
      const east = ((shape?.coordinates ?? []) as Position[][]).flat().map(([x = 0]) => x);
      return Math.round((Math.max(...east) - Math.min(...east)) * 85_390);
    });
    expect(widths).toEqual([27, 13]);
  });

  test('is “the area” for any other category', () => {
    const { sentence } = judge(two, polygonFeature(square(-80 / 3, 0, 40 / 3, 50)));
    expect(sentence.zh).toMatch(/^该范围三分之二在/);
    expect(sentence.en).toMatch(/^Two thirds of the area lie in Taipingqiao/);
  });
});

describe('One area alone', () => {
  test('an alley of 301 m by 8 m in one subdistrict: sole, three departments', () => {
    const verdict = judge(
      two,
      feature(
        { type: 'LineString', coordinates: [lonlat([100, -150.5]), lonlat([100, 150.5])] },
        { width: 8 },
      ),
    );
    expect(roles(verdict)).toEqual(['广安门外街道 lead sole']);
    expect(verdict.outcome).toBe('sole');
    expect(verdict.parties[0]?.departments).toHaveLength(3);
    expect(verdict.sentence).toEqual({
      zh: '该路段全部在西城区广安门外街道，由广安门外街道单独负责。',
      en: "The whole stretch lies in Guang'anmenwai, Xicheng. Guang'anmenwai handles it alone.",
    });
  });

  test('a sliver of 0.3 m on the other side: touched, not called', () => {
    const verdict = judge(two, polygonFeature(square(-0.3, 0, 40, 50)));
    expect(verdict.outcome).toBe('sole');
    expect(roles(verdict)).toEqual(['广安门外街道 lead sole']);
    expect(verdict.touched.map(({ jurisdiction }) => jurisdiction.name)).toEqual(['太平桥街道']);
    expect(verdict.touched[0]?.area).toBeCloseTo(15, 0);
    expect(verdict.touched[0]?.width).toBeCloseTo(0.3, 2);
  });

  test('a part that is no sliver, yet small, is only informed', () => {
    const verdict = judge(two, polygonFeature(square(-0.6, 0, 40, 50)));
    expect(verdict.outcome).toBe('sole');
    expect(roles(verdict)).toEqual(['广安门外街道 lead sole', '太平桥街道 inform inform-small']);
  });

  test('a small part of a large footprint has a duty by its own size', () => {
    expect(roles(judge(two, polygonFeature(square(-1.5, 0, 400, 50))))).toEqual([
      '广安门外街道 lead largest-share',
      '太平桥街道 assist joint-area',
    ]);
  });

  test('8 m inside, known within 5 m: sole; within 20 m: uncertain, and what would settle it', () => {
    expect(judge(two, point([8, 0], { accuracy: 5 })).outcome).toBe('sole');
    const verdict = judge(two, point([8, 0], { accuracy: 20 }));
    expect(verdict.outcome).toBe('uncertain');
    expect(roles(verdict)).toEqual([
      '广安门外街道 lead largest-share',
      '太平桥街道 inform joint-probability',
    ]);
    expect(verdict.sentence).toEqual({
      zh: '位置精度 ±20 m，距交界线 8.0 m：83.6 % 可能在西城区广安门外街道，16.4 % 可能在丰台区太平桥街道；请先核准位置。',
      en: "Known within ±20 m, 8.0 m from the line: 83.6 % likely in Guang'anmenwai, Xicheng, 16.4 % likely in Taipingqiao, Fengtai. Get a better fix first.",
    });
    expect(verdict.wouldChange.map(({ zh, result }) => [zh, result.zh])).toEqual([
      ['再向东 5.5 m', '广安门外街道单独'],
      ['再向西 21.5 m', '太平桥街道单独'],
      ['精度达到 ±11.9 m', '广安门外街道单独'],
    ]);
    expect(roles(judge(two, point([8, 0], { accuracy: 20 }), { kind: 'emergency' }))).toEqual([
      '广安门外街道 lead largest-share',
      '太平桥街道 assist joint-probability',
    ]);
  });

  test('a building drawn within 20 m, 10 m off the line: uncertain, the other side is told', () => {
    const drawn = (accuracy: number) => judge(two, polygonFeature(square(10, 0, 50, 40), { accuracy }));
    expect(drawn(0).outcome).toBe('sole');
    expect(drawn(5).outcome).toBe('sole');
    expect(drawn(20).outcome).toBe('uncertain');
    expect(
      drawn(20).parties.map(({ jurisdiction, role, share }) => [jurisdiction.name, role, share]),
    ).toEqual([
      ['广安门外街道', 'lead', 1],
      ['太平桥街道', 'inform', 0],
    ]);
    expect(drawn(20).parties[1]?.distance).toBeCloseTo(10, 1);
    expect(drawn(20).sentence.zh).toMatch(/^位置精度 ±20 m/);
  });

  test('a line that only its accuracy takes across is uncertain, one that its width takes across is joint', () => {
    const line = (properties: object) =>
      judge(
        two,
        feature({ type: 'LineString', coordinates: [lonlat([10, 0]), lonlat([10, 300])] }, { ...properties }),
      ).outcome;
    expect(line({})).toBe('sole');
    expect(line({ accuracy: 15 })).toBe('uncertain');
    expect(line({ width: 30 })).toBe('joint');
  });

  test('the same numbers tagged WGS84 and GCJ-02 are different places', () => {
    const coordinates = lonlat([300, 0]);
    const tagged = (crs: string) =>
      judge(two, feature({ type: 'Point', coordinates }, { crs })).parties[0]?.jurisdiction.name;
    expect(tagged('wgs84')).toBe('广安门外街道');
    expect(tagged('cgcs2000')).toBe('广安门外街道');
    expect(tagged('gcj02')).toBe('太平桥街道');
    expect(toWgs84(coordinates, 'gcj02')[0]).toBeLessThan(lonlat([0, 0])[0]);
  });

  test('an unknown reference system never gives a certain verdict', () => {
    const verdict = judge(
      two,
      feature({ type: 'Point', coordinates: lonlat([1500, 0]) }, { crs: 'unknown' }),
    );
    expect(verdict.outcome).toBe('uncertain');
    expect(verdict.footprint.accuracy).toBe(600);
    expect(verdict.sentence.zh).toMatch(/^坐标系未知，按 ±600 m 判定/);
    expect(judge(two, polygonFeature(square(900, 0, 940, 50), { crs: 'unknown' })).outcome).toBe('uncertain');
  });
});

describe('Where the line is not the whole story', () => {
  const three: Drawn[] = [
    ...twoSides,
    { code: '110106003', name: '卢沟桥街道', polygons: [[square(-2000, 2000, 2000, 4000)]] },
  ];

  test('three subdistricts of two districts within reach of a point: joint, the city coordinates', () => {
    const verdict = judge(townOf(three), point([2, 2001], { accuracy: 15 }));
    expect(verdict.outcome).toBe('joint');
    expect(verdict.parties).toHaveLength(3);
    expect(verdict.coordinator?.code).toBe('110000');
    expect(verdict.sentence.en).toMatch(/None of them can close it alone/);
  });

  test('two subdistricts of one district are coordinated by the district', () => {
    expect(judge(townOf(three), polygonFeature(square(-500, 1950, -450, 2050))).coordinator?.name).toBe(
      '丰台区',
    );
  });

  test('a gap of 5 m: all neighbours jointly, flagged for a survey', () => {
    const apart = townOf([
      { ...twoSides[0], code: '110106002', name: '太平桥街道', polygons: [[square(-2000, -2000, 0, 2000)]] },
      { code: '110102020', name: '广安门外街道', polygons: [[square(5, -2000, 2000, 2000)]] },
      { code: '110102021', name: '北', polygons: [[square(-2000, 2000, 2000, 2100)]] },
      { code: '110102022', name: '南', polygons: [[square(-2000, -2100, 2000, -2000)]] },
    ]);
    const verdict = judge(apart, polygonFeature(square(1, 0, 4, 30)));
    expect(verdict.outcome).toBe('joint');
    expect(verdict.gap).toBeCloseTo(1, 9);
    expect(verdict.defects.map(({ kind }) => kind)).toEqual(['gap']);
    expect(verdict.parties.map(({ rule }) => rule)).toContain('gap-wide');
    expect(verdict.parties.map(({ jurisdiction }) => jurisdiction.name)).toEqual([
      '广安门外街道',
      '北',
      '南',
      '太平桥街道',
    ]);
    expect(verdict.parties.map(({ distance }) => Math.round(distance))).toEqual([1, 1970, 2000, 1]);
    expect(verdict.sentence.zh).toMatch(/须勘界/);
    expect(judge(apart, point([2, 0])).outcome).toBe('joint');
  });

  test('a gap of 3 m goes to the neighbour with the longest shared border, flagged', () => {
    const apart = townOf([
      { code: '110106002', name: '太平桥街道', polygons: [[square(-2000, -2000, 0, 2000)]] },
      { code: '110102020', name: '广安门外街道', polygons: [[square(3, -2000, 2000, 500)]] },
      { code: '110102010', name: '椿树街道', polygons: [[square(3, 500, 2000, 2000)]] },
      { code: '110106021', name: '北', polygons: [[square(-2000, 2000, 3, 2100)]] },
      { code: '110106022', name: '南', polygons: [[square(-2000, -2100, 3, -2000)]] },
    ]);
    const verdict = judge(apart, polygonFeature(square(0.5, 0, 2.5, 30)));
    expect(verdict.outcome).toBe('sole');
    expect(verdict.defects.map(({ kind }) => kind)).toEqual(['gap']);
    expect(roles(verdict)).toEqual(['太平桥街道 lead gap-narrow']);
  });

  const overlapping = (metres: number) =>
    townOf([
      { code: '110106002', name: '太平桥街道', polygons: [[square(-2000, -2000, metres, 2000)]] },
      { code: '110102020', name: '广安门外街道', polygons: [[square(0, -2000, 2000, 2000)]] },
    ]);

  test('a wide overlap calls both who claim it', () => {
    const verdict = judge(overlapping(30), polygonFeature(square(5, 0, 25, 20)));
    expect(verdict.outcome).toBe('joint');
    expect(verdict.overlap).toBeCloseTo(1, 9);
    expect(verdict.defects.map(({ kind }) => kind)).toEqual(['overlap']);
    expect(roles(verdict)).toEqual(['广安门外街道 lead smallest-code', '太平桥街道 assist overlap']);
  });

  test('a narrow overlap is split at its middle line: who reaches less far than that has it alone', () => {
    // The western area ends at 3 m east, the eastern one begins at 0 m: the middle lies at 1.5 m.
    const upToMiddle = judge(overlapping(3), polygonFeature(square(-30, 0, 1.4, 200)));
    expect(roles(upToMiddle)).toEqual(['太平桥街道 lead sole']);
    const beyondMiddle = judge(overlapping(3), polygonFeature(square(-3, 0, 3, 200)));
    expect(roles(beyondMiddle)).toEqual(['太平桥街道 lead largest-share', '广安门外街道 assist joint-share']);
  });

  test('a surveyed point in a narrow overlap belongs to the side of the middle line it lies on', () => {
    const at = (east: number) => judge(overlapping(3), point([east, 100]));
    expect(at(1)).toMatchObject({ outcome: 'sole', parties: [{ jurisdiction: { name: '太平桥街道' } }] });
    expect(at(2)).toMatchObject({ outcome: 'sole', parties: [{ jurisdiction: { name: '广安门外街道' } }] });
  });

  test('a line in a narrow overlap is split where it crosses the middle line, whichever way it runs', () => {
    const along = (...places: (readonly [number, number])[]) =>
      judge(overlapping(3), feature({ type: 'LineString', coordinates: places.map(lonlat) }, {}));
    expect(roles(along([1, 0], [1, 200]))).toEqual(['太平桥街道 lead sole']);
    expect(roles(along([2, 0], [2, 200]))).toEqual(['广安门外街道 lead sole']);
    // 150 m on the western half and 50 m on the eastern one.
    const over = [along([1, 0], [1, 150], [2, 150], [2, 200]), along([2, 200], [2, 150], [1, 150], [1, 0])];
    for (const verdict of over)
      expect(roles(verdict)).toEqual(['太平桥街道 lead largest-share', '广安门外街道 assist joint-share']);
  });

  test('a digitising overlap of 1 m is split at the middle and calls nobody by itself', () => {
    const verdict = judge(overlapping(1), polygonFeature(square(0, 0, 40, 20)));
    expect(verdict.outcome).toBe('sole');
    expect(verdict.touched.map(({ jurisdiction }) => jurisdiction.name)).toEqual(['太平桥街道']);
  });

  test('outside the city: nobody’s', () => {
    const verdict = judge(two, polygonFeature(square(5000, 0, 5100, 100)));
    expect(verdict).toMatchObject({ outcome: 'unassigned', outside: 1, parties: [], coordinator: null });
    expect(verdict.sentence).toEqual({
      zh: '该范围不在本市任何辖区内。',
      en: 'The area lies outside every area of the city.',
    });
  });

  test('half in the city, half out of it: the city’s half decides, and the rest is told', () => {
    const verdict = judge(two, polygonFeature(square(1950, 0, 2050, 50)));
    expect(verdict.outcome).toBe('sole');
    expect(verdict.outside).toBeCloseTo(0.5, 4);
    expect(verdict.sentence.en).toMatch(/50\.0 % lies outside the city/);
  });
});

describe('The lead', () => {
  const half = polygonFeature(square(-20, 0, 21, 50));
  test('within ten points is the blower’s, if among them', () => {
    expect(roles(judge(two, half, { blower: '110106002' }))[0]).toBe('太平桥街道 lead blower');
    expect(roles(judge(two, half, { blower: '110102020' }))[0]).toBe('广安门外街道 lead blower');
    // A district blows for the subdistrict of its own that is a party.
    expect(roles(judge(two, half, { blower: '110106' }))[0]).toBe('太平桥街道 lead blower');
  });
  test('else the smallest code’s', () => {
    expect(roles(judge(two, half))[0]).toBe('广安门外街道 lead smallest-code');
  });
});
