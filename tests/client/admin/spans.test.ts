import { describe, expect, test } from 'vitest';
import { draftsOf, editionBefore, editionsBetween, publishedOf } from '../../../client/admin/spans.ts';
import { dayAfter, startOfDay } from '../../../client/text/day.ts';
import { edition } from './editions.ts';

const beijing = 'Asia/Shanghai';
const first = edition({ id: 1, validFrom: '2021-08-31T16:00:00Z', validTo: '2024-06-30T16:00:00Z' });
const second = edition({ id: 4, validFrom: '2024-06-30T16:00:00Z', validTo: '2026-03-15T02:00:00Z' });
const third = edition({ id: 3, validFrom: '2026-03-15T02:00:00Z' });
const draft = edition({ id: 5, status: 'draft', base: 3 });
const all = [draft, third, second, first];

describe('published editions', () => {
  test('stand in the order of their time, not of their numbers', () => {
    expect(publishedOf(all).map(({ id }) => id)).toEqual([3, 4, 1]);
    expect(draftsOf([...all, edition({ id: 6, status: 'retired' })]).map(({ id }) => id)).toEqual([5]);
  });

  test('are compared with the one before in time, a draft with the one it was checked against', () => {
    expect(editionBefore(third, all)?.id).toBe(4);
    expect(editionBefore(first, all)).toBeNull();
    expect(editionBefore(draft, all)?.id).toBe(3);
    expect(editionBefore({ ...draft, base: null }, all)).toBeNull();
  });
});

describe('the edition of a day', () => {
  const on = (day: string) =>
    editionsBetween(all, startOfDay(day, beijing), startOfDay(dayAfter(day), beijing)).map(({ id }) => id);

  test('is the one in force on it, by the days of the city', () => {
    expect(on('2024-06-30')).toEqual([1]);
    expect(on('2024-07-01')).toEqual([4]);
    expect(on('2026-11-22')).toEqual([3]);
  });

  test('are two where one followed the other during it, the later first', () => {
    expect(on('2026-03-15')).toEqual([3, 4]);
  });

  test('is none before the first', () => {
    expect(on('2021-08-31')).toEqual([]);
  });
});
