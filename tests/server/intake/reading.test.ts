import { expect, test } from 'vitest';
import { readCsv } from '../../../server/intake/csv.ts';
import { guessMapping, sourceOf } from '../../../server/intake/fields.ts';
import { intakeLimits } from '../../../server/intake/limits.ts';
import { createRowReader, type ReadingOptions } from '../../../server/intake/row.ts';
import type { Sheet, Table } from '../../../server/intake/table.ts';
import { createTimeReader } from '../../../server/intake/when.ts';
import { readWorkbook } from '../../../server/intake/workbook.ts';
import { checkWorkbook } from '../../../server/intake/zip.ts';
import { inGb18030, workbook, workbookOf, zip } from './files.ts';

function sheetOf(table: Table | { fault: { detail: { en: string } } }): Sheet {
  if ('fault' in table) throw new Error(table.fault.detail.en);
  const [sheet] = table.sheets;
  if (!sheet) throw new Error('no sheet');
  return sheet;
}
const cellsOf = (table: Parameters<typeof sheetOf>[0]) => sheetOf(table).rows.map(({ cells }) => cells);
const csv = (text: string) => readCsv(Buffer.from(text));

test('a file in GB18030 is read as one in UTF-8 is', () => {
  const text = '地址,经度\n小马厂路,116.3\n';
  const [one, other] = [readCsv(Buffer.from(text)), readCsv(inGb18030(text))];
  expect(cellsOf(other)).toEqual(cellsOf(one));
  expect(['encoding' in one && one.encoding, 'encoding' in other && other.encoding]).toEqual([
    'utf-8',
    'gb18030',
  ]);
});

test('lines of two encodings in one file are each read in their own', () => {
  const bytes = Buffer.concat([
    Buffer.from('地址,经度\n小马厂路,1\n莲花池路,2\n'),
    inGb18030('广安门大街,3\n'),
    Buffer.from('手帕口街,4\n'),
  ]);
  const table = readCsv(bytes);
  expect('encoding' in table && table.encoding).toBe('mixed');
  expect(cellsOf(table).map(([place]) => place)).toEqual(['小马厂路', '莲花池路', '广安门大街', '手帕口街']);
});

test('a quote that never closes costs its own row and no other', () => {
  const rows = sheetOf(csv(`a,b\n1,2\n3,"open\n${'5,6\n'.repeat(60)}7,8\n`)).rows;
  expect(rows[0]?.cells).toEqual(['1', '2']);
  expect(rows[1]).toMatchObject({ line: 3, broken: { zh: '引号没有成对' } });
  expect(rows.slice(2).every(({ broken }) => broken === undefined)).toBe(true);
  expect(rows.at(-1)).toMatchObject({ line: 64, cells: ['7', '8'] });
});

test('cells over several lines, semicolons, a mark of byte order and empty lines are read as they are meant', () => {
  expect(cellsOf(csv('\uFEFFa;b\n"one\ntwo";2\n\n3;4'))).toEqual([
    ['one\ntwo', '2'],
    ['3', '4'],
  ]);
  expect(sheetOf(csv('a,a,\n1,2,3')).columns).toEqual(['a', 'a (2)', '#3']);
});

test('what is no table is refused in words', () => {
  expect(csv('   \n')).toMatchObject({ fault: { detail: { en: 'The file has no content' } } });
  expect(csv('\0\x01\x02')).toMatchObject({ fault: { got: 'NUL' } });
});

