import { describe, expect, test } from 'vitest';
import { countdown, createFormat, fraction, hoursAndMinutes } from '../../../client/text/format.ts';

const zh = createFormat('zh', 'Asia/Shanghai');
const en = createFormat('en', 'Asia/Shanghai');

test('a countdown shows hours from an hour on, and a plus past the deadline', () => {
  expect([2274, 9100, 59, 0, -492].map(countdown)).toEqual(['37:54', '2:31:40', '00:59', '00:00', '+08:12']);
  expect([1860, 15480, -5].map(hoursAndMinutes)).toEqual(['0:31', '4:18', '0:00']);
});

test('a share near a simple fraction is said as one, any other is not', () => {
  expect([1 / 3, 0.6667, 0.5, 0.25, 0.173, 0, 1].map((share) => fraction(share))).toEqual([
    '1/3',
    '2/3',
    '1/2',
    '1/4',
    null,
    null,
    null,
  ]);
});

describe('measures carry their unit', () => {
  test('areas', () => {
    expect([1333.3, 2000, 470_000, 3_200_000].map(zh.area)).toEqual([
      '1,333.3 m²',
      '2,000.0 m²',
      '47.0 ha',
      '3.2 km²',
    ]);
    expect(en.areaShort(1333.3)).toBe('1,333 m²');
  });
  test('lengths and distances', () => {
    expect([26.26, 320.4, 1234].map(en.length)).toEqual(['26.3 m', '320 m', '1.2 km']);
    expect([14.2, 1890].map(zh.distance)).toEqual(['14 m', '1.9 km']);
  });
  test('shares', () => expect(zh.share(2 / 3)).toBe('66.7 %'));
  test('spans, in the larger unit', () => {
    expect([1, 12 * 60, 3 * 3600].map(zh.span)).toEqual(['1 秒', '12 分钟', '3 小时']);
    expect([1, 12 * 60, 3 * 3600, 72 * 3600].map(en.span)).toEqual(['1 s', '12 min', '3 h', '3 d']);
  });
});

test("times are in the city's zone, whatever the reader's", () => {
  const at = '2026-05-08T01:52:06Z';
  expect(zh.timeOfDay(at)).toBe('09:52:06');
  expect(zh.time('2026-05-07T16:05:00Z')).toBe('00:05');
  expect([zh.date(at), zh.weekday(at), zh.fullDate(at)]).toEqual(['5月8日', '周五', '2026年5月8日']);
  expect([en.date(at), en.weekday(at), en.dateTime(at)]).toEqual(['8 May', 'Fri', '8 May, 09:52']);
});

test('short facts stand apart by a full-width space in Chinese and a comma in English', () => {
  expect(zh.facts(['丰台区', null, '牵头', ''])).toBe('丰台区\u3000牵头');
  expect(en.facts(['Fengtai', false, 'lead'])).toBe('Fengtai, lead');
  expect(en.list(['A', 'B', 'C'])).toBe('A, B and C');
});
