import { fileURLToPath } from 'node:url';
import type { TransactionSql } from 'postgres';
import type { Defect, Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { notePlaces } from '../search/places.ts';
import { openTicketsOfMany } from '../survey/open.ts';
import { noteModels } from './model.ts';
import { dayOfNumber, drawNumbers, numberOf } from './number.ts';
import { called, standingsOf } from './override.ts';
import type { Reporter } from './reporter.ts';
import type { Source } from './view.ts';

const bulkFile = fileURLToPath(new URL('./bulk.sql', import.meta.url));

/** A judged point as it is kept: see `judgeBulk` for the verdict, which many may share. */
export interface BulkIncident {
  readonly category: string;
  readonly source: Source;
  readonly place: string;
  readonly placeEn: string;
  readonly note: string;
  readonly occurredAt: string;
  readonly accuracy: number;
  /** WGS84. */
  readonly lon: number;
  readonly lat: number;
  readonly verdict: Verdict;
  /** Whether it shares its verdict, all but the hash, with others. */
  readonly shared: boolean;
  readonly leaf: string | null;
  readonly sourceNumber: string | null;
  /** What makes it the same when it comes again; null where nothing does. */
  readonly origin: string | null;
  readonly reporter: Reporter | null;
}

/** Rows that took the place of none, and their incidents' ids: places among those given. */
export interface BulkInserted {
  readonly ids: ReadonlyMap<number, string>;
  /** Places of those that were there already, or come twice among those given. */
  readonly repeated: readonly number[];
}

/**
 * Inserts incidents with their verdicts, reporters and survey tickets in a few statements; in one transaction, the caller's.
 * What has an origin that is there already is left out.
 */
export async function insertBulk(
  tx: TransactionSql,
  incidents: readonly BulkIncident[],
  { at, by, timeZone }: { readonly at: Date; readonly by: string | null; readonly timeZone: string },
): Promise<BulkInserted> {
  const { fresh, repeated } = await partRepeated(tx, incidents);
  if (fresh.length === 0) return { ids: new Map(), repeated };
  const day = dayOfNumber(timeZone, at);
  const first = await drawNumbers(tx, day, fresh.length);
  const rows = fresh.map(({ incident }, i) => ({ ...incident, number: numberOf(day, first + i) }));
  const models = await noteModels(tx, new Set(rows.flatMap((row) => (row.shared ? [row.verdict] : []))));
  const own = rows.filter(({ shared }) => !shared);
  const reported = rows.flatMap(({ number, reporter }) =>
    reporter && (reporter.name !== '' || reporter.phone !== '') ? [{ number, ...reporter }] : [],
  );
  // The planner misjudges how long a list is: it would look through one for each row of another, or sort both on disk, and
  // compile for seconds what runs in a fraction of one.
  await tx`
    select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true),
           set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`;
  const inserted = await tx.file<{ id: string; number: string }[]>(bulkFile, [
    `[${own.map(({ verdict }) => JSON.stringify(verdict)).join(',')}]`,
    own.map((row) => row.number),
    reported.map((row) => row.number),
    reported.map((row) => row.name),
    reported.map((row) => row.phone),
    at.toISOString(),
    by,
    rows.map((row) => row.number),
    rows.map((row) => row.category),
    rows.map((row) => row.source),
    rows.map((row) => row.place),
    rows.map((row) => row.placeEn),
    rows.map((row) => row.note),
    rows.map((row) => row.occurredAt),
    rows.map((row) => row.accuracy),
    rows.map((row) => row.lon),
    rows.map((row) => row.lat),
    rows.map((row) => row.leaf),
    rows.map((row) => areasOf(row.verdict)),
    rows.map((row) => (row.shared ? (models.get(row.verdict) ?? null) : null)),
    rows.map((row) => row.sourceNumber),
    rows.map((row) => row.origin),
  ]);
  await tx`select set_config('enable_nestloop', 'on', true), set_config('enable_mergejoin', 'on', true)`;
  await notePlaces(tx, rows);
  const placeOf = new Map(rows.map(({ number }, place) => [number, place]));
  const ids = new Map(inserted.map(({ id, number }) => [placeOf.get(number) ?? -1, id]));
  await openTicketsOfMany(tx, meetingsOf(ids, rows), at);
  return { ids: new Map([...ids].map(([place, id]) => [fresh[place]?.index ?? -1, id])), repeated };
}

/** Parts what is new from what is there already, or comes a second time. */
async function partRepeated(tx: TransactionSql, incidents: readonly BulkIncident[]) {
  const origins = incidents.flatMap(({ origin }) => origin ?? []);
  const known = new Set(
    origins.length === 0
      ? []
      : (
          await tx<{ origin: string }[]>`select origin from incident where origin = any (${origins}::text[])`
        ).map(({ origin }) => origin),
  );
  const fresh: { incident: BulkIncident; index: number }[] = [];
  const repeated: number[] = [];
  for (const [index, incident] of incidents.entries()) {
    if (incident.origin !== null && known.has(incident.origin)) repeated.push(index);
    else {
      fresh.push({ incident, index });
      if (incident.origin !== null) known.add(incident.origin);
    }
  }
  return { fresh, repeated };
}

/** Codes of the areas that a verdict calls, the leading one first, with commas between. */
function areasOf(verdict: Verdict): string {
  let areas = calls.get(verdict);
  if (areas === undefined) {
    areas = called(standingsOf(verdict, null))
      .map(({ jurisdiction }) => jurisdiction.code)
      .join(',');
    calls.set(verdict, areas);
  }
  return areas;
}

const calls = new WeakMap<Verdict, string>();

/** Every fault that was met, with the incidents that met it. */
function meetingsOf(ids: ReadonlyMap<number, string>, rows: readonly BulkIncident[]) {
  const meetings = new Map<string, { defect: Defect; edition: number; incidentIds: string[] }>();
  for (const [place, id] of ids) {
    const verdict = rows[place]?.verdict;
    for (const defect of verdict?.defects ?? []) {
      const meeting = meetings.get(defect.key) ?? { defect, edition: verdict?.edition ?? 0, incidentIds: [] };
      meeting.incidentIds.push(id);
      meetings.set(defect.key, meeting);
    }
  }
  return [...meetings.values()];
}