test('of a formula its last result is read, of a faulty one nothing, and a date as the sheet shows it', async () => {
  const table = await readWorkbook(
    workbook([
      ['经度', '时间', '类别'],
      [{ xml: '<c><f>116+0.35</f><v>116.35</v></c>' }, { xml: '<c s="1"><v>46150.5</v></c>' }, '01-03'],
      [{ xml: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' }, { xml: '<c><f>NOW()</f></c>' }, 'x'],
    ]),
  );
  const [good, bad] = cellsOf(table);
  expect(good).toEqual(['116.35', '2026-05-08 12:00:00', '01-03']);
  expect(bad?.[2]).toBe('x');
  expect(Number(bad?.[0] || Number.NaN)).toBeNaN();
});

test('a workbook of too many cells, and one that unpacks without end, are refused before they are read', async () => {
  const row = `<row>${'<c><v>1</v></c>'.repeat(100)}</row>`;
  const limits = { ...intakeLimits, cells: 10_000 };
  const workbookOfRows = (rows: number) => workbookOf(`<sheetData>${row.repeat(rows)}</sheetData>`);
  expect(checkWorkbook(workbookOfRows(100), limits)).toBeNull();
  expect(await readWorkbook(workbookOfRows(101), limits)).toMatchObject({
    fault: { got: '> 10000', detail: { zh: '工作簿最多 1 万个单元格；更大的表请另存为 CSV' } },
  });
  const bomb = zip({ 'xl/worksheets/sheet1.xml': Buffer.alloc(3_000_000) }, 1000);
  expect(bomb.length).toBeLessThan(10_000);
  expect(checkWorkbook(bomb, { ...intakeLimits, unpackedBytes: 2_000_000 })).toMatchObject({
    fault: { got: 'xl/worksheets/sheet1.xml' },
  });
  expect(await readWorkbook(Buffer.from('PK\x03\x04nothing more', 'latin1'))).toMatchObject({
    fault: { got: 'end' },
  });
});

test('columns are known by their names in Chinese and English', () => {
  expect(
    guessMapping(['工单编号', '诉求类型', '来电时间', '详细地址', '经度', '纬度', '来电人', '联系电话']),
  ).toEqual({
    sourceNumber: '工单编号',
    category: '诉求类型',
    occurredAt: '来电时间',
    place: '详细地址',
    longitude: '经度',
    latitude: '纬度',
    reporterName: '来电人',
    reporterPhone: '联系电话',
  });
  expect(guessMapping(['Ticket No', 'Category', 'lng', 'lat', 'Address'])).toMatchObject({
    longitude: 'lng',
    latitude: 'lat',
    category: 'Category',
    place: 'Address',
  });
  expect([sourceOf('12345热线'), sourceOf('网格员'), sourceOf('猫')]).toEqual([
    'hotline12345',
    'cellOfficer',
    null,
  ]);
});

test('times are read as people write them, by the clock of the city', () => {
  const read = createTimeReader('Asia/Shanghai');
  for (const text of [
    '2026-05-08 09:30',
    '2026/5/8 9:30:00',
    '2026年5月8日9时30分',
    '202605080930',
    '2026-05-08T01:30:00Z',
  ])
    expect(read(text)?.toISOString()).toBe('2026-05-08T01:30:00.000Z');
  for (const text of ['2026-02-30', '昨天', '2026-13-01 00:00', '2026-05-08 25:00'])
    expect(read(text)).toBeNull();
});

const options: ReadingOptions = {
  mapping: { longitude: 'x', latitude: 'y', category: 'c', occurredAt: 't', reporterPhone: 'p' },
  crs: 'wgs84',
  category: null,
  source: 'hotline12345',
  accuracy: 20,
};
const reader = (given: Partial<ReadingOptions> = {}) =>
  createRowReader(
    ['x', 'y', 'c', 't', 'p'],
    { ...options, ...given },
    {
      categories: [
        {
          code: '01-03',
          name: '暴露垃圾',
          nameEn: 'Dumped waste',
          kind: 'enforcement',
          item: '1',
          retired: false,
        } as never,
      ],
      extent: [116, 39.5, 117, 40.5],
      now: new Date('2026-05-08T00:00:00Z'),
      readTime: createTimeReader('Asia/Shanghai'),
    },
  );

test('every fault of a row is told, with what stands there', () => {
  const answer = reader()({ line: 2, cells: ['116.3', 'abc', '猫', '2027-01-01', '打电话'] });
  expect('faults' in answer && answer.faults.map(({ field, got }) => [field, got])).toEqual([
    ['latitude', 'abc'],
    ['category', '猫'],
    ['occurredAt', '2027-01-01'],
    ['reporterPhone', '…'],
  ]);
});

test('swapped, projected and faraway positions are told apart', () => {
  const wanted = (x: string, y: string) => {
    const answer = reader()({ line: 2, cells: [x, y, '暴露垃圾', '2026-05-07', ''] });
    return 'faults' in answer ? answer.faults[0]?.wanted.en : null;
  };
  expect(wanted('39.9', '116.4')).toMatch(/swapped/);
  expect(wanted('442000', '4420000')).toMatch(/projected/);
  expect(wanted('121.4', '31.2')).toMatch(/in the city/);
  expect(wanted('116.4', '39.9')).toBeNull();
});

test('positions in GCJ-02 are brought to WGS84', () => {
  const answer = reader({ crs: 'gcj02' })({ line: 2, cells: ['116.4', '39.9', '01-03', '2026-05-07', ''] });
  if ('faults' in answer) throw new Error(JSON.stringify(answer.faults));
  expect(answer.row.lon).toBeCloseTo(116.39376, 3);
});
