/** The thread in which a file is read: it takes seconds, and a file that breaks the reader breaks nothing else. */
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { readCsv } from './csv.ts';
import { intakeLimits } from './limits.ts';
import { readWorkbook } from './workbook.ts';
import { isZip } from './zip.ts';

const { gzipped, sheet } = workerData as { gzipped: Uint8Array; sheet: string | null };
const bytes = gunzipSync(gzipped, { maxOutputLength: intakeLimits.bytes });
const table = isZip(bytes) ? await readWorkbook(bytes) : readCsv(bytes);
parentPort?.postMessage(
  'fault' in table || sheet === null
    ? table
    : { ...table, sheets: table.sheets.filter(({ name }) => name === sheet) },
);
