import { expect, test } from 'vitest';
import { readCsv, writeCsv } from '../../../server/exchange/csv.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string | Uint8Array, wanted: readonly string[] = ['a', 'b'], mostRows = 100) =>
  readCsv(typeof text === 'string' ? bytes(text) : text, { wanted, mostRows });

test.each([
  ['commas', 'a,b\n1,2\n'],
  ['tabs', 'a\tb\r\n1\t2\r\n'],
  ['semicolons and a mark', '\uFEFFa;b\n1;2'],
  ['spaces and empty lines', 'a , b\n\n 1, 2 \n\n'],
])('a table with %s is read', (_, text) => {
  const table = read(text);
  if ('refusal' in table) throw new Error(table.refusal.message.en);
  expect(table.columns).toEqual(['a', 'b']);
  expect(table.rows.map(({ cells }) => cells)).toEqual([{ a: '1', b: '2' }]);
});

test('rows know the line they begin on, through empty lines and quoted breaks', () => {
  const table = read('a,b\n"1\n1",2\n\n3,4\n5\n6,7,8\n');
  expect('rows' in table && table.rows).toEqual([
    { line: 2, cells: { a: '1\n1', b: '2' } },
    { line: 5, cells: { a: '3', b: '4' } },
    { line: 6, cells: { a: '5', b: '' } },
    { line: 7, cells: { a: '6', b: '7' } },
  ]);
});

test('what is no UTF-8 is read as GB18030', () => {
  // 街,巷 and 甲,乙 in GB18030.
  const table = read(
    Uint8Array.from([0xbd, 0xd6, 0x2c, 0xcf, 0xef, 0x0a, 0xbc, 0xd7, 0x2c, 0xd2, 0xd2, 0x0a]),
    ['街'],
  );
  expect(table).toMatchObject({ encoding: 'gb18030', rows: [{ cells: { 街: '甲', 巷: '乙' } }] });
});

test('what is no such table is refused with its place', () => {
  expect(read('a,c\n1,2\n')).toMatchObject({ refusal: { line: 1, message: { en: /missing: b; .*a, c/ } } });
  expect(read('')).toMatchObject({ refusal: { message: { en: /missing: a, b/ } } });
  expect(read('a,b\n1,"2\n')).toMatchObject({ refusal: { message: { en: /quote/ } } });
  expect(read('a,b\n1,2\n3,4\n', ['a'], 1)).toMatchObject({ refusal: { message: { en: /At most 1 rows/ } } });
});

test('no cell that is written is a formula to a spreadsheet, and all can be read again', () => {
  const text = writeCsv(
    ['a', 'b'],
    [
      ['=1+1', 'plain'],
      ['@x', '-5'],
      ['with, comma', 'with "quotes"'],
      [7, null],
    ],
  );
  const table = read(text);
  if ('refusal' in table) throw new Error(table.refusal.message.en);
  expect(text.startsWith('\uFEFFa,b\r\n')).toBe(true);
  expect(table.rows.map(({ cells }) => [cells.a, cells.b])).toEqual([
    ["'=1+1", 'plain'],
    ["'@x", "'-5"],
    ['with, comma', 'with "quotes"'],
    ['7', ''],
  ]);
});
