import type { Department } from './verdict.ts';

/** One list: the departments that answer for a category in an area and all below it; `areaCode` is empty for the whole city. */
export interface DutyRow<D extends Department = Department> {
  readonly category: string;
  readonly areaCode: string;
  readonly departments: readonly D[];
}

/**
 * The departments for a category in the area whose codes, from the city down, are `path`. The nearest list decides: a
 * subdistrict's own before its district's before the city's.
 */
export function dutiesFrom<D extends Department>(rows: readonly DutyRow<D>[]) {
  const lists = new Map(rows.map((row) => [`${row.category}@${row.areaCode}`, row.departments]));
  return (path: readonly string[], category: string | undefined): readonly D[] => {
    for (const area of [...path].reverse().concat('')) {
      const list = lists.get(`${category ?? ''}@${area}`);
      if (list) return list;
    }
    return [];
  };
}

/** The departments that answer for a category in the area whose codes, from the city down, are `path`. */
export type Duties = (path: readonly string[], category: string | undefined) => readonly Department[];
