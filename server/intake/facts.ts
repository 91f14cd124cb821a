import { guessMapping } from './fields.ts';
import type { IntakeFacts } from './store.ts';
import type { Sheet, Table } from './table.ts';

const samplesShown = 3;

/** What a person needs to say how a file is to be read. */
export const factsOf = ({ kind, encoding, sheets }: Table): IntakeFacts => ({
  kind,
  encoding,
  sheets: sheets.map((sheet) => ({
    name: sheet.name,
    rows: sheet.rows.length,
    columns: sheet.columns.map((name, i) => ({ name, samples: samplesOf(sheet, i) })),
    guess: guessMapping(sheet.columns),
  })),
});

function samplesOf({ rows }: Sheet, column: number): readonly string[] {
  const samples = new Set<string>();
  for (const { cells, broken } of rows) {
    const cell = broken ? '' : (cells[column]?.trim() ?? '');
    if (cell !== '') samples.add(cell.slice(0, 40).replaceAll('\0', ''));
    if (samples.size >= samplesShown) break;
  }
  return [...samples];
}
