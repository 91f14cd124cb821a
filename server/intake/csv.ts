import { parse } from 'csv-parse/sync';
import { decode } from './encoding.ts';
import { intakeLimits } from './limits.ts';
import { type FileFault, fileFault, type RawRow, type Table } from './table.ts';

/**
 * Reads a CSV file whose first line names its columns: comma, semicolon or tab between cells, UTF-8 or GB18030. A row whose
 * quotes do not close is broken by itself: the lines after it are read as if it were not there.
 */
export function readCsv(bytes: Uint8Array): Table | { readonly fault: FileFault } {
  const { text, encoding } = decode(bytes);
  if (text.slice(0, 100_000).includes('\0'))
    return fileFault(
      'NUL',
      '这不是文本文件：应为 CSV 或 XLSX',
      'This is no text file: CSV or XLSX was wanted',
    );
  const records = recordsOf(text);
  const head = records.findIndex((record) => record.text.trim() !== '');
  if (head < 0) return fileFault('0', '文件没有内容', 'The file has no content');
  if (records.length - head - 1 > intakeLimits.rows)
    return fileFault(
      String(records.length - head - 1),
      `最多 ${intakeLimits.rows} 行，请分成几个文件`,
      `At most ${intakeLimits.rows} rows; split it into several files`,
    );
  const delimiter = delimiterOf(records[head]?.text ?? '');
  const [first = []] = parseRecords([records[head]?.text ?? ''], delimiter) ?? [[]];
  if (first.length > intakeLimits.columns)
    return fileFault(
      String(first.length),
      `最多 ${intakeLimits.columns} 列`,
      `At most ${intakeLimits.columns} columns`,
    );
  const rows = readRows(records.slice(head + 1), delimiter);
  return { kind: 'csv', encoding, sheets: [{ name: '', columns: namesOf(first), rows }] };
}

/** Names of columns: those without one by their place, those that come twice with a number. */
export function namesOf(cells: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, i) => {
    const name = cell.trim().slice(0, 100) || `#${i + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

interface Record {
  readonly line: number;
  readonly text: string;
  readonly closed: boolean;
}

/** Lines put together where a quoted cell runs over several. */
function recordsOf(text: string): Record[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  const records: Record[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    let end = i;
    let quotes = quotesIn(line);
    while (quotes % 2 === 1 && end + 1 < lines.length && end - i < intakeLimits.quotedLines)
      quotes += quotesIn(lines[++end] ?? '');
    const closed = quotes % 2 === 0;
    records.push({ line: i + 1, text: closed ? lines.slice(i, end + 1).join('\n') : line, closed });
    if (closed) i = end;
  }
  return records;
}

function quotesIn(line: string): number {
  let count = 0;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) count++;
  return count;
}

function delimiterOf(header: string): string {
  const count = (one: string) => header.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** Records read together, for one at a time takes ten times as long; one by one where one among them is faulty. */
const together = 500;

function readRows(records: readonly Record[], delimiter: string): RawRow[] {
  const rows: RawRow[] = [];
  for (let start = 0; start < records.length; start += together) {
    const some = records.slice(start, start + together).filter(({ text }) => text.trim() !== '');
    const sound = some.filter((record) => record.closed && record.text.length <= intakeLimits.record);
    const read = parseRecords(
      sound.map(({ text }) => text),
      delimiter,
    );
    let next = 0;
    for (const record of some) {
      if (!record.closed) rows.push(broken(record, '引号没有成对', 'quotes in pairs were wanted'));
      else if (record.text.length > intakeLimits.record)
        rows.push(
          broken(
            record,
            `一行最多 ${intakeLimits.record} 字`,
            `a row may have ${intakeLimits.record} characters`,
          ),
        );
      else {
        const cells = read ? read[next++] : parseRecords([record.text], delimiter)?.[0];
        rows.push(
          cells
            ? { line: record.line, cells: cells.map((cell) => cell.slice(0, intakeLimits.cell)) }
            : broken(record, '引号位置有误', 'quotes around whole cells were wanted'),
        );
      }
    }
  }
  return rows;
}

const broken = ({ line, text }: Record, zh: string, en: string): RawRow => ({
  line,
  cells: [text.slice(0, intakeLimits.cell)],
  broken: { zh, en },
});

/** Cells of each record; null where they are not as many as the records, or one is faulty. */
function parseRecords(texts: readonly string[], delimiter: string): string[][] | null {
  try {
    const rows = parse(texts.join('\n'), {
      delimiter,
      relax_column_count: true,
      record_delimiter: '\n',
    });
    return rows.length === texts.length ? rows : null;
  } catch {
    return null;
  }
}
