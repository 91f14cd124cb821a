/** What a file of incidents may have, and how long it is kept. */
export const intakeLimits = {
  /** Bytes as it is sent. */
  bytes: 50_000_000,
  /** Bytes that a workbook may unpack to, and files in it. */
  unpackedBytes: 300_000_000,
  entries: 2_000,
  /** Cells of all sheets of a workbook; rows and columns of a table. */
  cells: 1_000_000,
  rows: 500_000,
  columns: 100,
  sheets: 20,
  /** Characters of a cell that are read; bytes of one row of a CSV file. */
  cell: 4_000,
  record: 64_000,
  /** Lines that a quoted cell may run over, before its quote is taken for a slip. */
  quotedLines: 30,
  hours: 72,
  perAccount: 10,
  /** Milliseconds that reading a file may take, and of silence after which a run is given up for lost. */
  reading: 120_000,
  silence: 180_000,
  /** Rows a transaction, and faults kept of one file. */
  batch: 5_000,
  faults: 100_000,
  previewed: 20,
} as const;
