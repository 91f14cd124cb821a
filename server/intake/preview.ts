import type { Account } from '../access/session.ts';
import { type DutyList, readDutyList } from '../duty/list.ts';
import { coverageInForce } from '../incident/judge.ts';
import type { Services } from '../services.ts';
import { judgeRows } from './judge-rows.ts';
import { intakeLimits } from './limits.ts';
import { judgePlausible, type Plausibility } from './plausible.ts';
import { createRowReader, type ReadingOptions, type RowFault, type RowReader } from './row.ts';
import type { Sheet } from './table.ts';
import { createTimeReader } from './when.ts';

/** A row as it would be loaded, or why it would not. */
export interface PreviewRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly read: {
    readonly location: readonly [number, number];
    readonly category: string;
    readonly occurredAt: string;
    readonly source: string;
    readonly sourceNumber: string | null;
    readonly place: string;
    readonly areas: readonly { readonly name: string; readonly nameEn: string }[];
  } | null;
  readonly faults: readonly RowFault[];
}

export interface Preview {
  readonly rows: readonly PreviewRow[];
  readonly plausibility: Plausibility;
  /** Of the rows looked at for it. */
  readonly looked: number;
  readonly sound: number;
}

/** Rows looked at to say how many are sound; all of a small table, an even part of a large one. */
const most = 1_000;

/** The reader of a sheet's rows, as options say. */
export async function readerFor(
  services: Services,
  sheet: Sheet,
  options: ReadingOptions,
): Promise<{ readonly reader: RowReader; readonly duties: DutyList }> {
  const { database, clock, config, editions } = services;
  const duties = await readDutyList(database.sql);
  const reader = createRowReader(sheet.columns, options, {
    categories: duties.categories,
    extent: coverageInForce(editions).extent,
    now: clock(),
    readTime: createTimeReader(config.timeZone),
  });
  return { reader, duties };
}

/** What loading a sheet would make of it: the first rows, and what can be said of all. */
export async function preview(
  services: Services,
  account: Account,
  sheet: Sheet,
  options: ReadingOptions,
): Promise<Preview> {
  const { reader, duties } = await readerFor(services, sheet, options);
  const step = Math.max(1, Math.ceil(sheet.rows.length / most));
  const looked = sheet.rows.filter((_, i) => i < intakeLimits.previewed || i % step === 0);
  const read = looked.map((raw) => ({ raw, ...reader(raw) }));
  const sound = read.flatMap((one) => ('row' in one ? [one] : []));
  const judged = await judgeRows(
    services,
    account,
    duties,
    sound.map(({ row }) => row),
  );
  const byLine = new Map(judged.map((one) => [one.row.line, one]));
  const rows = read.slice(0, intakeLimits.previewed).map((one): PreviewRow => {
    const about = { line: one.raw.line, cells: one.raw.cells };
    if ('faults' in one) return { ...about, read: null, faults: one.faults };
    const { row } = one;
    const answer = byLine.get(row.line);
    const parties = answer && 'verdict' in answer ? answer.verdict.parties : [];
    return {
      ...about,
      read: {
        location: [row.lon, row.lat],
        category: row.category,
        occurredAt: row.occurredAt.toISOString(),
        source: row.source,
        sourceNumber: row.sourceNumber,
        place: row.place,
        areas: parties
          .filter(({ holding }) => holding === null)
          .map(({ jurisdiction: { name, nameEn } }) => ({ name, nameEn })),
      },
      faults: answer && 'fault' in answer ? [answer.fault] : [],
    };
  });
  // As they stand in the file, in whatever system that is.
  const { reader: asGiven } = await readerFor(services, sheet, { ...options, crs: 'wgs84' });
  const positions = looked.flatMap((raw) => {
    const one = asGiven(raw);
    return 'row' in one ? [{ row: one.row, given: [one.row.lon, one.row.lat] as const }] : [];
  });
  return {
    rows,
    plausibility: await judgePlausible(
      services.database.sql,
      coverageInForce(services.editions),
      options.crs,
      positions,
    ),
    looked: looked.length,
    sound: judged.filter((one) => 'verdict' in one).length,
  };
}
