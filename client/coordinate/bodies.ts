import type { Jurisdiction, Verdict } from '../../geodata/jurisdiction/verdict.ts';
import { districtCode } from './naming.ts';

/** Areas that a whistle on this verdict calls: all parties but the informed, and those named besides. */
export function calledAreas(verdict: Verdict, alsoCalled: ReadonlySet<string>): readonly Jurisdiction[] {
  const parties = verdict.parties.filter(
    ({ role, jurisdiction }) => role !== 'inform' || alsoCalled.has(jurisdiction.code),
  );
  const touched = verdict.touched.filter(({ jurisdiction }) => alsoCalled.has(jurisdiction.code));
  return [...parties, ...touched].map(({ jurisdiction }) => jurisdiction);
}

/** How many bodies come: the office of each area called, and the departments of each district, each body once. */
export function bodyCount(verdict: Verdict, alsoCalled: ReadonlySet<string>): number {
  const bodies = new Set<string>();
  for (const area of calledAreas(verdict, alsoCalled)) {
    bodies.add(area.code);
    const party = verdict.parties.find(({ jurisdiction }) => jurisdiction.code === area.code);
    for (const department of party?.departments ?? []) bodies.add(`${districtCode(area)}-${department.code}`);
  }
  return bodies.size;
}

export interface DepartmentRow {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** Posting by area code; absent where the area's list does not have it. */
  readonly postings: ReadonlyMap<string, 'body' | 'resident' | 'onCall'>;
}

/** Departments as a table, areas as columns, in the order in which the lists name them. */
export function departmentRows(verdict: Verdict): readonly DepartmentRow[] {
  const rows = new Map<
    string,
    DepartmentRow & { readonly postings: Map<string, 'body' | 'resident' | 'onCall'> }
  >();
  for (const { jurisdiction, departments, role } of verdict.parties) {
    if (role === 'inform') continue;
    for (const { code, name, nameEn, posting } of departments) {
      const row = rows.get(code) ?? { code, name, nameEn, postings: new Map() };
      row.postings.set(jurisdiction.code, posting);
      rows.set(code, row);
    }
  }
  return [...rows.values()];
}
