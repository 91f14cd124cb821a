import type { Sql, TransactionSql } from 'postgres';
import type { Bilingual } from '../../geodata/jurisdiction/verdict.ts';
import type { Heading, RowFault, TableRow } from './csv.ts';

export const partNames = [
  'bodies',
  'lists',
  'catalogue',
  'callers',
  'clocks',
  'limits',
  'templates',
] as const;
export type PartName = (typeof partNames)[number];

export type Values = Readonly<Record<string, string>>;

export interface Column extends Heading {
  /** The only values that will do. */
  readonly values?: readonly string[];
  readonly pattern?: RegExp;
  /** Characters at most; 200 unless told. */
  readonly max?: number;
  /** What `pattern` asks for, in words. */
  readonly wanted?: Bilingual;
}

/** What a part is written with. */
export interface Writing {
  readonly version: number;
  readonly now: Date;
  /** Whether what the table does not name is to end; tables that are whole by nature need not be told. */
  readonly whole: boolean;
}

/** One of the tables that decide who is called: how it reads, what must hold, how it is kept. */
export interface Part {
  readonly name: PartName | 'roster';
  readonly columns: readonly Column[];
  /** Whether a table always stands for the whole. Where it does not, it adds to and changes what is there. */
  readonly alwaysWhole: boolean;
  /** Whether a version may wait for its day. */
  readonly dated: boolean;
  /** What makes two rows the same line. */
  readonly keyOf: (row: Values) => string;
  /** As it stands now, or in a version of its own. */
  readonly read: (sql: Sql | TransactionSql, version: number | null) => Promise<readonly Values[]>;
  /** What is wrong with rows that are well-formed each: codes nobody has, and what contradicts itself. */
  readonly check: (
    sql: Sql | TransactionSql,
    rows: readonly TableRow[],
    whole: boolean,
  ) => Promise<readonly RowFault[]>;
  readonly write: (tx: TransactionSql, rows: readonly Values[], writing: Writing) => Promise<void>;
}

/** What is wrong with each row taken by itself, and rows that are there twice. */
export function rowFaults(part: Pick<Part, 'columns' | 'keyOf'>, rows: readonly TableRow[]): RowFault[] {
  const faults: RowFault[] = [];
  const seen = new Map<string, number>();
  for (const { line, values } of rows) {
    const before = faults.length;
    for (const column of part.columns) {
      const fault = cellFault(column, values[column.field] ?? '');
      if (fault) faults.push({ line, field: column.field, ...fault });
    }
    if (faults.length > before) continue;
    const key = part.keyOf(values);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else
      faults.push({
        line,
        field: part.columns[0]?.field ?? '',
        got: key,
        wanted: { zh: `与第 ${first} 行不重复`, en: `not the same as line ${first}` },
      });
  }
  return faults;
}

function cellFault(column: Column, got: string): Pick<RowFault, 'got' | 'wanted'> | null {
  const { required, values, pattern, max = 200, wanted } = column;
  if (got === '') return required ? { got, wanted: { zh: '必填', en: 'a value' } } : null;
  if (got.length > max)
    return {
      got: `${got.slice(0, 40)}…`,
      wanted: { zh: `最多 ${max} 个字`, en: `at most ${max} characters` },
    };
  if (values && !values.includes(got)) {
    const list = values.join(' | ');
    return { got, wanted: { zh: list, en: list } };
  }
  if (pattern && !pattern.test(got))
    return { got, wanted: wanted ?? { zh: String(pattern), en: String(pattern) } };
  return null;
}

/** A fault for each row whose value of a field is not among those known; empty values are another check's business. */
export function unknownValues(
  rows: readonly TableRow[],
  field: string,
  known: ReadonlySet<string>,
  wanted: Bilingual,
): RowFault[] {
  return rows.flatMap(({ line, values }) => {
    const got = values[field] ?? '';
    return got === '' || known.has(got) ? [] : [{ line, field, got, wanted }];
  });
}

/** A column of many rows, for `unnest`; empty values as null where asked. */
export const columnOf = (rows: readonly Values[], field: string): string[] =>
  rows.map((row) => row[field] ?? '');

/** Codes of areas that any edition has. */
export async function knownAreas(
  sql: Sql | TransactionSql,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ code: string }[]>`
    select code from area where code = any(${[...new Set(codes)]}::text[])`;
  return new Set(rows.map(({ code }) => code));
}
