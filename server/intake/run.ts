import type { Account } from '../access/session.ts';
import { type BulkIncident, insertBulk } from '../incident/bulk.ts';
import { originOf } from '../incident/origin.ts';
import { append, lockLog } from '../live/log.ts';
import type { Services } from '../services.ts';
import { type JudgedRow, judgeRows } from './judge-rows.ts';
import { intakeLimits } from './limits.ts';
import { readerFor } from './preview.ts';
import { readTable } from './reading.ts';
import type { ReadingOptions } from './row.ts';
import { beginRun, endRun, type FaultyRow, type Intake, loadIntake, noteBatch } from './store.ts';
import type { Sheet } from './table.ts';

export interface RunOptions extends ReadingOptions {
  readonly sheet: string;
}

/**
 * Begins to load a file; answers at once, false where it is being loaded already. Each batch is one transaction with its
 * progress: a process that dies leaves what it has loaded, and the next run passes over it.
 */
export async function startRun(
  services: Services,
  account: Account,
  intake: Intake,
  options: RunOptions,
): Promise<boolean> {
  const { database, clock, log } = services;
  const total = intake.facts.sheets.find(({ name }) => name === options.sheet)?.rows ?? 0;
  if (!(await beginRun(database.sql, intake.id, { at: clock(), options, total }))) return false;
  void run(services, account, intake, options).catch(async (error: unknown) => {
    log.error({ err: error, intake: intake.id }, 'a file of incidents could not be loaded to its end');
    await endRun(database.sql, intake.id, clock(), {
      zh: '服务器出错，载入中断；已载入的保留，可以再次开始',
      en: 'The server failed and the loading was cut off; what was loaded is kept, and it can be started again',
    }).catch(() => {});
  });
  return true;
}

async function run(services: Services, account: Account, intake: Intake, options: RunOptions): Promise<void> {
  const { database, clock } = services;
  const { sql } = database;
  const gzipped = await loadIntake(sql, intake.id);
  const table = gzipped && (await readTable(gzipped, options.sheet));
  const sheet: Sheet | undefined = table && 'sheets' in table ? table.sheets[0] : undefined;
  if (!sheet) {
    const fault = table && 'fault' in table ? table.fault.detail : null;
    await endRun(
      sql,
      intake.id,
      clock(),
      fault ?? { zh: '文件已不在，请重新上传', en: 'The file is gone; send it again' },
    );
    return;
  }
  const { reader, duties } = await readerFor(services, sheet, options);
  let loaded = 0;
  const store = ({ read, incidents, faulty }: Batch): Promise<boolean> =>
    sql.begin(async (tx) => {
      // Whoever opens survey tickets writes to the log: its lock comes before that of the running numbers, as in every step.
      if (incidents.some(({ verdict }) => verdict.defects.length > 0)) await lockLog(tx);
      const at = clock();
      const { ids, repeated } = await insertBulk(tx, incidents, {
        at,
        by: account.name,
        timeZone: services.config.timeZone,
      });
      loaded += ids.size;
      return noteBatch(tx, intake.id, at, {
        read,
        loaded: ids.size,
        // Those that somebody else stored in the same moment are there already, too.
        repeated: Math.max(repeated.length, incidents.length - ids.size),
        faulty,
      });
    }) as Promise<boolean>;
  let going = Promise.resolve(true);
  for (let start = 0; start < sheet.rows.length; start += intakeLimits.batch) {
    const batch = sheet.rows.slice(start, start + intakeLimits.batch);
    const read = batch.map((raw) => ({ raw, ...reader(raw) }));
    const judged = await judgeRows(
      services,
      account,
      duties,
      read.flatMap((one) => ('row' in one ? [one.row] : [])),
    );
    const raws = new Map(batch.map((raw) => [raw.line, raw]));
    const faulty = [
      ...read.flatMap((one): FaultyRow[] => ('faults' in one ? [{ ...one.raw, faults: one.faults }] : [])),
      ...judged.flatMap((one): FaultyRow[] =>
        'fault' in one
          ? [{ ...(raws.get(one.row.line) ?? { line: one.row.line, cells: [] }), faults: [one.fault] }]
          : [],
      ),
    ];
    const incidents = judged.flatMap((one) => incidentOf(one, intake.sha256));
    // The database stores one batch while the next is being judged.
    if (!(await going)) return;
    going = store({ read: batch.length, incidents, faulty });
    going.catch(() => {});
  }
  if (!(await going)) return;
  await sql.begin((tx) =>
    append(tx, {
      at: clock(),
      step: 'intake.loaded',
      areaCode: account.areaCode,
      actor: account.name,
      body: { file: intake.name, loaded, rows: sheet.rows.length },
    }),
  );
  await endRun(sql, intake.id, clock(), null);
}

interface Batch {
  readonly read: number;
  readonly incidents: readonly BulkIncident[];
  readonly faulty: readonly FaultyRow[];
}

/** A row without a number of its source is the same again where its file and its line are. */
const incidentOf = (one: JudgedRow, sha256: string): BulkIncident[] => {
  if ('fault' in one) return [];
  const { row, verdict, shared, leaf } = one;
  const area = verdict.parties.find(({ holding }) => holding === null)?.jurisdiction;
  return [
    {
      category: row.category,
      source: row.source,
      note: row.note,
      occurredAt: row.occurredAt.toISOString(),
      accuracy: row.accuracy,
      lon: row.lon,
      lat: row.lat,
      sourceNumber: row.sourceNumber,
      reporter: row.reporter,
      place: row.place || (area?.name ?? ''),
      placeEn: row.placeEn || row.place || (area?.nameEn ?? ''),
      verdict,
      shared,
      leaf,
      origin: originOf(row) ?? `file:${sha256}:${row.line}`,
    },
  ];
};
