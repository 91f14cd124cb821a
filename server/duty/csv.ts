import { type CsvError, parse } from 'csv-parse/sync';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import { writeCsv } from '../exchange/csv.ts';

/** Bytes and rows of a table that is loaded. */
export const tableBytes = 6_000_000;
export const tableRows = 50_000;

/** What is wrong in a table: the line of the file (1 is the heading), the field, what was got, what was wanted. */
export interface RowFault {
  readonly line: number;
  readonly field: string;
  readonly got: string;
  readonly wanted: Bilingual;
}

/** A column as it may be headed: by its field's name, or in Chinese. */
export interface Heading {
  readonly field: string;
  readonly zh: string;
  readonly required?: boolean;
}

/** A row by field, trimmed, with the line it begins on. */
export interface TableRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface Table {
  readonly encoding: 'utf-8' | 'gb18030' | 'mixed';
  readonly rows: readonly TableRow[];
  readonly faults: readonly RowFault[];
}

/** Reads a CSV in UTF-8 or GB18030 with a heading; everything wrong with its form comes back as faults, never as an exception. */
export function readTable(bytes: Uint8Array, headings: readonly Heading[]): Table {
  const text = decode(bytes);
  if ('faults' in text) return { encoding: text.encoding, rows: [], faults: text.faults };
  const { encoding, content } = text;
  const nothing = (faults: readonly RowFault[]): Table => ({ encoding, rows: [], faults });
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(content, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as never;
  } catch (error) {
    const { code, lines = 1 } = error as CsvError & { lines?: number };
    return nothing([{ line: lines, field: '', got: code ?? 'unreadable', wanted: wants.quotes }]);
  }
  const [head, ...body] = records;
  if (!head) return nothing([{ line: 1, field: '', got: '', wanted: wants.heading(headings) }]);
  if (body.length > tableRows)
    return nothing([{ line: tableRows + 2, field: '', got: String(body.length), wanted: wants.fewer }]);
  const fields = head.record.map((title) => fieldOf(title, headings));
  const faults = headingFaults(head.record, fields, headings);
  if (faults.length > 0) return nothing(faults);
  const rows: TableRow[] = [];
  const broken: RowFault[] = [];
  for (const { record, info } of body) {
    const line = info.lines - breaksIn(record);
    if (record.every((cell) => cell.trim() === '')) continue;
    if (record.length !== fields.length) {
      broken.push({
        line,
        field: '',
        got: String(record.length),
        wanted: { zh: `${fields.length} 列`, en: `${fields.length} columns` },
      });
      continue;
    }
    const pairs = fields.map((field, index) => [field, bare(record[index] ?? '')] as const);
    rows.push({ line, values: Object.fromEntries(pairs) });
  }
  return { encoding, rows, faults: broken };
}

/** A CSV that a spreadsheet opens rightly, headed in the reader's language. */
export const writeTable = (
  headings: readonly Heading[],
  rows: readonly Readonly<Record<string, string>>[],
  language: 'zh' | 'en',
): string =>
  writeCsv(
    headings.map(({ field, zh }) => (language === 'zh' ? zh : field)),
    rows.map((row) => headings.map(({ field }) => row[field] ?? '')),
  );

/** A cell without the sign that keeps spreadsheets from taking it for a formula. */
const bare = (cell: string): string => {
  const trimmed = cell.trim();
  return /^'[=+\-@\t\r]/.test(trimmed) ? trimmed.slice(1) : trimmed;
};

const breaksIn = (record: readonly string[]): number =>
  record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);

const fieldOf = (title: string, headings: readonly Heading[]): string | null => {
  const wanted = title.trim().toLowerCase();
  return headings.find(({ field, zh }) => field.toLowerCase() === wanted || zh === wanted)?.field ?? null;
};

function headingFaults(
  titles: readonly string[],
  fields: readonly (string | null)[],
  headings: readonly Heading[],
): RowFault[] {
  const at = (field: string, got: string, wanted: Bilingual): RowFault => ({ line: 1, field, got, wanted });
  const unknown = titles.filter((_, index) => fields[index] === null);
  const twice = fields.filter((field, index) => field !== null && fields.indexOf(field) !== index);
  const absent = headings.filter(({ field, required }) => required && !fields.includes(field));
  return [
    ...unknown.map((title) => at(title, title, wants.heading(headings))),
    ...twice.map((field) => at(field ?? '', field ?? '', { zh: '每列只出现一次', en: 'each column once' })),
    ...absent.map(({ field, zh }) => at(field, '', { zh: `“${zh}”一列`, en: `a column "${field}"` })),
  ];
}

const wants = {
  quotes: { zh: '引号成对的 CSV', en: 'a CSV whose quotes are closed' },
  fewer: { zh: `最多 ${tableRows} 行`, en: `at most ${tableRows} rows` },
  heading: (headings: readonly Heading[]): Bilingual => ({
    zh: `首行为列名：${headings.map(({ zh }) => zh).join('、')}`,
    en: `a first line of column names: ${headings.map(({ field }) => field).join(', ')}`,
  }),
  utf8: { zh: '全文同一种编码（这一行不是 UTF-8）', en: 'one encoding throughout (this line is not UTF-8)' },
  either: { zh: 'UTF-8 或 GB18030', en: 'UTF-8 or GB18030' },
};

type Decoded =
  | { readonly encoding: 'utf-8' | 'gb18030'; readonly content: string }
  | { readonly encoding: 'mixed'; readonly faults: readonly RowFault[] };

/** What is not UTF-8 as a whole is GB18030, unless some of its lines are plainly UTF-8: then two files were pasted together. */
function decode(bytes: Uint8Array): Decoded {
  const whole = strictly('utf-8', bytes);
  if (whole !== null) return { encoding: 'utf-8', content: whole };
  const lines = linesOf(bytes);
  const read = lines.map((line) => strictly('utf-8', line));
  // Characters of three bytes: those of two occur by chance in GB18030.
  if (read.some((line) => line !== null && /[\u0800-\uFFFF]/.test(line.replace('\uFEFF', ''))))
    return { encoding: 'mixed', faults: faultsAt(read, wants.utf8) };
  const content = strictly('gb18030', bytes);
  if (content !== null) return { encoding: 'gb18030', content };
  return {
    encoding: 'mixed',
    faults: faultsAt(
      lines.map((line) => strictly('gb18030', line)),
      wants.either,
    ),
  };
}

const faultsAt = (read: readonly (string | null)[], wanted: Bilingual): RowFault[] =>
  read.flatMap((line, index) =>
    line === null ? [{ line: index + 1, field: '', got: 'bytes', wanted }] : [],
  );

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  lines.push(bytes.subarray(start));
  return lines;
}
