import { expect, test } from 'vitest';
import { cardHeight, dealColumns, rowsOf } from '../../../client/wall/board-columns.ts';
import { muster } from '../../../client/wall/whistles.ts';
import { noon, whistle } from './whistle-data.ts';

const bodies = (count: number) => Array.from({ length: count }, () => null);
const sole = (id: string, count = 4) => muster(whistle(id, { '110101001': bodies(count) }), noon);
const joint = (...counts: number[]) =>
  muster(
    whistle('joint', Object.fromEntries(counts.map((count, i) => [`1101010${10 + i}`, bodies(count)]))),
    noon,
  );

test('a side of a joint whistle has a row of its own, a long side two', () => {
  expect([sole('a', 5), sole('a', 6), joint(4, 4), joint(4, 5)].map((card) => rowsOf(card, 'zh'))).toEqual([
    1, 2, 2, 3,
  ]);
});

test('cards fill one column after the other, in order', () => {
  const cards = ['a', 'b', 'c', 'd'].map((id) => sole(id));
  const { columns, rest } = dealColumns(cards, 2, 2 * cardHeight(sole('a'), 'zh'), 'zh');
  expect(columns.map((column) => column.map(({ whistle: { id } }) => id))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(rest).toEqual([]);
});

test('what has no room is left over, and the last column leaves space to say how many', () => {
  const cards = ['a', 'b', 'c'].map((id) => sole(id));
  const { columns, rest } = dealColumns(cards, 1, 2 * cardHeight(sole('a'), 'zh'), 'zh');
  expect(columns.flat()).toHaveLength(1);
  expect(rest.map(({ whistle: { id } }) => id)).toEqual(['b', 'c']);
});

test('a card too tall for any column is not shown cut', () => {
  expect(dealColumns([joint(8, 8, 8)], 3, 200, 'zh').rest).toHaveLength(1);
});

test('English needs more room: four rings in a row, and a line for the name of each side', () => {
  expect(rowsOf(sole('a', 5), 'en')).toBe(2);
  expect(cardHeight(joint(4, 4), 'en') - cardHeight(joint(4, 4), 'zh')).toBe(52);
});
