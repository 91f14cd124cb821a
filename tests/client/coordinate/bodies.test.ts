import { describe, expect, test } from 'vitest';
import { blowGate } from '../../../client/coordinate/blow-gate.ts';
import { bodyCount, calledAreas, departmentRows } from '../../../client/coordinate/bodies.ts';
import { extent, partyNumbers, shortName } from '../../../client/coordinate/naming.ts';
import { party, verdict } from './cases.ts';

const nobody = new Set<string>();
const touched = [
  {
    jurisdiction: {
      code: '110102010',
      name: '白纸坊街道',
      nameEn: 'Baizhifang Subdistrict',
      level: 'subdistrict' as const,
      path: ['110000', '110102', '110102010'],
    },
    share: 0.004,
    area: 8.4,
    width: 0.2,
  },
];

describe('whom the whistle calls', () => {
  test('the building on the line calls 8: two offices, and three departments of either district', () => {
    expect(bodyCount(verdict(), nobody)).toBe(8);
  });

  test('two areas of one district call its departments once', () => {
    const parties = [party({ code: '110102020' }), party({ code: '110102010' })];
    expect(bodyCount(verdict({ parties }), nobody)).toBe(5);
  });

  test('who is merely informed is not called, nor who is merely touched, unless named', () => {
    const told = verdict({
      parties: [party({ code: '110106002', role: 'lead' }), party({ code: '110102020', role: 'inform' })],
      touched,
    });
    expect(calledAreas(told, nobody)).toHaveLength(1);
    expect(calledAreas(told, new Set(['110102020', '110102010'])).map(({ code }) => code)).toEqual([
      '110106002',
      '110102020',
      '110102010',
    ]);
  });
});

test('departments stand in rows, areas in columns', () => {
  const rows = departmentRows(verdict());
  expect(rows.map(({ code }) => code)).toEqual(['urban', 'planning', 'housing']);
  expect(rows[1]?.postings.get('110102020')).toBe('onCall');
});

test('colours go by area code, not by share', () => {
  expect(partyNumbers(verdict()).get('110102020')).toBe(1);
  expect(partyNumbers(verdict({ parties: verdict().parties.toReversed() })).get('110102020')).toBe(1);
});

test('the extent of a verdict counts districts and areas that must come', () => {
  expect(extent(verdict())).toEqual({ districts: 2, areas: 2 });
});

test('short names drop the rank', () => {
  expect(shortName({ name: '广安门外街道', nameEn: "Guang'anmenwai Subdistrict" }, 'zh')).toBe('广安门外');
  expect(shortName({ name: '广安门外街道', nameEn: "Guang'anmenwai Subdistrict" }, 'en')).toBe(
    "Guang'anmenwai",
  );
  expect(shortName({ name: '西城区', nameEn: 'Xicheng' }, 'zh')).toBe('西城');
});

describe('the whistle can be blown', () => {
  const ready = {
    verdict: verdict(),
    confirmed: true,
    kind: 'enforcement' as const,
    category: '01-01',
    alsoCalled: nobody,
    account: { areaCode: '110102', permissions: ['whistle.blow'] as ('whistle.blow' | 'incident.submit')[] },
  };
  test.each([
    ['when all is there', {}, null],
    ['not before something is drawn', { verdict: null }, 'shape'],
    ['not before the server has confirmed', { confirmed: false }, 'server'],
    ['not without a matter', { category: undefined }, 'category'],
    [
      'not by an account without the permission',
      { account: { areaCode: null, permissions: [] as ('whistle.blow' | 'incident.submit')[] } },
      'permission',
    ],
    [
      'not by an area that is no party',
      {
        account: {
          areaCode: '110105',
          permissions: ['whistle.blow'] as ('whistle.blow' | 'incident.submit')[],
        },
      },
      'notParty',
    ],
    ['not on an uncertain verdict', { verdict: verdict({ outcome: 'uncertain' }) }, 'uncertain'],
    [
      'on an uncertain verdict in an emergency',
      { verdict: verdict({ outcome: 'uncertain' }), kind: 'emergency' as const },
      null,
    ],
    [
      'not where there is nobody to call',
      { verdict: verdict({ outcome: 'unassigned', parties: [] }) },
      'unassigned',
    ],
  ])('%s', (_when, change, waits) => {
    expect(blowGate({ ...ready, ...change })).toBe(waits);
  });
});
