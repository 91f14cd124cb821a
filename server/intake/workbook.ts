import readSheets from 'read-excel-file/node';
import { namesOf } from './csv.ts';
import { intakeLimits } from './limits.ts';
import { type FileFault, fileFault, type RawRow, type Sheet, type Table } from './table.ts';
import { checkWorkbook, type WorkbookLimits } from './zip.ts';

/**
 * Reads a workbook (XLSX): of each sheet the first row that is not empty names the columns. Of a formula its last result is
 * read; dates come as the clock's time that the sheet shows.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  limits: WorkbookLimits = intakeLimits,
): Promise<Table | { readonly fault: FileFault }> {
  const refused = checkWorkbook(bytes, limits);
  if (refused) return refused;
  let sheets: Awaited<ReturnType<typeof readSheets>>;
  try {
    sheets = await readSheets(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    return fileFault(
      error instanceof Error ? error.message.slice(0, 200) : '',
      '工作簿读不出来：应为 Excel 工作簿（.xlsx）',
      'The workbook cannot be read: an Excel workbook (.xlsx) was wanted',
    );
  }
  return {
    kind: 'xlsx',
    encoding: null,
    sheets: sheets
      .slice(0, intakeLimits.sheets)
      .map(({ sheet, data }) => sheetOf(sheet, data))
      .filter(({ columns }) => columns.length > 0),
  };
}

function sheetOf(name: string, data: readonly (readonly unknown[])[]): Sheet {
  const head = data.findIndex((row) => row.some((cell) => textOf(cell) !== ''));
  if (head < 0) return { name, columns: [], rows: [] };
  const columns = namesOf((data[head] ?? []).slice(0, intakeLimits.columns).map(textOf));
  const rows = data.slice(head + 1).flatMap((row, i): RawRow[] => {
    const cells = row.slice(0, intakeLimits.columns).map(textOf);
    return cells.every((cell) => cell === '') ? [] : [{ line: head + i + 2, cells }];
  });
  return { name, columns, rows };
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  // The library gives the clock's time of a date as if it were of Greenwich.
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 19).replace('T', ' ');
  return String(cell).slice(0, intakeLimits.cell);
}
