import { pinyin } from 'pinyin-pro';
import { describe, expect, test } from 'vitest';
import { countsOf, entriesOf, isUnder, matches, musterOf } from '../../../client/coordinate/list.ts';
import { followsInitials } from '../../../geodata/initials.ts';
import { incident, summons, whistle } from './cases.ts';

const now = Date.parse('2026-05-08T09:52:00+08:00');
const xicheng = { areaCode: '110102' };
const initials = (text: string) =>
  pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('');
const [first] = entriesOf([whistle({})], [], now);
if (first === undefined) throw new Error('a whistle makes a row');

describe('the order of the list', () => {
  test('is emergency, overdue, least time left, complete, not blown, closed', () => {
    const there = { checkedInAt: '2026-05-08T09:41:00+08:00' };
    const rows = entriesOf(
      [
        whistle({ id: '6', closedAt: '2026-05-08T09:00:00+08:00' }),
        whistle({ id: '4', summonses: [summons(there)] }),
        whistle({ id: '3' }),
        whistle({
          id: '2',
          dueAt: '2026-05-08T09:40:00+08:00',
          summonses: [summons({ dueAt: '2026-05-08T09:40:00+08:00' })],
        }),
        whistle({ id: '1', kind: 'emergency' }),
      ],
      [incident({ id: '5' })],
      now,
    );
    expect(rows.map(({ id }) => id)).toEqual(['w1', 'w2', 'w3', 'w4', 'i5', 'w6']);
  });

  test('leaves out incidents that have a whistle or are closed', () => {
    expect(entriesOf([], [incident({ whistleId: '1' }), incident({ status: 'closed' })], now)).toEqual([]);
  });
});

describe('the tabs', () => {
  test('my area takes cases of areas below mine, and no others', () => {
    expect(isUnder('area', first, xicheng, now)).toBe(true);
    expect(isUnder('area', first, { areaCode: '110105' }, now)).toBe(false);
    expect(isUnder('area', first, { areaCode: null }, now)).toBe(true);
  });

  test('mine are those whose next step I may take now; a message is no step', () => {
    const action = { areaCode: null, summons: [], request: null, waitsFor: null };
    const mine = (name: 'verify' | 'message', allowed: boolean) =>
      entriesOf([whistle({ actions: [{ ...action, action: name, allowed }] })], [], now).map((entry) =>
        isUnder('mine', entry, xicheng, now),
      );
    expect(mine('verify', true)).toEqual([true]);
    expect(mine('verify', false)).toEqual([false]);
    expect(mine('message', true)).toEqual([false]);
  });

  test('count what waits as the server does, since not all of it is loaded, and whistles as they are', () => {
    const rows = entriesOf([whistle({ id: '1' })], [incident({ id: '2' })], now);
    const loaded = countsOf(rows, null, xicheng, now);
    expect([loaded.area, loaded.overdue]).toEqual([2, 0]);
    const counted = countsOf(rows, { mine: 700, area: 1234, joint: 5 }, xicheng, now);
    expect([counted.area, counted.overdue]).toEqual([1235, 0]);
  });

  test('overdue are those with somebody missing past the deadline', () => {
    expect(isUnder('overdue', first, xicheng, now)).toBe(false);
    expect(isUnder('overdue', first, xicheng, now + 3_600_000)).toBe(true);
  });
});

describe('the search', () => {
  test.each([
    ['a place', '小马厂'],
    ['a matter', '违法'],
    ['an area', '广安门外'],
    ['English', 'taipingqiao'],
    ['a number', '0117'],
    ['the beginning of an area code', '110106'],
    ['pinyin initials', 'xmc'],
    ['pinyin initials with one left out', 'gaw'],
  ])('finds a case by %s', (_what, query) => {
    expect(matches(first, query, initials)).toBe(true);
  });

  test('finds nothing by what is not there', () => {
    expect(matches(first, '中关村', initials)).toBe(false);
    expect(matches(first, 'zgc', initials)).toBe(false);
    expect(matches(first, '110105', initials)).toBe(false);
  });

  test('takes initials in order only', () => {
    expect(followsInitials('gamw', 'gaw')).toBe(true);
    expect(followsInitials('gamw', 'wag')).toBe(false);
    expect(followsInitials('gxxxxw', 'gw')).toBe(false);
  });
});

test('a muster counts who has come out of who was called', () => {
  expect(
    musterOf(whistle({ summonses: [summons({}), summons({ checkedInAt: '2026-05-08T09:41:00+08:00' })] })),
  ).toEqual({ here: 1, all: 2 });
});
