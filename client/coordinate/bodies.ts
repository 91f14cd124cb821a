import type { Jurisdiction, Party, Verdict } from '../../geodata/jurisdiction/verdict.ts';
import type { Override } from '../api.ts';
import { areaParties, districtCode } from './naming.ts';

/** Areas that a whistle on this verdict calls: all parties but the informed, and those named besides. */
export function calledAreas(verdict: Verdict, alsoCalled: ReadonlySet<string>): readonly Jurisdiction[] {
  const parties = areaParties(verdict).filter(
    ({ role, jurisdiction }) => role !== 'inform' || alsoCalled.has(jurisdiction.code),
  );
  const touched = verdict.touched.filter(({ jurisdiction }) => alsoCalled.has(jurisdiction.code));
  return [...parties, ...touched].map(({ jurisdiction }) => jurisdiction);
}

/** Whoever comes for something held rather than for an area. */
export const holdersCalled = ({ parties }: Verdict): readonly Party[] =>
  parties.filter(({ holding, role }) => holding !== null && role !== 'inform');

/** How many bodies come: the office of each area called, the departments of each district, and the holders, each once. */
export function bodyCount(verdict: Verdict, alsoCalled: ReadonlySet<string>): number {
  const bodies = new Set<string>();
  for (const area of calledAreas(verdict, alsoCalled)) {
    bodies.add(area.code);
    const party = verdict.parties.find(({ jurisdiction }) => jurisdiction.code === area.code);
    for (const department of party?.departments ?? []) bodies.add(`${districtCode(area)}-${department.code}`);
  }
  if (bodies.size > 0) for (const { jurisdiction } of holdersCalled(verdict)) bodies.add(jurisdiction.code);
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
  for (const { jurisdiction, departments, role } of areaParties(verdict)) {
    if (role === 'inform') continue;
    for (const { code, name, nameEn, posting } of departments) {
      const row = rows.get(code) ?? { code, name, nameEn, postings: new Map() };
      row.postings.set(jurisdiction.code, posting);
      rows.set(code, row);
    }
  }
  return [...rows.values()];
}

/**
 * The verdict with the parties that a coordinator decided on in the place of its areas: whom a whistle would call. Shares
 * and departments are the computed ones, where the resolver knew the area at all.
 */
export function decided(verdict: Verdict, override: Pick<Override, 'parties'> | null): Verdict {
  if (override === null) return verdict;
  const known = new Map(areaParties(verdict).map((party) => [party.jurisdiction.code, party]));
  const touched = new Map(verdict.touched.map((part) => [part.jurisdiction.code, part]));
  const areas = override.parties.map(({ jurisdiction, role }): Party => {
    const party = known.get(jurisdiction.code);
    if (party !== undefined) return { ...party, role };
    const part = touched.get(jurisdiction.code);
    return {
      jurisdiction,
      holding: null,
      role,
      share: part?.share ?? 0,
      area: part?.area ?? null,
      probability: null,
      distance: 0,
      rule: 'joint-share',
      why: { zh: '', en: '' },
      departments: [],
      shape: null,
    };
  });
  return { ...verdict, parties: [...areas, ...verdict.parties.filter(({ holding }) => holding !== null)] };
}
