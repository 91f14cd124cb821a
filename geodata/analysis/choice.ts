import type { IncidentColumns } from './incidents.ts';
import { firstFrom } from './incidents.ts';

/**
 * What a reader looks at: incidents from an instant until another (seconds since 1970), of some categories, kinds,
 * sources, outcomes and areas. A mask has a 1 for each index that is chosen; null chooses all.
 */
export interface Choice {
  readonly from: number;
  readonly until: number;
  readonly categories: Uint8Array | null;
  readonly kinds: Uint8Array | null;
  readonly sources: Uint8Array | null;
  readonly outcomes: Uint8Array | null;
  /** By finest area; what lies outside the city is in none of them. */
  readonly areas: Uint8Array | null;
}

/** Rows that a choice takes, in order of time. */
export function chooseRows(columns: IncidentColumns, choice: Choice): Uint32Array {
  const [first, end] = [firstFrom(columns, choice.from), firstFrom(columns, choice.until)];
  const rows = new Uint32Array(Math.max(0, end - first));
  const takes = taking(columns, choice);
  let count = 0;
  for (let row = first; row < end; row++) if (takes(row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** Whether a choice takes a row, whenever it was. */
export function taking(columns: IncidentColumns, choice: Choice): (row: number) => boolean {
  const { categories, kinds, sources, outcomes, areas } = choice;
  const { category, kind, source, outcome, area } = columns;
  if (!categories && !kinds && !sources && !outcomes && !areas) return () => true;
  return (row) =>
    (categories === null || categories[category[row] ?? 0] === 1) &&
    (kinds === null || kinds[kind[row] ?? 0] === 1) &&
    (sources === null || sources[source[row] ?? 0] === 1) &&
    (outcomes === null || outcomes[outcome[row] ?? 0] === 1) &&
    (areas === null || areas[area[row] ?? -1] === 1);
}

/** A mask of `size` with a 1 at each index; null where none is given. */
export function maskOf(size: number, indices: Iterable<number> | null): Uint8Array | null {
  if (indices === null) return null;
  const mask = new Uint8Array(size);
  for (const index of indices) mask[index] = 1;
  return mask;
}
