import type { Sql, TransactionSql } from 'postgres';
import type { Account } from '../access/session.ts';
import { conflict, invalid } from '../errors.ts';
import { append, lockLog } from '../live/log.ts';
import { type RowFault, readTable, type Table, writeTable } from './csv.ts';
import { type Part, rowFaults, type Values } from './part.ts';

/** What a table would change, or has changed; `errors` holds the first of them, `errorCount` says how many there are. */
export interface LoadReport {
  readonly part: string;
  readonly encoding: Table['encoding'];
  readonly rows: number;
  readonly errors: readonly RowFault[];
  readonly errorCount: number;
  readonly added: number;
  readonly changed: number;
  /** Lines that are no more once this is loaded. */
  readonly ended: number;
  readonly same: number;
  /** Number of the newest version there is: a load that names it is refused when another has come between. */
  readonly latest: number | null;
  /** Number of the version made; null for a dry run. */
  readonly version: number | null;
}

export interface Loading {
  readonly sql: Sql;
  readonly account: Account;
  readonly now: Date;
}

export interface LoadInput {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
  readonly note: string;
  /** From when it decides; null for a draft, which only dated parts may be. */
  readonly from: Date | null;
  /** The newest version when the dry run was made. */
  readonly after: number | null;
}

/** Faults told at most. */
const told = 200;

/** What a table would change, and everything wrong with it; nothing is kept. */
export async function dryRun(
  sql: Sql,
  part: Part,
  input: Pick<LoadInput, 'bytes' | 'whole'>,
): Promise<LoadReport> {
  return (await examine(sql, part, input)).report;
}

/**
 * Loads a table as a new version, in one transaction with the log; nothing of one that has faults.
 * @throws Problem 400 with every fault by line and field; 409 where another version came between.
 */
export async function load(loading: Loading, part: Part, input: LoadInput): Promise<LoadReport> {
  const { sql, account, now } = loading;
  const report = await sql.begin(async (tx) => {
    await lockLog(tx);
    const { report, rows, whole } = await examine(tx, part, input);
    if (report.errorCount > 0) throw refusal(report);
    if (input.after !== null && report.latest !== null && report.latest !== input.after)
      throw conflict('loaded-since', {
        zh: `第 ${input.after} 版之后已有人载入第 ${report.latest} 版；没有覆盖，请重新试载`,
        en: `Version ${report.latest} was loaded after version ${input.after}; nothing was overwritten, make a dry run again`,
      });
    const file = writeTable(part.columns, rows, 'en');
    const [row] = await tx<{ id: number }[]>`
      insert into duty_version (part, valid_from, loaded_at, loaded_by, note, row_count, file)
      values (${part.name}, ${part.dated ? input.from : now}, ${now}, ${account.name}, ${input.note}, ${rows.length}, ${file})
      returning id`;
    if (!row) throw new Error(`no version was made for ${part.name}`);
    await part.write(tx, rows, { version: row.id, now, whole });
    await append(tx, {
      at: now,
      step: part.name === 'roster' ? 'roster.kept' : 'duties.loaded',
      actor: account.name,
      body: { part: part.name, version: row.id, rows: rows.length, note: input.note },
    });
    return { ...report, version: row.id };
  });
  return report as LoadReport;
}

async function examine(sql: Sql | TransactionSql, part: Part, input: Pick<LoadInput, 'bytes' | 'whole'>) {
  const whole = part.alwaysWhole || input.whole;
  const table = readTable(input.bytes, part.columns);
  const errors = [...table.faults, ...rowFaults(part, table.rows)];
  const faulty = new Set(errors.map(({ line }) => line));
  const sound = table.rows.filter(({ line }) => !faulty.has(line));
  errors.push(...(await part.check(sql, sound, whole)));
  if (table.rows.length === 0 && errors.length === 0)
    errors.push({ line: 2, field: '', got: '', wanted: { zh: '至少一行', en: 'at least one row' } });
  errors.sort((one, other) => one.line - other.line);
  const rows = table.rows.map(({ values }) => complete(part, values));
  const [newest] = await sql<{ id: number | null }[]>`
    select max(id)::integer as id from duty_version where part = ${part.name}`;
  const report: LoadReport = {
    part: part.name,
    encoding: table.encoding,
    rows: table.rows.length,
    errors: errors.slice(0, told),
    errorCount: errors.length,
    ...difference(part, await part.read(sql, null), rows, whole),
    latest: newest?.id ?? null,
    version: null,
  };
  return { report, rows, whole };
}

/** Every field of the part, empty where the table has no such column. */
const complete = (part: Part, values: Values): Values =>
  Object.fromEntries(part.columns.map(({ field }) => [field, values[field] ?? '']));

function difference(part: Part, before: readonly Values[], after: readonly Values[], whole: boolean) {
  const fingerprint = (row: Values) => part.columns.map(({ field }) => row[field] ?? '').join('\u0001');
  const stood = new Map(before.map((row) => [part.keyOf(row), fingerprint(row)]));
  const keys = new Set(after.map((row) => part.keyOf(row)));
  const changes = { added: 0, changed: 0, same: 0, ended: 0 };
  for (const row of after) {
    const was = stood.get(part.keyOf(row));
    if (was === undefined) changes.added++;
    else if (was === fingerprint(row)) changes.same++;
    else changes.changed++;
  }
  if (whole) changes.ended = [...stood.keys()].filter((key) => !keys.has(key)).length;
  return changes;
}

const refusal = ({ errors, errorCount, rows }: LoadReport): Error =>
  invalid(
    {
      zh: `${rows} 行中有 ${errorCount} 处错误，没有载入任何一行`,
      en: `${errorCount} faults in ${rows} rows; not one row was loaded`,
    },
    errors.map(({ line, field, got, wanted }) => ({
      pointer: `#/${line}/${field}`,
      got,
      detail: {
        zh: `第 ${line} 行${field && ` ${field}`}：应为${wanted.zh}`,
        en: `line ${line}${field && `, ${field}`}: wanted ${wanted.en}`,
      },
    })),
  );
