import type { Sql } from 'postgres';
import { type Mark, readMark, readTouched } from '../touched.ts';
import {
  type FactRow,
  inDegrees,
  readAgain,
  readFacts,
  readNear,
  readSettled,
  type SettledRow,
} from './store.ts';

/** An incident at a seam; one that lies at two comes twice. */
export interface IncidentAtSeam extends FactRow {
  readonly key: string;
  readonly across: boolean;
  /** Whether a whistle was blown where one had been blown before for the same. */
  readonly again: boolean;
}

/** What lies at the seams of an edition within a distance, and what was settled anywhere: whatever the filter. */
export interface SeamPages {
  readonly atSeams: readonly IncidentAtSeam[];
  readonly settled: readonly SettledRow[];
  /** Changes whenever anything of it may have. */
  readonly version: number;
}

/** Where incidents lie is worked out once, and then for those alone that come in or that the log names. */
export interface SeamBook {
  pages(edition: number, distance: number): Promise<SeamPages>;
}

/** Distances kept in step at once. */
const kept = 3;
/** Touched incidents from which reading everything is quicker than looking for each one's seams. */
const many = 2000;

export function createSeamBook(sql: Sql): SeamBook {
  let mark: Mark | null = null;
  let edition = 0;
  let version = 0;
  const settled = new Map<number, SettledRow>();
  const byDistance = new Map<number, Map<string, IncidentAtSeam>>();
  let turn: Promise<unknown> = Promise.resolve();

  const restart = async (now: Mark, wanted: number): Promise<void> => {
    byDistance.clear();
    settled.clear();
    for (const row of await readSettled(sql, null)) settled.set(row.id, row);
    [mark, edition] = [now, wanted];
    version++;
  };

  const follow = async (before: Mark, now: Mark): Promise<void> => {
    const ids = await readTouched(sql, before);
    if (ids.length > many) return restart(now, edition);
    if (ids.length > 0) {
      for (const id of ids) settled.delete(Number(id));
      for (const row of await readSettled(sql, ids)) settled.set(row.id, row);
      for (const [distance, rows] of byDistance) await renew(sql, edition, distance, ids, rows);
      version++;
    }
    mark = now;
  };

  const look = async (wanted: number, distance: number): Promise<SeamPages> => {
    const now = await readMark(sql);
    // Numbers that go back are of a database that was changed past the log.
    if (mark === null || edition !== wanted || Number(now.incident) < Number(mark.incident))
      await restart(now, wanted);
    else if (now.event !== mark.event || now.incident !== mark.incident) await follow(mark, now);
    const rows = byDistance.get(distance) ?? (await readAll(sql, wanted, distance));
    byDistance.delete(distance);
    byDistance.set(distance, rows);
    for (const oldest of byDistance.keys()) {
      if (byDistance.size <= kept) break;
      byDistance.delete(oldest);
    }
    return { atSeams: [...rows.values()], settled: [...settled.values()], version };
  };

  return {
    pages(wanted, distance) {
      // One after the other: each leaves the book as the next one finds it. One that failed half-way begins anew.
      const next = turn.then(() => look(wanted, distance));
      turn = next.catch(() => {
        mark = null;
      });
      return next;
    },
  };
}

const nameOf = (key: string, id: number): string => `${key} ${id}`;

async function readAll(sql: Sql, edition: number, distance: number): Promise<Map<string, IncidentAtSeam>> {
  const near = await readNear(sql, edition, distance, null);
  const facts = await readFacts(sql, [...new Set(near.map(({ id }) => id))]);
  const again = await readAgain(
    sql,
    distance,
    facts.flatMap(({ id, blown }) => (blown ? id : [])),
  );
  const known = new Map(facts.map((fact) => [fact.id, fact]));
  return new Map(
    near.flatMap(({ key, id, across }) => {
      const fact = known.get(id);
      return fact ? [[nameOf(key, id), { ...fact, key, across, again: again.has(id) }] as const] : [];
    }),
  );
}

/**
 * Puts what is now known of some incidents in the place of what was. Whether a whistle was blown again depends on what
 * lies beside: it is asked anew for all that lie near one of them, where they were and where they are.
 */
async function renew(
  sql: Sql,
  edition: number,
  distance: number,
  ids: readonly string[],
  rows: Map<string, IncidentAtSeam>,
): Promise<void> {
  const touched = new Set(ids.map(Number));
  const facts = await readFacts(sql, ids);
  const near = await readNear(sql, edition, distance, ids);
  const places: Pick<FactRow, 'lon' | 'lat' | 'reach'>[] = [...facts];
  for (const [name, row] of rows)
    if (touched.has(row.id)) {
      places.push(row);
      rows.delete(name);
    }
  const known = new Map(facts.map((fact) => [fact.id, fact]));
  for (const { key, id, across } of near) {
    const fact = known.get(id);
    if (fact) rows.set(nameOf(key, id), { ...fact, key, across, again: false });
  }
  const beside = [...rows.values()].filter(
    ({ blown, ...row }) => blown && places.some((place) => mayTouch(row, place, distance)),
  );
  const again = await readAgain(sql, distance, [...new Set(beside.map(({ id }) => id))]);
  for (const row of beside) rows.set(nameOf(row.key, row.id), { ...row, again: again.has(row.id) });
}

/** Whether two footprints may lie within a distance: rather once too often. */
function mayTouch(
  one: Pick<FactRow, 'lon' | 'lat' | 'reach'>,
  other: Pick<FactRow, 'lon' | 'lat' | 'reach'>,
  distance: number,
): boolean {
  const most = inDegrees(distance) + one.reach + other.reach;
  return Math.abs(one.lon - other.lon) <= most && Math.abs(one.lat - other.lat) <= most;
}
