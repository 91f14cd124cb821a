import { expect, test } from 'vitest';
import { readTable, tableRows, writeTable } from '../../../server/duty/csv.ts';

const headings = [
  { field: 'code', zh: '编码', required: true },
  { field: 'name', zh: '名称', required: true },
  { field: 'phone', zh: '电话' },
];
const utf8 = (text: string) => new TextEncoder().encode(text);
/** 城管 and 消防 in GB18030, which Node reads but does not write. */
const [chengguan, xiaofang] = [
  [0xb3, 0xc7, 0xb9, 0xdc],
  [0xcf, 0xfb, 0xb7, 0xc0],
];
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));

test('a table is read by its field names or by its Chinese heading, with or without the mark of UTF-8', () => {
  for (const head of ['code,name,phone', '编码,名称,电话', '\uFEFFCode,名称,phone']) {
    const { rows, faults, encoding } = readTable(utf8(`${head}\r\na-1,城管,\r\n`), headings);
    expect({ faults, encoding }).toEqual({ faults: [], encoding: 'utf-8' });
    expect(rows).toEqual([{ line: 2, values: { code: 'a-1', name: '城管', phone: '' } }]);
  }
});

test('a table in GB18030 is read as one', () => {
  const { rows, encoding } = readTable(
    bytes('code,name\n', 'a-1,', chengguan, '\n', 'a-2,', xiaofang, '\n'),
    headings,
  );
  expect(encoding).toBe('gb18030');
  expect(rows.map(({ values }) => values.name)).toEqual(['城管', '消防']);
});

test('where two encodings are mixed the lines of the wrong one are named, and nothing is read', () => {
  const { rows, faults, encoding } = readTable(
    bytes('code,name\n', 'a-1,公安\n', 'a-2,', xiaofang, '\n', 'a-3,交通\n'),
    headings,
  );
  expect({ encoding, rows }).toEqual({ encoding: 'mixed', rows: [] });
  expect(faults.map(({ line }) => line)).toEqual([3]);
  expect(faults[0]?.wanted.en).toContain('one encoding');
});

test('bytes that are neither are refused by line', () => {
  const { faults } = readTable(bytes('code,name\n', 'a-1,', [0xff, 0xff], '\n'), headings);
  expect(faults).toMatchObject([{ line: 2, wanted: { en: 'UTF-8 or GB18030' } }]);
});

test('a row of the wrong length is a fault of its line; the lines after it keep their numbers', () => {
  const { rows, faults } = readTable(utf8('code,name,phone\na-1,甲\n\na-2,"乙\n丙",1\na-3,丁,2\n'), headings);
  expect(faults).toMatchObject([{ line: 2, got: '2', wanted: { en: '3 columns' } }]);
  expect(rows.map(({ line }) => line)).toEqual([4, 6]);
});

test('an open quote, an unknown column, a missing one and one twice are said', () => {
  const faults = (text: string) => readTable(utf8(text), headings).faults;
  expect(faults('code,name\na-1,"甲\n')).toMatchObject([{ wanted: { zh: '引号成对的 CSV' } }]);
  expect(faults('code,name,colour\n')).toMatchObject([{ line: 1, got: 'colour' }]);
  expect(faults('code\n')).toMatchObject([{ field: 'name', wanted: { zh: '“名称”一列' } }]);
  expect(faults('code,name,name\n')).toMatchObject([{ field: 'name', wanted: { en: 'each column once' } }]);
  expect(faults('')).toMatchObject([{ line: 1 }]);
});

test('more rows than are taken are refused before any is looked at', () => {
  const { rows, faults } = readTable(utf8(`code,name\n${'a,b\n'.repeat(tableRows + 1)}`), headings);
  expect(rows).toEqual([]);
  expect(faults).toMatchObject([{ got: String(tableRows + 1) }]);
});

test('what is written is no formula for a spreadsheet, and is read back as it was', () => {
  const row = { code: 'a-1', name: '=1+1', phone: '+86 10 5550' };
  const text = writeTable(headings, [row], 'zh');
  expect(text).toContain("'=1+1");
  expect(text.startsWith('\uFEFF编码,名称,电话')).toBe(true);
  expect(readTable(utf8(text), headings).rows.map(({ values }) => values)).toEqual([row]);
});
