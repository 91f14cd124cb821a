import { CsvError, type Info, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';

/** A row of a table with the line of the file it begins on; cells are trimmed, those missing at its end are empty. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  readonly encoding: 'utf-8' | 'gb18030';
}

/** Why a file is no table; `line` where the fault has one. */
export interface TableRefusal {
  readonly line: number | null;
  readonly message: Bilingual;
}

const delimiters = [',', '\t', ';'] as const;

/**
 * Reads comma-, tab- or semicolon-separated values with a head line: UTF-8, or GB18030 where the bytes are no UTF-8. A row
 * with more cells than the head has columns is kept with the first of them; `wanted` columns must be there.
 */
export function readCsv(
  bytes: Uint8Array,
  { wanted, mostRows }: { readonly wanted: readonly string[]; readonly mostRows: number },
): Table | { readonly refusal: TableRefusal } {
  const { text, encoding } = decode(bytes);
  const head = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)));
  const delimiter = delimiters.toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ',';
  let records: readonly { readonly record: readonly string[]; readonly info: Info }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: mostRows + 2,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : null;
    return refused(line, {
      zh: `第 ${line ?? '?'} 行的引号不成对，或在引号后还有内容`,
      en: `A quote on line ${line ?? '?'} is not closed, or something follows it`,
    });
  }
  const columns = records[0]?.record ?? [];
  const missing = wanted.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    return refused(1, {
      zh: `缺少列：${missing.join('、')}；表头是：${columns.join('、') || '（空）'}`,
      en: `These columns are missing: ${missing.join(', ')}; the head line has: ${columns.join(', ') || '(nothing)'}`,
    });
  if (records.length > mostRows + 1)
    return refused(null, {
      zh: `最多 ${mostRows} 行，请分成几个文件`,
      en: `At most ${mostRows} rows; divide the file`,
    });
  const rows = records.slice(1).map(({ record, info }) => ({
    line: info.lines - linesIn(record) + 1,
    cells: Object.fromEntries(columns.map((column, i) => [column, record[i] ?? ''])),
  }));
  return { columns, rows, encoding };
}

/** Values as a file that spreadsheets open: UTF-8 with its mark, and no cell that one would take for a formula. */
export const writeCsv = (
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string =>
  stringify([[...columns], ...rows.map((row) => row.map(harmless))], {
    bom: true,
    record_delimiter: 'windows',
  });

/** Spreadsheets calculate what begins with one of these signs (OWASP, CSV injection). */
const harmless = (cell: string | number | null): string | number | null =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;

function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: Table['encoding'] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'gb18030' };
  }
}

/** Lines that a record takes up: one, and one more for each line break within its quotes. */
const linesIn = (record: readonly string[]): number =>
  1 + record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);

const refused = (line: number | null, message: Bilingual) => ({ refusal: { line, message } });
