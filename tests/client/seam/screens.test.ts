import { expect, test } from 'vitest';
import { districtsOf, seamName } from '../../../client/seam/naming.ts';
import { ticksOf } from '../../../client/seam/ticks.ts';
import { readSeamsSearch, readTicketsSearch } from '../../../client/seam/url.ts';
import { segmentsOf } from '../../../client/stretches.ts';

const district = (code: string, name: string, nameEn: string) => ({ code, name, nameEn });
const xicheng = district('110102', '西城区', 'Xicheng District');
const left = {
  code: '110102020',
  name: '广安门外街道',
  nameEn: "Guang'anmenwai Subdistrict",
  district: xicheng,
};
const right = {
  code: '110106002',
  name: '太平桥街道',
  nameEn: 'Taipingqiao Subdistrict',
  district: district('110106', '丰台区', 'Fengtai District'),
};

test('a seam is named by its sides, without their ranks, and by their districts once', () => {
  expect(seamName({ left, right }, 'zh')).toBe('广安门外 × 太平桥');
  expect(seamName({ left, right }, 'en')).toBe("Guang'anmenwai × Taipingqiao");
  expect(districtsOf({ left, right }, 'zh')).toBe('西城 × 丰台');
  expect(districtsOf({ left, right: { ...right, district: xicheng } }, 'en')).toBe('Xicheng');
});

test('an address says what a list is narrowed by, and what makes no sense in it is left out', () => {
  expect(readSeamsSearch({ level: 'district', basis: 'none', q: 'gaw' })).toEqual({
    level: 'district',
    basis: 'none',
    q: 'gaw',
  });
  expect(readSeamsSearch({ level: 'cell', basis: 7, q: ' ', other: 1 })).toEqual({});
  expect(readSeamsSearch({ q: 110102 })).toEqual({ q: '110102' });
  expect(readTicketsSearch({ status: 'closed', kind: 'gap' })).toEqual({ status: 'closed', kind: 'gap' });
  expect(readTicketsSearch({ status: 'open', kind: 'hole' })).toEqual({});
});

test('a band has a part for each stretch, and what is recorded for the rest between them', () => {
  const rest = { basis: 'centreline', holder: null, accuracy: 1 } as const;
  const segments = segmentsOf(
    {
      ...rest,
      length: 1000,
      stretches: [
        { from: 100, to: 300, basis: 'kerb', holder: '110102001', accuracy: 1 },
        { from: 300, to: 400, basis: null, holder: null, accuracy: null },
      ],
    },
    (one, other) => one.accuracy === other.accuracy,
  );
  expect(segments.map(({ from, to, accuracy }) => [from, to, accuracy])).toEqual([
    [0, 300, 1],
    [300, 400, null],
    [400, 1000, 1],
  ]);
});

test('a line is measured off in four to ten round steps', () => {
  expect(ticksOf(4440)).toEqual([0, 1000, 2000, 3000, 4000]);
  for (let length = 3; length < 100_000; length *= 1.37) {
    const ticks = ticksOf(length);
    expect(ticks.length).toBeGreaterThanOrEqual(4);
    expect(ticks.length).toBeLessThanOrEqual(11);
    expect(ticks.at(-1)).toBeLessThanOrEqual(length);
  }
});
