import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';

/** A row as it stands in the file; `broken` says why it cannot be told apart into cells, where it cannot. */
export interface RawRow {
  /** Line of a CSV file, or row of a sheet, the first being 1. */
  readonly line: number;
  readonly cells: readonly string[];
  readonly broken?: Bilingual;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly RawRow[];
}

/** A file read whole. */
export interface Table {
  readonly kind: 'csv' | 'xlsx';
  /** Of a CSV file; null for a workbook. */
  readonly encoding: string | null;
  readonly sheets: readonly Sheet[];
}

/** Why a file cannot be read at all. */
export interface FileFault {
  readonly got: string;
  readonly detail: Bilingual;
}

export const fileFault = (got: string, zh: string, en: string): { readonly fault: FileFault } => ({
  fault: { got, detail: { zh, en } },
});
